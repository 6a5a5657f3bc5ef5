//! How far long work is, on a terminal; nothing of it is left when the work is done.

use std::io::{Write as _, stderr};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Below so many steps nobody has to wait.
const SHORT: usize = 200;

/// A line at the bottom of the terminal, which any thread may write anew.
pub(super) struct Progress {
    wanted: bool,
    /// The last percentage that was written, and one.
    said: AtomicUsize,
}

impl Progress {
    /// Writes only where it is wanted: where standard error is a terminal, and somebody reads it.
    pub fn new(wanted: bool) -> Self {
        Self { wanted, said: AtomicUsize::new(0) }
    }

    /// So many steps of so many are done.
    pub fn tell(&self, done: usize, of: usize) {
        let percent = done * 100 / of.max(1);
        if self.wanted && of >= SHORT && self.said.fetch_max(percent + 1, Ordering::Relaxed) <= percent {
            // That a line of progress can't be written is no reason to stop.
            drop(write!(stderr(), "\r{percent:3} % of {of} commits"));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.said.load(Ordering::Relaxed) > 0 {
            drop(write!(stderr(), "\r\x1b[K"));
        }
    }
}
