//! The template of a run that is rendered whole, and the parts that it may include: files of its own folder, and no others.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::files;
use crate::fill::Part;
use crate::world::World;

/// The ending of the names of such templates.
const ENDING: &str = "j2";
/// How many files may stand in the folder, and how deep.
const MOST: usize = 200;
const DEEPEST: usize = 4;

/// Whether a file is a template that is rendered whole, by its name.
pub fn is_whole(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING)
}

/// The template, and after it every other one of its folder, named as seen from there. Links are not followed.
///
/// # Errors
/// When one can't be read, or there are too many.
pub fn read(world: &mut World, path: &Path) -> Result<Vec<Part>> {
    let first = Part { name: files::name(path), text: files::read(world, path)?.text().to_owned() };
    let full = world.path(path);
    let folder = full.parent().unwrap_or(&world.cwd).to_path_buf();
    let mut parts = vec![first];
    let mut folders = vec![(folder.clone(), 0)];
    while let Some((inner, depth)) = folders.pop() {
        for entry in sorted(&inner) {
            let Ok(meta) = entry.symlink_metadata() else { continue };
            if meta.is_dir() && depth < DEEPEST {
                folders.push((entry, depth + 1));
            } else if meta.is_file() && is_whole(&entry) && entry != full {
                let name = files::name(entry.strip_prefix(&folder).unwrap_or(&entry));
                let text = files::read_at(&entry, &name)?.text().to_owned();
                parts.push(Part { name, text });
            }
            if parts.len() > MOST {
                bail!("{}: more than {MOST} templates stand beside it; move it to a folder of its own", path.display());
            }
        }
    }
    Ok(parts)
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut all: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    all.sort();
    all
}
