//! Items whose box stands behind their words: `Does it match? [ ] YES`, `1. Pay by card. [ ] Pass [ ] Fail`.

use super::draft::Draft;
use super::lines::Marker;
use super::signs::Signs;
use super::unboxed::Found;
use super::{Recogniser, boxes, choices, inline, sign_offs, stand_ins, statuses, words};
use crate::model::{ItemShape, State};
use crate::text::Span;

pub const RECOGNISER: Recogniser = Recogniser {
    name: "trailing-boxes",
    summary: "lines that end in a box, and steps that end in the boxes of their result",
    recognise,
};

/// How many words may stand behind a box that ends a line: what a tick says.
const ANSWER: usize = 2;

fn recognise(draft: &mut Draft<'_>) {
    let lines = draft.text_lines().filter(|line| draft.has_sign(*line, Signs::BRACKET));
    let found: Vec<Found> = lines.filter_map(|line| read(draft, line)).collect();
    draft.unboxed.extend(found);
}

fn read(draft: &Draft<'_>, line: usize) -> Option<Found> {
    let entry = draft.frame.entry_at(line).and_then(|entry| draft.frame.entries.get(entry));
    if entry.is_some_and(|entry| entry.mark.is_some()) || draft.frame.title_at(line).is_some() {
        return None;
    }
    let content = draft.content(line)?;
    let text = draft.source.slice(content);
    let at = choices::first_square(text).filter(|at| *at > 0 && !draft.in_code_span(content.start + at))?;
    let (head, tail) = text.split_at_checked(at)?;
    let asked = inline::plain(head);
    if !head.ends_with(' ') || asked.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return None;
    }
    let found = |mark, state, shape| {
        let last = entry.map_or(line, |entry| entry.last_line);
        let text = asked.trim_end_matches([':', '：', ' ']).to_owned();
        Found { line, last, mark, text, state, reason: None, shape }
    };
    if let Some((options, _)) = choices::choice(tail) {
        // A label's boxes are a field.
        let labelled = asked.ends_with([':', '：']);
        let listed = match entry?.marker? {
            Marker::Number(_) => !labelled,
            Marker::Bullet => !labelled && options.iter().any(|option| words::TESTED.has(option)),
        };
        let result = listed && options.iter().any(|option| words::DONE.has(option));
        return result.then(|| found(None, statuses::standing(tail).0, ItemShape::Bullet));
    }
    let (len, tick) = single(tail)?;
    // `Boats: [X]`, beside `[X minutes]`
    if tail.starts_with("[X]") && stand_ins::crosses_are_numbers(draft.source.text()) {
        return None;
    }
    let answer = tail.get(len..)?.trim();
    // `Shut [X] gates` tells how many, and `Mark them with [X] when shut` what a tick is.
    let counts = answer.starts_with(char::is_lowercase) && !words::DONE.has(answer);
    let told = entry.is_none() && !answer.is_empty() && !asked.ends_with(['?', '？', ':', '：']);
    let cross = tail.starts_with("[X]") || tail.starts_with("[x]");
    // `Tick what is shut with [x]`
    let means = cross && asked.rsplit(' ').next().is_some_and(|last| words::MEANS.has(last));
    if cross && (counts || told) && !words::CHOICES.has(answer) || means {
        return None;
    }
    let signs = asked.ends_with([':', '：'])
        && (sign_offs::is_role(&asked) || words::APPROVED.leading(answer).is_some() || entry.is_none());
    if signs || answer.split_whitespace().count() > ANSWER || choices::first_mark(answer).is_some() {
        return None;
    }
    let mark = Span::new(content.start + at, content.start + at + len);
    let shape = if tail.starts_with('[') { ItemShape::Malformed } else { ItemShape::Glyph };
    Some(found(Some(mark), tick, shape))
}

/// The length of the box that a text starts with, and what it says.
fn single(text: &str) -> Option<(usize, State)> {
    let square = text.starts_with('[') || text.starts_with(boxes::SQUARES);
    statuses::cell_box(text).filter(|_| square).map(|(_, len, state)| (len, state))
}
