//! Time-stamps over commits of the record, which amendments bring: each is over an earlier entry, and by an authority that the
//! policy then in force pins.

use super::check::Walk;
use super::layout;
use super::run_folder::Folder;
use crate::git::{CommitId, GitError, ObjectKind, Objects as _, objects};
use crate::signing::{Judgement, SKEW};
use crate::time::Timestamp;

const RULE: &str = "time-stamp";

/// Checks the time-stamps among the files that the amendment `id` adds. Where the policy pins no authority they say nothing.
pub(super) fn check(walk: &mut Walk<'_>, id: CommitId, folder: &Folder, prefix: &str, at: Option<Timestamp>) {
    let policies = walk.at.policies.clone();
    let pinned = policies.last().and_then(|policy| policy.rules.time_stamps.as_ref());
    let (Some(pinned), Some(at)) = (pinned, at) else { return };
    for (name, of) in folder.names().filter_map(|name| Some((name, layout::stamped_commit(name)?))) {
        // One that can't be read is noted already.
        let Some(token) = folder.bytes(name) else { continue };
        let path = format!("{prefix}{name}");
        let refused = match stamped(walk, id, of) {
            Err(reason) => {
                walk.doubt(id, format!("{path}: {reason}"));
                continue;
            }
            Ok(None) => format!("it is over {of}, which is no earlier entry of the record"),
            Ok(Some((bytes, made))) => match walk.programs.openssl.verify(token, &bytes, &pinned.authorities, at) {
                Ok(time) if time.unix() + SKEW < made => {
                    format!("it is of {}, before the time that the commit states", time.rfc3339())
                }
                Ok(time) if time.unix() > at.unix() + SKEW => {
                    format!("it is of {}, which had not come yet", time.rfc3339())
                }
                Ok(_) => continue,
                Err(Judgement::Unchecked(reason)) => {
                    walk.doubt(id, format!("{path}: {reason}"));
                    continue;
                }
                Err(Judgement::Bad(reason)) => reason,
                Err(other) => other.to_string(),
            },
        };
        walk.fail(RULE, id, Some(&path), refused);
    }
}

/// The bytes of a commit and the time that it states; `None` where it does not stand before `later` in the record.
fn stamped(walk: &Walk<'_>, later: CommitId, of: CommitId) -> Result<Option<(Vec<u8>, i64)>, String> {
    let mut next = Some(later);
    while let Some(id) = next {
        let bytes = match walk.repo.object(id.0, ObjectKind::Commit) {
            Ok(bytes) => bytes,
            Err(error @ (GitError::Missing(_) | GitError::Damaged { .. })) => {
                return Err(format!("history-incomplete: {error}"));
            }
            Err(error) => return Err(error.to_string()),
        };
        let commit = objects::commit(id.format(), &bytes)?;
        if id == of && id != later {
            return Ok(Some((bytes, commit.committer.time)));
        }
        next = commit.parents.first().copied();
    }
    Ok(None)
}
