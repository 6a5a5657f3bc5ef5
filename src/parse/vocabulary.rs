//! Lists of words, and looking for them in a text whatever its case.

use memchr::memchr_iter;

use super::inline::trim;

/// Lower-case words of one meaning, with what tells quickly that none of them can stand at a place.
pub struct Words {
    list: &'static [&'static str],
    /// A bit for each pair of bytes that a word starts with, as [`start_bit`] gives it.
    starts: [u64; 16],
    /// A bit for each ASCII character that a word ends with.
    ends: u128,
    /// Whether a word starts with a character that is not ASCII.
    beyond_ascii: bool,
    /// A bit for each length in bytes; the last one for all that are longer.
    lengths: u64,
}

/// A word found in a text.
pub struct Place<'t> {
    /// The word as it is in the list.
    pub word: &'static str,
    /// Offset of its first byte.
    pub start: usize,
    /// The text behind it.
    pub rest: &'t str,
}

/// What `Words::lengths` and its question make of a length.
const fn length_bit(length: usize) -> u64 {
    1 << if length < 63 { length } else { 63 }
}

impl Words {
    /// The words of a list.
    #[expect(clippy::indexing_slicing, reason = "a constant function knows no iterators, and fails when compiled")]
    pub const fn new(list: &'static [&'static str]) -> Self {
        let mut words = Self { list, starts: [0; 16], ends: 0, beyond_ascii: false, lengths: 0 };
        let mut at = 0;
        while at < list.len() {
            let word = list[at].as_bytes();
            if word[0] < 0x80 {
                if word.len() > 1 && word[1] < 0x80 {
                    let (index, bit) = start_bit(word[0], word[1]);
                    words.starts[index] |= bit;
                } else {
                    // Whatever may follow, in either case.
                    let mut second = 0;
                    while second < 32 {
                        let (index, bit) = start_bit(word[0], second);
                        words.starts[index] |= bit;
                        second += 1;
                    }
                }
            } else {
                words.beyond_ascii = true;
            }
            let last = word[word.len() - 1];
            if last < 0x80 {
                words.ends |= 1 << last;
            }
            words.lengths |= length_bit(word.len());
            at += 1;
        }
        words
    }

    /// The words, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.list.iter().copied()
    }

    /// Whether `text`, whatever its case and the blanks around it, is one of the words.
    pub fn has(&self, text: &str) -> bool {
        let text = trim(text);
        if !self.may_lead(text.as_bytes()) {
            return false;
        }
        if !text.is_ascii() {
            // The other case of a character may be longer.
            return self.iter().any(|word| prefix(text, word) == Some(text.len()));
        }
        self.lengths & length_bit(text.len()) != 0
            && self.iter().any(|word| word.len() == text.len() && word.eq_ignore_ascii_case(text))
    }

    /// Where words stand behind a character that is no letter; words of scripts that put no space between words are
    /// found anywhere.
    pub fn places<'t>(&self, text: &'t str) -> impl Iterator<Item = Place<'t>> {
        let bytes = text.as_bytes();
        let letter = |byte: &u8| LETTERS.get(usize::from(*byte)).is_some_and(|letter| *letter);
        let (mut at, mut edge) = (0, true);
        std::iter::from_fn(move || {
            loop {
                let byte = bytes.get(at)?;
                let (start, here) = (at, edge || !byte.is_ascii());
                if letter(byte) {
                    // Within a run of letters no word starts but the first.
                    at += bytes.get(at..)?.iter().take_while(|byte| letter(byte)).count();
                    edge = false;
                } else if byte.is_ascii() {
                    at += 1;
                    edge = true;
                } else {
                    let c = text.get(at..)?.chars().next()?;
                    at += c.len_utf8();
                    edge = !c.is_alphanumeric();
                }
                if here
                    && self.may_lead(bytes.get(start..)?)
                    && let Some((word, rest)) = self.lead(text.get(start..)?)
                {
                    return Some(Place { word, start, rest });
                }
            }
        })
    }

    /// The first word at one of its places in `text`.
    pub fn find(&self, text: &str) -> Option<&'static str> {
        self.places(text).next().map(|place| place.word)
    }

    /// The first of the list that `text` starts with.
    pub fn leading(&self, text: &str) -> Option<&'static str> {
        self.lead(text).map(|(word, _)| word)
    }

    /// What follows the word that `text` starts with.
    pub fn strip_from<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.lead(text).map(|(_, rest)| rest)
    }

    fn lead<'t>(&self, text: &'t str) -> Option<(&'static str, &'t str)> {
        if !self.may_lead(text.as_bytes()) {
            return None;
        }
        self.iter().find_map(|word| Some((word, text.get(prefix(text, word)?..)?)))
    }

    /// The first of the list that `text` ends with.
    pub fn trailing(&self, text: &str) -> Option<&'static str> {
        self.endings(text).next().map(|(word, _)| word)
    }

    /// The words that `text` ends with, and where they start; of "start time" and "time" both.
    pub fn endings(&self, text: &str) -> impl Iterator<Item = (&'static str, usize)> {
        let last = text.bytes().next_back().map(|byte| byte.to_ascii_lowercase());
        let may_end = last.is_some_and(|last| !last.is_ascii() || self.ends & 1 << last != 0);
        let alike = move |word: &&str| word.bytes().next_back() == last || last.is_some_and(|last| !last.is_ascii());
        let words = if may_end { self.list } else { &[] };
        words.iter().copied().filter(alike).filter_map(move |word| Some((word, suffix(text, word)?)))
    }

    /// Whether a word may stand at the start of `text`; most texts are told so by their first two bytes.
    fn may_lead(&self, text: &[u8]) -> bool {
        let (first, second) = match text {
            [first, second, ..] => (*first, *second),
            [first] => (*first, 0),
            [] => return false,
        };
        if !first.is_ascii() {
            return self.beyond_ascii;
        }
        let (index, bit) = start_bit(first, second);
        self.starts.get(index).is_some_and(|bits| bits & bit != 0)
    }
}

/// Whether a byte is an ASCII letter or digit.
const LETTERS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Where a pair of bytes has its bit, the same for both cases of a letter: the index of an integer, and the bit.
const fn start_bit(first: u8, second: u8) -> (usize, u64) {
    let pair = (first as usize & 31) << 5 | (second as usize & 31);
    (pair >> 6, 1 << (pair & 63))
}

/// Where `sign`, one of few ASCII characters, first stands in `text`: what `str::find` does, without its preparations,
/// which take longer than a line does.
pub fn at(text: &str, sign: &str) -> Option<usize> {
    let (first, rest) = sign.as_bytes().split_first()?;
    let bytes = text.as_bytes();
    memchr_iter(*first, bytes).find(|at| bytes.get(at + 1..).is_some_and(|behind| behind.starts_with(rest)))
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

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &Words = &Words::new(&["sign-off", "zapsáno", "при необходимости", "回滚"]);

    #[test]
    fn words_are_found_whatever_their_case_and_script() {
        assert_eq!(SAID.find("Final SIGN-OFFs"), Some("sign-off"));
        assert_eq!(SAID.find("Final sign\u{2011}off"), Some("sign-off"));
        assert_eq!(SAID.find("design-off"), None, "behind a letter no word starts");
        assert_eq!(SAID.find("Vše ZAPSÁNO"), Some("zapsáno"));
        assert_eq!(SAID.find("(ПРИ НЕОБХОДИМОСТИ)"), Some("при необходимости"));
        assert_eq!(SAID.find("部署回滚步骤"), Some("回滚"), "no space is put between the words of Chinese");
    }

    #[test]
    fn a_text_is_a_word_or_is_not() {
        assert!(SAID.has(" Sign-Off "));
        assert!(SAID.has("При Необходимости"));
        assert!(!SAID.has("sign-offs"));
        assert!(!SAID.has(""));
    }

    #[test]
    fn either_end_is_looked_at() {
        assert_eq!(SAID.leading("Sign-offs"), Some("sign-off"));
        assert_eq!(SAID.trailing("Bude ZAPSÁNO"), Some("zapsáno"));
        assert_eq!(SAID.trailing("Zapsáno bude"), None);
        // A dotted capital İ becomes two characters.
        assert_eq!(SAID.find("İ İSTANBUL"), None);
    }
}
