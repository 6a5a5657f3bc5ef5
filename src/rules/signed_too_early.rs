//! Sign-offs that are older than what they are about.

use super::signers;
use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Scope;
use crate::time::is_iso_date;

pub(super) const RULE: Rule = Rule {
    name: "signed-too-early",
    summary: "A sign-off of an item is dated before what it signs was done.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/signed-too-early.md"),
    check,
};

/// Words of labels that name the day on which something was done.
const DONE_ON: [&str; 9] =
    ["completed", "done", "finished", "executed", "performed", "tested", "verified", "checked", "run"];

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let day = |text: &str| text.trim().get(..10).filter(|day| is_iso_date(day)).map(str::to_owned);
    let sign_offs = signers::asked(context).filter(|sign_off| sign_off.scope == Scope::Item);
    for sign_off in sign_offs {
        let Some(signed) = sign_off.date.as_deref().and_then(day) else { continue };
        let Some(at) = sign_off.scope_id.as_ref().and_then(|id| context.asked.index_of(id)) else { continue };
        let own = context.fields().filter(|field| field.item.as_ref().is_some_and(|item| item.index == at));
        let done = own
            .filter(|field| names_a_day(&field.label))
            .filter_map(|field| Some((field, day(field.value.as_deref()?)?)));
        // Days written this way sort as they follow each other.
        let Some((field, done)) = done.max_by(|a, b| a.1.cmp(&b.1)).filter(|(_, done)| signed < *done) else {
            continue;
        };
        let message = format!(
            "sign-off of {} is dated {signed}, before {} on {done}",
            quote(&sign_off.role),
            quote(&field.label)
        );
        let help = "sign again, now that it is done";
        let found = Diagnostic::hold(RULE.name, sign_off.span, message).label("too early").help(help);
        out.push(found.related(field.span, "done only here"));
    }
}

fn names_a_day(label: &str) -> bool {
    let label = label.to_lowercase();
    label.split(|c: char| !c.is_alphanumeric()).any(|word| DONE_ON.contains(&word))
}
