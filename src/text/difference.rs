//! Where two texts begin to differ.

use std::fmt;

/// The first line in which two texts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its number, 1-based.
    pub line: usize,
    /// The line in the earlier text; `None` where that had ended.
    pub was: Option<String>,
    /// The line in the later text; `None` where that has ended.
    pub is: Option<String>,
}

impl Difference {
    /// The first line in which `is` differs from `was`, if there is one.
    pub fn first(was: &str, is: &str) -> Option<Self> {
        let (mut was, mut is) = (was.split('\n'), is.split('\n'));
        for line in 1.. {
            match (was.next(), is.next()) {
                (None, None) => break,
                (a, b) if a == b => {}
                (a, b) => return Some(Self { line, was: a.map(str::to_owned), is: b.map(str::to_owned) }),
            }
        }
        None
    }

    /// The same, of texts that begin `lines` lines further down.
    #[must_use]
    pub fn below(self, lines: usize) -> Self {
        Self { line: self.line + lines, ..self }
    }
}

/// The longest part of a line that is shown, in characters.
const WIDEST: usize = 60;

/// For people; may hold any text of the two, so it is to be escaped.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |line: &Option<String>| match line.as_deref().map(str::trim) {
            None => "no line".to_owned(),
            Some("") => "an empty line".to_owned(),
            Some(text) if text.chars().count() > WIDEST => {
                format!("“{}…”", text.chars().take(WIDEST).collect::<String>())
            }
            Some(text) => format!("“{text}”"),
        };
        write!(f, "line {}: {} then, {} now", self.line, shown(&self.was), shown(&self.is))
    }
}
