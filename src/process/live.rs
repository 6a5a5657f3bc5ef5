//! A child whose output is read as it comes, and which can be ended at any time.

use std::ffi::OsStr;
use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::{Launcher, ProcessError, beside};

/// Pieces of output that may wait to be read; a child that writes more waits.
const WAITING: usize = 64;

/// How long what a child has left running may still write to its output.
const GRACE: Duration = Duration::from_millis(300);

/// A running child. It is ended when this is dropped.
#[derive(Debug)]
pub struct Live {
    child: Child,
    /// Whether it leads a group of its own, with which it is ended.
    leads: bool,
    output: Receiver<Vec<u8>>,
    ended: Option<(ExitStatus, Instant)>,
}

/// What a child has done.
#[derive(Debug)]
pub enum Step {
    /// It wrote this, to standard output or standard error.
    Output(Vec<u8>),
    /// Nothing, as long as was waited.
    Nothing,
    /// It has ended, and all it wrote was read.
    Ended(ExitStatus),
}

impl Launcher {
    /// Starts `program` with nothing on its standard input. With `apart`, interrupts of the terminal don't reach it, and it
    /// is ended together with all that it has started.
    ///
    /// # Errors
    /// When it can't be started.
    pub fn start(&self, program: &str, args: &[String], apart: bool) -> Result<Live, ProcessError> {
        let failed = |source| ProcessError::Start { program: program.to_owned(), source };
        // One pipe for both, which keeps their order.
        let (pipe, writer) = std::io::pipe().map_err(failed)?;
        let mut command = self.command(OsStr::new(program));
        command.args(args).stdin(Stdio::null()).stdout(writer.try_clone().map_err(failed)?).stderr(writer);
        let leads = apart && lead(&mut command);
        let child = command.spawn().map_err(failed)?;
        // As long as this end is open for writing, the other never ends.
        drop(command);
        let (sender, output) = sync_channel(WAITING);
        let live = Live { child, leads, output, ended: None };
        pump(pipe, sender).map_err(failed)?;
        Ok(live)
    }
}

impl Live {
    /// What it does next, as far as it does so within `wait`.
    ///
    /// # Errors
    /// When it is lost sight of.
    pub fn step(&mut self, wait: Duration) -> std::io::Result<Step> {
        let closed = match self.output.recv_timeout(wait) {
            Ok(bytes) => return Ok(Step::Output(bytes)),
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => {
                // It may have closed its output and go on.
                std::thread::sleep(wait.min(Duration::from_millis(20)));
                true
            }
        };
        if self.ended.is_none() {
            self.ended = self.child.try_wait()?.map(|status| (status, Instant::now()));
        }
        match self.ended {
            Some((status, since)) if closed || since.elapsed() > GRACE => Ok(Step::Ended(status)),
            _ => Ok(Step::Nothing),
        }
    }

    /// Ends it, and all that it has started where it was started apart; not what has outlived it.
    pub fn end(&mut self) {
        if self.ended.is_some() {
            return;
        }
        if self.leads {
            end_group(&self.child);
        }
        super::end(&mut self.child);
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.end();
    }
}

/// Hands on what is written to a pipe, until nobody writes or nobody reads.
pub(super) fn pump(mut pipe: impl Read + Send + 'static, sender: SyncSender<Vec<u8>>) -> std::io::Result<()> {
    beside(move || {
        let mut bytes = vec![0; 8192];
        while let Ok(read @ 1..) = pipe.read(&mut bytes) {
            if sender.send(bytes.get(..read).unwrap_or_default().to_vec()).is_err() {
                return;
            }
        }
    })
}

/// Makes a child lead a group of its own; whether that can be done here.
#[cfg(unix)]
fn lead(command: &mut Command) -> bool {
    std::os::unix::process::CommandExt::process_group(command, 0);
    true
}

#[cfg(not(unix))]
fn lead(_: &mut Command) -> bool {
    false
}

#[cfg(unix)]
fn end_group(leader: &Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    // There is nobody left to end when this fails.
    let _ = kill_process_group(Pid::from_child(leader), Signal::KILL);
}

#[cfg(not(unix))]
fn end_group(_: &Child) {}
