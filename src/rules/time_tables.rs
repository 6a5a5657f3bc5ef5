//! Ends before their starts in the columns of a table, `| Step | Start | End |`, and in one value, `18:30–17:00`.

use super::Context;
use super::moment::Moment;
use super::reading::cells;
use super::time_order::{self, Side};
use super::words::quote;
use crate::diagnostic::Diagnostic;
use crate::model::FieldKind;

/// The name of the rule whose findings these are.
const RULE: &str = time_order::RULE.name;

/// Values that are a stretch of time whose end is before its start.
pub(super) fn ranges(context: &Context) -> impl Iterator<Item = Diagnostic> {
    let timed = |kind| matches!(kind, FieldKind::Text | FieldKind::Time | FieldKind::Date);
    context.timed().filter(move |(field, _)| timed(field.kind)).filter_map(|(field, value)| {
        let (start, end) = Moment::range(value)?;
        let message = format!("{} ends at {end}, before it starts at {start}", quote(&field.label));
        let found = Diagnostic::hold(RULE, field.span, message).label("before its start").help(time_order::HELP);
        end.is_before(&start).then(|| found.part_of(field.item.as_ref()))
    })
}

/// Rows whose end is before their start.
pub(super) fn columns(context: &Context) -> impl Iterator<Item = Diagnostic> {
    let timed = context.tables().iter().filter_map(|table| Some((table, pair(table.head)?)));
    let rows = timed.flat_map(|(table, (from, to))| table.pairs(from, to));
    rows.filter_map(|(_, start, end, span)| {
        let (start, until) = (Moment::read(start)?, Moment::read(end)?);
        let message = format!("the end is {until}, before the start at {start}");
        let found = Diagnostic::hold(RULE, span, message).label("before its start").help(time_order::HELP);
        (until.is_before(&start) && context.asked.span_standing(span).is_asked()).then_some(found)
    })
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
