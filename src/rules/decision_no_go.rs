//! Decisions against going ahead.

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "decision-no-go",
    summary: "A decision was made, and it was not to go ahead.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/decision-no-go.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    for decision in context.decisions() {
        let mut chosen = decision.chosen();
        let (Some(option), None) = (chosen.next(), chosen.next()) else { continue };
        if option.positive {
            continue;
        }
        let message = format!("{} is decided: {}", quote(&decision.label), option.text);
        let help =
            format!("this is a legitimate outcome: complete what it asks for and keep it with `gonogo record {run}`");
        out.push(Diagnostic::hold(RULE.name, option.span, message).label("not a GO").help(help));
    }
}
