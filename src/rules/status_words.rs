//! Words and marks beside a box that a tick does not go with.

use super::Context;
use super::remarks::{self, Remark};
use crate::model::Item;
use crate::text::Marks;

/// Marks that say something failed, at either end of a text.
const CROSSES: [&str; 4] = ["❌", "✗", "✘", ":x:"];

/// Marks that say so behind a text; in front they say what it is about: "🚫 page shown to guests".
const BARS: [&str; 3] = ["🚫", "⛔", "👎"];

/// Marks behind a text that say it is not done; in front they say what it is about: "⏳ Wait for the queue".
const HOURGLASSES: [&str; 9] = ["⏳", "⌛", "🚧", "🔄", "⏸", "⏭", "❓", ":hourglass:", ":hourglass_flowing_sand:"];

/// Status words of what went wrong; they count in capitals.
const FAILED: [&str; 4] = ["FAILED", "FAIL", "REJECTED", "BLOCKED"];

/// Status words of what is not done; they count in capitals, or alone behind a dash.
const UNFINISHED: [&str; 15] = [
    "PENDING",
    "TODO",
    "TO DO",
    "WIP",
    "WORK IN PROGRESS",
    "IN PROGRESS",
    "NOT DONE",
    "NOT DONE YET",
    "NOT YET DONE",
    "NOT YET",
    "NOT STARTED",
    "INCOMPLETE",
    "SKIPPED",
    "PARTIALLY",
    "PARTIALLY DONE",
];

/// A status word that counts in parentheses and behind a dash, and in capitals only: a door may be open.
const OPEN: &str = "OPEN";

/// Status words of work that was put off; they count in capitals only, as deferring things can be the work.
const DEFERRED: [&str; 2] = ["DEFERRED", "POSTPONED"];

const DASHES: [&str; 3] = [" - ", "–", "—"];

/// The mark or word by which an item says that it failed.
pub(super) fn failed<'a>(context: &Context<'a>, item: &'a Item) -> Option<&'a str> {
    let text = bare(&item.text);
    let crossed = |mark: &&str| text.starts_with(mark) || text.ends_with(mark);
    let loud = || FAILED.into_iter().find(|word| is_loud(text, word));
    let barred = || BARS.into_iter().find(|mark| text.ends_with(mark));
    CROSSES.into_iter().find(crossed).or_else(barred).or_else(loud).or_else(|| remarked(context, item, Remark::Failed))
}

/// The word by which a remark behind an item's words says this of it.
fn remarked(context: &Context, item: &Item, says: Remark) -> Option<&'static str> {
    let read = remarks::read(bare(&item.text), context.source.slice(item.span));
    read.filter(|(said, _)| *said == says).map(|(_, word)| word)
}

/// Whether a text begins with a cross.
pub(super) fn is_crossed(text: &str) -> bool {
    CROSSES.iter().any(|cross| text.starts_with(cross))
}

/// The mark or word by which an item says that it is not done.
pub(super) fn unfinished<'a>(context: &Context<'a>, item: &'a Item) -> Option<&'a str> {
    let text = bare(&item.text);
    let behind = dash(text).and_then(|dash| text.get(dash..)).map(str::trim);
    let said = |word: &&str| is_loud(text, word) || behind.is_some_and(|tail| word.eq_ignore_ascii_case(tail));
    let open = || (in_parentheses(text) == Some(OPEN) || behind == Some(OPEN)).then_some(OPEN);
    let marked = HOURGLASSES.into_iter().find(|mark| text.ends_with(mark));
    let loud = || UNFINISHED.into_iter().find(said).or_else(open);
    marked.or_else(loud).or_else(|| remarked(context, item, Remark::Undone))
}

/// Whether an item says that it was put off: at its start, or behind a dash, a colon or a parenthesis.
pub(super) fn is_deferred(context: &Context, item: &Item) -> bool {
    let text = &item.text;
    let starts = |part: &str| {
        let word = part.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        DEFERRED.contains(&word)
    };
    let behind = |mark: &&str| text.split(*mark).skip(1).any(starts);
    // Most texts have no such word anywhere.
    let loud = || DEFERRED.iter().any(|word| text.contains(word));
    let said = || starts(text) || DASHES.iter().chain(&[": ", "("]).any(behind);
    loud() && said() || remarked(context, item, Remark::Deferred).is_some()
}

/// A text without what may end a sentence, or choose the look of an emoji.
fn bare(text: &str) -> &str {
    text.trim_end_matches(['.', '!', '\u{fe0f}', ' '])
}

/// Whether a status word in capitals stands at the end of a text, in parentheses or behind a dash or a colon; or at its
/// start, before one.
fn is_loud(text: &str, word: &str) -> bool {
    let at_end = || {
        let head = text.strip_suffix(word);
        head.is_some_and(|head| {
            head.ends_with(": ") || DASHES.iter().any(|dash| head.trim_end().ends_with(dash.trim_end()))
        })
    };
    let in_front = || {
        let rest = text.strip_prefix(word).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with([':', '–', '—']) || rest.starts_with("- "))
    };
    in_parentheses(text) == Some(word) || at_end() || in_front()
}

/// What stands in parentheses at the end of a text.
fn in_parentheses(text: &str) -> Option<&str> {
    let inner = text.strip_suffix(')')?;
    inner.get(inner.rfind('(')? + 1..).map(str::trim)
}

/// Where what stands behind the last dash begins.
fn dash(text: &str) -> Option<usize> {
    Marks::new(DASHES).last_end(text)
}
