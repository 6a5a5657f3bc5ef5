//! Roles that nobody is named for.

use super::signers;
use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Scope;
use crate::text::nearest;

pub(super) const RULE: Rule = Rule {
    name: "unknown-role",
    summary: "A sign-off is asked of a role that the configuration does not name.",
    severity: Severity::Warning,
    on_templates: false,
    page: include_str!("../../docs/rules/unknown-role.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let known = &context.evidence.people.roles;
    if known.is_empty() {
        return;
    }
    // What is signed inside an item is a matter of that item: "Verified by".
    let whole = signers::asked(context).filter(|sign_off| sign_off.scope == Scope::Document);
    for sign_off in whole.filter(|sign_off| signers::role(context, sign_off).is_none()) {
        let names = || known.iter().map(|role| role.role.as_str());
        let meant = nearest(&sign_off.role, names()).map(|name| format!("; did you mean {}?", quote(name)));
        let message =
            format!("gonogo.toml does not say who may sign as {}{}", quote(&sign_off.role), meant.unwrap_or_default());
        let help = "name the people under [roles], or mend the role's name";
        out.push(Diagnostic::hold(RULE.name, sign_off.span, message).warning().label("anybody may").help(help));
    }
}
