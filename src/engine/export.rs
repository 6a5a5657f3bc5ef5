//! The auditor's bundle: the record as git packs it, who may sign, and a script that needs no gonogo.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::auditing;
use super::files;
use super::place::Place;
use crate::record::{Audit, Audited};
use crate::text::escape_line;

/// The script, at most 40 lines, that comes to the verdict with git, ssh-keygen and coreutils alone.
pub const SCRIPT: &str = include_str!("../../templates/audit.sh");

/// Writes the bundle of the record, its first and last commit with what the audit comes to, and the script into a new folder,
/// whether the record holds or not.
///
/// # Errors
/// When there is no record, or the folder is there already.
pub fn export(place: &Place, folder: &Path) -> Result<()> {
    let Audited::Record(audit) = auditing::audit(place, None)? else { anyhow::bail!("{}", place.nothing()?) };
    ensure!(!folder.exists(), "{} is there already; name a new folder", folder.display());
    let genesis = audit.genesis.context("the record's first commit is out of reach")?;
    let head = audit.head.context("the record has no head")?;
    std::fs::create_dir_all(folder).with_context(|| format!("can't make {}", folder.display()))?;
    let absolute = dunce::canonicalize(folder)?;
    place.repository.bundle(&place.branch, &absolute.join("record.bundle"))?;
    files::create(&folder.join("audit.sh"), SCRIPT.as_bytes())?;
    let pins = format!("{}\n{genesis}\n{head}\n{}\n", place.branch, found(&audit));
    Ok(files::create(&folder.join("pins"), pins.as_bytes())?)
}

/// What the audit comes to, on one line: the script can't judge all of it, and is not to say less.
fn found(audit: &Audit) -> String {
    let finding = audit.findings.first().map(|finding| format!("{} ({})", finding.reason, finding.rule));
    let first = finding.as_ref().or(audit.unchecked.first());
    let why = first.map(|reason| format!(": {}", escape_line(reason))).unwrap_or_default();
    format!("{}{why}", audit.verdict())
}
