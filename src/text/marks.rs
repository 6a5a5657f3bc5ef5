//! Several marks looked for at once.

/// Marks of one meaning. A byte that begins none of them is passed over by one look.
pub struct Marks<const N: usize> {
    marks: [&'static str; N],
    /// Whether a byte begins one.
    firsts: [bool; 256],
}

impl<const N: usize> Marks<N> {
    /// These marks, none of them empty.
    #[expect(clippy::indexing_slicing, reason = "a constant function knows no iterators, and fails when compiled")]
    pub const fn new(marks: [&'static str; N]) -> Self {
        let (mut firsts, mut at) = ([false; 256], 0);
        while at < N {
            firsts[marks[at].as_bytes()[0] as usize] = true;
            at += 1;
        }
        Self { marks, firsts }
    }

    /// Where the first one of a text begins and ends, and which it is; of several at one place the first of the list.
    pub fn first(&self, text: &str) -> Option<(usize, usize, usize)> {
        let mut from = 0;
        loop {
            let start = from + text.as_bytes().get(from..)?.iter().position(|byte| self.begins(*byte))?;
            let mut here = self.here(text, start);
            if let Some((which, len)) = here.next() {
                return Some((start, start + len, which));
            }
            from = start + 1;
        }
    }

    /// Where the last one of a text begins and ends; of several at one place the longest.
    pub fn last(&self, text: &str) -> Option<(usize, usize)> {
        let mut to = text.len();
        loop {
            to = text.as_bytes().get(..to)?.iter().rposition(|byte| self.begins(*byte))?;
            if let Some(len) = self.here(text, to).map(|(_, len)| len).max() {
                return Some((to, to + len));
            }
        }
    }

    /// Where the last one of a text ends.
    pub fn last_end(&self, text: &str) -> Option<usize> {
        self.last(text).map(|(_, end)| end)
    }

    fn begins(&self, byte: u8) -> bool {
        self.firsts.get(usize::from(byte)).is_some_and(|begins| *begins)
    }

    /// Those that stand at a place: which, and how long each is.
    fn here(&self, text: &str, at: usize) -> impl Iterator<Item = (usize, usize)> {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let first = rest.first();
        // Their first byte tells most of them apart.
        let marks = self.marks.iter().enumerate().filter(move |(_, mark)| mark.as_bytes().first() == first);
        marks.filter(move |(_, mark)| rest.starts_with(mark.as_bytes())).map(|(which, mark)| (which, mark.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn marks_are_found_wherever_they_stand() {
        let marks = Marks::new([" - ", "—", "->", "..."]);
        assert_eq!(marks.first("a — b - c"), Some((2, 5, 1)));
        assert_eq!(marks.last_end("a — b - c"), Some(10));
        assert_eq!(marks.last_end("wait ...."), Some(9));
        assert_eq!(marks.first("-"), None);
        assert_eq!(marks.last_end(""), None);
        assert_eq!(Marks::new(["(", "()"]).first("f()"), Some((1, 2, 0)));
    }
}
