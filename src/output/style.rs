//! Style: how findings are to look; decided at the door, never here.

use std::fmt;

use crate::verdict::Verdict;

/// How output for people is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour.
    pub colour: bool,
    /// Whether each finding takes one line only, which names its file; for other programs to read.
    pub concise: bool,
    /// Whether each finding is shown with its lines, however many there are.
    pub all: bool,
    /// With more findings than this in all, each takes one line only.
    pub limit: usize,
    /// With more findings than this in all, only those that block most are shown.
    pub most: usize,
    /// Columns of the terminal.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: false, concise: false, all: false, limit: 20, most: 40, width: 120 }
    }
}

/// A colour with a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Good,
    Bad,
    Doubt,
    Strong,
    Faint,
}

impl Style {
    /// `text` in a colour, where colours are wanted. `text` is written as it is.
    pub(super) fn paint<T: fmt::Display>(&self, ink: Ink, text: T) -> String {
        let code = match ink {
            Ink::Good => "1;32",
            Ink::Bad => "1;31",
            Ink::Doubt => "1;33",
            Ink::Strong => "1",
            Ink::Faint => "2",
        };
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_string() }
    }

    /// The verdict in its colour.
    pub(super) fn verdict(&self, verdict: Verdict) -> String {
        let ink = match verdict {
            Verdict::Go => Ink::Good,
            Verdict::NoGo => Ink::Bad,
            Verdict::Undecided => Ink::Doubt,
        };
        self.paint(ink, verdict)
    }
}
