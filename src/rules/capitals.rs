//! Words in capitals that say that an item failed or is not done, where no mark parts them from the rest: "PENDING Restore",
//! "Smoke test FAIL (see the log)".

use std::cell::LazyCell;

use super::ends::{does, looks_for, says_done};
use crate::parse::Words;
use crate::parse::words::{BEHIND_WHICH_NAMED, LOUD_FAILED, LOUD_UNDONE, SAYS_FAILED, UNSURE};

/// What counts behind an item's words.
const BEHIND: [Words; 4] = [LOUD_FAILED, LOUD_UNDONE, SAYS_FAILED, UNSURE];

/// What counts in front of them, where "VERIFY" says what to do.
const IN_FRONT: [Words; 3] = [LOUD_FAILED, LOUD_UNDONE, SAYS_FAILED];

/// The first such word. Where all is in capitals it says no more than the others.
pub(super) fn undone(text: &str) -> Option<&str> {
    // Most texts have no two such letters side by side.
    let loud = text.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase));
    let apart = loud && text.contains(char::is_lowercase);
    apart.then(|| behind(text).or_else(|| in_front(text))).flatten()
}

fn behind(text: &str) -> Option<&str> {
    let done = LazyCell::new(|| says_done(text));
    let mut places = BEHIND.iter().flat_map(|list| list.places(text)).filter_map(|place| {
        let (head, from) = text.split_at_checked(place.start)?;
        let (word, rest) = from.split_at_checked(place.word.len())?;
        let apart = head.ends_with(' ') && (ends(rest) || goes_on(rest) && !*done);
        (is_loud(word) && apart && !is_named(head) && !looks_for(head) && !does(head)).then_some(word)
    });
    places.next()
}

/// "PENDING Invites view" is what was made, where it is done.
fn in_front(text: &str) -> Option<&str> {
    let goes_on = |_: &str, rest: &str| {
        rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase) || rest.starts_with("see "))
    };
    let word = IN_FRONT.iter().find_map(|list| list.leading_to(text, goes_on))?;
    text.get(..word.len()).filter(|word| is_loud(word) && !says_done(text))
}

fn is_loud(word: &str) -> bool {
    !word.contains(char::is_lowercase)
}

/// Whether nothing but a remark stands behind a word.
fn ends(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(" (") && rest.ends_with(')')
}

/// Whether what stands behind a word explains it, and does not list others.
fn goes_on(rest: &str) -> bool {
    let sentence = || rest.strip_prefix([',', ';']).and_then(|rest| rest.strip_prefix(' '));
    let lower = || sentence().is_some_and(|rest| rest.starts_with(char::is_lowercase));
    [" -", " –", " —"].iter().any(|mark| rest.starts_with(mark)) || lower()
}

/// Whether a word behind others is the name of a state, "set to FAILED", or one of several, "PASS/FAIL".
fn is_named(head: &str) -> bool {
    let head = head.trim_end();
    let (before, last) = head.rsplit_once(' ').unwrap_or(("", head));
    // "Smoke test | FAIL", and not "PASS | FAIL".
    let marked = !last.contains(char::is_alphanumeric) && before.ends_with(char::is_lowercase);
    let parted = last.ends_with(|c: char| !c.is_alphanumeric()) && !last.ends_with([')', '~', '*', ':', ',']);
    BEHIND_WHICH_NAMED.has(last) || parted && !marked
}
