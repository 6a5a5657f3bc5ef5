//! Sign-offs by people whom the configuration does not name for the role.

use super::signers::{self, Person};
use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unauthorised-signer",
    summary: "A sign-off was given by somebody who may not sign as that role.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/unauthorised-signer.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    for sign_off in signers::asked(context).filter(|sign_off| sign_off.is_filled()) {
        let Some(role) = signers::role(context, sign_off) else { continue };
        let Some(email) = Person::of(context, sign_off).and_then(|person| person.email) else { continue };
        if role.people.iter().any(|known| known.to_lowercase() == email) {
            continue;
        }
        let message =
            format!("{} has signed as {}, and may not: gonogo.toml names others", quote(&email), quote(&role.role));
        let help = format!("let one of them sign: {}", role.people.join(", "));
        out.push(Diagnostic::hold(RULE.name, sign_off.span, message).label("not one of them").help(help));
    }
}
