//! Blanks that a formatter has rewritten.

use std::collections::HashSet;

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::FieldShape;
use crate::text::{Edit, Span};

pub(super) const RULE: Rule = Rule {
    name: "damaged-blank",
    summary: "A blank has been rewritten by a formatter, so that a value can't be put in safely.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/damaged-blank.md"),
    check,
};

const HELP: &str = "write the blank as `____` again, or put the value there by hand";

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let found = context.problems(RULE.name, HELP);
    out.extend(found.map(|found| match mended(context, found.span) {
        Some(edit) => found.fix(edit),
        None => found,
    }));
    let reported: HashSet<usize> =
        context.checklist.problems.iter().filter(|p| p.rule == RULE.name).map(|p| p.span.start).collect();
    let damaged = context.fields().filter(|field| field.shape == FieldShape::Damaged && field.value.is_none());
    for field in damaged.filter(|field| !reported.contains(&field.span.start)) {
        let message = format!("the blank of {} is damaged", quote(&field.label));
        out.push(Diagnostic::hold(RULE.name, field.span, message).label("was a blank").help(HELP));
    }
}

/// The blank without the strokes that a formatter has put before its underscores, or the stars around them.
fn mended(context: &Context, span: Span) -> Option<Edit> {
    let written = context.source.slice(span);
    if written.starts_with('*') && written.chars().all(|c| matches!(c, '*' | '\\' | '_')) {
        return Some(Edit { span, text: "____".to_owned() });
    }
    let plain = written.chars().all(|c| matches!(c, '\\' | '_' | '/') || c.is_ascii_digit());
    let text = written.replace("\\_", "_");
    (plain && text != written && !text.contains('\\')).then_some(Edit { span, text })
}
