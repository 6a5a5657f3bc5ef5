//! Words that rules share: how text is quoted, counted, and seen to say nothing.

use std::borrow::Cow;

/// The longest quotation, in characters.
const LONGEST: usize = 60;

/// Text as it is quoted in a message: one line, shortened, in quotation marks.
pub fn quote(text: &str) -> String {
    let line = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let line = line.collect::<Vec<_>>().join(" ");
    let mut chars = line.chars();
    let mut short: String = chars.by_ref().take(LONGEST).collect();
    if chars.next().is_some() {
        short.truncate(short.trim_end().len());
        short.push('…');
    }
    format!("“{short}”")
}

/// `1 item`, `3 items`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Whether a value is there but says nothing: only strokes or dots, or "to be determined" in one of its forms.
pub fn says_nothing(value: &str) -> bool {
    const NOTHING: [&str; 14] = [
        "tbd",
        "tba",
        "tbc",
        "todo",
        "xxx",
        "to be determined",
        "to be confirmed",
        "to be decided",
        "to follow",
        "unknown",
        "not known",
        "not yet",
        "not yet known",
        "n.n.",
    ];
    let silent = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '_' | '/' | '-' | '–' | '—' | '.' | '…' | '?' | '*' | '\\' | '\u{ad}' | '\u{200b}'
                    ..='\u{200f}' | '\u{2060}' | '\u{feff}'
            )
    };
    // Blanks may be written as entities.
    let spaced: Cow<'_, str> = match value.contains('&') {
        true => ["&nbsp;", "&emsp;", "&ensp;", "&#160;"]
            .iter()
            .fold(value.to_owned(), |text, blank| text.replace(blank, " "))
            .into(),
        false => value.into(),
    };
    let words = spaced.trim_matches(silent);
    words.is_empty() || NOTHING.iter().any(|nothing| nothing.eq_ignore_ascii_case(words))
}
