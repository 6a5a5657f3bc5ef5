//! Numbers as people write them: with units, relations, ratios and lengths of time.

use super::words;
use crate::model::{Comparison, Target};

/// A number with what stands right behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number.
    pub value: f64,
    /// The second number of `19/20`.
    pub of: Option<f64>,
    /// `%`, `ms`, `minutes`; empty where there is none.
    pub unit: String,
    /// Bytes read.
    pub len: usize,
}

/// Reads a decimal number at the start of `text`: ASCII digits, a point, commas only between groups of three.
/// Gives the value and the bytes read.
pub fn number(text: &str) -> Option<(f64, usize)> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) {
        end += 1;
    }
    if end == 0 {
        return None;
    }
    if end <= 3 {
        while bytes.get(end) == Some(&b',') && digit(end + 1) && digit(end + 2) && digit(end + 3) && !digit(end + 4) {
            end += 4;
        }
    }
    if bytes.get(end) == Some(&b'.') && digit(end + 1) {
        end += 1;
        while digit(end) {
            end += 1;
        }
    }
    let digits = text.get(..end)?;
    let value = if digits.contains(',') { digits.replace(',', "").parse() } else { digits.parse() };
    Some((value.ok()?, end))
}

/// Whether the number of all stands at the start of `text`, behind how many of them: `/48`, ` of 8`.
pub fn is_total(text: &str) -> bool {
    let text = text.trim_start_matches(' ');
    let total = text.strip_prefix('/').or_else(|| words::OUT_OF.strip_from(text)?.strip_prefix(' '));
    total.is_some_and(|total| total.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit()))
}

/// Reads a number, a ratio or a percentage, with its unit, at the start of `text`.
pub fn quantity(text: &str) -> Option<Quantity> {
    // Round the clock.
    if text.strip_prefix("24/7").is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let (value, mut len) = number(text)?;
    let mut of = None;
    let after = text.get(len..)?;
    let gap = after.len() - after.trim_start_matches(' ').len();
    if let Some(second) = after.trim_start_matches(' ').strip_prefix('/')
        && let Some((total, read)) = number(second.trim_start_matches(' '))
    {
        let inner = second.len() - second.trim_start_matches(' ').len();
        of = Some(total);
        len += gap + 1 + inner + read;
    }
    let (unit, read) = unit(text.get(len..)?);
    Some(Quantity { value, of, unit, len: len + read })
}

/// The unit at the start of `text`, and the bytes up to its end.
pub fn unit(text: &str) -> (String, usize) {
    if text.starts_with('%') {
        return ("%".into(), 1);
    }
    let blanks = text.len() - text.trim_start_matches(' ').len();
    if blanks > 1 {
        return (String::new(), 0);
    }
    let rest = text.get(blanks..).unwrap_or("");
    let word = rest.get(..rest.find(|c: char| !c.is_alphabetic() && c != 'µ').unwrap_or(rest.len())).unwrap_or("");
    if word.is_empty() {
        if text.trim_start().starts_with('%') {
            return ("%".into(), blanks + 1);
        }
        return (String::new(), 0);
    }
    (word.to_owned(), blanks + word.len())
}

/// Reads a relation at the start of `text`, and the bytes it takes.
pub fn comparison(text: &str) -> Option<(Comparison, usize)> {
    const SIGNS: &[(&str, Comparison)] = &[
        (">=", Comparison::AtLeast),
        ("=>", Comparison::AtLeast),
        ("≥", Comparison::AtLeast),
        ("&ge;", Comparison::AtLeast),
        ("<=", Comparison::AtMost),
        ("≤", Comparison::AtMost),
        ("&le;", Comparison::AtMost),
        ("&lt;", Comparison::Less),
        ("&gt;", Comparison::Greater),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
        ("==", Comparison::Equal),
        ("=", Comparison::Equal),
        ("at least ", Comparison::AtLeast),
        ("no less than ", Comparison::AtLeast),
        ("at most ", Comparison::AtMost),
        ("no more than ", Comparison::AtMost),
        ("up to ", Comparison::AtMost),
        ("less than ", Comparison::Less),
        ("below ", Comparison::Less),
        ("under ", Comparison::Less),
        ("more than ", Comparison::Greater),
        ("above ", Comparison::Greater),
        ("over ", Comparison::Greater),
    ];
    let text = text.strip_prefix('\\').unwrap_or(text);
    // What none of the signs starts with is most of a text.
    if !text.starts_with(['>', '=', '≥', '≤', '<', '&', 'a', 'n', 'u', 'l', 'b', 'm', 'o']) {
        return None;
    }
    SIGNS.iter().find(|(sign, _)| text.starts_with(sign)).map(|(sign, op)| (*op, sign.len()))
}

/// Whether a relation may start at `at`: a sign anywhere, words where a word starts.
fn may_relate(text: &str, at: usize, c: char) -> bool {
    let starts_word = || text.get(..at).is_none_or(|head| !head.ends_with(char::is_alphanumeric));
    !c.is_alphanumeric() || starts_word()
}

/// The relations in `text` at which a number follows: where each starts, and the bytes it takes.
pub fn relations(text: &str) -> impl Iterator<Item = (usize, Comparison, usize)> + '_ {
    text.char_indices().filter(|(at, c)| may_relate(text, *at, *c)).filter_map(|(at, _)| {
        let (op, len) = comparison(text.get(at..)?)?;
        Some((at, op, len))
    })
}

/// The first relation with a number in `text`.
pub fn target(text: &str) -> Option<Target> {
    target_and_rest(text).map(|(target, _)| target)
}

/// The first relation with a number in `text`, and what stands behind its unit.
pub fn target_and_rest(text: &str) -> Option<(Target, &str)> {
    relations(text).find_map(|(at, op, len)| {
        let rest = text.get(at + len..)?.trim_start().trim_start_matches('$');
        Some((target_at(op, rest)?, rest.get(quantity(rest)?.len..)?))
    })
}

/// What a whole text says that something has to be: `≥98%`, `max 5`, `< 500 ms`.
pub fn goal(text: &str) -> Option<Target> {
    let lower = text.trim_start_matches(['*', '`', ' ']).to_lowercase();
    let worded = [(words::LEAST, Comparison::AtLeast), (words::MOST, Comparison::AtMost)]
        .into_iter()
        .find_map(|(list, op)| target_at(op, list.strip_from(&lower)?.trim_start_matches(':')));
    worded.or_else(|| comparison(&lower).and_then(|(op, len)| target_at(op, lower.get(len..)?)))
}

/// The number of a target at the start of `text`.
pub fn target_at(op: Comparison, text: &str) -> Option<Target> {
    let text = text.trim_start().trim_start_matches('$');
    let quantity = quantity(text)?;
    let unit = (!quantity.unit.is_empty()).then_some(quantity.unit);
    Some(Target { op, value: quantity.value, of: quantity.of, unit })
}

/// Seconds in one of a unit of time.
pub fn unit_seconds(unit: &str) -> Option<u64> {
    if unit.is_empty() {
        return None;
    }
    Some(match unit.to_lowercase().as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" | "sekunden" | "secondes" | "segundos" => 1,
        "m" | "min" | "mins" | "minute" | "minutes" | "minuten" | "minutos" | "мин" => 60,
        "h" | "hr" | "hrs" | "hour" | "hours" | "heure" | "heures" | "stunden" | "horas" => 3600,
        "d" | "day" | "days" | "jours" | "tage" | "días" | "dias" => 86_400,
        "w" | "week" | "weeks" => 604_800,
        _ => return None,
    })
}

/// The first length of time in `text`, in seconds.
pub fn duration(text: &str) -> Option<u64> {
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let skip = rest.find(|c: char| c.is_ascii_digit())?;
        let from = rest.get(skip..)?;
        let read = quantity(from)?;
        if read.of.is_none()
            && let Some(unit) = unit_seconds(&read.unit)
        {
            return Some((read.value * unit as f64) as u64);
        }
        at += skip + read.len.max(1);
    }
    None
}
