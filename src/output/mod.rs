//! Findings, outlines and models to bytes; one file a format, one table.

pub mod escape;
mod json;
pub mod model;
pub mod outline;
mod text;

use std::io::{self, Write};

use crate::verdict::{Judged, Verdict};

/// How the output is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// With ANSI colours.
    pub color: bool,
    /// One line a finding, however few there are.
    pub concise: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, concise: false, width: 120 }
    }
}

/// A way to write findings.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it is for, in one sentence.
    pub summary: &'static str,
    /// Writes the findings of all files: as many as there are.
    pub write: fn(&[Judged<'_>], &Style, &mut dyn Write) -> io::Result<()>,
}

/// Every format; the first one is the default.
pub static FORMATS: &[Format] = &[text::FORMAT, json::FORMAT];

/// The format of this name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The verdict on all files: the worst of theirs, and none on no file.
fn overall(files: &[Judged<'_>]) -> Verdict {
    files.iter().map(|judged| judged.verdict).max().unwrap_or(Verdict::Undecided)
}

/// `1 hold`, `2 holds`.
fn counted(number: usize, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{s}")
}
