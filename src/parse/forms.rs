//! Items from blocks of a form: `TEST 1.1 - Cold start` or a number of a list, labelled lines or bullets, and one that says how
//! it came out.

use foldhash::{HashMap, HashMapExt};

use super::draft::Draft;
use super::frame::Entry;
use super::lines::{LineKind, Marker};
use super::signs::Signs;
use super::unboxed::Found;
use super::{Recogniser, choices, inline, statuses, words};
use crate::model::{ItemShape, State};

pub const RECOGNISER: Recogniser = Recogniser {
    name: "forms",
    summary: "blocks of labelled lines such as \"TEST 1.1 … Status: PASS / FAIL\", where there are several",
    recognise,
};

/// The first line of what may be a block.
struct Start {
    line: usize,
    word: String,
    text: String,
}

/// How a block came out.
struct Outcome {
    line: usize,
    state: State,
    reason: Option<String>,
    /// Whether it offers a choice, or states one of its results.
    told: bool,
}

fn recognise(draft: &mut Draft<'_>) {
    for (starts, listed) in [(starts(draft), false), (numbers(draft), true), (bullets(draft), true)] {
        blocks(draft, &starts, listed);
    }
}

/// Reads the blocks that begin at some lines; in a list bullets belong to them.
fn blocks(draft: &mut Draft<'_>, starts: &[Start], listed: bool) {
    let mut blocks = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).map_or(draft.frame.lines.len(), |next| next.line);
        if let Some(outcome) = outcome(draft, start.line, end, listed) {
            blocks.push((start, outcome));
        }
    }
    // What somebody has written over the options of one block leaves the others what they are.
    let mut words: HashMap<&str, (usize, bool)> = HashMap::new();
    for (start, outcome) in &blocks {
        let (count, told) = words.entry(start.word.as_str()).or_default();
        *count += 1;
        *told |= outcome.told;
    }
    let is_form = |word: &str| words.get(word).is_some_and(|(count, told)| *count >= 2 && *told);
    let forms: Vec<Found> = blocks
        .iter()
        .filter(|(start, _)| is_form(&start.word))
        .map(|(start, outcome)| Found {
            line: start.line,
            last: last(draft, outcome.line, listed),
            mark: None,
            text: start.text.clone(),
            state: outcome.state,
            reason: outcome.reason.clone(),
            shape: ItemShape::Form,
        })
        .collect();
    draft.unboxed.extend(forms);
}

/// The lines of running text that are a word, a number, and what it is about.
fn starts(draft: &Draft<'_>) -> Vec<Start> {
    let mut starts = Vec::new();
    for line in draft.text_lines() {
        let Some(at) = draft.frame.line(line) else { continue };
        if at.marker.is_some() || !draft.has_sign(line, Signs::DIGIT) || draft.frame.title_at(line).is_some() {
            continue;
        }
        let text = draft.source.slice(at.content);
        let Some((word, number, title)) = numbered(text.trim_start_matches('*')) else { continue };
        let text = [word, " ", number, ": ", &inline::plain(title)].concat();
        starts.push(Start { line, word: word.to_lowercase(), text });
    }
    starts
}

/// The numbered entries that are in no other: `3. Gate tight`, and bullets of what was seen below it.
fn numbers(draft: &Draft<'_>) -> Vec<Start> {
    let entries = draft.frame.entries.iter().filter(|entry| {
        let numbered =
            entry.parent.is_none() && entry.mark.is_none() && matches!(entry.marker, Some(Marker::Number(_)));
        numbered && draft.frame.title_at(entry.line).is_none()
    });
    entries.map(|entry| start(draft, entry)).collect()
}

/// The bullets that are in no other and have some below: `- Gate tight`, and what was seen.
fn bullets(draft: &Draft<'_>) -> Vec<Start> {
    let entries = draft.frame.entries.iter().filter(|entry| {
        let plain = entry.parent.is_none() && entry.mark.is_none() && !entry.has_boxes_below;
        // What is known, or talked about, is not worked through.
        let own = draft.section_of_line(entry.line);
        let known = || draft.titles_outwards(own).take(2).any(|(_, title)| title.says(words::AGENDAS));
        plain && entry.has_entries_below && entry.marker == Some(Marker::Bullet) && !known()
    });
    entries.map(|entry| start(draft, entry)).collect()
}

/// The block that an entry begins.
fn start(draft: &Draft<'_>, entry: &Entry) -> Start {
    Start { line: entry.line, word: String::new(), text: inline::plain(draft.source.slice(entry.content)) }
}

/// Takes `TEST 1.1 - Cold start` apart.
fn numbered(text: &str) -> Option<(&str, &str, &str)> {
    let (word, rest) = text.split_once(' ')?;
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
    let (number, rest) = rest.split_at_checked(end)?;
    let number = number.trim_end_matches(['.', '-']);
    let title = rest.trim_start().strip_prefix(['-', '–', '—', ':', ')', '.']).or_else(|| {
        // "Test 1. Cold start"
        text.contains(". ").then_some(rest)
    })?;
    let fine = word.chars().all(char::is_alphabetic)
        && number.starts_with(|c: char| c.is_ascii_digit())
        && title.contains(char::is_alphabetic);
    fine.then_some((word, number, title.trim()))
}

/// The line of a block that says how it came out; of several the last one that offers a choice or states a result.
fn outcome(draft: &Draft<'_>, start: usize, end: usize, listed: bool) -> Option<Outcome> {
    let mut found: Option<Outcome> = None;
    for line in start + 1..end {
        let at = draft.frame.line(line)?;
        if matches!(at.kind, LineKind::Heading(_) | LineKind::Break) || draft.frame.title_at(line).is_some() {
            break;
        }
        let apart = at.marker.is_some() != listed;
        if at.kind != LineKind::Text || apart || !draft.has_sign(line, Signs::COLON) {
            continue;
        }
        let segments = draft.segments(line);
        let Some(segment) = segments.first() else { continue };
        if !segment.is(words::OUTCOME_LABELS) {
            continue;
        }
        let value = draft.source.slice(segment.value);
        let choice = choices::choice(value).is_some();
        let (state, reason) = match choices::has_box(value) || !choice && is_result(value) {
            true => statuses::standing(value),
            // Options without boxes state nothing before one of them is left.
            false => (State::Open, None),
        };
        let waits = || words::UNDONE.has(value.trim_matches(['*', '`', ' ']));
        let told = choice || state != State::Open || waits();
        if told || found.as_ref().is_none_or(|found| !found.told) {
            found = Some(Outcome { line, state, reason, told });
        }
    }
    found
}

/// Whether words are a result, with or without a remark behind it, rather than a sentence that begins like one.
fn is_result(value: &str) -> bool {
    let value = inline::plain(value);
    let head = value.split([':', '(', ',', ';', '—', '–']).next().unwrap_or("").trim_end_matches(['.', '!', ' ']);
    [words::DONE, words::FAILED, words::NOT_APPLICABLE].iter().any(|list| list.has(head))
}

/// The last line of a block whose outcome stands on a line: up to the next blank one.
fn last(draft: &Draft<'_>, outcome: usize, listed: bool) -> usize {
    let lines = draft.frame.lines.iter().enumerate().skip(outcome + 1);
    let below = lines.take_while(|(at, line)| {
        line.kind == LineKind::Text && line.marker.is_some() == listed && draft.frame.title_at(*at).is_none()
    });
    below.last().map_or(outcome, |(at, _)| at)
}
