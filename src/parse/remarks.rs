//! Conditions in a remark behind words: `(if needed)`, `(major releases only)`.

use super::clauses::{is_reflexive, is_sql};
use super::releases::for_a_kind;
use super::vocabulary::Spoken;
use super::words;

/// `(if needed)`, `（如有）`, `[optional]`, `(major releases only)`.
pub fn condition(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some(open) = rest.find(['(', '（', '[']) {
        let (head, after) = rest.split_at_checked(open)?;
        // Within the words, square brackets hold all sorts of things.
        let told = after.starts_with('[') && head.contains(char::is_alphanumeric);
        let after = after.get(after.chars().next()?.len_utf8()..)?;
        let Some((inner, behind)) = after.split_once([')', '）', ']']) else { break };
        let leads = |part: &&str| {
            if told {
                let ends = || behind.trim_end_matches(['.', ':', '*', ' ']).is_empty();
                return words::CONDITIONAL.leading(part).is_some() || ends() && only(part);
            }
            words::CONDITIONAL.leading(part).or_else(|| words::CONDITION_LEADS.leading(part)).is_some()
                && words::TELLS_ORDER.leading(part).is_none()
                && words::TELLS_WHICH.leading(part).is_none()
                && !is_reflexive(part)
                || words::RESTRICTIONS.leading(part).or_else(|| for_a_kind(part)).is_some()
                || words::FOR.strip_from(part).is_some_and(|rest| words::SOME_OF_MANY.leading(rest).is_some())
                || words::ASKED.strip_from(part).is_some_and(is_asked)
                || words::WHEN.leading(part).is_some() && words::IN_USE.trailing(part).is_some()
                || only(part) && !part.contains('[')
                || is_limited(part)
        };
        let coded = is_sql(inner);
        // `(If not, drain it by hand)` says what follows, and is no condition.
        let answers = words::IF
            .strip_from(inner)
            .is_some_and(|rest| ["not,", "so,", "yes,", "no,"].iter().any(|answer| rest.starts_with(answer)));
        // Between others, `(mend it: grease; if it still jams, call the smith)`, a part says what to do then.
        let mut parts = inner.split([',', ';', '，', '；']).map(str::trim);
        let (first, last) = (parts.next(), parts.next_back());
        let found = [first, last].into_iter().flatten().find(leads);
        if let Some(condition) = found.filter(|_| !answers && !coded) {
            return Some(condition.to_lowercase());
        }
        rest = behind;
    }
    None
}

/// Whether what follows `required ` says when: `if the gate moved`, `for any gate change`.
fn is_asked(rest: &str) -> bool {
    let changed = || words::FOR.leading(rest).is_some() && rest.ends_with(" change");
    words::CONDITION_LEADS.leading(rest).or_else(|| for_a_kind(rest)).is_some() || changed()
}

/// Whether a part of a list is asked for under a condition: `hall if applicable`, `second lamp if needed`, and not `open the
/// hall if needed`.
fn is_limited(part: &str) -> bool {
    let head = words::WHOLE_CONDITIONS.trailing(part).and_then(|word| part.get(..part.len() - word.len()));
    let asks = |head: &str| {
        let first = head.split(' ').next().unwrap_or("");
        // `ring it if needed`
        let about = || head.split(' ').any(|word| words::PRONOUNS.has(word) || matches!(word, "the" | "them"));
        !head.starts_with(char::is_uppercase) && (words::IMPERATIVES.has(first) || words::TASKS.has(first) || about())
    };
    let head = head.filter(|head| head.starts_with(char::is_alphanumeric));
    head.is_some_and(|head| (1..=2).contains(&head.split_whitespace().count()) && !asks(head))
}

/// Whether words say what alone something is asked for, `major releases only`; `signed files only` says what of it is meant.
pub fn only(words: &str) -> bool {
    let head = words::ONLY.trailing(words).and_then(|word| words.get(..words.len() - word.len()));
    let short = |head: &str| !head.is_empty() && head.split(' ').count() <= 4;
    head.is_some_and(|head| short(head) && words::PARTS.trailing(head).is_none())
}

/// Whether a text says what is done and then more about it, `Way back documented - shut the gate if needed`: a condition
/// at the end is about that.
pub fn states_and_explains(text: &str) -> bool {
    let part = |sign: &str| text.split_once(sign).filter(|(_, rest)| !rest.trim().is_empty()).map(|(head, _)| head);
    let head = [" - ", " – ", " — ", ": "].iter().filter_map(|sign| part(sign)).min_by_key(|head| head.len());
    let head = head.unwrap_or("").trim_matches(['*', ' ', ':']);
    let done = || words::ACCOMPLISHED.trailing(head).or_else(|| words::READY.trailing(head)).is_some();
    (2..=6).contains(&head.split(' ').count()) && done()
}

/// Whether a text begins with what somebody says, `“If the gate opens, who is told?” has an answer`, and says more.
pub fn is_quoted(text: &str) -> bool {
    let inner = text.trim_start_matches(['*', '_', ' ']);
    let closing = match inner.chars().next() {
        Some('“' | '„') => ['”', '“'],
        Some('«') => ['»', '»'],
        Some('「') => ['」', '」'],
        Some('"') => ['"', '"'],
        _ => return false,
    };
    inner.char_indices().skip(1).any(|(at, c)| {
        closing.contains(&c) && inner.get(at + c.len_utf8()..).is_some_and(|rest| rest.contains(char::is_alphanumeric))
    })
}

/// `Tell the press - only for public releases`: what restricts an entry, at its end.
pub fn behind_dash(words: &Spoken<'_>) -> Option<String> {
    if !words.says(words::RESTRICTIONS) {
        return None;
    }
    let text = words.text().trim_end_matches(['.', '*', '_', ' ']);
    let rest = [" - ", " – ", " — "].iter().filter_map(|dash| text.rsplit_once(dash)).map(|(_, rest)| rest);
    let rest = rest.min_by_key(|rest| rest.len())?.trim_start_matches(['*', '_']);
    words::RESTRICTIONS.leading(rest)?;
    (rest.split(' ').count() <= 6 && !rest.contains(['.', ':', ';'])).then(|| rest.to_lowercase())
}
