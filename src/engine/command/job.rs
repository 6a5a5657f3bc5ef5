//! A block of commands being run: its output as it comes, its end, and what is kept of it.

use std::collections::VecDeque;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use super::Plan;
use crate::process::{Launcher, Live, ProcessError, Step};
use crate::time::Timestamp;
use crate::world::World;

/// How much is kept of the start of an output, and of its end.
const HEAD: usize = 256 * 1024;
const TAIL: usize = 256 * 1024;

/// A block of commands being run. What runs is ended when this is dropped.
#[derive(Debug)]
pub struct Job {
    plan: Plan,
    launcher: Launcher,
    /// Whether it is kept from the terminal's interrupts.
    apart: bool,
    live: Live,
    /// How many calls were begun.
    begun: usize,
    output: Output,
    /// When it began.
    pub at: Timestamp,
    since: Instant,
}

/// What came of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    /// The block's first line.
    pub name: String,
    /// How it ended, in words: `exit status 0`.
    pub end: String,
    /// Whether all of it succeeded.
    pub success: bool,
    /// When it began.
    pub at: Timestamp,
    /// How long it took, in words: `2.1 s`.
    pub took: String,
    /// What it wrote, standard output and standard error as they came; the middle is left out where it is long.
    pub output: Vec<u8>,
}

/// The start and the end of what was written.
#[derive(Debug, Default)]
struct Output {
    head: Vec<u8>,
    tail: VecDeque<u8>,
    left_out: usize,
}

impl Job {
    /// Begins.
    ///
    /// # Errors
    /// When the first program can't be started.
    pub fn begin(world: &World, plan: Plan, apart: bool) -> Result<Self, String> {
        let launcher = Launcher::new(world).in_dir(&plan.folder);
        let live = start(&launcher, &plan, 0, apart).unwrap_or_else(|| Err("nothing is there to be run".to_owned()))?;
        let output = Output::default();
        Ok(Self { plan, launcher, apart, live, begun: 1, output, at: world.now(), since: Instant::now() })
    }

    /// What it writes within `wait`, and what came of it once it has ended.
    pub fn step(&mut self, wait: Duration) -> (Vec<u8>, Option<Ran>) {
        if self.since.elapsed() > self.plan.how.limit {
            let limit = self.plan.how.limit.as_secs();
            return (Vec::new(), Some(self.ran(format!("ended at its limit of {limit} s"), false)));
        }
        match self.live.step(wait) {
            Ok(Step::Output(bytes)) => {
                self.output.add(&bytes);
                (bytes, None)
            }
            Ok(Step::Nothing) => (Vec::new(), None),
            Ok(Step::Ended(status)) if status.success() => match self.next() {
                None => (Vec::new(), Some(self.ran(words(status), true))),
                Some(Ok(live)) => {
                    self.live = live;
                    self.begun += 1;
                    (Vec::new(), None)
                }
                Some(Err(why)) => (Vec::new(), Some(self.ran(why, false))),
            },
            Ok(Step::Ended(status)) => (Vec::new(), Some(self.ran(words(status), false))),
            Err(error) => (Vec::new(), Some(self.ran(format!("lost sight of it: {error}"), false))),
        }
    }

    /// Ends what runs.
    pub fn cancel(&mut self) -> Ran {
        self.ran("ended by hand".to_owned(), false)
    }

    fn next(&self) -> Option<Result<Live, String>> {
        start(&self.launcher, &self.plan, self.begun, self.apart)
    }

    fn ran(&mut self, end: String, success: bool) -> Ran {
        self.live.end();
        let (name, took) = (self.plan.name.clone(), self.since.elapsed());
        let took = format!("{}.{} s", took.as_secs(), took.subsec_millis() / 100);
        Ran { name, end, success, at: self.at, took, output: std::mem::take(&mut self.output).kept() }
    }
}

/// Starts a call of a plan; `None` where there is none.
fn start(launcher: &Launcher, plan: &Plan, index: usize, apart: bool) -> Option<Result<Live, String>> {
    let call = plan.calls.get(index)?;
    Some(launcher.start(&call.program, &call.args, apart).map_err(|error: ProcessError| error.to_string()))
}

/// How a program ended.
fn words(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("exit status {code}"),
        None => status.to_string(),
    }
}

impl Output {
    fn add(&mut self, bytes: &[u8]) {
        let room = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        let (first, rest) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
        self.head.extend_from_slice(first);
        self.tail.extend(rest);
        let over = self.tail.len().saturating_sub(TAIL);
        self.tail.drain(..over);
        self.left_out += over;
    }

    fn kept(self) -> Vec<u8> {
        let mut out = self.head;
        if self.left_out > 0 {
            out.extend_from_slice(format!("\n[{} bytes left out]\n", self.left_out).as_bytes());
        }
        out.extend(self.tail);
        out
    }
}
