//! Verdicts on whole documents: completed runs are GO, and one change makes exactly one finding.

use std::path::Path;

use gonogo::asked::{Asked, Outcome};
use gonogo::diagnostic::{Diagnostic, Severity};
use gonogo::evidence::{Evidence, Fact, SignatureFact, Signed};
use gonogo::model::{Assurance, SignOff};
use gonogo::parse::parse;
use gonogo::rules;
use gonogo::text::Source;
use gonogo::time::Timestamp;
use gonogo::verdict::Verdict;

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn judge(text: &str) -> (Source, Vec<Diagnostic>) {
    let source = Source::new("run.md", text.into()).expect("a text");
    let now = Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    let found = rules::judge(&source, &parse(&source), &Evidence::at(now));
    (source, found)
}

/// Rule and line of everything but warnings.
fn holds(text: &str) -> Vec<(&'static str, usize)> {
    let (source, found) = judge(text);
    let holds = found.iter().filter(|found| found.severity != Severity::Warning);
    holds.map(|found| (found.rule, source.position(found.span.start).line)).collect()
}

fn shown(text: &str) -> String {
    let (source, found) = judge(text);
    let line = |d: &Diagnostic| {
        format!("{} {}:{} {}\n", d.severity.name(), source.position(d.span.start).line, d.rule, d.message)
    };
    found.iter().filter(|found| found.severity != Severity::Warning).map(line).collect()
}

#[test]
fn completed_runs_are_go() {
    for name in ["production", "plain", "steps", "environments", "criteria"] {
        let text = fixture(&format!("go/{name}.md"));
        assert_eq!(shown(&text), "", "{name}");
        assert_eq!(Verdict::of(&judge(&text).1), Verdict::Go, "{name}");
    }
}

/// One change to the completed run: what is replaced, and by what; the rule it has to raise, none if empty; text of the line
/// it raises it on.
type Change = (&'static str, &'static str, &'static str, &'static str);

const CHANGES: &[Change] = &[
    // Items.
    ("- [x] Status page updated", "- [ ] Status page updated", "open-item", "Status page updated"),
    ("- [x] **Logs Quiet**", "- [ ] **Logs Quiet**", "open-item", "Logs Quiet"),
    ("- [x] Rollout finished", "- [ ] Rollout finished", "open-item", "Rollout finished"),
    ("  - [x] Hotfix list empty", "  - [ ] Hotfix list empty", "unfinished-children", "Branch frozen"),
    ("- [x] Support briefed", "- [x] Support briefed — N/A", "not-applicable-without-reason", "Support briefed"),
    ("- [x] Support briefed", "- [ ] Support briefed — FAILED: nobody there", "failed-item", "Support briefed"),
    ("- [x] Status page updated", "- [] Status page updated", "near-miss-box", "Status page updated"),
    ("- [x] Status page updated", "- [✓] Status page updated", "near-miss-box", "Status page updated"),
    (
        "- [x] Migration applied — N/A: this release has no migration",
        "- [x] Migration applied — N/A",
        "not-applicable-without-reason",
        "Migration applied",
    ),
    ("- [x] Support briefed", "- [x] ❌ Support briefed", "failed-item", "Support briefed"),
    // Sign-offs.
    ("  - **Sign-off:** Tomas Reyes", "  - **Sign-off:** ________________", "missing-sign-off", "**Sign-off:** ____"),
    (
        "- Release Lead: Ines Farrow Date: 2026-11-20",
        "- Release Lead: ________ Date: ____",
        "missing-sign-off",
        "Lead: ____",
    ),
    ("Manager: Yusuf Brandt Date: 2026-11-20", "Manager: Yusuf Brandt Date: ________", "missing-date", "Date: ____"),
    ("- Name: Ines Farrow", "- Name: ________________", "missing-sign-off", "**Release Lead:**\n- Name"),
    ("- Signature: Y. Brandt", "- Signature: ________", "missing-sign-off", "**Operations Manager:**\n- Name"),
    ("Manager: Yusuf Brandt Date: 2026-11-20", "Manager: Yusuf Brandt Date: 2027-11-20", "future-date", "2027-11-20"),
    // Decisions and criteria.
    ("- [ ] **NO-GO**", "- [x] **NO-GO**", "conflicting-decisions", "**GO** - Proceed"),
    ("- [x] **GO**", "- [ ] **GO**", "no-decision", "**GO** - Proceed"),
    (
        "**Deployment Status:** SUCCESS",
        "**Deployment Status:** SUCCESS / ROLLBACK / PARTIAL",
        "no-decision",
        "SUCCESS /",
    ),
    ("**Deployment Status:** SUCCESS", "**Deployment Status:** PARTIAL", "decision-no-go", "PARTIAL"),
    ("- [ ] Bookings lost", "- [x] Bookings lost", "criterion-fired", "Bookings lost"),
    ("- [ ] Error rate >1%", "- [X] Error rate >1%", "criterion-fired", "Error rate >1%"),
    // Results, values and targets.
    ("**Result:** PASS **Time:** 18:31", "**Result:** PASS/FAIL **Time:** 18:31", "undecided-choice", "PASS/FAIL"),
    ("**Result:** PASS **Time:** 18:33", "**Result:** FAIL **Time:** 18:33", "failed-item", "FAIL"),
    ("**Production Health:** HEALTHY", "**Production Health:** DEGRADED", "failed-item", "DEGRADED"),
    ("**Time:** 18:04", "**Time:** ________", "blank-field", "**Time:** ________ **Completed by:** Mara"),
    ("**Release Lead:** Ines Farrow", "**Release Lead:** [NAME]", "unfilled-placeholder", "[NAME]"),
    ("**Release Lead:** Ines Farrow", "**Release Lead:**", "blank-field", "**Release Lead:**"),
    ("**Release Lead:** Ines Farrow", "**Release Lead:** \u{a0}", "blank-field", "**Release Lead:**"),
    ("**Version:** 3.8.0", "**Version:** TBD", "unfilled-placeholder", "TBD"),
    ("p95 latency: 212 ms", "p95 latency: 500 ms", "target-missed", "p95"),
    ("p95 latency: 212 ms", "p95 latency: 2l2 ms", "wrong-kind", "p95"),
    ("Start-up: 1.5 s", "Start-up: 2.5 s", "target-missed", "Start-up"),
    ("Error rate: 0.02%", "Error rate: 0.10%", "target-missed", "Error rate: "),
    ("verified: 91.4%", "verified: 84.99%", "target-missed", "84.99"),
    ("verified: 91.4%", "verified: ____%", "blank-field", "Coverage"),
    ("verified: 1204/1216", "verified: 1184/1216", "target-missed", "1184/1216"),
    ("verified: 1204/1216", "verified: 1217/1216", "wrong-kind", "1217/1216"),
    ("Replicas ready: 4/4", "Replicas ready: 5/4", "wrong-kind", "5/4"),
    ("**Passed:** 3 (", "**Passed:** 2 (", "target-missed", "**Passed:**"),
    ("**Passed:** 3 (", "**Passed:** ３ (", "wrong-kind", "**Passed:**"),
    ("**Release Duration:** 36 minutes", "**Release Duration:** 1.5 h", "target-missed", "1.5 h"),
    ("**Release Date:** 2026-11-20", "**Release Date:** 2026-02-30", "wrong-kind", "2026-02-30"),
    // Counts.
    ("Smoke Tests (3 items, 10 minutes)", "Smoke Tests (4 items, 10 minutes)", "count-mismatch", "(4 items"),
    ("- Build Readiness: 3/3 items", "- Build Readiness: 2/3 items", "count-mismatch", "2/3"),
    ("### Build Readiness (3 items)", "### Build Readiness (4 items)", "count-mismatch", "(4 items"),
    ("- Build Readiness: 3/3 items", "- Build Readiness: 3/4 items", "count-mismatch", "3/4"),
    ("TOTAL: 5/5 items", "TOTAL: 5/6 items", "total-mismatch", "5/6"),
    (
        "- [x] **Logs Quiet**\n  - No new error lines\n  **Verified by:** Yusuf Brandt **Time:** 19:05\n",
        "",
        "count-mismatch",
        "## Post-Release Verification",
    ),
    ("TOTAL: 5/5 items", "TOTAL: 4/5 items", "target-missed", "4/5"),
    // More slips of the hand.
    ("**Overall Result:** PASS", "**Overall Result:** PASS / FAIL", "undecided-choice", "**Overall Result:**"),
    (
        "**Step 1.1: Take a Snapshot**\n```bash\n",
        "**Step 1.1: Take a Snapshot**\n```bash\n# size: ________\n\n",
        "",
        "",
    ),
    ("**Time:** 18:36", "**Time:** soon", "wrong-kind", "soon"),
    ("Headroom: 35%", "Headroom: ____%", "blank-field", "Headroom"),
    ("Scan clean: 0 critical, 0 high", "Scan clean: 1 critical, 0 high", "target-missed", "Scan clean"),
    ("Snapshot size: 42 GB", "Snapshot size: ____ GB", "blank-field", "Snapshot size"),
    ("- [x] Customers notified: 2026-11-19", "- [x] Customers notified: [DATE]", "unfilled-placeholder", "[DATE]"),
    ("bash\n# Watch", "\n- [ ] hidden in code\n# Watch", "box-in-code", "hidden in code"),
    // What hides.
    ("- [x] Status page updated", "- [x] Status page\u{200b} updated", "hidden-text", "Status page"),
];

/// Changes that the parser does not show to the rules yet.
const UNSEEN: &[Change] = &[
    ("(count: 6)", "(count: O6)", "wrong-kind", "O6"),
    ("**Decision Time:** 2026-11-20 17:00", "**Decision Time:** 2026-11-20 25:00", "wrong-kind", "25:00"),
    ("Scan clean: 0 critical, 0 high", "Scan clean: 0 critical, 2 high", "target-missed", "Scan clean"),
];

#[test]
fn one_change_makes_one_finding() {
    each_makes_one_finding(CHANGES);
}

#[test]
fn one_change_makes_one_finding_in_values_too() {
    each_makes_one_finding(UNSEEN);
}

/// Applies each change to the completed run by itself.
fn each_makes_one_finding(changes: &[Change]) {
    let whole = fixture("go/production.md");
    let mut wrong = String::new();
    for (old, new, rule, at) in changes {
        assert_eq!(whole.matches(old).count(), 1, "{old} stands there once");
        let text = whole.replacen(old, new, 1);
        let before = text.find(at).and_then(|at| text.get(..at)).unwrap_or_else(|| panic!("no {at}"));
        let expected: Vec<_> =
            Some((*rule, 1 + before.matches('\n').count())).into_iter().filter(|_| !rule.is_empty()).collect();
        if holds(&text) != expected {
            wrong += &format!("{old} -> {new}: expected {expected:?}, got\n{}\n", shown(&text));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The completed run with several changes at once.
fn changed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(fixture("go/production.md"), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

/// The rules that hold a run, and the outcome as which it can be recorded.
fn settled(text: &str) -> (Vec<&'static str>, Option<Outcome>) {
    let (source, found) = judge(text);
    let rules = holds(text).into_iter().map(|(rule, _)| rule).collect();
    (rules, rules::settled(&Asked::of(&parse(&source)), &found))
}

#[test]
fn a_run_that_was_rolled_back_is_a_record_of_that() {
    let mut changes = vec![
        ("**Deployment Status:** SUCCESS", "**Deployment Status:** ROLLBACK"),
        ("- [ ] Bookings lost", "- [x] Bookings lost"),
        // What came after the decision to roll back was never done.
        ("- [x] **Logs Quiet**", "- [ ] **Logs Quiet**"),
        ("  **Result:** PASS **Time:** 18:36", "  **Result:** PASS/FAIL **Time:** ________"),
    ];
    let (rules, outcome) = settled(&changed(&changes));
    assert!(rules.contains(&"open-item") && rules.contains(&"blank-field"), "the rollback is asked for: {rules:?}");
    assert_eq!(outcome, None);
    changes.extend([
        ("- [ ] Rollback announced\n- **Time:** ________", "- [x] Rollback announced\n- **Time:** 18:40"),
        ("- [ ] Previous version running", "- [x] Previous version running"),
        ("- [ ] Version confirmed: ________", "- [x] Version confirmed: 3.7.4"),
        ("- **Time:** ________ **Duration:** ________ seconds", "- **Time:** 18:44 **Duration:** 95 seconds"),
    ]);
    let text = changed(&changes);
    assert_eq!(
        settled(&text),
        (vec!["criterion-fired", "decision-no-go"], Some(Outcome::RolledBack)),
        "{}",
        shown(&text)
    );
}

#[test]
fn a_run_that_was_called_off_is_a_record_of_that() {
    let mut changes = vec![
        ("- [x] **GO**", "- [ ] **GO**"),
        ("- [ ] **NO-GO**", "- [x] **NO-GO**"),
        ("- [x] Rollout finished", "- [ ] Rollout finished"),
        ("**Deployment Status:** SUCCESS", "**Deployment Status:** SUCCESS / ROLLBACK / PARTIAL"),
        ("- Name: Ines Farrow", "- Name: ________________"),
    ];
    assert_eq!(settled(&changed(&changes)), (vec!["decision-no-go", "blank-field"], None), "the reason is asked for");
    changes.push(("(reason: ________________)", "(reason: the registry is down)"));
    let text = changed(&changes);
    assert_eq!(settled(&text), (vec!["decision-no-go"], Some(Outcome::NoGo)), "{}", shown(&text));
}

#[test]
fn what_failed_is_part_of_a_run_that_was_called_off() {
    let changes = [
        ("- [x] **GO**", "- [ ] **GO**"),
        ("- [ ] **NO-GO**", "- [x] **NO-GO**"),
        ("(reason: ________________)", "(reason: the scan found two)"),
        ("- [x] Rollout finished", "- [ ] Rollout finished"),
        ("**Deployment Status:** SUCCESS", "**Deployment Status:** SUCCESS / ROLLBACK / PARTIAL"),
        ("Scan clean: 0 critical, 0 high", "Scan clean: 0 critical, 2 high"),
        ("- [x] Hotfix list empty", "- [ ] Hotfix list empty — FAILED: two are left"),
    ];
    let text = changed(&changes);
    let rules = vec!["failed-item", "target-missed", "decision-no-go"];
    assert_eq!(settled(&text), (rules.clone(), Some(Outcome::NoGo)), "{}", shown(&text));
    let fired = text.replace("- [ ] Bookings lost", "- [x] Bookings lost");
    assert_eq!(settled(&fired), ([rules, vec!["criterion-fired"]].concat(), Some(Outcome::NoGo)), "{}", shown(&fired));
    let open = text.replace("- [x] Nodes ready", "- [ ] Nodes ready");
    assert_eq!(settled(&open).1, None, "what applies to it has to be complete: {}", shown(&open));
}

#[test]
fn a_sentence_that_calls_off_is_no_outcome_beside_a_go() {
    let text = changed(&[("**Sign-offs:**", "The launch is postponed.\n\n**Sign-offs:**")]);
    assert_eq!(settled(&text), (vec!["decision-no-go"], None), "{}", shown(&text));
}

#[test]
fn what_says_nothing_fills_nothing() {
    let whole = fixture("go/production.md");
    let hollow = [
        "_",
        "__",
        "-",
        "—",
        "...",
        "…",
        "?",
        "TBD",
        "tba",
        "[NAME]",
        "<name>",
        "\\_\\_\\_\\_",
        "\u{200b}",
        "********",
    ];
    let mut wrong = String::new();
    for value in hollow {
        for place in [
            "**Release Lead:** Ines Farrow",
            "**Sign-off:** Tomas Reyes",
            "**Verified by:** Yusuf Brandt **Time:** 19:02",
        ] {
            let (label, rest) = place.split_once(":** ").expect("a label");
            let tail = rest.split_once(" **").map_or(String::new(), |(_, tail)| format!(" **{tail}"));
            let text = whole.replacen(place, &format!("{label}:** {value}{tail}"), 1);
            assert_ne!(text, whole);
            if holds(&text).is_empty() {
                wrong += &format!("{label}: {value:?} passed as filled\n");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The completed run as it was before anybody touched it: boxes empty, values and names blank.
#[test]
fn a_blank_template_is_sound() {
    for name in ["production", "plain", "steps", "environments", "criteria"] {
        let text = fixture(&format!("go/{name}.md")).replace("[x]", "[ ]").replace(": PASS", ": PASS/FAIL");
        let source = Source::new("template.md", text.into()).expect("a text");
        let now = Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time");
        let found = rules::lint(&source, &parse(&source), &Evidence::at(now));
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}

#[test]
fn only_good_signatures_count_where_they_are_asked_for() {
    let source = Source::new("run.md", fixture("go/production.md").into()).expect("a text");
    let checklist = parse(&source);
    let now = Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    let verdict = |assurance, signatures| {
        let found = rules::judge(&source, &checklist, &Evidence { assurance, signatures, ..Evidence::at(now) });
        let mut rules: Vec<_> = found.iter().filter(|d| d.severity != Severity::Warning).map(|d| d.rule).collect();
        rules.dedup();
        (Verdict::of(&found), rules)
    };
    let each = |signed: Signed| {
        let fact = |s: &SignOff| SignatureFact { sign_off: s.id.clone(), signed: signed.clone() };
        Fact::Known(checklist.sign_offs.iter().map(fact).collect())
    };
    let good = || Signed::Good { principal: "release-lead/ines@example.org".into(), time: now };
    let nothing: Vec<&str> = Vec::new();
    assert_eq!(verdict(Assurance::Typed, Fact::NotAsked), (Verdict::Go, nothing.clone()));
    assert_eq!(verdict(Assurance::Signed, each(good())), (Verdict::Go, nothing.clone()));
    assert_eq!(verdict(Assurance::Authored, each(good())), (Verdict::Go, nothing));
    assert_eq!(verdict(Assurance::Authored, Fact::NotAsked), (Verdict::NoGo, vec!["assurance-too-low"]));
    assert_eq!(verdict(Assurance::Signed, Fact::Known(Vec::new())), (Verdict::NoGo, vec!["assurance-too-low"]));
    assert_eq!(verdict(Assurance::Signed, Fact::NotAsked), (Verdict::Undecided, vec!["assurance-too-low"]));
    let unknown = Fact::Unknown("there is no file of allowed signers".into());
    assert_eq!(verdict(Assurance::Signed, unknown), (Verdict::Undecided, vec!["assurance-too-low"]));
    let refused = each(Signed::Refused("the key is not allowed".into()));
    assert_eq!(verdict(Assurance::Signed, refused), (Verdict::NoGo, vec!["invalid-signature"]));
    let unchecked = each(Signed::Unchecked("ssh-keygen was not found".into()));
    assert_eq!(verdict(Assurance::Signed, unchecked), (Verdict::Undecided, vec!["invalid-signature"]));
}

#[test]
fn words_beside_a_tick_that_say_it_is_not_done() {
    let rule_of = |item: &str| {
        let found = judge(&format!("# R\n\n- [x] a\n{item}\n")).1;
        found.iter().map(|found| found.rule).collect::<Vec<_>>().join(" ")
    };
    for item in [
        "- [x] Load test — PENDING",
        "- [x] Load test - in progress",
        "- [x] Load test – not done",
        "- [x] Load test (TODO)",
        "- [x] Load test: NOT STARTED",
        "- [x] Load test ⏳",
        "- [x] TODO: load test",
        "- [x] Load test (OPEN)",
        "- [x] Load test (WIP).",
        "- [x] Load test 🔄\u{fe0f}",
    ] {
        assert_eq!(rule_of(item), "inconsistent-state", "{item}");
    }
    for item in [
        "- [x] Load test — DEFERRED to 1.3",
        "- [x] Load test (POSTPONED)",
        "- [x] DEFERRED: Load test",
        "- [ ] Load test - DEFERRED",
        "- [x] Load test: DEFERRED",
    ] {
        assert_eq!(rule_of(item), "deferred-item", "{item}");
    }
    for item in [
        "- [x] Open bugs deferred to the next release",
        "- [x] No job is pending",
        "- [x] Status page says: in progress",
        "- [x] Work in progress merged or closed (all of it)",
        "- [x] Hourglass ⏳ shown while loading",
        "- [x] ⏳ Wait for the queue",
        "- [x] Doors — open",
        "- [x] Sign says: OPEN",
        "- [x] Pending migrations run - all 3",
        "- [x] Tickets moved to DEFERRED",
        "- [x] Load test — N/A: DEFERRED by the client",
    ] {
        assert_eq!(rule_of(item), "", "{item}");
    }
}

#[test]
fn text_in_the_wrong_encoding_is_told_from_text_that_only_looks_odd() {
    let rules_of = |text: &str| {
        let found = judge(&format!("# R\n\n- [x] {text}\n")).1;
        found.iter().map(|found| (found.rule, found.message.clone())).collect::<Vec<_>>()
    };
    for (text, meant) in [("Ã© a", "é"), ("a â€œb", "“"), ("â˜‘ box", "☑"), ("ðŸš€ go", "🚀"), ("Â°C", "°")]
    {
        let found = rules_of(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].0 == "mojibake" && found[0].1.contains(&format!("“{meant}” was meant")), "{found:?}");
    }
    for text in ["é ü ß ç", "€ 20 °C ½", "Ärger", "ÃO", "naïve — “so”", "漢字 🚀", "ÀÉÎ"] {
        assert_eq!(rules_of(text), [], "{text}");
    }
}

#[test]
fn a_name_in_two_scripts_is_found() {
    let sign_off =
        |name: &str| holds(&format!("# R\n\n- [x] a\n\n## Approvals\n- Release Lead: {name} Date: 2026-11-20\n"));
    assert_eq!(sign_off("Аna Doe"), [("hidden-text", 6)]);
    assert_eq!(sign_off("Ines Farrοw"), [("hidden-text", 6)]);
    for name in ["Ana Doe", "Анна Иванова", "Анна Ivanova", "Γιώργος", "José Ñandú", "O'Brien-Łuk"]
    {
        assert_eq!(sign_off(name), [], "{name}");
    }
}

#[test]
fn a_status_that_was_left_behind_is_a_warning_and_one_that_calls_off_a_hold() {
    let said = |status: &str, more: &str| {
        let text = format!("# R\n**Status:** {status}\n\n- [x] a\n{more}\n## Decision\n- [x] GO\n- [ ] NO-GO\n");
        let found = judge(&text).1;
        found.iter().map(|found| format!("{} {}", found.severity.name(), found.rule)).collect::<Vec<_>>().join(", ")
    };
    for status in ["PENDING", "Draft", "🟡 IN PROGRESS", "In progress"] {
        assert_eq!(said(status, ""), "warning status-contradicts", "{status}");
        assert_eq!(said(status, "- [ ] b\n"), "hold open-item", "{status}");
    }
    for status in ["ROLLED BACK", "Aborted", "CANCELLED"] {
        assert_eq!(said(status, ""), "hold status-contradicts", "{status}");
        assert_eq!(said(status, "\n**Deployment Status:** ROLLBACK\n"), "hold decision-no-go", "{status}");
    }
    for status in ["COMPLETE", "GO", "Pending approval by nobody", "Approved"] {
        assert_eq!(said(status, ""), "", "{status}");
    }
}
