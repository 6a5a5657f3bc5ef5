//! Roles that one person may not hold together.

use super::signers::{self, Person};
use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{SignOff, role_key};

pub(super) const RULE: Rule = Rule {
    name: "same-person-twice",
    summary: "One person has signed as two roles that have to be held apart.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/same-person-twice.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    for group in &context.evidence.people.distinct {
        let group: Vec<String> = group.iter().map(|role| role_key(role)).collect();
        let mut seen: Vec<(String, Person, &SignOff)> = Vec::new();
        for sign_off in signers::asked(context).filter(|sign_off| sign_off.is_filled()) {
            let role = role_key(&sign_off.role);
            let Some(person) = Person::of(context, sign_off).filter(|_| group.contains(&role)) else { continue };
            if let Some((_, _, earlier)) = seen.iter().find(|(other, known, _)| *other != role && known.is(&person)) {
                let who = sign_off.name.as_deref().unwrap_or("one person");
                let message =
                    format!("{} has signed as {} and as {}", quote(who), quote(&earlier.role), quote(&sign_off.role));
                let help = "let somebody else sign for one of the two; gonogo.toml holds them apart";
                let found = Diagnostic::hold(RULE.name, sign_off.span, message).label("the same person").help(help);
                out.push(found.related(earlier.span, "signed here first"));
            }
            seen.push((role, person, sign_off));
        }
    }
}
