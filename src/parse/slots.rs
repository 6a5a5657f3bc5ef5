//! Blanks as they stand in the source: runs of underscores, also escaped, split by `/`, or rewritten by a formatter.

use memchr::memchr3_iter;

use super::{quantity, stand_ins};
use crate::text::{Source, Span};

/// A blank to be filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Blank {
    /// All of it: in `____/48` the total too.
    pub span: Span,
    /// How many runs of underscores it has.
    pub runs: usize,
    /// Of `____/48` the total.
    pub of: Option<f64>,
    /// Whether two or more parts are joined by `/`.
    pub ratio: bool,
    /// Whether it is a date, `__/__/____`.
    pub date: bool,
    /// Whether a formatter has escaped it.
    pub damaged: bool,
}

/// `＿`, the underscore of full width.
const WIDE: [u8; 3] = [0xef, 0xbc, 0xbf];

/// A run of underscores in a text: bytes, number of underscores, and whether any is escaped.
fn run(text: &str) -> Option<(usize, usize, bool)> {
    let bytes = text.as_bytes();
    let (mut at, mut count, mut escaped) = (0, 0, false);
    loop {
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'_'), _) => at += 1,
            (Some(_), _) if bytes.get(at..).is_some_and(|rest| rest.starts_with(&WIDE)) => at += WIDE.len(),
            (Some(b'\\'), Some(b'_')) => {
                at += 2;
                escaped = true;
            }
            _ => break,
        }
        count += 1;
    }
    (count > 0).then_some((at, count, escaped))
}

/// Where the next run of underscores may start.
fn next_run(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let begins =
        |at: &usize| bytes.get(*at..).is_some_and(|rest| !rest.starts_with(&WIDE[..1]) || rest.starts_with(&WIDE));
    memchr3_iter(b'_', b'\\', WIDE[0], bytes).find(begins)
}

/// Where a blank starts and ends of which a formatter has left a stroke or two between stars, `**\*\***\_**\*\***`.
fn starred(text: &str, at: usize, end: usize) -> Option<(usize, usize)> {
    let sign = |c: char| matches!(c, '*' | '\\' | '_');
    let (head, tail) = (text.get(..at)?, text.get(end..)?);
    let before = head.trim_end_matches(sign);
    let behind = tail.trim_start_matches(sign);
    let stars = head.get(before.len()..)?.contains("\\*") && tail.starts_with('*');
    let apart = !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric);
    (stars && apart).then_some((before.len(), text.len() - behind.len()))
}

/// The blanks in `span`; runs of fewer than three underscores count only as part of a date, before a total, or where they stand
/// apart.
pub fn blanks(source: &Source, span: Span) -> Vec<Blank> {
    let text = source.slice(span);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(skip) = text.get(at..).and_then(next_run) {
        at += skip;
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let rest = text.get(at..).unwrap_or("");
        let Some((len, count, escaped)) = run(rest) else {
            at += 1;
            continue;
        };
        if count < 3
            && escaped
            && let Some((start, end)) = starred(text, at, at + len)
        {
            let span = Span::new(span.start + start, span.start + end);
            out.push(Blank { span, runs: 1, of: None, ratio: false, date: false, damaged: true });
            at = end;
            continue;
        }
        // `snake__case` and `__init__` are words.
        let in_word = count < 3 && before.is_some_and(char::is_alphanumeric);
        let mut blank = Blank {
            span: Span::at(span.start + at),
            runs: usize::from(count >= 3),
            of: None,
            ratio: false,
            date: false,
            damaged: escaped,
        };
        let mut end = at + len;
        while let Some(next) = text.get(end..).and_then(|tail| tail.strip_prefix(['/', '.', '-'])) {
            // `__.__.____`, `____-__-__`; other signs part two blanks.
            let of_date = || count == 2 || run(next).is_some_and(|(_, next, _)| next == 2);
            let joins = text.get(end..).is_some_and(|tail| tail.starts_with('/')) || run(next).is_some() && of_date();
            if !joins {
                break;
            }
            if let Some((len, count, escaped)) = run(next) {
                blank.runs += usize::from(count >= 3);
                blank.date |= count == 2 || blank.ratio;
                blank.damaged |= escaped;
                end += 1 + len;
            } else if let Some((total, len)) = quantity::number(next) {
                blank.of = Some(total);
                end += 1 + len;
            } else {
                break;
            }
            blank.ratio = true;
        }
        // `2/____`
        let filled = text
            .get(..at)
            .and_then(|head| head.strip_suffix('/'))
            .map(|head| head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len());
        if let Some(digits) = filled.filter(|digits| *digits > 0) {
            blank.span.start -= digits + 1;
            blank.ratio = true;
        }
        blank.date &= blank.ratio && blank.of.is_none();
        blank.ratio &= !blank.date;
        blank.span = Span::new(blank.span.start, span.start + end);
        let short = || count == 2 && len == 2 && is_short(text.get(..at).unwrap_or(""), text.get(end..).unwrap_or(""));
        if (count >= 3 || blank.runs > 0 || blank.of.is_some() || short()) && !in_word {
            out.push(blank);
        }
        at = end;
    }
    out
}

/// Whether two underscores between `head` and `behind` are a blank, `__ GB`, `(__ of 8)`, `[__]`: they stand apart, and nothing
/// but a unit or a total behind them. Several of them are what a formatter has left of one.
fn is_short(head: &str, behind: &str) -> bool {
    if let (Some(head), Some(behind)) = (head.strip_suffix('['), behind.strip_prefix(']')) {
        return !head.ends_with('[') && !behind.starts_with(['(', '[', ']']);
    }
    let closed = behind.trim_start().is_empty() || behind.starts_with([',', ';', ')']);
    let starts = head.is_empty() || head.ends_with([' ', '(', '$', '€', '£', '~', '<', '>']);
    starts && !head.trim_end().ends_with('_') && (closed || stand_ins::measures(behind) || quantity::is_total(behind))
}

/// How many runs of three or more underscores `text` has; an escaped run counts once, and one of full width not at all.
pub fn count_runs(text: &str) -> usize {
    runs(text).filter(|(at, count, _)| *count >= 3 && !text.as_bytes().get(*at..).is_some_and(is_wide)).count()
}

/// Whether `text` has a run of three or more underscores, or what a formatter has made of one.
pub fn has_blank(text: &str) -> bool {
    count_runs(text) > 0 || runs(text).any(|(at, count, end)| count < 3 && starred(text, at, end).is_some())
}

/// The runs of underscores in `text`: where each starts, how many it has, and where it ends.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text.get(at..).and_then(next_run)?;
        let start = at;
        let (len, count, _) = run(text.get(start..)?).unwrap_or((1, 0, false));
        at += len;
        Some((start, count, at))
    })
}

/// Whether bytes start with an underscore of full width.
fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(&WIDE)
}
