//! Running git itself in a repository, with a clean environment; it never asks anything, and speaks English.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::GitError;
use crate::process::{Finished, Launcher};

/// How long one command may take.
const LIMIT: Duration = Duration::from_secs(60);

/// Where the environment may have git write what it does, and so into what it is asked for.
const TRACES: [&str; 8] = [
    "GIT_TRACE",
    "GIT_TRACE2",
    "GIT_TRACE2_EVENT",
    "GIT_TRACE2_PERF",
    "GIT_TRACE_PACKET",
    "GIT_TRACE_PERFORMANCE",
    "GIT_TRACE_REFS",
    "GIT_TRACE_SETUP",
];

/// The program git for one repository.
#[derive(Clone, Debug)]
pub(super) struct Git {
    launcher: Launcher,
}

impl Git {
    /// For the repository with this git directory, work tree and index, as far as they are not the usual ones.
    pub fn new(launcher: &Launcher, git_dir: &Path, work_dir: Option<&Path>, index: Option<&PathBuf>) -> Self {
        let index = index.map(PathBuf::as_path);
        let places = [("GIT_DIR", Some(git_dir)), ("GIT_WORK_TREE", work_dir), ("GIT_INDEX_FILE", index)];
        let places = places.into_iter().filter_map(|(name, place)| Some((name, place?)));
        Self::anywhere(&launcher.with_vars(places))
    }

    /// For whatever repository it finds from this launcher's directory.
    pub fn anywhere(launcher: &Launcher) -> Self {
        let plain = [("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0"), ("LC_ALL", "C")];
        let silent = TRACES.iter().map(|name| (*name, "0"));
        Self { launcher: launcher.with_vars(plain.into_iter().chain(silent)) }
    }

    /// The same for what reads and writes objects and references alone: nothing is fetched, replaced or told to hooks.
    pub fn for_plumbing(&self) -> Self {
        let plain = [
            ("GIT_NO_LAZY_FETCH", "1"),
            ("GIT_ALLOW_PROTOCOL", "none"),
            ("GIT_GRAFT_FILE", "/dev/null"),
            ("GIT_LITERAL_PATHSPECS", "0"),
            ("GIT_GLOB_PATHSPECS", "0"),
            ("GIT_NOGLOB_PATHSPECS", "0"),
            ("GIT_ICASE_PATHSPECS", "0"),
            ("GIT_NO_REPLACE_OBJECTS", "1"),
            ("GIT_CONFIG_COUNT", "3"),
            ("GIT_CONFIG_KEY_0", "core.hooksPath"),
            ("GIT_CONFIG_VALUE_0", "/dev/null"),
            ("GIT_CONFIG_KEY_1", "core.fsmonitor"),
            ("GIT_CONFIG_VALUE_1", "false"),
            ("GIT_CONFIG_KEY_2", "gc.auto"),
            ("GIT_CONFIG_VALUE_2", "0"),
        ];
        Self { launcher: self.launcher.with_vars(plain) }
    }

    /// The same with one variable more.
    pub fn with_var(&self, name: &str, value: &Path) -> Self {
        Self { launcher: self.launcher.with_vars([(name, value)]) }
    }

    /// What starts it.
    pub fn launcher(&self) -> &Launcher {
        &self.launcher
    }

    /// Runs a command that has to succeed.
    pub fn run(&self, args: &[&str]) -> Result<Finished, GitError> {
        self.run_with(args, b"")
    }

    /// The same, feeding it bytes.
    pub fn run_with(&self, args: &[&str], stdin: &[u8]) -> Result<Finished, GitError> {
        let done = self.launcher.run("git", args, stdin, LIMIT)?;
        if done.status.success() { Ok(done) } else { Err(failed(args, &done)) }
    }

    /// Runs a command, whether it succeeds or not.
    pub fn attempt(&self, args: &[&str]) -> Result<Finished, GitError> {
        Ok(self.launcher.run("git", args, b"", LIMIT)?)
    }
}

/// What a failed command said.
pub(super) fn failed(args: &[&str], done: &Finished) -> GitError {
    let command = args.iter().find(|arg| !arg.starts_with('-') && !arg.contains('=')).copied().unwrap_or_default();
    let aside = ["warning: ", "hint: "];
    let said = done.stderr.lines().find(|line| !aside.iter().any(|word| line.starts_with(word)));
    let reason = said.unwrap_or("it gave no reason").chars().filter(|c| !c.is_control());
    GitError::Command { command: command.to_owned(), reason: reason.collect() }
}

/// Whether git says that somebody else is moving references at this moment.
pub(super) fn stands_in_the_way(said: &str) -> bool {
    ["File exists", "data is locked", "cannot lock references", "concurrently modified"]
        .iter()
        .any(|words| said.contains(words))
}

/// What a command wrote, without the line's end.
pub(super) fn line(done: &Finished) -> String {
    String::from_utf8_lossy(&done.stdout).trim_end_matches(['\n', '\r']).to_owned()
}
