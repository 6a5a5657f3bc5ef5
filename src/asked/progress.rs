//! Progress: how much of the work that is asked has been settled.

use super::Asked;
use crate::model::{Checklist, State};

/// The asked actions of a checklist or a part of it, by state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Progress {
    /// Done.
    pub done: usize,
    /// Nothing said yet.
    pub open: usize,
    /// Said to be not applicable.
    pub not_applicable: usize,
    /// Said to have failed.
    pub failed: usize,
}

impl Progress {
    /// Over the whole checklist.
    pub fn of(checklist: &Checklist, asked: &Asked) -> Self {
        let mut progress = Self::default();
        for item in checklist.items.iter().filter(|item| asked.item(item)) {
            progress.add(item.state);
        }
        progress
    }

    /// Counts one more action.
    pub const fn add(&mut self, state: State) {
        match state {
            State::Done => self.done += 1,
            State::Open => self.open += 1,
            State::NotApplicable => self.not_applicable += 1,
            State::Failed => self.failed += 1,
        }
    }

    /// The actions that have to be done: all but those not applicable.
    pub const fn due(&self) -> usize {
        self.done + self.open + self.failed
    }

    /// Every asked action.
    pub const fn total(&self) -> usize {
        self.due() + self.not_applicable
    }
}
