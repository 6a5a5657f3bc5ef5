//! Signatures that must not count.

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::{Fact, SignatureFact, Signed};
use crate::model::SignOff;
use crate::text::{Span, shell_quoted};

pub(super) const RULE: Rule = Rule {
    name: "invalid-signature",
    summary: "A signature of a sign-off must not count, or could not be checked.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/invalid-signature.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    let Fact::Known(facts) = &context.evidence.signatures else { return };
    for sign_off in &context.checklist.sign_offs {
        let own: Vec<&SignatureFact> = facts.iter().filter(|fact| fact.sign_off == sign_off.id).collect();
        // One good signature is enough; what it replaced may lie beside it.
        if own.iter().any(|fact| matches!(fact.signed, Signed::Good { .. })) {
            continue;
        }
        out.extend(own.into_iter().filter_map(|fact| report(run, sign_off, &fact.signed)));
    }
    // Taking every place out of the text silences nobody.
    for fact in facts.iter().filter(|fact| fact.sign_off.is_empty()) {
        if let Signed::Refused(why) = &fact.signed {
            let message = format!("nobody is asked to sign here any more, but {why}");
            out.push(Diagnostic::hold(RULE.name, Span::at(0), message).help("put the sign-offs back"));
        }
    }
}

fn report(run: &str, sign_off: &SignOff, signed: &Signed) -> Option<Diagnostic> {
    let role = quote(&sign_off.role);
    let help = format!("`gonogo sign {run} --role {}` signs anew", shell_quoted(&sign_off.role));
    match signed {
        // Of a text that has changed another rule speaks.
        Signed::Good { .. } | Signed::Stale(_) => None,
        Signed::Refused(why) => {
            let message = format!("signature of {role} does not count: {why}");
            Some(Diagnostic::hold(RULE.name, sign_off.span, message).label("refused").help(help))
        }
        Signed::Unchecked(why) => {
            let message = format!("signature of {role} could not be checked: {why}");
            Some(Diagnostic::hold(RULE.name, sign_off.span, message).undecided().label("not checked").help(help))
        }
    }
}
