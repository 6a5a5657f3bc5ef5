//! Loose boxes: what looks like an empty box and belongs to no item, choice or sign-off, so that none is passed over.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memchr2_iter;

use super::draft::Draft;
use super::lines::LineKind;
use super::{Recogniser, boxes, choices, slots, stand_ins};
use crate::model::{FieldKind, ItemShape};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "loose-boxes", summary: "empty boxes that nothing else has read", recognise };

/// Boxes in brackets; glyphs and names of boxes are boxes as well.
const EMPTY: [&str; 2] = ["[ ]", "[]"];

fn recognise(draft: &mut Draft<'_>) {
    let read = read(draft);
    // A box of which something is said already.
    let said: BTreeSet<usize> = draft.problems.iter().map(|problem| problem.at.line).collect();
    let loose = loose(draft, &read, &said);
    let broken = broken_cells(draft, &read, &said, &loose);
    for (span, why) in broken {
        draft.problem("near-miss-box", span, why);
    }
    for span in loose.into_values() {
        draft.problem("near-miss-box", span, "this box belongs to no item; a box stands behind a list marker");
    }
}

/// Boxes that a table's row is not read by, since they are broken, and what is wrong with each.
fn broken_cells(
    draft: &Draft<'_>,
    read: &[Span],
    said: &BTreeSet<usize>,
    loose: &BTreeMap<usize, Span>,
) -> Vec<(Span, String)> {
    let marks = boxes::Marks { ticks: false, radios: true };
    let numbers = !draft.markdown.tables.is_empty() && stand_ins::crosses_are_numbers(draft.source.text());
    let mut found = Vec::new();
    for row in draft.markdown.tables.iter().flat_map(|table| table.rows.iter().skip(1)) {
        let line = draft.source.line_of(row.span.start);
        let is_said = said.contains(&line) || loose.contains_key(&line);
        if is_said || is_row_read(draft, line - 1) || read.iter().any(|span| row.span.covers(*span)) {
            continue;
        }
        let broken = row.cells.iter().find_map(|cell| {
            let cell = super::frame::trimmed(draft.source, *cell);
            let text = draft.source.slice(cell);
            // Code in a cell may say anything; a box is hardly ever meant by `[]`.
            let code = text.starts_with('`') && !text.starts_with("`[ ]`");
            let number = numbers && text == "[X]";
            // `[TODO]` is to be replaced and `[__]` to be filled in, and both are asked for as such.
            let mut inside = text.chars().skip(1);
            let named = inside.next().is_some_and(char::is_uppercase) && inside.next().is_some_and(char::is_alphabetic);
            let slot = named || !slots::blanks(draft.source, cell).is_empty();
            let mark = boxes::at_start(draft.source, cell, true, marks).filter(|_| !code && !number && !slot)?;
            (mark.shape != ItemShape::Glyph || text.starts_with('(')).then_some(mark)
        });
        if let Some(mark) = broken {
            let why = mark.near_miss.unwrap_or_else(|| "this box is no box in a table".to_owned());
            found.push((mark.span, why));
        }
    }
    found
}

/// Whether a row is an item, or one to spare.
fn is_row_read(draft: &Draft<'_>, line: usize) -> bool {
    draft.item_of_row.contains_key(&line) || draft.spare_rows.contains(&line)
}

/// Where the boxes stand that are read, sorted and apart.
fn read(draft: &Draft<'_>) -> Vec<Span> {
    let fields = draft.fields.iter().filter(|field| field.kind == FieldKind::Choice).map(|field| field.span);
    let mut read: Vec<Span> = draft
        .items
        .iter()
        .filter_map(|item| item.box_span)
        .chain(fields)
        .chain(draft.decisions.iter().map(|decision| decision.span))
        .chain(draft.sign_offs.iter().flat_map(|sign_off| [Some(sign_off.span), sign_off.box_span]).flatten())
        .collect();
    read.sort_unstable_by_key(|span| span.start);
    read.dedup_by(|next, last| {
        let within = next.start < last.end;
        if within {
            *last = last.join(*next);
        }
        within
    });
    read
}

/// Of each line, by its number, the first box that nothing has read.
fn loose(draft: &Draft<'_>, read: &[Span], said: &BTreeSet<usize>) -> BTreeMap<usize, Span> {
    let text = draft.source.text();
    let brackets = text.match_indices('[').filter_map(|(at, _)| Some((at, bracketed(text, at)?)));
    // All of these glyphs start with one of two bytes.
    let glyph = |at: usize| text.get(at..)?.chars().next().filter(|c| boxes::SQUARES.contains(c));
    let glyphs = memchr2_iter(0xe2, 0xf0, text.as_bytes()).filter_map(|at| Some((at, glyph(at)?.len_utf8())));
    let name = |at: usize| text.get(at..).and_then(|rest| boxes::NAMED.iter().find(|name| rest.starts_with(**name)));
    let named = memchr2_iter(b'&', b':', text.as_bytes()).filter_map(|at| Some((at, name(at)?.len())));
    let mut found = BTreeMap::new();
    for (at, len) in brackets.chain(glyphs).chain(named) {
        let span = Span::new(at, at + len);
        let near = read.partition_point(|read| read.end <= at);
        let is_read = read.get(near).is_some_and(|read| read.start < span.end);
        let explained = text.get(span.end..).is_some_and(|rest| rest.trim_start_matches(' ').starts_with("= "));
        if is_read || explained || draft.in_code_span(at) || draft.in_comment(at) {
            continue;
        }
        let line = draft.source.line_of(at);
        let kind = draft.frame.line(line - 1).is_some_and(|line| {
            // What stands behind a comment on its last line is shown.
            let shown = [LineKind::Text, LineKind::Html, LineKind::Comment].contains(&line.kind);
            // In a heading a tick adorns it; what is open below it is heard there.
            let adorns = matches!(line.kind, LineKind::Heading(_)) && draft.source.slice(span) == "☑";
            (shown || matches!(line.kind, LineKind::Heading(_) | LineKind::Table(_))) && !adorns
        });
        if kind
            && !draft.explains_signs(line - 1)
            && !draft.content(line - 1).is_some_and(|content| choices::shows_boxes(draft.source.slice(content)))
            && !is_row_read(draft, line - 1)
            && !said.contains(&line)
        {
            found.entry(line).or_insert(span);
        }
    }
    found
}

/// The length of an empty box at a bracket. `int[]` and `[](target)` are none.
fn bracketed(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let mark = EMPTY.into_iter().find(|mark| rest.starts_with(mark))?;
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    let behind = rest.get(mark.len()..).and_then(|tail| tail.chars().next());
    let word = mark == "[]"
        && (before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '!' | '&' | '"' | '\'' | '=' | ':'))
            || behind.is_some_and(|c| matches!(c, '(' | '[' | ':')));
    (!word).then_some(mark.len())
}
