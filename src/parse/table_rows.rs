//! Items from the rows of a table whose header or cells say that it is a checklist.

use super::boxes;
use super::draft::Draft;
use super::{Recogniser, inline, items, sign_offs, words};
use crate::model::{Applicability, Item, ItemShape, Polarity, Role, State};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "table-rows", summary: "rows of a table with a status column or a box in a cell", recognise };

fn recognise(draft: &mut Draft<'_>) {
    for table in draft.markdown.tables.clone() {
        let Some((header, rows)) = table.rows.split_first() else { continue };
        let cell = |span: &Span| inline::plain(draft.source.slice(*span));
        let headers: Vec<String> = header.cells.iter().map(cell).collect();
        if sign_offs::is_roster(&headers) || is_log(&headers) {
            continue;
        }
        let status = headers.iter().position(|header| words::is_one(header, words::STATUS_HEADERS));
        for row in rows {
            let cells: Vec<String> = row.cells.iter().map(|cell| draft.source.slice(*cell).trim().to_owned()).collect();
            // Several boxes in a cell are a choice, which says how the row stands only in a status column.
            let boxed = cells
                .iter()
                .enumerate()
                .position(|(at, cell)| cell_box(cell).is_some() && (Some(at) == status || !is_choice(cell)));
            let Some(column) =
                boxed.or_else(|| status.filter(|at| is_status(cells.get(*at).map_or("", String::as_str))))
            else {
                continue;
            };
            let label = cells
                .iter()
                .enumerate()
                .find(|(at, cell)| *at != column && is_wording(cell))
                .map(|(_, cell)| cell.clone());
            let Some(text) = label.map(|label| inline::plain(&label)) else { continue };
            let Some(slot) = row.cells.get(column).copied() else { continue };
            let state = cells
                .get(column)
                .and_then(|cell| cell_box(cell).map(|(_, _, state)| state).or_else(|| items::cell_state(cell)));
            draft.rows.push(RowItem { row: row.span, slot, text, state: state.unwrap_or(State::Open) });
        }
    }
}

/// The table of a deployment log: what happened is no work to be done.
fn is_log(headers: &[String]) -> bool {
    headers.iter().any(|header| words::is_one(header, &["event", "events", "timestamp"]))
}

fn is_choice(cell: &str) -> bool {
    super::slots::choice(cell).is_some()
}

/// Empty, or one of the words that a status has.
fn is_status(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    cell.is_empty()
        || items::cell_state(cell).is_some()
        || lower.chars().all(|c| matches!(c, '_' | ' ' | '-' | '…'))
        || words::is_one(
            &lower,
            &["pending", "open", "todo", "to do", "not started", "in progress", "tbd", "⏳", "🔄", "⬜", "🔲"],
        )
}

/// Whether a cell can title a row: words, not a bare number or a blank.
fn is_wording(cell: &str) -> bool {
    cell.chars().filter(|c| c.is_alphabetic()).count() >= 3
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

/// A row that is an item.
pub struct RowItem {
    /// The row.
    pub row: Span,
    slot: Span,
    text: String,
    state: State,
}

/// Adds a row to the items.
pub fn push(draft: &mut Draft<'_>, found: RowItem) {
    let RowItem { row, slot, text, state } = found;
    let line = draft.source.line_of(row.start) - 1;
    let section = draft.section_of_line(line).and_then(|section| draft.section_ref(section));
    let prefix = section.as_ref().map_or(String::new(), |section| format!("{}/", section.id));
    let id = draft.id('i', &format!("{prefix}{}", inline::slug(&text)));
    let inner = super::frame::trimmed(draft.source, slot);
    let cell = draft.source.slice(inner);
    let box_span = cell_box(cell).map(|(at, len, _)| Span::new(inner.start + at, inner.start + at + len));
    let whole = draft.frame.line(line).map_or(row, |line| line.span);
    draft.item_of_row.insert(line, draft.items.len());
    draft.items.push(Item {
        id,
        section,
        parent: None,
        text,
        state,
        shape: ItemShape::TableRow,
        role: Role::Action,
        polarity: Polarity::Normal,
        applicability: Applicability::Required,
        condition: None,
        responsible: None,
        verification: None,
        reason: None,
        at: draft.source.position(box_span.unwrap_or(inner).start),
        span: whole,
        box_span: Some(box_span.unwrap_or(inner)),
        block: whole,
    });
}
