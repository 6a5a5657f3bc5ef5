//! Recording: the very bytes that were judged, with model and signed statements, onto the record branch.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::check::{self, Checked};
use super::place::Place;
use super::{evidence, files, people, rejudging, seen, stamps, statements, subject, template};
use crate::asked::Asked;
use crate::config::{self, Config};
use crate::digest::Sha256;
use crate::fill;
use crate::output;
use crate::record::{self, Amendment, Doubt, Grounds, RunEntry, Subject, Written, layout};
use crate::rules;
use crate::time::Timestamp;
use crate::world::World;

/// Judges a run by the policy in the record, and by the configuration beside it, which may ask for more, never for less.
///
/// # Errors
/// When there is no record, or the run or its configuration can't be read.
pub fn judge(world: &mut World, run: &Path) -> Result<Checked> {
    let place = Place::of(world, run)?;
    let policy = place.state()?.files.policy_toml;
    let own = check::check(world, run)?;
    let root = place.root();
    let config = Config::parse(&root.join(config::FILE_NAME), policy).context("the record's policy can't be read")?;
    let full = world.path(run);
    let full = dunce::canonicalize(&full).unwrap_or(full);
    let under = check::judge(world, run, own.source.clone(), &config, config.for_record(&full))?;
    let outcome = |checked: &Checked| rules::settled(&Asked::of(&checked.checklist), &checked.diagnostics);
    Ok(if outcome(&under).is_some() && outcome(&own) != outcome(&under) { own } else { under })
}

/// A run ready to be recorded.
pub struct Ready {
    place: Place,
    entry: RunEntry,
    subject: Subject,
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
    let place = Place::of(world, run)?;
    // As everybody sees it, wherever it was named from.
    let full = dunce::canonicalize(&path).unwrap_or_else(|_| path.clone());
    let within = full.strip_prefix(place.root()).unwrap_or(Path::new(full.file_name().unwrap_or_default()));
    let mut checklist = checked.checklist.clone();
    checklist.path = within.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    output::model::write_recorded(&checklist, &mut model)?;
    let content = fill::content(&checked.source, &checked.checklist);
    let mut files = BTreeMap::from([
        (layout::CHECKLIST.to_owned(), checked.source.text().as_bytes().to_vec()),
        (layout::CONTENT.to_owned(), content.into_bytes()),
        (layout::MODEL.to_owned(), model),
    ]);
    let values = fill::data_skeleton(&checked.checklist);
    if !values.is_empty() {
        files.insert(layout::RUN_DATA.to_owned(), fill::skeleton_json(&values).into_bytes());
    }
    if let Some(template) = template::version(world, run, &checked.checklist)? {
        files.insert(layout::TEMPLATE.to_owned(), template);
    }
    for (digest, bytes) in evidence::collect(world, run, &checked.source, None)? {
        files.insert(format!("{}/{digest}", layout::EVIDENCE), bytes);
    }
    let signoffs = statements::read(&path)?;
    for (digest, text) in seen::superseded(&path, &signoffs, files.get(layout::CONTENT)) {
        files.insert(format!("{}/{}.md", layout::SEEN, digest.hex()), text.into_bytes());
    }
    files.extend(stamps::all(&path, &signoffs));
    let entry = RunEntry { run: statements::run_name(&path)?, outcome, files, signoffs };
    let subject = subject::of(&place, &path, &checked.checklist);
    let ready = Ready { place, entry, subject };
    ready.stands(world.now())?;
    Ok(Some(ready))
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
    /// What others will find when they judge this entry anew must be what was found here.
    fn stands(&self, now: Timestamp) -> Result<()> {
        let state = self.place.state()?;
        let within = |folder: &'static str| self.entry.files.iter().filter(move |(path, _)| path.starts_with(folder));
        let statements = self.entry.signoffs.iter().map(|signed| signed.statement.as_slice());
        let grounds = Grounds {
            subject: self.subject.clone(),
            template: self.entry.files.get(layout::TEMPLATE).map(|bytes| Sha256::of(bytes)),
            includes: record::includes(statements, within(layout::EVIDENCE).map(|(_, bytes)| Sha256::of(bytes))),
        };
        let run = record::Recorded {
            outcome: self.entry.outcome,
            signoffs: &self.entry.signoffs,
            about: &state.about(&self.entry.run, grounds, now),
            policy_toml: &state.files.policy_toml,
            files: &|path| self.entry.files.get(path).map(Vec::as_slice),
        };
        let repository = &self.place.repository;
        let author = |checklist: &_| people::author_in(repository, checklist);
        let outside = rejudging::Outside { author: &author, other_version: &|_, _| (), openssl: repository.openssl() };
        match rejudging::judge(&outside, &run).into_iter().next() {
            None => Ok(()),
            Some(Doubt::Fault(path, fault)) => bail!("{path}: {} ({})", fault.reason, fault.rule),
            Some(Doubt::Unchecked(reason)) => bail!("an audit could not check it: {reason}"),
        }
    }

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
        let written = self.place.writer(&signer, &identity, &|| world.now()).add_run(&self.entry)?;
        Ok(Recorded { written, branch: branch.as_str().to_owned(), outcome: self.entry.outcome })
    }

    /// The record's place.
    pub fn place(&self) -> &Place {
        &self.place
    }
}

/// What is to be added to a recorded run.
pub struct Amending {
    place: Place,
    amendment: Amendment,
}

/// Reads what is to be added to a recorded run: words, and files.
///
/// # Errors
/// When there is no such run, or a file can't be read.
pub fn amending(world: &World, run: &str, text: &str, files: &[PathBuf]) -> Result<Amending> {
    let place = Place::of(world, Path::new("."))?;
    place.state()?;
    if record::read_run(&place.repository, &place.branch, run)?.is_none() {
        bail!("there is no run {run:?} in the record to amend; gonogo log lists them");
    }
    let mut named = BTreeMap::new();
    for file in files {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let bytes = files::read_bytes(&world.path(file), &files::name(file))?;
        if named.insert(name.to_owned(), bytes).is_some() {
            bail!("two of the files have the name {name}");
        }
    }
    Ok(Amending { place, amendment: Amendment { run: run.to_owned(), text: text.to_owned(), files: named } })
}

impl Amending {
    /// The repository and its record.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The files that would be kept, with their sizes in bytes.
    ///
    /// # Errors
    /// When the words or a name can't be recorded.
    pub fn files(&self) -> Result<Vec<(String, usize)>> {
        Ok(self.amendment.kept()?.into_iter().map(|(path, bytes)| (path, bytes.len())).collect())
    }

    /// Adds it, as one signed commit.
    ///
    /// # Errors
    /// When it can't be recorded.
    pub fn amend(&self, world: &World) -> Result<Written> {
        let (signer, identity) = (self.place.signer(world)?, self.place.identity()?);
        Ok(self.place.writer(&signer, &identity, &|| world.now()).amend(&self.amendment)?)
    }
}
