//! A child that is asked one thing after another, and answers in its own time.

use std::ffi::OsStr;
use std::io::Write as _;
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use super::live::pump;
use super::{Launcher, ProcessError};

/// A running child. It is ended when this is dropped.
#[derive(Debug)]
pub struct Talk {
    child: Child,
    stdin: ChildStdin,
    output: Receiver<Vec<u8>>,
    /// What has come and was not asked for yet.
    pending: Vec<u8>,
    program: String,
    limit: Duration,
}

impl Launcher {
    /// Starts `program`, whose standard error is not looked at; each answer may take as long as `limit`.
    ///
    /// # Errors
    /// When it can't be started.
    pub fn talk(&self, program: &str, args: &[&str], limit: Duration) -> Result<Talk, ProcessError> {
        let failed = |source| ProcessError::Start { program: program.to_owned(), source };
        let mut command = self.command(OsStr::new(program));
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(failed)?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(failed(std::io::ErrorKind::BrokenPipe.into()));
        };
        let (sender, output) = sync_channel(16);
        let talk = Talk { child, stdin, output, pending: Vec::new(), program: program.to_owned(), limit };
        pump(stdout, sender).map_err(failed)?;
        Ok(talk)
    }
}

impl Talk {
    /// Writes to its standard input.
    ///
    /// # Errors
    /// When it does not listen any more.
    pub fn say(&mut self, bytes: &[u8]) -> Result<(), ProcessError> {
        let said = self.stdin.write_all(bytes).and_then(|()| self.stdin.flush());
        said.map_err(|source| ProcessError::Pipe { program: self.program.clone(), source })
    }

    /// The next line of its standard output, without the line feed.
    ///
    /// # Errors
    /// When it ends, or takes too long.
    pub fn line(&mut self) -> Result<Vec<u8>, ProcessError> {
        let mut seen = 0;
        loop {
            let rest = self.pending.get(seen..).unwrap_or_default();
            if let Some(end) = rest.iter().position(|&byte| byte == b'\n') {
                let mut line = self.take(seen + end + 1);
                line.pop();
                return Ok(line);
            }
            seen = self.pending.len();
            self.wait()?;
        }
    }

    /// So many bytes of its standard output.
    ///
    /// # Errors
    /// Likewise.
    pub fn bytes(&mut self, count: usize) -> Result<Vec<u8>, ProcessError> {
        while self.pending.len() < count {
            self.wait()?;
        }
        Ok(self.take(count))
    }

    fn take(&mut self, count: usize) -> Vec<u8> {
        let rest = self.pending.split_off(count.min(self.pending.len()));
        std::mem::replace(&mut self.pending, rest)
    }

    fn wait(&mut self) -> Result<(), ProcessError> {
        let program = self.program.clone();
        match self.output.recv_timeout(self.limit) {
            Ok(bytes) => {
                self.pending.extend_from_slice(&bytes);
                Ok(())
            }
            Err(RecvTimeoutError::Timeout) => Err(ProcessError::Timeout { program, seconds: self.limit.as_secs() }),
            Err(RecvTimeoutError::Disconnected) => {
                Err(ProcessError::Pipe { program, source: std::io::ErrorKind::UnexpectedEof.into() })
            }
        }
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        super::end(&mut self.child);
    }
}
