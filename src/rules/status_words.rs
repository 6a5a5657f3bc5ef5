//! Words and marks that say, beside a box, that something is not done.

/// Marks that say work goes on or has yet to begin.
const MARKS: [char; 6] = ['⏳', '⌛', '🔄', '🚧', '🔜', '🕒'];

/// Status words of work that is not done; they count in capitals, or behind a dash.
const UNFINISHED: [&str; 10] = [
    "PENDING",
    "TODO",
    "TO DO",
    "WIP",
    "WORK IN PROGRESS",
    "IN PROGRESS",
    "NOT DONE",
    "NOT STARTED",
    "INCOMPLETE",
    "NOT YET DONE",
];

/// Status words of work that was put off; they count in capitals only, as deferring things can be the work.
const DEFERRED: [&str; 2] = ["DEFERRED", "POSTPONED"];

/// The mark or word by which a text says that it is not done.
pub(super) fn unfinished(text: &str) -> Option<String> {
    let text = text.trim();
    let mark = |c: Option<char>| c.filter(|c| MARKS.contains(c)).map(String::from);
    // An emoji may be followed by the selector of its look.
    let bare = text.trim_end_matches('\u{fe0f}');
    if let Some(mark) = mark(text.chars().next()).or_else(|| mark(bare.chars().next_back())) {
        return Some(mark);
    }
    let (tail, dashed) = tail(text)?;
    let is = |word: &str| if dashed { word.eq_ignore_ascii_case(tail) } else { word == tail };
    UNFINISHED.iter().find(|word| is(word)).map(|word| (*word).to_owned())
}

/// Whether a text says that it was put off: `DEFERRED` or `POSTPONED` at its start, or behind a dash, a colon or a parenthesis.
pub(super) fn is_deferred(text: &str) -> bool {
    let starts = |part: &str| {
        let word: &str = part.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        DEFERRED.contains(&word)
    };
    // Most texts have no such word anywhere.
    if !DEFERRED.iter().any(|word| text.contains(word)) {
        return false;
    }
    let behind = |mark: &str| text.split(mark).skip(1).any(|part| starts(part.trim_start()));
    starts(text.trim_start()) || [" - ", "–", "—", ": ", "("].iter().any(|mark| behind(mark))
}

/// What stands at the end of a text behind a dash, a colon or in parentheses, and whether it is behind a dash.
fn tail(text: &str) -> Option<(&str, bool)> {
    if let Some(inner) = text.strip_suffix(')') {
        let at = inner.rfind('(')?;
        return Some((inner.get(at + 1..)?.trim(), false));
    }
    let dash = [" - ", "–", "—"].iter().filter_map(|dash| Some((text.rfind(dash)?, dash.len(), true))).max();
    let colon = text.rfind(": ").map(|at| (at, 2, false));
    let (at, len, dashed) = dash.max(colon)?;
    Some((text.get(at + len..)?.trim(), dashed))
}
