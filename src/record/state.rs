//! The record as it stands: its beginning, its head, and the policy in force. Nothing is verified here: audit for that.

use git2::ObjectType;

use super::layout;
use super::policy::{Policy, PolicyFiles};
use super::write::{read_commit, root};
use super::{RecordError, changes};
use crate::digest::Sha256;
use crate::git::{CommitId, RefName, Repository};
use crate::signing::Judgement;
use crate::signing::sshsig::Key;
use crate::time::Timestamp;

/// What signing for a record, and judging signatures by it, needs to know.
#[derive(Clone, Debug)]
pub struct State {
    /// The first commit.
    pub genesis: CommitId,
    /// The last one.
    pub head: CommitId,
    /// The `policy.toml` in force.
    pub policy_toml: Vec<u8>,
    policy: Policy,
}

/// Reads the state of the record on `branch`.
///
/// # Errors
/// When there is none, or its policy can't be read.
pub fn state(repo: &Repository, branch: &RefName) -> Result<State, RecordError> {
    let head = repo.tip(branch)?.ok_or_else(|| RecordError::NoRecord(branch.clone()))?;
    let broken = |reason: String| RecordError::Broken { branch: branch.clone(), reason };
    let (genesis, _) = root(repo, branch, head)?;
    let tree = read_commit(repo, branch, head)?.tree;
    let mut number = 0;
    while changes::lookup(repo, tree, &layout::policy_folder(number + 1)).map_err(broken)?.is_some() {
        number += 1;
    }
    let file = |name: &str| {
        let path = format!("{}/{name}", layout::policy_folder(number));
        let entry =
            changes::lookup(repo, tree, &path).map_err(broken)?.ok_or_else(|| broken(format!("{path} is missing")))?;
        Ok::<_, RecordError>(repo.object(entry.id, ObjectType::Blob)?)
    };
    let [allowed, policy, revoked] = layout::POLICY_FILES;
    let files =
        PolicyFiles { policy_toml: file(policy)?, allowed_signers: file(allowed)?, revoked_keys: file(revoked)? };
    let policy = files.read(number).map_err(broken)?;
    Ok(State { genesis, head, policy_toml: files.policy_toml, policy })
}

impl State {
    /// Number and digest of the policy in force.
    pub fn policy(&self) -> (u32, Sha256) {
        (self.policy.number, self.policy.digest)
    }

    /// Whether a key may sign as `principal` in `namespace` at `time`.
    pub fn may_sign(&self, principal: &str, key: &Key, namespace: &str, time: Timestamp) -> Judgement {
        if self.policy.revoked.contains(key) {
            return Judgement::Lapsed(format!("{} is revoked", key.fingerprint()));
        }
        self.policy.allowed.judge(principal, key, namespace, time)
    }

    /// What an armoured signature over `payload` is worth.
    pub fn verify(
        &self,
        principal: &str,
        namespace: &str,
        time: Timestamp,
        payload: &[u8],
        armour: &[u8],
    ) -> Judgement {
        self.policy.allowed.verify(armour, principal, namespace, payload, time, &self.policy.revoked)
    }

    /// The principals that a key is listed for by name.
    pub fn principals_of(&self, key: &Key) -> Vec<&str> {
        self.policy.allowed.principals_of(key)
    }
}
