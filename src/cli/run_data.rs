//! Run data as `new` and `fill` take it: pairs count over files, files over the environment, that over collectors.

use std::cell::LazyCell;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::{Ui, show};
use crate::engine::collect::{self, COVERAGE, FACTS, Fact, JUNIT, SARIF};
use crate::engine::files;
use crate::fill::{Filled, KeyError, RunData, Slots, Target};
use crate::model::{Checklist, FieldKind};
use crate::world::World;

// No doc comment: it would become the help of every command that has these.
// Where values come from.
#[derive(clap::Args)]
pub(super) struct Given {
    /// Run data, JSON, TOML or YAML by its ending; of several the later counts
    #[arg(long, value_name = "FILE")]
    data: Vec<PathBuf>,
    /// One value; counts over every file
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pairs: Vec<String>,
    /// Values from the environment: PREFIX_BUILD_NUMBER is the key build-number, two underscores are a point
    #[arg(long, value_name = "PREFIX")]
    env: Vec<String>,
    /// Facts of git: version and tag, commit, branch, author, date, commits since the tag
    #[arg(long)]
    git: bool,
    /// Facts of a test report in JUnit's XML
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Facts of a coverage report of lcov or Cobertura
    #[arg(long, value_name = "FILE")]
    coverage: Option<PathBuf>,
    /// Facts of a scan in SARIF: findings by how bad they are
    #[arg(long, value_name = "FILE")]
    sarif: Option<PathBuf>,
    /// A slot that gets the present date or time, in UTC
    #[arg(long, value_name = "KEY")]
    now: Vec<String>,
    /// A slot that gets a fact, such as verified=junit.ratio
    #[arg(long, value_name = "KEY=FACT")]
    from: Vec<String>,
    /// Pass over keys of the data that name nothing here
    #[arg(long)]
    partial: bool,
}

impl Given {
    /// Reads all of it for a checklist; `folder` is where git is asked.
    pub fn read(&self, ui: &Ui, world: &mut World, checklist: &Checklist, folder: &Path) -> Result<RunData> {
        // Listing the slots takes its time, and often nobody asks.
        let slots = LazyCell::new(|| Slots::new(checklist));
        let same = |key: &str| slots.lookup(key).map_or_else(|_| key.to_owned(), |target| slots.key(&target));
        let facts = self.facts(world, folder)?;
        let mut data = if facts.is_empty() { RunData::default() } else { offered(&facts, &slots, checklist) };
        let taken: Vec<String> = data.entries().iter().map(|entry| entry.key.clone()).collect();
        if !(self.from.is_empty() && self.now.is_empty()) {
            data.overlay_by(self.asked(world, &facts, &slots, checklist)?, same);
        }
        if !self.env.is_empty() {
            data.overlay_by(self.environment(world, &slots)?, same);
        }
        let mut given = RunData::default();
        for path in &self.data {
            given.overlay_by(one(world, path)?, same);
        }
        given.overlay_by(RunData::from_pairs(self.pairs.iter().map(String::as_str))?, same);
        data.overlay_by(given, same);
        if !taken.is_empty() {
            show::remark(ui, world, &format!("taken from facts: {}", taken.join(", ")))?;
        } else if !facts.is_empty() && self.from.is_empty() {
            let names: Vec<&str> = facts.iter().map(|fact| fact.name).collect();
            show::remark(
                ui,
                world,
                &format!("no slot is named for a fact; name one with --from KEY=FACT: {}", names.join(", ")),
            )?;
        }
        Ok(data)
    }

    /// Reads all of it for a template that is rendered whole: facts have their own names there, such as `git.commit`.
    pub fn read_for_template(&self, world: &mut World, empty: &Checklist) -> Result<RunData> {
        let slots = Slots::new(empty);
        let facts = self.facts(world, Path::new("."))?;
        let mut data = RunData::default();
        for fact in &facts {
            data.give(fact.name, fact.value.as_str());
        }
        data.overlay(self.asked(world, &facts, &slots, empty)?);
        data.overlay(self.environment(world, &slots)?);
        for path in &self.data {
            data.overlay(one(world, path)?);
        }
        data.overlay(RunData::from_pairs(self.pairs.iter().map(String::as_str))?);
        Ok(data)
    }

    /// Refuses keys that a template doesn't name, unless it may have some; facts may always go unused.
    pub fn all_used(&self, ui: &Ui, world: &mut World, unused: &[String]) -> Result<()> {
        let given = |key: &&String| FACTS.iter().all(|(name, _)| name != key);
        let unused: Vec<&str> = unused.iter().filter(given).map(String::as_str).collect();
        if unused.is_empty() {
            return Ok(());
        }
        if self.partial {
            return show::remark(ui, world, &format!("passed over: {}", unused.join(", ")));
        }
        bail!("nothing was written: the template names no {}", unused.join(", "));
    }

    fn facts(&self, world: &mut World, folder: &Path) -> Result<Vec<Fact>> {
        let mut facts = if self.git { collect::git(world, folder)? } else { Vec::new() };
        for (collector, path) in [(JUNIT, &self.junit), (COVERAGE, &self.coverage), (SARIF, &self.sarif)] {
            if let Some(path) = path {
                let failed = || format!("--{}: nothing was written", collector.name);
                facts.extend(collector.collect(world, path).with_context(failed)?);
            }
        }
        Ok(facts)
    }

    /// The facts and times that slots are named for.
    fn asked(&self, world: &World, facts: &[Fact], slots: &Slots<'_>, checklist: &Checklist) -> Result<RunData> {
        let mut data = RunData::default();
        let mut named = Vec::new();
        for pair in &self.from {
            let Some((key, name)) = pair.split_once('=') else {
                bail!("\"{pair}\" is no KEY=FACT pair; write for example verified=junit.ratio");
            };
            let Some(fact) = facts.iter().find(|fact| fact.name == name) else {
                let known: Vec<&str> = facts.iter().map(|fact| fact.name).collect();
                bail!(
                    "no fact is called {name}; known are {}",
                    if known.is_empty() { "none".into() } else { known.join(", ") }
                );
            };
            named.push((key, value_for(fact, facts, slots, checklist, key)));
        }
        let now = world.now();
        for key in &self.now {
            let day = is_day(slots, checklist, key);
            named.push((key, if day { now.date() } else { now.to_string() }));
        }
        for (key, value) in named {
            if data.entries().iter().any(|entry| entry.key == key) {
                bail!("the key `{key}` is given twice; remove one of the two");
            }
            data.give(key, value);
        }
        Ok(data)
    }

    fn environment(&self, world: &World, slots: &Slots<'_>) -> Result<RunData> {
        let mut data = RunData::default();
        for prefix in &self.env {
            if prefix.is_empty() {
                bail!("--env wants a prefix, so that only what is meant for the run is taken");
            }
            for (name, value) in &world.env {
                let Some(name) = name.to_str() else { continue };
                let Some(rest) = name.strip_prefix(prefix.as_str()).map(|rest| rest.trim_start_matches('_')) else {
                    continue;
                };
                if rest.is_empty() || value.is_empty() {
                    continue;
                }
                let value = value.to_str().with_context(|| format!("the variable {name} is no Unicode text"))?;
                let plain = rest.to_lowercase().replace("__", ".");
                let unknown = matches!(slots.resolve(rest), Err(KeyError::Unknown { .. }));
                let mut layer = RunData::default();
                layer.give(if unknown { plain } else { rest.to_owned() }, value);
                data.overlay(layer);
            }
        }
        Ok(data)
    }

    /// Refuses data with keys that name nothing, unless it may have some.
    pub fn all_known(&self, ui: &Ui, world: &mut World, filled: &Filled) -> Result<()> {
        let unknown: Vec<String> = filled
            .report
            .unknown
            .iter()
            .filter(|unknown| !unknown.present)
            .map(|unknown| match unknown.at {
                Some(at) => format!("line {} of the data: {}", at.line, unknown.error),
                None => unknown.error.to_string(),
            })
            .collect();
        if unknown.is_empty() {
            return Ok(());
        }
        if self.partial {
            return show::remark(ui, world, &format!("passed over: {}", unknown.join("; ")));
        }
        bail!("nothing was written: {}", unknown.join("; "));
    }
}

/// Facts for the open slots that are named for them, each in no more than one.
fn offered(facts: &[Fact], slots: &Slots<'_>, checklist: &Checklist) -> RunData {
    let mut data = RunData::default();
    for fact in facts {
        let names = FACTS.iter().find(|(name, _)| *name == fact.name).map_or(&[][..], |(_, names)| *names);
        let spelled = names.iter().flat_map(|name| [(*name).to_owned(), name.to_uppercase().replace('-', "_")]);
        let open = |target: &Target| match target {
            Target::Placeholder(_) => true,
            Target::Fields(fields) => match fields.as_slice() {
                [one] => checklist.fields.get(*one).is_some_and(|f| f.value.is_none() && f.kind != FieldKind::Choice),
                _ => false,
            },
        };
        let key = spelled.filter_map(|name| slots.resolve(&name).ok()).find(open).map(|target| slots.key(&target));
        let new = |key: &String| data.entries().iter().all(|entry| entry.key != *key);
        if let Some(key) = key.filter(new) {
            let value = value_for(fact, facts, slots, checklist, &key);
            data.give(key, value);
        }
    }
    data
}

/// A fact as a slot takes it: the passed tests of a total that the slot states come with the total they have.
fn value_for(fact: &Fact, facts: &[Fact], slots: &Slots<'_>, checklist: &Checklist, key: &str) -> String {
    let kind = |index: &usize| checklist.fields.get(*index).map(|field| field.kind);
    let ratio = match slots.resolve(key) {
        Ok(Target::Fields(fields)) => fields.iter().any(|index| kind(index) == Some(FieldKind::Ratio)),
        _ => false,
    };
    let whole = facts.iter().find(|other| ratio && fact.name == "junit.passed" && other.name == "junit.ratio");
    whole.unwrap_or(fact).value.clone()
}

/// Whether a slot asks for a day and not for a time.
fn is_day(slots: &Slots<'_>, checklist: &Checklist, key: &str) -> bool {
    let named = |name: &str| {
        let name = name.to_lowercase();
        name.contains("date") && !name.contains("time")
    };
    match slots.resolve(key) {
        Ok(Target::Placeholder(index)) => slots.placeholders().get(index).is_some_and(|group| named(group.name)),
        Ok(Target::Fields(fields)) => {
            let field = fields.first().and_then(|index| checklist.fields.get(*index));
            field.is_some_and(|field| field.kind == FieldKind::Date || named(&field.label))
        }
        Err(_) => named(key),
    }
}

fn one(world: &mut World, path: &Path) -> Result<RunData> {
    let source = files::read(world, path)?;
    match path.extension().and_then(|ext| ext.to_str()) {
        Some("json") => Ok(RunData::from_json(&source)?),
        Some("toml") => Ok(RunData::from_toml(&source)?),
        Some("yaml" | "yml") => Ok(RunData::from_yaml(&source)?),
        _ => bail!("{}: run data is .json, .toml or .yaml; rename the file", path.display()),
    }
}
