//! When a run claims to be complete.

use super::Asked;
use crate::model::{Checklist, Scope, Stage};
use crate::text::Span;

/// The words by which a run claims to be complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Where they stand.
    pub span: Span,
    /// What is claimed, ready to stand after "it claims completion: ".
    pub words: String,
}

/// Labels of a field that says how the whole run stands.
const STATUS_LABELS: [&str; 9] = [
    "status",
    "state",
    "current status",
    "overall status",
    "deployment status",
    "release status",
    "final status",
    "promotion status",
    "checklist status",
];

/// Values of such a field that say it is complete.
const COMPLETE: [&str; 11] = [
    "complete",
    "completed",
    "done",
    "success",
    "successful",
    "succeeded",
    "deployed",
    "released",
    "finished",
    "closed",
    "live",
];

/// Whether a label is that of a field that says how the whole run stands.
pub fn is_of_the_whole(label: &str) -> bool {
    STATUS_LABELS.iter().any(|known| known.eq_ignore_ascii_case(label.trim()))
}

/// What in the document claims that the run is complete: the first such place.
pub fn claims_completion(checklist: &Checklist, asked: &Asked) -> Option<Claim> {
    let record = (checklist.stage == Some(Stage::Record))
        .then(|| Claim { span: Span::at(0), words: "it is kept as a record".to_owned() });
    let decided =
        checklist.decisions.iter().filter(|decision| asked.section(decision.section.as_ref())).flat_map(|decision| {
            let claim = |option: &crate::model::DecisionOption| Claim {
                span: option.span,
                words: format!("{} is chosen", option.text),
            };
            decision.chosen().filter(|option| option.positive).map(claim)
        });
    let status =
        checklist.fields.iter().filter(|field| field.item.is_none() && asked.field(field)).filter_map(|field| {
            let value = field.value.as_deref()?.trim();
            let lead = value.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?.to_lowercase();
            (is_of_the_whole(&field.label) && COMPLETE.contains(&lead.as_str()))
                .then(|| Claim { span: field.span, words: format!("{} is {value}", field.label.trim()) })
        });
    let signed = checklist
        .sign_offs
        .iter()
        .filter(|sign_off| sign_off.scope == Scope::Document && sign_off.is_filled() && asked.sign_off(sign_off))
        .map(|sign_off| Claim { span: sign_off.span, words: format!("the sign-off of {} is given", sign_off.role) });
    record.into_iter().chain(decided).chain(status).chain(signed).min_by_key(|claim| claim.span.start)
}
