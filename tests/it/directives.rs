//! Directives in comments: what they take back, for how long, and what they never can.

use gonogo::diagnostic::Severity;
use gonogo::evidence::Evidence;
use gonogo::parse::parse;
use gonogo::rules::{self, RULES};
use gonogo::text::Source;
use gonogo::time::Timestamp;

use crate::cli_env::CliEnv;

/// What is found on 2026-11-21, each as `severity rule line`, and the messages.
fn found(text: &str) -> (Vec<String>, String) {
    let source = Source::new("r.md", text.into()).unwrap();
    let now = Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").unwrap();
    let found = rules::judge(&source, &parse(&source), &Evidence::at(now));
    let line = |d: &gonogo::diagnostic::Diagnostic| {
        format!("{} {} {}", d.severity.name(), d.rule, source.line_of(d.span.start))
    };
    (found.iter().map(line).collect(), found.into_iter().map(|d| d.message + "\n").collect())
}

const WAIVER: &str = "<!-- gonogo: waive open-item until 2026-11-21 by Ana Doe: the lab is down -->";

#[test]
fn a_waived_hold_is_a_warning_that_names_who_and_why() {
    for text in [
        format!("# R\n\n- [x] a\n- [ ] b {WAIVER}\n"),
        format!("# R\r\n\r\n- [x] a\r\n- [ ] b\r\n\r\n  {WAIVER}\r\n"),
        format!("# R\n\n- [x] a\n- [ ] b\n  <!-- a remark -->\n  {WAIVER}\n"),
    ] {
        let (found, messages) = found(&text);
        assert_eq!(found, ["warning open-item 4"], "{text}");
        assert_eq!(messages, "“b” is open (waived until 2026-11-21 by Ana Doe: the lab is down)\n");
    }
}

#[test]
fn a_waiver_is_for_its_rule_its_line_and_its_time() {
    let open = |lines: &str| found(&format!("# R\n\n- [ ] a\n- [ ] b\n{lines}\n- [x] c\n")).0;
    let both = ["hold open-item 3", "hold open-item 4"];
    assert_eq!(open(WAIVER), ["hold open-item 3", "warning open-item 4"]);
    assert_eq!(open(&format!("- [x] d\n{WAIVER}")), both);
    assert_eq!(open(&WAIVER.replace("open-item", "blank-field")), both);
    assert_eq!(open(&WAIVER.replace("2026-11-21", "2026-11-20")), [&both[..], &["hold expired-waiver 5"]].concat());
    assert_eq!(open(&format!("`{WAIVER}`")), both);
    assert_eq!(open(&format!("\n```\n{WAIVER}\n```\n")), both);
}

#[test]
fn what_is_not_understood_is_a_hold_and_does_nothing() {
    for (directive, why) in [
        ("waive open-item until 2026-12-01 by Ana", "a reason"),
        ("waive open-item until 2026-12-01 by : x y", "a name"),
        ("waive open-item until 2026-12-01: Ana", "a name"),
        ("waive open-item by Ana: later", "a day until which"),
        ("waive open-item until 2026-02-30 by Ana: later", "a day YYYY-MM-DD"),
        ("waive open-items until 2026-12-01 by Ana: later", "did you mean `open-item`?"),
        ("waive missing-sign-off until 2026-12-01 by Ana: later", "missing-sign-off can't be waived"),
        ("ignore open-item: later", "open-item can't be ignored for good; waive it"),
        ("ignore over-budget", "and not why"),
        ("ignore over-budget: ____", "and not why"),
        ("ignroe over-budget: it is", "did you mean `ignore`?"),
        ("", "is no directive"),
    ] {
        let (found, messages) = found(&format!("# R\n\n- [x] a\n- [ ] b\n  <!-- gonogo: {directive} -->\n"));
        assert_eq!(found, ["hold open-item 4", "hold wrong-directive 5"], "{directive}");
        assert!(messages.contains(why), "{directive}: {messages}");
    }
}

#[test]
fn what_people_decide_and_attest_cannot_be_waived() {
    let refused = |rule: &&gonogo::rules::Rule| {
        let text = format!("# R\n- [x] a <!-- gonogo: waive {} until 2026-12-01 by Ana: later -->\n", rule.name);
        found(&text).0.contains(&"hold wrong-directive 2".to_owned())
    };
    let refused: Vec<&str> = RULES.iter().filter(refused).map(|rule| rule.name).collect();
    assert_eq!(refused.len(), 23, "{refused:?}");
    for name in ["missing-sign-off", "decision-no-go", "criterion-fired", "hidden-text", "expired-waiver"] {
        assert!(refused.contains(&name), "{name}");
    }
}

#[test]
fn only_warnings_and_counts_can_be_ignored() {
    let text = |name: &str| format!("# R\n- [x] a <!-- gonogo: ignore {name}: it is so -->\n");
    for rule in RULES {
        let allowed = rule.severity == Severity::Warning || ["count-mismatch", "total-mismatch"].contains(&rule.name);
        assert_eq!(found(&text(rule.name)).0.is_empty(), allowed, "{}", rule.name);
    }
}

#[test]
fn the_configuration_does_not_raise_what_is_waived() {
    let env = CliEnv::new().file("r.md", format!("# R\n- [ ] b {}\n", WAIVER.replace("2026-11-21", "2099-01-01")));
    env.gonogo(["check", "r.md"]).exit(0).says("warning[open-item]");
    let env = env.file("gonogo.toml", "[rules]\nopen-item = \"hold\"\n");
    env.gonogo(["check", "r.md"]).exit(0).says("waived until 2099-01-01 by Ana Doe");
    let env = env.file("gonogo.toml", "[rules]\nopen-item = \"off\"\n");
    env.gonogo(["check", "r.md"]).exit(0).stdout("GO  r.md: nothing holds — 0 of 1 action done\n");
}
