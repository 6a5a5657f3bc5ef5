//! A status that says something else than the rest.

use super::signers::plain;
use super::words::quote;
use super::{Context, Rule};
use crate::asked::{Outcome, Progress, claims_completion};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Field;

pub(super) const RULE: Rule = Rule {
    name: "status-contradicts",
    summary: "The status of the whole says something else than the rest of the run.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/status-contradicts.md"),
    check,
};

/// Labels of a field that says how the whole run stands.
const LABELS: [&str; 6] =
    ["status", "overall status", "deployment status", "release status", "final status", "checklist status"];

/// Values of such a field that say that it is not finished.
const UNFINISHED: [&str; 10] = [
    "pending",
    "draft",
    "in progress",
    "in-progress",
    "wip",
    "work in progress",
    "not started",
    "open",
    "todo",
    "incomplete",
];

/// Values of such a field that say that it was called off or taken back.
const CALLED_OFF: [&str; 24] = [
    "rolled back",
    "rolled-back",
    "rollback",
    "aborted",
    "abandoned",
    "cancelled",
    "canceled",
    "postponed",
    "stopped",
    "on hold",
    "suspended",
    "no-go",
    "no go",
    "not ready",
    "delayed",
    "deferred",
    "unsuccessful",
    "abgebrochen",
    "verschoben",
    "annulé",
    "reporté",
    "cancelado",
    "adiado",
    "annullato",
];

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let own = context.fields().filter(|field| field.item.is_none() && field.options.is_empty());
    for field in own.filter(|field| LABELS.contains(&plain(&field.label).as_str())) {
        let Some(value) = field.value.as_deref() else { continue };
        let word = plain(value.trim_matches(|c: char| !c.is_alphanumeric()));
        if CALLED_OFF.contains(&word.as_str()) {
            out.extend(called_off(context, field, value));
        } else if UNFINISHED.contains(&word.as_str()) {
            out.extend(left_behind(context, field, value));
        }
    }
}

/// A run that was called off by its status, and by nothing else.
fn called_off(context: &Context, field: &Field, value: &str) -> Option<Diagnostic> {
    if context.asked.outcome().is_some_and(|outcome| outcome != Outcome::Go) {
        return None;
    }
    let message = format!("{} is {}, and no decision says so", quote(&field.label), quote(value));
    let help = "write down the decision that called it off; or how it stands now";
    Some(Diagnostic::hold(RULE.name, field.span, message).label("called off").help(help))
}

/// A status of which nobody thought when the run was finished.
fn left_behind(context: &Context, field: &Field, value: &str) -> Option<Diagnostic> {
    // Half-done work may say so.
    if Progress::of(context.checklist, context.asked).open > 0 {
        return None;
    }
    let claim = claims_completion(context.checklist, context.asked)?;
    let message = format!("{} is {}, and yet {}", quote(&field.label), quote(value), claim.words);
    let found = Diagnostic::hold(RULE.name, field.span, message).warning().label("not finished");
    let found = found.help("write how it stands now, or take back what says that it is finished");
    Some(if claim.span.is_empty() { found } else { found.related(claim.span, "finished") })
}
