//! Inputs: which checklists are meant by files, folders, standard input or a side of the repository.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use ignore::WalkBuilder;

use super::check;
use super::files::{self, is_markdown};
use super::governing::Governing;
use super::objects::{Objects, Origin};
use crate::config::{Config, Settings};
use crate::git::Entered;
use crate::text::Source;
use crate::world::World;

/// What a command is to look at.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Files and folders; `-` is standard input. None means all, where an origin is named.
    pub paths: Vec<PathBuf>,
    /// The side of the repository that they are taken from; `None` is the work tree.
    pub origin: Option<Origin>,
    /// The template that all of them have to keep to, whichever they name themselves.
    pub template: Option<PathBuf>,
}

/// A checklist that is meant, with what the configuration says of it.
pub struct Input {
    /// Where it stands, or would stand; `-` for standard input.
    pub path: PathBuf,
    /// Whether it was named itself, not only a folder around it.
    pub named: bool,
    /// The configuration.
    pub config: Arc<Config>,
    /// What that says of the file.
    pub settings: Settings,
    /// Whether there is a record around it whose policy is another configuration, and counts too.
    pub governed: bool,
    /// Whether that policy calls it a run.
    pub demanded: bool,
    bytes: Bytes,
}

/// Where the bytes of an input are.
enum Bytes {
    /// In a file, under this name for people.
    File(String),
    /// Here, and read already.
    Read(Source),
}

impl Input {
    /// Its name for people.
    pub fn name(&self) -> String {
        match &self.bytes {
            Bytes::File(name) => name.clone(),
            Bytes::Read(source) => source.path().to_owned(),
        }
    }

    /// Its text.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn source(&self) -> Result<Source> {
        Ok(match &self.bytes {
            Bytes::File(name) => files::read_at(&self.path, name)?,
            Bytes::Read(source) => source.clone(),
        })
    }
}

/// What was found of what is wanted.
#[derive(Default)]
pub struct Found {
    /// The checklists, in the order they were named, those of a folder by name.
    pub inputs: Vec<Input>,
    /// What could not be looked at.
    pub failed: Vec<anyhow::Error>,
    /// Markdown files that are no checklists of their own, and why.
    pub passed_over: Vec<(String, &'static str)>,
}

/// Why a link is not looked at: what it points at is looked at where it is.
const LINK: &str = "it is a symbolic link";

/// A link, as git has it.
const LINK_MODE: u32 = 0o120_000;

/// Finds what is wanted; each file once.
///
/// # Errors
/// When a configuration or the repository can't be read.
pub fn find(world: &mut World, wanted: &Wanted) -> Result<Found> {
    match &wanted.origin {
        None => in_work_tree(world, &wanted.paths),
        Some(origin) => in_repository(world, &wanted.paths, origin),
    }
}

/// Files, folders and standard input.
fn in_work_tree(world: &mut World, paths: &[PathBuf]) -> Result<Found> {
    let mut found = Found::default();
    // A link is what it points at.
    let real = |path: &Path| dunce::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let named: HashSet<PathBuf> = paths.iter().map(|path| real(&world.path(path))).collect();
    let mut seen = HashSet::new();
    let mut configs: HashMap<PathBuf, Arc<Config>> = HashMap::new();
    let mut policies: HashMap<PathBuf, Arc<Governing>> = HashMap::new();
    let mut add = |world: &World, path: PathBuf, bytes: Bytes| -> Result<Option<Input>> {
        let full = real(&path);
        if !seen.insert(full.clone()) {
            return Ok(None);
        }
        let mut configured = |place: &Path| -> Result<(Arc<Config>, Settings)> {
            let folder = place.parent().unwrap_or(&world.cwd).to_path_buf();
            let config = match configs.get(&folder) {
                Some(config) => config.clone(),
                None => configs.entry(folder.clone()).or_insert(Arc::new(Config::find(&folder)?)).clone(),
            };
            let settings = config.for_path(place);
            Ok((config, settings))
        };
        let (mut config, mut settings) = configured(&full)?;
        let folder = full.parent().unwrap_or(&world.cwd);
        let policy = policies.entry(folder.to_path_buf());
        let policy = policy.or_insert_with(|| Arc::new(Governing::of(world, &full, &config))).clone();
        if let Some(there) = check::link(&path).map(|place| configured(&place)).transpose()?
            && there.1.assurance > settings.assurance
        {
            (config, settings) = there;
        }
        let named = named.contains(&full) || matches!(bytes, Bytes::Read(_));
        let (governed, demanded) = (policy.is_another(), policy.calls_a_run(&full));
        Ok(Some(Input { path, named, config, settings, governed, demanded, bytes }))
    };
    for path in paths {
        let full = world.path(path);
        if path == Path::new(files::STDIN) {
            let source = files::read(world, path)?;
            let input = add(world, world.cwd.join("stdin"), Bytes::Read(source))?;
            found.inputs.extend(input.map(|input| Input { path: path.clone(), ..input }));
        } else if full.is_dir() {
            for entry in walk(&full, path, &mut found) {
                let name = files::name(&entry);
                found.inputs.extend(add(world, world.path(&entry), Bytes::File(name))?);
            }
        } else {
            found.inputs.extend(add(world, full, Bytes::File(files::name(path)))?);
        }
    }
    Ok(found)
}

/// The Markdown files below a folder, sorted; what is hidden or ignored by git is not looked at, and no link is followed.
fn walk(folder: &Path, named: &Path, found: &mut Found) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut links = Vec::new();
    // Whose global settings are in force must not make a difference.
    for entry in WalkBuilder::new(folder).git_global(false).build() {
        let entry = match entry {
            Ok(entry) if is_markdown(entry.path()) => entry,
            Ok(_) => continue,
            Err(error) => {
                let what = format!("{} was not wholly looked at", named.display());
                found.failed.push(anyhow::Error::new(error).context(what));
                continue;
            }
        };
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = if named == Path::new(".") { below.to_path_buf() } else { named.join(below) };
        match entry.file_type() {
            Some(kind) if kind.is_file() => files.push(path),
            Some(kind) if kind.is_symlink() => links.push((files::name(&path), LINK)),
            _ => {}
        }
    }
    links.sort();
    found.passed_over.extend(links);
    files.sort();
    files
}

/// Files and folders of one side of the repository; all of it where none is named.
fn in_repository(world: &World, paths: &[PathBuf], origin: &Origin) -> Result<Found> {
    let objects = Objects::open(world, origin.clone(), Entered::Plainly)?;
    let all = objects.markdown()?;
    let mut found = Found::default();
    let named = paths.iter().map(|path| objects.from_root(world, path)).collect::<Result<Vec<_>>>()?;
    let mut chosen: Vec<&str> = Vec::new();
    if named.is_empty() {
        chosen.extend(all.iter().map(String::as_str));
    }
    for path in &named {
        let below =
            |file: &&String| path.is_empty() || file.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        let before = chosen.len();
        chosen.extend(all.iter().filter(below).map(String::as_str));
        if chosen.len() == before {
            chosen.push(path);
        }
    }
    let mut seen = HashSet::new();
    for path in chosen.into_iter().filter(|path| seen.insert(*path)) {
        match object(world, &objects, path, named.iter().any(|name| name == path)) {
            Ok(Some(input)) => found.inputs.push(input),
            Ok(None) => found.passed_over.push((path.to_owned(), LINK)),
            Err(error) => found.failed.push(error),
        }
    }
    Ok(found)
}

/// The input of one file; `None` where it is a link.
fn object(world: &World, objects: &Objects, path: &str, named: bool) -> Result<Option<Input>> {
    let file = objects.file(path)?.with_context(|| match objects.origin() {
        Origin::Staged => format!("{path}: is not staged; git add it, or leave --staged out"),
        Origin::Revision(revision) => format!("{path}: no such file in {revision}"),
    })?;
    if file.mode == LINK_MODE {
        return Ok(None);
    }
    let source = Source::new(path, file.bytes)?;
    let config = objects.config(path)?;
    let full = objects.root().join(path);
    let settings = config.for_path(&full);
    let policy = Governing::of(world, &full, &config);
    let (governed, demanded) = (policy.is_another(), policy.calls_a_run(&full));
    let (config, bytes) = (Arc::new(config), Bytes::Read(source));
    Ok(Some(Input { path: full, named, config, settings, governed, demanded, bytes }))
}
