//! Decisions that contradict themselves.

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "conflicting-decisions",
    summary: "Two or more options of one decision are chosen.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/conflicting-decisions.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    for decision in context.decisions() {
        let chosen: Vec<_> = decision.chosen().collect();
        let [first, others @ ..] = chosen.as_slice() else { continue };
        if others.is_empty() {
            continue;
        }
        let texts: Vec<&str> = chosen.iter().map(|option| option.text.as_str()).collect();
        let message = format!("{} is decided more than once: {}", quote(&decision.label), texts.join(" and "));
        let found = Diagnostic::hold(RULE.name, first.span, message).label("chosen").help("leave one option chosen");
        out.push(others.iter().fold(found, |found, option| found.related(option.span, "chosen as well")));
    }
}
