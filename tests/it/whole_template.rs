//! Templates that are rendered whole: strict, escaped, bounded, and no value more than a value.

use gonogo::fill::{Part, RunData, TemplateError, render};

use crate::cli_env::CliEnv;

/// What a template makes of values.
fn made(text: &str, pairs: &[&str]) -> Result<String, String> {
    let part = Part { name: "t.md.j2".into(), text: text.into() };
    let data = RunData::from_pairs(pairs.iter().copied()).expect("pairs");
    let rendered = render("run.md", &[part], &data);
    rendered.map(|rendered| rendered.source.text().to_owned()).map_err(|error| error.to_string())
}

const TEMPLATE: &str = "# Release {{ version }}\n\n{% for host in hosts %}\n- [ ] Move {{ host }} to `{{ region | code }}`\n{% endfor %}\n{% if \
notes is defined %}\n\n| Note |\n|---|\n| {{ notes }} |\n{% endif %}\n\n**Build:** ____\n";

#[test]
fn loops_and_conditions_are_worked_out_and_values_escaped() {
    let text = made(TEMPLATE, &["version=1.10", "hosts[]=web*1*", "hosts[]=web_2", "region=eu_1*"]).expect("rendered");
    assert_eq!(
        text,
        "# Release 1.10\n\n- [ ] Move web\\*1\\* to `eu_1*`\n- [ ] Move web_2 to `eu_1*`\n\n**Build:** ____\n"
    );
    let table = made(TEMPLATE, &["version=1", "hosts[]=a", "region=b", "notes=c | [x] d"]).expect("rendered");
    assert!(table.contains("| c \\| \\[x\\] d |\n"), "{table}");
    assert_eq!(made("{{ a.b }}, {{ a.c[1] }}\n", &["a.b=1", "a.c[]=2", "a.c[]=017"]).as_deref(), Ok("1, 017\n"));
}

#[test]
fn mistakes_are_named_with_line_and_column() {
    let error = |text: &str, pairs: &[&str]| made(text, pairs).expect_err("a mistake");
    assert_eq!(error("# R\n\n- [ ] é {{ nothing }}\n", &[]), "t.md.j2:3:12: undefined value: `nothing` is undefined");
    assert!(error("# R\n{% if a %}\n", &["a=1"]).starts_with("t.md.j2:"));
    assert!(error("{{ a.b }}", &["a=1"]).starts_with("t.md.j2:1:"));
    assert!(error("{{ a }}", &["a[]=1"]).contains("kind sequence can't be printed"));
    assert!(error("{{ a | safe }}", &["a=1"]).contains("safe"));
    assert!(error("{% include '../secret.j2' %}", &[]).contains("secret"));
    assert!(error("x", &["a=1", "a.b=2"]).contains("the keys `a` and `a.…` can't both be given"));
}

#[test]
fn a_value_is_never_more_than_a_value() {
    for value in ["a\n- [x] b", "a\r- [x] b", "a\u{2028}b", "\u{1b}[2J", "a\u{202e}b", "____", "[NAME]", " a", ""] {
        let error = made("# R\n\n- [ ] {{ a }}\n", &[&format!("a={value}")]).expect_err(value);
        assert!(error.contains("the value can't be written"), "{value:?}: {error}");
    }
    for value in [
        "- [x] b",
        "# Title",
        "```",
        "<!-- x",
        "<b>",
        "---",
        "1. [x] a",
        "> a",
        "a | b",
        "[x](javascript:y)",
        "N/A: no",
        "x — N/A: y",
    ] {
        for around in ["{}\n", "- [ ] {}\n", "## {}\n", "> {}\n", "| A |\n|---|\n| {} |\n", "**{}:** ____\n"] {
            let template = format!("# R\n\n{}\n- [ ] last\n", around.replace("{}", "{{ a }}"));
            if let Ok(text) = made(&template, &[&format!("a={value}")]) {
                assert!(!text.contains("[x]"), "{value}: {text}");
            }
        }
    }
    for mark in ["x", "X", " "] {
        made("- [{{ mark }}] done\n", &[&format!("mark={mark}")]).expect_err("a tick from the data");
    }
    let code = made("```sh\nrun {{ a | code }}\n```\n", &["a=`x`"]).expect_err("a backtick");
    assert!(code.contains("can't stand in code"), "{code}");
    let signed = made("# R\n\n- [ ] a\n\n## Sign-off\n\n- QA Lead: {{ lead }} Date: ____\n", &["lead=Ana"]);
    assert!(signed.expect_err("signed").contains("would sign for QA Lead"));
    let item = made("# R\n\n- [ ] {{ a }}\n- [ ] b\n", &["a=optional (if applicable)"]);
    assert!(item.expect_err("weakened").contains("would change an item"));
}

#[test]
fn what_does_not_end_is_stopped() {
    let error = |text: &str| made(text, &[]).expect_err("stopped");
    assert!(
        error("{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}").contains("t.md.j2:1:")
    );
    assert!(error("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}").contains("t.md.j2:1:"));
    let part = Part { name: "t".into(), text: "x".repeat(5 << 20) };
    assert!(matches!(render("r", &[part], &RunData::default()), Err(TemplateError::TooLong { .. })));
}

#[test]
fn a_run_is_made_of_a_whole_template_and_its_parts() {
    let env = CliEnv::new()
        .file("t/run.md.j2", "# R {{ version }}\n\n{% include \"parts/check.j2\" %}\n\n**At:** {{ start_time }}\n")
        .file("t/parts/check.j2", "- [ ] Check {{ service.name }}\n")
        .file("secret.j2", "secret\n")
        .file("d.yaml", "version: 1.10\nservice:\n  name: web_1\n");
    env.gonogo(["new", "t/run.md.j2", "-o", "x.md", "--data", "d.yaml", "--now", "start_time"]).exit(0);
    let text = env.read("x.md");
    let (text, pin) = text.split_once("\n<!-- gonogo: template t/run.md.j2 ").unwrap();
    assert_eq!(text, "# R 1.10\n\n- [ ] Check web_1\n\n**At:** 2026-11-21 03:01 UTC\n");
    // Which one it was made from is said; what was taken out since is not judged, and that is said too.
    assert_eq!(pin.len(), 40 + " -->\n".len());
    env.gonogo(["tick", "x.md", "Check"]).exit(0);
    env.gonogo(["check", "--concise", "x.md"]).exit(0).says("warning[template-unknown]").says("was rendered whole");
    let typo = ["new", "t/run.md.j2", "-o", "y.md", "--data", "d.yaml", "--set", "start_time=1", "--set", "verison=2"];
    env.gonogo(typo).exit(2).remarks("the template names no verison");
    env.gonogo(["new", "t/run.md.j2", "-o", "y.md", "--data", "d.yaml"]).exit(2).remarks("t/run.md.j2:5:");
    let env = env.file("t/out.md.j2", "{% include \"../secret.j2\" %}\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink(env.path("secret.j2"), env.path("t/link.j2")).unwrap();
    let env = env.file("t/link.md.j2", "{% include \"link.j2\" %}\n");
    env.gonogo(["new", "t/out.md.j2", "-o", "y.md"]).exit(2).remarks("secret.j2");
    env.gonogo(["new", "t/link.md.j2", "-o", "y.md"]).exit(2).remarks("link.j2");
    assert!(!env.path("y.md").exists());
}
