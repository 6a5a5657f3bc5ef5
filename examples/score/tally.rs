//! What is there, what is read, and what of it is both.

use std::collections::BTreeSet;
use std::fmt;

/// Numbers of one kind of thing, in one document or in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// What a person sees.
    seen: usize,
    /// What is read.
    read: usize,
    /// What is seen and read.
    both: usize,
    /// What is only seen.
    missed: Vec<String>,
    /// What is only read.
    extra: Vec<String>,
}

impl Tally {
    /// Compares lines or words, each as often as it stands there.
    pub fn of_words(seen: impl IntoIterator<Item = String>, read: impl IntoIterator<Item = String>) -> Self {
        let mut extra: Vec<String> = read.into_iter().collect();
        let mut tally = Self { read: extra.len(), ..Self::default() };
        for word in seen {
            tally.seen += 1;
            match extra.iter().position(|other| *other == word) {
                Some(at) => {
                    extra.remove(at);
                    tally.both += 1;
                }
                None => tally.missed.push(word),
            }
        }
        Self { extra, ..tally }
    }

    /// Compares numbers, where nothing more is known.
    pub fn of_numbers(seen: usize, read: usize) -> Self {
        Self { seen, read, both: seen.min(read), ..Self::default() }
    }

    /// Adds another one's numbers, and its words.
    pub fn add(&mut self, other: &Self) {
        self.seen += other.seen;
        self.read += other.read;
        self.both += other.both;
        self.missed.extend_from_slice(&other.missed);
        self.extra.extend_from_slice(&other.extra);
    }

    /// Whether everything seen is read, and nothing else.
    pub fn is_exact(&self) -> bool {
        self.both == self.seen && self.both == self.read
    }

    /// Whether the number read differs from the number seen by no more than 2 %.
    pub fn within_two_percent(&self) -> bool {
        self.seen.abs_diff(self.read) * 50 <= self.seen
    }

    /// The share of what is read that is seen; 1 where nothing is read.
    pub fn precision(&self) -> f64 {
        share(self.both, self.read)
    }

    /// The share of what is seen that is read; 1 where nothing is seen.
    pub fn recall(&self) -> f64 {
        share(self.both, self.seen)
    }

    /// The harmonic mean of both, 0 to 1.
    pub fn f1(&self) -> f64 {
        share(2 * self.both, self.seen + self.read)
    }

    /// The words that differ.
    pub fn apart(&self) -> String {
        let list = |what: &str, words: &[String]| match words {
            [] => String::new(),
            words => format!("  {what}: {}", words.join(", ")),
        };
        list("not read", &self.missed) + &list("read too", &self.extra)
    }
}

/// Numbers, then precision, recall and F1.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall, f1) = (self.precision(), self.recall(), self.f1());
        write!(f, "seen {:4} read {:4} P {precision:.3} R {recall:.3} F1 {f1:.3}", self.seen, self.read)
    }
}

/// Each word once.
pub fn distinct(words: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    words.into_iter().collect()
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
