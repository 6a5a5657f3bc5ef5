//! Conditions of fields that the answer right before them settles: `Downtime: Yes`, `If yes, minutes: ____`.

use foldhash::{HashSet, HashSetExt};

use crate::model::{Applicability, Checklist, Field, Item, State};

/// How many lines above a field its answer may stand.
const NEAR: usize = 6;

/// How many words an answer has that is no sentence.
const SHORT: usize = 4;

/// Words that say yes, which holds for what is asked about the same thing: `Outage: Yes`, `Outage window (if any): ____`.
const YES: [&str; 16] =
    ["yes", "y", "true", "ja", "oui", "sí", "si", "sim", "sì", "ano", "tak", "да", "так", "是", "有", "はい"];

/// Where the fields start whose condition is said to hold.
pub(super) fn holding(checklist: &Checklist) -> HashSet<usize> {
    let mut holding = HashSet::new();
    for (at, field) in checklist.fields.iter().enumerate() {
        let Some(condition) = field.condition.as_deref().filter(|_| field.value.is_none()) else { continue };
        let before = checklist.fields.get(..at).unwrap_or(&[]);
        let said = answered(before, field).any(|(label, answer)| holds(condition, &field.label, label, answer));
        if said || ticked(checklist, field).any(|option| is_named(condition, &option.text.to_lowercase())) {
            holding.insert(field.span.start);
        }
    }
    holding
}

/// The field that stands right before one in the same part, if it has been answered: its label and the answer.
fn answered<'c>(before: &'c [Field], field: &Field) -> impl Iterator<Item = (&'c str, &'c str)> {
    let mut near = before.iter().rev().take_while(|other| other.at.line + NEAR >= field.at.line);
    let asks = near.find(|other| other.applicability == Applicability::Required);
    let asks = asks.filter(|asks| asks.section == field.section);
    asks.and_then(|asks| Some((asks.label.as_str(), asks.value.as_deref()?))).into_iter()
}

/// The ticked boxes of few words right above a field.
fn ticked<'c>(checklist: &'c Checklist, field: &Field) -> impl Iterator<Item = &'c Item> {
    let (first, last) = (field.at.line.saturating_sub(NEAR), field.at.line);
    let from = checklist.items.partition_point(|item| item.span.start < field.span.start);
    let above = checklist.items.get(..from).unwrap_or(&[]).iter().rev().take(NEAR);
    above.filter(move |item| {
        let near = (first..last).contains(&item.at.line);
        near && item.state == State::Done && item.text.split_whitespace().count() <= SHORT
    })
}

/// Whether an answer says that a condition holds.
fn holds(condition: &str, field: &str, label: &str, answer: &str) -> bool {
    let answer = answer.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let first = answer.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let same = || !label.is_empty() && field.to_lowercase().starts_with(&label.to_lowercase());
    is_named(condition, &answer) || is_named(condition, first) || YES.contains(&first) && same()
}

/// Whether a condition is no more than an answer behind its first word, `if yes`, or one of several, `if failed or partial`.
fn is_named(condition: &str, answer: &str) -> bool {
    let rest = condition.split_once(' ').map_or("", |(_, rest)| rest);
    let mut named = rest.split(" or ").flat_map(|part| part.split([',', '/'])).map(str::trim);
    let joined = |lead: char| !lead.is_ascii();
    let behind = || condition.strip_suffix(answer).is_some_and(|lead| lead.ends_with(joined));
    !answer.is_empty() && (named.any(|part| part == answer) || behind())
}
