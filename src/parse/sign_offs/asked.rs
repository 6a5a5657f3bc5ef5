//! What the label of a line asks people who attest, and whether somebody stands behind it.

use super::super::draft::Draft;
use super::super::labels::Segment;
use super::super::{hedges, inline, slots, words};
use super::{is_role, is_role_alone, is_value, strip_suffixes};
use crate::time::is_iso_date;

/// Whether a person attests behind a label, perhaps naming what: `Release approved by`.
pub(super) fn attests(segment: &Segment) -> bool {
    let Some(label) = segment.label.as_deref() else { return false };
    let named = || words::SIGN_OFF_LABELS.trailing(label).is_some_and(|word| word.contains(' '));
    // `Porter / signature / date`
    let beside = || label.split('/').skip(1).any(|part| words::SIGNATURE_LABELS.has(part));
    // `Signature of the porter`
    let of = || words::SIGNATURES_OF.leading(label).is_some() && label.split(' ').count() <= 6;
    segment.is(words::SIGN_OFF_LABELS) || named() && label.split(' ').count() <= 4 || beside() || of()
}

/// Whether a label asks for the name of a role that signs right below: `Porter name` above `Porter signature`.
pub(super) fn signed_below(draft: &Draft<'_>, line: usize, label: &str) -> bool {
    let Some((role, last)) = label.rsplit_once(' ').filter(|(_, last)| words::NAME_LABELS.has(last)) else {
        return false;
    };
    let signs = |segment: &Segment| {
        let label = segment.label.as_deref().unwrap_or_default();
        words::SIGNATURE_LABELS.trailing(label).is_some() && strip_suffixes(label).eq_ignore_ascii_case(role)
    };
    !last.is_empty() && draft.frame.next_filled(line).is_some_and(|next| draft.segments(next).iter().any(signs))
}

/// Whether nothing stands behind a label but perhaps a blank.
pub(super) fn is_blank(draft: &Draft<'_>, segment: &Segment) -> bool {
    segment.value.is_empty() || !slots::blanks(draft.source, segment.value).is_empty()
}

/// Whether a label that is not emphasised is a place to sign, where people attest: a role, or who did or wrote something.
pub(super) fn is_plain_place(draft: &Draft<'_>, segment: &Segment, label: &str) -> bool {
    let signer = || is_role_alone(label) || performs(label) || words::AUTHORS.has(label);
    (signer() || words::RESPONSIBLE.leading(label).is_some()) && is_place(draft, segment)
}

/// Whether nobody stands behind a label yet, or somebody does who has signed or refused.
pub(super) fn is_place(draft: &Draft<'_>, segment: &Segment) -> bool {
    let text = draft.source.slice(segment.value);
    is_blank(draft, segment)
        || is_stand_in(text)
        || is_signed(text)
        || is_named(draft, segment)
        || is_refused(draft, segment)
}

/// Whether a value is nothing but a placeholder, perhaps in a code span.
pub(super) fn is_stand_in(value: &str) -> bool {
    let value = value.trim_matches('`');
    [('<', '>'), ('[', ']')].iter().any(|(open, close)| value.starts_with(*open) && value.ends_with(*close))
}

/// Whether a label asks a role to sign, `Release Lead Signature: ____`.
pub(super) fn signs_for_role(draft: &Draft<'_>, segment: &Segment, label: &str) -> bool {
    let role = strip_suffixes(label);
    // A signature is one whoever has written it; what is approved may be told in words.
    let signature = || words::SIGNATURE_LABELS.trailing(label).is_some();
    role.len() < label.len()
        && is_role(role)
        && (is_blank(draft, segment) || signature() || is_signed(draft.source.slice(segment.value)))
}

/// Whether a value is a name, `Ana Doe`, `J. van der Berg`, `ana`, so that a bullet that is signed stays one to sign.
pub(super) fn is_named(draft: &Draft<'_>, segment: &Segment) -> bool {
    let text = inline::plain(draft.source.slice(segment.value));
    let part = |word: &str| !word.starts_with(char::is_lowercase) || words::PARTICLES.has(word) || word.contains('@');
    // What stands in code, or has slashes, is a file.
    let login = || draft.source.slice(segment.value) == text && text.chars().all(|c| c.is_alphanumeric() || c == '-');
    is_value(&text) && text.split(' ').count() <= 4 && (text.split(' ').all(part) || login())
}

/// Whether a value says no, or not yet, so that a place that is refused stays one to sign.
pub(super) fn is_refused(draft: &Draft<'_>, segment: &Segment) -> bool {
    let text = inline::plain(draft.source.slice(segment.value));
    words::REFUSED.has(&text) || words::FAILED.has(&text) || hedges::begins_with(&text)
}

/// Whether a value is what signing writes into a blank: a name and when, `Ana Doe, 2026-11-21 10:32 UTC`.
pub(super) fn is_signed(value: &str) -> bool {
    value.rsplit_once(", ").is_some_and(|(_, when)| when.get(..10).is_some_and(is_iso_date))
}

/// Whether a label says who did the work, perhaps naming it: `Checklist completed by`; `Last reviewed by` tells of a page.
pub(super) fn performs(label: &str) -> bool {
    if words::LATEST.leading(label).is_some() {
        return false;
    }
    let named = || words::PERFORMERS.trailing(label).is_some_and(|word| word.contains(' ') || !word.is_ascii());
    words::PERFORMERS.has(label) || label.split(' ').count() <= 4 && named()
}

/// Whether a label asks who answers for all of it, `**Responsible:** ____`, and nobody stands there yet, or has signed.
pub(super) fn answers(draft: &Draft<'_>, segment: &Segment, label: &str) -> bool {
    (is_blank(draft, segment) || is_signed(draft.source.slice(segment.value)))
        && segment.bold
        && words::RESPONSIBLE.leading(label).is_some()
        && label.split(' ').count() <= 4
}
