//! Items that nobody has done yet.

use super::words::quote;
use super::{Context, Rule, status_words, swallowed_line};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Applicability, Item, State};

pub(super) const RULE: Rule = Rule {
    name: "open-item",
    summary: "An item that is asked for is neither done nor said to be not applicable.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/open-item.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    let ticked = context.ticked_ancestors();
    let near_miss = context.near_miss_lines();
    for (at, item) in context.items().filter(|(_, item)| item.state == State::Open) {
        // What is put off, or is no row at all, is another rule's finding.
        if status_words::is_deferred(&item.text) || swallowed_line::in_table(context, item) {
            continue;
        }
        // Below a ticked item the tick is what is wrong; at a broken box the box is.
        if ticked.get(at).is_some_and(Option::is_some) || near_miss.contains(&item.at.line) {
            continue;
        }
        let text = quote(&item.text);
        let message = if is_conditional(context, item) {
            format!("{text} is conditional: tick it or say N/A with a reason")
        } else {
            format!("{text} is open")
        };
        let id = &item.id;
        let mut help =
            format!("do it, then `gonogo tick {run} {id}`; or `gonogo na {run} {id} --reason …` if it does not apply");
        if item.box_span.is_none() {
            help.push_str("; it has no box yet: put `[ ]` in front of its text");
        }
        out.push(Diagnostic::hold(RULE.name, item.span, message).label("not done").help(help).item(id));
    }
}

/// Whether the item, or something it stands in, is only asked for under a condition.
fn is_conditional(context: &Context, item: &Item) -> bool {
    let conditional = Applicability::Conditional;
    item.applicability == conditional
        || context.checklist.section_path(item.section.as_ref()).any(|section| section.applicability == conditional)
}
