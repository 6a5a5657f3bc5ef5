//! Facts of git: the commit that is checked out, its branch, and the tag it is released as.

use std::path::Path;

use anyhow::Result;

use super::Fact;
use crate::git::{Entered, Repository};
use crate::world::World;

/// What git knows of the repository around `folder`. The version is only known where the commit itself is tagged: one that
/// stands behind a tag is not that release.
///
/// # Errors
/// When there is no repository, or nothing is committed in it.
pub fn git(world: &World, folder: &Path) -> Result<Vec<Fact>> {
    let head = Repository::open(world, folder, Entered::Plainly)?.described()?;
    let version = head.tag.as_deref().filter(|_| head.commits == 0).map(version);
    let all = [
        ("git.version", version),
        ("git.tag", head.tag.clone()),
        ("git.short", head.id.get(..12).map(str::to_owned)),
        ("git.commit", Some(head.id)),
        ("git.branch", head.branch),
        ("git.author", head.author),
        ("git.date", head.time.map(|time| time.date())),
        ("git.commits", Some(head.commits.to_string())),
    ];
    Ok(all.into_iter().filter_map(|(name, value)| Some(Fact { name, value: value? })).collect())
}

/// `1.50.0` of `v1.50.0`.
fn version(tag: &str) -> String {
    let bare = tag.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    bare.unwrap_or(tag).to_owned()
}
