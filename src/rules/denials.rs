//! Sentences by which what is ticked was not done, did not work or is not there: "We have not tested the ropes", "Ropes failed
//! the test", "Approval missing", "No backup taken".

use super::ends::{self, does, looks_for, near};
use super::failed_item;
use crate::parse::Words;
use crate::parse::words::{
    ALSO_MEANT, AWAITS, DID_NOT, ENDS_FAILING, FAILED_AT, GOES_AHEAD, HAPPENED, HARDLY, IN_SHARE, JUDGEMENTS, LACKING,
    MEANT, MENDED, NOBODY, NONE_OF, PROVES, PROVISIONS, QUANTIFIERS, RUNS, SAYS_DONE, STANDS_BADLY, STILL_AT, TESTS,
    WAS_NOT, YET,
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
        .or_else(|| ends::denied(text).filter(|_| MEANT.alone_in(near(text)).is_none()))
        .or_else(|| is_none(text).then_some(text))
}

/// Words by which somebody says that work was not done: "We have not tested the ropes", "The ropes were not tested".
pub(super) fn not_done(text: &str) -> Option<&str> {
    let text = text.strip_suffix(" yet").or_else(|| text.strip_suffix(" so far")).unwrap_or(text);
    let passive = || {
        let (head, _) = [SAYS_DONE, HAPPENED].iter().find_map(|list| list.ending(text))?;
        let (of, said) = WAS_NOT.ending(head.trim_end())?;
        (of.ends_with(' ') && applies(of)).then_some(said)
    };
    // "It did not check the name" tells of what was amiss.
    let told = text.strip_prefix("We ").or_else(|| text.strip_prefix("I ")).unwrap_or(text);
    let active = || DID_NOT.leading(told).and_then(|_| negated(told));
    active().or_else(passive)
}

/// Words by which a sentence of prose says that a test, a build or an approval stands badly or is not there: "The load test
/// failed", "The migration failed on node 3", "No backup was taken", "Waiting for the security review".
pub(super) fn stands_badly(text: &str) -> Option<&str> {
    failed(text).or_else(|| is_unmade(text).then_some(text)).or_else(|| awaits(text)).or_else(|| leaves_out(text))
}

/// "The load test failed", "The migration failed on node 3"; the first one may have been repeated.
fn failed(text: &str) -> Option<&str> {
    let at_place = || Some((text.get(..FAILED_AT.places(text).next()?.start)?, somewhere(text, FAILED_AT)?));
    let (of, said) = STANDS_BADLY.ending(text).or_else(at_place)?;
    let of = of.strip_suffix(' ')?;
    let named = [RUNS, TESTS, JUDGEMENTS, GOES_AHEAD].iter().any(|list| list.ending(of).is_some());
    (named && of.split(' ').count() <= 4 && !of.contains("first") && applies(of)).then_some(said)
}

/// "No backup was taken"
fn is_unmade(text: &str) -> bool {
    let made = [HAPPENED, PROVES].iter().find_map(|list| list.ending(text)).map(|(head, _)| head.trim_end());
    let of =
        made.and_then(|head| [" was", " were", " has been", " have been"].iter().find_map(|be| head.strip_suffix(be)));
    of.is_some_and(is_none)
}

/// "Waiting for the security review", "We are still waiting for the harbour"
fn awaits(text: &str) -> Option<&str> {
    let word = AWAITS.beginning(text)?;
    let rest = text.get(word.len()..)?;
    (STILL_AT.find(word).is_some() || JUDGEMENTS.alone_in(rest).is_some()).then_some(word)
}

/// "All tests passed except failover"
fn leaves_out(text: &str) -> Option<&'static str> {
    QUANTIFIERS.beginning(text).and_then(|_| ends::leaves_out(text))
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
