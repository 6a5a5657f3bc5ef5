//! A policy of the record: who may sign what, numbered, never changed once it stands.

use std::collections::BTreeSet;
use std::path::Path;

use super::layout;
use crate::config::{Config, Policy as Rules};
use crate::digest::Sha256;
use crate::signing::allowed_signers::{AllowedSigners, RevokedKeys};
use crate::signing::openpgp::{Gpg, Pinned};
use crate::signing::sshsig::Key;
use crate::signing::{Judgement, SKEW};
use crate::time::Timestamp;

/// The namespace that a line of allowed signers must name for its key to change the policy.
pub const NAMESPACE: &str = "gonogo-policy@v1";

/// The files of a policy, as bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyFiles {
    /// The rules that people wrote, `policy.toml`; not interpreted here.
    pub policy_toml: Vec<u8>,
    /// OpenSSH's list of allowed signers. A key that is to change the policy later must be on a line that names
    /// `gonogo-policy@v1` among its namespaces.
    pub allowed_signers: Vec<u8>,
    /// Public keys that count for nothing, one a line.
    pub revoked_keys: Vec<u8>,
    /// Signatures over [`approval_text`](super::approval_text) by those who approve the policy, one behind the other;
    /// empty where who commits it is enough. No part of the digest.
    pub signatures: Vec<u8>,
}

impl PolicyFiles {
    /// Name and bytes of each file that the digest is of, sorted by name.
    pub fn files(&self) -> [(&'static str, &[u8]); 3] {
        let [allowed, policy, revoked] = layout::POLICY_FILES;
        [(allowed, &self.allowed_signers), (policy, &self.policy_toml), (revoked, &self.revoked_keys)]
    }

    /// The digest that statements name: of what `sha256sum allowed_signers policy.toml revoked_keys` prints.
    pub fn digest(&self) -> Sha256 {
        Sha256::of(layout::manifest(self.files()).as_bytes())
    }

    pub(super) fn read(&self, number: u32) -> Result<Policy, String> {
        let allowed = AllowedSigners::parse(&self.allowed_signers).map_err(|e| format!("allowed_signers, {e}"))?;
        let revoked = RevokedKeys::parse(&self.revoked_keys).map_err(|e| format!("revoked_keys, {e}"))?;
        if allowed.entries().is_empty() {
            return Err("allowed_signers lists nobody".into());
        }
        let config = Config::parse(Path::new("policy.toml"), self.policy_toml.clone()).map_err(|e| e.to_string())?;
        let rules = config.policy().clone();
        let toml = self.policy_toml.clone();
        let signatures = self.signatures.clone();
        Ok(Policy { number, toml, signatures, rules, digest: self.digest(), since: None, allowed, revoked })
    }
}

/// A policy that has been read.
#[derive(Clone, Debug)]
pub(super) struct Policy {
    pub number: u32,
    /// What `policy.toml` says about people.
    pub rules: Rules,
    /// The signatures of those who approved it.
    pub signatures: Vec<u8>,
    /// The bytes of `policy.toml`.
    pub toml: Vec<u8>,
    pub digest: Sha256,
    /// When it was recorded, where that is known.
    pub since: Option<Timestamp>,
    pub allowed: AllowedSigners,
    pub revoked: RevokedKeys,
}

impl Policy {
    /// Whether a key may sign as `principal` in `namespace` at `time`.
    pub fn judge(&self, principal: &str, key: &Key, namespace: &str, time: Timestamp) -> Judgement {
        if self.revoked.contains(key) {
            return Judgement::Lapsed(format!("{} is revoked", key.fingerprint()));
        }
        self.allowed.judge(principal, key, namespace, time)
    }

    /// The OpenPGP keys that are pinned for `principal`.
    pub fn pins(&self, principal: &str) -> Vec<Pinned<'_>> {
        let own = self.rules.openpgp.iter().filter(|pin| pin.principals.iter().any(|known| known == principal));
        own.map(|pin| Pinned { fingerprint: &pin.fingerprint, key: &pin.key }).collect()
    }

    /// Whether an OpenPGP key may sign as `principal`.
    pub fn judge_pin(&self, principal: &str, fingerprint: &str) -> Judgement {
        match self.pins(principal).iter().any(|pin| pin.fingerprint == fingerprint) {
            true => {
                let (principal, fingerprint) = (principal.to_owned(), format!("OpenPGP:{fingerprint}"));
                Judgement::Good { principal, fingerprint }
            }
            false => Judgement::Untrusted(format!("the OpenPGP key {fingerprint} is not pinned for {principal}")),
        }
    }

    /// What an OpenPGP signature as `principal` is worth, made and judged at these times.
    pub fn judge_openpgp(
        &self,
        gpg: &Gpg,
        principal: &str,
        armour: &[u8],
        payload: &[u8],
        (made, at): (Timestamp, Timestamp),
    ) -> Judgement {
        let mut answer = Judgement::Untrusted(format!("no OpenPGP key is pinned for {principal}"));
        for pin in self.pins(principal) {
            answer = gpg.verify(pin, principal, armour, payload, made.unix() - SKEW, at);
            if answer.is_good() {
                break;
            }
        }
        answer
    }

    /// The address of the person whose key may change the policy at `time`; a line must name the namespace of policies.
    pub fn root(&self, key: &Key, time: Timestamp) -> Option<String> {
        if self.revoked.contains(key) {
            return None;
        }
        let may = |who: &&str| self.allowed.judge_explicit(who, key, NAMESPACE, time).is_good();
        self.allowed.principals_of(key).into_iter().find(may).map(email_of)
    }

    /// Whether this person has a key that may change the policy at `time`.
    pub fn is_root(&self, email: &str, time: Timestamp) -> bool {
        self.roots(time).contains(email)
    }

    /// Everybody who may change the policy at `time`, by their addresses.
    pub fn roots(&self, time: Timestamp) -> BTreeSet<String> {
        self.allowed.entries().iter().filter_map(|entry| self.root(&entry.key, time)).collect()
    }
}

/// The address in a principal: what stands behind the last slash, in lower case.
pub fn email_of(principal: &str) -> String {
    principal.rsplit('/').next().unwrap_or(principal).to_ascii_lowercase()
}

/// Everybody who may change a policy at `now`, by their addresses; `None` where its files are none.
pub fn roots(files: &PolicyFiles, now: Timestamp) -> Option<BTreeSet<String>> {
    Some(files.read(1).ok()?.roots(now))
}
