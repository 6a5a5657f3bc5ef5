//! The template that a run was made from: naming it in a new run, and holding a run against it.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::paths::{folder, real, relative, repository, root};
use super::starters::Starter;
use super::{check, files, parts, starters};
use crate::config::{Config, Settings};
use crate::diff::{Version, conformance};
use crate::evidence::{Conformance, Fact};
use crate::git::{Entered, Format, GitError, Repository, blob_id, is_blob};
use crate::model::{Checklist, Pin};
use crate::parse::parse;
use crate::text::Source;
use crate::world::World;

/// What stands before the name of a starter, where a run names one as its template.
const STARTER: &str = "gonogo:";

/// A new run with the comment that names its template; without it where the text names one already, or could not hold it.
pub fn pinned(world: &World, template: &Path, run: &Path, source: &Source, filled: &Source) -> String {
    with_comment(&comment(world, template, run, source), filled)
}

fn with_comment(comment: &str, filled: &Source) -> String {
    let text = filled.text();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.ends_with('\n') { end.to_owned() } else { end.repeat(2) };
    let pinned = format!("{text}{gap}{comment}{end}");
    let holds = |text: &str| Source::new(filled.path(), text.into()).is_ok_and(|text| parse(&text).template.is_some());
    if parse(filled).template.is_some() || !holds(&pinned) { text.to_owned() } else { pinned }
}

/// The comment that names a template in a run: the path that `run` has it at, and the id of its blob.
fn comment(world: &World, template: &Path, run: &Path, text: &Source) -> String {
    let template = real(&world.path(template));
    let folder = folder(world, run);
    let repository = repository(world, &folder);
    let root = repository.as_ref().and_then(Repository::work_dir).map(real).filter(|root| template.starts_with(root));
    let base = root.unwrap_or(folder);
    naming(&relative(&base, &template), repository.map_or(Format::Sha1, |repository| repository.format()), text)
}

/// A new run with the comment that names the starter it was made from.
pub fn pinned_to_starter(starter: &Starter, source: &Source, filled: &Source) -> String {
    // It is in no repository, and so named as most have it.
    with_comment(&naming(&format!("{STARTER}{}", starter.name), Format::Sha1, source), filled)
}

fn naming(path: &str, format: Format, text: &Source) -> String {
    format!("<!-- gonogo: template {path} {} -->", blob_id(format, &with_lf(text.text())))
}

/// How a run stands to its template: the one it names, which has to be the one that the configuration asks for.
pub fn evidence(
    world: &World,
    path: &Path,
    run: Version<'_>,
    config: &Config,
    settings: Settings,
) -> Fact<Conformance> {
    let asked = config.template(settings);
    let Some(pin) = &run.checklist.template else {
        return match asked {
            Some(asked) => Fact::Unknown(format!("gonogo.toml asks for {asked}, and the run names none")),
            None => Fact::NotAsked,
        };
    };
    match held_against(world, path, pin, asked, run, config, settings) {
        Ok(conformance) => Fact::Known(conformance),
        Err(error) => Fact::Unknown(format!("{error:#}")),
    }
}

fn held_against(
    world: &World,
    path: &Path,
    pin: &Pin,
    asked: Option<&str>,
    run: Version<'_>,
    config: &Config,
    settings: Settings,
) -> Result<Conformance> {
    if let Some(name) = pin.path.strip_prefix(STARTER) {
        let starter = starters::find(name).with_context(|| format!("there is no starter `{name}`"))?.source()?;
        if let Some(asked) = asked {
            bail!("gonogo.toml asks for {asked}, and the run names {}", pin.path);
        }
        let known = is_blob(&pin.blob, &with_lf(starter.text()));
        return Ok(if known { held_to(&starter, run, config, settings) } else { other_starter(pin) });
    }
    let folder = folder(world, path);
    let root = root(world, &folder);
    let base = root.clone().unwrap_or_else(|| folder.clone());
    let file = base.join(Path::new(&pin.path));
    if let Some(asked) = asked
        && real(&config.folder().unwrap_or(&base).join(asked)) != real(&file)
    {
        bail!("gonogo.toml asks for {asked}, and the run names {}", pin.path);
    }
    let present = files::read_at(&file, &pin.path);
    let (source, current) = match present {
        Ok(source) if is_blob(&pin.blob, &with_lf(source.text())) => (source, Ok(())),
        present => {
            let why = match present {
                Ok(_) => "it has changed since".to_owned(),
                Err(error) => format!("{error:#}"),
            };
            let bytes = old_version(world, &folder, pin).with_context(|| format!("{}: {why}", pin.path))?;
            (Source::new(pin.path.as_str(), bytes)?, Err(why))
        }
    };
    Ok(Conformance { current, ..held_to(&source, run, config, settings) })
}

/// How a run stands to this very template, which is the present one.
pub fn held_to(template: &Source, run: Version<'_>, config: &Config, settings: Settings) -> Conformance {
    let path = template.path().to_owned();
    if parts::is_whole(Path::new(&path)) {
        // What it says of the run depends on the data that went in.
        let unjudged = Some(format!("{path} was rendered whole, with data that the run does not name"));
        return Conformance { path, current: Ok(()), changes: Vec::new(), unjudged };
    }
    let checklist: Checklist = check::compiled(template, config, settings);
    let version = Version { source: template, checklist: &checklist };
    Conformance { path, current: Ok(()), changes: conformance(version, run), unjudged: None }
}

/// How a run stands to a starter that this version of gonogo does not have; `None` where it names no starter.
pub fn held_to_starter(pin: &Pin) -> Option<Conformance> {
    pin.path.starts_with(STARTER).then(|| other_starter(pin))
}

fn other_starter(pin: &Pin) -> Conformance {
    let unjudged = Some(format!("{} is a starter that another version of gonogo brings along", pin.path));
    Conformance { path: pin.path.clone(), current: Ok(()), changes: Vec::new(), unjudged }
}

/// The bytes of the template that a run names, as it was then and with line ends as LF; `None` where it names none, or a
/// starter of another version of gonogo.
///
/// # Errors
/// When that version is not to be found.
pub fn version(world: &World, run: &Path, checklist: &Checklist) -> Result<Option<Vec<u8>>> {
    let Some(pin) = &checklist.template else { return Ok(None) };
    if let Some(name) = pin.path.strip_prefix(STARTER) {
        let bytes = starters::find(name).map(|starter| with_lf(starter.text));
        return Ok(bytes.filter(|bytes| is_blob(&pin.blob, bytes)));
    }
    let folder = folder(world, run);
    let file = root(world, &folder).unwrap_or_else(|| folder.clone()).join(Path::new(&pin.path));
    let present = files::read_at(&file, &pin.path).map(|source| with_lf(source.text()));
    match present {
        Ok(bytes) if is_blob(&pin.blob, &bytes) => Ok(Some(bytes)),
        _ => old_version(world, &folder, pin).with_context(|| format!("the template {}", pin.path)).map(Some),
    }
}

/// The text of the template that a run was filled from, slot by slot, as far as it is to be found.
pub fn memory(world: &World, run: &Path, checklist: &Checklist) -> Option<Source> {
    let pin = checklist.template.as_ref().filter(|pin| !parts::is_whole(Path::new(&pin.path)))?;
    Source::new(pin.path.as_str(), version(world, run, checklist).ok()??).ok()
}

/// The bytes of the template as they were, from the repository.
fn old_version(world: &World, folder: &Path, pin: &Pin) -> Result<Vec<u8>> {
    let repository = Repository::open(world, folder, Entered::Plainly)?;
    match repository.blob_of(&pin.blob) {
        Err(GitError::Missing(_)) => bail!("its version {} is not in the repository", pin.blob),
        read => Ok(read?),
    }
}

/// The bytes as git keeps them where line ends are converted.
fn with_lf(text: &str) -> Vec<u8> {
    text.replace("\r\n", "\n").into_bytes()
}
