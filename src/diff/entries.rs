//! The entries of a checklist that its template can be asked about: items, and the criteria and steps that have no box.

use std::sync::Arc;

use super::wording::Wording;
use crate::model::{Applicability, Checklist, Field, Ref};
use crate::parse::plain;
use crate::text::{Source, Span};

/// An entry, of whatever kind.
pub struct Entry<'c> {
    /// For a sentence.
    pub kind: &'static str,
    /// Its words.
    pub text: &'c str,
    /// Its words with gaps for what is filled in.
    pub wording: Wording,
    /// Index of its section.
    pub section: Option<usize>,
    /// Index of the item it is a child of.
    pub parent: Option<usize>,
    /// Index among the items, if it is one.
    pub item: Option<usize>,
    /// Whether it has to be done.
    pub applicability: Applicability,
    /// 1-based.
    pub line: usize,
    /// Its first line.
    pub span: Span,
    /// Id of the item.
    pub id: Option<Arc<str>>,
}

/// Where values go: the slots of fields, and the placeholders.
pub struct Slots(Vec<(Span, String)>);

impl Slots {
    /// The slots of a checklist that have no value, in document order.
    pub fn open(source: &Source, checklist: &Checklist) -> Self {
        Self::among(source, checklist, |field| field.value.is_none())
    }

    /// All of them, with what stands there.
    pub fn all(source: &Source, checklist: &Checklist) -> Self {
        Self::among(source, checklist, |_| true)
    }

    fn among(source: &Source, checklist: &Checklist, wanted: impl Fn(&&Field) -> bool) -> Self {
        let fields = checklist.fields.iter().filter(wanted).map(|field| field.span);
        let places = checklist.placeholders.iter().flat_map(|placeholder| &placeholder.occurrences);
        let spans = fields.chain(places.map(|place| place.span));
        let mut slots: Vec<_> = spans.map(|span| (span, plain(source.slice(span)))).collect();
        slots.sort_unstable_by_key(|(span, _)| (span.start, span.end));
        Self(slots)
    }

    /// How the slots within `place` read without markup.
    pub fn within(&self, place: Span) -> impl Iterator<Item = &str> {
        let first = self.0.partition_point(|(span, _)| span.start < place.start);
        let rest = self.0.get(first..).unwrap_or(&[]).iter();
        rest.take_while(move |(span, _)| span.end <= place.end).map(|(_, text)| text.as_str())
    }

    /// Each slot of a place with what stands there in `after`, where that is the place's text `before` in every other sign.
    pub fn values<'s, 't>(&'s self, place: Span, before: &str, after: &'t str) -> Option<Vec<(&'s str, &'t str)>> {
        let mut slots = self.within(place).peekable();
        let mut rest = before;
        let (head, tail) = rest.split_once(slots.peek()?)?;
        let mut open = after.strip_prefix(head)?;
        rest = tail;
        let mut values = Vec::new();
        while let Some(slot) = slots.next() {
            let (value, behind) = match slots.peek() {
                Some(next) => {
                    let (between, tail) = rest.split_once(next)?;
                    rest = tail;
                    open.split_once(between)?
                }
                None => (open.strip_suffix(rest)?, ""),
            };
            values.push((slot, value));
            open = behind;
        }
        Some(values)
    }
}

/// The entries of a checklist, in document order.
pub fn of<'c>(source: &Source, checklist: &'c Checklist, slots: &Slots) -> Vec<Entry<'c>> {
    let index = |section: &Option<Ref>| section.as_ref().map(|section| section.index);
    let items = checklist.items.iter().enumerate().map(|(at, item)| Entry {
        kind: "item",
        text: &item.text,
        wording: Wording::of(&item.text, slots.within(item.block)),
        section: index(&item.section),
        parent: item.parent.as_ref().map(|parent| parent.index),
        item: Some(at),
        applicability: item.applicability,
        line: item.at.line,
        span: item.span,
        id: Some(item.id.clone()),
    });
    let bare = |kind, text: &'c str, section: &Option<Ref>, applicability, line, span| Entry {
        kind,
        text,
        wording: Wording::of(text, slots.within(source.line(line))),
        section: index(section),
        parent: None,
        item: None,
        applicability,
        line,
        span,
        id: None,
    };
    let criteria = checklist.criteria.iter().filter(|criterion| criterion.item.is_none());
    let criteria = criteria.map(|c| bare("criterion", &c.text, &c.section, Applicability::Required, c.line, c.span));
    let titles = |line: usize| checklist.sections.iter().any(|section| section.line == line);
    let steps = checklist.steps.iter().filter(|step| step.item.is_none() && !titles(step.line));
    let steps = steps.map(|s| bare("step", &s.title, &s.section, s.applicability, s.line, source.line(s.line)));
    let mut entries: Vec<Entry> = items.chain(criteria).chain(steps).collect();
    entries.sort_by_key(|entry| entry.span.start);
    entries
}
