//! Work that has to be done by the template, and not by the run.

use super::words::quote;
use super::{Context, Rule};
use crate::change::{Change, ChangeKind};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "applicability-relaxed",
    summary: "Something that the template asks for is asked for less in the run.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/applicability-relaxed.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let help = "remove the directive that says so, or the words that were added; what does not apply is set aside with a reason";
    out.extend(
        context
            .changes(ChangeKind::ApplicabilityRelaxed)
            .map(|(change, found)| found(RULE.name, message(change)).label("asked for less").help(help)),
    );
}

fn message(change: &Change) -> String {
    format!(
        "{} {} is {}, and {} in the template",
        change.what,
        quote(&change.text),
        change.after.as_deref().unwrap_or_default(),
        change.before.as_deref().unwrap_or_default()
    )
}
