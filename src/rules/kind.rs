//! What a rule speaks of, as far as it says when its findings have their turn.

use super::find;

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// How the text is written.
    Text,
    /// What is done, measured, filled in and decided.
    Work,
    /// What people attest.
    SignOff,
}

/// Rules that speak of sign-offs.
const SIGN_OFFS: [&str; 13] = [
    "assurance-too-low",
    "author-approves",
    "bulk-tick",
    "future-date",
    "invalid-signature",
    "missing-date",
    "missing-sign-off",
    "quorum-not-met",
    "refused-sign-off",
    "same-person-twice",
    "signed-too-early",
    "stale-sign-off",
    "unauthorised-signer",
];

/// Rules that speak of a no, a failure or a forgery: doing what is left to do does not mend them.
const SAY_NO: [&str; 16] = [
    "author-approves",
    "conflicting-decisions",
    "criterion-fired",
    "decision-no-go",
    "failed-item",
    "inconsistent-state",
    "invalid-signature",
    "refused-sign-off",
    "same-person-twice",
    "stale-sign-off",
    "status-contradicts",
    "target-missed",
    "time-order",
    "two-branches-done",
    "unauthorised-signer",
    "unexpected-rollback",
];

/// Whether findings of the rule of this name say no, where others say what is still to be done.
pub fn says_no(rule: &str) -> bool {
    SAY_NO.contains(&rule)
}

/// What the findings of the rule of this name are about.
pub fn kind(rule: &str) -> Kind {
    if SIGN_OFFS.contains(&rule) {
        Kind::SignOff
    } else if find(rule).is_none_or(|rule| rule.on_templates) {
        Kind::Text
    } else {
        Kind::Work
    }
}
