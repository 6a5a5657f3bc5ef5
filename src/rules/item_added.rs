//! Entries that the template does not have.

use super::words::quote;
use super::{Context, Rule};
use crate::change::{Change, ChangeKind};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "item-added",
    summary: "An entry of the run is not in its template.",
    severity: Severity::Warning,
    on_templates: false,
    page: include_str!("../../docs/rules/item-added.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let help = "if every run needs it, add it to the template";
    out.extend(
        context
            .changes(ChangeKind::EntryAdded)
            .map(|(change, found)| found(RULE.name, message(change)).label("not in the template").help(help).warning()),
    );
}

fn message(change: &Change) -> String {
    format!("{} {} is not in the template", change.what, quote(&change.text))
}
