//! Many boxes ticked in one commit, just before somebody signed for them.

use super::signers;
use super::words::{count, quote};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::{Fact, Revision};
use crate::model::{Role, Scope};

pub(super) const RULE: Rule = Rule {
    name: "bulk-tick",
    summary: "Most of the boxes were ticked in one commit, just before somebody signed for them.",
    severity: Severity::Warning,
    on_templates: false,
    page: include_str!("../../docs/rules/bulk-tick.md"),
    check,
};

/// Fewer boxes than this may well be ticked at once.
const MANY: usize = 10;
/// What was committed longer before the sign-off than this was not just before it.
const JUST_BEFORE_SECONDS: i64 = 3_600;

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let Fact::Known(history) = &context.evidence.history else { return };
    let actions = context.checklist.items.iter().filter(|item| item.role == Role::Action).count();
    let is_bulk = |revision: &&Revision| revision.ticked >= MANY && revision.ticked * 2 > actions;
    // The first sign-off of the whole tells; those that come with it would say the same again.
    let mut said: Option<&Revision> = None;
    for sign_off in signers::asked(context).filter(|sign_off| sign_off.scope == Scope::Document) {
        let Some(at) = history.iter().rposition(|revision| revision.signed.contains(&sign_off.id)) else { continue };
        let signed = history.get(at).map_or(0, |revision| revision.time.unix());
        let just_before = |revision: &&Revision| signed - revision.time.unix() <= JUST_BEFORE_SECONDS;
        let mut before = history.iter().take(at + 1).rev().take_while(just_before);
        let Some(bulk) = before.find(is_bulk).filter(|bulk| said != Some(bulk)) else { continue };
        said = Some(bulk);
        let minutes = (signed - bulk.time.unix()).max(0) / 60;
        let when = match usize::try_from(minutes) {
            Ok(0) | Err(_) => "together with".to_owned(),
            Ok(minutes) => format!("{} before", count(minutes, "minute")),
        };
        let short = bulk.commit.get(..10).unwrap_or(&bulk.commit);
        let (ticked, role) = (count(bulk.ticked, "item"), quote(&sign_off.role));
        let message =
            format!("{ticked} of {actions} were ticked in one commit, {short}, {when} the sign-off of {role}");
        out.push(Diagnostic::hold(RULE.name, sign_off.span, message).warning().label("signed here"));
    }
}
