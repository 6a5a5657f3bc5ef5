//! Lines that Markdown makes part of something else than what a reader of the text sees.

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Item, ItemShape, Label, Section};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "swallowed-line",
    summary: "A line is shown as a row of the table above it, or as a title.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/swallowed-line.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let found = |span: Span, what: &str| {
        let message = format!("line {} is shown as {what}", quote(context.source.slice(span)));
        Diagnostic::hold(RULE.name, span, message).label("swallowed").help("put an empty line between the two")
    };
    let rows = context.checklist.items.iter().filter(|item| in_table(context, item));
    out.extend(rows.map(|item| found(item.span, "a row of the table above")));
    let titles = context.checklist.sections.iter().filter(|section| is_label(context, section));
    out.extend(titles.map(|section| {
        let line = context.source.line(section.line);
        found(line, "a title, by the strokes below it")
    }));
}

/// Whether a line below a table has become a row of it, though nothing in it is a cell.
pub(super) fn in_table(context: &Context, item: &Item) -> bool {
    item.shape == ItemShape::TableRow && !context.source.slice(context.source.line(item.at.line)).contains('|')
}

/// Whether a title is one by the strokes below it alone, and its words are a label with its value or blank.
fn is_label(context: &Context, section: &Section) -> bool {
    if section.label != Label::Heading {
        return false;
    }
    let line = context.source.slice(context.source.line(section.line));
    let value = || ["___", ":** ", "**: ", ":__ "].iter().any(|mark| line.contains(mark));
    !line.trim_start().starts_with(['#', '>', '<']) && value()
}
