//! The end of every command that changes a checklist: write it, or show what would be written.

use std::io::Write as _;
use std::path::Path;

use anyhow::Result;
use similar::TextDiff;

use super::show;
use crate::engine::files;
use crate::text::Source;
use crate::world::World;

/// Puts `after` where `before` was read from; `-` goes to standard output.
pub(super) fn write_back(world: &mut World, path: &Path, before: &Source, after: &str, dry_run: bool) -> Result<()> {
    if dry_run {
        return diff(world, before.path(), before.text(), after);
    }
    if path == Path::new(files::STDIN) {
        return Ok(world.stdout.write_all(after.as_bytes())?);
    }
    Ok(files::replace(&world.path(path), before, after.as_bytes())?)
}

/// What would change, as a unified diff.
pub(super) fn diff(world: &mut World, name: &str, before: &str, after: &str) -> Result<()> {
    Ok(world.stdout.write_all(show::visible_lines(&unified(name, before, after)).as_bytes())?)
}

/// The unified diff of two texts.
pub(super) fn unified(name: &str, before: &str, after: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).header(name, name).to_string()
}
