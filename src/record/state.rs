//! The record as it stands: its beginning, its head, and the policy in force. Nothing is verified here: audit for that.

use super::RecordError;
use super::about::About;
use super::policies;
use super::policy::{Policy, PolicyFiles};
use super::write::{read_commit, root};
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
    /// The files of the policy in force.
    pub files: PolicyFiles,
    /// Every policy so far, oldest first; never empty.
    policies: Vec<Policy>,
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
    let (mut files, mut policies): (Vec<_>, Vec<_>) =
        policies::standing(repo, tree).map_err(broken)?.into_iter().unzip();
    policies::date(repo, head, &mut policies);
    let (Some(files), Some(policy)) = (files.pop(), policies.last().cloned()) else {
        return Err(broken("it has no policy".into()));
    };
    Ok(State { genesis, head, files, policies, policy })
}

impl State {
    /// Number and digest of the policy in force.
    pub fn policy(&self) -> (u32, Sha256) {
        (self.policy.number, self.policy.digest)
    }

    /// Whether a key may sign as `principal` in `namespace` at `time`.
    pub fn may_sign(&self, principal: &str, key: &Key, namespace: &str, time: Timestamp) -> Judgement {
        self.policy.judge(principal, key, namespace, time)
    }

    /// What the statements of a run are held against while it is worked on.
    pub fn about<'a>(&'a self, run: &'a str, template: Option<Sha256>, at: Timestamp) -> About<'a> {
        About { record: Some(self.genesis.to_string()), run, template, at, policies: &self.policies }
    }

    /// The principals that a key is listed for by name.
    pub fn principals_of(&self, key: &Key) -> Vec<&str> {
        self.policy.allowed.principals_of(key)
    }
}
