//! Computed values: counted from the items, never made up, and stated totals left alone.

use gonogo::fill::{Desk, computed};

use super::compiled;

/// The text with its computed values, and how many were written.
fn made_true(text: &str) -> (String, usize) {
    let (source, checklist) = compiled(text);
    let (change, report) = computed(&source, &checklist).expect("computed");
    let mut desk = Desk::new(source, checklist);
    desk.make(&change).expect("written");
    let (again, _) = computed(desk.source(), desk.checklist()).expect("computed");
    assert!(again.edits.is_empty(), "twice is once:\n{}", desk.source().text());
    (desk.source().text().to_owned(), report.len())
}

const RUN: &str = "# R\n\n## Code (2 items)\n\n- [x] a\n  - [ ] b\n- [x] c — N/A: none\n\n## Team (3 items)\n\n- [x] d\n- [ ] e\n- [ ] \
f — FAILED: no\n\n## Summary\n\n- Code: ____/2 items complete\n- Team: 3/3 items complete\n\n**TOTAL: ____/5 items complete**\n";

#[test]
fn items_complete_are_counted_and_summed_up() {
    let (text, count) = made_true(RUN);
    let expected = RUN.replace("____/2", "2/2").replace("3/3", "1/3").replace("____/5", "3/5");
    assert_eq!((text.as_str(), count), (expected.as_str(), 3));
}

#[test]
fn what_is_stated_wrong_stays_for_a_finding() {
    let wrong =
        RUN.replace("Team (3 items)", "Team (4 items)").replace("3/3 items", "____/4 items").replace("/5", "/6");
    let (text, _) = made_true(&wrong);
    assert_eq!(text, wrong.replace("____/2", "2/2"), "a removed item is not counted away");
}

#[test]
fn tests_that_passed_and_failed_are_counted() {
    let text = "# R\n\n## Smoke tests (3 tests)\n\n- [x] **Test 1**\n- [x] **Test 2**\n- [ ] **Test 3** — FAILED: slow\n\n## Summary\n\n**Total \
                Tests:** 3\n**Passed:** ________ (target: ≥3/3)\n**Failed:** ________\n**Blocked:** ________\n\n## End\n\n**Results:** ____/3 passed\n";
    let (after, _) = made_true(text);
    let expected = text.replacen("________", "2/3", 1).replacen("________", "1", 1).replace("____/3", "2/3");
    assert_eq!(after, expected);
    let unknown = text.replace("3 tests", "4 tests");
    assert_eq!(made_true(&unknown).0, unknown);
}

#[test]
fn durations_are_worked_out_between_recorded_times() {
    let text = |start: &str, end: &str, unit: &str| {
        format!("# R\n\n**Started at:** {start}\n**Finished at:** {end}\n**Duration:** ____ {unit}\n")
    };
    let took = |start: &str, end: &str, unit: &str| {
        let (after, _) = made_true(&text(start, end, unit));
        after.rsplit_once("**Duration:** ").expect("a duration").1.trim().to_owned()
    };
    assert_eq!(took("2026-11-20 23:50 UTC", "2026-11-21 00:32 UTC", "minutes"), "42 minutes");
    assert_eq!(took("2026-11-21T03:00:00Z", "2026-11-21T03:00:30Z", "seconds"), "30 seconds");
    assert_eq!(took("03:00", "04:10", "hours"), "1.17 hours", "never too little");
    assert_eq!(took("23:50", "00:10", "minutes"), "____ minutes", "which day is not known");
    assert_eq!(took("03:00", "2026-11-21 04:10 UTC", "minutes"), "____ minutes");
    assert_eq!(took("____", "04:10", "minutes"), "____ minutes");
}
