//! Boxes that only look like boxes.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "near-miss-box",
    summary: "Something looks like a box to tick, and Markdown does not see one.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/near-miss-box.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    out.extend(context.problems(RULE.name, "write the box as `- [ ]` or `- [x]`, with a space behind it"));
}
