//! Letters in place of a number or an hour, told by what stands beside them: `X minutes`, `N%`, `x -> y`, `HH:MM`.

use std::ops::Range;

use memchr::memmem;

use super::{quantity, words};

/// Whether what stands for a value may have its first sign at `at`; asked of every byte.
pub fn may_be(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    match bytes.get(at) {
        Some(b'M') => before == b':',
        Some(b'X' | b'Y' | b'N' | b'x' | b'y') => !(before.is_ascii_alphanumeric() || before == b'_'),
        _ => false,
    }
}

/// The bytes of what stands for a value and has its first sign at `at`; nothing before `from` is looked at.
pub fn around(text: &str, from: usize, at: usize) -> Option<Range<usize>> {
    let (head, rest) = (text.get(from..at)?, text.get(at..)?);
    let sign = rest.bytes().next()?;
    if sign == b'M' {
        return clock(head, rest).map(|(before, behind)| at - before..at + behind);
    }
    let behind = rest.trim_start_matches(char::from(sign));
    // `0.X%`
    let whole = head
        .strip_suffix('.')
        .map_or("", |head| head.get(head.trim_end_matches(|c: char| c.is_ascii_digit()).len()..).unwrap_or(""));
    if sign == b'X' && !whole.is_empty() && behind.starts_with('%') {
        return Some(at - whole.len() - 1..at + rest.len() - behind.len());
    }
    let apart = !head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'));
    let fits = || match sign {
        b'X' | b'Y' | b'N' => measures(behind) || quantity::is_total(behind) || changes(text, at),
        b'x' | b'y' => changes(text, at),
        _ => false,
    };
    (apart && fits()).then(|| at..at + rest.len() - behind.len())
}

/// The bytes of `HH:MM` or `HH:MM:SS` before and behind its `M`; in parentheses it says how an hour is written.
fn clock(head: &str, rest: &str) -> Option<(usize, usize)> {
    let before = head.strip_suffix("HH:")?;
    let len = ["MM:SS", "MM"].iter().find(|form| rest.starts_with(**form))?.len();
    let behind = rest.get(len..)?;
    let apart = !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric);
    (apart && !(before.ends_with('(') && behind.starts_with(')'))).then_some((3, len))
}

/// Whether `[X]` somewhere has a unit, says what is counted, or is one of several letters, `[X]%`, `[X%]`, `[X boats]`,
/// `[X]/[Y]`, `[X/10]`, `[X.Y]`, so that it is no tick anywhere.
pub fn crosses_are_numbers(text: &str) -> bool {
    let other =
        |next: Option<&str>| next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_uppercase() && c != 'X'));
    let counts = |behind: &str| match behind.strip_prefix(']') {
        Some(rest) => measures(rest) || [" of [", "/[", " / [", ".["].iter().any(|next| other(rest.strip_prefix(next))),
        None if behind.starts_with(".X") || behind.starts_with(".Y") || behind.starts_with(".x") => true,
        None if behind.starts_with('/') => quantity::is_total(behind),
        None => {
            let named = |inner: &str| inner.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
            measures(behind) || behind.split_once(']').is_some_and(|(inner, _)| inner.len() < 40 && named(inner))
        }
    };
    memmem::find_iter(text.as_bytes(), "[X").any(|at| text.get(at + "[X".len()..).is_some_and(counts))
}

/// Whether a unit stands behind: ` minutes`, `%`, ` days/hours`.
pub fn measures(behind: &str) -> bool {
    if let Some(tail) = behind.strip_prefix('%') {
        return !tail.starts_with(char::is_alphanumeric);
    }
    let Some(unit) = behind.strip_prefix([' ', '-']) else {
        // Chinese and Japanese put no space before a unit.
        return behind.starts_with(|c| c > '\u{2e7f}') && words::UNITS_OF_TIME.leading(behind).is_some();
    };
    let end = unit.find(|c: char| !c.is_alphanumeric()).unwrap_or(unit.len());
    unit.get(..end).is_some_and(|unit| words::UNITS_OF_TIME.has(unit) || words::UNITS.contains(&unit))
}

/// Whether a label says from what to what: `Level: x -> y`, on either side of the arrow.
fn changes(text: &str, at: usize) -> bool {
    let (before, rest) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
    let arrow = |text: &str| ["->", "→", "=>"].iter().find_map(|arrow| text.strip_prefix(arrow).map(str::len));
    let behind = rest.get(1..).unwrap_or("");
    let from = || {
        let tail = behind.trim_start();
        let to = arrow(tail).and_then(|len| tail.get(tail.len() - len..)).unwrap_or("").trim();
        before.trim_end().ends_with([':', '*', '|']) && matches!(to.trim_end_matches(['|', ' ']), "y" | "Y" | "N")
    };
    let to = || {
        let ends = behind.trim().is_empty() || behind.trim_start().starts_with('|');
        let head = before.trim_end();
        let head = ["->", "→", "=>"].iter().find_map(|arrow| head.strip_suffix(arrow)).unwrap_or("").trim_end();
        let label = head.strip_suffix(['x', 'X', 'N']).unwrap_or("").trim_end();
        ends && label.ends_with([':', '*', '|'])
    };
    from() || to()
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;

    fn all(text: &str) -> Vec<&str> {
        tokens(text, 0, false).iter().filter_map(|token| text.get(token.span.range())).collect()
    }

    #[test]
    fn letters_stand_for_numbers_beside_a_unit_or_an_arrow() {
        for (text, found) in [
            ("**Pause:** X minutes at most", &["X"][..]),
            ("Open the sluice to N%, wait X hours/days", &["N", "X"]),
            ("Shut for X hours Y minutes", &["X", "Y"]),
            ("- Gauge: x -> y", &["x", "y"]),
            ("| Pump | X → Y |", &["X", "Y"]),
            ("Begins YYYY-MM-DD HH:MM", &["YYYY-MM-DD", "HH:MM"]),
            ("Dauert X Stunden, poi N giorni, потом X минут", &["X", "N", "X"]),
            ("预计 X分钟", &["X"]),
            ("Slip below 0.X%, leak 1.XX%", &["0.X", "1.XX"]),
            ("Lift XX% of XXX t, wait XX minutes", &["XX", "XXX", "XX"]),
            ("Passed: X/48, N of 8 gates", &["X", "N"]),
        ] {
            assert_eq!(all(text), found, "{text}");
        }
    }

    #[test]
    fn letters_that_name_something_stay() {
        for text in [
            "Turn valve X until it stops",
            "Plan X: minutes of the meeting",
            "Map x -> y in the table of axes",
            "Time (HH:MM)",
            "Row X-Ray of MAX minutes",
            "Press X, then Y",
            "A coat of size XX",
        ] {
            assert_eq!(all(text), [""; 0], "{text}");
        }
    }
}
