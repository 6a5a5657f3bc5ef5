//! Waiting for others who hold what is needed just now.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, Instant};

/// The longest pause, in milliseconds.
const LONGEST: u64 = 250;

/// So much patience, spent in pauses that become longer and that two processes do not make alike.
#[derive(Debug)]
pub(super) struct Wait {
    start: Instant,
    limit: Duration,
    pause: u64,
}

impl Wait {
    pub fn up_to(limit: Duration) -> Self {
        Self { start: Instant::now(), limit, pause: 2 }
    }

    /// Makes a pause; `false` at once where the patience is at its end.
    pub fn pause(&mut self) -> bool {
        if self.start.elapsed() >= self.limit {
            return false;
        }
        std::thread::sleep(Duration::from_millis(self.pause / 2 + jitter() % (self.pause / 2 + 1)));
        self.pause = (self.pause * 2).min(LONGEST);
        true
    }
}

/// A random number.
pub(super) fn jitter() -> u64 {
    RandomState::new().build_hasher().finish()
}
