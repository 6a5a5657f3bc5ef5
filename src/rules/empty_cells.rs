//! Cells that say nothing: below "Actual" and "Tester", and in a column in which other rows say something.

use super::Context;
use super::reading::{Table, cells};
use super::words::quote;
use crate::diagnostic::Diagnostic;
use crate::model::{SignOff, State};
use crate::parse::words::{
    ACTUALS, DONE_BY, NOES, NOT_APPLICABLE, PERFORMERS, RARELY_FILLED, TARGET_HEADERS, TOTALS, VOTE_HEADERS, YES,
};
use crate::text::Span;

/// Everything of the kind, as findings of a rule. What stands in a cell as a field or a sign-off is asked for as such, and what
/// has a target is held against that.
pub(super) fn told(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    let columns = context.tables().iter().flat_map(|table| columns(table).map(move |at| (table, at)));
    columns.flat_map(|(table, at)| empty(context, table, at)).map(move |(name, title, span)| {
        let message = format!("{} has nothing below {}", quote(name), quote(title));
        let found = Diagnostic::hold(rule, span, message).undecided().label("nothing?");
        found.help("write down how it came out; or that it does not apply, and why")
    })
}

/// The columns in which every row says something.
fn columns<'a>(table: &'a Table<'_>) -> impl Iterator<Item = usize> + 'a {
    let has_target = table.column(TARGET_HEADERS).is_some();
    let titles = table.titles().enumerate().skip(1);
    let asked = titles.filter(move |(at, title)| {
        let mut said = table.pairs(0, *at).map(|(.., cell, _)| cell).filter(|cell| !cell.is_empty()).peekable();
        let none = said.peek().is_none();
        match () {
            () if ACTUALS.has(title) => !has_target,
            // Rows that name nobody where others do are asked for their sign-off.
            () if DONE_BY.has(title) => none,
            () if PERFORMERS.has(title) => true,
            () if RARELY_FILLED.find(title).is_some() || VOTE_HEADERS.find(title).is_some() => false,
            // Below "Windows" a tick says yes, and nothing says no.
            () => none && table.is_pair() || said.any(|cell| !is_mark(cell)),
        }
    });
    asked.map(|(at, _)| at)
}

/// Whether a cell has nothing but a mark: ✓, `x`, `R/A`, `yes`.
fn is_mark(cell: &str) -> bool {
    let signs = cell.chars().filter(|c| c.is_alphanumeric()).count();
    let letters = cell.is_ascii() && signs < 3 && !cell.contains(|c: char| c.is_ascii_digit());
    signs == 0 || letters || YES.has(cell) || NOES.has(cell)
}

/// Whether a row says something of what it names, or would, being one of a pair; and adds nothing up.
fn tells(row: &str, name: &str, pair: bool) -> bool {
    let name = name.trim_matches(['*', '_']);
    let set_aside = || cells(row).any(|(_, cell)| NOT_APPLICABLE.leading(cell).is_some());
    let others = || pair || cells(row).filter(|(_, cell)| !cell.is_empty()).count() > 1;
    !name.is_empty() && !name.starts_with('(') && TOTALS.beginning(name).is_none() && !set_aside() && others()
}

/// The empty cells of a column, each with the first cell of its row and the title.
fn empty<'a>(context: &Context, table: &Table<'a>, at: usize) -> impl Iterator<Item = (&'a str, &'a str, Span)> {
    let checklist = context.checklist;
    let title = table.title(at).unwrap_or("");
    let pair = table.is_pair();
    let cells = table.pairs(0, at).filter(|(_, _, cell, _)| cell.is_empty());
    let told = cells.filter(move |(row, name, ..)| tells(row, name, pair));
    let asked = told.filter(|(.., span)| {
        let line = context.source.line_of(span.start);
        let on = |span: Span| context.source.line_of(span.start) == line;
        let signed = |sign_off: &SignOff| sign_off.line == line || sign_off.slots().any(|slot| on(slot.span));
        let read = checklist.sign_offs.iter().any(signed)
            || checklist.fields_on(line).next().is_some()
            || checklist.item_on(line).is_some_and(|item| item.state != State::Done);
        !read && context.is_due(*span)
    });
    asked.map(move |(_, name, _, span)| (name, title, span)).collect::<Vec<_>>().into_iter()
}
