//! What can go wrong with a repository, and the way out of each.

use std::path::{Path, PathBuf};

use super::{CommitId, RefName};
use crate::process::ProcessError;
use crate::text::shell_word;

/// Why something could not be read from, or written to, a repository.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is none here or above.
    #[error("not in a git repository: {0}")]
    NotARepository(PathBuf),
    /// Somebody else owns it.
    #[error("the repository {0} is owned by someone else")]
    Owner(PathBuf),
    /// It uses something that neither the library nor the git here can read.
    #[error("the repository {path} cannot be read: {reason}")]
    Unsupported {
        /// Where it is.
        path: PathBuf,
        /// What it uses.
        reason: String,
    },
    /// It is made of files that another repository tracks, so whoever commits there has made it up.
    #[error(
        "{0} looks like a repository, but its files are tracked by the one around it, so nothing in it is believed"
    )]
    Tracked(PathBuf),
    /// It has no work tree.
    #[error("the repository {0} has no work tree")]
    Bare(PathBuf),
    /// A revision names nothing.
    #[error("{0} names no commit here")]
    NoSuchRevision(String),
    /// An object is not there.
    #[error("object {0} is missing")]
    Missing(String),
    /// An object is there but is not what its id says.
    #[error("object {id} is damaged: {reason}")]
    Damaged {
        /// Its id.
        id: String,
        /// What is wrong.
        reason: String,
    },
    /// A path in the index is not merged.
    #[error("{0} has unresolved merge conflicts")]
    Conflict(String),
    /// The author has no name or no address.
    #[error("git does not know who you are")]
    Nobody,
    /// The author's name or address cannot be used.
    #[error("cannot make a commit: {what} {reason}")]
    Identity {
        /// The setting.
        what: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A branch is checked out somewhere, so moving it would make that work tree dirty.
    #[error("{branch} is checked out in {place}")]
    CheckedOut {
        /// The branch.
        branch: RefName,
        /// The git directory of the work tree.
        place: PathBuf,
    },
    /// Older history was left out when the repository was cloned.
    #[error("this clone is shallow, so what stood in older commits can't be told (history-incomplete)")]
    Shallow,
    /// A file is no bundle, or not a whole one.
    #[error("{path} is no bundle that can be read: {reason}")]
    Bundle {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// What is named is no remote.
    #[error("'{0}' is no name for a remote")]
    Remote(String),
    /// What stands in a reference is no commit.
    #[error("{name} can't be read: {reason}")]
    DamagedReference {
        /// Its name.
        name: RefName,
        /// What is wrong with it.
        reason: String,
    },
    /// A reference points at another reference, or is not a branch.
    #[error("{0} is not an ordinary branch")]
    NotABranch(RefName),
    /// Others kept moving the branch, or a lock file stays.
    #[error("could not move {branch} within {seconds} s{}", lock.as_ref().map(|l| format!(": {l}")).unwrap_or_default())]
    Busy {
        /// The branch.
        branch: RefName,
        /// How long it was tried.
        seconds: u64,
        /// The lock file that stands in the way, with its age.
        lock: Option<LockFile>,
    },
    /// Another gonogo holds the lock.
    #[error("another gonogo is recording here (it holds {path}{})", pid.map(|p| format!(", process {p}")).unwrap_or_default())]
    Locked {
        /// The lock.
        path: PathBuf,
        /// Its holder, if it said so.
        pid: Option<u32>,
    },
    /// A commit would not read back as it was meant.
    #[error("refused to write a malformed commit: {0}")]
    Malformed(String),
    /// A commit is there that should not be, or the other way round.
    #[error("{branch} has moved to {now}")]
    Moved {
        /// The branch.
        branch: RefName,
        /// Where it is now.
        now: CommitId,
    },
    /// Git itself could not be run.
    #[error("cannot ask git: {0}")]
    Process(#[from] ProcessError),
    /// Git itself said no.
    #[error("git {command} failed: {reason}")]
    Command {
        /// The subcommand.
        command: String,
        /// What it said.
        reason: String,
    },
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Anything else that the library says.
    #[error("git: {0}")]
    Library(String),
}

/// A lock file of git's that was left or is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its age in seconds, if the system says.
    pub age_seconds: Option<u64>,
}

impl std::fmt::Display for LockFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the lock file {} is in the way", self.path.display())?;
        self.age_seconds.map_or(Ok(()), |age| write!(f, ", {age} s old"))
    }
}

impl GitError {
    /// Somebody else owns the repository that `path` is in.
    pub(super) fn owner(path: &Path) -> Self {
        let path = dunce::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let top = path.ancestors().find(|dir| dir.join(".git").exists());
        Self::Owner(top.unwrap_or(&path).to_path_buf())
    }

    /// Whether the machine or the repository stands in the way, and not what was asked for.
    pub fn hinders(&self) -> bool {
        !matches!(
            self,
            Self::NotARepository(_)
                | Self::Bare(_)
                | Self::NoSuchRevision(_)
                | Self::Conflict(_)
                | Self::CheckedOut { .. }
                | Self::Remote(_)
                | Self::NotABranch(_)
                | Self::Malformed(_)
        )
    }

    /// What to do next, if there is a way out.
    pub fn hint(&self) -> Option<String> {
        let text = match self {
            Self::NotARepository(_) => "run this inside a repository, or make one: git init".to_owned(),
            Self::Owner(path) => {
                format!("if you trust it: git config --global --add safe.directory {}", shown(path))
            }
            Self::Unsupported { .. } => {
                "install a git that can read it, or go on in a repository as git init makes it".to_owned()
            }
            Self::Tracked(path) => format!(
                "look where it comes from (git log -- {0}), and take it out: git rm -r --cached {0}",
                shown(&path.join("HEAD"))
            ),
            Self::Bare(_) => "run this in a clone that has a work tree".to_owned(),
            Self::NoSuchRevision(_) => "check the name, or fetch it: git fetch".to_owned(),
            Self::Shallow => "fetch the whole history: git fetch --unshallow".to_owned(),
            Self::Missing(_) => "fetch the whole history: git fetch --unshallow, or clone without --filter".to_owned(),
            Self::Damaged { .. } => {
                "look at the damage with git fsck --full, and restore from another clone".to_owned()
            }
            Self::DamagedReference { name, .. } => format!(
                "its last value stands at the end of .git/logs/{name}; put it back: git update-ref {name} COMMIT, or get it from another clone"
            ),
            Self::Command { reason, .. } if is_usage(reason) => {
                "git 2.34 or newer is needed; which one this is says: git --version".to_owned()
            }
            Self::Conflict(path) => format!("resolve it and stage it: git add {path}"),
            Self::Nobody | Self::Identity { .. } => {
                "set both: git config user.name 'Your Name' && git config user.email you@example.org".to_owned()
            }
            Self::CheckedOut { .. } => "check out another branch there, then run the same command again".to_owned(),
            Self::NotABranch(_) => "name a local branch that is not a symbolic reference".to_owned(),
            Self::Busy { lock: Some(lock), .. } => {
                format!("if no git is running here, delete {} and run the same command again", lock.path.display())
            }
            Self::Busy { .. } | Self::Locked { .. } | Self::Moved { .. } => {
                "nothing is lost; run the same command again".to_owned()
            }
            Self::Bundle { .. } => "make it anew, with all that is behind it: gonogo audit --export FOLDER".to_owned(),
            Self::Process(_) => "install git and make sure it is on the PATH".to_owned(),
            _ => return None,
        };
        Some(text)
    }
}

/// Whether a program of git's says that it does not know what it was told.
fn is_usage(said: &str) -> bool {
    ["unknown option", "unknown switch", "is not a git command"].iter().any(|words| said.contains(words))
}

/// A path as a shell takes it.
fn shown(path: &std::path::Path) -> String {
    let text = path.display().to_string();
    shell_word(if text.len() > 1 { text.trim_end_matches('/') } else { &text })
}
