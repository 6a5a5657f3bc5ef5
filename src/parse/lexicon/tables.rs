//! The tables of the lexicon, which `build.rs` makes of the lists of words: a program that starts puts nothing in order.
//!
//! - `TEXT`: the bytes of all words, `WORDS`: where each is in them, `STARTS`: with which word each list starts.
//! - `NEXT`: for each word the next one that is the same, and itself where there is none.
//! - `MEMBERS`: for each word that is the first of its like a bit for each list that has it.
//! - `HEADS`, `TAILS`, `WHOLES`: for each place of a table the words that may start, end, or be a text that has it; of
//!   several alike the first.
//! - `INITIALS`: for each byte whether a word may start with it.
//! - `FIRSTS`, `LASTS`: for each list a bit for each pair of bytes that a word has at one end.

use super::Entry;
use super::places::PLACES;

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

pub(super) static HEADS: Table = Table { starts: &HEADS_STARTS, entries: &HEADS_ENTRIES };
pub(super) static TAILS: Table = Table { starts: &TAILS_STARTS, entries: &TAILS_ENTRIES };
pub(super) static WHOLES: Table = Table { starts: &WHOLES_STARTS, entries: &WHOLES_ENTRIES };

/// A word: where its bytes are in the text of all words.
#[derive(Clone, Copy)]
pub(super) struct Word {
    start: u16,
    len: u8,
}

impl Word {
    pub(super) fn text(&self) -> &'static str {
        let start = usize::from(self.start);
        TEXT.get(start..start + usize::from(self.len)).unwrap_or("")
    }
}

/// The entries of each place.
pub(super) struct Table {
    starts: &'static [u16; PLACES + 1],
    entries: &'static [Entry],
}

impl Table {
    #[inline]
    pub(super) fn at(&self, place: usize) -> &'static [Entry] {
        let (Some(start), Some(end)) = (self.starts.get(place), self.starts.get(place + 1)) else { return &[] };
        self.entries.get(usize::from(*start)..usize::from(*end)).unwrap_or(&[])
    }
}

/// How many numbers take the bits for the pairs of bytes at one end of words.
pub(super) const ROWS: usize = 33;

/// Whether a word with some pairs of bytes at one end may have these there.
#[inline]
pub(super) fn may_have(pairs: &[u32; ROWS], outer: Option<&u8>, inner: Option<&u8>) -> bool {
    let Some(outer) = outer else { return false };
    let row = if outer.is_ascii() { usize::from(outer & 31) } else { 32 };
    let bits = pairs.get(row);
    bits.is_some_and(|bits| bits & 1 << (inner.copied().unwrap_or(0) & 31) != 0)
}

/// Whether a text that starts with a byte may start with a word.
#[inline]
pub fn is_initial(byte: u8) -> bool {
    INITIALS.get(usize::from(byte)).is_some_and(|is| *is)
}
