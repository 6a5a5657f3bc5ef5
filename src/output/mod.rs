//! Output: findings to bytes; one file per format, one table.

pub mod acts;
pub mod changes;
mod excerpt;
mod fingerprint;
mod github;
mod gitlab;
mod grouped;
mod json;
mod junit;
pub mod model;
pub mod outline;
pub mod reasons;
pub mod report;
mod sarif;
pub mod status;
mod style;
mod tally;
mod text;
mod uri;
pub mod why;

pub use style::Style;
pub use tally::{Tally, plural};

use std::io::{self, Write};

use crate::verdict::{Judged, Verdict};

/// A way to write what was found out.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is good for, in one line.
    pub summary: &'static str,
    /// Writes it; every finding is written exactly once.
    pub write: fn(&[Judged], &Style, &mut dyn Write) -> io::Result<()>,
}

/// Every format; the first is the default.
pub static FORMATS: &[Format] =
    &[text::FORMAT, json::FORMAT, sarif::FORMAT, junit::FORMAT, github::FORMAT, gitlab::FORMAT];

/// The format of this name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The verdict on several checklists: the worst one; UNDECIDED where there is none.
pub fn overall(judged: &[Judged]) -> Verdict {
    judged.iter().map(|judged| judged.verdict).max().unwrap_or(Verdict::Undecided)
}
