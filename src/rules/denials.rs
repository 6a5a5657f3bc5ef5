//! Sentences by which what is ticked was not done, did not work or is not there: "We have not tested the ropes", "Ropes failed
//! the test", "Approval missing", "No backup taken".

use super::ends::{does, looks_for};
use super::words::is_awaited;
use super::{answers, failed_item, hindrances};
use crate::parse::Words;
use crate::parse::vocabulary::Lists;
use crate::parse::words::{
    ALSO_MEANT, ALSO_NUMBERED, BLOCKERS, DID_NOT, ENDS_FAILING, FAILED_AT, FAILURES, JUDGEMENTS, LACKING, MEANT,
    MENDED, NOBODY, NONE_OF, PROVES, PROVISIONS, ROLES, SAYS_DONE, STILL_AT, STILL_OPEN, TROUBLE, TROUBLES, YET,
};

/// Of how many words a label may be.
const LABEL: usize = 5;

/// The words that say so; who has done it is no part of them where that is a field.
pub(super) fn told(text: &str, is_field: bool) -> Option<&str> {
    negated(text)
        .or_else(|| somewhere(text, FAILED_AT))
        .or_else(|| somewhere(text, STILL_AT))
        .or_else(|| fails(text))
        .or_else(|| lacks(text))
        .or_else(|| answered(text, is_field))
        .or_else(|| failures(text))
        .or_else(|| nobody(text).filter(|_| !is_field))
        .or_else(|| (is_none(text) || is_open(text)).then_some(text))
}

/// "We did not test the ropes", "Haven't yet checked the bolts".
fn negated(text: &str) -> Option<&str> {
    DID_NOT.places(text).find_map(|place| {
        let rest = place.rest.strip_prefix(' ')?;
        let rest = YET.beginning(rest).and_then(|word| rest.get(word.len()..)?.strip_prefix(' ')).unwrap_or(rest);
        let work = PROVES.beginning(rest)?;
        let end = text.len() - rest.len() + work.len();
        applies(text.get(..place.start)?).then(|| text.get(place.start..end))?
    })
}

/// Words that say so wherever they stand, where nothing says that it was mended.
fn somewhere(text: &str, list: Words) -> Option<&str> {
    let place = list.places(text).find(|place| text.get(..place.start).is_some_and(applies))?;
    let apart = !place.rest.starts_with(char::is_alphanumeric) && MENDED.alone_in(place.rest).is_none();
    apart.then(|| text.get(place.start..text.len() - place.rest.len()))?
}

/// "The siren does not work", "Ropes tested with problems".
fn fails(text: &str) -> Option<&str> {
    let (head, word) = ENDS_FAILING.ending(text)?;
    // "Columns: billed, collected, outstanding"
    let listed = head.matches(", ").count() > 1;
    (head.ends_with(' ') && !listed && applies(head)).then_some(word)
}

/// Whether what stands before words neither asks for them nor means them to be so.
pub(super) fn applies(head: &str) -> bool {
    !looks_for(head) && !does(head) && MEANT.alone_in(head).is_none()
}

/// A judgement or provision that is not there: "Approval missing".
fn lacks(text: &str) -> Option<&str> {
    let (of, said) = LACKING.ending(text)?;
    let of = of.strip_suffix(' ').filter(|of| of.ends_with(char::is_alphanumeric))?;
    (!ALSO_MEANT.has(said) && failed_item::lacks(of, said) && is_label(of) && applies(of)).then_some(said)
}

/// What is held behind a label on a line of its own: "Security review: declined", "Tests: 40 passed, 2 failed", "Open issues: 2".
fn answered(text: &str, is_field: bool) -> Option<&str> {
    let bracketed =
        || text.strip_suffix(')')?.split_once(" (").filter(|(label, said)| failed_item::went_wrong(label, said));
    let (label, value) = text.split_once(": ").or_else(bracketed)?;
    let (label, value) = (label.trim_end_matches('*'), value.trim_start_matches(['*', ' ']));
    let named = Lists::of(label);
    let denied =
        || !is_field && applies(label) && (answers::denies(label, &named, value) || failed_item::lacks(label, value));
    let held = || failed_item::went_wrong(label, value) || hindrances::stands(&named, value);
    (is_label(label) && (denied() || held() || counts_trouble(label, value))).then_some(value)
}

/// Whether troubles are counted, `Errors: 3`, or what is said to be none, `No leaks: 3`.
fn counts_trouble(label: &str, value: &str) -> bool {
    let of =
        NONE_OF.beginning(label).is_some() || TROUBLES.has(label) && !ALSO_NUMBERED.has(label) || FAILURES.has(label);
    of && value.split(' ').next().is_some_and(is_some)
}

/// Failures that are counted beside others: "Passed: 12, failed: 1".
fn failures(text: &str) -> Option<&str> {
    let failed = |(label, value): (&str, &str)| FAILURES.has(label) && is_some(value.trim());
    text.split([',', ';', '|']).find(|part| part.split_once(": ").is_some_and(failed)).map(str::trim)
}

fn is_some(number: &str) -> bool {
    number.parse::<u64>().is_ok_and(|number| number > 0)
}

fn is_label(text: &str) -> bool {
    text.split(' ').count() <= LABEL && !is_awaited(text)
}

/// "2 blockers open"
fn is_open(text: &str) -> bool {
    let Some((number, rest)) = text.split_once(' ') else { return false };
    let of = STILL_OPEN.ending(rest).map_or("", |(head, _)| head.trim());
    let trouble = || [BLOCKERS, TROUBLES, TROUBLE].iter().any(|list| list.has(of));
    is_some(number) && trouble()
}

/// Nobody in the place of who has a role or gives a judgement: "QA Lead: nobody".
fn nobody(text: &str) -> Option<&str> {
    let by = || text.rsplit_once(" by ").filter(|(done, name)| SAYS_DONE.ending(done).is_some() && NOBODY.has(name));
    if let Some((done, name)) = by() {
        return applies(done).then_some(name);
    }
    let (label, value) = text.rsplit_once(": ")?;
    let asks = [ROLES, JUDGEMENTS].iter().any(|list| list.ending(label).is_some());
    let none = NOBODY.has(value) || value.chars().all(|c| matches!(c, '-' | '?' | '–' | '—'));
    (asks && none && is_label(label) && applies(label)).then_some(value)
}

/// "No backup taken", "Without approval".
fn is_none(text: &str) -> bool {
    let Some(rest) = NONE_OF.beginning(text).and_then(|word| text.get(word.len()..)) else { return false };
    let of = SAYS_DONE.ending(rest).map_or(rest, |(head, _)| head).trim();
    PROVISIONS.has(of) || JUDGEMENTS.has(of)
}
