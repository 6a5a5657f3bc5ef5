//! Where a file lies: its folder, its repository, and its path as another place has it.

use std::path::{Path, PathBuf};

use crate::git::{Entered, Repository};
use crate::world::World;

/// The folder of a file.
pub(super) fn folder(world: &World, file: &Path) -> PathBuf {
    real(world.path(file).parent().unwrap_or(&world.cwd))
}

/// The root of the repository that a folder is in, or will be.
pub(super) fn root(world: &World, folder: &Path) -> Option<PathBuf> {
    repository(world, folder)?.work_dir().map(real)
}

/// The repository that a folder is in, or will be.
pub(super) fn repository(world: &World, folder: &Path) -> Option<Repository> {
    let there = folder.ancestors().find(|folder| folder.is_dir())?;
    Repository::open(world, there, Entered::Plainly).ok()
}

/// A path without links, as far as it is there.
pub(super) fn real(path: &Path) -> PathBuf {
    let there = path.ancestors().find_map(|upper| Some((upper, dunce::canonicalize(upper).ok()?)));
    match there {
        Some((upper, real)) => real.join(path.strip_prefix(upper).unwrap_or(Path::new(""))),
        None => path.to_path_buf(),
    }
}

/// `path` as seen from `base`, with `/`.
pub(super) fn relative(base: &Path, path: &Path) -> String {
    let (mut from, mut to) = (base.components().peekable(), path.components().peekable());
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let up = from.map(|_| "..".to_owned());
    let down = to.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
