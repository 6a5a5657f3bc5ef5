//! Keys that were in wrong hands before anybody knew: what they signed since then is found, though it held when it was
//! recorded.

use super::audit::{Entry, Finding};
use super::policy::Policy;
use crate::signing::Judgement;

/// Goes through the entries, oldest first, by what the last policy says of revoked keys.
pub(super) fn found(policies: &[Policy], entries: &mut [Entry]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (key, since) in policies.last().map(|policy| policy.revoked.since()).into_iter().flatten() {
        let fingerprint = key.fingerprint();
        let is_its =
            |judgement: &Judgement| matches!(judgement, Judgement::Good { fingerprint: of, .. } if *of == fingerprint);
        for entry in entries.iter_mut().filter(|entry| entry.time.is_none_or(|time| time >= since)) {
            let reason = format!("{fingerprint} was in wrong hands since {since}, and this was recorded later");
            let commit = Some(entry.commit);
            let finding = |path| Finding { rule: "compromised-key", commit, path, reason: reason.clone() };
            if is_its(&entry.signer) {
                findings.push(finding(None));
                entry.signer = Judgement::Lapsed(reason.clone());
            }
            let run = entry.run.clone().unwrap_or_default();
            for signoff in entry.signoffs.iter_mut().filter(|signoff| is_its(&signoff.judgement)) {
                findings.push(finding(Some(format!("{}/{}", super::layout::run_folder(&run), signoff.path))));
                signoff.judgement = Judgement::Lapsed(reason.clone());
                signoff.counts = false;
            }
        }
    }
    findings
}
