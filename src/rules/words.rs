//! Words that rules share: how text is quoted, counted, and seen to say nothing.

use std::borrow::Cow;

use crate::parse::words::{AWAITED, MARKS_TO_DO, SAYS_FAILED, SAYS_NOTHING};
use crate::text::is_invisible;

/// The longest quotation, in characters.
const LONGEST: usize = 60;

/// Text as it is quoted in a message: one line, shortened, in quotation marks.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(2 * LONGEST) + "“…”".len());
    out.push('“');
    let (mut len, mut gap) = (0, false);
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            gap = len > 0;
            continue;
        }
        len += 1 + usize::from(gap);
        if len > LONGEST {
            out.push('…');
            break;
        }
        if gap {
            out.push(' ');
        }
        out.push(c);
        gap = false;
    }
    out.push('”');
    out
}

/// Words in lower case, with single spaces between.
pub fn plain(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// `1 item`, `3 items`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Whether a label says what would come out, not what has: "Expected result: failed".
pub fn is_awaited(label: &str) -> bool {
    AWAITED.alone_in(label).is_some()
}

/// The word by which a text marks what is still to be done, `TODO`.
pub fn mark_to_do(text: &str) -> Option<&'static str> {
    MARKS_TO_DO.iter().find(|mark| text.eq_ignore_ascii_case(mark) && !text.contains(char::is_lowercase))
}

/// Whether a word ends where it is found: "fail" does before "-1234", and not before "over". A sign ends anywhere.
pub fn ends(word: &str, rest: &str) -> bool {
    !(word.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric))
}

/// Whether a word ends where it is found, and is no part of a longer one: "ok" is none before ", but", and one before "-ish".
pub fn ends_apart(word: &str, rest: &str) -> bool {
    ends(word, rest) && !(word.ends_with(char::is_alphanumeric) && rest.starts_with('-'))
}

/// Whether a text tells of states one behind the other, "open → wait → skipped": none of them is how it stands, unless the last
/// is that it failed.
pub fn flows(text: &str) -> bool {
    ["→", "->", "=>", "⇒"].iter().any(|arrow| {
        let last = text.rsplit(arrow).next().unwrap_or("");
        text.matches(arrow).nth(1).is_some() && !SAYS_FAILED.has(last.trim())
    })
}

/// What stands behind the marker of a bullet or a number.
pub fn entry(line: &str) -> Option<&str> {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < line.len();
    let rest = if numbered { digits.strip_prefix(['.', ')']) } else { line.strip_prefix(['-', '*', '+']) }?;
    rest.strip_prefix(' ').map(str::trim)
}

/// Tags and entities that leave nothing to be read.
const NO_INK: [&str; 25] = [
    "<br>",
    "<br/>",
    "<br />",
    "<wbr>",
    "<p>",
    "</p>",
    "<span>",
    "</span>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "&nbsp;",
    "&emsp;",
    "&ensp;",
    "&thinsp;",
    "&shy;",
    "&zwnj;",
    "&zwj;",
    "&lrm;",
    "&rlm;",
    "&NoBreak;",
    "&ZeroWidthSpace;",
];

/// Whether a value is there but says nothing: nothing that can be seen, only strokes or dots, something struck out, or
/// "to be determined" in one of its forms.
pub fn says_nothing(value: &str) -> bool {
    let mut text = Cow::Borrowed(value);
    if value.contains(['<', '&']) {
        text = NO_INK.iter().fold(text, |text, none| text.replace(none, " ").into());
        text = without_numbered(&text).into();
    }
    let words = text.trim_matches(is_silent);
    let struck =
        || words.strip_prefix("~~").and_then(|rest| rest.strip_suffix("~~")).is_some_and(|rest| !rest.contains("~~"));
    words.is_empty()
        || struck()
        || SAYS_NOTHING.has(words)
        || words.len() < text.len() && SAYS_NOTHING.has(&text)
        || is_filler(words)
        || is_pattern(text.trim_matches([' ', '`', '*']))
        || is_half_date(text.trim())
}

/// Whether a character says nothing by itself: blanks, and signs but those that judge, count or name.
fn is_silent(c: char) -> bool {
    match c {
        '!' | '$' | '%' | '&' | '+' | '<' | '>' | '@' | '^' | '~' => false,
        '–' | '—' | '…' | '\u{fe0f}' | '«' | '»' | '“' | '”' | '„' | '‘' | '’' => true,
        // Underscores and dots of full width, and lines drawn of signs for boxes.
        '＿' | '．' | '・' | '·' | '•' | '‗' | '▁' | '─' | '━' | '⎯' | '﹍' | '﹏' | '〜' | '～' => {
            true
        }
        c => c.is_whitespace() || c.is_ascii_punctuation() || is_invisible(c),
    }
}

/// Whether a part of a date is still to be written, `2030-__-__`, `/  /2030`.
fn is_half_date(text: &str) -> bool {
    let signs = |byte: u8| byte.is_ascii_digit() || b"_/-. ".contains(&byte);
    text.bytes().all(signs)
        && ['/', '-', '.'].iter().any(|sign| {
            let blank = |part: &str| part.trim_matches(['_', ' ']).is_empty() && (*sign == '/' || !part.is_empty());
            let number = |part: &str| part.trim_end_matches('_').parse::<u16>().is_ok();
            let (mut parts, mut blanks) = (0, 0);
            let fits = text.split(*sign).all(|part| {
                parts += 1;
                blanks += u8::from(blank(part));
                blank(part) || number(part.trim())
            });
            fits && parts == 3 && blanks > 0
        })
}

/// Whether a number counts something: one above 0.
pub fn counts_some(number: &str) -> bool {
    number.parse::<u64>().is_ok_and(|number| number > 0)
}

/// Whether a text only fills the room, however long it is.
fn is_filler(text: &str) -> bool {
    text.get(.."lorem ipsum".len()).is_some_and(|head| head.eq_ignore_ascii_case("lorem ipsum"))
}

/// Whether a text is the pattern of a version, `xx.yy.zz`, `vN.N.N`, `v?.?.?`, `major.minor.patch`, and no version.
fn is_pattern(text: &str) -> bool {
    if !text.contains('.') {
        return false;
    }
    let text = text.trim_start_matches(['v', 'V', ' ', '@', '%', '«', '“']).trim_end_matches(['@', '%', '»', '”']);
    let letter = |part: &str| {
        let mut chars = part.chars();
        let first = chars.next();
        first.is_some_and(|first| "xyznXYZN?#".contains(first) && chars.all(|c| c == first))
    };
    let word = |part: &str| ["major", "minor", "patch"].iter().any(|word| word.eq_ignore_ascii_case(part));
    text.contains('.') && text.split('.').all(|part| letter(part) || word(part))
}

/// A text without the entities that name an invisible character or a blank by its number, `&#8203;`.
fn without_numbered(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((head, behind)) = rest.split_once("&#") {
        out.push_str(head);
        let number = behind.split_once(';').and_then(|(number, tail)| Some((entity(number)?, tail)));
        rest = match number {
            Some((c, tail)) if c.is_whitespace() || is_invisible(c) => tail,
            _ => {
                out.push_str("&#");
                behind
            }
        };
    }
    out.push_str(rest);
    out
}

/// The character that a number of an entity stands for, `8203` or `x200B`.
fn entity(number: &str) -> Option<char> {
    let hex = number.strip_prefix(['x', 'X']);
    let code = hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16));
    code.ok().and_then(char::from_u32)
}
