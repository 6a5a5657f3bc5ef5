//! The history of one file: the commits that changed it, as `git log` would follow them.

use std::collections::{BTreeSet, BinaryHeap};

use super::glance::Glanced;
use super::repository::Repository;
use super::{CommitId, GitError, ObjectId};
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
        let mut seen: BTreeSet<CommitId> = BTreeSet::from([head.commit]);
        let mut next: BinaryHeap<(i64, CommitId)> =
            BinaryHeap::from([(head.time.map_or(0, |time| time.unix()), head.commit)]);
        while let Some((_, id)) = next.pop().filter(|_| seen.len() < FURTHEST && versions.len() < most) {
            let commit = self.glance(id)?;
            let Some(blob) = self.id_at(&commit, path)? else { continue };
            let mut parents = Vec::new();
            for id in commit.parents {
                match self.glance(id) {
                    Ok(parent) => parents.push((self.id_at(&parent, path)?, id, parent.time)),
                    // History may have been left out when it was cloned.
                    Err(GitError::Missing(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            let same = parents.iter().position(|(other, ..)| *other == Some(blob));
            if same.is_none() {
                let before = parents.iter().filter_map(|(other, ..)| *other).map(|other| self.blob(other));
                versions.push(Version {
                    commit: id,
                    time: Timestamp::from_unix(commit.time),
                    bytes: self.blob(blob)?,
                    before: before.collect::<Result<_, _>>()?,
                });
            }
            let followed = parents.into_iter().enumerate().filter(|(at, _)| same.is_none_or(|same| same == *at));
            next.extend(followed.filter(|(_, (_, id, _))| seen.insert(*id)).map(|(_, (_, id, time))| (time, id)));
        }
        Ok(versions)
    }

    /// The id of the file at a path in a commit.
    fn id_at(&self, commit: &Glanced, path: &str) -> Result<Option<ObjectId>, GitError> {
        Ok(self.find(commit.tree, path)?.map(|(_, id)| id))
    }
}
