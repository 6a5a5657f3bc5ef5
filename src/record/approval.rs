//! Approvals of a new policy: who has signed its digest, counted by person, by the old policy and by the new one.

use std::collections::BTreeSet;

use super::policy::{NAMESPACE, Policy};
use crate::digest::Sha256;
use crate::signing::sshsig;
use crate::time::Timestamp;

const END: &str = "-----END SSH SIGNATURE-----\n";

/// What is signed to approve a policy: which record, which number, which files. Signed in `gonogo-policy@v1`.
pub fn approval_text(record: &str, number: u32, digest: Sha256) -> String {
    format!("gonogo-policy: v1\nrecord: {record}\nnumber: {number}\ndigest: {digest}\n")
}

/// The signatures in the file of a policy; `None` if something else stands in it.
fn signatures(file: &[u8]) -> Option<Vec<&str>> {
    let text = std::str::from_utf8(file).ok()?;
    let parts: Vec<&str> = text.split_inclusive(END).collect();
    parts.iter().all(|part| part.ends_with(END)).then_some(parts)
}

/// Those who have approved `text` by signatures that `policy` lets them make, by their addresses; refused where the file
/// holds anything but good signatures.
fn approvers(policy: &Policy, text: &str, file: &[u8], at: Timestamp) -> Result<BTreeSet<String>, String> {
    let signatures = signatures(file).ok_or("malformed: something else than signatures stands in it")?;
    let mut people = BTreeSet::new();
    for armour in signatures {
        let key = sshsig::verify(armour.as_bytes(), NAMESPACE, text.as_bytes()).map_err(|j| j.to_string())?;
        people.extend(policy.root(&key, at));
    }
    Ok(people)
}

/// Why a new policy is not approved by enough people of the old one and of the new one, if it is not. Who commits it has
/// signed it as well.
pub(super) fn lacking(
    old: &Policy,
    new: &Policy,
    record: &str,
    file: &[u8],
    committer: Option<&str>,
    at: Timestamp,
) -> Result<(), String> {
    let text = approval_text(record, new.number, new.digest);
    for (policy, which) in [(old, "the policy before it"), (new, "the policy itself")] {
        let mut people = approvers(policy, &text, file, at)?;
        people.extend(committer.filter(|email| policy.is_root(email, at)).map(str::to_owned));
        let (have, need) = (people.len(), policy.rules.threshold);
        if have < need {
            return Err(format!("{have} of {need} people that {which} asks for have signed it"));
        }
    }
    Ok(())
}

/// Who has approved a policy so far, by signatures that `policy` lets them make; bad ones are left out.
pub(super) fn approved(policy: &Policy, text: &str, files: &[Vec<u8>], at: Timestamp) -> BTreeSet<String> {
    files.iter().filter_map(|file| approvers(policy, text, file, at).ok()).flatten().collect()
}
