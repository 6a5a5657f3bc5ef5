//! Loose boxes: what looks like an empty box and belongs to no item, choice or sign-off, so that none is passed over.

use std::collections::BTreeSet;

use super::draft::Draft;
use super::lines::{Line, LineKind};
use super::{Recogniser, boxes};
use crate::model::{FieldKind, ItemShape};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "loose-boxes", summary: "empty boxes that nothing else has read", recognise };

/// Boxes in brackets; glyphs are boxes as well.
const EMPTY: [&str; 2] = ["[ ]", "[]"];

fn recognise(draft: &mut Draft<'_>) {
    let read = read(draft);
    // A box of which something is said already.
    let said: BTreeSet<usize> = draft.problems.iter().map(|problem| problem.at.line).collect();
    let loose: Vec<Span> = draft
        .frame
        .lines
        .iter()
        .enumerate()
        .filter(|(index, line)| {
            let kind = matches!(line.kind, LineKind::Text | LineKind::Heading(_) | LineKind::Html | LineKind::Table(_));
            kind && !draft.item_of_row.contains_key(index) && !said.contains(&(index + 1))
        })
        .filter_map(|(_, line)| loose(draft, line, &read))
        .collect();
    let broken = broken_cells(draft, &read, &said, &loose);
    for (span, why) in broken {
        draft.problem("near-miss-box", span, why);
    }
    for span in loose {
        draft.problem("near-miss-box", span, "this box belongs to no item; a box stands behind a list marker");
    }
}

/// Boxes that a table's row is not read by, since they are broken, and what is wrong with each.
fn broken_cells(draft: &Draft<'_>, read: &[Span], said: &BTreeSet<usize>, loose: &[Span]) -> Vec<(Span, String)> {
    let marks = boxes::Marks { ticks: false, radios: true };
    let mut found = Vec::new();
    for row in draft.markdown.tables.iter().flat_map(|table| table.rows.iter().skip(1)) {
        let line = draft.source.line_of(row.span.start);
        let is_said = said.contains(&line) || loose.iter().any(|span| row.span.covers(*span));
        if is_said || draft.item_of_row.contains_key(&(line - 1)) || read.iter().any(|span| row.span.covers(*span)) {
            continue;
        }
        let broken = row.cells.iter().find_map(|cell| {
            let cell = super::frame::trimmed(draft.source, *cell);
            let text = draft.source.slice(cell);
            // Code in a cell may say anything; a box is hardly ever meant by `[]`.
            let code = text.starts_with('`') && !text.starts_with("`[ ]`");
            let mark = boxes::at_start(draft.source, cell, true, marks).filter(|_| !code)?;
            (mark.shape != ItemShape::Glyph || text.starts_with('(')).then_some(mark)
        });
        if let Some(mark) = broken {
            let why = mark.near_miss.unwrap_or_else(|| "this box is no box in a table".to_owned());
            found.push((mark.span, why));
        }
    }
    found
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

/// The first box of a line that nothing has read.
fn loose(draft: &Draft<'_>, line: &Line, read: &[Span]) -> Option<Span> {
    let text = draft.source.slice(line.span);
    if text.is_ascii() && !text.as_bytes().contains(&b'[') {
        return None;
    }
    let near = read.partition_point(|span| span.end <= line.span.start);
    let near = || read.iter().skip(near).take_while(|span| span.start < line.span.end);
    text.match_indices(|c: char| c == '[' || boxes::SQUARES.contains(&c)).find_map(|(at, mark)| {
        let len = if mark == "[" { bracketed(text, at)? } else { mark.len() };
        let span = Span::new(line.span.start + at, line.span.start + at + len);
        let free = !near().any(|near| near.covers(span) || span.covers(*near));
        (free && !draft.in_code_span(span.start) && !draft.in_comment(span.start)).then_some(span)
    })
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
