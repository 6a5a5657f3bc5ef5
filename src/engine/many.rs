//! Many files: each judged, at once, and told in the order of their names.

use anyhow::Result;

use super::check::{self, Checked};
use super::inputs::{self, Input, Wanted};
use super::parallel;
use crate::model::{Assurance, Stage};
use crate::time::Timestamp;
use crate::world::World;

/// What is asked of each checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether the run is complete.
    Complete,
    /// Whether the blank master is sound.
    Sound,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The checklists, in order.
    pub judged: Vec<Checked>,
    /// What could not be judged.
    pub failed: Vec<anyhow::Error>,
    /// Markdown files of a folder that were not judged, and why.
    pub passed_over: Vec<(String, &'static str)>,
}

/// What came of one file.
enum Seen {
    Judged(Box<Checked>),
    PassedOver(&'static str),
    /// Its signatures have to be looked up outside.
    Signatures,
}

/// Judges all that is wanted, by at most this many threads.
///
/// # Errors
/// When a configuration or the repository can't be read; a file that can't be judged is no reason to stop.
pub fn judge(world: &mut World, wanted: &Wanted, question: Question, threads: usize) -> Result<Outcome> {
    let found = inputs::find(world, wanted)?;
    let mut outcome = Outcome { failed: found.failed, passed_over: found.passed_over, ..Outcome::default() };
    let now = world.now();
    let seen = parallel::map(&found.inputs, threads, |input| look(input, question, now));
    for (input, seen) in found.inputs.iter().zip(seen) {
        match seen {
            Ok(Seen::Judged(checked)) => outcome.judged.push(*checked),
            Ok(Seen::PassedOver(why)) => outcome.passed_over.push((input.name(), why)),
            Ok(Seen::Signatures) => {
                let judged = input
                    .source()
                    .map(|source| check::judge(world, &input.path, source, &input.config, input.settings));
                match judged {
                    Ok(checked) => outcome.judged.push(checked),
                    Err(error) => outcome.failed.push(error),
                }
            }
            Err(error) => outcome.failed.push(error),
        }
    }
    Ok(outcome)
}

/// Judges one file, as far as nothing outside has to be asked.
fn look(input: &Input, question: Question, now: Timestamp) -> Result<Seen> {
    let settings = input.settings;
    if !input.named && input.config.has_checklists() && !settings.listed {
        return Ok(Seen::PassedOver("gonogo.toml does not call it a checklist"));
    }
    let checked = match question {
        Question::Sound => check::sound(input.source()?, &input.config, settings, now),
        Question::Complete if !input.named && settings.stage == Some(Stage::Template) => {
            return Ok(Seen::PassedOver("gonogo.toml calls it a template"));
        }
        Question::Complete if settings.assurance > Assurance::Typed => return Ok(Seen::Signatures),
        Question::Complete => check::typed(input.source()?, &input.config, settings, now),
    };
    if !input.named && !settings.listed && checked.checklist.items.is_empty() && checked.checklist.problems.is_empty() {
        return Ok(Seen::PassedOver("it has no items"));
    }
    Ok(Seen::Judged(Box::new(checked)))
}
