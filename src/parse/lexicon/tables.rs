//! The tables of the lexicon, made when the program is compiled: constant functions, which know no iterators.

#![allow(long_running_const_eval, reason = "each table goes over all words, some seconds in all")]

use super::super::words::THEMES;
use super::Entry;
use super::keys::{By, key};

/// A word: where its bytes are in [`TEXT`].
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

    const fn bytes(&self) -> &'static [u8] {
        let (_, from) = BYTES.split_at(self.start as usize);
        from.split_at(self.len as usize).0
    }
}

/// The entries of each place.
pub(super) struct Table<const ENTRIES: usize> {
    starts: [u16; PLACES + 1],
    entries: [Entry; ENTRIES],
}

impl<const ENTRIES: usize> Table<ENTRIES> {
    #[inline]
    pub(super) fn at(&self, place: usize) -> &[Entry] {
        let (Some(start), Some(end)) = (self.starts.get(place), self.starts.get(place + 1)) else { return &[] };
        self.entries.get(usize::from(*start)..usize::from(*end)).unwrap_or(&[])
    }
}

/// For each list a bit for each pair of bytes that a word has at one end, and the last one where a character is not ASCII.
pub(super) struct Ends([[u32; 33]; SIZES.lists]);

impl Ends {
    #[inline]
    pub(super) fn has(&self, list: u8, outer: Option<&u8>, inner: Option<&u8>) -> bool {
        let Some(outer) = outer else { return false };
        let row = if outer.is_ascii() { usize::from(outer & 31) } else { 32 };
        let bits = self.0.get(usize::from(list)).and_then(|list| list.get(row));
        bits.is_some_and(|bits| bits & 1 << (inner.copied().unwrap_or(0) & 31) != 0)
    }

    /// The bits of all lists, by the words' first bytes or their last ones.
    #[expect(clippy::indexing_slicing, reason = "a constant function knows no iterators, and fails when compiled")]
    const fn of(by_end: bool) -> Self {
        let mut bits = [[0; 33]; SIZES.lists];
        let (words, lists) = places();
        let (mut at, mut list) = (0, 0);
        while at < words.len() {
            while lists[list + 1] as usize <= at {
                list += 1;
            }
            let own = words[at].bytes();
            let outer = if by_end { own[own.len() - 1] } else { own[0] };
            let inner = match own.len() {
                1 => 0x80,
                len if by_end => own[len - 2],
                _ if own[1] == b'-' => 0x80,
                _ => own[1],
            };
            if !outer.is_ascii() {
                bits[list][32] = u32::MAX;
            } else {
                bits[list][outer as usize & 31] |= if inner.is_ascii() { 1 << (inner & 31) } else { u32::MAX };
            }
            at += 1;
        }
        Self(bits)
    }
}

/// Where the places of pairs of bytes start, behind those of four.
const FOURS: usize = 4096;

/// Where the places of characters start of which one is not ASCII.
const BEYOND: usize = FOURS + 32 * 32;

/// How many places a table has.
const PLACES: usize = BEYOND + 1024;

/// The place of four ASCII bytes, from the outer one inwards; the same for both cases of a letter.
pub(super) const fn four(outer: u8, second: u8, third: u8, fourth: u8) -> usize {
    let bits = u32::from_le_bytes([outer & 31, second & 31, third & 31, fourth & 31]);
    (bits.wrapping_mul(0x9e37_79b1) >> 20) as usize
}

/// The place of a whole text, by its key and its length.
pub(super) const fn whole(key: u128, len: usize) -> usize {
    let key = (key >> 64) as u64 ^ key as u64;
    let bits = (key >> 32) as u32 ^ key as u32 ^ (len as u32) << 8;
    (bits.wrapping_mul(0x9e37_79b1) >> 20) as usize
}

/// The place of two of them, for words that have no fourth.
pub(super) const fn pair(outer: u8, inner: u8) -> usize {
    FOURS + ((outer as usize & 31) << 5 | inner as usize & 31)
}

/// The place of two characters in lower case that are not ASCII or stand near one that is not, from the outer one inwards;
/// 0 is none.
pub(super) const fn beyond(outer: u32, inner: u32) -> usize {
    let bits = outer.wrapping_mul(0x85eb_ca6b) ^ inner;
    BEYOND + (bits.wrapping_mul(0x9e37_79b1) >> 22) as usize
}

/// How much there is of everything.
pub(super) struct Sizes {
    pub(super) lists: usize,
    words: usize,
    bytes: usize,
}

pub(super) const SIZES: Sizes = sizes();
static BYTES: [u8; SIZES.bytes] = bytes();
const TEXT: &str = match std::str::from_utf8(&BYTES) {
    Ok(text) => text,
    Err(_) => panic!("words are text"),
};
pub(super) static WORDS: [Word; SIZES.words] = places().0;
pub(super) static STARTS: [u16; SIZES.lists + 1] = places().1;
/// For each word the first one that is the same, which stands in the tables for all of them.
const FIRST: [u16; SIZES.words] = alike().0;
/// For each word the next one that is the same, and itself where there is none.
pub(super) static NEXT: [u16; SIZES.words] = alike().1;
/// For each word that is the first of its like a bit for each list that has it.
pub(super) static MEMBERS: [Members; SIZES.words] = members();
pub(super) static HEADS: Table<{ entries(By::Start) }> = table(By::Start);
pub(super) static TAILS: Table<{ entries(By::End) }> = table(By::End);
pub(super) static WHOLES: Table<{ entries(By::Whole) }> = table(By::Whole);
pub(super) static FIRSTS: Ends = Ends::of(false);
pub(super) static LASTS: Ends = Ends::of(true);

/// The places of a word that it stands at by its first bytes or its last ones: from one up to another.
#[expect(clippy::indexing_slicing, reason = "a constant function knows no iterators, and fails when compiled")]
const fn places_of(word: &[u8], by: By) -> (usize, usize) {
    let (len, by_end) = (word.len(), matches!(by, By::End));
    if matches!(by, By::Whole) {
        // One that is not ASCII may be longer in the other case.
        let place = whole(key(word, by), len);
        return (place, place + word.is_ascii() as usize);
    }
    let outer = if by_end { word[len - 1] } else { word[0] };
    let (place, width) = if !outer.is_ascii() {
        (two_beyond(word, by_end), 1)
    } else if len == 1 || !by_end && word[1] == b'-' {
        // Whatever may stand next to it, in either case.
        (pair(outer, 0), 32)
    } else {
        let mut own = [0; 4];
        let mut at = 0;
        while at < 4 && at < len {
            own[at] = word[if by_end { len - 1 - at } else { at }];
            at += 1;
        }
        let [_, second, third, fourth] = own;
        let place = match len {
            _ if !(second | third | fourth).is_ascii() => two_beyond(word, by_end),
            2 | 3 => pair(outer, second),
            // There are several hyphens.
            _ if !by_end && (third == b'-' || fourth == b'-') => pair(outer, second),
            _ => four(outer, second, third, fourth),
        };
        (place, 1)
    };
    (place, place + width)
}

/// The place of the two characters at one end of a word.
const fn two_beyond(word: &[u8], by_end: bool) -> usize {
    let (outer, rest) = character(word, by_end);
    beyond(outer, if rest.is_empty() { 0 } else { character(rest, by_end).0 })
}

/// The character at one end of a text, and what of the text is left.
#[expect(clippy::indexing_slicing, reason = "as above")]
const fn character(text: &[u8], by_end: bool) -> (u32, &[u8]) {
    let mut at = if by_end { text.len() - 1 } else { 0 };
    while by_end && text[at] & 0xc0 == 0x80 {
        at -= 1;
    }
    let (before, own) = text.split_at(at);
    let lead = own[0];
    let mut code = lead as u32;
    if !lead.is_ascii() {
        // As many ones as the character has bytes lead, and a zero.
        code &= 0x7f >> lead.leading_ones();
    }
    let mut len = 1;
    while len < own.len() && own[len] & 0xc0 == 0x80 {
        code = code << 6 | (own[len] & 0x3f) as u32;
        len += 1;
    }
    (code, if by_end { before } else { own.split_at(len).1 })
}

#[expect(clippy::indexing_slicing, reason = "as above")]
const fn sizes() -> Sizes {
    let mut sizes = Sizes { lists: 0, words: 0, bytes: 0 };
    let mut theme = 0;
    while theme < THEMES.len() {
        let mut list = 0;
        while list < THEMES[theme].len() {
            let words = THEMES[theme][list];
            let mut at = 0;
            while at < words.len() {
                sizes.bytes += words[at].len();
                at += 1;
            }
            sizes.words += words.len();
            sizes.lists += 1;
            list += 1;
        }
        theme += 1;
    }
    assert!(sizes.bytes < 1 << 16 && sizes.words < 1 << 16, "places are two bytes");
    assert!(sizes.lists <= super::MOST_LISTS, "more lists than there is room for");
    sizes
}

#[expect(clippy::indexing_slicing, reason = "as above")]
const fn bytes() -> [u8; SIZES.bytes] {
    let mut bytes = [0; SIZES.bytes];
    let (mut theme, mut to) = (0, 0);
    while theme < THEMES.len() {
        let mut list = 0;
        while list < THEMES[theme].len() {
            let mut word = 0;
            while word < THEMES[theme][list].len() {
                let own = THEMES[theme][list][word].as_bytes();
                let mut at = 0;
                while at < own.len() {
                    bytes[to] = own[at];
                    to += 1;
                    at += 1;
                }
                word += 1;
            }
            list += 1;
        }
        theme += 1;
    }
    bytes
}

/// Where each word is, and with which each list starts.
#[expect(clippy::indexing_slicing, reason = "as above")]
const fn places() -> ([Word; SIZES.words], [u16; SIZES.lists + 1]) {
    let mut words = [Word { start: 0, len: 0 }; SIZES.words];
    let mut starts = [0; SIZES.lists + 1];
    let (mut theme, mut number, mut to, mut start) = (0, 0, 0, 0);
    while theme < THEMES.len() {
        let mut list = 0;
        while list < THEMES[theme].len() {
            let mut word = 0;
            while word < THEMES[theme][list].len() {
                let len = THEMES[theme][list][word].len();
                assert!(0 < len && len < 256, "a word has a byte, and its length is one byte");
                words[to] = Word { start: start as u16, len: len as u8 };
                start += len;
                to += 1;
                word += 1;
            }
            number += 1;
            starts[number] = to as u16;
            list += 1;
        }
        theme += 1;
    }
    (words, starts)
}

/// Of each word the first one that is the same, and the next one.
#[expect(clippy::indexing_slicing, reason = "as above")]
const fn alike() -> ([u16; SIZES.words], [u16; SIZES.words]) {
    let (words, _) = places();
    let (mut firsts, mut nexts) = ([0; SIZES.words], [0; SIZES.words]);
    // The first words of each place are chained, and of each the last one that is the same is known.
    let (mut at_place, mut chain, mut last) = ([u16::MAX; FOURS], [u16::MAX; SIZES.words], [0; SIZES.words]);
    let mut word = 0;
    while word < words.len() {
        let own = words[word].bytes();
        let place = whole(key(own, By::Whole), own.len());
        let mut first = at_place[place];
        while first != u16::MAX && !is_same(words[first as usize].bytes(), own) {
            first = chain[first as usize];
        }
        if first == u16::MAX {
            first = word as u16;
            chain[word] = at_place[place];
            at_place[place] = first;
        } else {
            nexts[last[first as usize]] = word as u16;
        }
        last[first as usize] = word;
        (firsts[word], nexts[word]) = (first, word as u16);
        word += 1;
    }
    (firsts, nexts)
}

#[expect(clippy::indexing_slicing, reason = "as above")]
const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// A bit for each list.
pub type Members = [u64; super::MOST_LISTS / 64];

#[expect(clippy::indexing_slicing, reason = "as above")]
const fn members() -> [Members; SIZES.words] {
    let (_, lists) = places();
    let mut members = [[0; _]; SIZES.words];
    let (mut word, mut list) = (0, 0);
    while word < SIZES.words {
        while lists[list + 1] as usize <= word {
            list += 1;
        }
        members[FIRST[word] as usize][list / 64] |= 1 << (list % 64);
        word += 1;
    }
    members
}

/// How many entries a table has.
#[expect(clippy::indexing_slicing, reason = "as above")]
const fn entries(by: By) -> usize {
    let (words, _) = places();
    let (mut word, mut entries) = (0, 0);
    while word < words.len() {
        if FIRST[word] as usize == word {
            let (start, end) = places_of(words[word].bytes(), by);
            entries += end - start;
        }
        word += 1;
    }
    assert!(entries < 1 << 16, "places are two bytes");
    entries
}

/// The table of words by what they are looked up by; of several alike the first one stands in it.
#[expect(clippy::indexing_slicing, reason = "as above")]
const fn table<const ENTRIES: usize>(by: By) -> Table<ENTRIES> {
    let mut table = Table { starts: [0; PLACES + 1], entries: [Entry::of(b"-", By::Start, 0); ENTRIES] };
    let (words, _) = places();
    // How many each place has, then where it starts, then the words themselves.
    let mut next = [0_u16; PLACES + 1];
    let mut pass = 0;
    while pass < 2 {
        let mut word = 0;
        while word < words.len() {
            let (mut place, mut end) = places_of(words[word].bytes(), by);
            if FIRST[word] as usize != word {
                end = place;
            }
            while place < end {
                if pass == 0 {
                    next[place] += 1;
                } else {
                    table.entries[next[place] as usize] = Entry::of(words[word].bytes(), by, word);
                    next[place] += 1;
                }
                place += 1;
            }
            word += 1;
        }
        if pass == 0 {
            let (mut place, mut sum) = (0, 0);
            while place <= PLACES {
                table.starts[place] = sum;
                sum += next[place];
                next[place] = table.starts[place];
                place += 1;
            }
        }
        pass += 1;
    }
    table
}
