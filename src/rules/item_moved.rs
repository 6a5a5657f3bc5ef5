//! Entries that stand elsewhere than in the template.

use super::words::quote;
use super::{Context, Rule};
use crate::change::{Change, ChangeKind};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "item-moved",
    summary: "An entry of the run stands elsewhere than in its template.",
    severity: Severity::Warning,
    on_templates: false,
    page: include_str!("../../docs/rules/item-moved.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let help = "move it back, so that the steps are taken in the order that was agreed on";
    out.extend(
        context
            .changes(ChangeKind::EntryMoved)
            .map(|(change, found)| found(RULE.name, message(change)).label("moved").help(help).warning()),
    );
}

fn message(change: &Change) -> String {
    format!("{} {} stands elsewhere in the template", change.what, quote(&change.text))
}
