//! Comments without an end.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unclosed-comment",
    summary: "A comment is never closed and hides the rest of the document.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/unclosed-comment.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    out.extend(context.problems(RULE.name, "close the comment with `-->`"));
}
