//! OpenSSH's list of allowed signers, the file that git itself uses.

use super::lines::{Bound, Line, entry, lines};
pub use super::pattern::is_wild;
use super::pattern::{Fit, fit};
pub use super::revoked::RevokedKeys;
use super::sshsig::Key;
use super::{Judgement, sshsig};
use crate::time::Timestamp;

/// Why a list cannot be used; a list with one bad line is no list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct ListError {
    /// The line, counted from 1.
    pub line: usize,
    /// The column of the word that is wrong, in characters, counted from 1.
    pub column: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// Who may sign as what, with which key, in which namespaces, when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowedSigners {
    entries: Vec<Entry>,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its line, counted from 1.
    pub line: usize,
    /// The patterns of principals, comma-separated in the file.
    pub principals: Vec<String>,
    /// The patterns of namespaces, or `None` when the line allows every namespace.
    pub namespaces: Option<Vec<String>>,
    /// Whether the key is that of a certificate authority; such a line allows nothing here.
    pub cert_authority: bool,
    /// The key.
    pub key: Key,
    pub(super) after: Option<Bound>,
    pub(super) before: Option<Bound>,
}

impl AllowedSigners {
    /// Reads a list: blank lines and `#` comments are skipped, everything else must be right.
    pub fn parse(bytes: &[u8]) -> Result<Self, ListError> {
        let mut entries = Vec::new();
        for Line { line, indent, text } in lines(bytes)? {
            entries.push(entry(line, text).map_err(|(at, reason)| {
                let before = text.get(..at).unwrap_or_default().chars().count();
                ListError { line, column: indent + before + 1, reason }
            })?);
        }
        Ok(Self { entries })
    }

    /// The lines, in the file's order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The principals that are written out, without wildcards, for which `key` is listed.
    pub fn principals_of(&self, key: &Key) -> Vec<&str> {
        let lines = self.entries.iter().filter(|entry| entry.key == *key && !entry.cert_authority);
        lines.flat_map(|entry| &entry.principals).filter(|p| !is_wild(p)).map(String::as_str).collect()
    }

    /// Whether `key` may sign as `principal` in `namespace` at `time`. Lines that match by wildcard only, and
    /// certificate authorities, are never enough: they end as unchecked.
    pub fn judge(&self, principal: &str, key: &Key, namespace: &str, time: Timestamp) -> Judgement {
        let fingerprint = key.fingerprint();
        let mut best = Judgement::Untrusted(format!("{fingerprint} is not listed for {principal}"));
        for entry in &self.entries {
            let answer = entry.judge(principal, key, &fingerprint, namespace, time);
            if answer.is_good() {
                return answer;
            }
            if rank(&answer) > rank(&best) {
                best = answer;
            }
        }
        best
    }

    /// As [`AllowedSigners::judge`], but a line that allows every namespace by naming none is not enough.
    pub fn judge_explicit(&self, principal: &str, key: &Key, namespace: &str, time: Timestamp) -> Judgement {
        let entries = self.entries.iter().filter(|entry| entry.namespaces.is_some()).cloned().collect();
        Self { entries }.judge(principal, key, namespace, time)
    }

    /// Verifies an armoured signature over `payload` and judges its key, in one step.
    pub fn verify(
        &self,
        armour: &[u8],
        principal: &str,
        namespace: &str,
        payload: &[u8],
        time: Timestamp,
        revoked: &RevokedKeys,
    ) -> Judgement {
        match sshsig::verify(armour, namespace, payload) {
            Err(judgement) => judgement,
            Ok(key) if revoked.contains(&key) => Judgement::Lapsed(format!("{} is revoked", key.fingerprint())),
            Ok(key) => self.judge(principal, &key, namespace, time),
        }
    }
}

impl Entry {
    /// Whether it names its principals or its namespaces by a pattern.
    pub fn is_wild(&self) -> bool {
        self.principals.iter().chain(self.namespaces.iter().flatten()).any(|name| is_wild(name))
    }

    /// When its key ends at the earliest, if it does.
    pub fn ends(&self) -> Option<Timestamp> {
        self.before.and_then(|bound| Timestamp::from_unix(bound.earliest))
    }

    fn judge(&self, principal: &str, key: &Key, fingerprint: &str, namespace: &str, time: Timestamp) -> Judgement {
        let no = || Judgement::Untrusted(format!("{fingerprint} is not listed for {principal}"));
        let who = fit(&self.principals, principal);
        if matches!(who, Fit::No) {
            return no();
        }
        if self.cert_authority {
            let reason = format!("line {} names a certificate authority, which is not supported", self.line);
            return Judgement::Unchecked(reason);
        }
        if self.key != *key {
            return no();
        }
        let space = self.namespaces.as_ref().map_or(Fit::Literal, |list| fit(list, namespace));
        if matches!(space, Fit::No) {
            return Judgement::Untrusted(format!("line {} does not allow the namespace {namespace}", self.line));
        }
        if let Some(judgement) = self.lapsed(time) {
            return judgement;
        }
        if matches!(who, Fit::Wildcard) || matches!(space, Fit::Wildcard) {
            return Judgement::Unchecked(format!("policy-wildcard: line {} matches by wildcard only", self.line));
        }
        Judgement::Good { principal: principal.to_owned(), fingerprint: fingerprint.to_owned() }
    }

    /// As OpenSSH: allowed from `valid-after` to `valid-before`, both included.
    fn lapsed(&self, time: Timestamp) -> Option<Judgement> {
        let now = time.unix();
        let when =
            |unix: i64| Timestamp::from_unix(unix).map_or_else(|| "another time".to_owned(), |time| time.to_string());
        let zone = || {
            let reason = format!("line {} gives a time without Z, so the answer depends on the time zone", self.line);
            Some(Judgement::Unchecked(reason))
        };
        match self.after {
            Some(bound) if now < bound.earliest => {
                let reason = format!("the key of line {} was not valid before {}", self.line, when(bound.latest));
                return Some(Judgement::Lapsed(reason));
            }
            Some(bound) if now < bound.latest => return zone(),
            _ => {}
        }
        match self.before {
            Some(bound) if now > bound.latest => {
                let reason = format!("the key of line {} was not valid after {}", self.line, when(bound.earliest));
                Some(Judgement::Lapsed(reason))
            }
            Some(bound) if now > bound.earliest => zone(),
            _ => None,
        }
    }
}

/// How near an answer is to being good; the nearest of all lines is the most useful one to tell.
fn rank(judgement: &Judgement) -> u8 {
    match judgement {
        Judgement::Bad(_) => 0,
        Judgement::Untrusted(_) => 1,
        Judgement::Unchecked(_) => 2,
        Judgement::Lapsed(_) => 3,
        Judgement::Good { .. } => 4,
    }
}
