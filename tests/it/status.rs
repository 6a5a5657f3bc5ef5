//! `gonogo status`: progress, who acts next, and the order of what is left.

use gonogo::rules::{Kind, RULES, kind};
use serde_json::Value;

use crate::cli_env::CliEnv;

const RUN: &str = "# Deployment 3.8

**Version:** ____

## Approvals

- Release Lead: ________ Date: ____

## Before (15 minutes)

- [x] Backup taken
  - **Responsible:** Mara Lind
  - **Time:** 18:02
- [ ] Restore tested
  - **Responsible:** Mara Lind
  - **Time:** 18:12
- [] Freeze announced
- [x] Mail sent — N/A: nobody to tell

## Rollback

- [ ] Old version running

## Go

- [ ] GO
- [ ] NO-GO
";

#[test]
fn what_is_left_stands_in_the_order_in_which_to_do_it() {
    insta::assert_snapshot!(CliEnv::new().file("r.md", RUN).gonogo(["status", "r.md"]).exit(1).stdout);
}

#[test]
fn a_complete_run_has_nothing_left() {
    let done =
        CliEnv::new().file("r.md", "# R\n\n- [x] a\n- [x] b — N/A: no need\n").gonogo(["status", "r.md"]).exit(0);
    done.stdout("GO  r.md: 1 of 1 action done, 1 not applicable\n\n  R  1 of 1 action done, 1 not applicable\n");
}

#[test]
fn many_steps_are_counted_and_hostile_words_are_inert() {
    let items: String = (0..40).map(|number| format!("- [ ] item {number} \u{1b}[2J\n")).collect();
    let done = CliEnv::new().file("r.md", format!("# R \u{202e}x\n\n{items}")).gonogo(["status", "r.md"]).exit(1);
    assert!(!done.stdout.contains(['\u{1b}', '\u{202e}']), "{}", done.stdout);
    assert_eq!(done.stdout.matches("gonogo tick").count(), 1, "what to do is said once for steps alike");
    done.says("  25. line").says("and 16 more; `gonogo check` names them all");
}

#[test]
fn the_json_fits_its_schema_and_has_every_step() {
    let env = CliEnv::new().file("r.md", RUN);
    let schema: Value = serde_json::from_str(&env.gonogo(["schema", "status"]).exit(0).stdout).unwrap();
    let status: Value =
        serde_json::from_str(&env.gonogo(["status", "--format", "json", "r.md"]).exit(1).stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&status).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let check: Value = serde_json::from_str(&env.gonogo(["check", "--format", "json", "r.md"]).exit(1).stdout).unwrap();
    let left = check["findings"]["holds"].as_u64().unwrap() + check["findings"]["undecided"].as_u64().unwrap();
    assert_eq!(status["steps"].as_array().unwrap().len() as u64, left);
    assert_eq!(status["sections"][1]["taken_minutes"], Value::Null);
    assert_eq!([&status["sections"][2]["taken_minutes"], &status["sections"][2]["budget_minutes"]], [10, 15]);
}

#[test]
fn rules_of_sign_offs_are_known_as_such() {
    let names: Vec<&str> = RULES.iter().filter(|rule| kind(rule.name) == Kind::SignOff).map(|rule| rule.name).collect();
    assert_eq!(names.len(), 13, "{names:?}");
    assert_eq!((kind("near-miss-box"), kind("open-item"), kind("no-decision")), (Kind::Text, Kind::Work, Kind::Work));
}
