//! By which words a value is only asked for under a condition: before its slot, right behind it, above it, or in the titles
//! of its row and column.

use super::super::applicability::directive;
use super::super::conditions::{label, leading_clause, of_label};
use super::super::draft::Draft;
use super::super::lines::LineKind;
use super::super::vocabulary::Spoken;
use super::names;
use super::new::New;
use crate::model::{Applicability, FieldShape};
use crate::text::Span;

/// The condition of what is asked on a line (0-based index). What makes the item of its line conditional is the item's.
pub fn of_field(draft: &Draft<'_>, line: usize, field: &New<'_>) -> Option<String> {
    let own = draft.frame.line(line).filter(|own| own.kind == LineKind::Text)?;
    let item = draft.item_of_line(line).and_then(|item| draft.items.get(item)).filter(|item| item.at.line == line + 1);
    if item.is_some_and(|item| item.applicability != Applicability::Required) {
        return None;
    }
    // `If incomplete, stop: YES / NO` asks what is done then, `If all hold: PASS` says what it comes to.
    let open = field.shape != FieldShape::Written;
    let said = |text| {
        let words = label(text);
        of_label(&words).or_else(|| open.then(|| leading_clause(&words)).flatten())
    };
    let head = draft.source.slice(head(draft, line, field.span));
    let behind = draft.source.slice(Span::new(field.span.end, own.span.end.max(field.span.end)));
    let named = head.contains(char::is_alphanumeric);
    let above = || names::line_above(draft, line).filter(|_| !named).map(|above| draft.source.slice(above));
    let found = said(head).or_else(|| in_parentheses(behind)).or_else(|| above().and_then(said))?;
    (directive(draft, line + 1) != Some(Applicability::Required)).then_some(found)
}

/// Gives the fields of a cell, those from `first` on, the condition in the titles of its column and row.
pub fn of_cells(draft: &mut Draft<'_>, first: usize, titles: [&str; 2]) {
    let of_item = |item: usize| draft.items.get(item).is_some_and(|item| item.applicability != Applicability::Required);
    if draft.fields.get(first).and_then(|field| field.item.as_ref()).is_some_and(|item| of_item(item.index)) {
        return;
    }
    let Some(condition) = titles.into_iter().find_map(|title| of_label(&Spoken::of(title))) else { return };
    for field in draft.fields.iter_mut().skip(first) {
        field.applicability = Applicability::Conditional;
        field.condition = Some(condition.clone());
    }
}

/// What stands before a slot and belongs to no other: from its label, or from the end of the slot before it.
fn head(draft: &Draft<'_>, line: usize, slot: Span) -> Span {
    let start = draft.content(line).map_or(slot.start, |content| content.start);
    let label = draft.segments(line).iter().map(|segment| segment.start).filter(|start| *start <= slot.start).max();
    let before = draft.fields.last().map(|field| field.span.end).filter(|end| (start..=slot.start).contains(end));
    let from = [label, before].into_iter().flatten().fold(start, usize::max);
    Span::new(from.min(slot.start), slot.start)
}

/// `____ (if applicable)`
fn in_parentheses(behind: &str) -> Option<String> {
    let behind = behind.trim_start_matches([' ', '*', '%']);
    let whole = behind.starts_with(['(', '（']).then(|| behind.split_inclusive([')', '）']).next())??;
    of_label(&Spoken::of(whole)).filter(|_| !whole.contains([',', ':', '，', '：']))
}
