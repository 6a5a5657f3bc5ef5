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
    let hidden: Vec<Diagnostic> = hidden.collect();
    // A box or two may show how it is done; where a good part of the list is hidden, nobody knows what became of it.
    let boxes = context.checklist.items.iter().filter(|item| item.box_span.is_some()).count();
    let open = hidden.iter().filter(|found| context.source.slice(found.span).contains("[ ]")).count();
    let many = open > 2 || open == 2 && boxes <= 4;
    let part = many && open * 2 >= boxes && boxes > 0;
    out.extend(hidden.into_iter().map(|found| if part { found.undecided() } else { found.warning() }));
}
