//! Sign-offs that anybody could have typed.

use super::words::quote;
use super::{Context, Rule, signers};
use crate::asked::Outcome;
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::Fact;
use crate::model::Assurance;
use crate::text::{Span, shell_quoted};

pub(super) const RULE: Rule = Rule {
    name: "assurance-too-low",
    summary: "A sign-off is less sure than the configuration asks for.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/assurance-too-low.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    let wanted = context.evidence.assurance;
    // With no place to sign anybody could have done it all. Who does not go ahead needs no signature for that.
    let ahead = !matches!(context.asked.outcome(), Some(Outcome::NoGo | Outcome::RolledBack));
    if ahead && wanted == Assurance::Signed && signers::asked(context).next().is_none() {
        let message = "the policy asks for signatures, and nobody is asked to sign here";
        let help = "add a sign-off, or name this file in a [[checklist]] that asks for less";
        out.push(Diagnostic::hold(RULE.name, Span::at(0), message).undecided().help(help));
    }
    for sign_off in signers::asked(context).filter(|sign_off| sign_off.is_filled()) {
        let role = || quote(&sign_off.role);
        let found = |message: String| {
            let help = format!("`gonogo sign {run} --role {}`", shell_quoted(&sign_off.role));
            Diagnostic::hold(RULE.name, sign_off.span, message).help(help)
        };
        match (wanted, &context.evidence.signatures) {
            (Assurance::Typed, _) => {}
            (Assurance::Authored, _) if sign_off.assurance >= Some(Assurance::Authored) => {}
            (_, Fact::Known(facts)) if facts.iter().any(|fact| fact.sign_off == sign_off.id) => {}
            (Assurance::Authored, _) => {
                out.push(found(format!("sign-off of {} is only typed; git has to name its author", role())))
            }
            (Assurance::Signed, Fact::Known(_)) => {
                out.push(found(format!("sign-off of {} has no signature, and the policy asks for one", role())));
            }
            (Assurance::Signed, Fact::Unknown(why)) => {
                out.push(
                    found(format!("whether the sign-off of {} is signed can't be told: {why}", role())).undecided(),
                );
            }
            (Assurance::Signed, Fact::NotAsked) => {
                out.push(
                    found(format!("whether the sign-off of {} is signed was not looked into", role())).undecided(),
                );
            }
        }
    }
}
