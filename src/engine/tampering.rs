//! Statements that were taken away or changed behind their signers' backs: what they said may have been against going
//! ahead, so each holds where it stood.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result};

use super::place::Place;
use super::{signatures, statements};
use crate::evidence::SignatureFact;
use crate::model::{Checklist, SignOff};
use crate::record::{About, SignedStatement, layout};
use crate::signing::Judgement;
use crate::signing::statement::{Statement, role_slug};

/// The statements of a run that are not what they were, by the names of their files, each with what is wrong.
///
/// # Errors
/// When the history can't be told, as in a shallow clone.
pub(super) fn found(
    place: &Place,
    run: &Path,
    there: &[(String, SignedStatement)],
    about: &About<'_>,
) -> Result<Vec<(String, String)>> {
    let names: BTreeSet<&str> = there.iter().map(|(name, _)| name.as_str()).collect();
    let gone = removed(place, run, &names)?.into_iter().map(|(name, folder)| {
        let why = format!(
            "was committed in {folder} and is not here; put it back, and use `gonogo withdraw` to take back a word (statement-removed)"
        );
        (name, why)
    });
    let broken = there.iter().filter_map(|(name, signed)| Some((name.clone(), broken(name, signed, about)?)));
    Ok(gone.chain(broken).collect())
}

/// The names of statements that a commit has added beside the run and that are not there any more, each with the folder that
/// it was added to. Where a statement of the run has lain in another folder, as when the run was moved, those beside it there
/// belong to the run too: no word is left behind.
fn removed(place: &Place, run: &Path, there: &BTreeSet<&str>) -> Result<BTreeMap<String, String>> {
    let root = place.root();
    let full = dunce::canonicalize(run).unwrap_or_else(|_| run.to_path_buf());
    // Outside of the work tree nothing is committed, and what can't be named signs nothing.
    let (Ok(run), Ok(name)) = (full.strip_prefix(&root), statements::run_name(&full)) else {
        return Ok(BTreeMap::new());
    };
    let own: Vec<_> = run.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let own = statements::folder(Path::new(&own.join("/"))).to_string_lossy().into_owned();
    let called = format!("{name}.{}", statements::ENDING);
    let ending = format!(".{}", statements::ENDING);
    let added = place.repository.ever_added(&ending).context("whether a statement was taken away")?;
    let so_called = |folder: &str| folder.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&called));
    let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let statements = added.iter().filter(|path| path.ends_with(".txt")).filter_map(|path| path.rsplit_once('/'));
    for (folder, name) in statements.filter(|(folder, _)| so_called(folder)) {
        folders.entry(folder).or_default().insert(name);
    }
    folders.retain(|folder, names| folder.eq_ignore_ascii_case(&own) || !names.is_disjoint(there));
    let each = |(folder, names): (&str, BTreeSet<&str>)| {
        names.difference(there).map(|name| ((*name).to_owned(), folder.to_owned())).collect::<Vec<_>>()
    };
    Ok(folders.into_iter().flat_map(each).collect())
}

/// What shows that a statement is not as its signer left it: it is named after itself, and signed.
fn broken(name: &str, signed: &SignedStatement, about: &About<'_>) -> Option<String> {
    let statement = match Statement::parse(&signed.statement) {
        Ok(statement) => statement,
        Err(error) => return Some(format!("is {error}; put it back as it was signed (statement-grammar)")),
    };
    let own = layout::statement_path(&statement.role, &signed.statement);
    if own.rsplit('/').next() != Some(name) {
        return Some("is not what it is named after; put it back as it was signed (statement-name)".to_owned());
    }
    match about.judge(&statement, &signed.statement, &signed.signature) {
        Judgement::Bad(reason) if reason.starts_with("malformed") => {
            Some(format!("has no signature that can be read: {reason} (malformed-signature)"))
        }
        Judgement::Bad(reason) => Some(format!("has a signature that does not hold: {reason} (bad-signature)")),
        Judgement::Good { .. } | Judgement::Untrusted(_) | Judgement::Lapsed(_) | Judgement::Unchecked(_) => None,
    }
}

/// Lets such a statement hold where it stood.
pub(super) fn refuse(facts: &mut Vec<SignatureFact>, checklist: &Checklist, name: &str, why: String) {
    let role = name.rsplit_once("--").map(|(role, _)| role.to_owned());
    let of_role = |sign_off: &&SignOff| role.is_some() && role_slug(&sign_off.role) == role;
    let place = checklist.sign_offs.iter().find(of_role).or(checklist.sign_offs.first());
    signatures::refuse(facts, place, format!("{name} {why}"));
}
