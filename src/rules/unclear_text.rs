//! What the parser could not make out, where no other rule speaks of it.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unclear-text",
    summary: "Something in the text is not what it seems.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/unclear-text.md"),
    check,
};

const HELP: &str = "write it in one of the forms that `gonogo explain` shows";

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    out.extend(context.problems(RULE.name, HELP));
    out.extend(context.other_problems().map(|problem| {
        let message = format!("{} ({})", problem.message, problem.rule);
        Diagnostic::hold(RULE.name, problem.span, message).help(HELP)
    }));
}
