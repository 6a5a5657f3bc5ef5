//! Items that are a label and its value, or a number of something: judged as the same would be on a line of its own, "Security
//! review: declined", "Tests: 40 passed, 2 failed", "Open issues: 2", "QA Lead: nobody".

use super::denials::applies;
use super::words::{counts_some, is_awaited};
use super::{answers, failed_item, hindrances};
use crate::parse::vocabulary::Lists;
use crate::parse::words::{
    ALSO_NUMBERED, BLOCKERS, FAILURES, GO_OR_NOT, HARM_IS_THERE, HARMS_COUNTED, IMPERATIVES, JUDGEMENTS, MENDED, NO_GO,
    NOBODY, NONE_OF, RESPONSIBLE, ROLES, SAYS_DONE, SLIGHT, STILL_OPEN, TASKS, TROUBLE, TROUBLES,
};

/// Of how many words a label may be.
const LABEL: usize = 5;

/// The value that says that it is not done, or that something stands in the way; who attests is judged elsewhere where that is
/// a field.
pub(super) fn held(text: &str, is_field: bool) -> Option<&str> {
    answered(text, is_field)
        .or_else(|| failures(text))
        .or_else(|| nobody(text).filter(|_| !is_field))
        .or_else(|| votes_no(text))
        .or_else(|| (is_open(text) || is_found(text)).then_some(text))
}

/// What is held behind such a label: "Security review: declined", "Tests (40 passed, 2 failed)", "Open issues: 2".
fn answered(text: &str, is_field: bool) -> Option<&str> {
    let bracketed = || {
        let told =
            |(label, said): &(&str, &str)| failed_item::went_wrong(label, said) || is_number(said) && is_harm(label);
        text.strip_suffix(')')?.split_once(" (").filter(told)
    };
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
    of && value.split(' ').next().is_some_and(counts_some) || counts_some(value) && is_harm(label)
}

/// Whether a label is of what does harm and nobody has dealt with, "Critical findings", "Errors in the log".
fn is_harm(label: &str) -> bool {
    let dealt = || label.split(' ').any(|word| SAYS_DONE.has(word) || MENDED.has(word) || SLIGHT.has(word));
    let harm = |word: &str| word.len() > 1 && [HARMS_COUNTED, TROUBLES].iter().any(|list| list.has(word));
    let (first, last) = (label.split(' ').next().unwrap_or(""), label.rsplit(' ').next().unwrap_or(""));
    let names = harm(last) || harm(first) && label.contains(" in ");
    names && ALSO_NUMBERED.ending(label).is_none() && !dealt()
}

/// Failures that are counted beside others: "Passed: 12, failed: 1".
fn failures(text: &str) -> Option<&str> {
    let failed = |(label, value): (&str, &str)| FAILURES.has(label) && counts_some(value.trim());
    text.split([',', ';', '|']).find(|part| part.split_once(": ").is_some_and(failed)).map(str::trim)
}

/// Whether words may be a label of what has come out.
fn is_label(text: &str) -> bool {
    text.split(' ').count() <= LABEL && !is_awaited(text)
}

/// "2 blockers open", "3 critical findings"; "404 errors" are of a kind.
fn is_open(text: &str) -> bool {
    let Some((number, rest)) = text.split_once(' ') else { return false };
    let of = STILL_OPEN.ending(rest).map_or("", |(head, _)| head.trim());
    let trouble = || [BLOCKERS, TROUBLES, TROUBLE].iter().any(|list| list.has(of));
    let harm = || is_number(number) && number.len() < 3 && rest.split(' ').count() <= 3 && is_harm(rest);
    counts_some(number) && (trouble() || harm())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// "Two regressions found"
fn is_found(text: &str) -> bool {
    let Some((head, _)) = HARM_IS_THERE.ending(text) else { return false };
    let (head, first) = (head.trim_end(), head.split(' ').next().unwrap_or(""));
    let harm = head.rsplit(' ').next().is_some_and(|last| {
        let one = || {
            HARMS_COUNTED
                .iter()
                .any(|harms| harms.strip_suffix('s').is_some_and(|harm| harm == last.to_ascii_lowercase()))
        };
        HARMS_COUNTED.has(last) || one()
    });
    let short = head.split(' ').count() <= 3;
    harm && short && NONE_OF.beginning(text).is_none() && !IMPERATIVES.has(first) && !TASKS.has(first) && first != "0"
}

/// The NO-GO of somebody: "Operations NO-GO"; "Hold the GO / NO-GO" is something else.
fn votes_no(text: &str) -> Option<&str> {
    let (who, no) = NO_GO.ending(text)?;
    let who =
        who.strip_suffix(' ').filter(|who| who.ends_with(char::is_alphanumeric) && who.split(' ').count() <= 3)?;
    let first = who.split(' ').next().unwrap_or("");
    let either = || GO_OR_NOT.places(text).any(|place| !NO_GO.has(place.word));
    (!IMPERATIVES.has(first) && !TASKS.has(first) && !either()).then_some(no)
}

/// Nobody in the place of who has a role or gives a judgement: "QA Lead: nobody".
fn nobody(text: &str) -> Option<&str> {
    let (label, value) = text.rsplit_once(": ")?;
    let asks = [ROLES, JUDGEMENTS, RESPONSIBLE].iter().any(|list| list.ending(label).is_some());
    let none = NOBODY.has(value) || value.chars().all(|c| matches!(c, '-' | '?' | '–' | '—'));
    (asks && none && is_label(label) && applies(label)).then_some(value)
}
