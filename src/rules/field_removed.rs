//! Slots for values that the template has and the run has not.

use super::words::quote;
use super::{Context, Rule};
use crate::change::{Change, ChangeKind};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "field-removed",
    summary: "A slot for a value of the template is gone from the run.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/field-removed.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let help = "put its label back, and the value behind it";
    out.extend(
        context
            .changes(ChangeKind::FieldRemoved)
            .map(|(change, found)| found(RULE.name, message(change)).label("its slot is gone").help(help)),
    );
}

fn message(change: &Change) -> String {
    format!("{} {} of the template is gone", change.what, quote(&change.text))
}
