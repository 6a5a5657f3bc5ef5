//! Conditions in a remark behind words: `(if needed)`, `(major releases only)`.

use super::conditions::for_a_kind;
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
                && words::TELLS_ORDER.leading(part).or_else(|| words::REFLEXIVES.leading(part)).is_none()
                || words::RESTRICTIONS
                    .leading(part)
                    .or_else(|| for_a_kind(words::ASKED.strip_from(part).unwrap_or(part)))
                    .is_some()
                || words::WHEN.leading(part).is_some() && words::IN_USE.trailing(part).is_some()
                || only(part) && !part.contains('[')
        };
        // `(If not, drain it by hand)` says what follows, and is no condition.
        let answers = words::IF
            .strip_from(inner)
            .is_some_and(|rest| ["not,", "so,", "yes,", "no,"].iter().any(|answer| rest.starts_with(answer)));
        if let Some(condition) = inner.split([',', ';', '，', '；']).map(str::trim).find(leads).filter(|_| !answers) {
            return Some(condition.to_lowercase());
        }
        rest = behind;
    }
    None
}

/// Whether words say what alone something is asked for, `major releases only`; `signed files only` says what of it is meant.
pub fn only(words: &str) -> bool {
    let head = words::ONLY.trailing(words).and_then(|word| words.get(..words.len() - word.len()));
    let short = |head: &str| !head.is_empty() && head.split(' ').count() <= 4;
    head.is_some_and(|head| short(head) && words::PARTS.trailing(head).is_none())
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
