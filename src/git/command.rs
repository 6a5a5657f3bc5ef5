//! Running git itself in a repository, with a clean environment; it never asks anything, and speaks English.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::GitError;
use crate::process::{Finished, Launcher};

/// How long one command may take.
const LIMIT: Duration = Duration::from_secs(60);

/// The program git for one repository.
#[derive(Clone, Debug)]
pub(super) struct Git {
    launcher: Launcher,
}

impl Git {
    /// For the repository with this git directory, work tree and index, as far as they are not the usual ones.
    pub fn new(launcher: &Launcher, git_dir: &Path, work_dir: Option<&Path>, index: Option<&PathBuf>) -> Self {
        let mut launcher = launcher.with_var("GIT_DIR", git_dir);
        if let Some(tree) = work_dir {
            launcher = launcher.with_var("GIT_WORK_TREE", tree);
        }
        if let Some(index) = index {
            launcher = launcher.with_var("GIT_INDEX_FILE", index);
        }
        Self::anywhere(&launcher)
    }

    /// For whatever repository it finds from this launcher's directory.
    pub fn anywhere(launcher: &Launcher) -> Self {
        let plain = [("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0"), ("LC_ALL", "C")];
        let launcher = plain.iter().fold(launcher.clone(), |launcher, (name, value)| launcher.with_var(name, value));
        Self { launcher }
    }

    /// Runs a command that has to succeed.
    pub fn run(&self, args: &[&str]) -> Result<Finished, GitError> {
        let done = self.attempt(args)?;
        if done.status.success() { Ok(done) } else { Err(failed(args, &done)) }
    }

    /// Runs a command, whether it succeeds or not.
    pub fn attempt(&self, args: &[&str]) -> Result<Finished, GitError> {
        Ok(self.launcher.run("git", args, b"", LIMIT)?)
    }
}

/// What a failed command said.
fn failed(args: &[&str], done: &Finished) -> GitError {
    let command = args.iter().find(|arg| !arg.starts_with('-') && !arg.contains('=')).copied().unwrap_or_default();
    let reason = done.stderr.lines().next().unwrap_or("it gave no reason").chars().filter(|c| !c.is_control());
    GitError::Command { command: command.to_owned(), reason: reason.collect() }
}
