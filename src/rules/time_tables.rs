//! Ends before their starts in the columns of a table, `| Step | Start | End |`, and in one value, `18:30–17:00`.

use super::Context;
use super::moment::Moment;
use super::time_order::{self, Side};
use super::words::quote;
use crate::diagnostic::Diagnostic;
use crate::model::FieldKind;
use crate::text::Span;

/// The name of the rule whose findings these are.
const RULE: &str = time_order::RULE.name;

/// Values that are a stretch of time whose end is before its start.
pub(super) fn ranges<'a>(context: &'a Context<'a>) -> impl Iterator<Item = Diagnostic> + 'a {
    let timed = |kind| matches!(kind, FieldKind::Text | FieldKind::Time | FieldKind::Date);
    context.fields().filter(move |field| timed(field.kind)).filter_map(|field| {
        let (start, end) = Moment::range(context.value(field)?)?;
        let message = format!("{} ends at {end}, before it starts at {start}", quote(&field.label));
        let found = Diagnostic::hold(RULE, field.span, message).label("before its start").help(time_order::HELP);
        end.is_before(&start).then(|| time_order::about(found, field))
    })
}

/// Rows whose end is before their start.
pub(super) fn columns(context: &Context) -> Vec<Diagnostic> {
    let source = context.source;
    let mut out = Vec::new();
    let mut above = "";
    // The columns of a start and an end in the table that the line is part of.
    let mut timed: Option<(usize, usize)> = None;
    for line in source.lines() {
        let text = source.slice(line);
        if !text.contains('|') || in_code(context, line.start) {
            timed = None;
        } else if is_rule(text) {
            timed = pair(above);
        } else if let Some((from, to)) = timed
            && let Some(found) = reversed(context, line, from, to)
        {
            out.push(found);
        }
        above = text;
    }
    out
}

/// Whether a byte stands in a block of code.
pub(super) fn in_code(context: &Context, at: usize) -> bool {
    let commands = &context.checklist.commands;
    let before = commands.partition_point(|command| command.span.start <= at);
    before.checked_sub(1).and_then(|last| commands.get(last)).is_some_and(|command| command.span.contains(at))
}

/// Whether a line is the one below the header of a table.
pub(super) fn is_rule(text: &str) -> bool {
    text.contains("--") && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// The columns that name the start and the end of one thing.
fn pair(header: &str) -> Option<(usize, usize)> {
    let sides: Vec<_> = cells(header).map(|(_, title)| time_order::side(title)).collect();
    let of = |wanted: Side| move |side: &Option<(Side, String)>| side.as_ref().is_some_and(|(side, _)| *side == wanted);
    let from = sides.iter().position(of(Side::Start))?;
    let of_one = |side: &Option<(Side, String)>| {
        let start = sides.get(from).and_then(Option::as_ref);
        side.as_ref().zip(start).is_some_and(|((side, of), (_, thing))| *side == Side::End && of == thing)
    };
    Some((from, sides.iter().position(of_one)?))
}

/// An end that is before its start in one row.
fn reversed(context: &Context, line: Span, from: usize, to: usize) -> Option<Diagnostic> {
    let text = context.source.slice(line);
    let (at, end) = cells(text).nth(to)?;
    let (_, start) = cells(text).nth(from)?;
    let (start, until) = (Moment::read(start)?, Moment::read(end)?);
    let span = Span::new(line.start + at, line.start + at + end.len());
    let asked = context.asked.span_standing(span).is_asked();
    let message = format!("the end is {until}, before the start at {start}");
    let found = Diagnostic::hold(RULE, span, message).label("before its start").help(time_order::HELP);
    (asked && until.is_before(&start)).then_some(found)
}

/// The cells of a row without blanks at their ends, and where each begins.
pub(super) fn cells(row: &str) -> impl Iterator<Item = (usize, &str)> {
    let lead = row.len() - row.trim_start().len();
    let start = lead + usize::from(row.trim_start().starts_with('|'));
    let mut at = start;
    row.get(start..).unwrap_or("").split('|').map(move |cell| {
        let own = at + cell.len() - cell.trim_start().len();
        at += cell.len() + 1;
        (own, cell.trim())
    })
}
