//! The slots that go with an item's state: when it was done, by whom, and with what result.

use super::FillError;
use crate::model::{Checklist, Field, FieldKind, FieldShape, Item, Role, State};
use crate::parse::slug;
use crate::text::Source;
use crate::time::Timestamp;

/// Labels of when an item was done.
const WHEN: &[&str] = &[
    "time",
    "date",
    "date-time",
    "date-and-time",
    "timestamp",
    "completed-at",
    "completed-on",
    "completion-time",
    "done-at",
    "finished-at",
    "executed-at",
    "verified-at",
    "zeit",
    "datum",
    "uhrzeit",
    "hora",
    "fecha",
    "heure",
];
/// Labels of who has done it.
const DOER: &[&str] = &[
    "completed-by",
    "done-by",
    "performed-by",
    "executed-by",
    "tested-by",
    "operator",
    "sent-by",
    "run-by",
    "erledigt-von",
    "durchgeführt-von",
    "realizado-por",
    "effectué-par",
];
/// Labels of who has seen that it is done; filled only where nobody is asked for who did it.
const WITNESS: &[&str] =
    &["verified-by", "checked-by", "confirmed-by", "validated-by", "geprüft-von", "verificado-por"];
/// Labels of how it went.
const RESULT: &[&str] = &["result", "outcome", "test-result", "ergebnis", "resultado", "résultat"];

/// How labels begin that say that something is finished: nothing goes there of an item that has failed.
const FINISHED: &[&str] = &["complet", "done", "finish", "erledigt"];

/// Words of a result that is good. The first is what a blank gets; that a choice rarely has that very word tells the two
/// apart when they are emptied again.
const GOOD: &[&str] =
    &["passed", "pass", "ok", "yes", "success", "successful", "succeeded", "done", "complete", "completed"];
/// Words of a result that is bad.
const BAD: &[&str] = &["failed", "fail", "not-ok", "no", "failure", "error"];

/// Who acts on an item, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor<'a> {
    /// The name, as people read it; `None` where nobody says.
    pub name: Option<&'a str>,
    /// When.
    pub time: Timestamp,
    /// What the result is said to be, in place of the usual word.
    pub result: Option<&'a str>,
}

/// What goes into the open slots of an item that is done or has failed now; `old` is its checklist before.
pub(super) fn to_fill(checklist: &Checklist, item: usize, actor: &Actor<'_>) -> Vec<(usize, String)> {
    let Some(item) = checklist.items.get(item).filter(|item| item.role == Role::Action) else { return Vec::new() };
    let fields = slots(checklist, item, closed(checklist, item));
    let doer = fields.iter().any(|(_, field)| is(field, DOER));
    let open = fields.iter().filter(|(_, field)| field.value.is_none());
    open.filter_map(|(at, field)| Some((*at, value(field, item, actor, doer)?))).collect()
}

/// The slots that say when, by whom and how an item was done that is open again: their fields, and what makes them blank.
/// What stood there is known from the template, where there is one.
///
/// # Errors
/// When an option was chosen, and nothing says any more from which.
pub(super) fn to_empty(
    source: &Source,
    checklist: &Checklist,
    item: &Item,
    template: Option<&(Source, Checklist)>,
) -> Result<Vec<(usize, String)>, FillError> {
    if item.role != Role::Action {
        return Ok(Vec::new());
    }
    let filled = slots(checklist, item, closed(checklist, item)).into_iter().filter(|(_, field)| {
        let verdict = || field.value.as_deref().is_some_and(|value| is_word(value, GOOD) || is_word(value, BAD));
        field.value.is_some() && (!is(field, RESULT) || verdict())
    });
    filled.map(|(at, field)| Ok((at, blank(source, checklist, field, template)?))).collect()
}

/// Labels of slots that stay empty because nobody says who acts.
pub(super) fn nameless(checklist: &Checklist, item: usize) -> Vec<String> {
    let Some(item) = checklist.items.get(item) else { return Vec::new() };
    let fields = slots(checklist, item, closed(checklist, item));
    let of_people = |field: &&(usize, &Field)| field.1.value.is_none() && (is(field.1, DOER) || is(field.1, WITNESS));
    fields.iter().filter(of_people).map(|(_, field)| field.label.clone()).collect()
}

/// The fields of an item that go with its state; with `step`, also those at the end of the step that it stands in.
fn slots<'c>(checklist: &'c Checklist, item: &Item, step: bool) -> Vec<(usize, &'c Field)> {
    let last = in_section(checklist, item).map(|other| other.at.line).max().unwrap_or(0);
    let belongs = |field: &Field| match &field.item {
        Some(owner) => owner.id == item.id,
        None => step && field.section.is_some() && field.section == item.section && field.at.line > last,
    };
    let goes = |field: &Field| [WHEN, DOER, WITNESS, RESULT].iter().any(|labels| is(field, labels));
    let writable = |field: &Field| !field.in_code && field.shape != FieldShape::Placeholder;
    let all = checklist.fields.iter().enumerate();
    all.filter(|(_, field)| belongs(field) && goes(field) && writable(field)).collect()
}

/// Whether everything in the section that an item stands in is done or not applicable.
fn closed(checklist: &Checklist, item: &Item) -> bool {
    in_section(checklist, item).all(|other| matches!(other.state, State::Done | State::NotApplicable))
}

fn in_section<'c>(checklist: &'c Checklist, item: &Item) -> impl Iterator<Item = &'c Item> {
    checklist.items.iter().filter(move |other| item.section.is_some() && other.section == item.section)
}

fn is(field: &Field, labels: &[&str]) -> bool {
    labels.contains(&slug(&field.label).as_str())
}

fn is_word(value: &str, words: &[&str]) -> bool {
    words.contains(&slug(value).as_str())
}

/// What a slot takes; `None` where it is left alone.
fn value(field: &Field, item: &Item, actor: &Actor<'_>, doer: bool) -> Option<String> {
    let finished = || FINISHED.iter().any(|word| slug(&field.label).starts_with(word));
    if item.state == State::Failed && finished() {
        return None;
    }
    if is(field, WHEN) {
        let day = field.kind == FieldKind::Date;
        return Some(if day { actor.time.date() } else { actor.time.to_string() });
    }
    if is(field, DOER) || (is(field, WITNESS) && !doer) {
        return actor.name.map(str::to_owned);
    }
    if !is(field, RESULT) {
        return None;
    }
    if let Some(result) = actor.result {
        return Some(result.to_owned());
    }
    let words = if item.state == State::Failed { BAD } else { GOOD };
    match field.kind {
        FieldKind::Choice => field.options.iter().find(|option| is_word(option, words)).cloned(),
        FieldKind::Text if field.target.is_none() && field.unit.is_none() => words.first().map(|word| capital(word)),
        _ => None,
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// What a filled slot is emptied to: what the template has there; else as open ones of the same label are written, or others,
/// or four underscores.
fn blank(
    source: &Source,
    checklist: &Checklist,
    filled: &Field,
    template: Option<&(Source, Checklist)>,
) -> Result<String, FillError> {
    let of_template = template.and_then(|(text, template)| {
        let same = |field: &&Field| field.id == filled.id && field.value.is_none() && !field.span.is_empty();
        template.fields.iter().find(same).map(|field| text.slice(field.span))
    });
    let open = || checklist.fields.iter().filter(|field| field.value.is_none() && !field.in_code);
    let alike = |field: &&Field| slug(&field.label) == slug(&filled.label);
    let value = filled.value.as_deref().unwrap_or("");
    let holds = |field: &&Field| field.options.iter().any(|option| option == value);
    let bare = |field: &&Field| field.shape == FieldShape::Blank && field.options.is_empty();
    let choice = || open().filter(alike).find(holds).map(|field| source.slice(field.span));
    if let Some(found) = of_template.or_else(choice) {
        return Ok(found.to_owned());
    }
    // What a blank gets is told apart from an option by its very words.
    let of_blank = |words: &[&str]| words.first().is_some_and(|word| capital(word) == value);
    if is(filled, RESULT) && !of_blank(GOOD) && !of_blank(BAD) {
        let (label, value) = (filled.label.clone(), value.to_owned());
        return Err(FillError::NoMemory { line: filled.at.line, label, value });
    }
    let found = open().filter(alike).find(bare).or_else(|| open().find(bare));
    Ok(found.map_or("____", |field| source.slice(field.span)).to_owned())
}
