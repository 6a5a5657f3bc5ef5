//! Rows of a table that only show how to fill it in.

use std::collections::BTreeSet;

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{FieldShape, ItemShape};

pub(super) const RULE: Rule = Rule {
    name: "sample-row-left",
    summary: "A row that only shows how to fill in a table is still there.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/sample-row-left.md"),
    check,
};

/// What a row says of itself that is a sample: all of its first cell, or the words before a colon in it.
const SAMPLE: [&str; 9] =
    ["example", "sample", "sample row", "example row", "e.g", "eg", "beispiel", "exemple", "ejemplo"];

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let rows = context.items().map(|(_, item)| item).filter(|item| item.shape == ItemShape::TableRow);
    let cells = context.fields().filter(|field| field.shape == FieldShape::TableCell);
    let lines: BTreeSet<usize> = rows.map(|item| item.at.line).chain(cells.map(|field| field.at.line)).collect();
    for line in lines {
        let span = context.source.line(line);
        let Some(cell) = first_cell(context.source.slice(span)).filter(|cell| is_sample(cell)) else { continue };
        let message = format!("row {} is a sample", quote(cell));
        let help = "delete the row, or write what was really done";
        out.push(Diagnostic::hold(RULE.name, span, message).label("a sample").help(help));
    }
}

/// The first cell of a row that says something.
fn first_cell(row: &str) -> Option<&str> {
    row.trim_start().strip_prefix('|')?.split('|').map(str::trim).find(|cell| !cell.is_empty())
}

fn is_sample(cell: &str) -> bool {
    let mark = |c: char| matches!(c, '*' | '_' | '(' | ')' | '[' | ']' | '.' | ' ');
    let lead = cell.split([':', '—', '–']).next().unwrap_or("").trim_matches(mark);
    // `(example) Ana Doe` is one too.
    let bracketed =
        cell.trim_start_matches(['*', '_']).strip_prefix(['(', '[']).and_then(|rest| rest.split([')', ']']).next());
    let words = |text: &str| SAMPLE.iter().any(|word| word.eq_ignore_ascii_case(text));
    words(lead) || bracketed.is_some_and(|text| words(text.trim_matches(mark)))
}
