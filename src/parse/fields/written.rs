//! Values that stand behind their labels already.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

use super::super::draft::Draft;
use super::super::labels::{self, Segment};
use super::super::{inline, quantity, sign_offs, vocabulary, words};
use super::new::New;
use super::{boxed, targets};
use crate::model::{FieldKind, FieldShape, Target};
use crate::text::Span;

/// Reads the value of a labelled segment; `tail` is what stands behind it on the line.
pub fn read(draft: &mut Draft<'_>, line: usize, segment: &Segment, label: &str, tail: Span) {
    if draft.has_placeholder(segment.value, false) {
        return;
    }
    // A sign of a currency stands before the slot, as it does before a blank.
    let source = draft.source;
    let written = source.slice(segment.value);
    let amount = written.trim_start_matches(['$', '€', '£']);
    let sign = if amount.starts_with(|c: char| c.is_ascii_digit()) { written.len() - amount.len() } else { 0 };
    let value = Span::new(segment.value.start + sign, segment.value.end);
    let segment = &if sign > 0 { Cow::Owned(Segment { value, ..segment.clone() }) } else { Cow::Borrowed(segment) };
    let text = source.slice(segment.value);
    let stated = source.slice(Span::new(segment.value.start, tail.end));
    if let Some(parts) = parts(segment, text, stated) {
        for (index, part) in parts.into_iter().enumerate() {
            let label = part.label(label, index).to_owned();
            part.push(draft, line, &label);
        }
        return;
    }
    if let (Some(value), Some(target)) = (behind_target(text), targets::one(stated)) {
        // In parentheses it is a segment of its own.
        if !text.get(..value.start).is_some_and(|head| head.contains('(')) {
            let start = segment.value.start;
            measured(draft, line, label, Span::new(start + value.start, start + value.end), target);
        }
        return;
    }
    let target = targets::one(stated).or_else(|| targets::of_head(draft, line, segment));
    let target = target.or_else(|| targets::of_label(label, &quantity::quantity(text)?.unit));
    let kind = targets::kind(label, "", target.as_ref());
    let dated = matches!(kind, FieldKind::Date | FieldKind::Time | FieldKind::Url) || is_day(label, text);
    if let Some((read, value)) = whole_quantity(text).filter(|_| !dated)
        && (target.is_some() || segment.inner || segment.bold || read.of.is_some())
    {
        let kind = if read.of.is_some() { FieldKind::Ratio } else { targets::kind(label, &read.unit, target.as_ref()) };
        let span = Span::new(segment.value.start, segment.value.start + value.len());
        let unit = (!read.unit.is_empty()).then_some(read.unit);
        let new =
            New { value: Some(value.to_owned()), unit, target, ..New::of(label, span, FieldShape::Written, kind) };
        return new.push(draft, line);
    }
    // A bold label on a line of an item may name how it is shown or who does it; that is no slot, but what is attached is.
    let attached = segment.is(words::ATTACHED) && is_attached(text);
    let meta = [words::RESPONSIBLE, words::VERIFICATION].iter().any(|list| segment.is(*list)) && !attached;
    let slot = segment.bold
        || attached
        || segment.is(words::FIELD_LABELS)
        || segment.is(words::SIGN_OFF_LABELS)
        || segment.is(words::PERFORMERS)
        || target.is_some()
        || kind == FieldKind::Number
        || is_decision(draft, line, segment, label)
        || is_value_of_entry(draft, line, segment, label, text)
        || words::CHOICES.has(text)
            && labels::is_value_label(label)
            && starts_line(draft, line, segment)
            && !draft.frame.boxed_at(line)
        || is_stand_in(text)
            && labels::is_value_label(label)
            && starts_line(draft, line, segment)
            && (!draft.frame.boxed_at(line) || boxed::asks(draft, line, segment.start, label));
    if attached {
        let new = New::of(label, segment.value, FieldShape::Written, FieldKind::Text);
        return New { value: Some(text.to_owned()), ..new }.push(draft, line);
    }
    if slot && (!meta || words::NO_VALUE.has(text) || is_stand_in(text)) {
        let until = vocabulary::at(text, " (").filter(|_| target.is_some()).unwrap_or(text.len());
        let value = text.get(..until).unwrap_or(text);
        let span = Span::new(segment.value.start, segment.value.start + value.len());
        let value = Some(inline::plain(value));
        New { value, target, ..New::of(label, span, FieldShape::Written, kind) }.push(draft, line);
    }
}

/// Where the number stands that was measured, behind what it has to reach: `Target < 15 minutes, actual 8 minutes`.
fn behind_target(text: &str) -> Option<Range<usize>> {
    words::TARGET_LABELS.beginning(text)?;
    let apart = |head: &str| head.ends_with([' ', '/', '(']);
    let place = words::MEASURED_LABELS.places(text).find(|place| text.get(..place.start).is_some_and(apart))?;
    let value = place.rest.trim_start_matches([':', '*', ' ']);
    let start = text.len() - value.len();
    Some(start..start + quantity::quantity(value)?.len)
}

/// Whether a plain label that asks for the decision begins a line or a bullet of no item, `Decision: GO on Monday`.
fn is_decision(draft: &Draft<'_>, line: usize, segment: &Segment, label: &str) -> bool {
    let owner = draft.frame.owner.get(line).copied().flatten();
    let entries = || draft.frame.outwards(owner).filter_map(|entry| draft.frame.entries.get(entry));
    let own = entries().next().is_none_or(|entry| entry.line == line) && entries().all(|entry| entry.mark.is_none());
    words::DECIDING.has(label) && own && starts_line(draft, line, segment)
}

/// Whether a label is the first on its line, behind the marker of an entry.
fn starts_line(draft: &Draft<'_>, line: usize, segment: &Segment) -> bool {
    !segment.inner && draft.content(line).is_some_and(|content| content.start == segment.start)
}

/// Whether a text only stands for a value that is to come: `tbc`, `?`, `—`.
fn is_stand_in(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let entity = text.starts_with('&') && text.ends_with(';') && !text.contains(' ');
    bare.is_empty() || entity || words::SAYS_NOTHING.has(text) || words::SAYS_NOTHING.has(bare)
}

/// Whether a text is a file or link that is attached, `[notes](notes.pdf) sha256:…`, and no words about one.
fn is_attached(text: &str) -> bool {
    text.contains("sha256:") || text.starts_with('[') && text.contains("](")
}

/// Whether a plain label at the start of a list's entry, or of a line below one, has a value and no sentence behind it:
/// `CPU allocation: 4 vCPUs per instance`, `Primary on-call: Ana (contact: 555)`.
fn is_value_of_entry(draft: &Draft<'_>, line: usize, segment: &Segment, label: &str, text: &str) -> bool {
    let owner = draft.frame.owner.get(line).copied().flatten();
    let Some(entry) = owner.and_then(|owner| draft.frame.entries.get(owner)) else { return false };
    let own = entry.line == line;
    let content = if own { Some(entry.content) } else { draft.frame.line(line).map(|line| line.content) };
    if segment.inner || content.is_none_or(|content| content.start != segment.start) || !labels::is_value_label(label) {
        return false;
    }
    // Behind a box, capitals may as well start the words of what is to be done.
    let named = !(own && entry.mark.is_some()) || sign_offs::is_role(label) || words::PEOPLE.has(label);
    is_value(text, named && label.contains(char::is_lowercase))
}

/// Whether words are a value: a number, a handle, a link or code, where `named` a name too; no verb, no full stop.
fn is_value(text: &str, named: bool) -> bool {
    let head = vocabulary::at(text, " (").and_then(|end| text.get(..end)).unwrap_or(text);
    let words: Vec<&str> = head.split_whitespace().collect();
    let hard = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '#' | '@' | '`' | '$'));
    let does = words.first().is_some_and(|word| words::IMPERATIVES.has(bare(word)));
    let name = words.len() <= 4 && words.iter().all(|word| word.starts_with(char::is_uppercase)) && !does;
    (hard || head.starts_with("http") || named && name)
        && (1..=6).contains(&words.len())
        && text.len() <= 80
        && !text.ends_with(['.', '!', '?', ':', ';'])
        && !head.contains([';', '→', '—'])
        && !words.iter().any(|word| is_verb(bare(word)))
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn is_verb(word: &str) -> bool {
    words::VERBS.has(word) || word.len() > 4 && word.ends_with("ed")
}

/// Adds a number that is all of `span`, with what it has to reach.
pub fn measured(draft: &mut Draft<'_>, line: usize, label: &str, span: Span, target: Target) {
    let source = draft.source;
    let text = source.slice(span);
    let number = text.strip_prefix(targets::MINUS).unwrap_or(text);
    let Some((read, value)) = whole_quantity(number) else { return };
    let value = text.get(..text.len() - number.len() + value.len()).unwrap_or(text);
    let kind = if read.of.is_some() { FieldKind::Ratio } else { targets::kind(label, &read.unit, Some(&target)) };
    let span = Span::new(span.start, span.start + value.len());
    let unit = (!read.unit.is_empty()).then_some(read.unit);
    let new = New::of(label, span, FieldShape::Written, kind);
    New { value: Some(value.to_owned()), unit, target: Some(target), ..new }.push(draft, line);
}

/// Whether `20/11` is a day behind a label that says when: "Released: 20/11".
fn is_day(label: &str, text: &str) -> bool {
    let last = label.rsplit(' ').next().unwrap_or(label);
    let number = |text: &str, most: u8| text.parse::<u8>().is_ok_and(|number| (1..=most).contains(&number));
    let day = |(a, b): (&str, &str)| number(a, 31) && number(b, 12) || number(a, 12) && number(b, 31);
    words::DAYS_OF.has(last) && text.split(' ').next().and_then(|day| day.split_once('/')).is_some_and(day)
}

/// A quantity at the start of a text that is all of a word: not the start of `1.2.3` or `2026-11-20`. The value is
/// what stands before a unit in words.
fn whole_quantity(text: &str) -> Option<(quantity::Quantity, &str)> {
    let read = quantity::quantity(text)?;
    let rest = text.get(read.len..)?;
    let day = read.of.is_some() && rest.starts_with('/');
    // `7654321e` is the id of a commit.
    let id = read.len >= 7 && !read.unit.is_empty() && text.bytes().take(read.len).all(|b| b.is_ascii_hexdigit());
    if day || id || !rest.is_empty() && !rest.starts_with([' ', ')', ',', ';', '*', '/', '+']) {
        return None;
    }
    let len = if read.unit == "%" || read.unit.is_empty() { read.len } else { read.len - read.unit.len() };
    let value = text.get(..len)?.trim_end();
    Some((read, value))
}

/// One of two values that a target speaks of.
pub struct Part {
    /// The value, or the blank in its place.
    pub span: Span,
    /// What is counted.
    unit: String,
    target: Option<Target>,
}

/// `0 critical, 2 high (target: 0/0)`: one value for each part of the target, written or blank.
pub fn parts(segment: &Segment, text: &str, stated: &str) -> Option<[Part; 2]> {
    memchr(b',', text.as_bytes())?;
    let head = vocabulary::at(text, " (").and_then(|end| text.get(..end)).unwrap_or(text);
    let (first, second) = head.split_once(", ")?;
    let [Some(one), Some(other)] = <[_; 2]>::try_from(targets::stated(stated, 2)).ok()? else { return None };
    let part = |at: usize, text: &str, target: Target| {
        let word = text.split(' ').next().unwrap_or(text);
        let start = segment.value.start + at;
        let unit = text.get(word.len()..).unwrap_or("").trim().to_owned();
        Part { span: Span::new(start, start + word.len()), unit, target: Some(target) }
    };
    let counts = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || c == '_');
    (counts(first) && counts(second) && !second.contains(", "))
        .then(|| [part(0, first, one), part(first.len() + ", ".len(), second, other)])
}

impl Part {
    /// Adds it as a written value; `label` is that of the first.
    pub fn push(self, draft: &mut Draft<'_>, line: usize, label: &str) {
        let value = draft.source.slice(self.span).to_owned();
        let new = New::of(label, self.span, FieldShape::Written, FieldKind::Number);
        let unit = (!self.unit.is_empty()).then_some(self.unit);
        New { value: Some(value), unit, target: self.target, ..new }.push(draft, line);
    }

    /// What it is called: the second by what is counted.
    pub fn label<'a>(&'a self, first: &'a str, index: usize) -> &'a str {
        if index == 0 || self.unit.is_empty() { first } else { &self.unit }
    }

    /// What it has to reach.
    pub fn target(&self) -> Option<Target> {
        self.target.clone()
    }
}
