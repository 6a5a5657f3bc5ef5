//! Alternatives of which more than one was taken.

use super::words::quote;
use super::{Context, Rule};
use crate::asked::Branches;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "two-branches-done",
    summary: "Of a group of which one applies, two or more have been taken.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/two-branches-done.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let asked = context.asked;
    for branches in asked.taken_together() {
        let named: Vec<(Span, &str)> = match branches {
            Branches::Sections(sections) => {
                let sections = sections.iter().filter_map(|at| context.checklist.sections.get(*at));
                sections.map(|section| (section.span, section.title.as_str())).collect()
            }
            Branches::Items(items) => {
                let items = items.iter().filter_map(|at| context.checklist.items.get(*at));
                items.map(|item| (item.span, item.text.as_str())).collect()
            }
        };
        let Some(((span, _), others)) = named.split_first() else { continue };
        let names: Vec<String> = named.iter().map(|(_, name)| quote(name)).collect();
        let message = format!("only one of these applies, and {} are taken: {}", named.len(), names.join(", "));
        let help = "leave the one that applies, and take back the others";
        let found = Diagnostic::hold(RULE.name, *span, message).label("taken").help(help);
        out.push(others.iter().fold(found, |found, (span, _)| found.related(*span, "taken as well")));
    }
}
