//! Values that stand behind their labels already.

use super::super::draft::Draft;
use super::super::labels::Segment;
use super::super::{inline, quantity, words};
use super::new::New;
use super::targets;
use crate::model::{FieldKind, FieldShape, Target};
use crate::text::Span;

/// Reads the value of a labelled segment; `tail` is what stands behind it on the line.
pub fn read(draft: &mut Draft<'_>, line: usize, segment: &Segment, label: &str, tail: Span) {
    if draft.has_placeholder(segment.value, false) {
        return;
    }
    let text = draft.source.slice(segment.value).to_owned();
    let stated = draft.source.slice(Span::new(segment.value.start, tail.end)).to_owned();
    if several(draft, line, segment, label, &text, &stated) {
        return;
    }
    let target =
        targets::stated(&stated, 1).into_iter().next().flatten().or_else(|| targets::of_head(draft, line, segment));
    let kind = targets::kind(label, "", target.as_ref());
    let dated = matches!(kind, FieldKind::Date | FieldKind::Time | FieldKind::Url);
    if let Some((read, value)) = whole_quantity(&text).filter(|_| !dated)
        && (target.is_some() || segment.inner || segment.bold || read.of.is_some())
    {
        let kind = if read.of.is_some() { FieldKind::Ratio } else { targets::kind(label, &read.unit, target.as_ref()) };
        let span = Span::new(segment.value.start, segment.value.start + value.len());
        let unit = (!read.unit.is_empty()).then_some(read.unit);
        let new =
            New { value: Some(value.to_owned()), unit, target, ..New::of(label, span, FieldShape::Written, kind) };
        return new.push(draft, line);
    }
    // A bold label on a line of an item may name how it is shown or who does it; that is no slot.
    let meta = [words::RESPONSIBLE, words::VERIFICATION].iter().any(|list| words::is_one(label, list));
    let slot =
        segment.bold || words::is_one(label, words::FIELD_LABELS) || target.is_some() || kind == FieldKind::Number;
    if slot && !meta {
        let until = text.find(" (").filter(|_| target.is_some()).unwrap_or(text.len());
        let value = text.get(..until).unwrap_or(&text);
        let span = Span::new(segment.value.start, segment.value.start + value.len());
        let value = Some(inline::plain(value));
        New { value, target, ..New::of(label, span, FieldShape::Written, kind) }.push(draft, line);
    }
}

/// Adds a number that is all of `span`, with what it has to reach.
pub fn measured(draft: &mut Draft<'_>, line: usize, label: &str, span: Span, target: Target) {
    let text = draft.source.slice(span).to_owned();
    let Some((read, value)) = whole_quantity(&text) else { return };
    let kind = if read.of.is_some() { FieldKind::Ratio } else { targets::kind(label, &read.unit, Some(&target)) };
    let span = Span::new(span.start, span.start + value.len());
    let unit = (!read.unit.is_empty()).then_some(read.unit);
    let new = New::of(label, span, FieldShape::Written, kind);
    New { value: Some(value.to_owned()), unit, target: Some(target), ..new }.push(draft, line);
}

/// A quantity at the start of a text that is all of a word: not the start of `1.2.3` or `2026-11-20`. The value is
/// what stands before a unit in words.
fn whole_quantity(text: &str) -> Option<(quantity::Quantity, &str)> {
    let read = quantity::quantity(text)?;
    let rest = text.get(read.len..)?;
    if !rest.is_empty() && !rest.starts_with([' ', ')', ',', ';', '*', '/', '+']) {
        return None;
    }
    let len = if read.unit == "%" || read.unit.is_empty() { read.len } else { read.len - read.unit.len() };
    let value = text.get(..len)?.trim_end();
    Some((read, value))
}

/// `0 critical, 2 high (target: 0/0)`: one value for each part of the target.
fn several(draft: &mut Draft<'_>, line: usize, segment: &Segment, label: &str, text: &str, stated: &str) -> bool {
    let head = text.split(" (").next().unwrap_or(text);
    let parts: Vec<&str> = head.split(", ").collect();
    let targets = targets::stated(stated, parts.len());
    if parts.len() != 2 || !targets.iter().all(Option::is_some) {
        return false;
    }
    let mut start = segment.value.start;
    for (index, (part, target)) in parts.into_iter().zip(targets).enumerate() {
        let word = part.split(' ').next().unwrap_or(part);
        let unit = part.get(word.len()..).unwrap_or("").trim().to_owned();
        let name = if index == 0 || unit.is_empty() { label.to_owned() } else { unit.clone() };
        let span = Span::new(start, start + word.len());
        start += part.len() + ", ".len();
        let new = New::of(&name, span, FieldShape::Written, FieldKind::Number);
        let unit = (!unit.is_empty()).then_some(unit);
        New { value: Some(word.to_owned()), unit, target, ..new }.push(draft, line);
    }
    true
}
