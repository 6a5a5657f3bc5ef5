//! Ticks beside words that say otherwise.

use foldhash::{HashMap, HashMapExt};

use super::words::quote;
use super::{
    Context, Rule, blank_field, came_out, capitals, crossed, denials, ends, labelled_items, parts, remarks,
    status_words, told_beside, unanswered,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Field, Item, Role, State};

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
    for (at, item) in context.items().filter(|(_, item)| item.state == State::Done) {
        let said = status_words::unfinished(context, at, item).or_else(|| parts::falls_short(&item.text));
        let said = said.or_else(|| ends::in_part(&item.text));
        let is_field = context.checklist.fields_on(item.at.line).next().is_some();
        // Of a field that is left empty another rule speaks.
        let empty = |field: &Field| field.value.is_none() || blank_field::is_blank(field);
        let is_empty = || context.checklist.fields_on(item.at.line).any(empty);
        let left = || {
            let undone = remarks::is_only_undone(&item.text) || ends::is_denied(&item.text);
            if undone && item.role == Role::Action {
                return Some(item.text.as_str());
            }
            let open = ends::leaves_out(&item.text).or_else(|| parts::leaves_open(&item.text));
            open.or_else(|| remarks::leaves_unsure(&item.text)).or_else(|| status_words::unclear(&item.text))
        };
        // Of what is marked as failed another rule speaks.
        let apart = |_: &&str| status_words::failed(context, at, item).is_none();
        let unsettled = || {
            ends::unsettled(&item.text)
                .or_else(|| ends::begins_in_vain(&item.text))
                .or_else(|| ends::against(&item.text).filter(|_| item.role == Role::Action))
                .or_else(|| ends::denied(&item.text))
                .or_else(|| denials::told(&item.text).filter(apart))
                .or_else(|| labelled_items::held(&item.text, is_field).filter(apart))
                .or_else(|| came_out::badly(&item.text).filter(apart))
                .or_else(|| capitals::undone(status_words::bare(&item.text)).filter(apart))
                .or_else(left)
                .or_else(|| unanswered::told(&item.text).filter(|_| !is_empty()))
        };
        // Of what was put off another rule speaks.
        let own = |_: &&str| !status_words::is_deferred(context, at, item);
        let unsettled = || unsettled().filter(own).map(|word| (word, false));
        let Some((word, sure)) = said.map(|word| (word, true)).or_else(unsettled) else { continue };
        let id = &item.id;
        let message = format!("{} is ticked, and says {}", quote(&item.text), quote(word));
        let help = format!("take the word out if it is done; else `gonogo untick {run} {id}`");
        let found = Diagnostic::hold(RULE.name, item.span, message).label("which of the two?").help(help).item(id);
        out.push(if sure { found } else { found.undecided() });
    }
    out.extend(told_beside::told(context, RULE.name));
    out.extend(crossed::unclear(context, RULE.name));
    let mut ticked: HashMap<usize, &Item> = HashMap::new();
    let boxed = |item: &&Item| item.state == State::Done && item.role == Role::Action && item.box_span.is_some();
    for item in context.checklist.items.iter().filter(boxed) {
        if let Some(parent) = &item.parent {
            ticked.entry(parent.index).or_insert(item);
        }
    }
    // What stands below is asked no more, and yet somebody has done it. Without a reason that is what is missing first.
    let reasoned = |item: &Item| item.state == State::NotApplicable && item.reason.is_some();
    for (at, item) in context.items().filter(|(_, item)| reasoned(item)) {
        let Some(child) = ticked.get(&at) else { continue };
        let message = format!("{} is not applicable, but {} below it is ticked", quote(&item.text), quote(&child.text));
        let help = format!("untick what was not done; else tick the whole: `gonogo tick {run} {}`", item.id);
        let found = Diagnostic::hold(RULE.name, item.span, message).label("which of the two?").help(help);
        out.push(found.related(child.span, "ticked").item(&item.id));
    }
}
