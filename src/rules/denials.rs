//! Sentences by which what is ticked was not done, did not work or is not there: "We have not tested the ropes", "Ropes failed
//! the test", "Approval missing", "No backup taken".

use super::ends::{does, looks_for, near};
use super::failed_item;
use crate::parse::Words;
use crate::parse::words::{
    ALSO_MEANT, DID_NOT, ENDS_FAILING, FAILED_AT, GOES_AHEAD, HARDLY, IN_SHARE, JUDGEMENTS, LACKING, MEANT, MENDED,
    NOBODY, NONE_OF, PROVES, PROVISIONS, RUNS, SAYS_DONE, STANDS_BADLY, STILL_AT, TESTS, WAS_NOT, YET,
};

/// The words that say so.
pub(super) fn told(text: &str) -> Option<&str> {
    negated(text)
        .or_else(|| somewhere(text, FAILED_AT))
        .or_else(|| somewhere(text, STILL_AT))
        .or_else(|| fails(text))
        .or_else(|| lacks(text))
        .or_else(|| by_nobody(text))
        .or_else(|| hardly(text))
        .or_else(|| is_none(text).then_some(text))
}

/// Words by which somebody says that work was not done: "We have not tested the ropes", "The ropes were not tested".
pub(super) fn not_done(text: &str) -> Option<&str> {
    let text = text.strip_suffix(" yet").or_else(|| text.strip_suffix(" so far")).unwrap_or(text);
    let passive = || {
        let (of, said) = WAS_NOT.ending(SAYS_DONE.ending(text)?.0.trim_end())?;
        (of.ends_with(' ') && applies(of)).then_some(said)
    };
    // "It did not check the name" tells of what was amiss.
    let told = text.strip_prefix("We ").or_else(|| text.strip_prefix("I ")).unwrap_or(text);
    let active = || DID_NOT.leading(told).and_then(|_| negated(told));
    active().or_else(passive)
}

/// Words by which a sentence says that a test, a build or an approval stands badly: "The load test failed"; the first one may
/// have been repeated.
pub(super) fn stands_badly(text: &str) -> Option<&str> {
    let (of, said) = STANDS_BADLY.ending(text)?;
    let of = of.strip_suffix(' ')?;
    let named = [RUNS, TESTS, JUDGEMENTS, GOES_AHEAD].iter().any(|list| list.ending(of).is_some());
    (named && of.split(' ').count() <= 4 && !of.contains("first") && applies(of)).then_some(said)
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
    !looks_for(head) && !does(head) && MEANT.alone_in(near(head)).is_none()
}

/// A judgement or provision that is not there: "Approval missing".
fn lacks(text: &str) -> Option<&str> {
    let (of, said) = LACKING.ending(text)?;
    let of = of.strip_suffix(' ').filter(|of| of.ends_with(char::is_alphanumeric))?;
    (!ALSO_MEANT.has(said) && failed_item::lacks(of, said) && applies(of)).then_some(said)
}

/// "Ropes partly tested"
fn hardly(text: &str) -> Option<&str> {
    // A gate may have to be half closed.
    let (head, _) = SAYS_DONE.ending(text).filter(|(_, done)| !matches!(*done, "closed" | "open" | "opened"))?;
    let (of, word) = [IN_SHARE, HARDLY].iter().find_map(|list| list.ending(head.trim_end()))?;
    applies(of).then_some(word)
}

/// "Ropes tested by nobody"
fn by_nobody(text: &str) -> Option<&str> {
    let (done, name) = text.rsplit_once(" by ")?;
    let signed = || done.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case("signed"));
    (NOBODY.has(name) && (SAYS_DONE.ending(done).is_some() || signed()) && applies(done)).then_some(name)
}

/// "No backup taken", "Without approval".
fn is_none(text: &str) -> bool {
    let Some(rest) = NONE_OF.beginning(text).and_then(|word| text.get(word.len()..)) else { return false };
    let of = SAYS_DONE.ending(rest).map_or(rest, |(head, _)| head).trim();
    PROVISIONS.has(of) || JUDGEMENTS.has(of)
}
