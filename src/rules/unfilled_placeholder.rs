//! Placeholders that are still to be replaced.

use super::words::quote;
use super::{Context, Rule};
use crate::asked::{Standing, Why};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Field, FieldShape, Item, Occurrence, PlaceholderStyle, State};
use crate::parse::is_date_form;
use crate::parse::words::{EACH, EXAMPLES, FORM_NAMES, FORMS, REPLACED_BY, REPLACES};
use crate::text::Span;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    name: "unfilled-placeholder",
    summary: "A placeholder still stands where a value has to be.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/unfilled-placeholder.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    let left = |field: &&Field| {
        let standing = context.asked.field_standing(field);
        matches!(standing, Standing::Not(Why::Optional | Why::Unless))
    };
    let optional: HashSet<usize> = context
        .checklist
        .fields
        .iter()
        .filter(|field| field.shape == FieldShape::Placeholder)
        .filter(left)
        .map(|field| field.span.start)
        .collect();
    for placeholder in &context.checklist.placeholders {
        let (mut holds, mut warnings): (Vec<&Occurrence>, Vec<&Occurrence>) = (Vec::new(), Vec::new());
        let room =
            |occurrence: &&Occurrence| optional.contains(&occurrence.span.start) || is_for_notes(context, occurrence);
        let bare = placeholder.style == PlaceholderStyle::Bare;
        let form =
            |occurrence: &&Occurrence| bare && is_form(context, occurrence) || is_named(context, occurrence, bare);
        let spared = |occurrence: &&Occurrence| room(occurrence) || form(occurrence);
        for occurrence in placeholder.occurrences.iter().filter(|occurrence| !spared(occurrence)) {
            match context.asked.place_standing(occurrence.item.as_ref(), occurrence.section.as_ref()) {
                Standing::Asked if !occurrence.in_block => holds.push(occurrence),
                Standing::Asked | Standing::Not(Why::Reference) => warnings.push(occurrence),
                Standing::Triggered | Standing::Not(_) => {}
            }
        }
        let Some(first) = holds.first().or(warnings.first()) else { continue };
        let token = context.source.slice(first.span);
        let others = holds.iter().chain(&warnings).filter(|occurrence| occurrence.span != first.span);
        let message = format!("placeholder {} is not filled", quote(token));
        let help = format!("`gonogo fill {run} --set '{}=…'` fills it wherever it stands", placeholder.name);
        let found = Diagnostic::hold(RULE.name, first.span, message).label("to be filled").help(help);
        let found = if holds.is_empty() { found.warning() } else { found };
        let found = found.part_of(first.item.as_ref());
        out.push(others.fold(found, |found, occurrence| found.related(occurrence.span, "here too")));
    }
}

/// Whether what is in code says how something is written, and is no value: "Versions follow `x.y.z`", ticked.
fn is_form(context: &Context, occurrence: &Occurrence) -> bool {
    let item = occurrence.item.as_ref().and_then(|item| context.checklist.item(item));
    let told = |item: &Item| item.state == State::Done && FORMS.find(&item.text).is_some();
    occurrence.in_code && !occurrence.in_block && item.is_some_and(told)
}

/// Whether words right beside a placeholder speak of it as one, or say how something is written: "Replaced `X.Y.Z` with 2.1.0",
/// "the `<FILL_IN>` placeholders", "Date format (YYYY-MM-DD)".
fn is_named(context: &Context, occurrence: &Occurrence, bare: bool) -> bool {
    let line = context.source.line(context.source.line_of(occurrence.span.start));
    let own = |start: usize, end: usize| context.source.slice(Span::new(start, end.max(start)));
    let (before, behind) = (own(line.start, occurrence.span.start), own(occurrence.span.end, line.end));
    let glued = behind.find([' ', '\t']).unwrap_or(behind.len());
    let follows = || FORM_NAMES.beginning(behind.get(glued..).unwrap_or("").trim_start()).is_some();
    let led = || FORM_NAMES.ending(before.trim_end_matches(['(', '`', '*', '"', '“', ' '])).is_some();
    let replaced = || {
        let place = REPLACES.places(before).last()?;
        let others =
            |word: &str| word.contains(char::is_lowercase) && !word.contains(['X', 'Y', 'Z']) && !EACH.has(word);
        let behind_it = place.rest.trim_start_matches(char::is_alphanumeric);
        let right_before = !behind_it.split(|c: char| !c.is_alphanumeric()).any(others);
        Some(right_before && REPLACED_BY.alone_in(behind).is_some())
    };
    // What was replaced may be named by a value: "Replaced [PUMP] with a spare".
    follows()
        || led()
        || shows(before, context.source.slice(occurrence.span), bare)
        || (bare || occurrence.in_code) && replaced().unwrap_or(false)
}

/// Whether parentheses that are open at the end of a text show how what stands in front of them is written, and `token` is part
/// of it: "(format: LIFT-NNNN)", "(e.g. vX.Y.Z)", and a date behind a date, "2026-11-02 (YYYY-MM-DD)".
fn shows(before: &str, token: &str, bare: bool) -> bool {
    let Some((head, inside)) = before.rsplit_once('(').filter(|(_, inside)| !inside.contains(')')) else {
        return false;
    };
    let inside = inside.trim_start_matches(['`', '*', '_', '"', '“', ' ']);
    let dated = || head.trim_end_matches(['`', '*', '_', ' ']).ends_with(|c: char| c.is_ascii_digit());
    EXAMPLES.beginning(inside).is_some()
        || bare && (FORM_NAMES.beginning(inside).is_some() || inside.is_empty() && is_date_form(token) && dated())
}

/// Titles of room for what somebody may want to note.
const NOTES: [&str; 12] = [
    "note",
    "notes",
    "comments",
    "remarks",
    "observations",
    "additional notes",
    "notizen",
    "bemerkungen",
    "remarques",
    "notas",
    "observações",
    "note aggiuntive",
];

/// Whether a placeholder stands by itself in a part for notes, which may stay empty.
fn is_for_notes(context: &Context, occurrence: &Occurrence) -> bool {
    let section = occurrence.section.as_ref().and_then(|section| context.checklist.section(section));
    let title = section.map(|section| section.title.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let line = context.source.slice(context.source.line(context.source.line_of(occurrence.span.start)));
    let alone = line.trim() == context.source.slice(occurrence.span);
    alone && occurrence.item.is_none() && title.is_some_and(|title| NOTES.contains(&title.as_str()))
}
