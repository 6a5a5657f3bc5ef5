//! Merging: two copies of a checklist that were worked on at once, by what they say and not by where their lines stand.
//!
//! Ticks, values and sign-offs of both are kept, on the same line too. Where two people say different things of one item,
//! field, sign-off or decision, that is a conflict, even where the lines alone would fit together.

mod align;
mod line;
mod meaning;

use std::collections::BTreeSet;

use crate::parse::parse;
use crate::text::{Source, SourceError};
use align::{Side, align, lines};
use meaning::{Said, disagreements, is_kept};

/// What became of two copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text; with conflict markers where there are conflicts.
    pub text: String,
    /// How many places are in conflict.
    pub conflicts: usize,
}

/// How conflicts are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Markers<'a> {
    /// How many characters each has; 7 in git.
    pub size: usize,
    /// What our copy is called.
    pub ours: &'a str,
    /// What the other copy is called.
    pub theirs: &'a str,
}

impl Default for Markers<'_> {
    fn default() -> Self {
        Self { size: 7, ours: "ours", theirs: "theirs" }
    }
}

/// A part of the merged text.
enum Piece<'t> {
    Text(String),
    Conflict { ours: Vec<&'t str>, theirs: Vec<&'t str> },
}

/// Merges two copies of `base`.
///
/// # Errors
/// When the merged text can't be a checklist.
pub fn merge(base: &Source, ours: &Source, theirs: &Source, markers: Markers<'_>) -> Result<Merged, SourceError> {
    let split = lines(base.text());
    let sides = (align(&split, &lines(ours.text())), align(&split, &lines(theirs.text())));
    let said = (Said::of(&parse(base)), Said::of(&parse(ours)), Said::of(&parse(theirs)));
    let pieces = put_together(&split, &sides, &disagreements(&said.0, &said.1, &said.2));
    let merged = written(&pieces, markers, base.text());
    if merged.conflicts > 0 {
        return Ok(merged);
    }
    let after = Source::new(base.path(), merged.text.clone().into_bytes())?;
    if is_kept(&said.0, &said.1, &said.2, &Said::of(&parse(&after))) {
        return Ok(merged);
    }
    // What the lines make together is not what was said: a person has to look at all that both have changed.
    let changed = (0..split.len()).filter(|at| sides.0.changes(&split, *at) || sides.1.changes(&split, *at)).collect();
    Ok(written(&put_together(&split, &sides, &changed), markers, base.text()))
}

/// Every line and every gap, merged; `forced` lines of the base, counted from 0, are conflicts whatever they say.
fn put_together<'t>(base: &[&'t str], sides: &(Side<'t>, Side<'t>), forced: &BTreeSet<usize>) -> Vec<Piece<'t>> {
    let (ours, theirs) = sides;
    let mut pieces = Vec::new();
    for at in 0..=base.len() {
        let torn = forced.contains(&at) && at > 0 && forced.contains(&(at - 1));
        pieces.push(gap(ours.gap(at), theirs.gap(at), torn));
        let Some(line) = base.get(at) else { continue };
        pieces.push(one_line(line, ours.line(at), theirs.line(at), forced.contains(&at)));
    }
    pieces
}

/// What both have inserted at one place.
fn gap<'t>(ours: &[&'t str], theirs: &[&'t str], torn: bool) -> Piece<'t> {
    let all = |lines: &[&str]| Piece::Text(lines.concat());
    if torn {
        return Piece::Conflict { ours: ours.to_vec(), theirs: theirs.to_vec() };
    }
    if theirs.is_empty() || ours == theirs {
        return all(ours);
    }
    if ours.is_empty() {
        return all(theirs);
    }
    if !ours.iter().chain(theirs).all(|line| is_entry(line)) {
        return Piece::Conflict { ours: ours.to_vec(), theirs: theirs.to_vec() };
    }
    // Notes, evidence and rows of the log stand for themselves: both are kept.
    let mut both = ours.to_vec();
    both.extend(theirs.iter().filter(|line| !ours.iter().any(|known| known.trim_end() == line.trim_end())));
    if both.iter().all(|line| line.trim_start().starts_with('|')) {
        both.sort_by_key(|line| line.trim());
    }
    Piece::Text(both.iter().map(|line| ended(line, ours)).collect())
}

/// A line that doesn't end, because it was the last, with the end that the others have.
fn ended(line: &str, like: &[&str]) -> String {
    if line.ends_with('\n') {
        return line.to_owned();
    }
    let crlf = like.iter().any(|line| line.ends_with("\r\n"));
    format!("{line}{}", if crlf { "\r\n" } else { "\n" })
}

/// Whether an inserted line says something of its own: a note, evidence, or the row of a table.
fn is_entry(line: &str) -> bool {
    let text = line.trim();
    let bullet = text.get(1..).unwrap_or("").trim_start();
    let marked =
        text.starts_with(['-', '*', '+']) && (bullet.starts_with("**Note:**") || bullet.starts_with("**Evidence:**"));
    marked || (text.starts_with('|') && text.ends_with('|') && text.len() > 1)
}

fn one_line<'t>(base: &'t str, ours: Option<&'t str>, theirs: Option<&'t str>, forced: bool) -> Piece<'t> {
    let conflict = || Piece::Conflict { ours: ours.into_iter().collect(), theirs: theirs.into_iter().collect() };
    let text = |line: Option<&str>| Piece::Text(line.unwrap_or("").to_owned());
    if forced {
        return conflict();
    }
    if theirs == Some(base) || ours == theirs {
        return text(ours);
    }
    if ours == Some(base) {
        return text(theirs);
    }
    match (ours, theirs) {
        (Some(one), Some(other)) => line::merge(base, one, other).map_or_else(conflict, Piece::Text),
        _ => conflict(),
    }
}

/// The pieces as one text; conflicts that touch are one.
fn written(pieces: &[Piece<'_>], markers: Markers<'_>, base: &str) -> Merged {
    let newline = if base.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = String::with_capacity(base.len() + 256);
    let mut open: Option<(String, String)> = None;
    let mut conflicts = 0;
    for piece in pieces {
        match piece {
            Piece::Text(part) if part.is_empty() => {}
            Piece::Text(part) => {
                conflicts += close(&mut text, open.take(), markers, newline);
                append(&mut text, part, newline);
            }
            Piece::Conflict { ours, theirs } => {
                let (one, other) = open.get_or_insert_with(Default::default);
                ours.iter().for_each(|line| append(one, line, newline));
                theirs.iter().for_each(|line| append(other, line, newline));
            }
        }
    }
    conflicts += close(&mut text, open, markers, newline);
    Merged { text, conflicts }
}

/// Puts `part` on lines of its own.
fn append(text: &mut String, part: &str, newline: &str) {
    if !text.is_empty() && !text.ends_with('\n') && !part.is_empty() {
        text.push_str(newline);
    }
    text.push_str(part);
}

/// Writes a conflict that is open; 1 where there was one.
fn close(text: &mut String, open: Option<(String, String)>, markers: Markers<'_>, newline: &str) -> usize {
    let Some((ours, theirs)) = open else { return 0 };
    if ours == theirs {
        append(text, &ours, newline);
        return 0;
    }
    let mark = |c: char| c.to_string().repeat(markers.size.clamp(1, 1000));
    append(text, &format!("{} {}{newline}", mark('<'), markers.ours), newline);
    append(text, &ours, newline);
    append(text, &format!("{}{newline}", mark('=')), newline);
    append(text, &theirs, newline);
    append(text, &format!("{} {}{newline}", mark('>'), markers.theirs), newline);
    1
}
