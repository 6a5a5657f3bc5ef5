//! The statements that lie beside a run: which sign-off each is for, and what of the text it binds.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::files;
use crate::digest::Sha256;
use crate::fill;
use crate::model::{Checklist, Scope as Covers, SignOff};
use crate::parse::parse;
use crate::record::{SignedStatement, layout};
use crate::signing::statement::{Scope, Statement, role_slug};
use crate::text::{Source, Span};

/// What the name of a folder of statements ends with.
pub(super) const ENDING: &str = "signoffs";

/// The folder of the statements of a run: `releases/v1.md` has `releases/v1.signoffs`.
pub fn folder(run: &Path) -> PathBuf {
    run.with_extension(ENDING)
}

/// The name of a run: its file's name without the ending.
///
/// # Errors
/// When that is not of the letters that a record's folders have.
pub fn run_name(run: &Path) -> Result<String> {
    let stem = run.file_stem().and_then(|stem| stem.to_str()).unwrap_or("").to_lowercase();
    anyhow::ensure!(
        crate::signing::statement::is_run(&stem),
        "'{stem}' is no name for a recorded run; rename the file to lower-case letters, digits, '.', '_' and '-', at most 64"
    );
    Ok(stem)
}

/// The name that a statement has for a sign-off: its id, in the letters of the grammar.
pub fn slot_id(sign_off: &SignOff) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/' | '-');
    if sign_off.id.chars().all(plain) && sign_off.id.len() <= 200 && !sign_off.id.is_empty() {
        return sign_off.id.to_string();
    }
    // Other letters are told apart by a digest.
    let kept: String = sign_off.id.chars().map(|c| if plain(c) { c } else { '-' }).take(150).collect();
    let digest: String = Sha256::of(sign_off.id.as_bytes()).hex().chars().take(12).collect();
    format!("{kept}.{digest}")
}

/// What a statement about a sign-off covers.
pub fn scope(sign_off: &SignOff) -> Scope {
    match sign_off.scope {
        Covers::Document => Scope::Whole,
        Covers::Item | Covers::Section => Scope::Item(slot_id(sign_off)),
    }
}

/// Whether a statement was made at this place of the text.
pub fn fits(statement: &Statement, sign_off: &SignOff) -> bool {
    role_slug(&sign_off.role).as_ref() == Some(&statement.role) && statement.scope == scope(sign_off)
}

/// The part of the text that a sign-off of an item or section covers; `None` for the whole.
pub fn covered(checklist: &Checklist, sign_off: &SignOff) -> Option<Span> {
    let id = sign_off.scope_id.as_ref();
    match sign_off.scope {
        Covers::Document => None,
        Covers::Item => checklist.items.iter().find(|item| Some(&item.id) == id).map(|item| item.block),
        Covers::Section => checklist.sections.iter().find(|section| Some(&section.id) == id).map(|of| of.extent),
    }
}

/// What a sign-off binds: the content of the document, or of its item or section.
pub fn bound(source: &Source, checklist: &Checklist, sign_off: &SignOff) -> Option<String> {
    Some(match (sign_off.scope, covered(checklist, sign_off)) {
        (Covers::Document, _) => fill::content(source, checklist),
        (_, block) => fill::block_content(source, checklist, block?),
    })
}

/// What the slot `slot` binds in a version of a run, or in its recorded content.
pub fn bound_by(version: &[u8], slot: &str) -> Option<String> {
    let source = Source::new(layout::CONTENT, version.to_vec()).ok()?;
    let checklist = parse(&source);
    let sign_off = checklist.sign_offs.iter().find(|sign_off| slot_id(sign_off) == slot)?;
    bound(&source, &checklist, sign_off)
}

/// The statements beside a run, in the order of their files' names; none where there is no folder.
///
/// # Errors
/// When one can't be read, or has no signature beside it.
pub fn read(run: &Path) -> Result<Vec<SignedStatement>> {
    Ok(named(run)?.into_iter().map(|(_, signed)| signed).collect())
}

/// The same, each with the name of its file.
pub(super) fn named(run: &Path) -> Result<Vec<(String, SignedStatement)>> {
    let folder = folder(run);
    // Git keeps a link, and nothing of what lies behind it.
    anyhow::ensure!(
        !folder.is_symlink(),
        "{} is a link, so that git would keep no sign-off; put a folder in its place (file-mode)",
        folder.display()
    );
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("can't read {}", folder.display())),
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let mut signature = path.clone().into_os_string();
            signature.push(".sig");
            let statement = bounded(&path)?;
            let signature = bounded(Path::new(&signature))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((name, SignedStatement { statement, signature }))
        })
        .collect()
}

/// A small regular file; links are not followed, since they may lead out of the run.
fn bounded(path: &Path) -> Result<Vec<u8>> {
    let about = std::fs::symlink_metadata(path).with_context(|| format!("can't read {}", path.display()))?;
    anyhow::ensure!(about.is_file(), "{} is no plain file", path.display());
    anyhow::ensure!(about.len() <= 64 * 1024, "{} is too large for a statement", path.display());
    std::fs::read(path).map(files::as_kept).with_context(|| format!("can't read {}", path.display()))
}
