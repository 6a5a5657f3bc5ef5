//! What an entry of the record holds, read back so that it can be recorded anew elsewhere. Nothing is verified here.

use std::collections::BTreeMap;

use super::RecordError;
use super::amend::Amendment;
use super::changes::{Changes, compare};
use super::layout::{self, Kind, Trailers};
use super::write::{RunEntry, SignedStatement};
use crate::git::objects::{self, RawCommit};
use crate::git::{CommitId, ObjectKind, Objects as _, Repository};

/// What an entry holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// A run.
    Run(RunEntry),
    /// An amendment.
    Amendment(Amendment),
    /// Something that is not recorded anew.
    Other(Kind),
}

/// The commit before this one, if there is one.
///
/// # Errors
/// When the commit can't be read.
pub fn parent(repo: &Repository, id: CommitId) -> Result<Option<CommitId>, RecordError> {
    Ok(commit(repo, id)?.parents.first().copied())
}

/// What the commit `id` has added to the record.
///
/// # Errors
/// When it can't be read, or is no entry of a record.
pub fn entry_of(repo: &Repository, id: CommitId) -> Result<Content, RecordError> {
    let raw = commit(repo, id)?;
    let before = raw.parents.first().map(|parent| commit(repo, *parent)).transpose()?.map(|raw| raw.tree);
    let invalid = |reason: String| RecordError::Invalid(format!("the entry {id} anew: {reason}"));
    let message = String::from_utf8_lossy(&raw.message);
    let trailers = Trailers::parse(&message).map_err(invalid)?;
    let Some(run) = trailers.run else { return Ok(Content::Other(trailers.kind)) };
    let mut changes = Changes::default();
    compare(repo, before, Some(raw.tree), "", 0, &mut changes);
    let mut files = BTreeMap::new();
    for file in changes.added {
        files.insert(file.path, repo.object(file.id, ObjectKind::Blob)?);
    }
    match trailers.outcome {
        Some(outcome) => {
            let mut files = within(files, &(layout::run_folder(&run) + "/"));
            files.remove(layout::MANIFEST);
            let signed = |path: &String| path.split('/').next() == Some(layout::SIGNOFFS);
            let mut statements: BTreeMap<String, Vec<u8>> = BTreeMap::new();
            files.retain(|path, bytes| {
                if signed(path) {
                    statements.insert(path.clone(), std::mem::take(bytes));
                }
                !path.starts_with(layout::SIGNOFFS)
            });
            let signoffs = statements.iter().filter(|(path, _)| !path.ends_with(".sig")).map(|(path, statement)| {
                let signature = statements.get(&format!("{path}.sig")).cloned().unwrap_or_default();
                SignedStatement { statement: statement.clone(), signature }
            });
            Ok(Content::Run(RunEntry { run, outcome, files, signoffs: signoffs.collect() }))
        }
        None => {
            let mut text = String::new();
            let mut evidence = BTreeMap::new();
            for (path, bytes) in files {
                match path.rsplit('/').next() {
                    Some(layout::AMENDMENT) => text = String::from_utf8_lossy(&bytes).into_owned(),
                    Some(name) if path.ends_with(&format!("/{}/{name}", layout::EVIDENCE)) => {
                        evidence.insert(name.to_owned(), bytes);
                    }
                    _ => {}
                }
            }
            Ok(Content::Amendment(Amendment { run, text, files: evidence }))
        }
    }
}

fn within(files: BTreeMap<String, Vec<u8>>, prefix: &str) -> BTreeMap<String, Vec<u8>> {
    files.into_iter().filter_map(|(path, bytes)| Some((path.strip_prefix(prefix)?.to_owned(), bytes))).collect()
}

fn commit(repo: &Repository, id: CommitId) -> Result<RawCommit, RecordError> {
    let bytes = repo.object(id.0, ObjectKind::Commit)?;
    objects::commit(id.format(), &bytes).map_err(|reason| RecordError::Invalid(format!("{id}: {reason}")))
}
