//! Roles for which several people have to sign.

use super::signers::{self, Person};
use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{SignOff, role_key};

pub(super) const RULE: Rule = Rule {
    name: "quorum-not-met",
    summary: "Fewer people have signed as a role than have to.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/quorum-not-met.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    for role in context.evidence.people.roles.iter().filter(|role| role.quorum > 1) {
        let own = signers::asked(context).filter(|sign_off| role_key(&sign_off.role) == role_key(&role.role));
        let places: Vec<&SignOff> = own.collect();
        let Some((first, others)) = places.split_first() else { continue };
        // A place that is still empty is a sign-off that is missing.
        if places.iter().any(|sign_off| !sign_off.is_filled()) {
            continue;
        }
        let mut people: Vec<Person> = Vec::new();
        for person in places.iter().filter_map(|sign_off| Person::of(context, sign_off)) {
            if !people.iter().any(|known| known.is(&person)) {
                people.push(person);
            }
        }
        if people.len() < role.quorum {
            let message = format!("{} of {} people have signed as {}", people.len(), role.quorum, quote(&role.role));
            let help = "let another of them sign; where there is no place for it, the checklist needs one more";
            let found = Diagnostic::hold(RULE.name, first.span, message).label("one of them").help(help);
            out.push(others.iter().fold(found, |found, sign_off| found.related(sign_off.span, "signed here too")));
        }
    }
}
