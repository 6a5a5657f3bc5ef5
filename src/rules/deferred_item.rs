//! Items that have been put off.

use super::words::quote;
use super::{Context, Rule, status_words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::State;

pub(super) const RULE: Rule = Rule {
    name: "deferred-item",
    summary: "An item that is asked for has been put off.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/deferred-item.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    let near_miss = context.near_miss_lines();
    let ticked = context.ticked_ancestors();
    for (at, item) in context.items().filter(|(_, item)| matches!(item.state, State::Done | State::Open)) {
        // Below a ticked item the tick is what is wrong.
        if item.state == State::Open && ticked.get(at).is_some_and(Option::is_some) {
            continue;
        }
        if near_miss.contains(&item.at.line) || !status_words::is_deferred(context, at, item) {
            continue;
        }
        let ticked = if item.state == State::Done { "ticked, but " } else { "" };
        let message = format!("{} is {ticked}put off", quote(&item.text));
        let id = &item.id;
        let help = format!("do it now; or `gonogo na {run} {id} --reason …` if this run can do without it");
        out.push(Diagnostic::hold(RULE.name, item.span, message).label("put off").help(help).item(id));
    }
}
