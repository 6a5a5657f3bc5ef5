//! Parts of a whole beside words that say that all of it is done: "All scenarios passed (10/15 scenarios)".

use super::ends::says_done;
use super::remarks::{BEHIND, COLON};
use super::words::counts_some;
use crate::parse::words::{
    ALL_NEEDED, GAUGES, JUDGEMENTS, OUT_OF, OUTCOMES_PASSED, SAYS_DONE, SAYS_WHOLE, SHARES, SPLIT, STILL_OPEN,
};

/// Usual status codes of HTTP (RFC 9110, RFC 6585), of which a text may name two: `(401/403)`.
const STATUSES: [u64; 22] =
    [200, 201, 202, 204, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 409, 410, 422, 429, 500, 502, 503];

/// A part of a whole behind words that say that it is done, `All scenarios passed (10/15 scenarios)`, `Replicas ready: 5/6`.
pub(super) fn falls_short(text: &str) -> Option<&str> {
    let behind = || text.rsplit_once(": ").and_then(|(head, said)| ratio(head, said));
    in_parentheses(text).or_else(behind).filter(|(_, part, whole)| part < whole).map(|(ratio, ..)| ratio)
}

/// A part of a whole behind an item's words that says what became of it, where nothing says whether all have to: `Run the
/// tests (47/48 passed)`, `Smoke test: 47 of 48 passed`, `Apply the migrations (2 remaining)`; or that is all that is said there,
/// `Documentation (0/8)`; or a part of what is said to be done, `Restore tested: 50%`, `3 of 8 nodes updated`.
pub(super) fn leaves_open(text: &str) -> Option<&str> {
    behind(text)
        .or_else(|| alone(text))
        .or_else(|| of_what_is_done(text))
        .or_else(|| none_passed(text))
        .or_else(|| of_several(text))
        .or_else(|| percent(text))
        .or_else(|| on_some(text))
}

/// How much of it is done, at the end: `Restore test 80% complete`.
fn percent(text: &str) -> Option<&str> {
    let (head, done) = text.rsplit_once(' ')?;
    let start = head.rfind(' ')? + 1;
    let share: u8 = head.get(start..)?.strip_suffix('%')?.parse().ok()?;
    (share < 100 && matches!(done, "done" | "complete" | "completed" | "finished")).then(|| text.get(start..))?
}

/// What became of a part, behind a mark or in parentheses at the end.
fn behind(text: &str) -> Option<&str> {
    let bracketed = || text.strip_suffix(')')?.rsplit_once('(');
    let marked = || text.split_at_checked(BEHIND.last_end(text).max(COLON.last_end(text))?);
    let (head, said) = bracketed().or_else(marked)?;
    let said = said.trim_start();
    let open = || {
        let (number, of_what) = said.split_once(' ')?;
        (counts_some(number) && STILL_OPEN.has(of_what)).then_some(said)
    };
    let part = || counted(said).filter(|(_, part, whole)| part < whole && !is_compared(head)).map(|_| said);
    open().or_else(part)
}

/// A part of a whole that is all of what stands in parentheses at the end: `Documentation (0/8)`, `Restore tested (80%)`. A
/// wave of several may be "(1/3)".
fn alone(text: &str) -> Option<&str> {
    let (head, said) = text.strip_suffix(')')?.rsplit_once(" (")?;
    let gauged = || head.split(' ').any(|word| GAUGES.has(word));
    let (part, whole): (u64, u64) = match said.strip_suffix('%') {
        // "Coverage gate (75%)" says where it is.
        Some(_) if gauged() => return None,
        Some(percent) => (percent.trim_end().parse().ok()?, 100),
        None => {
            let slashed =
                || said.split_once('/').and_then(|(part, whole)| Some((part.parse().ok()?, whole.parse().ok()?)));
            let worded = of_words(said).filter(|(ratio, ..)| *ratio == said).map(|(_, part, whole)| (part, whole));
            worded.or_else(slashed)?
        }
    };
    let split = || head.split(|c: char| !c.is_alphanumeric()).any(|word| SPLIT.has(word));
    (part < whole && !are_statuses(part, whole) && (part == 0 || !split()) && !is_compared(head)).then_some(said)
}

/// Whether two numbers are codes of HTTP.
fn are_statuses(part: u64, whole: u64) -> bool {
    [part, whole].iter().all(|number| STATUSES.contains(number))
}

/// A share or a part of what is said to be done: `Restore tested: 50%`, `3 of 8 nodes updated`.
fn of_what_is_done(text: &str) -> Option<&str> {
    let share = || {
        let (head, said) = text.rsplit_once(": ")?;
        let percent: u64 = said.strip_suffix('%')?.trim_end().parse().ok()?;
        (percent < 100 && (says_done(head) || JUDGEMENTS.ending(head).is_some())).then_some(said)
    };
    let done = || [SAYS_DONE, SAYS_WHOLE].iter().any(|list| list.ending(text).is_some());
    let part = || of_words(text).or_else(|| several(text)).filter(|(_, part, whole)| part < whole && done());
    share().or_else(|| part().map(|(said, ..)| said))
}

/// A part of several, at the start of words; "1/3 rollout" may be a wave, "4/5 pods" is a part.
fn several(text: &str) -> Option<(&str, u64, u64)> {
    let (ratio, rest) = text.split_once(' ')?;
    let (part, whole) = ratio.split_once('/')?;
    let plural = rest.split(' ').next().is_some_and(|word| word.ends_with('s'));
    let (part, whole) = (part.parse().ok()?, whole.parse().ok()?);
    (plural && !are_statuses(part, whole)).then_some((ratio, part, whole))
}

/// A part of those on which something is said to be done: `Restore tested on 3 of 4 nodes`.
fn on_some(text: &str) -> Option<&str> {
    let (head, said) = [" on ", " in ", " for ", " to ", " auf ", " sur ", " en ", " em ", " su "]
        .iter()
        .find_map(|on| text.split_once(on))?;
    let (ratio, ..) = of_words(said).or_else(|| several(said)).filter(|(_, part, whole)| part < whole)?;
    (says_done(head) && !is_compared(text)).then_some(ratio)
}

/// That nothing passed, behind a mark, in parentheses or as all that is said: `Smoke test: 0 passed`, `(0/0 passed)`.
fn none_passed(text: &str) -> Option<&str> {
    let bracketed = || text.strip_suffix(')')?.rsplit_once('(').map(|(_, said)| said);
    let said = text.rsplit_once(": ").map(|(_, said)| said).or_else(bracketed).unwrap_or(text);
    let (number, rest) = said.split_once(' ')?;
    let what = rest.strip_prefix("of 0 ").unwrap_or(rest);
    (matches!(number, "0" | "0/0") && OUTCOMES_PASSED.has(what)).then_some(said)
}

/// A part of several, where that is all that is said of them: `Pods: 4 of 5`, `Replicas: 4/5`.
fn of_several(text: &str) -> Option<&str> {
    let (label, said) = text.split_once(": ")?;
    let slashed = || said.split_once('/').and_then(|(part, whole)| Some((part.parse().ok()?, whole.parse().ok()?)));
    let (part, whole): (u64, u64) = match of_words(said) {
        Some((ratio, part, whole)) if ratio == said => (part, whole),
        _ => slashed()?,
    };
    (ALL_NEEDED.trailing(label).is_some() && part < whole && !are_statuses(part, whole)).then_some(said)
}

/// A part that is more than its whole in the same place, `All scenarios passed (16/15 scenarios)`.
pub(super) fn goes_beyond(text: &str) -> Option<&str> {
    let beyond = |(ratio, part, whole): &(&str, u64, u64)| part > whole && *ratio != "24/7";
    let said = || counted(text.strip_suffix(')')?.rsplit_once('(')?.1);
    in_parentheses(text).or_else(said).filter(beyond).map(|(ratio, ..)| ratio).or_else(|| share(text))
}

/// More than all of what has a whole: `Coverage: 110%`.
fn share(text: &str) -> Option<&str> {
    let (label, value) = text.rsplit_once(": ")?;
    let number: u64 = value.strip_suffix('%')?.trim_end().parse().ok()?;
    (number > 100 && SHARES.ending(label).is_some()).then_some(value)
}

/// Whether words say somewhere that only a part of a whole agrees: "GO (2 of 3 votes)".
pub(super) fn is_part(text: &str) -> bool {
    let starts = text.char_indices().filter(|(at, c)| {
        c.is_ascii_digit() && !text.get(..*at).is_some_and(|head| head.ends_with(|c: char| c.is_alphanumeric()))
    });
    let mut parts = starts.filter_map(|(at, _)| of_words(text.get(at..)?));
    parts.any(|(_, part, whole)| part < whole)
}

/// The ratio in parentheses at the end of a text; a wave may be "(1/3)".
fn in_parentheses(text: &str) -> Option<(&str, u64, u64)> {
    let (head, said) = text.strip_suffix(')').and_then(|head| head.rsplit_once(" ("))?;
    // A wave may be "(1/3)"; tests that passed are all of them.
    let passed = ["passed", "green", "bestanden"].iter().any(|word| head.ends_with(word));
    (passed || said.contains(' ')).then(|| ratio(head, said)).flatten()
}

/// The ratio at the start of `said`, behind words of which a part of the whole is not all that they say.
fn ratio<'t>(head: &str, said: &'t str) -> Option<(&'t str, u64, u64)> {
    let (ratio, part, whole) = of_words(said).or_else(|| {
        let ratio = said.split(' ').next()?;
        let (part, whole) = ratio.split_once('/')?;
        Some((ratio, part.parse().ok()?, whole.parse().ok()?))
    })?;
    // What has a target is compared with that.
    (SAYS_WHOLE.ending(head).is_some() && !is_compared(head) && !is_compared(said)).then_some((ratio, part, whole))
}

/// Whether a value is a part of a whole and what became of it, where nothing else is said: `3 of 5 passed`.
pub(super) fn is_short(value: &str) -> bool {
    let Some((ratio, part, whole)) = counted(value) else { return false };
    let words = value.get(ratio.len()..).unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
    part < whole && SAYS_WHOLE.has(words)
}

/// A ratio with words behind it that say what became of the part, `49/48 passed`.
fn counted(said: &str) -> Option<(&str, u64, u64)> {
    let (ratio, part, whole) = of_words(said).or_else(|| {
        let (ratio, _) = said.split_once(' ')?;
        if let Some(percent) = ratio.strip_suffix('%') {
            return Some((ratio, percent.parse().ok()?, 100));
        }
        let (part, whole) = ratio.split_once('/')?;
        Some((ratio, part.parse().ok()?, whole.parse().ok()?))
    })?;
    let words = said.get(ratio.len()..)?.trim_start();
    (SAYS_WHOLE.beginning(words).is_some() && !is_compared(words)).then_some((ratio, part, whole))
}

/// `9 of 10` at the start of words.
fn of_words(text: &str) -> Option<(&str, u64, u64)> {
    let (part, behind) = text.split_once(' ')?;
    let behind = OUT_OF.strip_from(behind)?.strip_prefix(' ')?;
    let behind = ["the ", "all ", "our "].iter().find_map(|word| behind.strip_prefix(word)).unwrap_or(behind);
    let whole = behind.split(' ').next()?;
    let number = |text: &str| text.replace(',', "").parse().ok();
    let said = text.get(..text.len() - behind.len() + whole.len())?;
    Some((said, number(part)?, number(whole.trim_matches(|c: char| !c.is_ascii_digit()))?))
}

/// Whether words compare a value with a target, which is judged with it.
fn is_compared(text: &str) -> bool {
    text.contains(['≥', '≤', '<', '>']) || text.to_lowercase().contains("target")
}
