//! Many files: each judged, at once, and told in the order of their names.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::check::{self, Checked};
use super::files;
use super::inputs::{self, Input, Wanted};
use crate::fill::{self, Mended};
use crate::model::{Checklist, Stage};
use crate::parallel;
use crate::text::Source;
use crate::time::Timestamp;
use crate::world::World;

/// What is asked of each checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether the run is complete.
    Complete,
    /// Whether the blank master is sound.
    Sound,
    /// The same, once what can be mended safely has been.
    Mended,
}

/// A file that can be mended; nothing has been written.
#[derive(Clone, Debug)]
pub struct Change {
    /// The file; `-` where it came by standard input.
    pub path: PathBuf,
    /// Its text.
    pub before: Source,
    /// What came of the fixes.
    pub mended: Mended,
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
    /// What is to be written, where mending was asked for; the checklists are judged as they will be then.
    pub changes: Vec<Change>,
}

/// What came of one file.
enum Seen {
    Judged(Box<(Checked, Option<Change>)>),
    PassedOver(&'static str),
    /// More than the text has to be asked.
    Outside,
}

/// Judges all that is wanted, by at most this many threads, or as many as the machine runs at once.
///
/// # Errors
/// When a configuration or the repository can't be read; a file that can't be judged is no reason to stop.
pub fn judge(
    world: &mut World,
    wanted: &Wanted,
    question: Question,
    threads: Option<NonZero<usize>>,
) -> Result<Outcome> {
    let found = inputs::find(world, wanted)?;
    let mut outcome = Outcome { failed: found.failed, passed_over: found.passed_over, ..Outcome::default() };
    let now = world.now();
    let template = wanted.template.as_deref().map(|path| files::read(world, path)).transpose()?;
    let seen = parallel::map(&found.inputs, threads, |input| look(input, question, template.is_some(), now));
    for (input, seen) in found.inputs.iter().zip(seen) {
        match seen {
            Ok(Seen::Judged(judged)) => {
                let (checked, change) = *judged;
                outcome.judged.push(checked);
                outcome.changes.extend(change);
            }
            Ok(Seen::PassedOver(why)) => outcome.passed_over.push((input.name(), why)),
            Ok(Seen::Outside) => {
                let judged = input.source().and_then(|source| {
                    check::judge_against(world, &input.path, source, &input.config, input.settings, template.as_ref())
                });
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

/// Judges one file, as far as nothing outside has to be asked; a template that it is held `against` is outside.
fn look(input: &Input, question: Question, against: bool, now: Timestamp) -> Result<Seen> {
    let settings = input.settings;
    let unnamed = !input.named && !input.demanded;
    if unnamed && input.config.has_checklists() && !settings.listed {
        return Ok(Seen::PassedOver("gonogo.toml does not call it a checklist"));
    }
    let checked = match question {
        Question::Sound | Question::Mended => check::sound(input.source()?, &input.config, settings, now),
        Question::Complete if unnamed && settings.stage == Some(Stage::Template) => {
            return Ok(Seen::PassedOver("gonogo.toml calls it a template"));
        }
        Question::Complete if against || input.governed => return Ok(Seen::Outside),
        Question::Complete => match check::alone(input.source()?, &input.config, settings, now) {
            Some(checked) => checked,
            None => return Ok(Seen::Outside),
        },
    };
    if !input.named && !settings.listed && is_prose(&checked.checklist) {
        return Ok(Seen::PassedOver("it has no items"));
    }
    // What comes in by a pipe goes out again, mended or not.
    let piped = input.path == Path::new(files::STDIN);
    if question == Question::Mended && (piped || checked.diagnostics.iter().any(|found| !found.fix.is_empty())) {
        let mended = fill::mend(&checked.source, &checked.diagnostics);
        let after = check::sound(mended.source.clone(), &input.config, settings, now);
        let change = Change { path: input.path.clone(), before: checked.source, mended };
        return Ok(Seen::Judged(Box::new((after, Some(change)))));
    }
    Ok(Seen::Judged(Box::new((checked, None))))
}

/// Whether there is nothing to be done, decided or signed in a document, nor anything that only looks like it.
pub(super) fn is_prose(checklist: &Checklist) -> bool {
    let Checklist { items, decisions, sign_offs, problems, .. } = checklist;
    items.is_empty() && decisions.is_empty() && sign_offs.is_empty() && problems.is_empty()
}
