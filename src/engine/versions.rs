//! Versions of a checklist: a file as it is, as it is staged, or as it is in a commit.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::objects::{Objects, Origin};
use super::{check, files};
use crate::git::Entered;
use crate::model::Checklist;
use crate::text::Source;
use crate::world::World;

/// A version as git names them, `main:releases/1.2.md`, `HEAD~3:./1.2.md`, staged `:releases/1.2.md`; else a file, or standard
/// input for `-`. A file of that very name is meant first.
///
/// # Errors
/// When there is no such thing, or it is no text.
pub fn version(world: &mut World, named: &Path) -> Result<(Source, Checklist)> {
    // No name of a commit starts at a root or with a drive, whose colon parts nothing.
    let is_file = named == Path::new(files::STDIN) || named.is_absolute() || world.path(named).exists();
    match named.to_str().filter(|_| !is_file).and_then(|name| name.split_once(':')) {
        Some((revision, path)) => kept(world, named, revision, path),
        None => check::compile(world, named),
    }
}

/// A file as the last commit has it.
///
/// # Errors
/// When it is standard input, or the last commit does not have it.
pub fn committed(world: &World, file: &Path) -> Result<(Source, Checklist)> {
    if file == Path::new(files::STDIN) {
        bail!("- has no earlier version; name both: gonogo diff OLD -");
    }
    let path = Objects::open(world, Origin::Staged, Entered::Plainly)?.from_root(world, file)?;
    kept(world, file, "HEAD", &path)
}

fn kept(world: &World, named: &Path, revision: &str, path: &str) -> Result<(Source, Checklist)> {
    let origin = if revision.is_empty() { Origin::Staged } else { Origin::Revision(revision.to_owned()) };
    let missing = || format!("there is no file {}", files::name(named));
    let objects = Objects::open(world, origin, Entered::Plainly).with_context(missing)?;
    // As git has it: from the root, but for `./` and `../`.
    let path = match path.starts_with("./") || path.starts_with("../") {
        true => objects.from_root(world, Path::new(path))?,
        false => path.to_owned(),
    };
    let side = if revision.is_empty() { "the index" } else { revision };
    let file = objects.file(&path).with_context(missing)?;
    let file = file.with_context(|| format!("{path} is not in {side}; gonogo diff OLD NEW takes any two files"))?;
    let source = Source::new(format!("{revision}:{path}"), file.bytes)?;
    let settings = objects.config(&path)?;
    let found = settings.for_path(&objects.root().join(&path));
    let checklist = check::compiled(&source, &settings, found);
    Ok((source, checklist))
}
