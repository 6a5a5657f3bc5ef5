//! Items and results that say they failed.

use super::reading::Labelled;
use super::unsettled::is_none;
use super::words::{counts_some, ends, is_awaited, quote};
use super::{Context, Rule, answers, hindrances, left_undone, offered, status_words, unsettled};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Field, FieldKind, State};
use crate::parse::words::{
    BAD_RESULTS, JUDGEMENTS, LACKING, NO_RESULTS, NOES, PROVISIONS, RESULT_LABELS, RUNS, SAYS_FAILED, SAYS_UNDONE,
    WENT_WRONG,
};

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
    for (at, item) in context.items().filter(|(_, item)| item.state == State::Done) {
        let Some(mark) = status_words::failed(context, at, item) else { continue };
        let help = format!("take one of the two away: `gonogo fail {run} {} --reason …`, or delete the mark", item.id);
        let message = format!("{} is ticked, and marked {}", quote(&item.text), quote(mark));
        out.push(Diagnostic::hold(RULE.name, item.span, message).label("which of the two?").help(help).item(&item.id));
    }
    let denied = answers::denied(context, RULE.name);
    let told = hindrances::told(context, RULE.name);
    let apart = |found: &Diagnostic| denied.iter().all(|denied| !denied.span.overlaps(found.span));
    out.extend(told.into_iter().chain(written(context)).filter(apart));
    out.extend(denied);
    for field in context.fields().filter(|field| states_a_result(field) && !is_awaited(&field.label)) {
        let bad = |value: &&str| {
            is_bad(value)
                || SAYS_FAILED.has(value)
                || offered::is_not_so(value)
                || has_none(&field.label, value)
                || lacks(&field.label, value)
        };
        let Some(value) = field.value.as_deref().filter(bad) else { continue };
        let item = context.item_of(field);
        // A failed item has been reported with its own words.
        if item.is_some_and(|item| item.state == State::Failed) {
            continue;
        }
        let of = item.map(|item| format!(" of {}", quote(&item.text))).unwrap_or_default();
        let message = format!("{}{of} is {}", quote(&field.label), quote(value));
        let found = Diagnostic::hold(RULE.name, field.span, message).label("a bad result").help(HELP);
        out.push(found.part_of(field.item.as_ref()));
    }
    let unsettled = unsettled::told(context, RULE.name)
        .chain(offered::told(context, RULE.name))
        .chain(left_undone::told(context, RULE.name));
    out.extend(unsettled.map(Diagnostic::unless_told));
}

pub(super) const HELP: &str = "mend the cause and write the new result down; or decide NO-GO";

/// Bad results on plain lines, which are no fields: `CI status: failing`, `Build: failed`. Whether they may stand there only a
/// person can tell.
fn written(context: &Context) -> impl Iterator<Item = Diagnostic> {
    let unread = context.labelled().filter(|line| !context.is_read(line.number));
    let told = unread.filter(|Labelled { label, value, .. }| {
        let named = || RESULT_LABELS.trailing(label).is_some() || RUNS.alone_in(label).is_some();
        let bare = value.trim_end_matches(['.', '!']);
        let failed = SAYS_FAILED.has(bare) || is_bad(value) && named() || lacks(label, bare) || has_none(label, value);
        let short = || value.split_whitespace().count() <= 3 && label.split_whitespace().count() <= 4;
        ((failed || named() && is_none(bare)) && short() || went_wrong(label, value)) && !is_awaited(label)
    });
    told.filter(|line| context.is_heard(line)).map(|Labelled { label, value, span, .. }| {
        let message = format!("{} is {}", quote(label), quote(value));
        Diagnostic::hold(RULE.name, span, message).undecided().label("a bad result").help(HELP)
    })
}

/// Whether the field says how something came out: one option was taken, its label says so, or its value can say nothing else.
fn states_a_result(field: &Field) -> bool {
    let plain = |value: &str| matches!(value.trim(), "FAIL" | "FAILED" | "FAILURE" | "REJECTED" | "NOT OK");
    field.kind == FieldKind::Choice
        || RESULT_LABELS.trailing(&field.label).is_some()
        || JUDGEMENTS.trailing(&field.label).is_some()
        || [RUNS, PROVISIONS].iter().any(|list| list.has(&field.label))
        || field.value.as_deref().is_some_and(|value| plain(value) || SAYS_FAILED.has(value))
}

/// Whether a result is that there is none: "Outcome: rolled back".
fn has_none(label: &str, value: &str) -> bool {
    let of = |_: &str, rest: &str| rest.is_empty() || rest.starts_with(" of ");
    let named = RESULT_LABELS.trailing(label).or_else(|| RESULT_LABELS.leading_to(label, of));
    matches!(named, Some("result" | "outcome")) && NO_RESULTS.beginning(value).is_some()
}

/// Whether somebody's judgement is not there, or is a no, "Security review: outstanding"; or what no release goes without,
/// "Rollback plan: missing".
pub(super) fn lacks(label: &str, value: &str) -> bool {
    let judged = || LACKING.has(value) && JUDGEMENTS.trailing(label).is_some();
    let provided = || PROVISIONS.has(label) && [LACKING, NOES, SAYS_UNDONE].iter().any(|list| list.has(value));
    judged() || provided()
}

/// Whether some of what was tried went wrong: "Tests: 480 passed, 3 failed".
pub(super) fn went_wrong(label: &str, value: &str) -> bool {
    let tried = RUNS.alone_in(label).is_some() || JUDGEMENTS.trailing(label).is_some();
    tried
        && value.split([',', ';', '/', '+']).any(|part| {
            part.trim()
                .split_once(' ')
                .is_some_and(|(number, what)| counts_some(number) && WENT_WRONG.has(what.trim_end_matches('.')))
        })
}

/// Whether a result begins with a word for failure, or a sign of danger.
fn is_bad(value: &str) -> bool {
    let begins = |text: &str| BAD_RESULTS.leading_to(text, ends).is_some();
    begins(value.trim_start()) || begins(value.trim_start_matches(|c: char| !c.is_alphanumeric()))
}
