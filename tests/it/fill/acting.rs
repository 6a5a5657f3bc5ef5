//! Acting on items: the slots that go with them, notes and evidence below them, decisions, the log, and numbers.

use gonogo::fill::{
    Act, Actor, Attachment, Desk, Event, FillOptions, attach, decide, log, note, numbers, select, tick, untick,
};
use gonogo::model::{ItemShape, State};
use gonogo::parse::parse;
use gonogo::text::Source;

use super::{compiled, documents};
use crate::support::now;

const STEPS: &str = "# Go\n\n## Step 2.3: Check the schema\n\n- [ ] Version is right\n- [ ] No errors\n- **Time:** ________ \
**Completed by:** ________\n\n## Tests\n\n- [ ] **Answers**\n  **Result:** PASS/FAIL **Time:** ________\n- [ ] **Is \
fast**\n  - Load: ____%\n  **Result:** ________ **Verified by:** ________\n- [ ] **Both are named**\n  **Completed by:** \
________ **Verified by:** ________\n";

fn ana() -> Actor<'static> {
    Actor { name: Some("Ana Doe"), time: now(), result: None }
}

/// What acts make of a text, or why not; what names the items is looked for in the text as it is then.
fn acted(text: &str, acts: &[(&str, Act<'_>)]) -> Result<String, String> {
    let (source, checklist) = compiled(text);
    let mut desk = Desk::new(source, checklist);
    for (what, act) in acts {
        let item = select(desk.checklist(), what).map_err(|error| error.to_string())?;
        let index = desk.checklist().items.iter().position(|known| known.id == item.id).expect("an item");
        desk.act(index, *act, Some(&ana())).map_err(|error| error.to_string())?;
    }
    Ok(desk.source().text().to_owned())
}

#[test]
fn the_slots_of_an_item_are_filled_when_it_is_done_and_emptied_when_it_is_open_again() {
    for (what, slot, filled) in [
        ("answers", "PASS/FAIL **Time:** ________", "PASS **Time:** 2026-11-21 03:01 UTC"),
        ("is fast", "**Result:** ________ **Verified by:** ________", "**Result:** Passed **Verified by:** Ana Doe"),
        // Who did it has not seen that somebody else did it.
        ("both are", "by:** ________ **Verified by:** ________\n", "by:** Ana Doe **Verified by:** ________\n"),
    ] {
        let done = acted(STEPS, &[(what, Act::Tick)]).expect("ticked");
        assert!(done.contains(filled), "{done}");
        assert_eq!(done.replacen("[x]", "[ ]", 1).replace(filled, slot), STEPS, "nothing else");
        assert_eq!(acted(STEPS, &[(what, Act::Tick), (what, Act::Tick)]), Ok(done), "twice");
    }
    let again = acted(STEPS, &[("is fast", Act::Tick), ("is fast", Act::Untick)]);
    assert_eq!(again.as_deref(), Ok(STEPS));
    let failed = acted(STEPS, &[("answers", Act::Fail("no answer"))]).expect("failed");
    assert!(
        failed.contains("Answers** — FAILED: no answer\n  **Result:** FAIL **Time:** 2026-11-21 03:01 UTC"),
        "{failed}"
    );
    let failed = acted(STEPS, &[("both are", Act::Fail("nobody came"))]).expect("failed");
    assert!(failed.contains("**Completed by:** ________ **Verified by:** ________\n"), "{failed}");
    let aside = acted(STEPS, &[("answers", Act::NotApplicable("no such thing"))]).expect("set aside");
    assert!(aside.contains("**Result:** PASS/FAIL **Time:** ________"), "{aside}");
}

#[test]
fn the_slots_of_a_step_are_filled_with_its_last_item() {
    let one = acted(STEPS, &[("2.3.2", Act::Tick)]).expect("ticked");
    assert_eq!(one, STEPS.replace("[ ] No errors", "[x] No errors"));
    let both = acted(STEPS, &[("2.3.2", Act::Tick), ("2.3.1", Act::Tick)]).expect("ticked");
    assert!(both.contains("- **Time:** 2026-11-21 03:01 UTC **Completed by:** Ana Doe\n"), "{both}");
    let failed = acted(&one, &[("2.3.1", Act::Fail("wrong version"))]).expect("failed");
    assert!(
        failed.contains("**Time:** ________ **Completed by:** ________\n"),
        "a step with a failure is not completed"
    );
    let open = acted(&both, &[("2.3.1", Act::Untick)]).expect("opened");
    assert_eq!(open, one);
}

#[test]
fn a_result_that_somebody_wrote_is_left_alone() {
    let text = "- [ ] **Is fast**\n  - Load: 3%\n  **Result:** 120 ms at most\n";
    let done = acted(text, &[("is fast", Act::Tick)]).expect("ticked");
    assert_eq!(done, text.replace("[ ]", "[x]"));
    assert_eq!(acted(&done, &[("is fast", Act::Untick)]).as_deref(), Ok(text));
    let number = "- [ ] **Is fast**\n  **Result:** ____ ms (target: <500 ms)\n";
    assert_eq!(acted(number, &[("is fast", Act::Tick)]), Ok(number.replace("[ ]", "[x]")), "no number is invented");
    let criterion = "## Rollback criteria\n\nRoll back if any is true:\n\n- [ ] Data is lost\n  **Result:** ____\n";
    assert_eq!(
        acted(criterion, &[("data", Act::Tick)]),
        Ok(criterion.replace("[ ]", "[x]")),
        "a tick there is no pass"
    );
}

#[test]
fn notes_stand_below_their_item_as_its_other_children_do() {
    for (text, expected) in [
        ("- [ ] a b\n- [ ] c\n", "- [ ] a b\n  - **Note:** x \\*y\\*\n- [ ] c\n"),
        ("- [ ] a b", "- [ ] a b\n  - **Note:** x \\*y\\*"),
        ("* [ ] a b\r\n\r\n* [ ] c\r\n", "* [ ] a b\r\n  * **Note:** x \\*y\\*\r\n\r\n* [ ] c\r\n"),
        ("1. [ ] a b\n2. [ ] c\n", "1. [ ] a b\n   - **Note:** x \\*y\\*\n2. [ ] c\n"),
        ("- [ ] a b\n    - [ ] d\n- [ ] c\n", "- [ ] a b\n    - [ ] d\n    - **Note:** x \\*y\\*\n- [ ] c\n"),
        ("- [ ] a b\n\t- [ ] d\n", "- [ ] a b\n\t- [ ] d\n\t- **Note:** x \\*y\\*\n"),
        (
            "- [ ] a b\n  ```sh\n  - no bullet\n  ```\n\n## Next\n",
            "- [ ] a b\n  ```sh\n  - no bullet\n  ```\n  - **Note:** x \\*y\\*\n\n## Next\n",
        ),
        ("☐ a b\n\nmore\n", "☐ a b\n  - **Note:** x \\*y\\*\n\nmore\n"),
    ] {
        assert_eq!(acted(text, &[("a b", Act::Note("x *y*"))]).as_deref(), Ok(expected));
        assert_eq!(acted(expected, &[("a b", Act::Note("x *y*"))]).as_deref(), Ok(expected), "twice");
    }
    let refused = |text: &str, note| acted(text, &[("a b", Act::Note(note))]).expect_err("refused");
    assert!(refused("- [ ] a b\n", "x\n- [x] c").contains("line break"));
    assert!(refused("- [ ] a b\n", "____").contains("still to be filled in"));
    let row = "| Item | Done |\n|---|---|\n| a b cd | [ ] |\n";
    assert!(refused(row, "x").contains("no room for notes"));
}

#[test]
fn evidence_is_a_link_with_a_digest_that_can_not_break_out() {
    let evidence = |name: &str, target: &str| Attachment { name: name.into(), target: target.into(), sha256: None };
    let attached = |what: &Attachment| acted("- [ ] a b\n", &[("a b", Act::Attach(what))]);
    let plain = attached(&evidence("log.txt", "x.evidence/log.txt"));
    assert_eq!(plain.as_deref(), Ok("- [ ] a b\n  - **Evidence:** [log.txt](x.evidence/log.txt)\n"));
    let hostile = attached(&evidence("a](b) [x", "c d/e)f<g"));
    assert_eq!(hostile.as_deref(), Ok("- [ ] a b\n  - **Evidence:** [a\\](b) \\[x](c%20d/e%29f%3Cg)\n"));
    assert!(attached(&evidence("x", "a\n- [x] c")).is_err());
}

#[test]
fn decisions_are_ticked_or_written_and_one_that_is_taken_is_not_taken_again_by_the_way() {
    let decided = |text: &str, option: &str, overwrite| {
        let (source, checklist) = compiled(text);
        let change = decide(&source, &checklist, option, None, FillOptions { overwrite });
        let after = change.and_then(|change| change.apply(&source));
        after.map(|after| after.text().to_owned()).map_err(|error| error.to_string())
    };
    let boxes = "## Go or no-go\n\n- [ ] **GO** - Proceed\n- [ ] **NO-GO** - Abort\n";
    let go = boxes.replacen("[ ]", "[x]", 1);
    assert_eq!(decided(boxes, "go", false), Ok(go.clone()));
    assert_eq!(decided(&go, "GO", false), Ok(go.clone()));
    assert!(decided(&go, "no-go", false).expect_err("taken").contains("--overwrite"));
    assert_eq!(decided(&go, "no-go", true), Ok(boxes.replace("[ ] **NO", "[x] **NO")));
    let words = "**Deployment Status:** SUCCESS / ROLLBACK / PARTIAL\n";
    assert_eq!(decided(words, "rollback", false).as_deref(), Ok("**Deployment Status:** ROLLBACK\n"));
    let unknown = decided(words, "MAYBE", false).expect_err("no option");
    assert!(unknown.contains("SUCCESS, ROLLBACK, PARTIAL"), "{unknown}");
    assert!(decided("- [ ] a\n", "GO", false).expect_err("nothing to decide").contains("nothing to decide"));
}

#[test]
fn the_log_gets_the_time_of_what_was_planned_a_blank_row_or_a_new_one() {
    let logged = |text: &str, event: &str, note| {
        let (source, checklist) = compiled(text);
        let event = Event { text: event, time: now(), status: None, note, who: None };
        let change = log(&source, &checklist, &event, None).and_then(|(change, _)| change.apply(&source));
        change.map(|after| after.text().to_owned()).map_err(|error| error.to_string())
    };
    let table = "# R\n\n## Log\n\n| Time | Event | Notes |\n|---|---|---|\n| [TIME] | Deployment started | |\n";
    let time = "2026-11-21 03:01 UTC";
    assert_eq!(logged(table, "deployment started", None), Ok(table.replace("[TIME]", time)));
    let row = format!("| {time} | a \\| b | c |\n");
    assert_eq!(logged(table, "a | b", Some("c")), Ok(format!("{table}{row}")));
    let blank = format!("{table}|  |  |  |\n| ____ | | |\n");
    assert_eq!(logged(&blank, "a | b", Some("c")), Ok(blank.replacen("|  |  |  |\n", &row, 1)));
    let twice = logged(&logged(table, "x", None).expect("logged"), "x", None).expect("logged");
    assert_eq!(twice.matches("| x |").count(), 2, "what happens twice stands there twice");
    let two = format!("{table}\n## Contacts\n\n| When | What |\n|---|---|\n| day | call |\n");
    assert_eq!(logged(&two, "x", None).map(|text| text.contains(&format!("| {time} | x |  |\n\n## C"))), Ok(true));
    assert!(logged("# R\n", "x", None).expect_err("no log").contains("no table is a log"));
    assert!(logged(table, "x\n- [x] y", None).expect_err("two lines").contains("line break"));
    let code = format!("```\n{table}```\n");
    assert!(logged(&code, "x", None).is_err(), "a table in code is none");
}

#[test]
fn numbers_are_those_of_titles_or_count_sections_and_items() {
    let of = |text: &str| numbers(&compiled(text).1).into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>();
    assert_eq!(of(STEPS), ["2.3.1", "2.3.2", "", "", ""]);
    assert_eq!(
        of("# R\n\n## A\n\n- [ ] a\n  - [ ] b\n  - [ ] c\n- [ ] d\n\n## B\n\n- [ ] e\n"),
        ["1.1", "1.1.1", "1.1.2", "1.2", "2.1"]
    );
    assert_eq!(of("# R\n\n## 24 hours before\n\n- [ ] 3.1 a\n- [ ] b\n"), ["3.1", "1.2"]);
    let (_, checklist) = compiled("# R\n\n## Step 1.2: A\n\n- [ ] Uses TLS 1.1\n\n## Step 1.2: B\n\n- [ ] b\n");
    let error = |what: &str| select(&checklist, what).expect_err("nothing").to_string();
    assert!(error("1.1").contains("no item has the number 1.1"), "a number in a text is no name");
    assert!(error("1.2.1").contains("(:5)") && error("1.2.1").contains("(:9)"));
}

/// On real documents: what is written below an item changes nothing else, and can be said of nearly all.
#[test]
fn notes_and_evidence_fit_below_the_items_of_every_document() {
    let (mut fit, mut refused) = (0, Vec::new());
    let file = Attachment { name: "a.log".into(), target: "run.evidence/a.log".into(), sha256: None };
    for (path, source) in documents() {
        let checklist = parse(&source);
        let step = checklist.items.len() / 4 + 1;
        for item in checklist.items.iter().step_by(step).filter(|item| item.shape != ItemShape::TableRow) {
            let changes = [note(&source, &checklist, item, "seen"), attach(&source, &checklist, item, &file)];
            for change in changes {
                match change.and_then(|change| change.compile(&source, &checklist)) {
                    Ok((after, compiled)) => {
                        assert_eq!(compiled.items.len(), checklist.items.len());
                        assert_eq!(after.line_count(), source.line_count() + 1);
                        fit += 1;
                    }
                    Err(error) => refused.push(format!("{}:{}: {error}", path.display(), item.at.line)),
                }
            }
        }
    }
    assert!(refused.len() * 20 < fit, "{} of {fit} refused\n{}", refused.len(), refused.join("\n"));
}

/// Ticking with everything that goes with it, and unticking, over whole documents of ours.
#[test]
fn ticking_all_of_a_template_and_back_again_is_the_identity() {
    let text = include_str!("../../../templates/checklists/deployment.md");
    let (source, checklist) = compiled(text);
    let mut desk = Desk::new(source, checklist);
    let open = |desk: &Desk| desk.checklist().items.iter().filter(|item| item.state == State::Open).count();
    let all = desk.checklist().items.len();
    for index in 0..all {
        desk.act(index, Act::Tick, Some(&ana())).expect("ticked");
    }
    assert_eq!(open(&desk), 0);
    for index in (0..all).rev() {
        desk.act(index, Act::Untick, Some(&ana())).expect("opened");
    }
    assert_eq!(desk.source().text(), text);
    let (source, checklist): (Source, _) = compiled(text);
    let item = &checklist.items[0];
    let there = tick(&source, &checklist, item).and_then(|change| change.apply(&source)).expect("ticked");
    let checklist = parse(&there);
    let back = untick(&there, &checklist, &checklist.items[0]).and_then(|change| change.apply(&there)).expect("opened");
    assert_eq!(back.text(), text);
}

#[test]
fn unticking_takes_away_what_people_write_behind_an_item() {
    for (said, open) in [
        ("- [x] Pump (N/A)\n", "- [ ] Pump\n"),
        ("- [ ] Pump (n/a: no water)\n", "- [ ] Pump\n"),
        ("- [x] Pump: N/A\r\n", "- [ ] Pump\r\n"),
        ("- [x] Pump: N/A (no water)\n", "- [ ] Pump\n"),
        ("- [x] Pump - N/A\n- [ ] Sluice\n", "- [ ] Pump\n- [ ] Sluice\n"),
        ("- [x] Pump (old) — N/A: no water (N/A)\n", "- [ ] Pump (old)\n"),
    ] {
        let source = Source::new("run.md", said.as_bytes().to_vec()).expect("a text");
        let checklist = parse(&source);
        let there = untick(&source, &checklist, &checklist.items[0]).and_then(|change| change.apply(&source));
        assert_eq!(there.expect("opened").text(), open, "{said}");
    }
}
