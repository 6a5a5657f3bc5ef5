//! Results that leave open how it came out: "PASS with issues", "complete except phase 2", "mixed", "SKIP", "done?".

use super::Context;
use super::words::{ends_apart, is_awaited, quote};
use crate::diagnostic::Diagnostic;
use crate::model::{Applicability, Field, State};
use crate::parse::Words;
use crate::parse::hedges;
use crate::parse::words::{
    DONE, LEAVES_OUT, NOT_APPLICABLE, PASSING, RESULT_LABELS, SAYS_UNDONE, UNDONE, UNSETTLED_RESULTS, YES,
};
use crate::text::Span;

/// Everything of the kind, as findings of a rule.
pub(super) fn told(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    context.fields().filter_map(move |field| {
        let value = field.value.as_deref().map(str::trim).filter(|_| field.target.is_none())?;
        let label = RESULT_LABELS.trailing(&field.label).filter(|_| !is_awaited(&field.label))?;
        let item = context.item_of(field);
        if item.is_some_and(|item| matches!(item.state, State::Failed | State::NotApplicable)) {
            return None;
        }
        // A status may name how far something else has come, and the run's own is held against the rest of it.
        let left_out = || {
            let required = item.is_some_and(|item| item.applicability == Applicability::Required);
            label != "status" && required && NOT_APPLICABLE.has(value)
        };
        let undone = || label != "status" && [SAYS_UNDONE, UNDONE].iter().any(|list| list.has(bare(value)));
        // Of a status or of health `200` is an answer, and `UP` and `1` may be.
        let mute = || !matches!(label, "status" | "health") && is_mute(value) && is_all(context, field);
        let open = is_doubted(value) || falls_behind(value) || is_none(value) || mute() || undone() || left_out();
        // One of the options that the form names is a result, whatever it says.
        let offered = field.options.iter().any(|option| option == value);
        if !open || offered {
            return None;
        }
        let of = item.map(|item| format!(" of {}", quote(&item.text))).unwrap_or_default();
        let message = format!("{}{of} is {}, and how it came out is not known", quote(&field.label), quote(value));
        let help = match NOT_APPLICABLE.has(value) {
            true => "mark the item not applicable, with the reason; or write down how it came out",
            false => "write down how it came out; what is still open belongs to an item of its own",
        };
        let found = Diagnostic::hold(rule, field.span, message).undecided().label("good or bad?").help(help);
        Some(found.part_of(field.item.as_ref()))
    })
}

/// Whether a value asks more than it says.
fn is_doubted(value: &str) -> bool {
    value.trim_end_matches(['*', ')', ' ']).ends_with('?')
}

/// Whether a value says that it is done, and behind that less: "complete except phase 2".
fn falls_behind(value: &str) -> bool {
    let text = value.trim_start_matches(|c: char| !c.is_alphanumeric());
    let behind = |done: Words| done.leading_to(text, ends_apart).and_then(|word| text.get(word.len()..));
    let rest = behind(DONE).or_else(|| behind(PASSING));
    rest.is_some_and(|rest| hedges::takes_back(rest) || LEAVES_OUT.alone_in(rest).is_some())
}

/// Whether a value says that the result is neither good nor bad.
pub(super) fn is_none(value: &str) -> bool {
    UNSETTLED_RESULTS.leading_to(bare(value), ends_apart).is_some()
}

/// Whether a value is a number or a letter alone, which only its writer can tell: `500`, `P`.
fn is_mute(value: &str) -> bool {
    let value = bare(value);
    let letter = || value.chars().count() == 1 && value.is_ascii();
    value.bytes().all(|byte| byte.is_ascii_digit()) && !value.is_empty() || letter() && !YES.has(value)
}

/// Whether nothing of a field's own stands behind its value, where that is a number with a unit.
fn is_all(context: &Context, field: &Field) -> bool {
    let line = context.source.line(field.at.line);
    let behind = context.source.slice(Span::new(field.span.end, line.end.max(field.span.end)));
    behind.trim().is_empty() || behind.trim_start().starts_with(['*', '|'])
}

/// A value without the signs around its words.
fn bare(value: &str) -> &str {
    value.trim_matches(|c: char| c.is_ascii_punctuation() || c.is_whitespace())
}
