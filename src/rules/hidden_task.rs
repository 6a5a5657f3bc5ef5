//! Boxes in comments and raw HTML.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "hidden-task",
    summary: "A box stands where no reader of the page sees it, and is no item.",
    severity: Severity::Warning,
    on_templates: true,
    page: include_str!("../../docs/rules/hidden-task.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    // Behind a comment that is never closed everything is hidden, and that is the finding.
    let unclosed = context.problems(super::unclosed_comment::RULE.name, "").map(|found| found.span.start).min();
    let help = "delete it, or write it outside of the comment or HTML as `- [ ] …`";
    let hidden = context.problems(RULE.name, help).filter(|found| unclosed.is_none_or(|at| found.span.start < at));
    out.extend(hidden.map(Diagnostic::warning));
}
