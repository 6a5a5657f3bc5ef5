//! A text while somebody writes it: what there is to say of it before it is saved.

use std::path::Path;

use anyhow::Result;

use super::check::{self, Checked};
use super::many::is_prose;
use crate::asked::{Asked, claims_completion};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Checklist, Stage, State};
use crate::rules::{Kind, kind, says_no};
use crate::text::Source;
use crate::world::World;

/// How far to go for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Signatures, history and the template count, too.
    Outside,
    /// Nothing but the text, as it is written.
    Text,
}

/// What a finding means to somebody who is not done yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It is wrong as it stands.
    Wrong,
    /// It may be wrong.
    Doubtful,
    /// It is still to be done, and nobody says that it is.
    ToDo,
}

/// A text that was looked at.
#[derive(Clone, Debug)]
pub struct Looked {
    /// The text, its model, and what was found.
    pub checked: Checked,
    claims: bool,
}

impl Looked {
    /// What one of its findings means.
    pub fn weight(&self, found: &Diagnostic) -> Weight {
        let is_open = kind(found.rule) != Kind::Text && !says_no(found.rule);
        match found.severity {
            Severity::Undecided | Severity::Hold if is_open && !self.claims => Weight::ToDo,
            Severity::Hold => Weight::Wrong,
            Severity::Undecided | Severity::Warning => Weight::Doubtful,
        }
    }
}

/// Looks at a text that stands, or is to stand, at `path`: at a template whether it is sound, at a run whether it is complete;
/// `None` where it is no checklist.
///
/// # Errors
/// When its configuration can't be read, or the policy on the record.
pub fn look(world: &World, path: &Path, source: Source, reach: Reach) -> Result<Option<Looked>> {
    let (config, settings) = check::configured(world, path)?;
    if config.has_checklists() && !settings.listed {
        return Ok(None);
    }
    let checklist = check::compiled(&source, &config, settings);
    if !settings.listed && is_prose(&checklist) {
        return Ok(None);
    }
    if is_master(&checklist) {
        let checked = check::sound_by_itself(source, checklist, &config, world.now());
        return Ok(Some(Looked { checked, claims: false }));
    }
    let claims = claims_completion(&checklist, &Asked::of(&checklist)).is_some();
    let checked = match reach {
        Reach::Outside => check::judge(world, path, source, &config, settings)?,
        Reach::Text => check::by_itself(source, checklist, &config, world.now()),
    };
    Ok(Some(Looked { checked, claims }))
}

/// Whether it is a blank master: it is called one, or nothing calls it a run and nobody has begun it.
fn is_master(checklist: &Checklist) -> bool {
    let Checklist { stage, template, items, sign_offs, .. } = checklist;
    let begun =
        || items.iter().any(|item| item.state != State::Open) || sign_offs.iter().any(crate::model::SignOff::is_filled);
    match stage {
        Some(stage) => *stage == Stage::Template,
        None => template.is_none() && !begun(),
    }
}
