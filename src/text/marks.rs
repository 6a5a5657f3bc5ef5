//! Several marks looked for at once.

/// Marks of one meaning. A byte that begins none of them is passed over by one look.
pub struct Marks<const N: usize> {
    marks: [&'static str; N],
    /// A bit for each byte that begins one.
    firsts: [u64; 4],
}

impl<const N: usize> Marks<N> {
    /// These marks, none of them empty.
    #[expect(clippy::indexing_slicing, reason = "a constant function knows no iterators, and fails when compiled")]
    pub const fn new(marks: [&'static str; N]) -> Self {
        let (mut firsts, mut at) = ([0; 4], 0);
        while at < N {
            let first = marks[at].as_bytes()[0];
            firsts[first as usize / 64] |= 1 << (first % 64);
            at += 1;
        }
        Self { marks, firsts }
    }

    /// Where the first one of a text begins and ends, and which it is; of several at one place the first of the list.
    pub fn first(&self, text: &str) -> Option<(usize, usize, usize)> {
        self.places(text).next()
    }

    /// Where the one begins and ends that ends last in a text.
    pub fn last(&self, text: &str) -> Option<(usize, usize)> {
        self.places(text).map(|(start, end, _)| (start, end)).max_by_key(|(_, end)| *end)
    }

    /// Where the one ends that ends last in a text.
    pub fn last_end(&self, text: &str) -> Option<usize> {
        self.last(text).map(|(_, end)| end)
    }

    fn places(&self, text: &str) -> impl Iterator<Item = (usize, usize, usize)> {
        let begins =
            |byte: u8| self.firsts.get(usize::from(byte / 64)).is_some_and(|bits| bits & 1 << (byte % 64) != 0);
        let starts = text.bytes().enumerate().filter(move |(_, byte)| begins(*byte)).map(|(start, _)| start);
        starts.flat_map(move |start| {
            let rest = text.as_bytes().get(start..).unwrap_or_default();
            let here = self.marks.iter().enumerate().filter(move |(_, mark)| rest.starts_with(mark.as_bytes()));
            here.map(move |(which, mark)| (start, start + mark.len(), which))
        })
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
