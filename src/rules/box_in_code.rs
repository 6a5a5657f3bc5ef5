//! Boxes in blocks of code.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "box-in-code",
    summary: "A box stands in a block of code and is no item.",
    severity: Severity::Warning,
    page: include_str!("../../docs/rules/box-in-code.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let help = "take it out of the block of code if it has to be done";
    out.extend(context.problems(RULE.name, help).map(Diagnostic::warning));
}
