//! Values that have to reach less than in the template.

use super::words::quote;
use super::{Context, Rule};
use crate::change::{Change, ChangeKind};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "target-relaxed",
    summary: "A value has to reach less than in the template.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/target-relaxed.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let help = "restore the target; a lower one is agreed on by changing the template";
    out.extend(
        context
            .changes(ChangeKind::TargetRelaxed)
            .map(|(change, found)| found(RULE.name, message(change)).label("the target was another").help(help)),
    );
}

fn message(change: &Change) -> String {
    match (change.before.as_deref().unwrap_or_default(), change.after.as_deref()) {
        (before, Some(after)) => format!("target of {} is {after}, and {before} in the template", quote(&change.text)),
        (before, None) => format!("target {before} of {} is gone", quote(&change.text)),
    }
}
