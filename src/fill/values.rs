//! Values into slots: blanks, empty labels, choices and placeholders.

use std::collections::{BTreeMap, BTreeSet};

use super::FillError;
use super::data::{RunData, Value};
use super::field_edit::{field_edit, written};
use super::outline::{Allowed, Change, Compiled};
use super::slots::{KeyError, Slots, Target};
use crate::model::{Checklist, Field, FieldKind, FieldShape};
use crate::parse::{Context, Layout, contexts, plain};
use crate::text::{Edit, EditSet, Position, Source, Span};

/// How to fill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FillOptions {
    /// Whether a value may take the place of another one.
    pub overwrite: bool,
}

/// A key of the data that names no slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The key.
    pub key: String,
    /// Where it stands in the data.
    pub at: Option<Position>,
    /// Keys that are written like it, and what to do.
    pub error: KeyError,
    /// Whether its value stands in the text already, as it does after it has been filled in once.
    pub present: bool,
}

/// What filling did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FillReport {
    /// Keys whose value stands in its slot now, with the line.
    pub filled: Vec<(String, usize)>,
    /// Keys that name nothing. An error, unless `present`.
    pub unknown: Vec<Unknown>,
    /// Keys whose value stands already among other words of its slot, with the line and those words: so is a blank within
    /// words read once it is filled in. Nothing is written there.
    pub within: Vec<(String, usize, String)>,
    /// Slots that are still empty, with the line. An error where all must be filled.
    pub left_over: Vec<(String, usize)>,
}

/// A filled checklist.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The edits, and what they were meant to change.
    pub change: Change,
    /// The text after them.
    pub after: Source,
    /// Its model.
    pub compiled: Checklist,
    /// What was done.
    pub report: FillReport,
}

/// Puts `data` into the slots of `checklist`, which was compiled from `source`.
///
/// # Errors
/// When a key names several slots, a value can't stand in its slot, another value stands there, or the text would
/// mean something else beyond the values.
pub fn fill(source: &Source, checklist: &Checklist, data: &RunData, options: FillOptions) -> Result<Filled, FillError> {
    let layout = Layout::of(source);
    let plan = Plan::new((source, &layout), checklist, &Slots::new(checklist), data, options)?;
    let change = Change { edits: EditSet::new(source, plan.edits)?, allowed: plan.allowed };
    let Compiled { source: after, checklist: compiled, layout } = change.compile_on(source, checklist, &layout)?;
    let slots = Slots::new(&compiled);
    if let Some(layout) = &layout {
        stable((&after, layout), &compiled, &slots, data, &plan.report)?;
    }
    let report = FillReport { left_over: left_over(&slots, &compiled), ..plan.report };
    Ok(Filled { change, after, compiled, report })
}

/// The same data must not write anything a second time.
fn stable(
    (after, layout): (&Source, &Layout),
    compiled: &Checklist,
    slots: &Slots<'_>,
    data: &RunData,
    report: &FillReport,
) -> Result<(), FillError> {
    let unstable = |line: usize, key: &str| FillError::NotStable { key: key.to_owned(), line };
    let again = Plan::new((after, layout), compiled, slots, data, FillOptions::default());
    let again = again.map_err(|error| match error {
        FillError::AlreadyFilled { key, line, .. } | FillError::WrongForm { key, line, .. } => unstable(line, &key),
        FillError::WrongLength { key, .. } | FillError::Key(KeyError::Ambiguous { key, .. }) => {
            let line = report.filled.iter().find(|(known, _)| *known == key).map_or(1, |(_, line)| *line);
            unstable(line, &key)
        }
        error => error,
    })?;
    match again.edits.first() {
        Some(edit) => {
            let line = after.line_of(edit.span.start);
            let key = again.written.first().map_or("", String::as_str);
            Err(unstable(line, key))
        }
        None => Ok(()),
    }
}

/// The words of the one field that `texts` stand in already, one behind the other: so are several blanks of one label read
/// once they are filled in.
fn words_around<'c>(checklist: &'c Checklist, indices: &[usize], texts: &[&str]) -> Option<(usize, &'c str)> {
    let [index] = indices else { return None };
    let field = checklist.fields.get(*index)?;
    let value = field.value.as_deref().filter(|value| stand_within(value, texts))?;
    Some((field.at.line, value))
}

fn left_over(slots: &Slots<'_>, checklist: &Checklist) -> Vec<(String, usize)> {
    let named = |target: Target| (slots.key(&target), slots.line(&target));
    let mut left: Vec<(String, usize)> =
        (0..slots.placeholders().len()).map(|index| named(Target::Placeholder(index))).collect();
    for (index, field) in checklist.fields.iter().enumerate() {
        if field.value.is_none() && field.shape != FieldShape::Placeholder {
            left.push(named(Target::Fields(vec![index])));
        }
    }
    left.sort_by_key(|(_, line)| *line);
    left
}

/// A value on its way to a field.
pub(super) struct Wanted<'d> {
    /// What messages call the field.
    pub key: &'d str,
    /// The value.
    pub value: &'d str,
}

/// The change that puts values into fields, which are named by their index in the checklist.
pub(super) fn put(
    source: &Source,
    checklist: &Checklist,
    fields: BTreeMap<usize, Wanted<'_>>,
    options: FillOptions,
) -> Result<Change, FillError> {
    let mut plan = Plan::default();
    let spans: Vec<Span> = field_spans(checklist, &fields).collect();
    plan.fields(source, checklist, &fields, &contexts(source, &spans), options)?;
    Ok(Change { edits: EditSet::new(source, plan.edits)?, allowed: plan.allowed })
}

/// The edits that data asks for.
#[derive(Default)]
struct Plan {
    edits: Vec<Edit>,
    /// The key of each edit.
    written: Vec<String>,
    allowed: Allowed,
    report: FillReport,
}

impl Plan {
    fn new(
        (source, layout): (&Source, &Layout),
        checklist: &Checklist,
        slots: &Slots<'_>,
        data: &RunData,
        options: FillOptions,
    ) -> Result<Self, FillError> {
        let mut plan = Self::default();
        let mut fields: BTreeMap<usize, Wanted<'_>> = BTreeMap::new();
        let mut places: Vec<(Span, Wanted<'_>)> = Vec::new();
        for entry in data.entries() {
            match slots.lookup(&entry.key) {
                Err(error @ KeyError::Unknown { .. }) => {
                    let present = texts(&entry.value).iter().all(|text| stands_in(source, text));
                    let error = if present { error } else { slots.explained(error) };
                    plan.report.unknown.push(Unknown { key: entry.key.clone(), at: entry.at, error, present });
                }
                Err(error) => return Err(error.into()),
                Ok(Target::Placeholder(index)) => {
                    let Some(group) = slots.placeholders().get(index) else { continue };
                    let values = spread(&entry.key, &entry.value, group.places.len(), true)?;
                    for (place, value) in group.places.iter().zip(values) {
                        places.push((place.span, Wanted { key: &entry.key, value }));
                    }
                }
                Ok(Target::Fields(indices)) => {
                    let values = match spread(&entry.key, &entry.value, indices.len(), false) {
                        Ok(values) => values,
                        Err(error) => match words_around(checklist, &indices, &texts(&entry.value)) {
                            Some((line, words)) if !options.overwrite => {
                                plan.stays(&entry.key, line, words);
                                continue;
                            }
                            _ => return Err(error),
                        },
                    };
                    for (index, value) in indices.into_iter().zip(values) {
                        let line = checklist.fields.get(index).map_or(0, |field| field.at.line);
                        let wanted = Wanted { key: &entry.key, value };
                        if let Some(other) = fields.insert(index, wanted).filter(|other| other.value != value) {
                            let (key, other) = (other.key.to_owned(), entry.key.clone());
                            return Err(KeyError::Twice { key, other, line }.into());
                        }
                    }
                }
            }
        }
        // What a field's own key says counts more than the placeholder that stands in the field.
        let claimed: BTreeSet<Span> =
            fields.keys().filter_map(|index| checklist.fields.get(*index)).map(|field| field.span).collect();
        places.retain(|(span, _)| {
            let before = claimed.range(..Span::new(span.end, usize::MAX)).next_back();
            !before.is_some_and(|field| field.overlaps(*span))
        });
        let spans = field_spans(checklist, &fields).chain(places.iter().map(|(span, _)| *span)).collect::<Vec<_>>();
        let mut contexts = layout.contexts(source, &spans);
        let of_places = contexts.split_off(fields.len().min(contexts.len()));
        plan.fields(source, checklist, &fields, &contexts, options)?;
        plan.places(source, &places, &of_places)?;
        Ok(plan)
    }

    fn push(&mut self, key: &str, line: usize, edit: Option<Edit>) {
        self.report.filled.push((key.to_owned(), line));
        if let Some(edit) = edit {
            self.written.push(key.to_owned());
            self.edits.push(edit);
        }
    }

    /// Notes that a value stands among other words already.
    fn stays(&mut self, key: &str, line: usize, words: &str) {
        self.report.filled.push((key.to_owned(), line));
        self.report.within.push((key.to_owned(), line, words.to_owned()));
    }

    fn fields(
        &mut self,
        source: &Source,
        checklist: &Checklist,
        fields: &BTreeMap<usize, Wanted<'_>>,
        contexts: &[Context],
        options: FillOptions,
    ) -> Result<(), FillError> {
        for ((index, wanted), context) in fields.iter().zip(contexts.iter().copied()) {
            let Some(field) = checklist.fields.get(*index) else { continue };
            let edit = match field_edit(source, field, wanted, context, options) {
                Err(FillError::AlreadyFilled { value, .. }) if stand_within(&value, &[wanted.value]) => {
                    self.stays(wanted.key, field.at.line, &value);
                    continue;
                }
                edit => edit?,
            };
            if edit.is_some() {
                let decided = |(_, decision): &(usize, &crate::model::Decision)| decision.span.overlaps(field.span);
                let decisions = checklist.decisions.iter().enumerate().filter(decided).map(|(at, _)| at);
                self.allowed.decisions.extend(decisions);
                self.allowed.results.extend(stated_by(checklist, field));
            }
            self.push(wanted.key, field.at.line, edit);
        }
        Ok(())
    }

    fn places(
        &mut self,
        source: &Source,
        places: &[(Span, Wanted<'_>)],
        contexts: &[Context],
    ) -> Result<(), FillError> {
        for ((span, wanted), context) in places.iter().zip(contexts.iter().copied()) {
            let line = source.line_of(span.start);
            let text = written(source, *span, wanted.value, context).map_err(|refusal| FillError::Value {
                key: wanted.key.to_owned(),
                line,
                refusal,
            })?;
            self.push(wanted.key, line, Some(Edit { span: *span, text }));
        }
        Ok(())
    }
}

/// The item whose state a choice says: it has no box, or its box is the choice. No other value may say that work is done.
fn stated_by(checklist: &Checklist, field: &Field) -> Option<usize> {
    if field.kind != FieldKind::Choice {
        return None;
    }
    let index = field.item.as_ref()?.index;
    let item = checklist.items.get(index)?;
    item.box_span.is_none_or(|span| span.overlaps(field.span)).then_some(index)
}

/// The places of fields, one for each.
fn field_spans<'c>(
    checklist: &'c Checklist,
    fields: &'c BTreeMap<usize, Wanted<'_>>,
) -> impl Iterator<Item = Span> + 'c {
    fields.keys().map(|index| checklist.fields.get(*index).map_or(Span::default(), |field| field.span))
}

/// Whether texts stand within words, one behind the other, and none of them as a part of a longer word.
fn stand_within(words: &str, texts: &[&str]) -> bool {
    let mut rest = words;
    texts.iter().all(|text| {
        let text = plain(text);
        let alone = |at: &usize| {
            let before = rest.get(..*at).and_then(|head| head.chars().next_back());
            let behind = rest.get(at + text.len()..).and_then(|tail| tail.chars().next());
            !before.into_iter().chain(behind).any(char::is_alphanumeric)
        };
        let found = rest.match_indices(text.as_str()).map(|(at, _)| at).find(alone).filter(|_| !text.is_empty());
        rest = found.and_then(|at| rest.get(at + text.len()..)).unwrap_or("");
        found.is_some()
    }) && !texts.is_empty()
}

fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::One(text) => vec![text],
        Value::Many(texts) => texts.iter().map(String::as_str).collect(),
    }
}

/// Whether a value stands in the text, as it does after it has been filled in.
fn stands_in(source: &Source, value: &str) -> bool {
    source.text().contains(value) || plain(source.text()).contains(value)
}

/// One value for each of `count` places.
fn spread<'d>(key: &str, value: &'d Value, count: usize, repeats: bool) -> Result<Vec<&'d str>, FillError> {
    let wrong = |wanted: String, given| FillError::WrongLength { key: key.to_owned(), wanted, given };
    match value {
        Value::One(text) if repeats || count == 1 => Ok(vec![text; count]),
        Value::One(_) => Err(wrong(format!("a list of {count} values, one for each place in order"), 1)),
        Value::Many(texts) if texts.len() == count => Ok(texts.iter().map(String::as_str).collect()),
        Value::Many(texts) => {
            let wanted =
                if repeats { format!("one value, or a list of {count}") } else { format!("a list of {count} values") };
            Err(wrong(wanted, texts.len()))
        }
    }
}
