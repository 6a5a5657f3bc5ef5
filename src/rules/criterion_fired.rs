//! Conditions for a rollback that have come true.

use super::words::{count, quote};
use super::{Context, Rule};
use crate::asked::{Standing, Why};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Criterion, State};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "criterion-fired",
    summary: "A condition that calls for a rollback has come true.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/criterion-fired.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let due = triggered(context);
    let looked_up = |criterion: &&Criterion| {
        context.asked.section_standing(criterion.section.as_ref()) == Standing::Not(Why::Reference)
    };
    let fired = context.checklist.criteria.iter().filter(|criterion| criterion.fired == Some(true));
    for criterion in fired.filter(|criterion| !looked_up(criterion)) {
        let message = format!("{} has come true", quote(&criterion.text));
        let help = "roll back and say so in the document; or untick it if it is not so";
        let found = Diagnostic::hold(RULE.name, criterion.span, message).label("calls for a rollback").help(help);
        let found = match criterion.item.as_ref() {
            Some(item) => found.item(&item.id),
            None => found,
        };
        out.push(match &due {
            Some((span, note)) => found.related(*span, note),
            None => found,
        });
    }
}

/// Where the work begins that is asked because a criterion has fired, and how much of it is open.
fn triggered(context: &Context) -> Option<(Span, String)> {
    let due = |item: &&crate::model::Item| {
        item.state == State::Open && context.asked.item_standing(item) == Standing::Triggered
    };
    let mut open = context.checklist.items.iter().filter(due);
    let first = open.next()?;
    Some((first.span, format!("this is asked now: {} open", count(1 + open.count(), "item"))))
}
