//! Collectors: run data from where it already is, such as git and the reports of tests and scans.
//!
//! Each gives facts by name (`git.commit`). A fact goes into a slot that is named for it, or into one that the caller names;
//! what is not known is no fact, and nothing is made up.

mod coverage;
mod git;
mod junit;
mod sarif;
mod xml;

use std::path::Path;

use anyhow::Result;

use super::files;
use crate::text::Source;
use crate::world::World;

pub use git::git;

/// Something that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name, such as `junit.passed`.
    pub name: &'static str,
    /// Its value, as it is to be written.
    pub value: String,
}

/// A report that can be read: its option on the command line, and how.
pub struct Collector {
    /// The option's name.
    pub name: &'static str,
    read: fn(&Source) -> Result<Vec<Fact>>,
}

/// Test results in JUnit's XML.
pub const JUNIT: Collector = Collector { name: "junit", read: junit::read };
/// Coverage in lcov's or Cobertura's form.
pub const COVERAGE: Collector = Collector { name: "coverage", read: coverage::read };
/// Findings of a scan in SARIF.
pub const SARIF: Collector = Collector { name: "sarif", read: sarif::read };

/// Every fact there can be, with the names of slots it goes into by itself.
pub const FACTS: &[(&str, &[&str])] = &[
    ("git.version", &["version", "release-version"]),
    ("git.tag", &["tag", "git-tag", "release-tag"]),
    ("git.commit", &["commit", "commit-sha", "commit-hash", "commit-id", "git-sha", "git-commit", "sha", "revision"]),
    ("git.short", &["short-sha", "short-commit", "commit-short"]),
    ("git.branch", &["branch", "git-branch"]),
    ("git.author", &["author", "commit-author"]),
    ("git.date", &["commit-date", "git-date"]),
    ("git.commits", &["commits", "commit-count", "commits-since-tag", "commits-since-last-tag"]),
    ("junit.ratio", &["tests-passed", "test-results", "passed-tests", "passing-tests"]),
    ("junit.passed", &["passed"]),
    ("junit.total", &["total-tests", "tests-total"]),
    ("junit.failed", &["failed-tests", "tests-failed", "test-failures"]),
    ("junit.skipped", &["skipped-tests", "tests-skipped"]),
    ("junit.rate", &["pass-rate", "test-pass-rate", "test-success-rate"]),
    ("coverage.lines", &["coverage", "line-coverage", "code-coverage", "test-coverage"]),
    ("coverage.branches", &["branch-coverage"]),
    ("sarif.critical", &["critical", "critical-findings", "critical-vulnerabilities", "critical-issues"]),
    ("sarif.high", &["high", "high-findings", "high-vulnerabilities", "high-issues"]),
    ("sarif.medium", &["medium", "medium-findings", "medium-vulnerabilities"]),
    ("sarif.low", &["low", "low-findings", "low-vulnerabilities"]),
    ("sarif.total", &["findings", "total-findings"]),
];

impl Collector {
    /// Reads a report.
    ///
    /// # Errors
    /// When it can't be read, is of another form, or says that it is not complete.
    pub fn collect(&self, world: &mut World, path: &Path) -> Result<Vec<Fact>> {
        (self.read)(&files::read(world, path)?)
    }
}

/// A part of a whole in percent, rounded down, so that only all of it is 100.
fn percent(part: u64, whole: u64) -> Option<String> {
    let hundredths = u128::from(part).checked_mul(10_000)?.checked_div(u128::from(whole))?;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    Some(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}
