//! What only looks like a repository: files that the one around it tracks.

use std::path::Path;

use super::{Entered, GitError, Repository};
use crate::world::World;

/// Refuses a git directory that was found by looking upwards, where the repository around it tracks its files: a folder with
/// a `HEAD` and a few more in it is taken for a repository, with a record and settings of its own, and whoever may commit can
/// make one. Nobody can commit what is called `.git`.
pub(super) fn untracked(world: &World, git_dir: &Path) -> Result<(), GitError> {
    let git_dir = dunce::canonicalize(git_dir).unwrap_or_else(|_| git_dir.to_path_buf());
    let named_so = git_dir.components().any(|part| part.as_os_str() == ".git");
    let Some(above) = git_dir.parent().filter(|_| !named_so) else { return Ok(()) };
    let around = match Repository::open(world, above, Entered::Plainly) {
        Err(GitError::NotARepository(_)) => return Ok(()),
        around => around?,
    };
    let root = around.work_dir().and_then(|root| dunce::canonicalize(root).ok());
    let Some(within) = root.and_then(|root| Some(git_dir.strip_prefix(root).ok()?.join("HEAD"))) else { return Ok(()) };
    let names: Vec<_> = within.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    match around.backend.staged_entry(&names.join("/"))? {
        Some(_) => Err(GitError::Tracked(git_dir)),
        None => Ok(()),
    }
}
