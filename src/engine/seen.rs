//! What somebody saw when they signed, found again by its digest: kept beside the run, in its history in git, or in the
//! record. Nobody has to trust it: a text of another digest is not what was signed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::files::{self, FileError};
use super::{history, statements};
use crate::digest::Sha256;
use crate::record::{Recorded, SignedStatement, layout};
use crate::signing::statement::Statement;
use crate::world::World;

/// The ending of the names of such texts beside a run; not that of a checklist, since they are none.
const ENDING: &str = "seen";

/// Keeps what is about to be signed beside the run.
///
/// # Errors
/// When it can't be written.
pub fn keep(run: &Path, text: &str) -> Result<(), FileError> {
    let path = place(run, Sha256::of(text.as_bytes()));
    match files::create(&path, text.as_bytes()) {
        // Somebody else has signed the same.
        Err(FileError::Exists(_)) => Ok(()),
        done => done,
    }
}

/// The text of a digest that somebody has signed for the slot `slot` of a run.
pub fn find(world: &World, run: &Path, slot: &str, digest: Sha256) -> Option<String> {
    kept(run, digest).or_else(|| {
        let versions = history::versions(world, run).ok()?;
        versions.iter().find_map(|version| signed(&version.bytes, slot, digest))
    })
}

/// The same, of a run that stands in the record.
pub fn recorded(run: &Recorded<'_>, slot: &str, digest: Sha256) -> Option<String> {
    let content = run.file(layout::CONTENT)?;
    let own = || that(run.file(&format!("{}/{}.md", layout::SEEN, digest.hex()))?.to_vec(), digest);
    signed(content, slot, digest).or_else(own)
}

/// What was signed and is not what is recorded as the content, as far as it lies beside the run.
pub fn superseded(run: &Path, statements: &[SignedStatement], content: Option<&Vec<u8>>) -> BTreeMap<Sha256, String> {
    let present = content.map(|bytes| Sha256::of(bytes));
    let read = statements.iter().filter_map(|signed| Statement::parse(&signed.statement).ok());
    let digests = read.map(|statement| statement.content).filter(|digest| Some(*digest) != present);
    digests.filter_map(|digest| Some((digest, kept(run, digest)?))).collect()
}

/// Where the text of a digest is kept.
fn place(run: &Path, digest: Sha256) -> PathBuf {
    statements::folder(run).join(format!("{}.{ENDING}", digest.hex().get(..12).unwrap_or_default()))
}

fn kept(run: &Path, digest: Sha256) -> Option<String> {
    let path = place(run, digest);
    // Links may lead out of the run.
    path.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
    that(files::as_kept(files::read_bytes(&path, "").ok()?), digest)
}

/// What a version of the run binds, where that is what was signed.
fn signed(version: &[u8], slot: &str, digest: Sha256) -> Option<String> {
    that(statements::bound_by(version, slot)?.into_bytes(), digest)
}

fn that(bytes: Vec<u8>, digest: Sha256) -> Option<String> {
    if Sha256::of(&bytes) == digest { String::from_utf8(bytes).ok() } else { None }
}
