//! Boxes in blocks of code: one finding for each block.

use super::words::says_nothing;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::words::SAMPLES;
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
        let due = boxes.iter().any(|found| is_open(context, found.span)) && !is_sample(context, first.span);
        let found = if due { found.undecided() } else { found.warning() };
        out.push(others.iter().fold(found, |found, other| found.related(other.span, "and this one")));
    }
}

/// Whether a box is empty and has words beside it that say what is to be done.
fn is_open(context: &Context, span: Span) -> bool {
    let line = context.source.slice(context.source.line(context.source.line_of(span.start)));
    let written = context.source.slice(span);
    let words = line.replacen(written, "", 1);
    !written.contains(['x', 'X', '☑', '☒', '✅', '✓', '✔'])
        && !says_nothing(&words)
        && words.split_whitespace().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2)
}

/// Whether what stands before a block says that it shows something, or is to be copied: its title, the line above it, or the
/// first of its own.
fn is_sample(context: &Context, span: Span) -> bool {
    let source = context.source;
    let commands = &context.checklist.commands;
    let at = commands.partition_point(|command| command.span.start <= span.start);
    let start = at.checked_sub(1).and_then(|at| commands.get(at)).map_or(span.start, |block| block.span.start);
    let own = source.line_of(start);
    let above = (1..own).rev().map(|line| source.slice(source.line(line))).find(|line| {
        let bare = line.trim();
        !bare.is_empty() && !bare.starts_with("```") && !bare.starts_with("~~~")
    });
    let title = context.section_at(span).map(|section| &*section.title);
    let first = source.slice(source.line(own));
    [above, title, Some(first)].into_iter().flatten().any(|text| SAMPLES.find(text).is_some())
}
