//! What a field has to reach, and what kind of value it takes.

use super::super::draft::Draft;
use super::super::labels::Segment;
use super::super::{quantity, words};
use crate::model::{Comparison, FieldKind, Target};
use crate::text::Span;

/// The targets that a text states for its `slots` values: `(target: ≥98%)`, and `(target: 0/0)` for two.
pub fn stated(text: &str, slots: usize) -> Vec<Option<Target>> {
    let lower = text.to_lowercase();
    let words = ["target:", "target is", "ziel:", "objectif :", "objectif:"];
    let at = words.iter().filter_map(|word| lower.find(word).map(|at| at + word.len())).min();
    // An offset into the lower-cased text is good for the text itself only where no letter changed its length.
    let Some(at) = at.filter(|_| lower.len() == text.len()) else { return vec![None; slots] };
    let stated = text.get(at..).unwrap_or("").trim_start_matches(['*', ' ']);
    let (op, len) = quantity::comparison(stated).unwrap_or((Comparison::Equal, 0));
    match quantity::target_at(op, stated.get(len..).unwrap_or("")) {
        Some(Target { of: Some(of), value, unit, op }) if slots == 2 => {
            let each = |value| Some(Target { op, value, of: None, unit: unit.clone() });
            vec![each(value), each(of)]
        }
        target => std::iter::once(target).chain(std::iter::repeat_n(None, slots.saturating_sub(1))).collect(),
    }
}

/// The relation in the words before `(verified: …)`.
pub fn of_head(draft: &Draft<'_>, line: usize, segment: &Segment) -> Option<Target> {
    let measured = segment.label.as_deref().is_some_and(|label| words::is_one(label, words::MEASURED_LABELS));
    let start = draft.frame.line(line)?.content.start;
    quantity::target(draft.source.slice(Span::new(start, segment.start))).filter(|_| measured && segment.inner)
}

/// The kind of value that a label, a unit and a target call for.
pub fn kind(label: &str, unit: &str, target: Option<&Target>) -> FieldKind {
    let label = label.to_lowercase();
    let ends = |words: &[&str]| words.iter().any(|word| label == *word || label.ends_with(&format!(" {word}")));
    let unit = if unit.is_empty() { target.and_then(|target| target.unit.as_deref()).unwrap_or("") } else { unit };
    if unit == "%" {
        FieldKind::Percent
    } else if target.is_some_and(|target| target.of.is_some()) {
        FieldKind::Ratio
    } else if ends(&["url", "link"]) {
        FieldKind::Url
    } else if words::is_one(&label, words::TIME_LABELS) || ends(&["timestamp"]) {
        FieldKind::Time
    } else if ends(&["date"]) {
        FieldKind::Date
    } else if ends(&["duration"]) {
        FieldKind::Duration
    } else if target.is_some()
        || quantity::unit_seconds(unit).is_some()
        || words::UNITS.contains(&unit)
        || label == "count"
    {
        FieldKind::Number
    } else {
        FieldKind::Text
    }
}
