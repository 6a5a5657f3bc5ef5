//! Words at the ends of an item that take back that it is done: "Backup half done", "Could not restore the backup".

use super::words::flows;
use crate::parse::words::{
    AGREED, ALL_BUT, BEGINS_IN_VAIN, ENDS_IN_PART, ENDS_UNSETTLED, IF, IMPERATIVES, LEAVES_OUT, NAMES_OF_WORK, NO_GO,
    NOT_DONE, OF_WORK, SAYS_DONE, SAYS_OF_IT, SAYS_WHOLE, SPARED,
};

/// How many bytes before an end are looked at.
const NEAR: usize = 200;

/// The words at the end of a text by which only a part of it is done: "Backup half done".
pub(super) fn in_part(text: &str) -> Option<&'static str> {
    ENDS_IN_PART.trailing(text).filter(|word| !is_spared(text, word))
}

/// The words at the end of a text by which nobody knows how it stands: "Backup in progress", "Scan waived by Ana".
pub(super) fn unsettled(text: &str) -> Option<&str> {
    let named = text.rsplit_once(" by ").filter(|(head, name)| {
        head.ends_with("waived") && name.split(' ').count() < 4 && name.starts_with(char::is_uppercase)
    });
    let text = named.map_or(text, |(head, _)| head);
    let (head, word) = ENDS_UNSETTLED.ending(text)?;
    (!is_spared(text, word) && !does(head) && !flows(text)).then_some(word)
}

/// The word by which what ends as something done is not: "Ropes not yet tested".
pub(super) fn denied(text: &str) -> Option<&str> {
    let (head, _) = SAYS_DONE.ending(text)?;
    let head = head.trim_end();
    let (before, word) = NOT_DONE.ending(head)?;
    (!is_spared(head, word) && !does(before)).then_some(word)
}

/// Whether a text says nothing but that something is not done: "not taken".
pub(super) fn is_denied(text: &str) -> bool {
    let head = SAYS_DONE.ending(text.trim_end_matches(['.', '!'])).map(|(head, _)| head.trim_end());
    head.is_some_and(|head| NOT_DONE.has(head))
}

/// A NO-GO that stands behind a mark at the end: "Pumps: NO-GO", "Meeting held (NO-GO)".
pub(super) fn against(text: &str) -> Option<&str> {
    let (head, word) = NO_GO.ending(text.trim_end_matches([')', '.', '!', '*']))?;
    let marked = head.trim_end().ends_with([':', '—', '–', '(']) || head.ends_with(" - ");
    (marked && IF.leading(text).is_none()).then_some(word)
}

/// The words at the start of a text by which it was tried in vain: "Could not restore the backup".
pub(super) fn begins_in_vain(text: &str) -> Option<&'static str> {
    // "Skipped: test the ropes", and not "Skipped tests".
    let bracketed = text.starts_with(['(', '[']);
    let apart = |word: &str, rest: &str| {
        let sentence = word.contains([' ', '\'', '’']) && !bracketed && !rest.starts_with(char::is_alphanumeric);
        sentence || rest.trim_start().starts_with([':', ')', ']', '—', '–', '-'])
    };
    BEGINS_IN_VAIN.leading_to(text.trim_start_matches(['(', '[', '*']), apart)
}

/// The words by which what is said to be done leaves something out: "All services deployed (except orders)", "All but one
/// database migrated".
pub(super) fn leaves_out(text: &str) -> Option<&'static str> {
    let done = |head: &str| {
        let head = near(head).trim_end_matches(|c: char| !c.is_alphanumeric());
        (says_done(head) || SAYS_WHOLE.ending(head).is_some()) && !head.split(' ').any(|word| SPARED.has(word))
    };
    let begins = ALL_BUT.beginning(text).filter(|_| done(text) && !does(text));
    let behind = || {
        let mut places = LEAVES_OUT.places(text).filter(|place| !place.rest.starts_with(char::is_alphanumeric));
        let agreed = |rest: &str| AGREED.leading(rest.trim_start_matches([' ', ':'])).is_some();
        places
            .find(|place| text.get(..place.start).is_some_and(|head| done(head) && !does(head)) && !agreed(place.rest))
    };
    begins.or_else(|| behind().map(|place| place.word))
}

/// Whether a text says at its end that something is done, or by whom: "Approved by security".
pub(super) fn says_done(text: &str) -> bool {
    let text = text.rsplit_once(" by ").filter(|(_, name)| name.split(' ').count() < 4).map_or(text, |(head, _)| head);
    SAYS_DONE.ending(text).is_some()
}

/// Whether the words before those at the end say of what they are, or that it is not so.
fn is_spared(text: &str, end: &str) -> bool {
    let head = text.get(..text.len().saturating_sub(end.len())).unwrap_or("");
    // "Status page: work in progress" says what is shown there; "Backup: in progress" how it stands.
    let shown = head.rsplit_once(": ").is_some_and(|(_, shown)| !shown.trim().is_empty());
    head.trim().is_empty() || shown || looks_for(named(head).unwrap_or(head))
}

/// Whether one of the words before an end says that what it says is looked for: "no migration is".
pub(super) fn looks_for(head: &str) -> bool {
    near(head).split(' ').any(|word| SPARED.has(word.trim_end_matches([':', ','])))
}

/// The words right before an end: what stands farther off says nothing of it, and an item may be as long as its document.
pub(super) fn near(head: &str) -> &str {
    (head.len().saturating_sub(NEAR)..head.len()).find_map(|at| head.get(at..)).unwrap_or("")
}

/// Whether a text begins with something to do, and so goes on with it: "Announce that work is in progress".
pub(super) fn does(text: &str) -> bool {
    IMPERATIVES.has(text.split(' ').next().unwrap_or("")) && named(text).is_none()
}

/// What is said of work that is named by what could be an order, too: "Deploy failed", "Test run failed", "Deploy to staging
/// failed", "Restore will be tested tomorrow".
fn named(text: &str) -> Option<&str> {
    let (name, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    let (next, more) = rest.split_once(' ').unwrap_or((rest, ""));
    NAMES_OF_WORK.has(name).then_some(())?;
    // "Check jobs" is an order.
    let alone = || more.is_empty() && !next.ends_with('s');
    if OF_WORK.has(next) || SAYS_OF_IT.has(next) { Some(more) } else { alone().then_some(rest) }
}
