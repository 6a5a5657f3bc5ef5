//! The outcome of a run, read from what was decided, and what it leaves to be done.

use std::collections::HashSet;
use std::fmt;

use serde::{Serialize, Serializer};

use super::{Standing, Why};
use crate::model::{Applicability, Checklist, Decision, DecisionOption, Label, Section};

/// How a run came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It went ahead.
    Go,
    /// It went ahead in part.
    Partial,
    /// It was called off.
    NoGo,
    /// It went ahead and was taken back.
    RolledBack,
}

impl Outcome {
    /// The outcome of exactly this word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Go, Self::Partial, Self::NoGo, Self::RolledBack].into_iter().find(|outcome| outcome.name() == word)
    }

    /// The word for it, as in records and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Go => "go",
            Self::NoGo => "no-go",
            Self::RolledBack => "rolled-back",
            Self::Partial => "partial",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The one option that is chosen; `None` while there is none, or more than one.
fn sole(decision: &Decision) -> Option<&DecisionOption> {
    let mut chosen = decision.chosen();
    chosen.next().filter(|_| chosen.next().is_none())
}

/// What choosing an option says about the outcome.
fn said(option: &DecisionOption) -> Option<Outcome> {
    let words: Vec<String> = option
        .text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let text = words.join(" ");
    let apart = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let starts = |leads: &[&str]| leads.iter().any(|lead| text.strip_prefix(lead).is_some_and(apart));
    if starts(&["rollback", "rolled back", "roll back"]) {
        Some(Outcome::RolledBack)
    } else if starts(&["partial", "partially", "partial success"]) {
        Some(Outcome::Partial)
    } else if option.positive {
        Some(Outcome::Go)
    } else if starts(&[
        "no go",
        "nogo",
        "abort",
        "aborted",
        "cancel",
        "cancelled",
        "postpone",
        "postponed",
        "hold",
        "stop",
        "defer",
        "delay",
    ]) {
        Some(Outcome::NoGo)
    } else {
        None
    }
}

/// The weightiest outcome that a decision states.
pub(super) fn of(checklist: &Checklist) -> Option<Outcome> {
    checklist.decisions.iter().filter_map(sole).filter_map(said).max()
}

/// Items that are the one chosen option of their decision.
pub(super) fn live_options(checklist: &Checklist) -> HashSet<usize> {
    checklist
        .decisions
        .iter()
        .filter_map(sole)
        .filter_map(|option| option.item.as_ref())
        .map(|item| item.index)
        .collect()
}

/// What the outcome cuts off.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Limits {
    /// Nothing that starts here or later is asked: the decision was NO-GO.
    after: Option<usize>,
    /// What starts within is cut short: it lies between the decision to go and the rollback.
    between: Option<(usize, usize)>,
}

impl Limits {
    /// What the outcome says about a section.
    pub fn section(&self, section: &Section) -> Standing {
        let start = section.span.start;
        if self.after.is_some_and(|after| start >= after) {
            Standing::Not(Why::AfterNoGo)
        } else if self.between.is_some_and(|(from, to)| from <= start && start < to) {
            Standing::Not(Why::CutShort)
        } else {
            Standing::Asked
        }
    }
}

/// The limits that `outcome` sets.
pub(super) fn limits(checklist: &Checklist, outcome: Option<Outcome>) -> Limits {
    let ends = |wanted: Outcome| {
        let decision = checklist.decisions.iter().find(|decision| sole(decision).and_then(said) == Some(wanted))?;
        let heading = checklist.section_path(decision.section.as_ref()).find(|section| section.label == Label::Heading);
        Some(heading.map_or(decision.span.end, |section| section.extent.end))
    };
    match outcome {
        Some(Outcome::NoGo) => Limits { after: ends(Outcome::NoGo), between: None },
        Some(Outcome::RolledBack) => {
            let contingent =
                checklist.sections.iter().find(|section| section.applicability == Applicability::Contingent);
            let between = ends(Outcome::Go).zip(contingent.map(|section| section.span.start));
            Limits { after: None, between }
        }
        _ => Limits::default(),
    }
}
