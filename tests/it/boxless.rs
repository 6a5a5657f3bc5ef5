//! Items that have no box: blocks of a form, matrices of states, bullets of a checklist; never done without a word.

use gonogo::evidence::Evidence;
use gonogo::fill::{FillOptions, RunData, fill, tick};
use gonogo::model::{Checklist, ItemShape, State};
use gonogo::parse::parse;
use gonogo::rules;
use gonogo::text::Source;
use gonogo::time::Timestamp;

fn source(text: &str) -> Source {
    Source::new("run.md", text.into()).expect("a text")
}

fn read(text: &str) -> Checklist {
    parse(&source(text))
}

/// Text, shape and state of every item.
fn items(text: &str) -> Vec<(String, ItemShape, State)> {
    read(text).items.into_iter().map(|item| (item.text, item.shape, item.state)).collect()
}

/// State of every item.
fn states(text: &str) -> Vec<State> {
    read(text).items.into_iter().map(|item| item.state).collect()
}

/// The rules that hold a run up.
fn holds(text: &str) -> Vec<&'static str> {
    let source = source(text);
    let now = Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    let found = rules::judge(&source, &parse(&source), &Evidence::at(now));
    found.iter().map(|found| found.rule).collect()
}

const FORM: &str = "\
# Bench

TEST 1.1 - Cold start
Expected: Light within 3 seconds
Result: 2.4 s
Status: PASS

TEST 1.2 - Brown-out
Expected: No reset
Result: no reset
Status: PASS / FAIL
Remark: second try

Section 1 is done after that.
";

#[test]
fn a_block_of_a_form_is_an_item_as_far_as_its_result_says() {
    let form = |text: &str, state| (text.to_owned(), ItemShape::Form, state);
    let both = [form("TEST 1.1: Cold start", State::Done), form("TEST 1.2: Brown-out", State::Open)];
    assert_eq!(items(FORM), both);
    assert_eq!(states(&FORM.replace("PASS / FAIL", "FAIL")), [State::Done, State::Failed]);
    // What only begins like a result says nothing for sure.
    assert_eq!(states(&FORM.replace("PASS / FAIL", "pass mostly")), [State::Done, State::Open]);
    assert_eq!(states(&FORM.replace("PASS / FAIL", "N/A: no supply")), [State::Done, State::NotApplicable]);
    // One alone is prose.
    assert_eq!(states(FORM.split("TEST 1.2").next().expect("a part")), []);
    // Fields belong to the block that they stand in.
    let checklist = read(FORM);
    let of = |label: &str| {
        let field = checklist.fields.iter().rfind(|field| field.label == label).expect("a field");
        field.item.as_ref().and_then(|item| checklist.item(item)).map(|item| item.text.as_str())
    };
    assert_eq!(of("Status"), Some("TEST 1.2: Brown-out"));
}

#[test]
fn an_open_result_is_one_hold_and_a_filled_one_says_how_the_block_came_out() {
    assert_eq!(holds(FORM), ["undecided-choice"]);
    assert_eq!(holds(&FORM.replace("PASS / FAIL", "PASS")), [""; 0]);
    assert_eq!(holds(&FORM.replace("PASS / FAIL", "FAIL")), ["failed-item"]);
    assert_eq!(holds(&FORM.replace("PASS / FAIL", "pass mostly")), ["open-item"]);

    let before = source(FORM);
    let data = RunData::from_pairs(["test-1-2-brown-out.status=PASS"]).expect("data");
    let filled = fill(&before, &parse(&before), &data, FillOptions::default()).expect("filled");
    assert_eq!(filled.after.text(), FORM.replace("PASS / FAIL", "PASS"));
}

#[test]
fn what_has_no_box_can_not_be_ticked_and_the_refusal_says_what_to_do() {
    let before = source(FORM);
    let checklist = parse(&before);
    let open = checklist.items.last().expect("an item");
    let refused = tick(&before, &checklist, open).expect_err("no box").to_string();
    assert!(refused.contains("line 8") && refused.contains("write its result into its fields"), "{refused}");
}

const MATRIX: &str = "\
# Builds

| Platform | Build | Tests | Notes |
|----------|-------|-------|-------|
| Linux | :white_check_mark: | :hourglass: | |
| Windows | :pause_button: | :pause_button: | late |
";

#[test]
fn a_row_of_a_matrix_of_states_is_done_when_all_of_it_is() {
    let row = |text: &str, state| (text.to_owned(), ItemShape::TableRow, state);
    assert_eq!(items(MATRIX), [row("Linux", State::Open), row("Windows", State::Open)]);
    assert_eq!(states(&MATRIX.replace(":hourglass:", ":white_check_mark:")), [State::Done, State::Open]);
    assert_eq!(states(&MATRIX.replace(":hourglass:", ":x:")), [State::Failed, State::Open]);
    // What is not planned is not done either.
    assert_eq!(states(&MATRIX.replace(":hourglass:", ":no_entry:")), [State::Open, State::Open]);
    let legend = MATRIX.replace("# Builds\n", "# Builds\n\n:no_entry: means no build is planned\n");
    assert_eq!(states(&legend.replace(":hourglass:", ":no_entry:")), [State::Done, State::Open]);
    // No one cell is the row's box.
    assert!(read(MATRIX).items.iter().all(|item| item.box_span.is_none()));
    let boxes = "| Page | EN | PT |\n|---|---|---|\n| Home | ☑ | ☐ |\n| Help | ☑ | ☑ today |\n";
    assert_eq!(states(boxes), [State::Open, State::Done]);
}

/// State of the only row of a table.
fn row(header: &str, cells: &str) -> Vec<State> {
    states(&format!("| {header} |\n|{}\n| {cells} |\n", "---|".repeat(header.split('|').count())))
}

#[test]
fn of_columns_that_are_results_the_ticked_one_counts() {
    assert_eq!(row("Flow | Pass | Fail | Notes", "Sign in | ☐ | ☐ | "), [State::Open]);
    assert_eq!(row("Flow | Pass | Fail | Notes", "Sign in | ☑ | ☐ | "), [State::Done]);
    assert_eq!(row("Flow | Pass | Fail | Notes", "Sign in | ☐ | ☑ | slow"), [State::Failed]);
    assert_eq!(row("Flow | Pass | Fail | Notes", "Sign in | ☑ | ☑ | "), [State::Open]);
    // As on paper.
    assert_eq!(row("Item | Yes | No | N/A", "Fuse in place | | | "), [State::Open]);
    assert_eq!(row("Item | Yes | No | N/A", "Fuse in place | x | | "), [State::Done]);
    assert_eq!(row("Item | Yes | No | N/A", "Fuse in place | | X | "), [State::Failed]);
    assert_eq!(row("Run | Passed | Failed", "Monday | 12 | 0"), []);
    assert_eq!(row("Tests | Passed | Failed | Total", "Unit tests | | | "), []);
    assert_eq!(row("Pass | Fail | N/A | Page", "[ ] | [ ] | [x] | Home"), [State::NotApplicable]);
}

#[test]
fn one_row_with_a_status_makes_all_of_them_items() {
    let text = "# Release\n\n| Area | Status |\n|---|---|\n| Backup | Done |\n| Failover | as Ana says |\n\
                | Login | tried twice |\n| Search | 17 |\n";
    assert_eq!(states(text), [State::Done, State::Open, State::Open, State::Open]);
    assert_eq!(states(&text.replace("Done", "tried once")), []);
    assert_eq!(states(&text.replace("Done", "Pending evidence")), [State::Open; 4]);
    let retest = text.replace("Status", "Retest status");
    assert_eq!(states(&retest), [], "most of them have to be states where the header says of what");
    let states = states(&retest.replace("as Ana says", "waiting for Ana").replace("tried twice", "_TBD_"));
    assert_eq!(states, [State::Done, State::Open, State::Open, State::Open]);
}

#[test]
fn a_column_of_signs_makes_all_of_its_rows_items() {
    let table = |cells: &[&str]| {
        let rows = cells.iter().map(|cell| format!("| Pump | {cell} | ran dry |\n"));
        states(&format!("# Release checklist\n\n| Part | Seen | Notes |\n|---|---|---|\n{}", rows.collect::<String>()))
    };
    assert_eq!(table(&["✅", "✅", "ask Ana"]), [State::Done, State::Done, State::Open]);
    assert_eq!(table(&["✅", "✅", ""]), [State::Done, State::Done, State::Open]);
    assert_eq!(table(&["✅", "⏸️ by night", "⚠️ in part"]), [State::Done, State::Open, State::Open]);
    assert_eq!(table(&["✅", "by night", "in part"]), [State::Done], "most have none");
    assert_eq!(row("Deel | Uitkomst", "Pomp | ✅"), [State::Done]);
}

#[test]
fn a_status_column_counts_more_than_ticks_elsewhere() {
    assert_eq!(row("Criterion | Go | No-Go | Status", "All tests passed | ✓ | ✗ | ☐"), [State::Open]);
    assert_eq!(row("Gate | Status | Sign-off", "Access control | Not Started | [x]"), [State::Open]);
    assert_eq!(row("Gate | Status | Sign-off", "Access control | Done | [ ]"), [State::Open]);
    assert_eq!(row("Gate | Status | Sign-off", "Access control | Done | [x]"), [State::Done]);
    assert_eq!(row("Gate | Status | Checked", "Access control | | [x]"), [State::Done]);
    assert_eq!(row("Area | Status", "Testing | 33/33 passed ✅"), [State::Done]);
    assert_eq!(row("Area | Status", "Testing | **PASSED**"), [State::Done]);
    assert_eq!(row("Area | Status", "Testing | NOT EXECUTED"), [State::Open]);
    assert_eq!(row("Area | Status", "Testing | ⏳ Pending"), [State::Open]);
}

#[test]
fn ticks_and_crosses_alone_report_only_where_a_title_says_so() {
    let table = "| Plan | Export | Mail |\n|---|---|---|\n| Free | ❌ | ✅ |\n| Paid | ✅ | ✅ |\n";
    assert_eq!(states(&format!("## Plans\n\n{table}")), []);
    assert_eq!(states(&format!("## Acceptance\n\n{table}")), [State::Failed, State::Done]);
    assert_eq!(states(&format!("# Release checklist\n\n## Plans\n\n{table}")), [State::Failed, State::Done]);
}

#[test]
fn a_tick_for_what_is_required_is_no_state() {
    assert_eq!(row("Variable | Default | Required", "SECRET_KEY | none | ✅"), []);
    // What is to be done then is none either.
    assert_eq!(
        read("# Lock status\n\n| What | Rollback? |\n|---|---|\n| Leak | ✅ Yes |\n| Rust | ❌ No |\n").items.len(),
        0
    );
    assert_eq!(
        read("# Lock status\n\n| What | Rollback |\n|---|---|\n| Gate | ✅ Yes |\n| Pump | ❌ No |\n").items.len(),
        2
    );
}

/// The texts of the bullets that are items.
fn bullets(text: &str) -> Vec<String> {
    items(text).into_iter().filter(|(_, shape, _)| *shape == ItemShape::Bullet).map(|(text, ..)| text).collect()
}

#[test]
fn bullets_are_items_under_a_title_that_says_checklist() {
    assert_eq!(
        bullets("# Release checklist\n\n- Tag\n- Push the tag\n  - to the mirror\n"),
        ["Tag", "Push the tag", "to the mirror"]
    );
    assert_eq!(bullets("---\nname: Release checklist\n---\n\n- Tag\n"), ["Tag"]);
    assert_eq!(
        bullets("# Umzug\n\n## Go-Live-Checkliste\n\n**Vorher:**\n\n- Strom aus\n- Datensicherung fertig\n"),
        ["Strom aus", "Datensicherung fertig"]
    );
    // Where a part says so, that and not the document is the checklist.
    let parts = "# Release checklist\n\n## Why\n\n- Run fast\n\n## Checklist\n\n- Tag\n\n## Contacts\n\n- Ana\n";
    assert_eq!(bullets(parts), ["Tag"]);
    // The parts of a checklist are its own, but for what is said about it.
    let parts =
        "# Release checklist\n\n## Before\n\n- Notes are up to date\n- Push the tag\n\n## Team\n\n- Ana leads\n";
    assert_eq!(bullets(parts), ["Notes are up to date", "Push the tag"]);
    // Among numbered steps only bullets that ask for something are.
    let steps = "# Release checklist\n\n## Build\n\n1. Build\n2. Sign\n3. Upload\n\n## Sizes\n\n- about 3 MB\n";
    assert_eq!(bullets(steps), [""; 0]);
    assert_eq!(bullets(&steps.replace("about 3 MB", "Check that it is 3 MB")), ["Check that it is 3 MB"]);
}

#[test]
fn bullets_are_no_items_beside_boxes_under_labels_and_in_prose() {
    assert_eq!(bullets("# Release checklist\n\n- Owner: Ana\n- Date: ____\n\n## Go\n\n- [ ] Tag\n"), [""; 0]);
    assert_eq!(bullets("# Release checklist\n\n- [ ] Tag\n  - signed\n  - pushed\n"), [""; 0]);
    assert_eq!(bullets("## How to use this checklist\n\n- Copy it\n- Tick it\n"), [""; 0]);
    assert_eq!(bullets("## Checklist\n\n1. Tag\n   - signed\n2. Push\n"), [""; 0]);
    assert_eq!(bullets("## Release\n\n- Tag\n- Push\n"), [""; 0]);
    assert_eq!(bullets("# Checklist\n\n- [Before](#before)\n- [After](#after)\n"), [""; 0]);
}

#[test]
fn a_bullet_between_boxes_has_lost_its_own() {
    assert_eq!(bullets("# Go\n\n- [x] Tag\n- Push\n- [x] Tell\n"), ["Push"]);
    assert_eq!(holds("# Go\n\n- [x] Tag\n- Push\n- [x] Tell\n"), ["open-item"]);
    assert_eq!(bullets("# Go\n\n- [x] Tag\n- [x] Push\n- Tell\n"), ["Tell"]);
    assert_eq!(bullets("# Go\n\n- Tell\n- [x] Tag\n- [x] Push\n"), ["Tell"]);
    assert_eq!(bullets("# Go\n\n- [x] Tag\n- [x] Push\n\n- about an hour\n"), [""; 0]);
    assert_eq!(bullets("# Go\n\n- [x] Tag\n- Note: only on Monday\n- [x] Tell\n"), [""; 0]);
    assert_eq!(bullets("# Go\n\n- [x] Tag\n\nSaid before:\n\n- Push\n\nAnd then:\n\n- [x] Tell\n"), [""; 0]);
}

#[test]
fn a_bullet_is_done_only_where_it_says_so() {
    let list = |text: &str| states(&format!("# Checklist\n\n- {text}\n"));
    assert_eq!(list("Tag pushed"), [State::Open]);
    assert_eq!(list("✅ Tag pushed"), [State::Done]);
    assert_eq!(list("Tag pushed ✅"), [State::Done]);
    assert_eq!(list("⏳ Tag pushed"), [State::Open]);
    assert_eq!(list("❌ Tag pushed"), [State::Failed]);
    assert_eq!(list("Tag pushed — N/A: no release"), [State::NotApplicable]);
    assert_eq!(list("Tag pushed — FAILED: no key"), [State::Failed]);
    let before = source("# Checklist\n\n- Tag pushed\n");
    let checklist = parse(&before);
    let refused = tick(&before, &checklist, &checklist.items[0]).expect_err("no box").to_string();
    assert!(refused.contains("give it a box"), "{refused}");
}

#[test]
fn a_box_behind_the_words_is_the_items_own() {
    let text = "# Try\n\n- Find the rate\n- Does it match? [ ] YES\n- Backup taken: ☐\n\nLights are green [x]\n";
    let item = |text: &str, shape, state| (text.to_owned(), shape, state);
    assert_eq!(
        items(text),
        [
            item("Does it match?", ItemShape::Malformed, State::Open),
            item("Backup taken", ItemShape::Glyph, State::Open),
            item("Lights are green", ItemShape::Malformed, State::Done),
        ]
    );
    assert_eq!(holds(text), ["open-item", "open-item"]);
    let before = source(text);
    let checklist = parse(&before);
    let ticked = tick(&before, &checklist, &checklist.items[0]).expect("a box").apply(&before).expect("ticked");
    assert_eq!(ticked.text(), text.replace("[ ] YES", "[x] YES"));
    for no_item in
        ["Owner: [ ] approved", "- Product Owner: ☐ Approved", "Type `[ ]` in front", "see [ ] for the other kind"]
    {
        assert_eq!(states(&format!("# Try\n\n{no_item}\n")), [], "{no_item}");
    }
}

#[test]
fn a_step_that_ends_in_the_boxes_of_its_result_is_an_item_too() {
    let text = "# Till\n\n1. Pay by card. [x] Pass [ ] Fail\n2. Pay cash. [ ] Pass [ ] Fail\n3. Go home.\n";
    let checklist = read(text);
    assert_eq!(checklist.steps.len(), 3);
    assert_eq!(checklist.fields.len(), 2);
    assert_eq!(states(text), [State::Done, State::Open]);
    assert_eq!(states(&text.replace("[ ] Pass [ ] Fail", "[ ] Pass [x] Fail")), [State::Done, State::Failed]);
    assert_eq!(holds(text), ["undecided-choice"]);
    // Behind a label the boxes are a field.
    assert_eq!(states("# Till\n\n- Tag created: ☐ Yes ☐ No\n"), []);
}

#[test]
fn a_fence_of_drawn_boxes_is_read_where_none_stands_outside() {
    let fence = "# Print this\n\n```\nTEST 1\n  ☐ Save\n  ☑ Reload\n```\n";
    assert_eq!(states(fence), [State::Open, State::Done]);
    assert_eq!(states(&format!("{fence}\n☐ Done\n")), [State::Open]);
    assert_eq!(states("```\n☐ yes\n```\n"), [], "one box is a field or a sample");
}

#[test]
fn an_open_row_is_not_passed_over_for_its_short_name() {
    let text = "# R\n\n- [x] Done\n\n| Step | Status |\n|---|---|\n| A | Done |\n| B | |\n";
    assert_eq!(holds(text), ["open-item"]);
}

#[test]
fn a_status_that_takes_itself_back_is_not_done() {
    let state = |cell: &str| row("Check | Status", &format!("Lamp lit | {cell}"));
    for cell in [
        "PASS / FAIL",
        "Yes / No",
        "Pass or fail",
        "Passed (1 failed)",
        "Pass with issues",
        "Complete except the lift",
        "Approved by: ____",
        "approved pending review",
        "Completed: 50%",
        "Done 3/5",
        "Passed 3 of 5",
        "Complete: No",
        "Done soon",
        "PASS ____",
        "Done - rolled back",
        "done?",
        "✅ (pending)",
        "✅ not yet",
    ] {
        assert_eq!(state(cell), [State::Open], "{cell}");
    }
    for cell in
        ["PASS", "Passed (0 failed)", "Done, no issues", "Done 5/5", "OK (Ana, 12:00)", "Verified: error rate 0.02 %"]
    {
        assert_eq!(state(cell), [State::Done], "{cell}");
    }
}

#[test]
fn an_html_checkbox_behind_a_list_marker_is_an_item_and_said_to_be_no_box() {
    let text = "1. <label class=\"c\"><input type=\"checkbox\"> Gate shut</label>\n   * <INPUT type='checkbox' checked> Läden zu\n2. <input type=\"text\"> Level\n";
    let read = read(text);
    let items: Vec<_> = read.items.iter().map(|item| (item.text.as_str(), item.shape, item.state)).collect();
    assert_eq!(
        items,
        [("Gate shut", ItemShape::Malformed, State::Open), ("Läden zu", ItemShape::Malformed, State::Done)]
    );
    assert_eq!(
        read.problems.iter().map(|problem| (problem.rule, problem.at.line)).collect::<Vec<_>>(),
        [("near-miss-box", 1), ("near-miss-box", 2)]
    );
    // Wherever else one stands it is reported.
    for text in ["Läden zu <input type=checkbox>\n", "<ul>\n<li><input type=\"checkbox\"> Läden</li>\n</ul>\n"] {
        assert_eq!(self::read(text).problems.len(), 1, "{text}");
    }
}

#[test]
fn a_number_with_bullets_below_it_that_say_how_it_came_out_is_an_item() {
    let block = |number: u8, status: &str, indent: &str| {
        format!("{number}. Gate {number} tight\n{indent}- Seen: no drop\n{indent}- Status: {status}\n\n")
    };
    for indent in ["", "   "] {
        let text = [block(1, "PASS", indent), block(2, "BLOCKED", indent), block(3, "PASS / FAIL", indent)].concat();
        let read = read(&format!("# Checklist of the lock\n\n- All: 3\n\n{text}"));
        let items: Vec<_> =
            read.items.iter().map(|item| (item.text.as_str(), item.shape, item.state == State::Done)).collect();
        let form = ItemShape::Form;
        assert_eq!(items, [("Gate 1 tight", form, true), ("Gate 2 tight", form, false), ("Gate 3 tight", form, false)]);
        let choice = read.fields.iter().find(|field| !field.options.is_empty()).unwrap();
        assert_eq!(choice.item.as_ref().map(|item| item.index), Some(2), "{indent:?}");
        assert!(read.steps.is_empty());
    }
    // Steps of which one tells a result stay steps.
    let steps = self::read("1. Shut the gate\n2. Look at the level\n   - Result: passed\n");
    assert_eq!((steps.items.len(), steps.steps.len()), (0, 2));
}

#[test]
fn rows_of_what_is_shown_by_what_are_open_items_below_checklist_alone() {
    let table = "| # | Item | Evidence |\n|---|---|---|\n| 1 | Gate shut | |\n| 2 | Pump runs | `log/pump` |\n";
    let expected = [("Gate shut", State::Open), ("Pump runs", State::Open)];
    let read = self::read(&format!("## Checklist of the lock\n\n{table}"));
    assert_eq!(read.items.iter().map(|item| (item.text.as_str(), item.state)).collect::<Vec<_>>(), expected);
    // A status says more, and elsewhere such a table lists what there is.
    let stated = table.replace("Item |", "Item | Status |").replace("---|---|---", "---|---|---|---");
    let stated = stated.replace("shut |", "shut | ✅ |").replace("runs |", "runs | ✅ |");
    assert_eq!(states(&format!("## Checklist of the lock\n\n{stated}")), [State::Done, State::Done]);
    assert!(states(&format!("## What we know\n\n{table}")).is_empty());
}

#[test]
fn the_first_of_several_titles_is_that_of_the_whole() {
    let head = "# Checklist for the keeper\n\n- Keeper: @ana\n- Substitute: @ben\n\n";
    assert!(bullets(&[head, "# Morning\n\n- [ ] Gate shut\n"].concat()).is_empty());
    assert_eq!(bullets("# Checklist A\n\n- Shut the gate\n\n# Checklist B\n\n- [ ] Pump runs\n"), ["Shut the gate"]);
}

#[test]
fn a_bullet_that_says_what_a_name_means_is_no_item() {
    let text =
        "# Checklist of the lock\n\n- Shut the gate\n- `LEVEL_MAX`: how high the water may stand\n- `gate` is shut\n";
    assert_eq!(bullets(text), ["Shut the gate", "gate is shut"]);
}

#[test]
fn bullets_with_a_status_below_each_are_items() {
    let list = "- Gate\n  - Keeper: Ana\n  - Status: Pending\n- Pump\n  - Status: Passed\n";
    let form = |text: &str| -> Vec<_> {
        read(text).items.into_iter().map(|item| (item.text, item.shape, item.state)).collect()
    };
    let [gate, pump] =
        [("Gate", State::Open), ("Pump", State::Done)].map(|(name, state)| (name.to_owned(), ItemShape::Form, state));
    assert_eq!(form(list), [gate, pump]);
    assert!(form(&["## Known issues\n\n", list].concat()).is_empty());
    assert!(form("- Gate\n  - Status: shut for the winter\n- Pump\n  - Status: in the shed\n").is_empty());
}

#[test]
fn a_column_for_what_is_handed_over_is_a_status_while_nothing_but_states_stands_there() {
    let row = "| Document | Provided |\n|---|---|\n| Plan of the lock | |\n| Keys | yes |\n";
    assert_eq!(states(row), [State::Open, State::Done]);
    assert!(states(&row.replace("yes", "by the porter, in May")).is_empty());
}

#[test]
fn signs_at_the_end_tell_how_work_stands_too() {
    let text = "- [x] Lock drained\n\n## Gates\n\n- Upper gate shut ✅\n- Lower gate shut ⏳\n";
    let problems = read(text).problems;
    assert_eq!(
        problems.iter().map(|p| (p.rule, p.at.line, p.at.column)).collect::<Vec<_>>(),
        [("unboxed-work", 6, 19)]
    );
    assert!(read(&text.replace("⏳", "✅")).problems.is_empty());
}

#[test]
fn a_table_in_raw_html_that_asks_for_something_is_said() {
    let table = |header: &str| {
        format!(
            "# Lock\n\n<table>\n<tr><th>Gate</th><th width=\"9\"><b>{header}</b></th></tr>\n<tr><td>Upper</td><td></td></tr>\n</table>\n"
        )
    };
    for header in ["Done", "Signature", "Status", "Initials"] {
        let problems = read(&table(header)).problems;
        assert_eq!(
            problems.iter().map(|p| (p.rule, p.at.line)).collect::<Vec<_>>(),
            [("near-miss-box", 3)],
            "{header}"
        );
    }
    assert!(read(&table("Width")).problems.is_empty());
}

#[test]
fn of_signs_with_words_one_is_still_to_be_left() {
    for cell in ["✅ Held / ⚠️ Leaks / ❌ Burst", "✅ Dicht / ❌ Undicht", "✅ / N/A"] {
        let text = format!(
            "# Lock checklist\n\n| Gate | Found |\n|---|---|\n| Upper gate | {cell} |\n| Lower gate | {cell} |\n"
        );
        assert_eq!(states(&text), [State::Open; 2], "{cell}");
        assert_eq!(read(&text).fields.len(), 2, "{cell}");
    }
}

#[test]
fn a_row_without_words_or_with_a_number_to_come_is_no_item() {
    let open = "# Lock\n\n## Left open\n\n| # | Defect | Who | Mended |\n|---|---|---|---|\n";
    assert_eq!(states(&format!("{open}| 1 | | | ☐ |\n| 2 | | | ☐ |\n")), [State::Open; 0]);
    assert_eq!(states(&format!("{open}| 1 | Chain worn | | ☐ |\n| 2 | | | ☐ |\n")), [State::Open]);
    assert_eq!(states("# Lock\n\n| Step | Remarks | Done |\n|---|---|---|\n| 1 | | ☐ |\n"), [State::Open]);
    for header in ["Owner", "Evidence", "Date", "Rolle", "担当"] {
        assert_eq!(states(&format!("# Lock\n\n| # | {header} | Done |\n|---|---|---|\n| 1 | | ☐ |\n")), [State::Open]);
    }
    let rooms = "# Lock\n\n| Room | Risk | Act | Remarks |\n|---|---|---|---|\n";
    assert_eq!(states(&format!("{rooms}| | ☐ Low ☐ High | ☐ | |\n| | ☐ Low ☐ High | ☐ | |\n")), [State::Open; 0]);
    assert_eq!(
        states(&format!("{rooms}| Cellar | ☐ Low ☐ High | ☐ | |\n| | ☐ Low ☐ High | ☐ | wet |\n")),
        [State::Open; 2]
    );
    let known = "# Lock checklist\n\n| Issue | Status | Remarks |\n|---|---|---|\n";
    assert_eq!(states(&format!("{known}| None | - | All mended |\n")), [State::Open; 0]);
    assert_eq!(states(&format!("{known}| Keine | | |\n| Chain worn | - | |\n")), [State::Open]);
    assert_eq!(states(&format!("{known}| None | ⬜ | |\n")), [State::Open]);
    let times = "# Lock checklist\n\n| Phase | Takes |\n|---|---|\n| Draining | [X] min |\n| Gates | **[X] min** |\n";
    assert_eq!(states(times), [State::Open; 0]);
}

#[test]
fn a_row_is_named_by_its_words_rather_than_by_an_hour_to_come() {
    let named = |rows: &str| items(&format!("# Lock\n\n| When | What | Status |\n|---|---|---|\n{rows}"));
    assert_eq!(named("| [HH:MM] | Drain it (if needed) | ⬜ |\n")[0].0, "Drain it (if needed)");
    assert_eq!(named("| [When it is] | [What it is] | ⬜ |\n")[0].0, "[When it is]");
}

#[test]
fn a_header_of_states_is_known_in_the_languages_of_checklists() {
    for header in ["Esito", "상태", "Wynik", "Durum", "Состояние", "ステータス"] {
        let text = format!("# Lock\n\n| # | {header} |\n|---|---|\n| Upper gate | |\n| Lower gate | |\n");
        assert_eq!(items(&text).len(), 2, "{header}");
    }
    let sums = "# Collaudo\n\n| Parte | Totale | Pass | Fail |\n|---|---|---|---|\n| Chiuse | | | |\n| Pompe | | | |\n";
    assert_eq!(items(sums), []);
}

#[test]
fn an_answer_may_stand_before_the_blank_of_a_cell() {
    let text = "# Lock\n\n| Field | Entry |\n|---|---|\n| Horn | ☐ Yes  ☐ No  Type: ______ |\n";
    let fields = read(text).fields;
    let told: Vec<_> = fields.iter().map(|field| (field.label.as_str(), field.options.len())).collect();
    assert_eq!(told, [("Horn", 2), ("Type", 0)]);
}

#[test]
fn companies_are_no_signatures() {
    let parties =
        "# Schleuse\n\n## Beteiligte\n\n| Rolle | Name | Firma | Telefon |\n|---|---|---|---|\n| Betreiber | | | |\n";
    assert_eq!(read(parties).sign_offs.len(), 0);
    assert_eq!(items(parties), []);
    for (title, header) in [
        ("Parties", "Role | Name | Signature | Phone"),
        ("Partes", "Cargo | Nombre | Firma | Teléfono"),
        ("Beteiligte", "Rolle | Name | Firma | Telefon | Unterschrift"),
        ("검토", "역할 | 이름 | 서명 | 날짜"),
        ("Onay", "Görev | Ad Soyad | imza | Tarih"),
    ] {
        let columns = header.split('|').count();
        let rule = "---|".repeat(columns);
        let cells = " |".repeat(columns - 1);
        let text = format!("# Lock\n\n## {title}\n\n| {header} |\n|{rule}\n| Keeper |{cells}\n");
        assert_eq!(read(&text).sign_offs.len(), 1, "{header}");
    }
}

#[test]
fn bullets_below_triggers_and_in_a_guide_are_no_items() {
    let list = "# Lock checklist\n\n## Opening\n\n- Shut the gate\n- Ring the bell\n\n";
    assert_eq!(
        bullets(&format!("{list}## Rollback triggers\n\n- Gate leaks\n- Bell silent\n")),
        ["Shut the gate", "Ring the bell"]
    );
    assert_eq!(bullets("# Lock checklist guide\n\n- Shows what is open\n- Asks the keeper\n"), [""; 0]);
    // A word about the list within a title says nothing.
    let within = bullets("# Lock checklist\n\n## Photo scope check\n\n- Take the photo\n- Send the photo\n");
    assert_eq!(within, ["Take the photo", "Send the photo"]);
}

#[test]
fn a_bullet_that_leads_to_a_command_is_an_item() {
    let text = "# Lock checklist\n\n- Shut the gate\n- Start the pump:\n\n```bash\npump start\n```\n\n- Gates:\n\n- Ring the bell\n";
    assert_eq!(bullets(text), ["Shut the gate", "Start the pump:", "Ring the bell"]);
}

#[test]
fn what_a_file_is_about_is_no_item() {
    assert_eq!(bullets("# Weir\n\n## CHECKLIST.md\n\n- Gates shut\n- Pumps off\n"), [""; 0]);
    let text = "# Weir checklist\n\n- plan.md - how it is planned\n- `gates.md`: who shuts them\n- Gates shut\n";
    assert_eq!(bullets(text), ["Gates shut"]);
}

#[test]
fn a_cross_that_is_a_number_elsewhere_ticks_nothing() {
    let text = |other: &str| format!("- [ ] Weir watched\n  - Boats: [X]\n  - Levels: {other}\n");
    assert_eq!(items(&text("[X boats] an hour")).len(), 1);
    assert_eq!(items(&text("[X%]")).len(), 1);
    assert_eq!(items(&text("high")).len(), 2);
}

#[test]
fn a_cross_within_a_sentence_is_no_box_behind_it() {
    assert_eq!(items("- Boats counted: [X] boats\n\nMark each with [X] when shut.\n").len(), 0);
    assert_eq!(items("- Is it shut? [X] Yes\n- Gate shut: [X] done\n").len(), 2);
    let legend = read("Legend: [X] done, [ ] open, [N/A] not asked for\n\n- [ ] Gate shut [N/A]\n");
    assert!(legend.placeholders.is_empty(), "{legend:?}");
}
