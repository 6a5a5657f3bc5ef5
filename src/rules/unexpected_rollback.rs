//! Rollback work in a run that was not rolled back.

use std::collections::BTreeMap;

use super::words::{count, quote};
use super::{Context, Rule};
use crate::asked::{Standing, Why};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Applicability, Item, Role, Section, State};

pub(super) const RULE: Rule = Rule {
    name: "unexpected-rollback",
    summary: "Steps of a rollback are ticked, though nothing calls for a rollback.",
    severity: Severity::Warning,
    on_templates: false,
    page: include_str!("../../docs/rules/unexpected-rollback.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let done = context.checklist.items.iter().filter(|item| {
        item.role == Role::Action
            && item.state == State::Done
            && context.asked.item_standing(item) == Standing::Not(Why::Contingent)
    });
    let mut by_section: BTreeMap<usize, (&Section, Vec<&Item>)> = BTreeMap::new();
    for item in done {
        if let Some(section) = outermost(context, item) {
            by_section.entry(section.span.start).or_insert((section, Vec::new())).1.push(item);
        }
    }
    for (section, items) in by_section.into_values() {
        let message = format!(
            "{} of {} ticked, but no criterion has come true and no rollback is stated",
            count(items.len(), "item"),
            quote(&section.title),
        );
        let help = "state the rollback in the document if there was one; or untick what was not done";
        let found = Diagnostic::hold(RULE.name, section.span, message).warning().help(help);
        out.push(items.into_iter().fold(found, |found, item| found.related(item.span, "ticked")));
    }
}

/// The outermost section around the item that is only for a rollback.
fn outermost<'a>(context: &Context<'a>, item: &'a Item) -> Option<&'a Section> {
    let path = context.checklist.section_path(item.section.as_ref());
    path.filter(|section| section.applicability == Applicability::Contingent).last()
}
