//! Conditions for a rollback that have come true.

use super::words::{count, quote};
use super::{Context, Rule};
use crate::asked::{Standing, Why};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Criterion, State};
use crate::parse::adverse;
use crate::parse::vocabulary::Spoken;
use crate::parse::words::{CAME_TRUE, TRIGGERED};
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
        let found = Diagnostic::hold(RULE.name, criterion.span, message).label("calls for a rollback").help(HELP);
        let found = found.part_of(criterion.item.as_ref());
        out.push(match &due {
            Some((span, note)) => found.related(*span, note),
            None => found,
        });
    }
    out.extend(in_tables(context));
}

const HELP: &str = "roll back and say so in the document; or untick it if it is not so";

/// Rows of conditions for a rollback whose column says that they came true: `| Error rate > 1 % | Yes |` below "Triggered?".
fn in_tables(context: &Context) -> impl Iterator<Item = Diagnostic> {
    let columns = context.tables().iter().filter_map(|table| Some((table, table.column(TRIGGERED)?)));
    let rows = columns.flat_map(|(table, at)| table.pairs(0, at));
    let fired = rows.filter(|(_, _, said, _)| CAME_TRUE.beginning(said.trim_matches(['*', ' '])).is_some());
    fired.filter_map(|(_, name, _, span)| {
        let section = context.section_at(span)?;
        let found = Diagnostic::hold(RULE.name, span, format!("{} has come true", quote(name)));
        let found = found.label("calls for a rollback").help(HELP);
        (adverse(&Spoken::of(&section.title)) == Some(true)).then_some(found)
    })
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
