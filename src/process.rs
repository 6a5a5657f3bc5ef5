//! Child processes with a clean environment, a time limit and captured output; no shell is ever involved.

pub mod interrupt;
mod live;
mod talk;

use std::ffi::{OsStr, OsString};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::world::World;
pub use live::{Live, Step};
pub use talk::Talk;

/// How long the pipes of a child that has ended may stay open.
const GRACE: Duration = Duration::from_secs(2);

/// Where and in which environment children start; taken once from the [`World`], so that it can be kept.
#[derive(Clone, Debug)]
pub struct Launcher {
    env: Arc<Vec<(OsString, OsString)>>,
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
    /// It ended, but something that it started still writes to its output.
    #[error("{program} ended, but its output did not, which something else holds open")]
    Held {
        /// The program's name as it was asked for.
        program: String,
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
        Self { env: Arc::new(env), cwd: world.cwd.clone() }
    }

    /// The same environment in another directory.
    pub fn in_dir(&self, dir: impl Into<PathBuf>) -> Self {
        Self { env: Arc::clone(&self.env), cwd: dir.into() }
    }

    /// The same with some variables more.
    pub fn with_vars(&self, vars: impl IntoIterator<Item = (impl Into<OsString>, impl Into<OsString>)>) -> Self {
        let mut other = self.clone();
        Arc::make_mut(&mut other.env).extend(vars.into_iter().map(|(name, value)| (name.into(), value.into())));
        other
    }

    /// An environment variable that is set, valid Unicode and not empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        let (_, value) = self.env.iter().rev().find(|(key, _)| is_variable(key, name))?;
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

    /// Where a program lies, by this environment's `PATH`; folders that depend on where one stands are not looked into. The
    /// system starts what is named by its whole path in one step, which can't get stuck half-way.
    fn found(&self, program: &OsStr) -> PathBuf {
        if Path::new(program).components().count() > 1 {
            return self.cwd.join(program);
        }
        let path = self.env.iter().rev().find(|(key, _)| is_variable(key, "PATH"));
        let folders = path.into_iter().flat_map(|(_, path)| std::env::split_paths(path));
        let name = match Path::new(program) {
            name if name.extension().is_none() => name.with_extension(std::env::consts::EXE_EXTENSION),
            name => name.to_path_buf(),
        };
        let mut places = folders.filter(|folder| folder.is_absolute()).map(|folder| folder.join(&name));
        places.find(|place| is_program(place)).unwrap_or_else(|| PathBuf::from(program))
    }

    /// A command with this environment and directory.
    fn command(&self, program: &OsStr) -> Command {
        let mut command = Command::new(self.found(program));
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
        let (stdout, stderr) = serve(&mut child, stdin).map_err(|source| {
            end(&mut child);
            ProcessError::Pipe { program: name.clone(), source }
        })?;
        let status = wait(&mut child, limit, &name)?;
        // What the child has left running may hold its pipes open, as ssh does with a connection that it shares.
        let said = stderr.map(|reader| reader.read().unwrap_or_else(|so_far| so_far)).unwrap_or_default();
        let held = |_| ProcessError::Held { program: name };
        let stdout = stdout.map(Reader::read).transpose().map_err(held)?.unwrap_or_default();
        Ok(Finished { status, stdout, stderr: String::from_utf8_lossy(&said).into_owned() })
    }
}

/// Whether a variable of the environment has this name; Windows writes `Path` for what it finds as `PATH`.
fn is_variable(key: &OsStr, name: &str) -> bool {
    if cfg!(windows) { key.eq_ignore_ascii_case(name) } else { key == name }
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// Feeds a child and reads what it writes, each beside the other.
fn serve(child: &mut Child, stdin: &[u8]) -> std::io::Result<(Option<Reader>, Option<Reader>)> {
    if let Some(mut pipe) = child.stdin.take() {
        let bytes = stdin.to_vec();
        // A child that does not read its input to the end is judged by its exit status, not by the broken pipe.
        beside(move || drop(pipe.write_all(&bytes)))?;
    }
    let stdout = child.stdout.take().map(Reader::new).transpose()?;
    Ok((stdout, child.stderr.take().map(Reader::new).transpose()?))
}

/// Does something in a thread of its own. The system may have none left.
fn beside(work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    std::thread::Builder::new().spawn(work).map(drop)
}

/// Ends a child, which may have ended by itself.
fn end(child: &mut Child) {
    drop(child.kill());
    drop(child.wait());
}

/// A pipe that is read by a thread of its own, so that a child can write as much as it likes.
struct Reader {
    bytes: Arc<Mutex<Vec<u8>>>,
    ended: Receiver<()>,
}

impl Reader {
    fn new(mut pipe: impl Read + Send + 'static) -> std::io::Result<Self> {
        let (bytes, (end, ended)) = (Arc::new(Mutex::new(Vec::new())), channel());
        let into = Arc::clone(&bytes);
        beside(move || {
            let mut part = vec![0; 64 * 1024];
            loop {
                match pipe.read(&mut part) {
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    Ok(0) | Err(_) => break,
                    Ok(size) => {
                        let part = part.get(..size).unwrap_or_default();
                        into.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(part);
                    }
                }
            }
            drop(end);
        })?;
        Ok(Self { bytes, ended })
    }

    /// All that came, once the child has ended; what came so far where somebody else still holds the pipe.
    fn read(self) -> Result<Vec<u8>, Vec<u8>> {
        let ended = self.ended.recv_timeout(GRACE) != Err(RecvTimeoutError::Timeout);
        let bytes = std::mem::take(&mut *self.bytes.lock().unwrap_or_else(PoisonError::into_inner));
        if ended { Ok(bytes) } else { Err(bytes) }
    }
}

fn wait(child: &mut Child, limit: Duration, name: &str) -> Result<ExitStatus, ProcessError> {
    let start = Instant::now();
    let mut pause = Duration::from_micros(200);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if start.elapsed() >= limit => {
                end(child);
                return Err(ProcessError::Timeout { program: name.to_owned(), seconds: limit.as_secs() });
            }
            Ok(None) => {
                std::thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(20));
            }
            Err(source) => {
                end(child);
                return Err(ProcessError::Pipe { program: name.to_owned(), source });
            }
        }
    }
}
