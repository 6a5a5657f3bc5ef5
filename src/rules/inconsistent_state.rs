//! Ticks beside words that say otherwise.

use super::words::quote;
use super::{Context, Rule, status_words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::State;

pub(super) const RULE: Rule = Rule {
    name: "inconsistent-state",
    summary: "An item is ticked, and its own words say that it is not done.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/inconsistent-state.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    for (_, item) in context.items().filter(|(_, item)| item.state == State::Done) {
        let Some(word) = status_words::unfinished(&item.text) else { continue };
        let id = &item.id;
        let message = format!("{} is ticked, and says {}", quote(&item.text), quote(word));
        let help = format!("take the word out if it is done; else `gonogo untick {run} {id}`");
        out.push(Diagnostic::hold(RULE.name, item.span, message).label("which of the two?").help(help).item(id));
    }
}
