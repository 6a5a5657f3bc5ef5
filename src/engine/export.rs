//! The auditor's bundle: the record as git packs it, who may sign, and a script that needs no gonogo.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::auditing;
use super::files;
use super::place::Place;
use crate::record::Audited;

/// The script, at most 40 lines, that comes to the verdict with git, ssh-keygen and coreutils alone.
pub const SCRIPT: &str = include_str!("../../templates/audit.sh");

/// Writes the bundle of the record, its first and last commit, and the script into a new folder, whether the record holds
/// or not.
///
/// # Errors
/// When there is no record, or the folder is there already.
pub fn export(place: &Place, folder: &Path) -> Result<()> {
    let Audited::Record(audit) = auditing::audit(place, None)? else { anyhow::bail!("{}", place.nothing()?) };
    ensure!(!folder.exists(), "{} is there already; name a new folder", folder.display());
    let genesis = audit.genesis.context("the record's first commit is out of reach")?;
    let head = audit.head.context("the record has no head")?;
    std::fs::create_dir_all(folder).with_context(|| format!("can't make {}", folder.display()))?;
    let absolute = folder.canonicalize()?;
    place.repository.bundle(&place.branch, &absolute.join("record.bundle"))?;
    files::create(&folder.join("audit.sh"), SCRIPT.as_bytes())?;
    files::create(&folder.join("pins"), format!("{}\n{genesis}\n{head}\n", place.branch).as_bytes())?;
    Ok(())
}
