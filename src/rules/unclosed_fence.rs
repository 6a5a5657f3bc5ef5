//! Code blocks without an end.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unclosed-fence",
    summary: "A code block is never closed and swallows the rest of the document.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/unclosed-fence.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    out.extend(context.problems(RULE.name, "close the code block with the same characters that open it"));
}
