//! Reading the record as it stands, where a writer goes on from. Nothing is verified here: audit for that.

use std::collections::BTreeMap;

use super::RecordError;
use super::changes;
use super::layout::{self, Trailers};
use crate::git::objects::{self, RawCommit};
use crate::git::{CommitId, GitError, ObjectId, ObjectKind, Objects as _, RefName, Repository};

/// The files of a recorded run, by their paths inside its folder; `None` if it is not recorded. Nothing is verified
/// here: audit the record first.
pub fn read_run(
    repo: &Repository,
    branch: &RefName,
    run: &str,
) -> Result<Option<BTreeMap<String, Vec<u8>>>, RecordError> {
    let Some(tip) = repo.tip(branch)?.filter(|_| layout::is_run(run)) else { return Ok(None) };
    let broken = |reason: String| RecordError::Broken { branch: branch.clone(), reason };
    let tree = read_commit(repo, branch, tip)?.tree;
    let Some(folder) = changes::lookup(repo, tree, &layout::run_folder(run)).map_err(broken)? else { return Ok(None) };
    let mut files = BTreeMap::new();
    for file in changes::files_below(repo, folder.id).map_err(broken)? {
        files.insert(file.path, repo.object(file.id, ObjectKind::Blob)?);
    }
    Ok(Some(files))
}

/// Whether these are the files below a tree, and no others.
pub(super) fn same_files(repo: &Repository, tree: ObjectId, files: &BTreeMap<String, Vec<u8>>) -> Result<bool, String> {
    Ok(same(&changes::files_below(repo, tree)?, files))
}

fn same(there: &[changes::Added], files: &BTreeMap<String, Vec<u8>>) -> bool {
    let same =
        |file: &changes::Added| files.get(&file.path).is_some_and(|bytes| file.id.is_of(ObjectKind::Blob, bytes));
    there.len() == files.len() && there.iter().all(same)
}

/// The same, whatever has been added by amendments.
pub(super) fn same_run(repo: &Repository, tree: ObjectId, files: &BTreeMap<String, Vec<u8>>) -> Result<bool, String> {
    let mut there = changes::files_below(repo, tree)?;
    there.retain(|file| !file.path.starts_with(&format!("{}/", layout::AMENDMENTS)));
    Ok(same(&there, files))
}

/// A commit of the record.
pub(super) fn read_commit(repo: &Repository, branch: &RefName, id: CommitId) -> Result<RawCommit, RecordError> {
    let bytes = repo.object(id.0, ObjectKind::Commit)?;
    objects::commit(id.format(), &bytes).map_err(|reason| RecordError::Broken { branch: branch.clone(), reason })
}

/// What a commit of the record says of itself.
pub(super) fn trailers(branch: &RefName, raw: &RawCommit) -> Result<Trailers, RecordError> {
    let broken = |reason: String| RecordError::Broken { branch: branch.clone(), reason };
    let message = std::str::from_utf8(&raw.message).map_err(|_| broken("a message is not UTF-8".into()))?;
    Trailers::parse(message).map_err(broken)
}

/// The first commit of the branch.
pub(super) fn root(repo: &Repository, branch: &RefName, tip: CommitId) -> Result<(CommitId, RawCommit), RecordError> {
    let mut id = tip;
    loop {
        let raw = read_commit(repo, branch, id)?;
        match raw.parents.as_slice() {
            [] => return Ok((id, raw)),
            [parent] => id = *parent,
            _ => {
                let reason = format!("the commit {id} is a merge");
                return Err(RecordError::Broken { branch: branch.clone(), reason });
            }
        }
    }
}

/// The commit in which `path` first stood.
pub(super) fn introduced(
    repo: &Repository,
    branch: &RefName,
    tip: CommitId,
    path: &str,
) -> Result<CommitId, RecordError> {
    let mut id = tip;
    loop {
        let raw = read_commit(repo, branch, id)?;
        let Some(&parent) = raw.parents.first() else { return Ok(id) };
        let tree = match read_commit(repo, branch, parent) {
            Ok(raw) => raw.tree,
            Err(RecordError::Git(GitError::Missing(_))) => return Ok(id),
            Err(error) => return Err(error),
        };
        let broken = |reason: String| RecordError::Broken { branch: branch.clone(), reason };
        if changes::lookup(repo, tree, path).map_err(broken)?.is_none() {
            return Ok(id);
        }
        id = parent;
    }
}
