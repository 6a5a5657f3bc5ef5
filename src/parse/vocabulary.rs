//! Looking for the words of lists in a text whatever its case.
//!
//! All lists are in one [`lexicon`], which tells by a few bytes which of their words may stand at a place. A text that is
//! asked for many lists is read once, as [`Spoken`], and then answers most of them by a bit.

use memchr::memchr_iter;

use super::edges::Edges;
use super::inline::trim;
use super::lexicon::{self, Entry};

pub use super::lexicon::prefix;

/// Lower-case words of one meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Which list of the lexicon it is.
    list: u16,
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

impl Words {
    /// The words of the list of a number.
    pub const fn numbered(list: usize) -> Self {
        Self { list: list as u16 }
    }

    /// The words, in the order of the list.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        lexicon::list(self.list)
    }

    /// Whether `text`, whatever its case and the blanks around it, is one of the words.
    #[inline]
    pub fn has(self, text: &str) -> bool {
        let text = trim(text);
        self.may_lead(text) && self.is(text)
    }

    fn is(self, text: &str) -> bool {
        let mut has = false;
        lexicon::being(text, |entry| has |= entry.is_in(self.list));
        has
    }

    /// Whether one of the words may start a text; most texts are told by their first two bytes.
    #[inline]
    fn may_lead(self, text: &str) -> bool {
        lexicon::may_start(self.list, text.as_bytes())
    }

    /// Where words stand behind a character that is no letter; words of scripts that put no space between words are
    /// found anywhere.
    pub fn places(self, text: &str) -> impl Iterator<Item = Place<'_>> {
        self.starts(text).filter_map(move |start| {
            let (word, rest) = self.lead(text.get(start..)?)?;
            Some(Place { word, start, rest })
        })
    }

    /// The first word at one of its places in `text`.
    pub fn find(self, text: &str) -> Option<&'static str> {
        self.starts(text).find_map(|start| self.first_lead(text.get(start..)?, |_, _| true)).map(|(word, _)| word)
    }

    /// The first word in `text` with no letter on either side.
    pub fn alone_in(self, text: &str) -> Option<&'static str> {
        self.starts(text).find_map(|start| self.beginning(text.get(start..)?))
    }

    /// Where a word may start in `text`, by its first two bytes.
    #[inline]
    fn starts(self, text: &str) -> impl Iterator<Item = usize> {
        let bytes = text.as_bytes();
        Edges::of(text).filter(move |start| lexicon::may_start(self.list, bytes.get(*start..).unwrap_or_default()))
    }

    /// The first of the list that `text` starts with, and no letter behind it.
    #[inline]
    pub fn beginning(self, text: &str) -> Option<&'static str> {
        self.leading_to(text, |_, rest| !rest.starts_with(char::is_alphanumeric))
    }

    /// The first of the list that `text` starts with.
    #[inline]
    pub fn leading(self, text: &str) -> Option<&'static str> {
        self.lead(text).map(|(word, _)| word)
    }

    /// What follows the word that `text` starts with.
    #[inline]
    pub fn strip_from(self, text: &str) -> Option<&str> {
        self.lead(text).map(|(_, rest)| rest)
    }

    /// The first of the list that `text` starts with and that what follows it fits.
    #[inline]
    pub fn leading_to(self, text: &str, fits: impl Fn(&'static str, &str) -> bool) -> Option<&'static str> {
        self.lead_to(text, fits).map(|(word, _)| word)
    }

    #[inline]
    fn lead(self, text: &str) -> Option<(&'static str, &str)> {
        self.lead_to(text, |_, _| true)
    }

    #[inline]
    fn lead_to(self, text: &str, fits: impl Fn(&'static str, &str) -> bool) -> Option<(&'static str, &str)> {
        self.may_lead(text).then(|| self.first_lead(text, fits)).flatten()
    }

    fn first_lead(self, text: &str, fits: impl Fn(&'static str, &str) -> bool) -> Option<(&'static str, &str)> {
        let mut first = None::<(&Entry, usize)>;
        lexicon::starting(text, |entry, len| {
            let earlier = || first.is_none_or(|(first, _)| entry.order(self.list) < first.order(self.list));
            if entry.is_in(self.list) && earlier() && text.get(len..).is_some_and(|rest| fits(entry.word(), rest)) {
                first = Some((entry, len));
            }
        });
        let (first, len) = first?;
        Some((first.word(), text.get(len..)?))
    }

    /// The first of the list that `text` ends with.
    pub fn trailing(self, text: &str) -> Option<&'static str> {
        let mut first = None::<&Entry>;
        let order = |entry: &Entry| entry.order(self.list);
        self.tails(text, |entry, _| first = first.filter(|first| order(first) < order(entry)).or(Some(entry)));
        first.map(Entry::word)
    }

    /// Hands over where the words start that `text` ends with; of "start time" and "time" both.
    pub fn endings(self, text: &str, mut found: impl FnMut(usize)) {
        self.tails(text, |_, start| found(start));
    }

    /// What stands before the longest word that `text` ends with, and that word as it is written; of `server` "ver" is none.
    pub fn ending(self, text: &str) -> Option<(&str, &str)> {
        let mut first = None::<usize>;
        self.endings(text, |start| {
            if !text.get(..start).is_some_and(|head| head.ends_with(char::is_alphanumeric)) {
                first = Some(first.map_or(start, |first| first.min(start)));
            }
        });
        text.split_at_checked(first?)
    }

    fn tails(self, text: &str, mut found: impl FnMut(&'static Entry, usize)) {
        if lexicon::may_end(self.list, text.as_bytes()) {
            lexicon::ending(text, |entry, start| {
                if entry.is_in(self.list) {
                    found(entry, start);
                }
            });
        }
    }
}

/// A set of lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lists(lexicon::Members);

impl Lists {
    /// The lists of which a text, whatever its case and the blanks around it, is a word.
    pub fn of(text: &str) -> Self {
        let text = trim(text);
        let mut lists = Self::default();
        lexicon::being(text, |entry| lists.add(entry.lists()));
        lists
    }

    /// Whether a list is one of them.
    pub fn has(&self, words: Words) -> bool {
        lexicon::has(&self.0, words.list)
    }

    #[inline]
    fn add(&mut self, others: &lexicon::Members) {
        self.0.iter_mut().zip(others).for_each(|(bits, others)| *bits |= others);
    }
}

/// Which lists have a word in a text: what is asked of many lists is read once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// At one of its places.
    anywhere: Lists,
    /// At its start.
    leading: Lists,
}

impl Said {
    /// Reads a text.
    pub fn of(text: &str) -> Self {
        let mut said = Self::default();
        for start in Edges::of(text) {
            let rest = text.get(start..).unwrap_or("");
            lexicon::starting(rest, |entry, _| said.anywhere.add(entry.lists()));
            if start == 0 {
                said.leading = said.anywhere;
            }
        }
        said
    }

    /// The same behind signs with which no word starts.
    pub fn within(self) -> Self {
        Self { leading: Lists::default(), ..self }
    }

    /// Whether a word of a list stands at one of its places in the text.
    pub fn says(&self, words: Words) -> bool {
        self.anywhere.has(words)
    }
}

/// A text with what it says.
#[derive(Clone, Copy)]
pub struct Spoken<'t> {
    text: &'t str,
    said: Said,
}

impl<'t> Spoken<'t> {
    /// Reads a text.
    pub fn of(text: &'t str) -> Self {
        Self::known(text, Said::of(text))
    }

    /// A text that has been read before.
    pub fn known(text: &'t str, said: Said) -> Self {
        Self { text, said }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Whether a word of a list stands at one of its places in it.
    pub fn says(&self, words: Words) -> bool {
        self.said.says(words)
    }

    /// Whether it starts with a word of a list.
    pub fn begins(&self, words: Words) -> bool {
        self.said.leading.has(words)
    }

    /// Whether it ends with a word of a list.
    pub fn ends(&self, words: Words) -> bool {
        words.trailing(self.text).is_some()
    }

    /// The first word of a list in it.
    pub fn word(&self, words: Words) -> Option<&'static str> {
        self.says(words).then(|| words.find(self.text)).flatten()
    }
}

/// Some lists that a text is asked for together: for a few of them this takes less than to read all that is said.
pub struct AnyOf(lexicon::Joined);

impl AnyOf {
    /// These lists.
    #[expect(clippy::indexing_slicing, reason = "a constant function knows no iterators, and fails when compiled")]
    pub const fn of<const N: usize>(lists: [Words; N]) -> Self {
        let (mut joined, mut at) = (lexicon::Joined::NONE, 0);
        while at < N {
            joined = joined.with(lists[at].list);
            at += 1;
        }
        Self(joined)
    }

    /// Whether a word of one of them stands at one of its places in a text.
    pub fn says(&self, text: &str) -> bool {
        Edges::of(text).any(|start| {
            let rest = text.get(start..).unwrap_or("");
            let mut says = false;
            if self.0.may_start(rest.as_bytes()) {
                lexicon::starting(rest, |entry, _| says |= self.0.has(entry));
            }
            says
        })
    }
}

/// Where `sign`, one of few ASCII characters, first stands in `text`: what `str::find` does, without its preparations,
/// which take longer than a line does.
pub fn at(text: &str, sign: &str) -> Option<usize> {
    let (sign, bytes) = (sign.as_bytes(), text.as_bytes());
    // A blank is what most of a text has.
    let lead = usize::from(sign.len() > 1 && sign.first() == Some(&b' '));
    memchr_iter(*sign.get(lead)?, bytes)
        .filter_map(|at| at.checked_sub(lead))
        .find(|at| bytes.get(*at..).is_some_and(|behind| behind.starts_with(sign)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::words::{CONDITIONAL, SIGN_OFF_TITLES, STEPS};

    #[test]
    fn words_are_found_whatever_their_case_and_script() {
        assert_eq!(SIGN_OFF_TITLES.find("All SIGN-OFFs"), Some("sign-off"));
        assert_eq!(SIGN_OFF_TITLES.find("All sign\u{2011}off"), Some("sign-off"));
        assert_eq!(SIGN_OFF_TITLES.find("design-off"), None, "behind a letter no word starts");
        assert_eq!(STEPS.find("Dernière ÉTAPE"), Some("étape"));
        assert_eq!(CONDITIONAL.find("(ПРИ НЕОБХОДИМОСТИ)"), Some("при необходимости"));
        assert_eq!(CONDITIONAL.find("清理缓存如需"), Some("如需"), "no space is put between the words of Chinese");
    }

    #[test]
    fn a_text_is_a_word_or_is_not() {
        assert!(SIGN_OFF_TITLES.has(" Sign-Off "));
        assert!(CONDITIONAL.has("При Необходимости"));
        assert!(!SIGN_OFF_TITLES.has("sign-offer"));
        assert!(!SIGN_OFF_TITLES.has(""));
    }

    #[test]
    fn either_end_is_looked_at() {
        assert_eq!(SIGN_OFF_TITLES.leading("Sign-offs"), Some("sign-off"));
        assert_eq!(STEPS.trailing("Dernière ÉTAPE"), Some("étape"));
        assert_eq!(STEPS.trailing("Étape dernière"), None);
        // A dotted capital İ becomes two characters.
        assert_eq!(STEPS.find("İ İSTANBUL"), None);
    }

    #[test]
    fn a_text_that_is_read_says_what_its_words_say() {
        for text in ["Final SIGN-OFFs, if needed", "Étape 2", "清理缓存如需", "(ПРИ НЕОБХОДИМОСТИ)", "-", "design-off"]
        {
            let spoken = Spoken::of(text);
            for list in 0..lexicon::LISTS {
                let words = Words::numbered(list);
                assert_eq!(spoken.word(words), words.find(text), "{text}");
            }
        }
    }

    #[test]
    fn lists_asked_together_say_what_one_of_them_says() {
        static EITHER: AnyOf = AnyOf::of([SIGN_OFF_TITLES, CONDITIONAL]);
        for text in ["All SIGN-OFFs", "design-off", "清理缓存如需", "Étape 2", "(ПРИ НЕОБХОДИМОСТИ)", "", "if needed"]
        {
            let said = [SIGN_OFF_TITLES, CONDITIONAL].iter().any(|list| list.find(text).is_some());
            assert_eq!(EITHER.says(text), said, "{text}");
        }
    }

    #[test]
    fn every_word_is_found_by_its_own_list() {
        for list in 0..lexicon::LISTS {
            let words = Words::numbered(list);
            for word in words.iter() {
                assert_eq!(word.to_lowercase(), word, "words are in lower case");
                assert!(words.has(word) || word != trim(word), "{word}");
                // Of "ß" two letters would be made.
                let loud = if word.contains('ß') { word.to_owned() } else { word.to_uppercase() };
                assert!(words.leading(&loud).is_some(), "{word}");
                let mut whole = false;
                words.endings(word, |start| whole |= start == 0);
                assert!(whole, "{word}");
            }
        }
    }
}
