//! Items: ticking, unticking, and saying that one is not applicable or has failed.

use super::field_edit::written;
use super::outline::{Allowed, Change};
use super::{FillError, choice};
use crate::model::{Checklist, Item, ItemShape, State};
use crate::parse::contexts;
use crate::text::{Edit, EditSet, Source, Span};

/// Words in front of the reason, as they are written behind an item.
const NOT_APPLICABLE: &str = "N/A";
const FAILED: &str = "FAILED";

/// Ticks an item: the one character in its box, or the glyph or status cell of its row.
///
/// # Errors
/// When it has no box that can be ticked, or a reason stands there why it isn't done.
pub fn tick(source: &Source, checklist: &Checklist, item: &Item) -> Result<Change, FillError> {
    let edits = match item.state {
        State::Done => vec![],
        State::Open => vec![ticked(source, item)?],
        State::NotApplicable => return Err(in_state(item, "not applicable")),
        State::Failed => return Err(in_state(item, "failed")),
    };
    change(source, checklist, item, State::Done, edits)
}

/// Empties an item's box again, and removes the reason why it was not applicable or had failed.
///
/// # Errors
/// When it has no box that can be emptied.
pub fn untick(source: &Source, checklist: &Checklist, item: &Item) -> Result<Change, FillError> {
    let mut edits = Vec::new();
    if item.state != State::Open {
        edits.extend(emptied(source, item)?);
        edits.extend(note(source, item).map(|span| Edit { span, text: String::new() }));
    }
    change(source, checklist, item, State::Open, edits)
}

/// Says that an item is not applicable, and why.
///
/// # Errors
/// When the reason can't be written on the item's line, or something else is said about the item already.
pub fn not_applicable(source: &Source, checklist: &Checklist, item: &Item, reason: &str) -> Result<Change, FillError> {
    say(source, checklist, item, State::NotApplicable, reason)
}

/// Says that an item has failed, and why; its box stays empty.
///
/// # Errors
/// When the reason can't be written on the item's line, or something else is said about the item already.
pub fn fail(source: &Source, checklist: &Checklist, item: &Item, reason: &str) -> Result<Change, FillError> {
    say(source, checklist, item, State::Failed, reason)
}

fn say(source: &Source, checklist: &Checklist, item: &Item, state: State, reason: &str) -> Result<Change, FillError> {
    let word = if state == State::Failed { FAILED } else { NOT_APPLICABLE };
    let known = match item.state {
        State::Open => false,
        same if same == state && item.reason.as_deref() == Some(reason) => true,
        State::Done => return Err(in_state(item, "ticked")),
        State::NotApplicable => return Err(in_state(item, "not applicable, for another reason")),
        State::Failed => return Err(in_state(item, "failed, for another reason")),
    };
    let mut edits = Vec::new();
    if !known {
        let end = Span::at(line_end(source, item));
        let row = item.box_span.filter(|_| item.shape == ItemShape::TableRow);
        let slot = row.unwrap_or(end);
        let context = contexts(source, &[slot]).first().copied().unwrap_or(crate::parse::Context::Text);
        let refused = |refusal| FillError::Value { key: "reason".to_owned(), line: item.at.line, refusal };
        let reason = written(source, slot, reason, context).map_err(refused)?;
        match row {
            Some(cell) => edits.push(cell_edit(source, cell, &format!("{word}: {reason}"))),
            None => {
                if state == State::NotApplicable {
                    edits.push(ticked(source, item)?);
                } else {
                    item.box_span.ok_or_else(|| no_box(item))?;
                }
                edits.push(Edit { span: slot, text: format!(" — {word}: {reason}") });
            }
        }
    }
    change(source, checklist, item, state, edits)
}

/// The edits, with what ticking an item changes besides: the decision that it is an option of, the sign-off that it is.
fn change(
    source: &Source,
    checklist: &Checklist,
    item: &Item,
    state: State,
    edits: Vec<Edit>,
) -> Result<Change, FillError> {
    let mut allowed = Allowed::default();
    allowed.items.extend(checklist.items.iter().position(|known| known.id == item.id).map(|index| (index, state)));
    let box_span = item.box_span;
    let signs = |sign_off: &crate::model::SignOff| box_span.is_some() && sign_off.box_span == box_span;
    allowed.sign_offs.extend(positions(&checklist.sign_offs, signs));
    let decides = |decision: &crate::model::Decision| {
        decision.options.iter().any(|option| option.item.as_ref().is_some_and(|option| option.id == item.id))
    };
    allowed.decisions.extend(positions(&checklist.decisions, decides));
    Ok(Change { edits: EditSet::new(source, edits)?, allowed })
}

fn positions<T>(all: &[T], fits: impl Fn(&T) -> bool) -> Vec<usize> {
    all.iter().enumerate().filter(|(_, one)| fits(one)).map(|(at, _)| at).collect()
}

/// The edit that ticks an item's box.
pub fn ticked(source: &Source, item: &Item) -> Result<Edit, FillError> {
    let span = item.box_span.ok_or_else(|| no_box(item))?;
    tick_box(source, span, item.shape).ok_or_else(|| no_box(item))
}

/// The edit that ticks a box of a shape; `None` where it has to be mended first.
pub(super) fn tick_box(source: &Source, span: Span, shape: ItemShape) -> Option<Edit> {
    let text = source.slice(span);
    if let Some(inside) = inside(text, span) {
        return Some(Edit { span: inside, text: "x".to_owned() });
    }
    if let Some(done) = choice::ticked(text) {
        // Outside of a table only a square is a box wherever it stands.
        let done = if shape == ItemShape::TableRow { done } else { "☑" };
        return Some(Edit { span, text: done.to_owned() });
    }
    (shape == ItemShape::TableRow).then(|| cell_edit(source, span, "Done"))
}

/// The one character within `[ ]`, `[x]` or `( )`.
fn inside(text: &str, span: Span) -> Option<Span> {
    let square = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let mark = square.or_else(|| text.strip_prefix('(')?.strip_suffix(')'))?;
    (mark.len() == 1 && (mark.trim().is_empty() || mark.eq_ignore_ascii_case("x")))
        .then(|| Span::new(span.start + 1, span.end - 1))
}

fn emptied(source: &Source, item: &Item) -> Result<Option<Edit>, FillError> {
    let span = item.box_span.ok_or_else(|| no_box(item))?;
    let text = source.slice(span);
    if let Some(inside) = inside(text, span) {
        // An empty box stays as it is, a tab in it too.
        let open = source.slice(inside).trim().is_empty();
        return Ok((!open).then(|| Edit { span: inside, text: " ".to_owned() }));
    }
    if let Some(open) = choice::emptied(text) {
        return Ok(Some(Edit { span, text: open.to_owned() }));
    }
    if choice::ticked(text).is_some() {
        return Ok(None);
    }
    if item.shape == ItemShape::TableRow {
        return Ok(Some(Edit { span, text: String::new() }));
    }
    Err(no_box(item))
}

/// Writes into the status cell of a row; an empty one keeps a blank on either side.
fn cell_edit(source: &Source, span: Span, text: &str) -> Edit {
    if !span.is_empty() {
        return Edit { span, text: text.to_owned() };
    }
    let before = source.slice(Span::new(0, span.start)).ends_with(' ');
    let after = source.slice(Span::new(span.start, source.text().len())).starts_with(' ');
    let text = format!("{}{text}{}", if before { "" } else { " " }, if after { "" } else { " " });
    Edit { span, text }
}

/// Where the text of an item's first line ends, before blanks and the backslash of a hard break.
fn line_end(source: &Source, item: &Item) -> usize {
    let line = source.line(source.position(item.span.start).line);
    let end = item.span.end.min(line.end.max(item.span.start));
    let text = source.slice(Span::new(item.span.start, end)).trim_end();
    let slashes = text.len() - text.trim_end_matches('\\').len();
    item.span.start + text.len() - slashes % 2
}

/// The bytes of ` — N/A: reason` or ` — FAILED: reason` behind an item, as gonogo writes it, or of ` (N/A)` and `: N/A`, as
/// people do.
fn note(source: &Source, item: &Item) -> Option<Span> {
    let end = line_end(source, item);
    let text = source.slice(Span::new(item.span.start, end));
    let written = [NOT_APPLICABLE, FAILED].iter().filter_map(|word| text.rfind(&format!(" — {word}:"))).max();
    let leads = [" — ", " – ", " - ", ": ", " ("];
    let by_hand = || {
        let ways = leads.iter().flat_map(|lead| ["N/A", "n/a"].map(|word| format!("{lead}{word}")));
        ways.filter_map(|way| text.rfind(&way)).max()
    };
    let at = written.or_else(by_hand)?;
    Some(Span::new(item.span.start + at, end))
}

fn no_box(item: &Item) -> FillError {
    let help = match item.shape {
        ItemShape::Malformed => "write its box as `- [ ]` first, which gonogo lint can do",
        ItemShape::Bullet | ItemShape::Form => "write its result into its fields, or give it a box `- [ ]`",
        _ => "change it by hand",
    };
    FillError::NoBox { line: item.at.line, help: help.to_owned() }
}

fn in_state(item: &Item, state: &'static str) -> FillError {
    FillError::InState { line: item.at.line, state }
}
