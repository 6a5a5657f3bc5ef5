//! Several lists of words as one.

use super::tables::{FIRSTS, ROWS, may_have};
use super::{Entry, Members};

/// Several lists as one, which is put together when the program is compiled.
pub struct Joined {
    lists: Members,
    /// A bit for each pair of bytes that a word of one of them starts with.
    firsts: [u32; ROWS],
}

impl Joined {
    /// No list.
    pub const NONE: Self = Self { lists: [0; _], firsts: [0; ROWS] };

    /// These lists and one more.
    #[expect(clippy::indexing_slicing, reason = "a constant function knows no iterators, and fails when compiled")]
    pub const fn with(mut self, list: u16) -> Self {
        let (list, mut row) = (list as usize, 0);
        self.lists[list / 64] |= 1 << (list % 64);
        while row < ROWS {
            self.firsts[row] |= FIRSTS[list][row];
            row += 1;
        }
        self
    }

    /// Whether a word of one of them may start with the first two bytes of a text.
    #[inline]
    pub fn may_start(&self, text: &[u8]) -> bool {
        may_have(&self.firsts, text.first(), text.get(1))
    }

    /// Whether one of them has a word.
    #[inline]
    pub fn has(&self, entry: &Entry) -> bool {
        self.lists.iter().zip(entry.lists()).any(|(own, its)| own & its != 0)
    }
}
