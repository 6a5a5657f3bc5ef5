//! The record: a branch on which files are only ever added, one signed commit a run; writing it and auditing it.

mod about;
pub mod amend;
mod approval;
pub mod audit;
mod changes;
mod check;
mod compromised;
mod content;
mod grounds;
pub mod layout;
mod policies;
mod policy;
mod read;
mod run_folder;
mod signed;
mod stamped;
mod state;
mod view;
pub mod write;

pub use about::{About, Doubt, Fault, Judge, Recorded, STALE, replaces, word_against};
pub use amend::Amendment;
pub use approval::approval_text;
pub use audit::{Audit, AuditOptions, Audited, Entry, Finding, Progress, SignoffEntry, audit};
pub use content::{Content, entry_of, parent};
pub use grounds::{Grounds, Subject, includes};
pub use layout::{Kind, Outcome};
pub use policy::{NAMESPACE as POLICY_NAMESPACE, PolicyFiles, email_of, roots};
pub use read::read_run;
pub use state::{Proposed, State, state};
pub use view::RecordView;
pub use write::{Clock, RunEntry, SignedStatement, Writer, Written};

use crate::git::{CommitId, GitError, RefName};
use crate::signing::SignError;

/// Why something was not recorded. The branch is as it was then.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The repository said no.
    #[error(transparent)]
    Git(#[from] GitError),
    /// No signature was made.
    #[error("cannot sign the commit: {0}")]
    Sign(#[from] SignError),
    /// There is no record yet.
    #[error("{0} has no record yet")]
    NoRecord(RefName),
    /// There is a record already, with another beginning.
    #[error("{branch} holds a record already, which begins with {genesis}")]
    RecordExists {
        /// The branch.
        branch: RefName,
        /// Its first commit.
        genesis: CommitId,
    },
    /// That run has been recorded, with other files.
    #[error("run {run} is recorded already, with other contents (run-exists)")]
    RunExists {
        /// The run.
        run: String,
    },
    /// The new entry would not stand an audit.
    #[error("refused to record what an audit would refuse: {}", first(findings))]
    Refused {
        /// What the audit would find; at least one.
        findings: Vec<Finding>,
    },
    /// The clock stands before the last entry.
    #[error("the clock says {now}, but the last entry is of {last}")]
    ClockBack {
        /// The present time.
        now: String,
        /// The time of the last entry.
        last: String,
    },
    /// A value does not fit the record's layout.
    #[error("cannot record: {0}")]
    Invalid(String),
    /// The branch does not look like a record.
    #[error("{branch} is not in order: {reason}")]
    Broken {
        /// The branch.
        branch: RefName,
        /// What is wrong.
        reason: String,
    },
}

fn first(findings: &[Finding]) -> String {
    findings.first().map_or_else(|| "nothing in particular".to_owned(), |f| format!("{} ({})", f.reason, f.rule))
}

impl RecordError {
    /// Whether the machine or the repository stands in the way, and not what was to be recorded.
    pub fn hinders(&self) -> bool {
        match self {
            Self::Git(error) => error.hinders(),
            Self::Sign(_) | Self::ClockBack { .. } | Self::Broken { .. } => true,
            Self::NoRecord(_)
            | Self::RecordExists { .. }
            | Self::RunExists { .. }
            | Self::Refused { .. }
            | Self::Invalid(_) => false,
        }
    }

    /// What to do next, if there is a way out.
    pub fn hint(&self) -> Option<String> {
        let text = match self {
            Self::Git(error) => return error.hint(),
            Self::Sign(error) => return Some(error.hint()),
            Self::NoRecord(_) => "start one: gonogo init",
            Self::RecordExists { .. } => "go on with that record, or name another branch",
            Self::RunExists { .. } => "give this run another name; a recorded run is never changed",
            Self::Refused { findings } => match findings.first().map(|finding| finding.rule) {
                Some("untrusted-signer") => {
                    "sign with a key that the record's policy lists for your address, or add the key to the policy"
                }
                Some("stale") => {
                    "what was signed has changed since, or the sign-offs of items and the evidence with it; have it signed again"
                }
                Some("lapsed-key") => "sign with a key that is valid now",
                _ => "correct what is named and run the same command again",
            },
            Self::ClockBack { .. } => "set this machine's clock right",
            Self::Invalid(_) => return None,
            Self::Broken { .. } => "see what is wrong: gonogo audit",
        };
        Some(text.to_owned())
    }
}
