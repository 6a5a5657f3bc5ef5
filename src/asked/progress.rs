//! How far a checklist, or a section of it, has come.

use super::Asked;
use crate::model::{Checklist, Item, State};

/// Numbers of the actions that are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Progress {
    /// Done.
    pub done: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Failed.
    pub failed: usize,
    /// Nothing said yet.
    pub open: usize,
}

impl Progress {
    /// The progress of a whole checklist.
    pub fn of(checklist: &Checklist, asked: &Asked) -> Self {
        Self::over(checklist.items.iter().filter(|item| asked.item(item)))
    }

    /// The progress of these items.
    pub fn over<'a>(items: impl IntoIterator<Item = &'a Item>) -> Self {
        let mut progress = Self::default();
        for item in items {
            *match item.state {
                State::Done => &mut progress.done,
                State::NotApplicable => &mut progress.not_applicable,
                State::Failed => &mut progress.failed,
                State::Open => &mut progress.open,
            } += 1;
        }
        progress
    }

    /// How many there are.
    pub const fn total(&self) -> usize {
        self.done + self.not_applicable + self.failed + self.open
    }

    /// How many need nothing more.
    pub const fn settled(&self) -> usize {
        self.done + self.not_applicable
    }
}
