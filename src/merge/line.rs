//! Merging within a line: a tick here and a value there are two changes, two values for one blank are a conflict.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A line in words, runs of underscores, and single characters.
fn tokens(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut last: Option<u8> = None;
    for (at, c) in line.char_indices() {
        let kind = if c == '_' {
            1
        } else if c.is_alphanumeric() {
            2
        } else {
            0
        };
        if at > start && (last != Some(kind) || kind == 0) {
            out.extend(line.get(start..at));
            start = at;
        }
        last = Some(kind);
    }
    out.extend(line.get(start..).filter(|rest| !rest.is_empty()));
    out
}

/// How alike two lines are, of 100: the words that both have.
pub fn likeness(a: &str, b: &str) -> usize {
    let words = |line: &str| -> Vec<String> {
        let is_word = |token: &&str| token.chars().next().is_some_and(char::is_alphanumeric);
        tokens(line).into_iter().filter(is_word).map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    let mut count: HashMap<&str, usize> = HashMap::new();
    for word in &a {
        *count.entry(word).or_default() += 1;
    }
    let mut common = 0_usize;
    for word in &b {
        if let Some(left) = count.get_mut(word.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            common += 1;
        }
    }
    // Of the shorter one: a value that is filled in adds words.
    (common * 100).checked_div(a.len().min(b.len())).unwrap_or(0)
}

/// A change of tokens of the base into others.
struct Change<'t> {
    old: Range<usize>,
    new: Vec<&'t str>,
}

/// Both changes of one line; `None` where they are of the same place and differ.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let split = tokens(base);
    let (ours, theirs) = (changes(&split, &tokens(ours)), changes(&split, &tokens(theirs)));
    let mut out = String::with_capacity(base.len() + 64);
    let (mut one, mut other) = (ours.iter().peekable(), theirs.iter().peekable());
    let mut from = 0;
    loop {
        let change = match (one.peek(), other.peek()) {
            (None, None) => break,
            (Some(a), Some(b)) if a.old == b.old && a.new == b.new => {
                one.next();
                other.next()
            }
            (Some(a), Some(b)) if touch(&a.old, &b.old) => return None,
            (Some(a), Some(b)) if (a.old.start, a.old.end) > (b.old.start, b.old.end) => other.next(),
            (None, _) => other.next(),
            _ => one.next(),
        };
        let change = change?;
        out.extend(split.get(from..change.old.start)?.iter().copied());
        out.extend(change.new.iter().copied());
        from = change.old.end;
    }
    out.extend(split.get(from..)?.iter().copied());
    Some(out)
}

/// Whether two changes are of the same tokens, or insert at the same place. One that inserts beside what the other replaces
/// does not touch it: which comes first is plain.
fn touch(a: &Range<usize>, b: &Range<usize>) -> bool {
    let within = |inner: &Range<usize>, outer: &Range<usize>| outer.start < inner.start && inner.start < outer.end;
    match (a.is_empty(), b.is_empty()) {
        (true, true) => a.start == b.start,
        (true, false) => within(a, b),
        (false, true) => within(b, a),
        (false, false) => a.start < b.end && b.start < a.end,
    }
}

fn changes<'t>(base: &[&str], side: &[&'t str]) -> Vec<Change<'t>> {
    let mut out: Vec<Change<'t>> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, base, side) {
        let (tag, old, new) = operation.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        let new = side.get(new).unwrap_or(&[]).to_vec();
        match out.last_mut() {
            Some(last) if last.old.end == old.start => {
                last.old.end = old.end;
                last.new.extend(new);
            }
            _ => out.push(Change { old, new }),
        }
    }
    out
}
