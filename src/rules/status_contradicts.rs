//! A status that was left behind.

use super::signers::plain;
use super::words::quote;
use super::{Context, Rule};
use crate::asked::{Progress, claims_completion};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "status-contradicts",
    summary: "The status of the whole says that it is not finished, and the rest says that it is.",
    severity: Severity::Warning,
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

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let own = context.fields().filter(|field| field.item.is_none() && field.options.is_empty());
    let left = own.filter(|field| LABELS.contains(&plain(&field.label).as_str())).filter_map(|field| {
        let value = field.value.as_deref()?;
        let word = value.trim_matches(|c: char| !c.is_alphanumeric());
        UNFINISHED.contains(&plain(word).as_str()).then_some((field, value))
    });
    for (field, value) in left {
        // Half-done work may say so.
        if Progress::of(context.checklist, context.asked).open > 0 {
            return;
        }
        let Some(claim) = claims_completion(context.checklist, context.asked) else { return };
        let message = format!("{} is {}, and yet {}", quote(&field.label), quote(value), claim.words);
        let found = Diagnostic::hold(RULE.name, field.span, message).label("not finished").warning();
        let found = found.help("write how it stands now, or take back what says that it is finished");
        out.push(if claim.span.is_empty() { found } else { found.related(claim.span, "finished") });
    }
}
