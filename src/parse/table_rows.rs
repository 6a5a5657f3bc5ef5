//! Items from the rows of a table whose header or cells say that it is a checklist.

use super::boxes;
use super::draft::Draft;
use super::unboxed::Found;
use super::vocabulary::Words;
use super::{Recogniser, inline, items, sign_offs, slots, words};
use crate::model::{ItemShape, State};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "table-rows", summary: "rows of a table with a status column or a box in a cell", recognise };

fn recognise(draft: &mut Draft<'_>) {
    for table in draft.markdown.tables.clone() {
        let Some((header, rows)) = table.rows.split_first() else { continue };
        let cell = |span: &Span| inline::plain(draft.source.slice(*span));
        let headers: Vec<String> = header.cells.iter().map(cell).collect();
        if sign_offs::is_roster(draft, table.span, &headers) || is_log(&headers) {
            continue;
        }
        let texts: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| draft.source.slice(*cell).trim().to_owned()).collect())
            .collect();
        let status = status_column(&headers, &texts);
        let states = if status.is_none() { state_columns(&texts) } else { Vec::new() };
        // Where most rows state how far they have come, each is an item, whatever it says.
        let stated = status.is_some_and(|column| mostly(&texts, column, is_status));
        for (row, cells) in rows.iter().zip(&texts) {
            // Several boxes in a cell are a choice, which says how the row stands only in a status column.
            let boxed = cells
                .iter()
                .enumerate()
                .position(|(at, cell)| cell_box(cell).is_some() && (Some(at) == status || !is_choice(cell)));
            let worded = status.filter(|column| stated || is_status(cells.get(*column).map_or("", String::as_str)));
            let Some(column) = boxed.or(worded).or_else(|| next_state(&states, cells)) else { continue };
            let Some(text) = name(cells, column) else { continue };
            let Some(slot) = row.cells.get(column).copied() else { continue };
            let cell = cells.get(column).map_or("", String::as_str);
            let (state, reason) = standing(cell);
            let inner = super::frame::trimmed(draft.source, slot);
            let mark = cell_box(draft.source.slice(inner))
                .map(|(at, len, _)| Span::new(inner.start + at, inner.start + at + len));
            let line = draft.source.line_of(row.span.start) - 1;
            draft.unboxed.push(Found {
                line,
                last: line,
                mark: Some(mark.unwrap_or(inner)).filter(|_| !several_open(&states, cells)),
                text,
                state,
                reason,
                shape: ItemShape::TableRow,
            });
        }
    }
}

/// What a row is about: its first words that are no number of a row; beside an empty box whatever it has.
fn name(cells: &[String], column: usize) -> Option<String> {
    let others = || cells.iter().enumerate().filter(|(at, _)| *at != column).map(|(_, cell)| cell);
    let worded =
        others().find(|cell| is_wording(cell) && !is_number(cell)).or_else(|| others().find(|c| is_wording(c)));
    if let Some(cell) = worded {
        return Some(inline::plain(cell));
    }
    let numbers: Vec<String> = others().filter(|cell| !slots_only(cell)).map(|cell| inline::plain(cell)).collect();
    let empty = cells.get(column).is_some_and(|cell| is_sign(cell) && standing(cell).0 == State::Open);
    (empty && !numbers.is_empty()).then(|| numbers.join(", "))
}

/// Whether a cell has nothing to read in it, or a blank.
fn slots_only(cell: &str) -> bool {
    slots::count_runs(cell) > 0 || !cell.contains(char::is_alphanumeric)
}

/// The columns of a matrix of states: in each row one thing, in each column how far it has come in one respect.
fn state_columns(rows: &[Vec<String>]) -> Vec<usize> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let sign = |row: &Vec<String>, column: usize| row.get(column).is_some_and(|cell| is_sign(cell));
    let all = |column: &usize| rows.len() >= 2 && rows.iter().all(|row| sign(row, *column));
    (0..width).filter(all).collect()
}

/// The first of these columns whose cell holds the row up; else the first that is done.
fn next_state(columns: &[usize], cells: &[String]) -> Option<usize> {
    let in_state = |wanted: State| columns.iter().find(|column| state_of(cells, **column) == wanted);
    let first = [State::Failed, State::Open, State::Done].into_iter().find_map(in_state);
    first.or(columns.first()).copied()
}

/// Whether more than one of these columns holds the row up, so that no single mark says that it is done.
fn several_open(columns: &[usize], cells: &[String]) -> bool {
    columns.iter().filter(|column| matches!(state_of(cells, **column), State::Failed | State::Open)).count() > 1
}

fn state_of(cells: &[String], column: usize) -> State {
    cells.get(column).map_or(State::Open, |cell| standing(cell).0)
}

/// Whether a cell is nothing but one sign of a state, as a glyph or a shortcode.
fn is_sign(cell: &str) -> bool {
    let lists = [words::DONE, words::FAILED, words::NOT_APPLICABLE, words::UNDONE, words::BARRED];
    let word = cell.contains(char::is_alphanumeric) && !(cell.starts_with(':') && cell.ends_with(':'));
    cell == "[ ]"
        || !word && !cell.contains(char::is_whitespace) && lists.iter().any(|list| list.has(cell))
        || cell_box(cell).is_some_and(|(_, len, _)| matches!(cell.get(len..), Some("" | "\u{fe0f}")))
}

/// How far something has come whose status is `cell`, and why it is not applicable or has failed.
pub fn standing(cell: &str) -> (State, Option<String>) {
    if let Some((_, chosen)) = slots::choice(cell).filter(|_| slots::has_box(cell)) {
        return (chosen.and_then(|chosen| items::cell_state(&chosen)).unwrap_or(State::Open), None);
    }
    let Some((at, len, boxed)) = cell_box(cell) else {
        let (said, reason) = items::cell_says(cell);
        let state = said.unwrap_or(State::Open);
        return (state, reason.filter(|_| matches!(state, State::NotApplicable | State::Failed)));
    };
    // Behind an empty box stands what its tick would say, unless a reason follows.
    match items::cell_says(cell.get(at + len..).unwrap_or("").trim_start()) {
        (Some(state @ (State::NotApplicable | State::Failed)), reason) if boxed != State::Open || reason.is_some() => {
            (state, reason)
        }
        _ => (boxed, None),
    }
}

/// The column that says how far each row has come.
fn status_column(headers: &[String], rows: &[Vec<String>]) -> Option<usize> {
    // "Status (Pass/Blocker)"
    let bare = |header: &str| header.split('(').next().is_some_and(|head| words::STATUS_HEADERS.has(head));
    let named = |list: &Words| headers.iter().position(|header| list.has(header));
    let status = named(words::STATUS_HEADERS).or_else(|| headers.iter().position(|header| bare(header)));
    status.or_else(|| {
        // "Check" may as well title what is to be checked.
        let column = named(words::CHECK_HEADERS)?;
        let worded = (0..headers.len()).any(|other| other != column && mostly(rows, other, is_wording));
        (worded && mostly(rows, column, is_status)).then_some(column)
    })
}

/// Whether the cells of a column are such in more than half of the rows.
fn mostly(rows: &[Vec<String>], column: usize, is_such: fn(&str) -> bool) -> bool {
    let cells = rows.iter().map(|cells| cells.get(column).map_or("", String::as_str));
    2 * cells.filter(|cell| is_such(cell)).count() > rows.len()
}

/// The table of a deployment log: what happened is no work to be done.
fn is_log(headers: &[String]) -> bool {
    headers.iter().any(|header| words::LOG_HEADERS.has(header))
}

fn is_choice(cell: &str) -> bool {
    slots::choice(cell).is_some()
}

/// Empty, or one of the words that a status has.
fn is_status(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    cell.is_empty()
        || items::cell_state(cell).is_some()
        || lower.chars().all(|c| matches!(c, '_' | ' ' | '-' | '…'))
        || cell_box(cell).is_some()
        || words::UNDONE.has(&lower)
        // "⏳ to be verified"
        || cell.split(' ').next().is_some_and(|sign| !sign.contains(char::is_alphanumeric) && words::UNDONE.has(sign))
}

/// Whether a cell can title a row: words, not a bare number or a blank.
fn is_wording(cell: &str) -> bool {
    cell.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

/// Whether a cell numbers its row: `SMK-01`, `A1.2`.
fn is_number(cell: &str) -> bool {
    !cell.contains(' ') && cell.contains(|c: char| c.is_ascii_digit()) && !cell.contains(char::is_lowercase)
}

/// The box that a cell starts with: offset, length and state.
pub fn cell_box(cell: &str) -> Option<(usize, usize, State)> {
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
