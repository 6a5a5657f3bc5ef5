//! The policies that stand in a tree of the record, and since when.

use super::changes::lookup;
use super::layout;
use super::policy::{Policy, PolicyFiles};
use crate::git::objects;
use crate::git::{CommitId, ObjectId, ObjectKind, Objects};
use crate::time::Timestamp;

/// Every policy of a tree with its files, oldest first; the reason why one can't be read is for people.
pub(super) fn standing(repo: &dyn Objects, tree: ObjectId) -> Result<Vec<(PolicyFiles, Policy)>, String> {
    let mut out = Vec::new();
    for number in 1.. {
        let folder = layout::policy_folder(number);
        if lookup(repo, tree, &folder)?.is_none() {
            break;
        }
        let file = |name: &str| {
            let path = format!("{folder}/{name}");
            let entry = lookup(repo, tree, &path)?.ok_or_else(|| format!("{path} is missing"))?;
            repo.object(entry.id, ObjectKind::Blob).map_err(|error| format!("history-incomplete: {path}: {error}"))
        };
        let [allowed, policy, revoked] = layout::POLICY_FILES;
        let signatures = match lookup(repo, tree, &format!("{folder}/{}", layout::POLICY_SIGNATURES))? {
            Some(_) => file(layout::POLICY_SIGNATURES)?,
            None => Vec::new(),
        };
        let (policy_toml, allowed_signers) = (file(policy)?, file(allowed)?);
        let files = PolicyFiles { policy_toml, allowed_signers, revoked_keys: file(revoked)?, signatures };
        let read = files.read(number)?;
        out.push((files, read));
    }
    Ok(out)
}

/// Notes for each policy when it was recorded, as far as the history behind `tip` can be read.
pub(super) fn date(repo: &dyn Objects, tip: CommitId, policies: &mut [Policy]) {
    let commit = |id: CommitId| objects::commit(id.format(), &repo.object(id.0, ObjectKind::Commit).ok()?).ok();
    let folder = |tree: ObjectId| lookup(repo, tree, "policy").ok().flatten().map(|entry| entry.id);
    let mut undated = policies.iter_mut().rev().peekable();
    let mut next = commit(tip);
    while let (Some(raw), Some(_)) = (next.take(), undated.peek()) {
        let Some(&parent) = raw.parents.first() else {
            undated.for_each(|policy| policy.since = Timestamp::from_unix(raw.committer.time));
            return;
        };
        let Some(before) = commit(parent) else { return };
        if folder(before.tree) != folder(raw.tree) {
            let had = |number: u32| matches!(lookup(repo, before.tree, &layout::policy_folder(number)), Ok(Some(_)));
            while let Some(policy) = undated.next_if(|policy| !had(policy.number)) {
                policy.since = Timestamp::from_unix(raw.committer.time);
            }
        }
        next = Some(before);
    }
}
