//! Words and marks beside a box that a tick does not go with.

/// Marks that say something failed, at either end of a text.
const CROSSES: [&str; 4] = ["❌", "✗", "✘", ":x:"];

/// Marks behind a text that say it is not done; in front they say what it is about: "⏳ Wait for the queue".
const HOURGLASSES: [&str; 6] = ["⏳", "⌛", "🚧", "🔄", ":hourglass:", ":hourglass_flowing_sand:"];

/// Status words of what went wrong; they count in capitals.
const FAILED: [&str; 4] = ["FAILED", "FAIL", "REJECTED", "BLOCKED"];

/// Status words of what is not done; they count in capitals, or behind a dash.
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

/// Those that say so in any letters, in parentheses too.
const PLAIN: [&str; 5] = ["not done", "not done yet", "not yet done", "skipped", "partially done"];

/// A status word that counts in parentheses and behind a dash, and in capitals only: a door may be open.
const OPEN: &str = "OPEN";

/// Status words of work that was put off; they count in capitals only, as deferring things can be the work.
const DEFERRED: [&str; 2] = ["DEFERRED", "POSTPONED"];

const DASHES: [&str; 3] = [" - ", "–", "—"];

/// The mark or word by which a text says that it failed.
pub(super) fn failed(text: &str) -> Option<&'static str> {
    let text = bare(text);
    let crossed = |mark: &&str| text.starts_with(mark) || text.ends_with(mark);
    CROSSES.into_iter().find(crossed).or_else(|| FAILED.into_iter().find(|word| is_loud(text, word)))
}

/// Whether a text begins with a cross.
pub(super) fn is_crossed(text: &str) -> bool {
    CROSSES.iter().any(|cross| text.starts_with(cross))
}

/// The mark or word by which a text says that it is not done.
pub(super) fn unfinished(text: &str) -> Option<&'static str> {
    let text = bare(text);
    let behind = dash(text).and_then(|dash| text.get(dash..)).map(str::trim);
    let plain = |word: &str| PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(word));
    let inside = in_parentheses(text).filter(|inside| plain(inside));
    let said =
        |word: &&str| is_loud(text, word) || behind.or(inside).is_some_and(|tail| word.eq_ignore_ascii_case(tail));
    let open = || (in_parentheses(text) == Some(OPEN) || behind == Some(OPEN)).then_some(OPEN);
    let marked = HOURGLASSES.into_iter().find(|mark| text.ends_with(mark));
    marked.or_else(|| UNFINISHED.into_iter().find(said)).or_else(open)
}

/// Whether a text says that it was put off: at its start, or behind a dash, a colon or a parenthesis.
pub(super) fn is_deferred(text: &str) -> bool {
    // Most texts have no such word anywhere.
    if !DEFERRED.iter().any(|word| text.contains(word)) {
        return false;
    }
    let starts = |part: &str| {
        let word = part.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        DEFERRED.contains(&word)
    };
    let behind = |mark: &&str| text.split(*mark).skip(1).any(starts);
    starts(text) || DASHES.iter().chain(&[": ", "("]).any(behind)
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
    DASHES.iter().filter_map(|dash| Some(text.rfind(dash)? + dash.len())).max()
}
