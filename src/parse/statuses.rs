//! What the cell of a status says: a box, a sign, a word, or nothing yet.

use std::borrow::Cow;

use super::vocabulary::{self, Words};
use super::{boxes, choices, hedges, inline, words};
use crate::model::State;

/// What a status cell says, and why: `N/A — no schema change`, `FAILED: timed out`, `Failed (see log)`.
pub fn cell_says(text: &str) -> (Option<State>, Option<String>) {
    let state = cell_state(text);
    let words = inline::plain(text);
    let lists = [words::NOT_APPLICABLE, words::FAILED, words::NO_GO];
    let lead = lists
        .into_iter()
        .flat_map(Words::iter)
        .filter(|word| starts_with_word(&words, word))
        .map(|word| word.len())
        .max();
    let rest = lead.and_then(|lead| words.get(lead..)).unwrap_or("");
    let marks = [' ', ':', '—', '–', '-', '(', ')', ',', '.', '!', '/'];
    let reason = rest.trim_start_matches(marks).trim_end_matches([' ', ')']);
    (state, (!reason.is_empty()).then(|| reason.to_owned()))
}

/// The words of a status as trackers write it, `IN_PROGRESS`; no shortcode, `:pause_button:`, and no blank.
fn spaced(text: &str) -> Cow<'_, str> {
    let joined = text.contains('_') && !text.contains("__") && !text.starts_with(':');
    if joined { Cow::Owned(text.replace('_', " ")) } else { Cow::Borrowed(text) }
}

fn starts_with_word(text: &str, word: &str) -> bool {
    let rest = vocabulary::prefix(text, word).and_then(|end| text.get(end..));
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// What a status cell says: by its words, its first word, or a sign at its end.
pub fn cell_state(text: &str) -> Option<State> {
    // "**Done** — 40 passed"
    let told = if text.contains("**") { Cow::Owned(text.replace("**", "")) } else { Cow::Borrowed(text) };
    let told = told.trim().trim_matches(['*', '`', ' ']).trim_end_matches(['.', '!']);
    let told = &*spaced(told);
    // "7/7 passed" is so of all that there is; of 6/7 it is open.
    if let Some((all, rest)) = counted(told)
        && (words::SAYS_WHOLE.has(rest) || cell_state(rest) == Some(State::Done))
    {
        return Some(if all { State::Done } else { State::Open });
    }
    // "FAIL/P0" says how bad it is.
    let told = ungraded(told);
    let words = told.trim_end_matches(['?', '？']);
    let first = words.split([' ', ':', '(', ',', ';']).next().unwrap_or("");
    let last = words.rsplit(' ').next().filter(|sign| !sign.contains(char::is_alphanumeric)).unwrap_or("");
    let is = |list: Words| [words, first, last].into_iter().any(|part| !part.is_empty() && list.has(part));
    if is(words::UNDONE) {
        None
    } else if is(words::NOT_APPLICABLE) {
        Some(State::NotApplicable)
    } else if words::NO_GO.has(first) || words::NO_GO.has(words) || !names_no_harm(words) && is(words::FAILED) {
        Some(State::Failed)
    } else if matches!(words, "GO" | "Go") || names_no_harm(words) || is(words::DONE) {
        // "Passed (1 failed)" began as done, and "done?" asks whether it is.
        let behind = words.get(first.len()..).filter(|_| words::DONE.has(first) && !words::DONE.has(words));
        let open = words.len() < told.len() || behind.is_some_and(hedges::takes_back);
        Some(if open { State::Open } else { State::Done })
    } else {
        None
    }
}

/// Whether a status says that there is none of what would be bad: "No issues", "No data loss", "Keine Fehler gefunden".
fn names_no_harm(text: &str) -> bool {
    let harms = [words::TROUBLES, words::TROUBLE, words::HARMS];
    let of = words::NONE_OF.beginning(text).and_then(|none| text.get(none.len()..)?.strip_prefix(' '));
    let Some(of) = of.filter(|of| of.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))) else {
        return false;
    };
    let of = words::HARMS_THERE.ending(of).map_or(of, |(head, _)| head.trim_end());
    let mut words = of.split(' ').rev();
    words.next().is_some_and(|noun| harms.iter().any(|list| list.has(noun))) && words.count() <= 1
}

/// A count of a whole in front of words, whether it is all of it, and the words: `7/7 passed`.
fn counted(text: &str) -> Option<(bool, &str)> {
    let (count, rest) = text.split_once(' ')?;
    let (part, whole) = count.split_once('/')?;
    let (part, whole): (u32, u32) = (part.parse().ok()?, whole.parse().ok()?);
    (part <= whole).then_some((part == whole, rest.trim_start()))
}

/// The words of a status without how bad it is, `FAIL/P0`, `Failed/SEV2`.
fn ungraded(text: &str) -> &str {
    text.split_once('/').filter(|(_, grade)| choices::is_grade(grade)).map_or(text, |(words, _)| words)
}

/// Whether a header offers what its cells are to say: `Yes / No`, `Holds (Y/N/NA)`.
pub fn offers(header: &str) -> bool {
    let inner = header.strip_suffix([')', '）']).and_then(|head| head.rsplit_once(['(', '（']));
    let offered = inner.map_or(header, |(_, inner)| inner);
    if !offered.contains(['/', '|', '／']) || offered.len() > 60 {
        return false;
    }
    let offered = offered.replace("N/A", "NA").replace("n/a", "na");
    let said = |option: &str| match option.trim() {
        "Y" | "O" | "J" | "S" | "T" | "P" | "y" | "GO" | "Go" | "○" | "〇" | "Д" => Some(State::Done),
        "N" | "F" | "n" | "NO-GO" | "No-Go" | "NG" | "×" | "Н" => Some(State::Failed),
        option => cell_state(option),
    };
    let states: Option<Vec<State>> = offered.split(['/', '|', '／']).map(said).collect();
    states.is_some_and(|states| states.contains(&State::Done) && states.contains(&State::Failed))
}

/// How far what a header says goes: "Not met", "Partly met", "Fully met".
pub fn degree(header: &str) -> Option<State> {
    let lists = [(words::IN_FULL, State::Done), (words::IN_PART, State::Open), (words::NOT_AT_ALL, State::Failed)];
    lists.into_iter().find_map(|(list, state)| list.leading(header).map(|_| state))
}

/// Whether a cell is nothing but one sign of a state, as a glyph or a shortcode.
pub fn is_sign(cell: &str) -> bool {
    let lists = [words::DONE, words::FAILED, words::NOT_APPLICABLE, words::UNDONE, words::BARRED];
    let word = cell.contains(char::is_alphanumeric) && !(cell.starts_with(':') && cell.ends_with(':'));
    cell == "[ ]"
        || !word && !cell.contains(char::is_whitespace) && lists.iter().any(|list| list.has(cell))
        || cell_box(cell).is_some_and(|(_, len, _)| matches!(cell.get(len..), Some("" | "\u{fe0f}")))
}

/// Whether a cell holds a box to be ticked, or begins with a sign of what is still to come.
pub fn is_awaited(cell: &str) -> bool {
    let square = |text: &str| choices::first_square(text).is_some();
    let sign = cell.split(' ').next().filter(|sign| !sign.is_ascii() || sign.starts_with(':'));
    square(cell) || sign.is_some_and(|sign| words::UNDONE.has(sign))
}

/// How far something has come whose status is `cell`, and why it is not applicable or has failed.
pub fn standing(cell: &str) -> (State, Option<String>) {
    // Of `Pass / Fail` nothing is chosen yet.
    if let Some((_, chosen)) = choices::choice(cell.trim_matches(['*', '`', ' '])) {
        // `☐ Open ☑ Closed` is settled.
        let settled = |chosen: &str| words::SETTLED.has(chosen).then_some(State::Done);
        let state = chosen.and_then(|chosen| option_state(&chosen).or_else(|| settled(&chosen)));
        return (state.unwrap_or(State::Open), None);
    }
    let Some((at, len, boxed)) = cell_box(cell) else {
        if let Some(state) = letter(cell) {
            return (state, None);
        }
        let (said, reason) = cell_says(cell);
        let state = said.unwrap_or(State::Open);
        return (state, reason.filter(|_| matches!(state, State::NotApplicable | State::Failed)));
    };
    let behind = cell.get(at + len..).unwrap_or("");
    if boxed == State::Done && hedges::begins(behind) {
        return (State::Open, None);
    }
    // Behind an empty box stands what its tick would say, unless a reason follows.
    match cell_says(behind.trim_start()) {
        (Some(state @ (State::NotApplicable | State::Failed)), reason) if boxed != State::Open || reason.is_some() => {
            (state, reason)
        }
        _ => (boxed, None),
    }
}

/// What an option says that is chosen, or ticked below its title: as a status, or that it is or is not as it should be,
/// `☑ Met ☐ Not met`, `☐ Y ☑ N`.
pub fn option_state(option: &str) -> Option<State> {
    match option {
        "Y" | "True" | "Approve" | "Accept" => return Some(State::Done),
        "N" | "False" | "Reject" => return Some(State::Failed),
        _ => {}
    }
    let conforms = |text: &str| words::CONFORMS.has(text);
    let denied = || words::NOT_SO.strip_from(option).is_some_and(|rest| conforms(rest.trim_start_matches([' ', '-'])));
    let told = || if conforms(option) { Some(State::Done) } else { denied().then_some(State::Failed) };
    cell_state(option).or_else(told)
}

/// What the letter says that a status is given by, `Y`, `n`; elsewhere it may stand for a number.
fn letter(cell: &str) -> Option<State> {
    match cell.trim_matches(['*', '`', ' ']) {
        "Y" | "y" => Some(State::Done),
        "N" | "n" => Some(State::Failed),
        _ => None,
    }
}

/// Empty, or one of the words that a status has.
pub fn is_status(cell: &str) -> bool {
    let head = cell.trim_matches(['*', '`', ' ']).split([':', '(', ',', '—', '–']).next().unwrap_or("");
    let head = &*spaced(head);
    cell.chars().all(|c| matches!(c, '_' | ' ' | '-' | '—' | '…'))
        || letter(cell).or_else(|| cell_state(cell)).is_some()
        || cell_box(cell).is_some()
        || choices::choice(cell).is_some()
        || words::UNDONE.leading(head.trim()).is_some()
        || hedges::begins_with(head.trim())
        // "⏳ to be verified"
        || cell.split(' ').next().is_some_and(|sign| !sign.contains(char::is_alphanumeric) && words::UNDONE.has(sign))
}

/// The box that a cell starts with, perhaps in a code span or bold: offset, length and state.
pub fn cell_box(cell: &str) -> Option<(usize, usize, State)> {
    let bare = cell.trim_start_matches(['`', '*']);
    let (at, len, state) = bare_box(bare)?;
    Some((cell.len() - bare.len() + at, len, state))
}

fn bare_box(cell: &str) -> Option<(usize, usize, State)> {
    let state = |tick| match tick {
        boxes::Tick::Done => State::Done,
        boxes::Tick::Failed => State::Failed,
        boxes::Tick::NotApplicable => State::NotApplicable,
        boxes::Tick::Open => State::Open,
    };
    let first = cell.chars().next()?;
    if let Some(tick) = boxes::glyph(first) {
        return Some((0, first.len_utf8(), state(tick)));
    }
    match cell.get(..3)? {
        "[ ]" => Some((0, 3, State::Open)),
        "[x]" | "[X]" => Some((0, 3, State::Done)),
        _ => None,
    }
}
