//! The policy that governs a run. The configuration beside a run comes with the proposal that changes both; where a record has
//! been begun its policy counts too. Each may ask for more than the other, neither for less.

use std::path::Path;

use anyhow::{Context as _, Result};

use super::files;
use super::place::Place;
use crate::config::{self, Config};
use crate::digest::Sha256;
use crate::git;
use crate::model::Stage;
use crate::world::World;

/// What governs the files of a folder besides their configuration.
pub struct Governing(Result<Option<Config>>);

impl Governing {
    /// Asks for the file at `path`, whose configuration is `own`.
    pub fn of(world: &World, path: &Path, own: &Config) -> Self {
        Self(policy(world, path, own))
    }

    /// Whether there is a policy that is another configuration, or one that can't be read.
    pub fn is_another(&self) -> bool {
        !matches!(self.0, Ok(None))
    }

    /// Whether that policy calls a file a run.
    pub fn calls_a_run(&self, path: &Path) -> bool {
        let settings = self.0.as_ref().ok().and_then(Option::as_ref).map(|policy| policy.for_path(path));
        settings.is_some_and(|settings| settings.listed && settings.stage != Some(Stage::Template))
    }
}

/// Whether a record may have been begun in the repository around a folder: no only where there is none.
fn may_be(folder: &Path, config: &Config) -> bool {
    let root = folder.ancestors().find(|folder| folder.join(".git").exists());
    let (named, default) = (config.record(), config::Record::default());
    let names = [&named.branch, &default.branch].map(|name| name.trim_start_matches("refs/heads/"));
    root.is_some_and(|root| names.into_iter().any(|name| name.starts_with("refs/") || git::may_have_branch(root, name)))
}

/// The policy on the record of the repository around `path`, where that is not the very configuration `own`, by which the run
/// there is judged already.
///
/// # Errors
/// When there is a record that can't be read, or is another one.
pub fn policy(world: &World, path: &Path, own: &Config) -> Result<Option<Config>> {
    let full = files::place(world, path);
    let folder = full.parent().unwrap_or(&world.cwd);
    if !may_be(folder, own) {
        return Ok(None);
    }
    let place = Place::with(world, folder, own.clone())?;
    let Some(state) = place.governing()? else { return Ok(None) };
    let (text, at) = (state.files.policy_toml, place.root().join(config::FILE_NAME));
    if own.digest() == Some(Sha256::of(&text))
        && own.path().and_then(|path| dunce::canonicalize(path).ok()).as_ref() == Some(&at)
    {
        return Ok(None);
    }
    Config::parse(&at, text).context("the record's policy can't be read").map(Some)
}
