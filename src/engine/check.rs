//! Checking: a file with its configuration to a verdict.

use std::path::{Component, Path, PathBuf};

use anyhow::Result;

use super::{files, governing, history, people, signatures, template};
use crate::config::{Config, Level, Setting, Settings};
use crate::diagnostic::{Diagnostic, Severity};
use crate::diff::Version;
use crate::evidence::{Evidence, Fact, People};
use crate::model::{Assurance, Checklist, Stage};
use crate::parse::parse;
use crate::rules;
use crate::text::Source;
use crate::time::Timestamp;
use crate::verdict::{Judged, Verdict};
use crate::world::World;

/// A checklist that was read, compiled and judged.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The text.
    pub source: Source,
    /// The model.
    pub checklist: Checklist,
    /// What the rules said.
    pub diagnostics: Vec<Diagnostic>,
    /// What that comes to.
    pub verdict: Verdict,
    /// When it was judged.
    pub at: Timestamp,
}

impl Checked {
    /// As outputs and reports take it.
    pub fn judged(&self) -> Judged<'_> {
        Judged {
            source: &self.source,
            checklist: &self.checklist,
            diagnostics: &self.diagnostics,
            verdict: self.verdict,
            at: self.at,
        }
    }

    /// This, and whatever a look at the same text by the policy on the record found besides, or more gravely.
    fn and(mut self, policy: Self) -> Self {
        for found in policy.diagnostics.into_iter().filter(|found| found.severity > Severity::Warning) {
            let same = |known: &&mut Diagnostic| known.rule == found.rule && known.span == found.span;
            let message = format!("{}, by the policy on the record", found.message);
            match self.diagnostics.iter_mut().find(same) {
                Some(known) if known.severity >= found.severity => {}
                Some(known) => *known = Diagnostic { message, ..found },
                None => self.diagnostics.push(Diagnostic { message, ..found }),
            }
        }
        rules::sort(&mut self.diagnostics);
        self.verdict = Verdict::of(&self.diagnostics);
        self
    }
}

/// The configuration for a file, and what it says of it; for standard input that of the working directory.
///
/// # Errors
/// When there is a configuration that can't be read.
pub fn configured(world: &World, path: &Path) -> Result<(Config, Settings)> {
    let (config, full) = found(world, path)?;
    let settings = config.for_path(&full);
    if let Some(place) = link(&world.path(path)) {
        let there = Config::find(place.parent().unwrap_or(&world.cwd))?;
        let asked = there.for_path(&place);
        if asked.assurance > settings.assurance {
            return Ok((there, asked));
        }
    }
    Ok((config, settings))
}

/// Where a file stands in its repository, if that is a link, or behind one. It is what it points at, but no way around what is
/// asked in its place.
pub(super) fn link(path: &Path) -> Option<PathBuf> {
    let root = path.ancestors().skip(1).find(|folder| folder.join(".git").exists())?;
    let within =
        path.strip_prefix(root).ok().filter(|within| !within.components().any(|part| part == Component::ParentDir))?;
    let place = dunce::canonicalize(root).ok()?.join(within);
    dunce::canonicalize(&place).is_ok_and(|real| real != place).then_some(place)
}

/// The configuration for a file, and each setting that holds for it.
///
/// # Errors
/// When there is a configuration that can't be read.
pub fn settings_of(world: &World, path: &Path) -> Result<(Config, Vec<Setting>)> {
    let (config, full) = found(world, path)?;
    let settings = config.settings_for(&full);
    Ok((config, settings))
}

/// The configuration for a file, and the file's own place.
fn found(world: &World, path: &Path) -> Result<(Config, PathBuf)> {
    let full = files::place(world, path);
    Ok((Config::find(full.parent().unwrap_or(&world.cwd))?, full))
}

/// Reads a file and compiles it as it is written, to be edited: what the configuration says of its sections would look
/// like a change of the text.
///
/// # Errors
/// When it, or its configuration, can't be read.
pub fn as_written(world: &mut World, path: &Path) -> Result<(Source, Checklist)> {
    configured(world, path)?;
    let source = files::read(world, path)?;
    let checklist = parse(&source);
    Ok((source, checklist))
}

/// Reads and compiles a file under its configuration.
///
/// # Errors
/// When it, or its configuration, can't be read.
pub fn compile(world: &mut World, path: &Path) -> Result<(Source, Checklist)> {
    let (config, settings) = configured(world, path)?;
    let source = files::read(world, path)?;
    let checklist = compiled(&source, &config, settings);
    Ok((source, checklist))
}

/// The model of a text under a configuration.
pub fn compiled(source: &Source, config: &Config, settings: Settings) -> Checklist {
    let mut checklist = parse(source);
    config.apply(settings, &mut checklist);
    checklist
}

/// Whether the run in a file is complete.
///
/// # Errors
/// When it, or its configuration, can't be read.
pub fn check(world: &mut World, path: &Path) -> Result<Checked> {
    let (config, settings) = configured(world, path)?;
    let source = files::read(world, path)?;
    judge(world, path, source, &config, settings)
}

/// The verdict on a text, which stands or is about to stand at `path`, under a configuration and the policy on the record.
///
/// # Errors
/// When the record's policy can't be read, and nothing else holds the run.
pub fn judge(world: &World, path: &Path, source: Source, config: &Config, settings: Settings) -> Result<Checked> {
    judge_against(world, path, source, config, settings, None)
}

/// The same, held against this template where one is given, instead of the one that the run names.
///
/// # Errors
/// As above.
pub fn judge_against(
    world: &World,
    path: &Path,
    source: Source,
    config: &Config,
    settings: Settings,
    template: Option<&Source>,
) -> Result<Checked> {
    let checklist = compiled(&source, config, settings);
    judge_model(world, path, source, checklist, By { config, settings, template })
}

/// The verdict on a text that stands at `path` and was compiled already, as it is written.
///
/// # Errors
/// When its configuration can't be read.
pub fn judge_written(world: &World, path: &Path, source: Source, mut checklist: Checklist) -> Result<Checked> {
    let (config, settings) = configured(world, path)?;
    config.apply(settings, &mut checklist);
    judge_model(world, path, source, checklist, By { config: &config, settings, template: None })
}

/// By what a run is judged.
#[derive(Clone, Copy)]
struct By<'a> {
    config: &'a Config,
    settings: Settings,
    /// The template that it has to keep to, whichever it names itself.
    template: Option<&'a Source>,
}

/// The verdict by the configuration, and by the policy on the record where that is another one.
fn judge_model(world: &World, path: &Path, source: Source, checklist: Checklist, by: By<'_>) -> Result<Checked> {
    let own = judge_under(world, path, source, checklist, by);
    match governing::policy(world, path, by.config) {
        Ok(None) => Ok(own),
        Ok(Some(policy)) => {
            let (text, settings) = (own.source.clone(), policy.for_path(&files::place(world, path)));
            let checklist = compiled(&text, &policy, settings);
            Ok(own.and(judge_under(world, path, text, checklist, By { config: &policy, settings, ..by })))
        }
        // What can't be asked could only hold the run.
        Err(error) if own.verdict == Verdict::Go => Err(error.context("what the policy on the record asks for")),
        Err(_) => Ok(own),
    }
}

fn judge_under(world: &World, path: &Path, source: Source, checklist: Checklist, by: By<'_>) -> Checked {
    let By { config, settings, template } = by;
    let signatures = match settings.assurance {
        Assurance::Typed => Fact::NotAsked,
        Assurance::Authored | Assurance::Signed => signatures::evidence(world, path, &source, &checklist),
    };
    let author = match config.policy().author_may_not_approve {
        true => people::author(world, path, &checklist),
        false => Fact::NotAsked,
    };
    let people = People { author, ..people::configured(config) };
    let run = Version { source: &source, checklist: &checklist };
    let template = match template {
        Some(template) => Fact::Known(template::held_to(template, run, config, settings)),
        None => template::evidence(world, path, run, config, settings),
    };
    let history = match history::is_asked(config, settings) {
        true => history::evidence(world, path, &checklist),
        false => Fact::NotAsked,
    };
    let (assurance, now) = (settings.assurance, world.now());
    let evidence = Evidence { assurance, signatures, template, history, people, now };
    judge_by(source, checklist, &evidence, config)
}

/// The verdict on a text with its model by what is known of the outside.
pub fn judge_by(source: Source, checklist: Checklist, evidence: &Evidence, config: &Config) -> Checked {
    let found = rules::all(&source, &checklist, evidence);
    sum_up(source, checklist, found, config, evidence.now)
}

/// Whether a verdict needs more of the outside than the time: signatures, who made what is released, the template.
fn asks_outside(config: &Config, settings: Settings, checklist: &Checklist) -> bool {
    settings.assurance > Assurance::Typed
        || config.policy().author_may_not_approve
        || history::is_asked(config, settings)
        || checklist.template.is_some()
        || config.template(settings).is_some()
}

/// The verdict on a text, where nothing outside has to be asked but the time.
pub fn alone(source: Source, config: &Config, settings: Settings, now: Timestamp) -> Option<Checked> {
    let checklist = compiled(&source, config, settings);
    (!asks_outside(config, settings, &checklist)).then(|| by_itself(source, checklist, config, now))
}

/// The verdict on a run that is recorded: its signatures and its template were judged when it was, and are in the audit.
pub fn recorded(source: Source, config: &Config, settings: Settings, now: Timestamp) -> Checked {
    let checklist = compiled(&source, config, settings);
    by_itself(source, checklist, config, now)
}

/// The verdict on a text that was compiled already, as far as it goes without anything of the outside but the time.
pub(super) fn by_itself(source: Source, checklist: Checklist, config: &Config, now: Timestamp) -> Checked {
    let evidence = Evidence { people: people::configured(config), ..Evidence::at(now) };
    let found = rules::all(&source, &checklist, &evidence);
    sum_up(source, checklist, found, config, now)
}

/// Whether a blank master is sound: what the rules that speak of the document itself have to say.
pub fn sound(source: Source, config: &Config, settings: Settings, now: Timestamp) -> Checked {
    let checklist = compiled(&source, config, settings);
    sound_by_itself(source, checklist, config, now)
}

/// The same for a text that was compiled already.
pub(super) fn sound_by_itself(source: Source, mut checklist: Checklist, config: &Config, now: Timestamp) -> Checked {
    // Whatever the file is, it is looked at as a master: that it is sound says nothing about being complete.
    checklist.stage = Some(Stage::Template);
    let found = rules::lint(&source, &checklist, &Evidence::at(now));
    sum_up(source, checklist, found, config, now)
}

fn sum_up(source: Source, checklist: Checklist, found: Vec<Diagnostic>, config: &Config, at: Timestamp) -> Checked {
    let diagnostics = rules::told(found.into_iter().filter_map(|found| levelled(found, config)).collect());
    let verdict = Verdict::of(&diagnostics);
    Checked { source, checklist, diagnostics, verdict, at }
}

/// A finding with the severity that the configuration gives its rule.
fn levelled(found: Diagnostic, config: &Config) -> Option<Diagnostic> {
    let severity = match config.level(found.rule) {
        None => found.severity,
        Some(Level::Off) => return None,
        Some(_) if found.waived => found.severity,
        Some(Level::Warning) => Severity::Warning,
        Some(Level::Undecided) => Severity::Undecided,
        Some(Level::Hold) => Severity::Hold,
    };
    Some(Diagnostic { severity, ..found })
}
