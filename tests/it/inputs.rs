//! Inputs: folders, several files, what is staged, what a commit holds.

use std::num::NonZero;
use std::path::PathBuf;

use gonogo::engine::inputs::Wanted;
use gonogo::engine::many::{self, Outcome, Question};
use gonogo::parallel;

use crate::cli_env::CliEnv;
use crate::support::Sandbox;

const OPEN: &str = "# Release\n\n- [x] Tests pass\n- [ ] Backup taken\n";
const DONE: &str = "# Release\n\n- [x] Tests pass\n- [x] Backup taken\n";

fn judge(sandbox: &Sandbox, paths: &[&str], threads: usize) -> Outcome {
    let wanted = Wanted { paths: paths.iter().map(PathBuf::from).collect(), origin: None, template: None };
    many::judge(&mut sandbox.world(), &wanted, Question::Complete, NonZero::new(threads)).unwrap()
}

fn names(outcome: &Outcome) -> Vec<&str> {
    outcome.judged.iter().map(|checked| checked.source.path()).collect()
}

#[test]
fn a_folder_is_its_markdown_in_the_order_of_names() {
    let sandbox = Sandbox::empty();
    for path in ["r/b.md", "r/a/z.markdown", "r/a.MD", "r/.hidden.md", "r/.git/x.md", "r/notes.txt"] {
        sandbox.write(path, OPEN);
    }
    sandbox.write("r/README.md", "# Words\n\nNothing to do here.\n");
    let outcome = judge(&sandbox, &["r"], 2);
    assert_eq!(names(&outcome), ["r/a/z.markdown", "r/a.MD", "r/b.md"]);
    assert_eq!(outcome.passed_over, [("r/README.md".to_owned(), "it has no items")]);
    assert!(outcome.failed.is_empty());
    assert_eq!(names(&judge(&sandbox, &["r/b.md", "r", "./r/b.md", "r/README.md"], 1)).len(), 4);
}

#[test]
fn what_git_ignores_is_not_looked_at_and_links_are_named() {
    let sandbox = Sandbox::new();
    sandbox.write("r/a.md", OPEN);
    sandbox.write("r/build/b.md", OPEN);
    sandbox.write(".gitignore", "build/\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("a.md", sandbox.dir().join("r/link.md")).unwrap();
    let outcome = judge(&sandbox, &["r"], 2);
    assert_eq!(names(&outcome), ["r/a.md"]);
    #[cfg(unix)]
    assert_eq!(outcome.passed_over, [("r/link.md".to_owned(), "it is a symbolic link")]);
    assert_eq!(names(&judge(&sandbox, &["."], 2)), ["r/a.md"]);
}

#[test]
fn a_file_that_cannot_be_read_hides_no_other() {
    let env = CliEnv::new().file("r/a.md", OPEN).file("r/b.md", b"caf\xe9\n").file("r/c.md", DONE);
    let done = env.gonogo(["check", "r"]).exit(2).remarks("r/b.md:1:4: not valid UTF-8");
    done.says("r/a.md:4:1").says("GO  r/c.md").says("2 checklists: 1 hold — 1 GO");
}

#[test]
fn in_a_folder_the_configuration_says_what_is_a_checklist() {
    let config = "[[checklist]]\npaths = [\"t/*.md\"]\nstage = \"template\"\n[[checklist]]\npaths = [\"r/*.md\"]\nstage = \"run\"\n";
    let env = CliEnv::new().file("gonogo.toml", config).file("t/a.md", OPEN).file("r/a.md", DONE).file("x.md", OPEN);
    let checked = env.gonogo(["check", "."]).exit(0).stdout("GO  r/a.md: nothing holds — 2 of 2 actions done\n");
    checked.remarks("t/a.md: not judged, gonogo.toml calls it a template\n").remarks("x.md: not judged, gonogo.toml");
    env.gonogo(["--quiet", "lint", "."]).exit(0).says("2 checklists: nothing holds — 2 sound\n").stderr("");
    env.gonogo(["check", "x.md"]).exit(1);
}

#[test]
fn nothing_to_judge_is_undecided() {
    let env = CliEnv::new().file("docs/a.txt", "").file("docs/README.md", "words\n");
    env.gonogo(["check", "docs"]).exit(3).stdout("UNDECIDED  there is no checklist to judge\n");
    env.gonogo(["check"]).exit(2).remarks("<PATH>...");
}

#[test]
fn one_thread_or_several_write_the_same_bytes() {
    let mut env = CliEnv::new();
    for number in 0..40 {
        env = env.file(&format!("r/{}/{number}.md", number % 7), if number % 3 == 0 { DONE } else { OPEN });
    }
    for format in ["text", "json", "sarif", "junit", "github", "gitlab"] {
        let one = env.gonogo(["check", "--threads", "1", "--format", format, "r"]).exit(1).stdout;
        for threads in ["2", "5"] {
            assert_eq!(env.gonogo(["check", "--threads", threads, "--format", format, "r"]).exit(1).stdout, one);
        }
    }
}

#[test]
fn work_is_done_once_each_and_kept_in_order() {
    let things: Vec<usize> = (0..1_000).collect();
    for threads in [0, 1, 2, 7, 2_000] {
        assert_eq!(
            parallel::map(&things, NonZero::new(threads), |n| n * 2),
            (0..1_000).map(|n| n * 2).collect::<Vec<_>>()
        );
    }
    assert!(parallel::map(&[] as &[u8], NonZero::new(4), |n| *n).is_empty());
}

/// A repository in which `r/a.md` was committed done, is staged open and is empty in the work tree.
fn three_sides() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("r/a.md", DONE);
    sandbox.write("r/b.md", DONE);
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "-q", "-m", "done"]);
    sandbox.write("r/a.md", OPEN);
    sandbox.git(&["add", "."]);
    sandbox.write("r/a.md", "# Release\n\n- [ ] a\n- [ ] b\n- [ ] c\n");
    sandbox
}

#[test]
fn staged_bytes_and_those_of_a_commit_are_judged_as_they_are_there() {
    let env = CliEnv::of(three_sides());
    env.gonogo(["check", "--staged"]).exit(1).says("1 of 2 actions done");
    env.gonogo(["check", "--staged", "r/a.md"]).exit(1).says("NO-GO  r/a.md: 1 hold");
    env.gonogo(["check", "--staged", "r/none.md"]).exit(2).remarks("r/none.md: is not staged");
    env.gonogo(["check", "--rev", "HEAD"]).exit(0).says("2 checklists: nothing holds — 2 GO");
    env.gonogo(["check", "--rev", "HEAD", "r"]).exit(0).says("GO  r/b.md");
    env.gonogo(["check", "--rev", "HEAD", "r/a.md"]).exit(0).says("2 of 2");
    env.gonogo(["check", "--rev", "HEAD~1", "r/a.md"]).exit(2).remarks("r/a.md: no such file in HEAD~1");
    env.gonogo(["check", "--rev", "HEAD~1"]).exit(3);
    env.gonogo(["check", "--rev", "nowhere"]).exit(2);
    env.gonogo(["check", "--rev", "HEAD", "--staged"]).exit(2);
    env.gonogo(["check", "r/a.md"]).exit(1).says("0 of 3");
}

#[test]
fn the_configuration_is_taken_from_the_same_side() {
    let sandbox = three_sides();
    sandbox.write("gonogo.toml", "[rules]\nopen-item = \"warning\"\n");
    let env = CliEnv::of(sandbox);
    env.gonogo(["check", "--staged"]).exit(1);
    env.git(&["add", "gonogo.toml"]);
    env.gonogo(["check", "--staged"]).exit(0).says("1 warning");
}
