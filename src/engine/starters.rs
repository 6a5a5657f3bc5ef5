//! Starter templates: checklists that gonogo brings along, to be copied and made one's own.

use crate::text::{Source, SourceError};

/// A checklist to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Starter {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! starter {
    ($name:literal, $summary:literal) => {
        Starter {
            name: $name,
            summary: $summary,
            text: include_str!(concat!("../../templates/checklists/", $name, ".md")),
        }
    };
}

/// Every starter, in the order that they are listed.
pub const STARTERS: &[Starter] = &[
    starter!("deployment", "one deployment to production, with its way back"),
    starter!("promotion", "a version that runs in one environment goes to the next"),
    starter!("release", "a version is built, checked and published"),
    starter!("hotfix", "a fault that can't wait for the next release"),
    starter!("rollback", "a deployment is taken back"),
    starter!("go-live", "a service serves real users for the first time"),
    starter!("incident", "users are affected, until the review is held"),
];

/// The starter of this name.
pub fn find(name: &str) -> Option<&'static Starter> {
    STARTERS.iter().find(|starter| starter.name == name)
}

impl Starter {
    /// Its text as a source.
    ///
    /// # Errors
    /// Never for those that gonogo brings along.
    pub fn source(&self) -> Result<Source, SourceError> {
        Source::new(format!("{}.md", self.name), self.text.as_bytes().to_vec())
    }
}
