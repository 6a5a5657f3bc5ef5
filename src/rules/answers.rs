//! Answers that deny what is asked for: "Ready for production: No", "Approved? No", "Blocking? Yes", "Open blockers: 3".

use super::Context;
use super::labelled;
use super::words::quote;
use crate::diagnostic::Diagnostic;
use crate::model::Field;
use crate::parse::words::{BLOCKERS, CAME_TRUE, FAILURES, GO_LABELS, NOES, OUTCOMES_PASSED};
use crate::text::Span;

/// Everything of the kind, as findings of a rule.
pub(super) fn denied(context: &Context, rule: &'static str) -> Vec<Diagnostic> {
    let told = context.fields().filter_map(|field| Some((field, field.value.as_deref()?.trim())));
    let fields = told.filter(|(field, value)| denies(&field.label, value)).map(|(field, value)| {
        let found = diagnostic(rule, field.span, &field.label, value);
        match &field.item {
            Some(item) => found.item(&item.id),
            None => found,
        }
    });
    fields.chain(failures(context, rule)).chain(questions(context, rule)).chain(lines(context, rule)).collect()
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
fn denies(label: &str, value: &str) -> bool {
    let label = label.trim_end_matches(['?', ' ']);
    let first = value.split(|c: char| !(c.is_alphanumeric() || c == '\'')).next().unwrap_or("");
    if BLOCKERS.has(label) {
        let some = first.parse::<u64>().is_ok_and(|number| number > 0);
        return some || CAME_TRUE.has(first);
    }
    let asks = GO_LABELS.trailing(label).is_some()
        || GO_LABELS.leading_to(label, |_, rest| rest.starts_with(" for ") || rest.starts_with(" to ")).is_some();
    let alone = |word: &str| value.eq_ignore_ascii_case(word);
    // "No objections" approves.
    let ends = |rest: &str| rest.trim_start().starts_with(['(', ',', '-', '–', '—', '.', ';', ':']);
    let no = NOES.has(value) || NOES.has(first) && value.get(first.len()..).is_some_and(ends);
    let starts = |leads: &[&str]| leads.iter().any(|lead| value.to_lowercase().starts_with(lead));
    let spared = starts(&["not required", "not needed", "not necessary", "not applicable"]);
    let not = starts(&["not ", "denied", "declined", "refused"]) && !spared;
    asks && (no || not || alone("none") || alone("open"))
}

/// Lines of prose that ask and answer: "Approved? No".
fn questions<'a>(context: &Context<'a>, rule: &'static str) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let (source, asked) = (context.source, context.asked);
    let fields: Vec<&Field> = context.checklist.fields.iter().collect();
    source.lines().filter_map(move |line| {
        let text = source.slice(line).trim_start_matches(['-', '*', '+', '>', ' ']);
        let (label, value) = text.split_once('?')?;
        let value = value.trim_start_matches(['*', ':', ' ']).trim_end_matches(['*', ' ']);
        let fits =
            !label.contains(['|', '[', '?']) && value.len() < 60 && denies(label.trim_matches(['*', ' ']), value);
        let read = || fields.iter().any(|field| line.covers(field.span));
        (fits && !read() && asked.span_standing(line).is_asked())
            .then(|| diagnostic(rule, line, label.trim_matches(['*', ' ']), value))
    })
}

/// Labels of plain lines and rows with their answers: "Approved: no".
fn lines<'a>(context: &Context<'a>, rule: &'static str) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let source = context.source;
    let fields: Vec<usize> = context.checklist.fields.iter().map(|field| field.at.line).collect();
    let told = labelled::lines(context).filter(|line| !line.label.contains(['[', '?']) && line.value.len() < 60);
    let told = told.filter(|line| denies(line.label, line.value));
    let read = move |span: Span| fields.contains(&source.line_of(span.start));
    told.filter(move |line| !read(line.span)).map(move |line| diagnostic(rule, line.span, line.label, line.value))
}
