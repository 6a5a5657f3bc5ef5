//! Placeholders that are still to be replaced.

use super::words::quote;
use super::{Context, Rule};
use crate::asked::{Standing, Why};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{FieldShape, Occurrence};
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    name: "unfilled-placeholder",
    summary: "A placeholder still stands where a value has to be.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/unfilled-placeholder.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    let optional: HashSet<usize> = context
        .checklist
        .fields
        .iter()
        .filter(|field| field.shape == FieldShape::Placeholder && field.optional)
        .map(|field| field.span.start)
        .collect();
    for placeholder in &context.checklist.placeholders {
        let (mut holds, mut warnings): (Vec<&Occurrence>, Vec<&Occurrence>) = (Vec::new(), Vec::new());
        for occurrence in placeholder.occurrences.iter().filter(|occurrence| !optional.contains(&occurrence.span.start))
        {
            match context.asked.place_standing(occurrence.item.as_ref(), occurrence.section.as_ref()) {
                Standing::Asked if !occurrence.in_block => holds.push(occurrence),
                Standing::Asked | Standing::Not(Why::Reference) => warnings.push(occurrence),
                Standing::Triggered | Standing::Not(_) => {}
            }
        }
        let Some(first) = holds.first().or(warnings.first()) else { continue };
        let token = context.source.slice(first.span);
        let others = holds.iter().chain(&warnings).filter(|occurrence| occurrence.span != first.span);
        let message = format!("placeholder {} is not filled", quote(token));
        let help = format!("`gonogo fill {run} --set '{}=…'` fills it wherever it stands", placeholder.name);
        let found = Diagnostic::hold(RULE.name, first.span, message).label("to be filled").help(help);
        let found = if holds.is_empty() { found.warning() } else { found };
        let found = match first.item.as_ref() {
            Some(item) => found.item(&item.id),
            None => found,
        };
        out.push(others.fold(found, |found, occurrence| found.related(occurrence.span, "here too")));
    }
}
