//! Text that a reader does not see as it is.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "hidden-text",
    summary: "Characters or markup make the text look other than it is.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/hidden-text.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    out.extend(context.problems(RULE.name, "delete what is hidden, or write it so that everybody sees it"));
}
