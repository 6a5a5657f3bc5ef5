//! Where in a text words may start.

use super::lexicon;

/// Where words may start: behind a character that is no letter, and at any that is not ASCII; where none starts with the
/// byte there, it is passed over.
pub struct Edges<'t> {
    text: &'t str,
    at: usize,
    /// Whether no letter stands before that.
    edge: bool,
}

impl<'t> Edges<'t> {
    /// Those of a text.
    pub fn of(text: &'t str) -> Self {
        Self { text, at: 0, edge: true }
    }
}

impl Iterator for Edges<'_> {
    type Item = usize;

    // Asked of every byte of most lines.
    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let letter = |byte: &u8| LETTERS.get(usize::from(*byte)).is_some_and(|letter| *letter);
        loop {
            let byte = bytes.get(self.at)?;
            let (start, here) = (self.at, self.edge || !byte.is_ascii());
            if letter(byte) {
                // Within a run of letters no word starts but the first.
                self.at += bytes.get(self.at..)?.iter().take_while(|byte| letter(byte)).count();
                self.edge = false;
            } else if byte.is_ascii() {
                self.at += 1;
                self.edge = true;
            } else {
                let c = self.text.get(self.at..)?.chars().next()?;
                self.at += c.len_utf8();
                self.edge = !c.is_alphanumeric();
            }
            if here && lexicon::is_initial(*byte) {
                return Some(start);
            }
        }
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
