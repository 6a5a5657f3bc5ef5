//! What a ticked item says came out behind the name of what was tried: `Smoke test: fail`, "Build: red (see the log)".

use super::denials::applies;
use super::ends::does;
use super::remarks::ANSWERS;
use super::unsettled::is_none;
use super::words::{is_awaited, says_nothing};
use crate::parse::words::{
    AWAITED, BAD_ALONE, BAD_RESULTS, HALTED, JUDGEMENTS, LOUD_FAILED, NO_RESULTS, RESULT_LABELS, RUNS, SAYS_FAILED,
    TESTS,
};

/// Of how many words a label may be.
const LABEL: usize = 5;

/// What came out, where it is bad or nothing: of what is tried any such word, of anything else that it failed.
pub(super) fn badly(text: &str) -> Option<&str> {
    let parted = ANSWERS.last_end(text).and_then(|end| text.split_at_checked(end));
    let (label, said) = parted.or_else(|| bare(text))?;
    let (label, said) = (label.trim_end_matches([':', '?', '=', ' ']), said.trim());
    let end = [" (", ",", ";", " -", " –", " —"].iter().filter_map(|mark| said.find(mark)).min();
    let (value, why) = said.split_at_checked(end.unwrap_or(said.len()))?;
    let value = value.trim_matches(['.', '!', '"', '“', '”', '`', ' ']);
    // "Wrong password: fail (as expected)"
    if label.split(' ').count() > LABEL || is_awaited(label) || AWAITED.alone_in(why).is_some() {
        return None;
    }
    // "rejected" and "blocked" may be what was to come out.
    let failed = SAYS_FAILED.has(value) || LOUD_FAILED.has(value) && value.eq_ignore_ascii_case("fail");
    let tried = || {
        RUNS.alone_in(label).is_some()
            || [RESULT_LABELS, JUDGEMENTS, TESTS].iter().any(|list| list.trailing(label).is_some())
    };
    let bad = || {
        [BAD_RESULTS, BAD_ALONE, NO_RESULTS].iter().any(|list| list.has(value))
            || is_none(value) && !value.contains(' ')
            || is_bad_code(value)
    };
    // A slot is asked for elsewhere.
    let nothing = || says_nothing(value) && value.contains(|c: char| c.is_alphabetic() || matches!(c, '?' | '-'));
    (failed || tried() && (bad() && !does(label) || nothing())).then_some(said)
}

/// Whether a value is the code of an error: `exit code 1`, `HTTP 503`.
fn is_bad_code(value: &str) -> bool {
    let Some((what, number)) = value.rsplit_once(' ') else { return false };
    let of = |list: [&str; 3]| list.iter().any(|word| what.eq_ignore_ascii_case(word));
    number.parse::<u16>().is_ok_and(|number| {
        of(["exit code", "exit status", "rc"]) && number > 0
            || of(["http", "status", "status code"]) && (500..600).contains(&number)
    })
}

/// A bad result right behind what was tried, "CI red", or that it came to a halt, "Deployment on hold".
fn bare(text: &str) -> Option<(&str, &str)> {
    let (tried, said) = BAD_RESULTS.ending(text).or_else(|| HALTED.ending(text))?;
    let label = tried.strip_suffix(' ')?;
    (RUNS.trailing(label).is_some() && label.split(' ').count() <= 3 && applies(label)).then_some((label, said))
}
