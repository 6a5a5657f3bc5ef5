//! Items that are no entries with a box: rows of tables, blocks of a form; found first, and numbered among the others.

use super::draft::Draft;
use crate::model::{Applicability, Item, ItemShape, Polarity, Role, State};
use crate::text::Span;

/// Such an item, until it is numbered.
pub struct Found {
    /// Index of its first line.
    pub line: usize,
    /// Index of its last line.
    pub last: usize,
    /// What says how far it has come.
    pub mark: Option<Span>,
    /// Its words.
    pub text: String,
    /// How far it has come.
    pub state: State,
    /// Why it is not applicable or has failed.
    pub reason: Option<String>,
    /// How it is written.
    pub shape: ItemShape,
}

/// Adds it to the items.
pub fn push(draft: &mut Draft<'_>, found: Found) {
    let Found { line, last, mark, text, state, reason, shape } = found;
    let section = draft.section_of_line(line).and_then(|section| draft.section_ref(section));
    let id = draft.id_within('i', section.as_ref(), &text);
    let whole = draft.frame.line(line).map_or(Span::at(0), |line| line.span);
    let end = draft.frame.line(last).map_or(whole.end, |line| line.span.end);
    let index = draft.items.len();
    let entry = draft.frame.entry_at(line);
    let above = entry.and_then(|entry| draft.frame.entries.get(entry)).and_then(|entry| entry.parent);
    let parent = draft.frame.outwards(above).find_map(|above| draft.item_of_entry.get(above).copied().flatten());
    let first = match entry.and_then(|entry| draft.item_of_entry.get_mut(entry)) {
        Some(slot) => {
            *slot = Some(index);
            // The bullets of a block may stand beside its number instead of below it.
            if shape == ItemShape::Form { line + 1 } else { last + 1 }
        }
        None => line,
    };
    draft.item_of_row.extend((first..=last).map(|line| (line, index)));
    let content = draft.content(line).unwrap_or(whole);
    draft.items.push(Item {
        id,
        section,
        parent: parent.and_then(|parent| draft.item_ref(parent)),
        text,
        state,
        shape,
        role: Role::Action,
        polarity: Polarity::Normal,
        applicability: Applicability::Required,
        condition: None,
        responsible: None,
        verification: None,
        reason,
        at: draft.source.position(mark.unwrap_or(content).start),
        span: whole,
        box_span: mark,
        block: Span::new(whole.start, end),
    });
}
