//! Sign-offs that the template asks for and the run has no place for.

use super::words::quote;
use super::{Context, Rule};
use crate::change::{Change, ChangeKind};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "role-removed",
    summary: "A place to sign of the template is gone from the run.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/role-removed.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let help = "put it back as it is in the template";
    out.extend(
        context
            .changes(ChangeKind::RoleRemoved)
            .map(|(change, found)| found(RULE.name, message(change)).label("a sign-off is gone").help(help)),
    );
}

fn message(change: &Change) -> String {
    format!("the place where {} signs is gone", quote(&change.text))
}
