//! Fields that are still to be filled.

use super::missing_evidence::is_evidence;
use super::words::{quote, says_nothing};
use super::{Context, Rule};
use crate::asked::{Standing, Why};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Field, FieldKind, FieldShape};

pub(super) const RULE: Rule = Rule {
    name: "blank-field",
    summary: "A field that is asked for is empty, or its value says nothing.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/blank-field.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    // Of evidence another rule speaks.
    let blank = context.fields().filter(|field| is_blank(field) && !is_evidence(field));
    out.extend(blank.map(|field| {
        let message = match field.value.as_deref().map(str::trim).filter(|value| !value.is_empty()) {
            Some(value) => format!("{} says nothing: {}", name(context, field), quote(value)),
            None => format!("{} is blank", name(context, field)),
        };
        let help = format!("`gonogo fill {run} --set '{}=…'`", field.id);
        let found = Diagnostic::hold(RULE.name, field.span, message).label("to be filled").help(help);
        let found = if field.in_code { found.warning() } else { found };
        match field.item.as_ref() {
            Some(item) => found.item(&item.id),
            None => found,
        }
    }));
    let looked_up = |field: &&Field| context.asked.field_standing(field) == Standing::Not(Why::Reference);
    out.extend(context.checklist.fields.iter().filter(looked_up).filter(|field| is_blank(field)).map(|field| {
        let message = format!("{} is blank, in a part that is only there to be looked up", name(context, field));
        Diagnostic::hold(RULE.name, field.span, message).warning().label("blank")
    }));
}

/// Blanks of other kinds have rules of their own.
pub(super) fn is_blank(field: &Field) -> bool {
    let own_rule =
        field.kind == FieldKind::Choice || matches!(field.shape, FieldShape::Placeholder | FieldShape::Damaged);
    match field.value.as_deref() {
        None => !own_rule,
        Some(value) => says_nothing(value),
    }
}

/// The field by its label, and the item where it is part of one.
pub(super) fn name(context: &Context, field: &Field) -> String {
    let label = quote(&field.label);
    match field.item.as_ref().and_then(|item| context.checklist.item(item)) {
        Some(item) if item.at.line != field.at.line => format!("{label} of {}", quote(&item.text)),
        Some(item) if item.text.starts_with(&field.label) => quote(&item.text),
        Some(item) => format!("{label} in {}", quote(&item.text)),
        None => label,
    }
}
