//! Empty labels that only their place shows to be fields: `- Owner:` beside others of the kind, in a list that is a form, and
//! labels with a remark behind them, `**Reason** (if any):`.

use super::super::draft::Draft;
use super::super::frame::Entry;
use super::super::labels::{self, Segment};
use super::super::lines::{Line, LineKind, Marker};
use super::super::words;
use super::boxed;
use crate::model::Label;
use crate::text::Span;

/// How many words a label in a form may have.
const WORDS: usize = 8;
/// How many it may have where it stands alone, below an item or at the end of a part.
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

/// Whether a label outside of items asks for a value by what it names, `Change ticket:`, or by the lines that it stands among.
pub fn asks(draft: &Draft<'_>, line: usize, segment: &Segment<'_>) -> bool {
    let label = segment.label.as_deref().unwrap_or_default();
    let whole = draft.content(line).is_some_and(|content| {
        let behind = Span::new(segment.after_label, content.end.max(segment.after_label));
        content.start == segment.start && draft.source.slice(behind).trim().is_empty()
    });
    let named = || labels::names_value(label) || words::VALUES_OF.leading(label).is_some();
    let last = || label.split(' ').count() <= LONE && is_last(draft, line);
    whole && labels::is_value_label(label) && !draft.frame.boxed_at(line) && (named() || is_row(draft, line) || last())
}

/// Whether nothing follows a line in its part of the document.
fn is_last(draft: &Draft<'_>, line: usize) -> bool {
    let below = draft.frame.next_filled(line).and_then(|below| draft.frame.line(below));
    below.is_none_or(|below| match below.kind {
        LineKind::Heading(_) => !is_divided(draft, line, below.kind),
        kind => kind == LineKind::Break,
    })
}

/// Whether a line of a paragraph touches one that starts with a label: `Host:` above `Region: eu-1`.
fn is_row(draft: &Draft<'_>, line: usize) -> bool {
    let row = |line: usize| draft.frame.line(line).filter(|at| at.kind == LineKind::Text && at.marker.is_none());
    let labelled = |line: usize| row(line).is_some_and(|at| labels::is_labelled(draft.source.slice(at.content)));
    row(line).is_some() && (line.checked_sub(1).is_some_and(labelled) || labelled(line + 1))
}

/// The label of a line that is one with a remark behind it, `Reason (if any):`, where it is a field.
pub fn remarked<'d>(draft: &Draft<'d>, line: usize, content: Span) -> Option<&'d str> {
    let text = draft.source.slice(content);
    let label = label_of(text).filter(|_| text.contains(['(', '（']) && !draft.is_taken(Span::at(content.end)))?;
    let asked = || text.starts_with("**") || boxed::asks(draft, line, content.start, label);
    (is_slot(draft, line) || asked() && !leads_something(draft, line, true)).then_some(label)
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

/// Whether lines that belong to this one follow: its label titles them and is no empty field. What is `asked` for by name is
/// not said by a paragraph of its own.
pub fn leads_something(draft: &Draft<'_>, line: usize, asked: bool) -> bool {
    let entry = draft.frame.entry_at(line).and_then(|entry| draft.frame.entries.get(entry));
    if entry.is_some_and(|entry| entry.has_entries_below) {
        return true;
    }
    let Some(own) = draft.frame.line(line) else { return false };
    let Some(below) = draft.frame.next_filled(line) else { return false };
    let Some(next) = draft.frame.line(below) else { return false };
    let touching = draft.frame.line(line + 1).is_some_and(|next| next.kind != LineKind::Blank);
    let outside = asked && own.marker.is_some() && next.indent <= own.indent;
    let block = matches!(next.kind, LineKind::Code(_) | LineKind::Table(_)) && !outside;
    let list = own.marker.is_none() && next.marker.is_some();
    if list
        && draft.frame.boxed_at(below)
        && labels::asks_value(draft.source.slice(own.content), draft.frame.above(draft.source, line))
    {
        return false;
    }
    let told = next.indent > own.indent || (touching || !asked) && own.marker.is_none();
    let words = next.kind == LineKind::Text
        && next.marker.is_none()
        && told
        && !labels::starts_with_label(draft.source.slice(next.content))
        && !labels::is_labelled(draft.source.slice(next.content));
    let titles = || {
        is_divided(draft, line, next.kind) || tells(draft, own) && next.kind == LineKind::Text || leads_in(draft, below)
    };
    block || list || words || !asked && titles()
}

/// Whether a label tells what to do in several words, `**Update the weir plan:**`, and so names no value: what could be the
/// name of work, as in `**Update window start:**`, needs an article to do so.
fn tells(draft: &Draft<'_>, line: &Line) -> bool {
    let text = draft.source.slice(line.content).trim_matches(['*', '_', ':', ' ']);
    let mut words = text.split(' ');
    let (Some(first), Some(second), Some(_)) = (words.next(), words.next(), words.next()) else { return false };
    let orders = !words::NAMES_OF_WORK.has(first) || words::ARTICLES.has(second);
    line.marker.is_none() && words::IMPERATIVES.has(first) && orders
}

/// Whether a sentence that ends in a colon has what it says below it: "If the gate is still stuck:".
fn leads_in(draft: &Draft<'_>, line: usize) -> bool {
    let Some(own) = draft.frame.line(line) else { return false };
    let text = draft.source.slice(own.content);
    let sentence = own.kind == LineKind::Text && own.marker.is_none() && !text.starts_with(['*', '_']);
    let next = draft.frame.next_filled(line).and_then(|below| draft.frame.line(below));
    let has = |next: &Line| next.marker.is_some() || matches!(next.kind, LineKind::Code(_) | LineKind::Table(_));
    sentence && text.ends_with(':') && text.split(' ').count() > 2 && next.is_some_and(has)
}

/// Whether what stands below a line is divided further: a heading that is deeper than the one above it.
fn is_divided(draft: &Draft<'_>, line: usize, below: LineKind) -> bool {
    let LineKind::Heading(heading) = below else { return false };
    let mut above =
        draft.sections.iter().rev().filter(|section| section.label == Label::Heading && section.line <= line);
    let level = draft.markdown.headings.get(heading).map(|heading| heading.level);
    level.zip(above.next()).is_some_and(|(level, above)| level > above.level)
}
