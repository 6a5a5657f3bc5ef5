//! Choices of which no option was taken.

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::FieldKind;

pub(super) const RULE: Rule = Rule {
    name: "undecided-choice",
    summary: "A choice has been left open: all its options still stand there.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/undecided-choice.md"),
    check,
};

/// Labels of a line that says what signs mean.
const LEGENDS: [&str; 9] = ["legend", "key", "legende", "zeichen", "légende", "leyenda", "legenda", "signs", "symbols"];

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    for field in context.fields().filter(|field| field.kind == FieldKind::Choice && field.value.is_none()) {
        if LEGENDS.iter().any(|legend| legend.eq_ignore_ascii_case(&field.label)) {
            continue;
        }
        let item = context.item_of(field);
        let of = item.map(|item| format!(" of {}", quote(&item.text))).unwrap_or_default();
        let message = format!("{}{of} is not chosen: {}", quote(&field.label), field.options.join(" / "));
        let help = format!("keep one option and delete the others, or `gonogo fill {run} --set '{}=…'`", field.id);
        let found = Diagnostic::hold(RULE.name, field.span, message).label("one of these").help(help);
        out.push(found.part_of(field.item.as_ref()));
    }
}
