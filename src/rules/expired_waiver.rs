//! Waivers whose time is over.

use super::directives::{self, Says};
use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "expired-waiver",
    summary: "The day until which something was waived is over.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/expired-waiver.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let today = context.evidence.now.date();
    out.extend(directives::read(context.source).into_iter().filter_map(|directive| {
        let Says::Waive { rule, until, by, .. } = directive.says else { return None };
        // Days written this way sort as they follow each other.
        let expired = today.as_str() > until;
        let message = format!("the waiver of {rule} by {} ended on {until}", quote(by));
        let help = "mend what was waived and delete the comment, or have it waived anew";
        expired.then(|| Diagnostic::hold(RULE.name, directive.span, message).label("expired").help(help))
    }));
}
