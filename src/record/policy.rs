//! A policy of the record: who may sign what, numbered, never changed once it stands.

use std::path::Path;

use super::layout;
use crate::config::Config;
use crate::digest::Sha256;
use crate::signing::Judgement;
use crate::signing::allowed_signers::{AllowedSigners, RevokedKeys};
use crate::signing::sshsig::Key;
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
}

impl PolicyFiles {
    /// Name and bytes of each file, sorted by name.
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
        Config::parse(Path::new("policy.toml"), self.policy_toml.clone()).map_err(|error| error.to_string())?;
        let toml = self.policy_toml.clone();
        Ok(Policy { number, toml, digest: self.digest(), since: None, allowed, revoked })
    }
}

/// A policy that has been read.
#[derive(Clone, Debug)]
pub(super) struct Policy {
    pub number: u32,
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
}
