//! Words that stand for the reader's own: `your-name`, `YOUR_TOKEN`, `votre-domaine`, `ваш-сервис`.

use std::ops::Range;

use super::words;

/// Whether the letters before `at` start a word that stands for the reader's own, `votre-domaine`, or asks for a value.
pub fn ends(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or("");
    let start = head.trim_end_matches(char::is_alphanumeric).len();
    let word = text.get(start..).unwrap_or("");
    start < at && (words::YOURS.leading(word).is_some() || words::REPLACE_ME.leading(word).is_some())
}

/// `your-name`, `YOUR_TOKEN`, `votre-domaine`, `your.name`: up to the first dot behind.
pub fn word(word: &str) -> Option<Range<usize>> {
    // "Bring-your-own" is an adjective, and `YOUR_FIRST_BOAT.md` a page.
    let starts = |at: &usize| {
        let own = word.get(*at..).is_some_and(|tail| words::YOURS.leading(tail).is_some());
        own && !word.get(..*at).is_some_and(|head| head.to_ascii_lowercase().ends_with("bring-"))
    };
    let parts = word.match_indices(|c: char| !c.is_alphanumeric()).map(|(at, sign)| at + sign.len());
    let start = std::iter::once(0).chain(parts).find(starts)?;
    let rest = word.get(start..)?;
    let behind = words::YOURS.strip_from(rest)?;
    let name = behind.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(behind.len());
    let is_page = behind.get(name..).is_some_and(|end| end.starts_with(".md"));
    let len = rest.len() - behind.len() + name;
    (!is_page && (name > 0 || len > "your-".len())).then_some(start..start + len)
}

/// `ваш-сервис`: the same in letters that are not Latin; `at` is where the sign stands behind the first of its words.
pub fn abroad(text: &str, from: usize, at: usize) -> Option<Range<usize>> {
    let head = text.get(from..at)?;
    if !head.ends_with(|c: char| !c.is_ascii()) {
        return None;
    }
    let start = from + head.trim_end_matches(char::is_alphanumeric).len();
    let word = text.get(start..)?;
    let own = word.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(word.len());
    let behind = words::YOURS.strip_from(word.get(..own)?)?;
    (own > at - start && (!behind.is_empty() || text.get(start + own..)?.starts_with('.')))
        .then_some(start..start + own)
}
