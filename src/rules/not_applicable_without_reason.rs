//! Items set aside without a reason.

use super::words::{quote, says_nothing};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::State;

pub(super) const RULE: Rule = Rule {
    name: "not-applicable-without-reason",
    summary: "An item is said to be not applicable, and nobody says why.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/not-applicable-without-reason.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    for (_, item) in context.items().filter(|(_, item)| item.state == State::NotApplicable) {
        if item.reason.as_deref().is_some_and(|reason| !says_nothing(reason)) {
            continue;
        }
        let message = format!("{} is not applicable, but no reason is given", quote(&item.text));
        let help = format!("`gonogo na {run} {} --reason …`", item.id);
        out.push(Diagnostic::hold(RULE.name, item.span, message).label("why?").help(help).item(&item.id));
    }
}
