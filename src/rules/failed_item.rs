//! Items and results that say they failed.

use super::labelled::{self, Labelled};
use super::words::quote;
use super::{Context, Rule, answers, hindrances, status_words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Field, FieldKind, State};
use crate::parse::words::SAYS_FAILED;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    name: "failed-item",
    summary: "An item, or the result written at it, says that it failed.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/failed-item.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    for (_, item) in context.items().filter(|(_, item)| item.state == State::Failed) {
        let reason = item.reason.as_deref().map(|reason| format!(": {}", quote(reason))).unwrap_or_default();
        let help = format!("mend it, then `gonogo tick {run} {}`; or decide NO-GO", item.id);
        let message = format!("{} has failed{reason}", quote(&item.text));
        out.push(Diagnostic::hold(RULE.name, item.span, message).label("failed").help(help).item(&item.id));
    }
    for (_, item) in context.items().filter(|(_, item)| item.state == State::Done) {
        let Some(mark) = status_words::failed(context, item) else { continue };
        let help = format!("take one of the two away: `gonogo fail {run} {} --reason …`, or delete the mark", item.id);
        let message = format!("{} is ticked, and marked {}", quote(&item.text), quote(mark));
        out.push(Diagnostic::hold(RULE.name, item.span, message).label("which of the two?").help(help).item(&item.id));
    }
    let denied = answers::denied(context, RULE.name);
    let told = hindrances::told(context, RULE.name);
    out.extend(told.into_iter().filter(|found| denied.iter().all(|denied| !denied.span.overlaps(found.span))));
    out.extend(denied);
    out.extend(written(context));
    for field in context.fields().filter(|field| states_a_result(field) && !is_awaited(&field.label)) {
        let bad = |value: &&str| {
            is_bad(value) || SAYS_FAILED.has(value) || ends(&field.label, &["result", "outcome"]) && is_none(value)
        };
        let Some(value) = field.value.as_deref().filter(bad) else { continue };
        let item = field.item.as_ref().and_then(|item| context.checklist.item(item));
        // A failed item has been reported with its own words.
        if item.is_some_and(|item| item.state == State::Failed) {
            continue;
        }
        let of = item.map(|item| format!(" of {}", quote(&item.text))).unwrap_or_default();
        let message = format!("{}{of} is {}", quote(&field.label), quote(value));
        let help = "mend the cause and write the new result down; or decide NO-GO";
        let found = Diagnostic::hold(RULE.name, field.span, message).label("a bad result").help(help);
        out.push(match item {
            Some(item) => found.item(&item.id),
            None => found,
        });
    }
}

/// Bad results on plain lines, which are no fields: `CI status: failing`, `Build: failed`. Whether they may stand there only a
/// person can tell.
fn written<'a>(context: &'a Context<'a>) -> impl Iterator<Item = Diagnostic> + 'a {
    const TOLD: [&str; 9] = ["tests", "test", "build", "builds", "ci", "pipeline", "checks", "scan", "deployment"];
    let checklist = context.checklist;
    let items = checklist.items.iter().map(|item| item.at.line);
    let read: HashSet<usize> = items.chain(checklist.fields.iter().map(|field| field.at.line)).collect();
    labelled::lines(context).filter_map(move |Labelled { label, value, span, .. }| {
        let short = value.split_whitespace().count() <= 3 && label.split_whitespace().count() <= 4;
        let failed = || SAYS_FAILED.has(value.trim_end_matches(['.', '!']));
        let told = || (ends(label, &LABELS) || has_word(label, &TOLD)) && is_bad(value);
        let bad = short && !is_awaited(label) && (failed() || told());
        (bad && !read.contains(&context.source.line_of(span.start))).then(|| {
            let message = format!("{} is {}", quote(label), quote(value));
            let help = "mend the cause and write the new result down; or decide NO-GO";
            Diagnostic::hold(RULE.name, span, message).undecided().label("a bad result").help(help)
        })
    })
}

/// Labels of how something came out.
const LABELS: [&str; 7] = ["result", "status", "outcome", "health", "verdict", "approval", "overall"];

/// Whether the field says how something came out: one option was taken, its label says so, or its value can say nothing else.
fn states_a_result(field: &Field) -> bool {
    const PLAIN: [&str; 5] = ["FAIL", "FAILED", "FAILURE", "REJECTED", "NOT OK"];
    field.kind == FieldKind::Choice
        || ends(&field.label, &LABELS)
        || field.value.as_deref().is_some_and(|value| PLAIN.contains(&value.trim()) || SAYS_FAILED.has(value))
}

/// Whether a label says what would come out, not what has: "Expected result: failed".
fn is_awaited(label: &str) -> bool {
    has_word(label, &["if", "when", "expected", "expect", "expects", "example", "erwartet", "attendu", "esperado"])
}

fn has_word(label: &str, words: &[&str]) -> bool {
    label.split(|c: char| !c.is_alphanumeric()).any(|own| words.iter().any(|word| word.eq_ignore_ascii_case(own)))
}

/// Whether a label ends in one of these words.
fn ends(label: &str, words: &[&str]) -> bool {
    let ends = |word: &&str| {
        let tail = label.len().checked_sub(word.len()).and_then(|start| label.get(start..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(word))
    };
    words.iter().any(ends)
}

/// Whether what stands for a result says that there is none, or that it was called off.
fn is_none(value: &str) -> bool {
    const NONE: [&str; 14] = [
        "aborted",
        "cancelled",
        "canceled",
        "abgebrochen",
        "no-go",
        "no go",
        "rolled back",
        "on hold",
        "postponed",
        "deferred",
        "in progress",
        "not started",
        "not run",
        "not done",
    ];
    let value = value.to_lowercase();
    NONE.iter().any(|none| value.strip_prefix(none).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// Whether a result begins with a word for failure.
fn is_bad(value: &str) -> bool {
    const BAD: [&str; 37] = [
        "fail",
        "failing",
        "flaky",
        "unstable",
        "crashed",
        "timeout",
        "partially",
        "failed",
        "failure",
        "fails",
        "degraded",
        "critical",
        "unhealthy",
        "rejected",
        "blocked",
        "down",
        "ko",
        "nok",
        "broken",
        "incomplete",
        "inconclusive",
        "unsuccessful",
        "red",
        "fehlgeschlagen",
        "gescheitert",
        "échec",
        "échoué",
        "fallido",
        "fallida",
        "fallo",
        "falló",
        "falhou",
        "falha",
        "fallito",
        "fallita",
        "не",
        "失败",
    ];
    let is_one = |word: &str, list: &[&str]| list.contains(&word.to_lowercase().as_str());
    let mut words = value.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let not_ok = is_one(first, &["not"])
        && words.next().is_some_and(|word| is_one(word, &["ok", "healthy", "passed", "approved"]));
    not_ok || is_one(first, &BAD) || status_words::is_crossed(value.trim_start()) || is_alarmed(value)
}

/// Whether a result begins with a sign of danger.
fn is_alarmed(value: &str) -> bool {
    value.trim_start().starts_with(['🔴', '🟥', '⛔', '🚫', '🛑', '👎'])
}
