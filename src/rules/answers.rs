//! Answers that deny what is asked for: "Ready for production: No", "Approved? No", "Blocking? Yes", "Open blockers: 3".

use super::Context;
use super::words::quote;
use crate::diagnostic::Diagnostic;
use crate::model::Field;
use crate::parse::vocabulary::Lists;
use crate::parse::words::{BLOCKERS, CAME_TRUE, DENIED, FAILURES, GO_LABELS, NOES, OUTCOMES_PASSED, SPARES};
use crate::text::Span;

/// Everything of the kind, as findings of a rule.
pub(super) fn denied(context: &Context, rule: &'static str) -> Vec<Diagnostic> {
    let told = context.fields().filter_map(|field| Some((field, field.value.as_deref()?.trim())));
    let no = |label: &str, value: &str| denies(label, &Lists::of(label), value);
    let fields =
        told.filter(|(field, value)| no(field.label.trim_end_matches(['?', ' ']), value)).map(|(field, value)| {
            let found = diagnostic(rule, field.span, &field.label, value);
            match &field.item {
                Some(item) => found.item(&item.id),
                None => found,
            }
        });
    fields.chain(failures(context, rule)).chain(lines(context, rule)).collect()
}

/// Tests that failed, where nothing says how many may: "Tests failed: 4". A remark behind the number says why.
fn failures(context: &Context, rule: &'static str) -> Vec<Diagnostic> {
    let fields = &context.checklist.fields;
    let told = context.fields().filter(|field| FAILURES.has(&field.label) && field.target.is_none());
    let found = told.filter_map(|field| {
        let line = context.source.line(field.at.line);
        let written = context.source.slice(Span::new(field.span.start, line.end.max(field.span.end)));
        let number = written.trim_matches(['*', ' ', '|']).parse::<u64>().ok().filter(|number| *number > 0)?;
        // Beside "20/20 passed" it is the sum that is wrong.
        let all = |other: &Field| {
            let halves = other.value.as_deref().and_then(|value| value.split_once('/'));
            OUTCOMES_PASSED.has(&other.label) && halves.is_some_and(|(part, whole)| part.trim() == whole.trim())
        };
        let near = |other: &&Field| other.section == field.section;
        let bounded = fields.iter().filter(near).any(|other| other.target.is_some() || all(other));
        let message = format!("{} is {number}, and nothing says that so many may", quote(&field.label));
        let help = "say how many may, as with `(target: ≥19/20)` behind what passed; or mend the cause";
        let found = Diagnostic::hold(rule, field.span, message).undecided().label("may they?").help(help);
        (!bounded).then_some(found)
    });
    found.collect()
}

fn diagnostic(rule: &'static str, span: Span, label: &str, value: &str) -> Diagnostic {
    let message = format!("{} is {}", quote(label), quote(value));
    Diagnostic::hold(rule, span, message)
        .label("says no")
        .help("settle what stands in the way, and write how it stands now")
}

/// Whether a value says no to what its label asks for.
fn denies(label: &str, named: &Lists, value: &str) -> bool {
    let first = value.split(|c: char| !(c.is_alphanumeric() || c == '\'')).next().unwrap_or("");
    if named.has(BLOCKERS) {
        let some = first.parse::<u64>().is_ok_and(|number| number > 0);
        return some || CAME_TRUE.has(first);
    }
    // "No objections" approves.
    let ends = |rest: &str| rest.trim_start().starts_with(['(', ',', '-', '–', '—', '.', ';', ':']);
    let no = || NOES.has(value) || NOES.has(first) && value.get(first.len()..).is_some_and(ends);
    let not = || DENIED.leading(value).is_some() && SPARES.leading(value).is_none();
    let alone = |word: &str| value.eq_ignore_ascii_case(word);
    let asks = || {
        GO_LABELS.trailing(label).is_some()
            || GO_LABELS.leading_to(label, |_, rest| rest.starts_with(" for ") || rest.starts_with(" to ")).is_some()
    };
    (no() || not() || alone("none") || alone("open")) && asks()
}

/// Labels of plain lines and rows with their answers, and questions: "Approved: no", "Approved? No".
fn lines(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    let plain = |label: &str| !label.contains(['[', '|', '?']);
    let told = context
        .labelled()
        .filter(move |line| line.value.len() < 60 && denies(line.label, &line.named, line.value) && plain(line.label));
    let read = |number: usize| context.checklist.fields_on(number).next().is_some();
    told.filter(move |line| !read(line.number) && context.is_heard(line))
        .map(move |line| diagnostic(rule, line.span, line.label, line.value))
}
