//! Makes the lexicon before the program is compiled: tables of the words of all lists, in which a few bytes of a text tell
//! which words may start it, end it, or be it.

use std::collections::HashMap;
use std::fmt::Display;
use std::ops::Range;
use std::path::Path;
use std::{env, fs, io};

use keys::{By, KEY, key};
use places::{PLACES, beyond, eight, four, pair, whole};

#[path = "src/parse/lexicon/keys.rs"]
#[allow(dead_code, reason = "what only a text is asked")]
mod keys;
#[path = "src/parse/lexicon/places.rs"]
mod places;
#[path = "src/parse/words/mod.rs"]
#[allow(dead_code, unused_imports, reason = "only all words together count here")]
mod words;

/// What stands for a list elsewhere; here it is its words that count.
mod vocabulary {
    pub struct Words;

    impl Words {
        pub const fn numbered(_: usize) -> Self {
            Self
        }
    }
}

fn main() -> io::Result<()> {
    for path in ["build.rs", "src/parse/lexicon", "src/parse/words"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let lists: Vec<&[&str]> = words::THEMES.iter().flat_map(|theme| theme.iter().copied()).collect();
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no folder for what is made"))?;
    fs::write(Path::new(&folder).join("lexicon.rs"), Lexicon::of(&lists).source())
}

/// The words of all lists, one behind the other.
struct Lexicon<'w> {
    lists: &'w [&'w [&'w str]],
    words: Vec<&'w str>,
    /// For each word the first one that is the same, which stands in the tables for all of them.
    first: Vec<usize>,
}

impl<'w> Lexicon<'w> {
    fn of(lists: &'w [&'w [&'w str]]) -> Self {
        let words = lists.concat();
        let mut known = HashMap::new();
        let first = words.iter().enumerate().map(|(number, word)| *known.entry(*word).or_insert(number)).collect();
        Self { lists, words, first }
    }

    /// The tables as source text; `lexicon/tables.rs` says what each of them is.
    fn source(&self) -> String {
        let (text, places) = self.text();
        let (members, width) = self.members();
        let starts = starts(self.lists.iter().map(|list| list.len()));
        let mut out = format!("static TEXT: &str = {text:?};\n");
        out += &format!("pub type Members = [u64; {width}];\n");
        out += &row("WORDS", "Word", &places);
        out += &row("STARTS", "u16", &starts);
        out += &row("NEXT", "u16", &self.next());
        out += &row("MEMBERS", "Members", &members);
        out += &row("INITIALS", "bool", &self.initials());
        out += &row("FIRSTS", "[u32; 33]", &self.ends(By::Start));
        out += &row("LASTS", "[u32; 33]", &self.ends(By::End));
        for (name, by) in [("HEADS", By::Start), ("TAILS", By::End), ("WHOLES", By::Whole)] {
            let (starts, entries) = self.table(by);
            out += &row(&format!("{name}_STARTS"), "u16", &starts);
            out += &row(&format!("{name}_ENTRIES"), "Entry", &entries);
        }
        out
    }

    /// The words as one text, in which a word may stand within another one, and where each of them is.
    fn text(&self) -> (String, Vec<String>) {
        let mut text = String::new();
        let mut longest_first: Vec<&str> = self.words.clone();
        longest_first.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut places: HashMap<&str, String> = HashMap::new();
        for word in longest_first {
            assert!(!word.is_empty(), "a word has a byte");
            places.entry(word).or_insert_with(|| {
                let start = text.find(word).unwrap_or(text.len());
                if start == text.len() {
                    text += word;
                }
                format!("Word {{ start: {start}, len: {} }}", word.len())
            });
        }
        let places = self.words.iter().map(|word| places[word].clone()).collect();
        (text, places)
    }

    /// For each word the next one that is the same, and itself where there is none.
    fn next(&self) -> Vec<usize> {
        let mut next: Vec<usize> = (0..self.words.len()).collect();
        let mut last = HashMap::new();
        for (number, first) in self.first.iter().enumerate() {
            if let Some(before) = last.insert(first, number) {
                next[before] = number;
            }
        }
        next
    }

    /// For each word that is the first of its like a bit for each list that has it, and how many numbers these take.
    fn members(&self) -> (Vec<String>, usize) {
        let width = self.lists.len().div_ceil(64);
        let mut members = vec![vec![0_u64; width]; self.words.len()];
        let of_list = self.lists.iter().enumerate().flat_map(|(list, words)| words.iter().map(move |_| list));
        for (first, list) in self.first.iter().zip(of_list) {
            members[*first][list / 64] |= 1 << (list % 64);
        }
        (members.iter().map(|bits| format!("{bits:?}")).collect(), width)
    }

    /// For each byte whether a word may start with it, in either case; what is not ASCII may.
    fn initials(&self) -> Vec<bool> {
        let starts = |byte: u8| self.words.iter().any(|word| word.as_bytes()[0].eq_ignore_ascii_case(&byte));
        (0..=u8::MAX).map(|byte| !byte.is_ascii() || starts(byte)).collect()
    }

    /// For each list a bit for each pair of bytes that a word has at one end; where one is not ASCII, for any.
    fn ends(&self, by: By) -> Vec<String> {
        let bits = |list: &&[&str]| {
            let mut bits = [0_u32; 33];
            for word in *list {
                match outwards(word, by)[..] {
                    [outer, inner, ..] if outer.is_ascii() && inner.is_ascii() && !is_hyphen(inner, by) => {
                        bits[usize::from(outer & 31)] |= 1 << (inner & 31);
                    }
                    [outer, ..] if outer.is_ascii() => bits[usize::from(outer & 31)] = u32::MAX,
                    _ => bits[32] = u32::MAX,
                }
            }
            format!("{bits:?}")
        };
        self.lists.iter().map(bits).collect()
    }

    /// Where the entries of each place start, and the entries.
    fn table(&self, by: By) -> (Vec<usize>, Vec<String>) {
        let mut at = vec![Vec::new(); PLACES];
        for (number, word) in self.words.iter().enumerate().filter(|(number, _)| self.first[*number] == *number) {
            for place in places_of(word, by) {
                at[place].push(entry(word, by, number));
            }
        }
        (starts(at.iter().map(Vec::len)), at.concat())
    }
}

/// Where each of some parts starts in all of them together, and where the last one ends.
fn starts(lens: impl Iterator<Item = usize>) -> Vec<usize> {
    let ends = lens.scan(0, |end, len| {
        *end += len;
        Some(*end)
    });
    std::iter::once(0).chain(ends).collect()
}

/// A table with a number or structure on each line.
fn row(name: &str, of: &str, values: &[impl Display]) -> String {
    let mut out = format!("pub(super) static {name}: [{of}; {}] = [\n", values.len());
    for value in values {
        out += &format!("{value},\n");
    }
    out + "];\n"
}

/// The bytes of a word from the end that is looked at.
fn outwards(word: &str, by: By) -> Vec<u8> {
    if matches!(by, By::End) { word.bytes().rev().collect() } else { word.bytes().collect() }
}

/// Whether a text may have a hyphen that is not ASCII in place of this byte of a word.
fn is_hyphen(byte: u8, by: By) -> bool {
    byte == b'-' && !matches!(by, By::End)
}

/// The places of a table that a word stands at.
fn places_of(word: &str, by: By) -> Range<usize> {
    let key = key(word.as_bytes(), by);
    if matches!(by, By::Whole) {
        // One that is not ASCII may be longer in the other case.
        let place = whole(key, word.len());
        return place..place + usize::from(word.is_ascii());
    }
    let bytes = (key as u64).to_le_bytes();
    let [outer, second, third, fourth, ..] = bytes;
    if outer.is_ascii() && (second == 0 || is_hyphen(second, by)) {
        // Whatever may stand next to it, in either case.
        return pair(outer, 0)..pair(outer, 0) + 32;
    }
    let place = if !(outer | second | third | fourth).is_ascii() {
        let mut characters: Vec<u32> = word.chars().map(u32::from).collect();
        if matches!(by, By::End) {
            characters.reverse();
        }
        beyond(characters[0], characters.get(1).copied().unwrap_or(0))
    } else if fourth == 0 || is_hyphen(third, by) || is_hyphen(fourth, by) {
        pair(outer, second)
    } else if bytes.iter().any(|byte| *byte == 0 || !byte.is_ascii() || is_hyphen(*byte, by)) {
        four(key)
    } else {
        eight(key)
    };
    place..place + 1
}

/// A word in a table.
fn entry(word: &str, by: By, number: usize) -> String {
    let mut mask = [0; KEY];
    for (mask, byte) in mask.iter_mut().zip(outwards(word, by)) {
        // The first byte that is not ASCII tells by its highest bit, and what follows it nothing.
        *mask = if byte.is_ascii() { 0xff } else { 0x80 };
        if !byte.is_ascii() {
            break;
        }
    }
    let mask = u128::from_le_bytes(mask);
    let ascii = if word.is_ascii() { word.len() } else { 0 };
    format!(
        "Entry {{ mask: {mask:#x}, key: {:#x}, ascii: {ascii}, hyphened: {}, number: {number} }}",
        key(word.as_bytes(), by) & mask,
        word.contains('-'),
    )
}
