//! Values into slots: blanks, empty labels, choices and placeholders.

use std::collections::{BTreeMap, BTreeSet};

use super::data::{RunData, Value};
use super::encode::{Place, encode};
use super::outline::{Allowed, Change};
use super::slots::{KeyError, Slots, Target};
use super::{FillError, choice};
use crate::model::{Checklist, Field, FieldKind, FieldShape};
use crate::parse::{Context, contexts, plain};
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
    let plan = Plan::new(source, checklist, data, options)?;
    let change = Change { edits: EditSet::new(source, plan.edits)?, allowed: plan.allowed };
    let (after, compiled) = change.compile(source, checklist)?;
    if !change.edits.is_empty() {
        stable(&after, &compiled, data, &plan.report)?;
    }
    let report = FillReport { left_over: left_over(&Slots::new(&compiled), &compiled), ..plan.report };
    Ok(Filled { change, after, compiled, report })
}

/// The same data must not write anything a second time.
fn stable(after: &Source, compiled: &Checklist, data: &RunData, report: &FillReport) -> Result<(), FillError> {
    let unstable = |line: usize, key: &str| FillError::NotStable { key: key.to_owned(), line };
    let again = Plan::new(after, compiled, data, FillOptions::default());
    // A blank within words is read with them once it is filled: what is refused then is not written twice either.
    if let Err(FillError::AlreadyFilled { key, value, .. }) = &again
        && data.entries().iter().filter(|entry| entry.key == *key).any(|entry| is_within(value, &entry.value))
    {
        return Ok(());
    }
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
            let line = after.position(edit.span.start).line;
            let key = again.written.first().map_or("", String::as_str);
            Err(unstable(line, key))
        }
        None => Ok(()),
    }
}

/// Whether words that were given stand within a field's words.
fn is_within(value: &str, given: &Value) -> bool {
    let padded = format!(" {value} ");
    texts(given).iter().any(|text| !text.is_empty() && padded.contains(&format!(" {text} ")))
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
    plan.fields(source, checklist, &fields, options)?;
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
    fn new(source: &Source, checklist: &Checklist, data: &RunData, options: FillOptions) -> Result<Self, FillError> {
        let mut plan = Self::default();
        let slots = Slots::new(checklist);
        let mut fields: BTreeMap<usize, Wanted<'_>> = BTreeMap::new();
        let mut places: Vec<(Span, Wanted<'_>)> = Vec::new();
        for entry in data.entries() {
            match slots.resolve(&entry.key) {
                Err(error @ KeyError::Unknown { .. }) => {
                    let present = texts(&entry.value).iter().all(|text| stands_in(source, text));
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
                    let values = spread(&entry.key, &entry.value, indices.len(), false)?;
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
        plan.fields(source, checklist, &fields, options)?;
        // What a field's own key says counts more than the placeholder that stands in the field.
        let claimed: BTreeSet<Span> =
            fields.keys().filter_map(|index| checklist.fields.get(*index)).map(|field| field.span).collect();
        places.retain(|(span, _)| {
            let before = claimed.range(..Span::new(span.end, usize::MAX)).next_back();
            !before.is_some_and(|field| field.overlaps(*span))
        });
        plan.places(source, &places)?;
        Ok(plan)
    }

    fn push(&mut self, key: &str, line: usize, edit: Option<Edit>) {
        self.report.filled.push((key.to_owned(), line));
        if let Some(edit) = edit {
            self.written.push(key.to_owned());
            self.edits.push(edit);
        }
    }

    fn fields(
        &mut self,
        source: &Source,
        checklist: &Checklist,
        fields: &BTreeMap<usize, Wanted<'_>>,
        options: FillOptions,
    ) -> Result<(), FillError> {
        let spans: Vec<Span> =
            fields.keys().filter_map(|index| checklist.fields.get(*index)).map(|field| field.span).collect();
        let contexts = contexts(source, &spans);
        for ((index, wanted), context) in fields.iter().zip(contexts) {
            let Some(field) = checklist.fields.get(*index) else { continue };
            let edit = field_edit(source, field, wanted, context, options)?;
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

    fn places(&mut self, source: &Source, places: &[(Span, Wanted<'_>)]) -> Result<(), FillError> {
        let spans: Vec<Span> = places.iter().map(|(span, _)| *span).collect();
        for ((span, wanted), context) in places.iter().zip(contexts(source, &spans)) {
            let line = source.position(span.start).line;
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

/// What `value` is written as at `span`.
pub fn written(source: &Source, span: Span, value: &str, context: Context) -> Result<String, super::Refusal> {
    encode(value, place(source, span, context))
}

/// The surroundings of `span`.
fn place(source: &Source, span: Span, context: Context) -> Place {
    let line = source.line(source.position(span.start).line);
    let head = source.slice(Span::new(line.start.max(source.body_start()), span.start));
    let tail = source.slice(Span::new(span.end, line.end.max(span.end)));
    let marks = |c: char| matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')' | '0'..='9');
    Place {
        context,
        starts_line: head.chars().all(marks),
        before: head.chars().next_back(),
        after: tail.chars().next(),
    }
}

/// The edit that makes a field hold a value; `None` where it does already.
fn field_edit(
    source: &Source,
    field: &Field,
    wanted: &Wanted<'_>,
    context: Context,
    options: FillOptions,
) -> Result<Option<Edit>, FillError> {
    let (key, line) = (wanted.key.to_owned(), field.at.line);
    let refused = |refusal| FillError::Value { key: wanted.key.to_owned(), line, refusal };
    super::encode::check(wanted.value).map_err(refused)?;
    if let Some(value) = &field.value {
        if holds(field, value, wanted.value) || stands_at(source, field.span, wanted.value, context) {
            return Ok(None);
        }
        if !options.overwrite {
            return Err(FillError::AlreadyFilled { key, line, value: value.clone() });
        }
    }
    if field.kind == FieldKind::Choice && !field.options.is_empty() {
        let Some(option) = field.options.iter().find(|option| same(option, wanted.value)) else {
            let (value, options) = (wanted.value.to_owned(), field.options.clone());
            return Err(FillError::NotAnOption { key, line, value, options });
        };
        if let Some(edit) = choice::tick(source, field.span, option) {
            return Ok(Some(edit));
        }
        let text = written(source, field.span, option, context).map_err(refused)?;
        return Ok(Some(Edit { span: field.span, text }));
    }
    let value = formed(source, field, wanted.value);
    let value = value.ok_or_else(|| FillError::WrongForm {
        key,
        line,
        form: source.slice(field.span).to_owned(),
        value: wanted.value.to_owned(),
    })?;
    let mut text = written(source, field.span, &value, context).map_err(refused)?;
    let head = source.slice(Span::new(0, field.span.start));
    if field.span.is_empty() && !head.ends_with([' ', '\t']) {
        text.insert(0, ' ');
    }
    Ok(Some(Edit { span: field.span, text }))
}

/// Whether two texts are the same to a reader.
fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Whether a field's value is `wanted`, the unit left out or a total left out.
fn holds(field: &Field, value: &str, wanted: &str) -> bool {
    let bare = field.unit.as_deref().and_then(|unit| wanted.strip_suffix(unit)).map_or(wanted, str::trim_end);
    let part = value.split_once('/').filter(|_| field.kind == FieldKind::Ratio).map_or("", |(part, _)| part);
    [value, part].iter().any(|value| same(value, wanted) || same(value, bare) || same(value, &plain(wanted)))
}

/// Whether the very bytes of `wanted` stand in a slot already, of which only the first word may have been read.
fn stands_at(source: &Source, slot: Span, wanted: &str, context: Context) -> bool {
    let line = source.line(source.position(slot.start).line);
    let there = source.slice(Span::new(slot.start, line.end.max(slot.end)));
    let text = written(source, slot, wanted, context).unwrap_or_default();
    let rest = [wanted, text.as_str()].into_iter().find_map(|text| there.strip_prefix(text));
    !text.is_empty() && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// A value in the form of its slot: the total of `____/48` kept, and no unit that stands behind the slot anyway.
fn formed(source: &Source, field: &Field, value: &str) -> Option<String> {
    let tail = source.slice(Span::new(field.span.end, source.text().len())).trim_start_matches(' ');
    let unit = field.unit.as_deref().filter(|unit| tail.starts_with(unit));
    let value =
        unit.and_then(|unit| value.strip_suffix(unit)).map(str::trim_end).filter(|v| !v.is_empty()).unwrap_or(value);
    let slot = source.slice(field.span);
    if field.kind != FieldKind::Ratio || field.value.is_some() || !slot.contains('/') {
        return Some(value.to_owned());
    }
    let is_blank = |part: &str| part.chars().all(|c| matches!(c, '_' | '\\'));
    let (slots, values): (Vec<&str>, Vec<&str>) = (slot.split('/').collect(), value.split('/').collect());
    let one = slots.iter().filter(|part| is_blank(part)).count() == 1;
    if values.len() == 1 && one {
        return Some(slots.iter().map(|part| if is_blank(part) { value } else { part }).collect::<Vec<_>>().join("/"));
    }
    let fits = slots.len() == values.len()
        && slots.iter().zip(&values).all(|(slot, value)| is_blank(slot) && !value.is_empty() || slot == value);
    fits.then(|| value.to_owned())
}
