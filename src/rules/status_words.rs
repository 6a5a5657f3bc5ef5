//! Words and marks beside a box that a tick does not go with.

use super::Context;
use super::remarks::Remark;
use crate::model::Item;
use crate::parse::Words;
use crate::parse::words::{LOUD_FAILED, LOUD_UNDONE, SAYS_FAILED, SAYS_UNDONE, UNDONE, WAITING};
use crate::text::Marks;

/// Marks that say something failed, at either end of a text.
const CROSSES: [&str; 4] = ["❌", "✗", "✘", ":x:"];

/// Marks that say so behind a text; in front they say what it is about: "🚫 page shown to guests".
const BARS: [&str; 6] = ["🚫", "⛔", "👎", "🛑", "🟥", "💥"];

/// Marks behind a text that say it is not done; in front they may say what it is about: "⏳ Wait for the queue".
const HOURGLASSES: [&str; 11] =
    ["⏳", "⌛", "🚧", "🔄", "⏸", "⏭", "❓", "🤷", ":hourglass:", ":hourglass_flowing_sand:", ":construction:"];

/// Signs of danger behind a text; in front they say how urgent it is.
const LIGHTS: [&str; 6] = ["🔴", "🟠", "🟡", "⚠", ":warning:", ":red_circle:"];

/// The one among them that adorns what is done again and again, where it is no item's.
const AROUND: &str = "🔄";

/// Those that in front of an item say what it is about.
const ADORNS: [&str; 3] = [AROUND, "⏭", "❓"];

/// A status word that counts in parentheses and behind a dash, and in capitals only: a door may be open.
const OPEN: &str = "OPEN";

/// Status words of work that was put off; they count in capitals only, as deferring things can be the work.
const DEFERRED: [&str; 2] = ["DEFERRED", "POSTPONED"];

const DASHES: Marks<3> = Marks::new([" - ", "–", "—"]);

/// The mark or word by which an item says that it failed.
pub(super) fn failed<'a>(context: &Context<'a>, at: usize, item: &'a Item) -> Option<&'a str> {
    let text = bare(&item.text);
    let crossed = |mark: &&str| text.starts_with(mark) || text.ends_with(mark);
    let barred = || BARS.into_iter().find(|mark| text.ends_with(mark));
    let alone = || in_parentheses(text).filter(|said| CROSSES.contains(said) || BARS.contains(said));
    let marked = CROSSES.into_iter().find(crossed).or_else(barred).or_else(alone);
    marked.or_else(|| loud(text, LOUD_FAILED)).or_else(|| remarked(context, at, Remark::Failed))
}

/// The word by which a remark behind an item's words says this of it.
fn remarked(context: &Context, at: usize, says: Remark) -> Option<&'static str> {
    context.remark(at).filter(|(said, _)| *said == says).map(|(_, word)| word)
}

/// The cross that a text begins with.
pub(super) fn crosses(text: &str) -> Option<&'static str> {
    CROSSES.into_iter().find(|cross| text.starts_with(cross))
}

/// The mark that a text begins with and that says that it is still to come.
pub(super) fn waits(text: &str) -> Option<&'static str> {
    HOURGLASSES.into_iter().find(|mark| text.starts_with(mark) && *mark != AROUND)
}

/// The mark or word behind a text by which it failed or is not done; of words only those in capitals.
pub(super) fn at_end(text: &str) -> Option<&str> {
    let text = bare(text);
    let ends = |mark: &&str| text.ends_with(mark) && text.len() > mark.len() && *mark != AROUND;
    let marked = CROSSES.into_iter().chain(HOURGLASSES).find(ends);
    let behind = |words| loud(text, words).filter(|word| text.trim_end_matches(')').ends_with(word));
    // "(next week)" says of what is below when it is due.
    let undone = |said: &&str| SAYS_FAILED.has(said) || SAYS_UNDONE.has(said) && UNDONE.has(said);
    let quiet = || in_parentheses(text).filter(undone);
    marked.or_else(|| behind(LOUD_FAILED)).or_else(|| behind(LOUD_UNDONE)).or_else(quiet)
}

/// The mark or word by which an item says that it is not done.
pub(super) fn unfinished<'a>(context: &Context<'a>, at: usize, item: &'a Item) -> Option<&'a str> {
    let text = bare(&item.text);
    let behind = || text.get(DASHES.last_end(text)?..).map(str::trim);
    let quiet = || behind().filter(|tail| LOUD_UNDONE.has(tail) || *tail == OPEN);
    let marked = HOURGLASSES.into_iter().find(|mark| text.ends_with(mark));
    let open = || in_parentheses(text).filter(|said| *said == OPEN || HOURGLASSES.contains(said));
    let said = marked.or_else(|| loud(text, LOUD_UNDONE)).or_else(quiet).or_else(open);
    said.or_else(|| remarked(context, at, Remark::Undone))
}

/// The sign by which nobody knows how an item stands: a light of danger behind its words, or in front of them, or of what
/// stands behind their last colon, a mark that it is still to come; but where it is the work to wait.
pub(super) fn unclear(text: &str) -> Option<&'static str> {
    let text = bare(text);
    // "⚠️ CRITICAL: shut the gate ⚠️" adorns it.
    let light = LIGHTS.into_iter().find(|light| text.ends_with(light) && !text.starts_with(light));
    let waited = |mark: &&str| {
        let words = text.strip_prefix(mark).unwrap_or("").trim_start_matches(|c: char| !c.is_alphanumeric());
        WAITING.leading(words).is_some()
    };
    let value = || text.rsplit_once(": ").and_then(|(_, value)| waits(value));
    light.or_else(|| waits(text).or_else(value).filter(|mark| !ADORNS.contains(mark) && !waited(mark)))
}

/// Whether an item says that it was put off: at its start, or behind a dash, a colon or a parenthesis.
pub(super) fn is_deferred(context: &Context, at: usize, item: &Item) -> bool {
    let text = &item.text;
    let starts = |part: &str| {
        let word = part.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        DEFERRED.contains(&word)
    };
    let behind = |mark: &&str| text.split(*mark).skip(1).any(starts);
    // Most texts have no such word anywhere.
    let loud = || DEFERRED.iter().any(|word| text.contains(word));
    let said = || starts(text) || [" - ", "–", "—", ": ", "("].iter().any(behind);
    loud() && said() || remarked(context, at, Remark::Deferred).is_some()
}

/// A text without what may end a sentence, or choose the look of an emoji.
pub(super) fn bare(text: &str) -> &str {
    text.trim_end_matches(['.', '!', '\u{fe0f}', ' '])
}

/// A word of a list in capitals at the end of a text, in parentheses or behind a dash or a colon; or at its start, before one.
fn loud(text: &str, words: Words) -> Option<&str> {
    const LEADS: Marks<7> = Marks::new([" -", "–", "—", ": ", "→ ", "=> ", "= "]);
    const ENDS: Marks<5> = Marks::new([":", "–", "—", "- ", ")"]);
    let is_loud = |said: &&str| words.has(said) && !said.contains(char::is_lowercase);
    let at_end = || text.get(LEADS.last_end(text)?..).map(str::trim_start).filter(is_loud);
    let front = text.strip_prefix('(').unwrap_or(text);
    let in_front = || front.get(..ENDS.first(front)?.0).map(str::trim_end).filter(is_loud);
    in_parentheses(text).filter(is_loud).or_else(at_end).or_else(in_front)
}

/// What stands in parentheses at the end of a text.
fn in_parentheses(text: &str) -> Option<&str> {
    let inner = text.strip_suffix(')')?;
    inner.get(inner.rfind('(')? + 1..).map(str::trim)
}
