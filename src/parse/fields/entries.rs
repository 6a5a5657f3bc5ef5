//! Empty labels that only their place shows to be fields: `- Owner:` beside others of the kind, in a list that is a form, and
//! labels with a remark behind them, `**Reason** (if any):`.

use super::super::draft::Draft;
use super::super::frame::Entry;
use super::super::lines::Marker;
use super::super::words;
use super::boxed;
use crate::text::Span;

/// How many words a label in a form may have.
const WORDS: usize = 8;
/// How many it may have where it stands alone below an item.
const LONE: usize = 3;
/// How many entries away the next label may stand.
const NEAR: usize = 3;

/// Whether a line is a bullet that is a label and nothing else, where one near it in the same list is one too, or it stands
/// below an item with a box.
pub fn is_slot(draft: &Draft<'_>, line: usize) -> bool {
    let Some(at) = draft.frame.entry_at(line) else { return false };
    let entries = &draft.frame.entries;
    let Some(own) = entries.get(at).filter(|entry| is_label(draft, entry)) else { return false };
    let item = || own.parent.and_then(|above| entries.get(above)).is_some_and(|above| above.mark.is_some());
    let short = || draft.source.slice(own.content).split(' ').count() <= LONE;
    let section = draft.section_of_line(line);
    let beside = |other: &Entry| {
        other.parent == own.parent && draft.section_of_line(other.line) == section && is_label(draft, other)
    };
    let near = entries.get(at.saturating_sub(NEAR)..at).into_iter().chain(entries.get(at + 1..).map(first)).flatten();
    near.filter(|other| other.indent == own.indent).any(beside) || item() && short()
}

/// The first of some entries.
fn first(entries: &[Entry]) -> &[Entry] {
    entries.get(..NEAR).unwrap_or(entries)
}

/// The label of a line that is one with a remark behind it, `Reason (if any):`, where it is a field.
pub fn remarked<'d>(draft: &Draft<'d>, line: usize, content: Span) -> Option<&'d str> {
    let text = draft.source.slice(content);
    let label = label_of(text).filter(|_| text.contains(['(', '（']) && !draft.is_taken(Span::at(content.end)))?;
    let asked = || text.starts_with("**") || boxed::asks(draft, line, content.start, label);
    (is_slot(draft, line) || asked() && !super::leads_something(draft, line)).then_some(label)
}

/// Whether an entry is a bullet without a box, a label, and has nothing below it.
fn is_label(draft: &Draft<'_>, entry: &Entry) -> bool {
    let bare = matches!(entry.marker, Some(Marker::Bullet)) && entry.mark.is_none() && entry.last_line == entry.line;
    bare && draft.frame.title_at(entry.line).is_none() && label_of(draft.source.slice(entry.content)).is_some()
}

/// The label that a text is, without the remark behind it: no words of what is to be done.
fn label_of(text: &str) -> Option<&str> {
    let head = text.trim_end_matches(['*', ' ']).strip_suffix([':', '：'])?.trim_end_matches(['*', ' ']);
    let remark = head.ends_with([')', '）']).then(|| head.rfind(['(', '（'])).flatten();
    let label = head.get(..remark.unwrap_or(head.len()))?.trim_matches(['*', ' ']);
    let words = label.split(' ').count();
    let does = words > 2 && words::IMPERATIVES.has(label.split(' ').next().unwrap_or(""));
    let plain = !label.contains([':', '：', '(', '[', '|', '"', '`', '_']);
    (label.starts_with(char::is_alphabetic) && words <= WORDS && plain && !does).then_some(label)
}
