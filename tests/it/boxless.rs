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
    // Where one cell alone is open its mark is the row's, else there is none.
    let ticks: Vec<bool> = read(MATRIX).items.iter().map(|item| item.box_span.is_some()).collect();
    assert_eq!(ticks, [true, false]);
}
