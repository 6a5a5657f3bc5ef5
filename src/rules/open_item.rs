//! Items that nobody has done yet.

use std::collections::BTreeMap;

use super::words::quote;
use super::{Context, Rule, status_words, swallowed_line};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Applicability, Field, FieldKind, Item, ItemShape, State};
use crate::text::Span;

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
    let asked: BTreeMap<usize, Span> = context.fields().filter(|f| f.value.is_none()).filter_map(result_of).collect();
    for (at, item) in context.items().filter(|(_, item)| item.state == State::Open) {
        // Where a field is to say how the item came out, the empty field is what is wrong.
        let is_its_box = |choice: &Span| item.box_span.is_none_or(|own| choice.overlaps(own));
        if asked.get(&at).is_some_and(is_its_box) {
            continue;
        }
        // What is put off, or is no row at all, is another rule's finding.
        if status_words::is_deferred(context, at, item) || swallowed_line::in_table(context, item) {
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
        let commands =
            format!("do it, then `gonogo tick {run} {id}`; or `gonogo na {run} {id} --reason …` if it does not apply");
        let help = match (item.box_span, item.shape) {
            (Some(_), _) => commands,
            (None, ItemShape::TableRow) => "do it, then change the cells of its row".to_owned(),
            (None, ItemShape::Form) => "do it, then write its result behind its label".to_owned(),
            (None, _) => format!("{commands}; it has no box yet: put `[ ]` in front of its text"),
        };
        out.push(Diagnostic::hold(RULE.name, item.span, message).label("not done").help(help).item(id));
    }
}

/// The item that a field is part of, where the field is a choice, and where its options stand.
fn result_of(field: &Field) -> Option<(usize, Span)> {
    field.item.as_ref().filter(|_| field.kind == FieldKind::Choice).map(|item| (item.index, field.span))
}

/// Whether the item, or something it stands in, is only asked for under a condition.
fn is_conditional(context: &Context, item: &Item) -> bool {
    let conditional = Applicability::Conditional;
    item.applicability == conditional
        || context.checklist.section_path(item.section.as_ref()).any(|section| section.applicability == conditional)
}
