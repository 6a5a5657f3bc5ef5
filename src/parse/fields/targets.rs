//! What a field has to reach, and what kind of value it takes.

use super::super::draft::Draft;
use super::super::labels::Segment;
use super::super::{quantity, words};
use crate::model::{Comparison, FieldKind, Target};
use crate::text::Span;

/// The targets that a text states for its `slots` values: `(target: ≥98%)`, and `(target: 0/0)` for two.
pub fn stated(text: &str, slots: usize) -> Vec<Option<Target>> {
    match one(text) {
        Some(Target { of: Some(of), value, unit, op }) if slots == 2 => {
            let each = |value| Some(Target { op, value, of: None, unit: unit.clone() });
            vec![each(value), each(of)]
        }
        target => std::iter::once(target).chain(std::iter::repeat_n(None, slots.saturating_sub(1))).collect(),
    }
}

/// The first target in a text: `target: 0`, `target ≥90%`, `(min 99.9%)`, `(max: 5)`.
fn one(text: &str) -> Option<Target> {
    // No target is without a number, and most lines are.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lower = text.to_lowercase();
    // An offset into the lower-cased text is good for the text itself only where no letter changed its length.
    if lower.len() != text.len() {
        return None;
    }
    let named = words::TARGET_LABELS.iter().flat_map(|word| lower.match_indices(word)).filter_map(|(at, word)| {
        let rest = text.get(at + word.len()..)?.trim_start_matches(['*', ' ']);
        let labelled =
            rest.strip_prefix(':').or_else(|| rest.strip_prefix("is ")).map(|rest| (at, rest, Some(Comparison::Equal)));
        labelled.or(Some((at, rest, None)))
    });
    let bounds = [(words::LEAST, Comparison::AtLeast), (words::MOST, Comparison::AtMost)];
    let bounds = bounds.into_iter().flat_map(|(list, op)| list.iter().map(move |word| (word, op)));
    let bounded = bounds
        .flat_map(|(word, op)| lower.match_indices(word).map(move |(at, word)| (at, word, op)))
        .filter_map(|(at, word, op)| {
            let rest = text.get(at + word.len()..)?;
            let bound = lower.get(..at)?.ends_with('(') && rest.starts_with([':', ' ']);
            bound.then(|| (at, rest.trim_start_matches(':'), Some(op)))
        });
    let read = named.chain(bounded).filter_map(|(at, rest, bare)| {
        let rest = rest.trim_start_matches(['*', ' ']);
        let (op, len) = quantity::comparison(rest).or(bare.map(|op| (op, 0)))?;
        Some((at, quantity::target_at(op, rest.get(len..)?)))
    });
    read.min_by_key(|(at, _)| *at)?.1
}

/// The label and the value of words that end in a number with a target behind it: `Passed 17/20 (target: ≥19/20)`.
pub fn unlabelled(text: &str) -> Option<(&str, &str, Target)> {
    let open = text.find(" (")?;
    let (head, tail) = (text.get(..open)?, text.get(open..)?);
    let target = one(tail)?;
    let at = head.match_indices(' ').map(|(at, _)| at + 1).find(|at| {
        let value = head.get(*at..).unwrap_or("");
        quantity::quantity(value)
            .is_some_and(|read| read.len == value.len() && read.of.is_some() == target.of.is_some())
    })?;
    let label = head.get(..at)?.trim();
    let short = (1..=6).contains(&label.split_whitespace().count());
    (short && target.op != Comparison::Equal && !label.ends_with(['<', '>', '=', '≥', '≤']))
        .then(|| (label, head.get(at..).unwrap_or(""), target))
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
