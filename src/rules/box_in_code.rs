//! Boxes in blocks of code: one finding for each block.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "box-in-code",
    summary: "Boxes stand in a block of code and are no items.",
    severity: Severity::Warning,
    on_templates: true,
    page: include_str!("../../docs/rules/box-in-code.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let commands = &context.checklist.commands;
    let block = |span: Span| commands.partition_point(|command| command.span.start <= span.start);
    let boxes: Vec<Diagnostic> =
        context.problems(RULE.name, "take them out of the block if they have to be done").collect();
    for boxes in boxes.chunk_by(|a, b| block(a.span) == block(b.span)) {
        let Some((first, others)) = boxes.split_first() else { continue };
        let found = match others.len() {
            0 => first.clone(),
            n => Diagnostic {
                message: format!("{} boxes stand in a block of code and are no items", n + 1),
                ..first.clone()
            },
        };
        out.push(others.iter().fold(found.warning(), |found, other| found.related(other.span, "and this one")));
    }
}
