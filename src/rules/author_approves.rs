//! Approvals by the author of what is released.

use super::signers::{self, Person};
use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::Fact;
use crate::model::Scope;

pub(super) const RULE: Rule = Rule {
    name: "author-approves",
    summary: "The author of what is released has approved it, or can't be told apart from those who did.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/author-approves.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let approvals =
        || signers::asked(context).filter(|sign_off| sign_off.scope == Scope::Document && sign_off.is_filled());
    match &context.evidence.people.author {
        Fact::NotAsked => {}
        Fact::Unknown(why) => {
            let Some(first) = approvals().next() else { return };
            let message = format!("whether the author of what is released has approved it can't be told: {why}");
            let help = "write the commit that is released into the checklist, in a field such as `Commit:`";
            out.push(Diagnostic::hold(RULE.name, first.span, message).undecided().help(help));
        }
        Fact::Known(author) => {
            let author_is = Person::author(author);
            for sign_off in approvals() {
                if Person::of(context, sign_off).is_some_and(|person| person.is(&author_is)) {
                    let message = format!(
                        "{} has signed as {}, and is the author of what is released",
                        quote(&author.name),
                        quote(&sign_off.role)
                    );
                    let help = "let somebody else approve it; gonogo.toml holds the two apart";
                    out.push(Diagnostic::hold(RULE.name, sign_off.span, message).label("the author").help(help));
                }
            }
        }
    }
}
