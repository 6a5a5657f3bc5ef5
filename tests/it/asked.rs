//! What is asked: outcomes, branches, what a condition or a rollback takes out or brings in, and claims of completion.

use gonogo::asked::{Asked, Outcome, Why, claims_completion};
use gonogo::evidence::Evidence;
use gonogo::model::Checklist;
use gonogo::parse::parse;
use gonogo::rules;
use gonogo::text::Source;
use gonogo::time::Timestamp;

fn compile(text: &str) -> Checklist {
    parse(&Source::new("t.md", text.into()).expect("a text"))
}

/// The items that are asked, and those that are not with the reason.
fn asked(text: &str) -> Vec<(String, Option<Why>)> {
    let checklist = compile(text);
    let asked = Asked::of(&checklist);
    checklist.items.iter().map(|item| (item.text.clone(), asked.why(item))).collect()
}

fn rules_of(text: &str) -> Vec<&'static str> {
    let source = Source::new("t.md", text.into()).expect("a text");
    let now = Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    rules::judge(&source, &parse(&source), &Evidence::at(now)).iter().map(|found| found.rule).collect()
}

fn outcome(text: &str) -> Option<Outcome> {
    Asked::of(&compile(text)).outcome()
}

const RUN: &str = "# Run

- [x] Checked

## Decision
- [x] **GO** - start
- [ ] **NO-GO** - stop (reason: ____)

## Rollout
- [x] Rolled out
- [x] Watched

## Rollback criteria
- [ ] Errors above 1 %

## Rollback steps
- [ ] Rolled back
  - [ ] Version confirmed

## Final
**Deployment Status:** SUCCESS / ROLLBACK / PARTIAL
";

#[test]
fn outcomes_are_read_from_decisions() {
    assert_eq!(outcome("# Run\n- [x] a\n"), None);
    assert_eq!(outcome(RUN), Some(Outcome::Go));
    let status = |word: &str| outcome(&RUN.replace("SUCCESS / ROLLBACK / PARTIAL", word));
    assert_eq!(status("SUCCESS"), Some(Outcome::Go));
    assert_eq!(status("ROLLBACK"), Some(Outcome::RolledBack));
    assert_eq!(status("PARTIAL"), Some(Outcome::Partial));
    let called_off = RUN.replace("[x] **GO**", "[ ] **GO**").replace("[ ] **NO-GO**", "[x] **NO-GO**");
    assert_eq!(outcome(&called_off), Some(Outcome::NoGo));
    let both = RUN.replace("[ ] **NO-GO**", "[x] **NO-GO**");
    assert_eq!(outcome(&both), None, "a contradiction states nothing");
    assert_eq!(Outcome::RolledBack.name(), "rolled-back");
}

#[test]
fn a_rollback_asks_for_its_steps_and_cuts_the_rest_short() {
    let quiet = asked(RUN);
    assert!(quiet.contains(&("Rolled back".into(), Some(Why::Contingent))));
    assert!(quiet.contains(&("Version confirmed".into(), Some(Why::Contingent))));
    let run = RUN.replace("SUCCESS / ROLLBACK / PARTIAL", "ROLLBACK").replace("[x] Watched", "[ ] Watched");
    let back = asked(&run);
    assert!(back.contains(&("Rolled back".into(), None)) && back.contains(&("Version confirmed".into(), None)));
    assert!(back.contains(&("Watched".into(), Some(Why::CutShort))) && back.contains(&("Checked".into(), None)));
    assert_eq!(rules_of(&run), ["open-item", "open-item", "decision-no-go"]);
    assert_eq!(
        rules_of(&run.replace("[ ] Rolled", "[x] Rolled").replace("[ ] Version", "[x] Version")),
        ["decision-no-go"]
    );
}

#[test]
fn a_fired_criterion_asks_for_the_rollback_in_one_finding() {
    let run = RUN.replace("[ ] Errors", "[x] Errors").replace("SUCCESS / ROLLBACK / PARTIAL", "SUCCESS");
    assert!(asked(&run).contains(&("Rolled back".into(), None)));
    assert_eq!(rules_of(&run), ["criterion-fired"]);
}

#[test]
fn after_a_no_go_nothing_more_is_asked() {
    let run = RUN
        .replace("[x] **GO**", "[ ] **GO**")
        .replace("[ ] **NO-GO**", "[x] **NO-GO**")
        .replace("[x] Rolled", "[ ] Rolled");
    assert!(asked(&run).contains(&("Rolled out".into(), Some(Why::AfterNoGo))));
    assert_eq!(rules_of(&run), ["decision-no-go", "blank-field"], "the reason is asked for now");
    assert_eq!(rules_of(&run.replace("____", "disk full")), ["decision-no-go"]);
}

#[test]
fn one_branch_of_alternatives_is_asked() {
    let run =
        "# Run\n- [x] Checked\n\n## Environments (choose one)\n### A\n- [ ] a1\n- [ ] a2\n### B\n- [x] b1\n- [ ] b2\n";
    assert!(asked(run).contains(&("a1".into(), Some(Why::OtherBranch))));
    assert_eq!(rules_of(run), ["open-item"]);
    assert_eq!(rules_of(&run.replace("[ ] b2", "[x] b2")), [] as [&str; 0]);
    assert_eq!(rules_of(&run.replace("[x] b1", "[ ] b1")), ["branch-not-chosen"]);
}

#[test]
fn nothing_is_asked_below_what_is_not_applicable() {
    let run = "# Run\n- [x] Checked\n- [x] Cache (if used) — N/A: none\n  - [ ] Warmed\n  - Size: ____ GB\n  - **Sign-off:** ____\n";
    assert!(asked(run).contains(&("Warmed".into(), Some(Why::NotApplicable))));
    assert_eq!(rules_of(run), [] as [&str; 0]);
    let section =
        "# Run\n- [x] Checked\n\n## Migration (if needed)\n- [x] Migrated — N/A: none\n\n**Rows moved:** ____\n";
    assert_eq!(rules_of(section), [] as [&str; 0]);
    assert_eq!(rules_of(&section.replace(" — N/A: none", "")), ["blank-field"]);
}

#[test]
fn a_run_is_settled_when_nothing_but_its_outcome_holds_it() {
    let settled = |text: &str| {
        let source = Source::new("t.md", text.into()).expect("a text");
        let checklist = parse(&source);
        let now = Timestamp::from_unix(1_800_000_000).expect("a time");
        rules::settled(&Asked::of(&checklist), &rules::judge(&source, &checklist, &Evidence::at(now)))
    };
    let status = |word: &str| RUN.replace("SUCCESS / ROLLBACK / PARTIAL", word);
    assert_eq!(settled(RUN), None, "the status is open");
    assert_eq!(settled(&status("SUCCESS")), Some(Outcome::Go));
    assert_eq!(settled(&status("PARTIAL")), Some(Outcome::Partial));
    let back = status("ROLLBACK").replace("[ ] Errors", "[x] Errors");
    assert_eq!(settled(&back), None, "the rollback is not complete");
    let back = back.replace("[ ] Rolled", "[x] Rolled").replace("[ ] Version", "[x] Version");
    assert_eq!(settled(&back), Some(Outcome::RolledBack));
    assert_eq!(settled(&status("SUCCESS").replace("[ ] Errors", "[x] Errors")), None, "fired, and no rollback");
}

#[test]
fn a_claim_of_completion_is_a_status_a_decision_or_a_sign_off() {
    let claim = |text: &str| {
        let checklist = compile(text);
        claims_completion(&checklist, &Asked::of(&checklist)).map(|claim| claim.words)
    };
    assert_eq!(claim("# Run\n\n**Status:** PENDING\n\n- [x] a\n"), None);
    assert_eq!(claim("# Run\n\n**Status:** NOT COMPLETE\n\n- [x] a\n"), None);
    assert_eq!(claim("# Run\n\n**Status:** COMPLETE\n\n- [ ] a\n").as_deref(), Some("Status is COMPLETE"));
    assert_eq!(claim(RUN).as_deref(), Some("GO is chosen"));
    assert_eq!(claim(&RUN.replace("[x] **GO**", "[ ] **GO**")), None);
    let signed = "# Run\n- [ ] a\n\n## Sign-off\n- Release Manager: Bo Lind Date: 2026-11-02\n";
    assert_eq!(claim(signed).as_deref(), Some("the sign-off of Release Manager is given"));
    assert_eq!(claim(&signed.replace("Bo Lind", "____")), None);
}
