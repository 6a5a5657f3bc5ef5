//! The history of one file: the commits that changed it, as `git log` would follow them.

use std::collections::{BTreeSet, BinaryHeap};

use git2::Oid;

use super::repository::Repository;
use super::{CommitId, GitError};
use crate::time::Timestamp;

/// How many commits are looked at; older ones are not history of a run any more.
const FURTHEST: usize = 2_000;

/// A commit that changed a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The commit.
    pub commit: CommitId,
    /// When it was made, by the committer's clock.
    pub time: Option<Timestamp>,
    /// The file as it was then.
    pub bytes: Vec<u8>,
    /// The file as it was in each parent that had it.
    pub before: Vec<Vec<u8>>,
}

impl Repository {
    /// The commits up to HEAD that changed `path` (with `/`, from the root), the newest first and so many at most. A merge
    /// that took the file from one side is no change, and only that side is followed.
    pub fn history_of(&self, path: &str, most: usize) -> Result<Vec<Version>, GitError> {
        let Some(head) = self.head()? else { return Ok(Vec::new()) };
        let mut versions = Vec::new();
        let mut seen: BTreeSet<Oid> = BTreeSet::from([head.commit.0]);
        let mut next: BinaryHeap<(i64, Oid)> =
            BinaryHeap::from([(head.time.map_or(0, |time| time.unix()), head.commit.0)]);
        while let Some((_, id)) = next.pop().filter(|_| seen.len() < FURTHEST && versions.len() < most) {
            self.guard(id)?;
            let commit = self.inner.find_commit(id)?;
            let Some(blob) = self.blob_at(&commit, path)? else { continue };
            let mut parents = Vec::new();
            for parent in commit.parents() {
                parents.push((self.blob_at(&parent, path)?, parent));
            }
            let same = parents.iter().position(|(other, _)| *other == Some(blob));
            if same.is_none() {
                let before = parents.iter().filter_map(|(other, _)| *other).map(|other| self.blob(other));
                versions.push(Version {
                    commit: CommitId(id),
                    time: Timestamp::from_unix(commit.time().seconds()),
                    bytes: self.blob(blob)?,
                    before: before.collect::<Result<_, _>>()?,
                });
            }
            let followed = parents.into_iter().enumerate().filter(|(at, _)| same.is_none_or(|same| same == *at));
            for (_, (_, parent)) in followed.filter(|(_, (_, parent))| seen.insert(parent.id())) {
                next.push((parent.time().seconds(), parent.id()));
            }
        }
        Ok(versions)
    }

    /// The id of the file at a path in a commit.
    fn blob_at(&self, commit: &git2::Commit<'_>, path: &str) -> Result<Option<Oid>, GitError> {
        let mut id = commit.tree_id();
        for name in path.split('/') {
            self.guard(id)?;
            let Ok(tree) = self.inner.find_tree(id) else { return Ok(None) };
            match tree.get_name(name) {
                Some(entry) => id = entry.id(),
                None => return Ok(None),
            }
        }
        Ok(Some(id))
    }
}
