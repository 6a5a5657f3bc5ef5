//! Stated numbers that are not the real ones.

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "count-mismatch",
    summary: "A number stated in the text is not the number there is.",
    severity: Severity::Hold,
    page: include_str!("../../docs/rules/count-mismatch.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    for count in &context.checklist.counts {
        let Some(actual) = count.actual.filter(|actual| *actual != count.declared) else { continue };
        let message = format!("{} states {}, but there are {actual}", quote(&count.text), count.declared);
        let help = "correct the number, or add or remove what makes the difference";
        out.push(Diagnostic::hold(RULE.name, count.span, message).label(format!("there are {actual}")).help(help));
    }
}
