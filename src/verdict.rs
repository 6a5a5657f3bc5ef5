//! The verdict: what the diagnostics come to.

use std::fmt;

use crate::diagnostic::{Diagnostic, Severity};

/// GO, NO-GO, or not to be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing holds.
    Go,
    /// A needed fact is missing.
    Undecided,
    /// At least one hold.
    NoGo,
}

impl Verdict {
    /// The verdict on these diagnostics.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        match diagnostics.iter().map(|diagnostic| diagnostic.severity).max() {
            Some(Severity::Hold) => Self::NoGo,
            Some(Severity::Undecided) => Self::Undecided,
            Some(Severity::Warning) | None => Self::Go,
        }
    }

    /// The process's exit status: 0, 1 or 3.
    pub const fn exit_status(self) -> u8 {
        match self {
            Self::Go => 0,
            Self::NoGo => 1,
            Self::Undecided => 3,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Go => "GO",
            Self::NoGo => "NO-GO",
            Self::Undecided => "UNDECIDED",
        })
    }
}

/// A checklist with everything that was found out about it: what outputs and reports are made from.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// The text.
    pub source: &'a crate::text::Source,
    /// The model of the text.
    pub checklist: &'a crate::model::Checklist,
    /// What the rules said, in document order.
    pub diagnostics: &'a [Diagnostic],
    /// What that comes to.
    pub verdict: Verdict,
    /// When it was judged.
    pub at: crate::time::Timestamp,
}
