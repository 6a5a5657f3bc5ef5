//! `gonogo lint --fix`: what is mended, what is left, and every other byte as it was.

use gonogo::diagnostic::Diagnostic;
use gonogo::fill::mend;
use gonogo::text::{Edit, Source, Span};

use crate::cli_env::CliEnv;

const BROKEN: &str = "\u{feff}# Rélease\r\n\r\n-\t[] Bäckup\r\n* [x ] Test\r\n1. [ ]Ship\n\n- [✓] Told\n- Size: \\_\\_\\_\\_ GB\n- [ ] Date: \\_\\_/\\_\\_/\\_\\_\\_\\_ ça";
const MENDED: &str = "\u{feff}# Rélease\r\n\r\n-\t[ ] Bäckup\r\n* [x] Test\r\n1. [ ] Ship\n\n- [✓] Told\n- Size: ____ GB\n- [ ] Date: __/__/____ ça";

#[test]
fn near_misses_and_damaged_blanks_are_mended_and_nothing_else() {
    let env = CliEnv::new().file("t.md", BROKEN);
    let done = env.gonogo(["lint", "--fix", "t.md"]).exit(1).says("near-miss-box").says("t.md:7:");
    done.says("1 hold").remarks("t.md: 5 findings mended");
    assert_eq!(env.read("t.md"), MENDED);
    env.gonogo(["lint", "--fix", "t.md"]).exit(1).stderr("");
    assert_eq!(env.read("t.md"), MENDED);
}

#[test]
fn a_blank_of_stars_is_no_value_and_is_mended() {
    let key = |value: &str| format!("# R\n\n- [x] Key cut\n- [x] Copied **Key**: {value}\n\n**Tried by:** {value}\n");
    for blank in [r"**\*\*\*\***\_**\*\*\*\***", r"****\*\*\*\*****\_\_****\*\*\*\*****"] {
        let env = CliEnv::new().file("t.md", key(blank));
        env.gonogo(["check", "t.md"]).exit(1).says("damaged-blank");
        env.gonogo(["lint", "--fix", "t.md"]).remarks("2 findings mended");
        assert_eq!(env.read("t.md"), key("____"));
    }
    CliEnv::new().file("t.md", key(r"a **\*** or \_")).gonogo(["check", "t.md"]).exit(0);
}

#[test]
fn a_dry_run_shows_the_change_and_writes_nothing() {
    let env = CliEnv::new().file("t.md", "# R\n\n- [x] a\n- [] b\n");
    let done = env.gonogo(["lint", "--fix", "--dry-run", "t.md"]).exit(0).remarks("1 finding mended");
    done.stdout("--- t.md\n+++ t.md\n@@ -1,4 +1,4 @@\n # R\n \n - [x] a\n-- [] b\n+- [ ] b\n");
    assert_eq!(env.read("t.md"), "# R\n\n- [x] a\n- [] b\n");
    env.gonogo(["lint", "--dry-run", "t.md"]).exit(2);
}

#[test]
fn standard_input_comes_out_mended() {
    CliEnv::new().stdin("# R\n- [] b\n").gonogo(["lint", "--fix", "-"]).exit(0).stdout("# R\n- [ ] b\n");
    CliEnv::new().stdin("# R\n- [ ] b\n").gonogo(["lint", "--fix", "-"]).exit(0).stdout("# R\n- [ ] b\n").stderr("");
}

#[test]
fn every_file_of_a_folder_is_mended() {
    let env = CliEnv::new().file("t/a.md", "# R\n- [] a\n").file("t/b.md", "# R\n- [ ] b\n");
    env.gonogo(["lint", "--fix", "t"])
        .exit(0)
        .says("2 checklists: nothing holds — 2 sound")
        .stderr("t/a.md: 1 finding mended\n");
    assert_eq!(env.read("t/a.md") + &env.read("t/b.md"), "# R\n- [ ] a\n# R\n- [ ] b\n");
    env.gonogo(["lint", "--fix", "--staged"]).exit(2);
}

#[test]
fn a_fix_that_would_change_more_is_left_out() {
    let source = Source::new("t.md", "# R\n- [] a\n- [ ] b\n- [] c\n".into()).unwrap();
    let fix = |old: &str, new: &str| {
        let start = source.text().find(old).unwrap();
        let edit = Edit { span: Span::new(start, start + old.len()), text: new.to_owned() };
        Diagnostic::hold("near-miss-box", edit.span, "m").fix(edit)
    };
    let done = mend(&source, &[fix("[] a", "[ ] a"), fix("[ ] b", "[x] b"), fix("[] c", "[ ] c"), fix("# R", "## R")]);
    assert_eq!((done.source.text(), done.mended, done.refused), ("# R\n- [ ] a\n- [ ] b\n- [ ] c\n", 2, 2));
    let overlapping = [fix("[] a", "[ ] a"), fix("[] a", "[ ] a")];
    assert_eq!(mend(&source, &overlapping).source.text(), "# R\n- [ ] a\n- [ ] b\n- [] c\n");
}
