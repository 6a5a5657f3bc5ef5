//! What a field has to reach, and what kind of value it takes.

use memchr::{memchr_iter, memrchr};

use super::super::draft::Draft;
use super::super::labels::Segment;
use super::super::vocabulary::Lists;
use super::super::{quantity, vocabulary, words};
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
pub fn one(text: &str) -> Option<Target> {
    // No target is without a number, and most lines are.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let named = words::TARGET_LABELS.places(text).filter_map(|place| {
        let (at, rest) = (place.start, place.rest.trim_start_matches(['*', ' ']));
        let labelled =
            rest.strip_prefix(':').or_else(|| rest.strip_prefix("is ")).map(|rest| (at, rest, Some(Comparison::Equal)));
        labelled.or(Some((at, rest, None)))
    });
    let bounded = memchr_iter(b'(', text.as_bytes()).filter_map(|at| {
        let inner = text.get(at + 1..)?;
        let least = words::LEAST.strip_from(inner).map(|rest| (rest, Comparison::AtLeast));
        let most = || words::MOST.strip_from(inner).map(|rest| (rest, Comparison::AtMost));
        let equal = || words::EQUALS.strip_from(inner).map(|rest| (rest, Comparison::Equal));
        let (rest, op) = least.or_else(most).or_else(equal)?;
        rest.starts_with([':', ' ']).then(|| (at, rest.trim_start_matches(':'), Some(op)))
    });
    let read = named.chain(bounded).filter_map(|(at, rest, bare)| {
        let rest = rest.trim_start_matches(['*', ' ']);
        let (op, len) = quantity::comparison(rest).or(bare.map(|op| (op, 0)))?;
        Some((at, quantity::target_at(op, rest.get(len..)?)))
    });
    read.min_by_key(|(at, _)| *at)?.1
}

/// The signs before a number below zero.
pub const MINUS: [char; 2] = ['-', '−'];

/// The label and the value of words that end in a number with a target behind it: `Passed 17/20 (target: ≥19/20)`.
pub fn unlabelled(text: &str) -> Option<(&str, &str, Target)> {
    let open = vocabulary::at(text, " (")?;
    let (head, tail) = (text.get(..open)?, text.get(open..)?);
    let target = one(tail)?;
    let at = head.match_indices(' ').map(|(at, _)| at + 1).find(|at| {
        // What can't be below zero is refused as a value, and must not be passed over as a word.
        let value = head.get(*at..).map_or("", |value| value.strip_prefix(MINUS).unwrap_or(value));
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
    let measured = segment.is(words::MEASURED_LABELS);
    let start = draft.frame.line(line).filter(|_| measured && segment.inner)?.content.start;
    quantity::target(draft.source.slice(Span::new(start, segment.start)))
}

/// The relation by a sign that a label ends in, `Coverage ≥ 90%`, `Error rate (< 1%)`, for a value of this unit.
pub fn of_label(label: &str, unit: &str) -> Option<Target> {
    let (head, signed) = label.split_at_checked(label.find(['<', '>', '≥', '≤'])?)?;
    let (target, rest) = quantity::target_and_rest(signed)?;
    let own = target.unit.as_deref().unwrap_or("");
    let same = unit.is_empty() || unit == own || [unit, own].iter().all(|unit| quantity::unit_seconds(unit).is_some());
    let ends = rest.trim_end_matches([')', '*', ' ']).is_empty() && head.contains(char::is_alphabetic);
    (ends && same).then_some(target)
}

/// The kind of value that a label, a unit and a target call for.
pub fn kind(label: &str, unit: &str, target: Option<&Target>) -> FieldKind {
    let whole = Lists::of(label);
    let last = memrchr(b' ', label.as_bytes()).and_then(|end| label.get(end + 1..)).map_or(whole, Lists::of);
    let unit = if unit.is_empty() { target.and_then(|target| target.unit.as_deref()).unwrap_or("") } else { unit };
    if unit == "%" {
        FieldKind::Percent
    } else if target.is_some_and(|target| target.of.is_some()) {
        FieldKind::Ratio
    } else if last.has(words::URL_ENDINGS) {
        FieldKind::Url
    } else if whole.has(words::TIME_LABELS) || last.has(words::TIME_ENDINGS) {
        FieldKind::Time
    } else if last.has(words::DATE_ENDINGS) {
        FieldKind::Date
    } else if last.has(words::DURATION_ENDINGS) {
        FieldKind::Duration
    } else if target.is_some()
        || quantity::unit_seconds(unit).is_some()
        || words::UNITS.contains(&unit)
        || whole.has(words::NUMBER_LABELS)
    {
        FieldKind::Number
    } else {
        FieldKind::Text
    }
}
