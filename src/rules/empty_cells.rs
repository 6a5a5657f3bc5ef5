//! Cells that say nothing below "Actual" or "Completed on", in rows of which each says something there.

use super::Context;
use super::reading::Table;
use super::words::{quote, says_nothing};
use crate::diagnostic::Diagnostic;
use crate::model::{SignOff, State};
use crate::parse::words::{ACTUALS, DONE_AT, TARGET_HEADERS};
use crate::text::Span;

/// Everything of the kind, as findings of a rule. What stands in a cell as a field or a sign-off is asked for as such, and what
/// has a target is held against that.
pub(super) fn told(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    let measured = context.tables().iter().filter(|table| table.column(TARGET_HEADERS).is_none());
    let measured = measured.filter_map(|table| Some((table, table.column(ACTUALS)?)));
    let done = context.tables().iter().filter_map(|table| Some((table, table.column(DONE_AT)?)));
    let done = done.filter(|(table, at)| table.pairs(0, *at).any(|(_, _, cell, _)| !says_nothing(cell)));
    measured.chain(done).filter(|(_, at)| *at > 0).flat_map(|(table, at)| empty(context, table, at)).map(
        move |(name, title, span)| {
            let message = format!("{} has nothing below {}", quote(name), quote(title));
            let found = Diagnostic::hold(rule, span, message).undecided().label("nothing?");
            found.help("write down how it came out; or that it does not apply, and why")
        },
    )
}

/// The empty cells of a column, each with the first cell of its row and the title.
fn empty<'a>(context: &Context, table: &Table<'a>, at: usize) -> impl Iterator<Item = (&'a str, &'a str, Span)> {
    let checklist = context.checklist;
    let title = table.title(at).unwrap_or("");
    let cells = table.pairs(0, at).filter(|(_, name, cell, _)| !name.is_empty() && cell.trim().is_empty());
    let asked = cells.filter(|(.., span)| {
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
