//! The outside as values: clock, environment, working directory and streams, handed in so that tests are hermetic.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::time::Timestamp;

/// What the outside offers to one run of the program.
pub struct World {
    /// The clock.
    pub now: Box<dyn Fn() -> Timestamp>,
    /// The environment, as the program was given it.
    pub env: BTreeMap<OsString, OsString>,
    /// The directory that relative paths start from.
    pub cwd: PathBuf,
    /// Standard input, for the path `-`.
    pub stdin: Box<dyn Read>,
    /// Findings and results.
    pub stdout: Box<dyn Write>,
    /// Remarks about the run itself.
    pub stderr: Box<dyn Write>,
    /// Whether standard output, and standard error, are terminals.
    pub terminal: (bool, bool),
    /// Whether somebody is there to be asked: standard input and standard error are terminals.
    pub person: bool,
    /// What is called before a command that may write something.
    pub before_writing: fn(),
}

/// Variables by which git lets one repository's hook leak into another's commands (`git rev-parse --local-env-vars`).
const GIT_LOCAL: [&str; 16] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

impl World {
    /// The real one.
    pub fn real() -> std::io::Result<Self> {
        use std::io::IsTerminal;
        Ok(Self {
            now: Box::new(Timestamp::system_now),
            env: std::env::vars_os().collect(),
            cwd: std::env::current_dir()?,
            stdin: Box::new(std::io::stdin()),
            stdout: Box::new(std::io::BufWriter::new(std::io::stdout())),
            stderr: Box::new(std::io::stderr()),
            terminal: (std::io::stdout().is_terminal(), std::io::stderr().is_terminal()),
            person: std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
            before_writing: || (),
        })
    }

    /// The present time.
    pub fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// An environment variable that is set, valid Unicode and not empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.env.get(OsStr::new(name))?.to_str().filter(|value| !value.is_empty())
    }

    /// The user's home directory, if the environment names one.
    pub fn home(&self) -> Option<&Path> {
        self.var("HOME").or_else(|| self.var("USERPROFILE")).map(Path::new)
    }

    /// `path` from the working directory.
    pub fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.cwd.join(path)
    }

    /// A command with this environment and directory, less the variables that bind git to one repository.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().current_dir(&self.cwd);
        command.envs(self.env.iter().filter(|(name, _)| !GIT_LOCAL.iter().any(|local| name.as_os_str() == *local)));
        command
    }
}
