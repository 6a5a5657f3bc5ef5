//! Entries that the template has and the run has not.

use super::words::quote;
use super::{Context, Rule};
use crate::change::{Change, ChangeKind};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "item-removed",
    summary: "An entry of the template is gone from the run.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/item-removed.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = context.run();
    let help =
        format!("put it back; what does not apply is ticked off with a reason, `gonogo na {run} ITEM --reason …`");
    out.extend(
        context
            .changes(ChangeKind::EntryRemoved)
            .map(|(change, found)| found(RULE.name, message(change)).label("gone from here on").help(help.as_str())),
    );
}

fn message(change: &Change) -> String {
    format!("{} {} of the template is gone", change.what, quote(&change.text))
}
