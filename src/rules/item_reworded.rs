//! Entries that say something else than the template.

use super::words::quote;
use super::{Context, Rule};
use crate::change::{Change, ChangeKind};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "item-reworded",
    summary: "An entry of the run says something else than in its template.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/item-reworded.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let help = "restore the words of the template, and write what is special about this run behind them as a note";
    out.extend(
        context
            .changes(ChangeKind::EntryReworded)
            .map(|(change, found)| found(RULE.name, message(change)).label("reworded").help(help)),
    );
}

fn message(change: &Change) -> String {
    format!(
        "{} {} says {} in the template",
        change.what,
        quote(&change.text),
        quote(change.before.as_deref().unwrap_or_default())
    )
}
