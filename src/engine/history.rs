//! The history of a run in git: what each commit ticked, and whose sign-off came with it.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};

use super::paths::{folder, real, relative};
use crate::config::{Config, Level, Settings};
use crate::evidence::{Fact, Revision};
use crate::git::{Entered, Repository, Version};
use crate::model::{Assurance, Checklist, State};
use crate::parse::parse;
use crate::rules;
use crate::text::Source;
use crate::world::World;

/// How many commits of a run are looked at, from the newest.
const MOST: usize = 100;

/// Whether the history is asked for: where more than a typed name is, or where the configuration names the rule that reads it.
pub fn is_asked(config: &Config, settings: Settings) -> bool {
    match config.level(rules::BULK_TICK) {
        Some(Level::Off) => false,
        Some(_) => true,
        None => settings.assurance > Assurance::Typed,
    }
}

/// The commits that changed a run, the oldest first.
pub fn evidence(world: &World, path: &Path, checklist: &Checklist) -> Fact<Vec<Revision>> {
    // Nothing follows from it while nobody has signed.
    if !checklist.sign_offs.iter().any(crate::model::SignOff::is_filled) {
        return Fact::NotAsked;
    }
    match read(world, path) {
        Ok(revisions) => Fact::Known(revisions),
        Err(error) => Fact::Unknown(format!("{error:#}")),
    }
}

fn read(world: &World, path: &Path) -> Result<Vec<Revision>> {
    let mut versions = versions(world, path)?;
    versions.reverse();
    Ok(versions.iter().filter_map(revision).collect())
}

/// The versions of a run that commits have made, the newest first.
pub fn versions(world: &World, path: &Path) -> Result<Vec<Version>> {
    let folder = folder(world, path);
    let repository = Repository::open(world, &folder, Entered::Plainly)?;
    let root = real(repository.work_dir().context("a bare repository has no work tree")?);
    let file = folder.join(path.file_name().context("it is no file")?);
    Ok(repository.history_of(&relative(&root, &file), MOST)?)
}

/// What one commit did to the run.
fn revision(version: &Version) -> Option<Revision> {
    let after = Stood::of(&version.bytes);
    let before: Vec<Stood> = version.before.iter().map(|bytes| Stood::of(bytes)).collect();
    let ticked = after.done.iter().filter(|id| !before.iter().any(|before| before.done.contains(*id))).count();
    let new = |id: &&Arc<str>| !before.iter().any(|before| before.signed.contains(*id));
    let signed = after.signed.iter().filter(new).cloned().collect();
    Some(Revision { commit: version.commit.to_string(), time: version.time?, ticked, signed })
}

/// How far a run had come.
#[derive(Default)]
struct Stood {
    done: HashSet<Arc<str>>,
    signed: HashSet<Arc<str>>,
}

impl Stood {
    fn of(bytes: &[u8]) -> Self {
        let Ok(source) = Source::new("", bytes.to_vec()) else { return Self::default() };
        let checklist = parse(&source);
        let done = checklist.items.iter().filter(|item| item.state == State::Done).map(|item| item.id.clone());
        let signed = checklist.sign_offs.iter().filter(|sign_off| sign_off.is_filled());
        Self { done: done.collect(), signed: signed.map(|sign_off| sign_off.id.clone()).collect() }
    }
}
