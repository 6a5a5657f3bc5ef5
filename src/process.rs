//! Child processes with a clean environment, a time limit and captured output; no shell is ever involved.

mod live;

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::world::World;
pub use live::{Live, Step};

/// Where and in which environment children start; taken once from the [`World`], so that it can be kept.
#[derive(Clone, Debug)]
pub struct Launcher {
    env: Vec<(OsString, OsString)>,
    cwd: PathBuf,
}

/// What a child left behind.
#[derive(Debug)]
pub struct Finished {
    /// How it ended.
    pub status: ExitStatus,
    /// Its standard output.
    pub stdout: Vec<u8>,
    /// Its standard error, as text for people.
    pub stderr: String,
}

/// Why a child has no result.
#[derive(Debug, thiserror::Error)]
pub enum ProcessError {
    /// The program could not be started.
    #[error("cannot start {program}: {source}")]
    Start {
        /// The program's name as it was asked for.
        program: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// It ran longer than allowed and was ended.
    #[error("{program} did not finish within {seconds} s and was ended")]
    Timeout {
        /// The program's name as it was asked for.
        program: String,
        /// The limit in seconds.
        seconds: u64,
    },
    /// Talking to it failed.
    #[error("lost contact with {program}: {source}")]
    Pipe {
        /// The program's name as it was asked for.
        program: String,
        /// What the system said.
        source: std::io::Error,
    },
}

impl Launcher {
    /// The environment and directory of `world`, less what binds git to one repository.
    pub fn new(world: &World) -> Self {
        let template = world.command("");
        let env = template.get_envs().filter_map(|(k, v)| Some((k.to_owned(), v?.to_owned()))).collect();
        Self { env, cwd: world.cwd.clone() }
    }

    /// The same environment in another directory.
    pub fn in_dir(&self, dir: impl Into<PathBuf>) -> Self {
        Self { env: self.env.clone(), cwd: dir.into() }
    }

    /// The same with one variable more.
    pub fn with_var(&self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        let mut other = self.clone();
        other.env.push((name.into(), value.into()));
        other
    }

    /// An environment variable that is set, valid Unicode and not empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        let (_, value) = self.env.iter().rev().find(|(key, _)| key.as_os_str() == OsStr::new(name))?;
        value.to_str().filter(|value| !value.is_empty())
    }

    /// The user's home directory, if the environment names one.
    pub fn home(&self) -> Option<&Path> {
        self.var("HOME").or_else(|| self.var("USERPROFILE")).map(Path::new)
    }

    /// The directory that children start in.
    pub fn cwd(&self) -> &Path {
        &self.cwd
    }

    /// A command with this environment and directory.
    fn command(&self, program: &OsStr) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.env.iter().map(|(k, v)| (k, v))).current_dir(&self.cwd);
        command
    }

    /// Runs `program` to its end, feeding `stdin`; a child that outlives `limit` is killed, and nothing else is.
    pub fn run<I, S>(
        &self,
        program: impl AsRef<OsStr>,
        args: I,
        stdin: &[u8],
        limit: Duration,
    ) -> Result<Finished, ProcessError>
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        let name = program.as_ref().to_string_lossy().into_owned();
        let mut child = self
            .command(program.as_ref())
            .args(args)
            .stdin(if stdin.is_empty() { Stdio::null() } else { Stdio::piped() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| ProcessError::Start { program: name.clone(), source })?;
        let writer = child.stdin.take().map(|mut pipe| {
            let bytes = stdin.to_vec();
            // A child that does not read its input to the end is judged by its exit status, not by the broken pipe.
            std::thread::spawn(move || drop(pipe.write_all(&bytes)))
        });
        let stdout = child.stdout.take().map(drain);
        let stderr = child.stderr.take().map(drain);
        let status = wait(&mut child, limit, &name)?;
        if let Some(writer) = writer {
            drop(writer.join());
        }
        let stderr = String::from_utf8_lossy(&collect(stderr)).into_owned();
        Ok(Finished { status, stdout: collect(stdout), stderr })
    }
}

fn drain(mut pipe: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        drop(pipe.read_to_end(&mut bytes));
        bytes
    })
}

fn collect(reader: Option<JoinHandle<Vec<u8>>>) -> Vec<u8> {
    reader.and_then(|thread| thread.join().ok()).unwrap_or_default()
}

fn wait(child: &mut Child, limit: Duration, name: &str) -> Result<ExitStatus, ProcessError> {
    let start = Instant::now();
    let mut pause = Duration::from_micros(200);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if start.elapsed() >= limit => {
                drop(child.kill());
                drop(child.wait());
                return Err(ProcessError::Timeout { program: name.to_owned(), seconds: limit.as_secs() });
            }
            Ok(None) => {
                std::thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(20));
            }
            Err(source) => {
                drop(child.kill());
                drop(child.wait());
                return Err(ProcessError::Pipe { program: name.to_owned(), source });
            }
        }
    }
}
