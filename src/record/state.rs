//! The record as it stands: its beginning, its head, and the policy in force. Nothing is verified here: audit for that.

use std::collections::BTreeSet;

use super::RecordError;
use super::about::About;
use super::approval::{approval_text, approved};
use super::grounds::Grounds;
use super::policies;
use super::policy::{Policy, PolicyFiles};
use super::read::{read_commit, root};
use crate::config::Policy as Rules;
use crate::digest::Sha256;
use crate::git::{CommitId, RefName, Repository};
use crate::signing::allowed_signers::AllowedSigners;
use crate::signing::openpgp::Gpg;
use crate::signing::{Judgement, PublicKey};
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
    gpg: Gpg,
}

/// A policy that somebody proposes.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// The number that it would have.
    pub number: u32,
    /// Its digest.
    pub digest: Sha256,
    /// What is signed to approve it.
    pub text: String,
    /// How many people have still to approve it.
    pub missing: usize,
    /// Who has approved it, by their addresses.
    pub approved: BTreeSet<String>,
    /// Who may, by the policy in force.
    pub roots: BTreeSet<String>,
    /// Who may, by the proposed one.
    pub new_roots: BTreeSet<String>,
}

impl Proposed {
    /// Who may record it: those who may change the policy by both, the one in force and this one.
    pub fn committers(&self) -> BTreeSet<String> {
        self.roots.intersection(&self.new_roots).cloned().collect()
    }
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
    Ok(State { genesis, head, files, policies, policy, gpg: repo.gpg() })
}

impl State {
    /// Number and digest of the policy in force.
    pub fn policy(&self) -> (u32, Sha256) {
        (self.policy.number, self.policy.digest)
    }

    /// Whether a key may sign as `principal` in `namespace` at `time`.
    pub fn may_sign(&self, principal: &str, key: &PublicKey, namespace: &str, time: Timestamp) -> Judgement {
        match key {
            PublicKey::Ssh(key) => self.policy.judge(principal, key, namespace, time),
            PublicKey::OpenPgp(fingerprint) => self.policy.judge_pin(principal, fingerprint),
        }
    }

    /// What the statements of a run are held against while it is worked on.
    pub fn about<'a>(&'a self, run: &'a str, grounds: Grounds, at: Timestamp) -> About<'a> {
        About::new(Some(self.genesis.to_string()), run, grounds, at, &self.policies, self.gpg.clone())
    }

    /// What the policy in force says about people.
    pub fn rules(&self) -> &Rules {
        &self.policy.rules
    }

    /// The keys in force.
    pub fn allowed(&self) -> &AllowedSigners {
        &self.policy.allowed
    }

    /// Since when the policy in force stands, where that is known.
    pub fn since(&self) -> Option<Timestamp> {
        self.policy.since
    }

    /// How a policy that somebody proposes stands at `now`.
    ///
    /// # Errors
    /// When its files are no policy; the reason is for people.
    pub fn proposed(&self, files: &PolicyFiles, approvals: &[Vec<u8>], now: Timestamp) -> Result<Proposed, String> {
        let number = self.policy.number + 1;
        let new = files.read(number)?;
        let text = approval_text(&self.genesis.to_string(), number, new.digest);
        let count = |policy: &Policy| approved(policy, &text, approvals, now);
        let (old, by_new) = (count(&self.policy), count(&new));
        Ok(Proposed {
            number,
            digest: new.digest,
            text,
            missing: self
                .policy
                .rules
                .threshold
                .saturating_sub(old.len())
                .max(new.rules.threshold.saturating_sub(by_new.len())),
            approved: old.union(&by_new).cloned().collect(),
            roots: self.policy.roots(now),
            new_roots: new.roots(now),
        })
    }

    /// Everybody who may change the policy at `now`.
    pub fn roots(&self, now: Timestamp) -> BTreeSet<String> {
        self.policy.roots(now)
    }

    /// The principals that a key is listed for by name.
    pub fn principals_of(&self, key: &PublicKey) -> Vec<&str> {
        match key {
            PublicKey::Ssh(key) => self.policy.allowed.principals_of(key),
            PublicKey::OpenPgp(fingerprint) => {
                let own = self.policy.rules.openpgp.iter().filter(|pin| pin.fingerprint == *fingerprint);
                own.flat_map(|pin| &pin.principals).map(String::as_str).collect()
            }
        }
    }
}
