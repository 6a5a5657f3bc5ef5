//! What was expected beside what is there: `Expected: 1000` and `Actual: 870`, and the columns of these names.

use std::collections::HashMap;

use super::words::{quote, says_nothing};
use super::{Context, measure};
use crate::diagnostic::Diagnostic;
use crate::model::{Field, State};
use crate::parse::Words;
use crate::parse::words::{ACTUALS, EXPECTED, GOT};
use crate::text::Span;

/// Pairs that differ, as findings of a rule.
pub(super) fn differing(context: &Context, rule: &'static str) -> Vec<Diagnostic> {
    let mut out: Vec<Diagnostic> = fields(context, rule).collect();
    for table in context.tables() {
        let Some((expected, actual)) = table.column(EXPECTED).zip(table.column(ACTUALS)) else { continue };
        let differing = table.pairs(expected, actual).filter(|(_, wanted, there, _)| differ(wanted, there));
        let due = differing.filter(|(.., span)| context.asked.span_standing(*span).is_asked());
        out.extend(due.map(|(_, wanted, there, span)| diagnostic(rule, span, wanted, there)));
    }
    out.extend(words(context, rule));
    out
}

/// What the words of a ticked item say: "Row count: expected 48, got 47". What has a field was compared by that.
fn words(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    context.items().filter(|(_, item)| item.state == State::Done).filter_map(move |(_, item)| {
        let (wanted, there) = told(&item.text).filter(|(wanted, there)| differ(wanted, there))?;
        let found = diagnostic(rule, item.span, wanted, there).undecided();
        Some(found.item(&item.id))
    })
}

/// What a text says was expected, and what it says is there, in either order; of one unit.
fn told(text: &str) -> Option<(&str, &str)> {
    let value = |words: Words| {
        let place = words.places(text).last()?;
        let said = text.get(place.start + place.word.len()..)?.trim_start_matches([':', '=', ' ']);
        let end = said.find([',', ';', '(', ')', '/', '|', '–', '—', '→']).unwrap_or(said.len());
        let said = said.get(..end)?.split(" but ").next()?.trim().trim_end_matches('.');
        Some(said.split_once(' ').map_or((said, ""), |(number, unit)| (number, unit.trim())))
    };
    let ((wanted, unit), (there, other)) = value(EXPECTED).zip(value(GOT))?;
    // Sooner than expected is no harm.
    let is_time = [unit, other].into_iter().any(measure::is_time);
    (!is_time && (unit.is_empty() || other.is_empty() || unit == other)).then_some((wanted, there))
}

/// Pairs of fields of one item.
fn fields<'a>(context: &Context<'a>, rule: &'static str) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let mut wanted: HashMap<&str, &Field> = HashMap::new();
    let mut out = Vec::new();
    for field in context.fields().filter(|field| field.target.is_none()) {
        let Some(item) = field.item.as_ref() else { continue };
        if EXPECTED.has(&field.label) {
            wanted.insert(&item.id, field);
        } else if ACTUALS.has(&field.label)
            && let (Some(expected), Some(there)) =
                (wanted.get(&*item.id).and_then(|field| context.value(field)), context.value(field))
            && differ(expected, there)
        {
            out.push(diagnostic(rule, field.span, expected, there).item(&item.id));
        }
    }
    out.into_iter()
}

fn diagnostic(rule: &'static str, span: Span, wanted: &str, there: &str) -> Diagnostic {
    let message = format!("{} was expected, and {} is there", quote(wanted), quote(there));
    Diagnostic::hold(rule, span, message)
        .label("differs")
        .help("mend what differs and write down what is there now; or decide NO-GO")
}

/// Whether both are one number or version, and not the same one; sentences can be put in many words.
fn differ(wanted: &str, there: &str) -> bool {
    let bare = |text: &str| text.trim_matches(['*', '`', ' ', 'v', 'V']).replace(',', "").to_lowercase();
    let (wanted, there) = (bare(wanted), bare(there));
    let one = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+'))
    };
    one(&wanted) && one(&there) && !says_nothing(&there) && wanted != there
}
