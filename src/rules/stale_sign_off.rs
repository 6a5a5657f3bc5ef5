//! Signatures over a text that has changed since.

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::{Changed, Fact, Signed};
use crate::text::shell_quoted;

pub(super) const RULE: Rule = Rule {
    name: "stale-sign-off",
    summary: "What a sign-off is about has changed since it was signed.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/stale-sign-off.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let Fact::Known(facts) = &context.evidence.signatures else { return };
    let run = &context.run();
    for sign_off in &context.checklist.sign_offs {
        let own = || facts.iter().filter(|fact| fact.sign_off == sign_off.id).map(|fact| &fact.signed);
        // One good signature is enough; what it replaced may lie beside it.
        if own().any(|signed| matches!(signed, Signed::Good { .. })) {
            continue;
        }
        let stale = |signed: &Signed| match signed {
            Signed::Stale(changed) => Some(changed.clone()),
            Signed::Good { .. } | Signed::Refused(_) | Signed::Unchecked(_) => None,
        };
        let Some(changed) = own().find_map(stale) else { continue };
        let what = match changed {
            Changed::Text(Some(first)) => format!(", first in {first}"),
            Changed::Text(None) => String::new(),
            Changed::Around(what) => format!(": {what}"),
        };
        let message = format!("what {} signed has changed since{what}", quote(&sign_off.role));
        let help = format!(
            "look at what changed, then `gonogo sign {run} --role {}` signs anew",
            shell_quoted(&sign_off.role)
        );
        out.push(Diagnostic::hold(RULE.name, sign_off.span, message).label("signed for another text").help(help));
    }
}
