//! Bad input: a clear answer, exit status 2 or a finding, never a panic.

use crate::cli_env::CliEnv;

#[track_caller]
fn refused(bytes: impl AsRef<[u8]>, why: &str) {
    CliEnv::new().file("x.md", bytes).gonogo(["check", "x.md"]).exit(2).stdout("").remarks("error: x.md").remarks(why);
}

#[test]
fn what_is_no_text_is_refused_with_its_place() {
    refused(b"# a\n\n- [ ] \xff\n", "x.md:3:7: not valid UTF-8");
    refused(b"# a\n\0", "binary");
    refused(b"\xff\xfe#\0", "UTF-16");
}

#[test]
fn what_is_no_file_is_refused() {
    let env = CliEnv::new().file("dir/x.md", "");
    env.gonogo(["check", "missing.md"]).exit(2).remarks("missing.md: no such file");
    env.gonogo(["compile", "dir"]).exit(2).remarks("dir: is a directory");
    env.gonogo(["check", "dir/x.md/y.md"]).exit(2).remarks("no such file");
    #[cfg(unix)]
    env.gonogo(["check", "/dev/zero"]).exit(2).remarks("is no regular file");
}

#[test]
fn odd_texts_get_a_verdict() {
    let line = format!("- [x] {}\n", "word ".repeat(12_000));
    let deep: String = (0..1_000).map(|depth| format!("{}- [x] item {depth}\n", "  ".repeat(depth))).collect();
    let quotes = format!("{}- [x] a\n", "> ".repeat(1_000));
    let stars = "*_[`".repeat(5_000);
    for text in [&line, &deep, &quotes, &stars, "", "\u{feff}", "\r\n\r\n", "```\n- [ ] a\n", "<!--\n- [ ] a\n"] {
        let env = CliEnv::new().file("x.md", text);
        for command in ["check", "lint", "compile", "data"] {
            let done = env.gonogo([command, "x.md"]);
            assert_ne!(done.status, 2, "{command} {:.40}: {}", text, done.stderr);
        }
    }
}

#[test]
fn an_empty_file_is_not_go() {
    let done = CliEnv::new().file("x.md", "").gonogo(["check", "x.md"]);
    assert_ne!(done.status, 0);
}

#[test]
fn an_unclosed_fence_that_hides_items_is_no_go() {
    CliEnv::new().file("x.md", "# R\n\n- [x] a\n\n```sh\nmake\n\n- [ ] b\n").gonogo(["check", "x.md"]).exit(1);
}
