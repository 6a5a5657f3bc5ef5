//! Recording: the very bytes that were judged, with model and signed statements, onto the record branch.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::check::{self, Checked};
use super::place::Place;
use super::{signatures, template};
use crate::asked::Asked;
use crate::config::{self, Config};
use crate::fill;
use crate::model::Assurance;
use crate::output;
use crate::record::{self, RunEntry, Written, layout};
use crate::rules;
use crate::world::World;

/// Judges a run as the record's own policy asks: what stands beside the run may ask for more, never for less.
///
/// # Errors
/// When there is no record, or the run or its configuration can't be read.
pub fn judge(world: &mut World, run: &Path) -> Result<Checked> {
    let place = Place::of(world, run)?;
    let policy = place.state()?.files.policy_toml;
    let full = world.path(run);
    let full = full.canonicalize().unwrap_or(full);
    // The policy names files as the configuration does: from the root of the work tree.
    let root = place.repository.work_dir().map(|root| root.canonicalize().unwrap_or_else(|_| root.to_path_buf()));
    let least = match root {
        Some(root) => {
            Config::parse(&root.join(config::FILE_NAME), policy)
                .context("the record's policy can't be read")?
                .for_path(&full)
                .assurance
        }
        None => Assurance::Typed,
    };
    check::check_with(world, run, least)
}

/// A run ready to be recorded.
pub struct Ready {
    place: Place,
    entry: RunEntry,
}

/// Puts a judged run together for the record; `None` where holds keep it out.
///
/// A NO-GO or a rollback is a legitimate outcome: such a run is recorded as what it is once all that applies to it is
/// complete.
///
/// # Errors
/// When it has no name for a record, or its statements can't be read.
pub fn prepare(world: &World, run: &Path, checked: &Checked) -> Result<Option<Ready>> {
    let asked = Asked::of(&checked.checklist);
    let Some(outcome) = rules::settled(&asked, &checked.diagnostics) else { return Ok(None) };
    let path = world.path(run);
    let mut model = Vec::new();
    output::model::write(&checked.checklist, &mut model)?;
    let content = fill::content(&checked.source, &checked.checklist);
    let mut files = BTreeMap::from([
        ("checklist.md".to_owned(), checked.source.text().as_bytes().to_vec()),
        ("content.md".to_owned(), content.into_bytes()),
        ("model.json".to_owned(), model),
    ]);
    if let Some(template) = template::version(world, run, &checked.checklist)? {
        files.insert(layout::TEMPLATE.to_owned(), template);
    }
    let signoffs = signatures::read(&path)?;
    let entry = RunEntry { run: signatures::run_name(&path)?, outcome, files, signoffs };
    Ok(Some(Ready { place: Place::of(world, run)?, entry }))
}

/// What was recorded, and where.
pub struct Recorded {
    /// What became of it.
    pub written: Written,
    /// The branch.
    pub branch: String,
    /// How the run ended.
    pub outcome: record::Outcome,
}

impl Ready {
    /// The paths that are going to be recorded, with their sizes in bytes.
    pub fn files(&self) -> impl Iterator<Item = (&str, usize)> {
        self.entry.files.iter().map(|(path, bytes)| (path.as_str(), bytes.len()))
    }

    /// How many signed statements go with it.
    pub fn statements(&self) -> usize {
        self.entry.signoffs.len()
    }

    /// The name of the run.
    pub fn run(&self) -> &str {
        &self.entry.run
    }

    /// Adds the run as one signed commit. Work tree, index and HEAD stay as they are.
    ///
    /// # Errors
    /// When the record can't be written, or what was signed does not hold.
    pub fn record(&self, world: &World) -> Result<Recorded> {
        let Place { repository, branch, .. } = &self.place;
        if let Some(place) = repository.is_checked_out(branch)? {
            bail!(
                "{branch} is checked out in {}; switch to another branch there, since the record is written behind its back",
                place.display()
            );
        }
        self.place.state()?;
        let signer = self.place.signer(world)?;
        let identity = self.place.identity()?;
        let written = record::add_run(repository, branch, &self.entry, &signer, &identity, &|| world.now())?;
        Ok(Recorded { written, branch: branch.as_str().to_owned(), outcome: self.entry.outcome })
    }

    /// Pushes the record with the user's own git, never by force; what git said where that failed.
    ///
    /// # Errors
    /// When git can't be run.
    pub fn push(&self, world: &World) -> Result<Result<(), String>> {
        let remote = &self.place.config.record().remote;
        // A remote is a name, never an option or a transport of git's own.
        if remote.starts_with('-') || remote.contains("::") {
            bail!("'{remote}' is no name for a remote");
        }
        let branch = self.place.branch.as_str();
        let mut command = world.command("git");
        let folder = self.place.repository.work_dir().unwrap_or_else(|| self.place.repository.git_dir());
        command.current_dir(folder).env("GIT_TERMINAL_PROMPT", "0").stdin(std::process::Stdio::null());
        let done = command.args(["push", "--porcelain", "--atomic", remote, &format!("{branch}:{branch}")]).output()?;
        if done.status.success() {
            return Ok(Ok(()));
        }
        Ok(Err(String::from_utf8_lossy(&done.stderr).trim().to_owned()))
    }
}
