//! All lists of words as one table: which words may start, or end, with a few bytes.

mod joined;
mod keys;
mod places;
mod tables;

use keys::{By, KEY, is_ascii, key};
use places::{beyond, eight, four, pair, whole};
use tables::{FIRSTS, HEADS, LASTS, MEMBERS, NEXT, STARTS, TAILS, WHOLES, WORDS, Word, may_have};

pub use joined::Joined;
pub use tables::{Members, is_initial};

/// How many lists there are.
#[cfg(test)]
pub const LISTS: usize = FIRSTS.len();

/// A word of some lists, at a place of the table.
#[derive(Clone, Copy)]
pub struct Entry {
    /// What a text has that starts with it: the bits of its [`key`] that count, and what they are.
    mask: u128,
    key: u128,
    /// How many bytes it has, where these are ASCII; else 0.
    ascii: u8,
    /// Whether it has a hyphen, for which a text may have another one that is not ASCII.
    hyphened: bool,
    /// Which of all words it is, and the first of those that are the same.
    number: u16,
}

impl Entry {
    /// The word.
    pub fn word(&self) -> &'static str {
        WORDS.get(usize::from(self.number)).map_or("", Word::text)
    }

    /// Whether a text of this key has the bytes of the word that count; most are told by the first half of them.
    #[inline]
    fn fits(&self, key: u128) -> bool {
        key as u64 & self.mask as u64 == self.key as u64 && key & self.mask == self.key
    }

    /// How many bytes it has, where these are ASCII and a key has all of them.
    #[inline]
    fn short(&self) -> Option<usize> {
        let len = usize::from(self.ascii);
        (1..=KEY).contains(&len).then_some(len)
    }

    /// The lists that have it.
    #[inline]
    pub fn lists(&self) -> &'static Members {
        MEMBERS.get(usize::from(self.number)).unwrap_or(const { &[0; _] })
    }

    /// Whether a list has it.
    #[inline]
    pub fn is_in(&self, list: u16) -> bool {
        has(self.lists(), list)
    }

    /// The order in which words stand in the list of a number that has it.
    pub fn order(&self, list: u16) -> u16 {
        let start = STARTS.get(usize::from(list)).copied().unwrap_or(0);
        let mut number = self.number;
        while number < start
            && let Some(next) = NEXT.get(usize::from(number)).filter(|next| **next > number)
        {
            number = *next;
        }
        number
    }
}

/// Whether a list is among some.
#[inline]
pub fn has(lists: &Members, list: u16) -> bool {
    lists.get(usize::from(list / 64)).is_some_and(|bits| bits & 1 << (list % 64) != 0)
}

/// The words of a list, in its order.
pub fn list(list: u16) -> impl Iterator<Item = &'static str> {
    let place = |list: usize| STARTS.get(list).map_or(0, |start| usize::from(*start));
    let words = place(usize::from(list))..place(usize::from(list) + 1);
    WORDS.get(words).unwrap_or(&[]).iter().map(Word::text)
}

/// Whether a word of a list may start with the first two bytes of `text`; most texts are told so by these.
#[inline]
pub fn may_start(list: u16, text: &[u8]) -> bool {
    FIRSTS.get(usize::from(list)).is_some_and(|firsts| may_have(firsts, text.first(), text.get(1)))
}

/// Whether a word of a list may end with the last two bytes of `text`.
#[inline]
pub fn may_end(list: u16, text: &[u8]) -> bool {
    let inner = text.len().checked_sub(2).and_then(|at| text.get(at));
    LASTS.get(usize::from(list)).is_some_and(|lasts| may_have(lasts, text.last(), inner))
}

/// Hands over the words that `text` starts with, and how many of its bytes they take.
#[inline]
pub fn starting(text: &str, mut found: impl FnMut(&'static Entry, usize)) {
    if !text.bytes().next().is_some_and(is_initial) {
        return;
    }
    let key = key(text.as_bytes(), By::Start);
    let ascii = is_ascii(key);
    places(key, text.chars(), |place| {
        for entry in HEADS.at(place) {
            if entry.fits(key) {
                if let Some(len) = entry.short().or_else(|| prefix(text, entry.word())) {
                    found(entry, len);
                }
            } else if entry.hyphened
                && !ascii
                && let Some(len) = prefix(text, entry.word())
            {
                found(entry, len);
            }
        }
    });
}

/// Hands over the words that `text` ends with, and where they start.
pub fn ending(text: &str, mut found: impl FnMut(&'static Entry, usize)) {
    let key = key(text.as_bytes(), By::End);
    places(key, text.chars().rev(), |place| {
        for entry in TAILS.at(place).iter().filter(|entry| entry.fits(key)) {
            let start = entry.short().and_then(|len| text.len().checked_sub(len));
            if let Some(start) = start.or_else(|| suffix(text, entry.word())) {
                found(entry, start);
            }
        }
    });
}

/// Hands over the places of the words that a text may have at the end that it has this key of, and these characters from.
#[inline]
fn places(key: u128, characters: impl Iterator<Item = char>, mut look: impl FnMut(usize)) {
    let [outer, second, third, fourth, _, _, _, eighth] = (key as u64).to_le_bytes();
    if outer.is_ascii() {
        look(pair(outer, second));
    }
    if !(outer | second | third | fourth).is_ascii() {
        places_beyond(characters, look);
    } else if fourth > 0 {
        look(four(key));
        if eighth > 0 {
            look(eight(key));
        }
    }
}

/// As [`places`], where one of the first characters is not ASCII.
fn places_beyond(characters: impl Iterator<Item = char>, mut look: impl FnMut(usize)) {
    let mut lower = characters.map(|c| match c {
        '\u{2010}' | '\u{2011}' => u32::from(b'-'),
        c if c.is_ascii() => c.to_ascii_lowercase().into(),
        c => c.to_lowercase().next().unwrap_or(c).into(),
    });
    let outer = lower.next().unwrap_or(0);
    let alone = beyond(outer, 0);
    look(alone);
    let both = lower.next().map(|inner| beyond(outer, inner));
    both.filter(|both| *both != alone).into_iter().for_each(look);
}

/// Hands over the words that `text` is, whatever its case.
#[inline]
pub fn being(text: &str, mut found: impl FnMut(&'static Entry)) {
    if !text.is_ascii() {
        return starting(text, |entry, len| {
            if len == text.len() {
                found(entry);
            }
        });
    }
    let key = key(text.as_bytes(), By::Whole);
    for entry in WHOLES.at(whole(key, text.len())).iter().filter(|entry| entry.fits(key)) {
        let same = usize::from(entry.ascii) == text.len();
        if same && (text.len() <= KEY || entry.word().eq_ignore_ascii_case(text)) {
            found(entry);
        }
    }
}

/// The bytes of `text` that are `word`, where it starts with it.
#[inline]
pub fn prefix(text: &str, word: &str) -> Option<usize> {
    let (first, wanted) = (text.as_bytes().first()?, word.as_bytes().first()?);
    // Most words of a list are told apart by their first letter.
    if !first.eq_ignore_ascii_case(wanted) && (first.is_ascii() || wanted.is_ascii()) {
        return None;
    }
    whole_prefix(text, word)
}

/// The first byte of the hyphens that are not ASCII.
const HYPHEN: u8 = 0xE2;

fn whole_prefix(text: &str, word: &str) -> Option<usize> {
    if text.as_bytes().get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes())) {
        return Some(word.len());
    }
    // "sign‑off" may have the hyphen at which no line is broken.
    let hyphen = || word.contains('-') && text.as_bytes().iter().take(word.len()).any(|byte| *byte == HYPHEN);
    if word.is_ascii() && !hyphen() {
        return None;
    }
    let mut wanted = word.chars();
    let mut at = 0;
    for c in text.chars() {
        if wanted.as_str().is_empty() {
            break;
        }
        let plain = if matches!(c, '\u{2010}' | '\u{2011}') { '-' } else { c };
        if !plain.to_lowercase().all(|lower| wanted.next() == Some(lower)) {
            return None;
        }
        at += c.len_utf8();
    }
    wanted.as_str().is_empty().then_some(at)
}

/// Where `word` starts in `text`, where that ends with it.
fn suffix(text: &str, word: &str) -> Option<usize> {
    let start = text.len().checked_sub(word.len());
    let tail = start.and_then(|start| text.as_bytes().get(start..));
    if tail.is_some_and(|tail| tail.eq_ignore_ascii_case(word.as_bytes())) {
        return start;
    }
    if word.is_ascii() {
        return None;
    }
    let start = text.char_indices().rev().take(word.chars().count()).last().map(|(start, _)| start)?;
    (prefix(text.get(start..)?, word)? + start == text.len()).then_some(start)
}
