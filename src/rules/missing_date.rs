//! Sign-offs that do not say when.

use super::signers;
use super::words::{quote, says_nothing};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "missing-date",
    summary: "A sign-off has been given, and the place for its date is empty.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/missing-date.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let named = |name: Option<&str>| !name.is_some_and(says_nothing);
    let given = signers::asked(context).filter(|sign_off| sign_off.is_filled() && named(sign_off.name.as_deref()));
    for sign_off in given {
        if sign_off.date_slot.is_none() || !sign_off.date.as_deref().is_none_or(says_nothing) {
            continue;
        }
        let message = format!("sign-off of {} has no date", quote(&sign_off.role));
        let help = "write the day on which it was signed";
        out.push(Diagnostic::hold(RULE.name, sign_off.span, message).label("when?").help(help));
    }
}
