//! Who signed a commit of the record: one signature, by a key that the policy in force lists for the committer.

use super::approval::lacking;
use super::audit::Entry;
use super::check::{GIT, Walk};
use super::policy::{self, Policy, email_of};
use crate::git::CommitId;
use crate::git::objects::RawCommit;
use crate::signing::sshsig::{self, Key};
use crate::signing::{Judgement, openpgp};
use crate::time::Timestamp;

impl Walk<'_> {
    /// Exactly one signature, which verifies, by a key that `policy` allows for the committer. For a new policy the
    /// key must be allowed to change policies, before and after.
    pub(super) fn signature(
        &mut self,
        id: CommitId,
        raw: &RawCommit,
        policy: Option<&Policy>,
        new: Option<&Policy>,
        entry: &mut Entry,
    ) {
        let [armour] = raw.signatures.as_slice() else {
            let count = raw.signatures.len();
            let reason = if count == 0 { "it is not signed".into() } else { format!("it has {count} signatures") };
            entry.signer = Judgement::Bad(reason.clone());
            return self.fail("signature-count", id, None, reason);
        };
        entry.signer = match (policy, entry.time) {
            _ if !raw.proper_signature => {
                let header = id.format().signature_header();
                Judgement::Bad(format!("malformed: it does not stand in the header {header}"))
            }
            (None, _) => Judgement::Unchecked("there is no policy to judge the signature by".into()),
            (_, None) => Judgement::Bad("malformed: its time is out of range".into()),
            (Some(policy), Some(time)) if openpgp::is_openpgp(armour.as_bytes()) => {
                let email = raw.committer.email.to_ascii_lowercase();
                policy.judge_openpgp(&self.programs.gpg, &email, armour.as_bytes(), &raw.payload, (time, time))
            }
            (Some(policy), Some(time)) => match sshsig::verify(armour.as_bytes(), GIT, &raw.payload) {
                Err(judgement) => judgement,
                Ok(key) => committer(policy, &key, &raw.committer.email, time),
            },
        };
        let good = self.note(&entry.signer.clone(), id, None);
        if let (true, Some(new), Some(policy), Some(time)) = (good, new, policy, entry.time) {
            let key = sshsig::verify(armour.as_bytes(), GIT, &raw.payload).ok();
            // Who commits must be allowed to by both policies; where those ask for more people, they have to sign too.
            let email = raw.committer.email.to_ascii_lowercase();
            let may = |p: &Policy| key.as_ref().and_then(|key| p.root(key, time)).as_deref() == Some(email.as_str());
            let record = self.at.genesis.map(|genesis| genesis.to_string()).unwrap_or_default();
            let lacking = match may(policy) && may(new) {
                false => Err(format!("its key is not allowed for {} by both policies", policy::NAMESPACE)),
                // The same policy twice is not a change; that it adds nothing is found elsewhere.
                true if policy.number == new.number => Ok(()),
                true => lacking(policy, new, &record, &new.signatures, Some(&email), time),
            };
            if let Err(reason) = lacking {
                entry.signer = Judgement::Untrusted(reason.clone());
                self.fail("policy-change-needs-root", id, None, reason);
            }
        }
    }
}

fn committer(policy: &Policy, key: &Key, email: &str, time: Timestamp) -> Judgement {
    let fingerprint = key.fingerprint();
    if policy.revoked.contains(key) {
        return Judgement::Lapsed(format!("{fingerprint} is revoked"));
    }
    let listed = policy.allowed.principals_of(key);
    let email = email.to_ascii_lowercase();
    let mine: Vec<&str> = listed.iter().copied().filter(|principal| email_of(principal) == email).collect();
    let answers: Vec<Judgement> = mine.iter().map(|who| policy.allowed.judge(who, key, GIT, time)).collect();
    if let Some(good) = answers.iter().find(|judgement| judgement.is_good()) {
        return good.clone();
    }
    match (answers.into_iter().next(), listed.first()) {
        (Some(answer), _) => answer,
        (None, Some(other)) => {
            Judgement::Untrusted(format!("{fingerprint} is listed for {other}, but the committer is {email}"))
        }
        (None, None) => policy.allowed.judge(&email, key, GIT, time),
    }
}
