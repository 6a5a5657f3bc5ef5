//! Tally: how many findings of each severity, as numbers and in words.

use std::fmt;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};

/// Findings by severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    /// Holds.
    pub holds: usize,
    /// Needed facts that are missing.
    pub undecided: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Tally {
    /// Counts them.
    pub fn of<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut tally = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Hold => tally.holds += 1,
                Severity::Undecided => tally.undecided += 1,
                Severity::Warning => tally.warnings += 1,
            }
        }
        tally
    }
}

/// `3 holds, 1 warning`, or `nothing holds`.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        for (number, one, many) in [
            (self.holds, "hold", "holds"),
            (self.undecided, "undecided", "undecided"),
            (self.warnings, "warning", "warnings"),
        ] {
            match number {
                0 => {}
                1 => parts.push(format!("1 {one}")),
                _ => parts.push(format!("{number} {many}")),
            }
        }
        if parts.is_empty() { f.write_str("nothing holds") } else { f.write_str(&parts.join(", ")) }
    }
}

/// `1 item`, `2 items`.
pub fn plural(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}
