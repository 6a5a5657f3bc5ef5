//! What stands for readers in a place that somebody has signed: a name and a day, trusted for nothing, and held to the statement.

use crate::rules::days;
use crate::signing::statement::Statement;
use crate::time::Timestamp;

/// What dates and times are written with besides numbers and months.
const OF_TIME: [&str; 14] = ["utc", "t", "z", "gmt", "am", "pm", "at", "um", "uhr", "h", "cet", "cest", "bst", "hrs"];

/// How far the day of a signer's zone may be from that of UTC, in seconds.
const ZONES: i64 = 14 * 3_600;

/// Whether what stands in a sign-off names the signer, and nobody and nothing else: the name or the address, and what a
/// date and a time are written with.
pub(super) fn names(text: &str, statement: &Statement) -> bool {
    let rest =
        [&statement.name, &statement.signer].iter().fold(text.to_owned(), |rest, name| rest.replacen(*name, "", 1));
    let of_time = |word: &str| matches!(word, "UTC" | "T" | "Z");
    let mut words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    rest.len() < text.len() && words.all(|word| word.chars().all(|c| !c.is_alphabetic()) || of_time(word))
}

/// Why the date that stands beside a good signature must not: it is of no day on which its signer has signed there, at these
/// times, or is more than a date, which nobody has signed.
pub(super) fn dated(text: Option<&str>, times: &[Timestamp]) -> Option<String> {
    let text = text?;
    let day = |time: &Timestamp, by: i64| Timestamp::from_unix(time.unix() + by).map(|time| time.date());
    let signed = |read: &String| {
        times.iter().any(|time| [-ZONES, 0, ZONES].iter().any(|by| day(time, *by).as_ref() == Some(read)))
    };
    if days(text).is_some_and(|read| read.iter().any(signed)) && is_bare(text) {
        return None;
    }
    let last = times.iter().max().map(Timestamp::to_string).unwrap_or_default();
    Some(format!(
        "it was signed on {last}, and “{text}” stands there; write the day alone, as in 2026-11-21 (date-mismatch)"
    ))
}

/// Whether a date is nothing more than that: numbers, the name of one month, and what times are written with.
fn is_bare(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut named = words.filter(|word| {
        let word = word.to_lowercase();
        !word.starts_with(|c: char| c.is_ascii_digit()) && !OF_TIME.contains(&word.as_str())
    });
    // What is read as a day has a month for a word, if it has one.
    named.next().is_none_or(|month| days(&format!("1 {month} 2000")).is_some()) && named.next().is_none()
}
