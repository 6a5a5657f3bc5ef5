//! Tokens on a line that may stand for a value to come.

use super::{bare_words, slots, words};
use crate::model::PlaceholderStyle;
use crate::text::Span;

/// A token that was found on a line.
pub struct Token {
    /// How it is written.
    pub style: PlaceholderStyle,
    /// What is between the brackets.
    pub inner: Span,
    /// All of it.
    pub span: Span,
    /// What it needs to stand for a value.
    pub sure: Sure,
}

/// What a token needs to stand for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// Nothing else.
    Alone,
    /// To stand there more than once: once, it may be meant literally.
    Repeated,
    /// The same token elsewhere that is sure.
    Elsewhere,
}

/// The tokens of a line.
pub fn tokens(text: &str, offset: usize, code: bool) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    let mut from = 0;
    while let Some(skip) = bytes.get(at..).and_then(|rest| rest.iter().position(is_sign)) {
        at += skip;
        let rest = text.get(at..).unwrap_or("");
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let mut sure = Sure::Alone;
        let read = match rest.as_bytes().first() {
            Some(b'\\') => {
                at += 1 + rest.get(1..).and_then(|tail| tail.chars().next()).map_or(0, char::len_utf8);
                continue;
            }
            Some(b'[') => bracket(rest, code).map(|len| (PlaceholderStyle::Bracket, at, 1, len - 1, len)),
            Some(b'<') => angle(rest, code).map(|len| (PlaceholderStyle::Angle, at, 1, len - 1, len)),
            Some(b'{') if rest.starts_with("{{") => rest
                .find("}}")
                .filter(|end| {
                    is_name(rest.get(2..*end).unwrap_or(""), " _-.")
                        && !rest.get(..*end).is_some_and(|own| own.contains(" ."))
                })
                .map(|end| (PlaceholderStyle::Mustache, at, 2, end, end + 2)),
            Some(b'{') if !code => rest
                .find('}')
                .filter(|end| is_upper(rest.get(1..*end).unwrap_or("")))
                .map(|end| (PlaceholderStyle::Shell, at, 1, end, end + 1)),
            Some(b'$') if rest.starts_with("${") => rest
                .find('}')
                .filter(|end| is_name(rest.get(2..*end).unwrap_or(""), "_"))
                .map(|end| (PlaceholderStyle::Shell, at, 2, end, end + 1)),
            Some(b'$') => variable(rest).map(|len| (PlaceholderStyle::Shell, at, 1, len, len)),
            Some(b'_') if !before.is_some_and(u8::is_ascii_alphanumeric) => {
                asked(rest).map(|len| (PlaceholderStyle::Bare, at, 1, len - 1, len))
            }
            _ if bare_words::may_be(bytes, at) => bare_words::around(text, from, at).map(|found| {
                if found.weak {
                    sure = Sure::Elsewhere;
                }
                let len = found.range.len();
                (PlaceholderStyle::Bare, found.range.start, 0, len, len)
            }),
            _ => None,
        };
        match read {
            Some((style, first, start, end, len)) => {
                let place = |start: usize, end: usize| Span::new(offset + first + start, offset + first + end);
                out.push(Token { style, inner: place(start, end), span: place(0, len), sure });
                at = first + len;
                from = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    out
}

/// Whether a token may start with a byte, or a bare word have it; asked of every byte.
fn is_sign(byte: &u8) -> bool {
    const SIGNS: [bool; 256] = {
        let (mut table, mut signs) = ([false; 256], b"[<{$\\_XYxyNAJM-".as_slice());
        while let [sign, rest @ ..] = signs {
            table[*sign as usize] = true;
            signs = rest;
        }
        table
    };
    SIGNS.get(usize::from(*byte)).is_some_and(|sign| *sign)
}

/// `[VERSION]`, `[URL or path]`, `[TODO: owner]`, `[List the known issues]`; not the text of a link.
fn bracket(text: &str, code: bool) -> Option<usize> {
    let end = text.find(']')?;
    let inner = text.get(1..end)?;
    let after = text.get(end + 1..)?;
    if inner.is_empty()
        || inner.len() > 100
        || after.starts_with(['(', '[', ':']) && !after.starts_with(": ") && !after.starts_with(":4")
    {
        return None;
    }
    // `[Minor / Major]` is a choice, and `[1]` a footnote.
    let choice = || slots::choice(text.get(..=end).unwrap_or("")).is_some();
    let word = inner.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("");
    let loud = word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '/' | '.' | '\'' | ',');
    let named = || loud && inner.len() <= 60 && inner.chars().all(fits) && !inner.ends_with(' ');
    // What looks like a tick is none but in a command.
    let named = || named() && (code || !matches!(inner, "X" | "x"));
    let asked = || words::INSTRUCTIONS.leading(inner).is_some() && !inner.contains(['[', '<', '|']);
    let noun = || !code && words::SLOT_NOUNS.has(inner);
    ((named() || asked() || noun()) && !choice()).then_some(end + 1)
}

/// `<version>`, `<START TIME>`: no element of HTML, no address.
fn angle(text: &str, code: bool) -> Option<usize> {
    let end = text.find('>')?;
    let inner = text.get(1..end)?;
    let starts = inner.starts_with(|c: char| c.is_alphabetic());
    let fits = inner.len() <= 60 && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'));
    let first = inner.split([' ', '.']).next().unwrap_or("");
    let element = words::is_html_element(inner) || (words::is_html_element(first) && inner.contains(' '));
    let spaced = code && inner.contains(' ') && inner.chars().any(char::is_lowercase) && inner.split(' ').count() > 4;
    (starts && fits && !element && !inner.ends_with(' ') && !spaced && slots::choice(&format!("<{inner}>")).is_none())
        .then_some(end + 1)
}

/// `$VERSION`, in capitals.
fn variable(text: &str) -> Option<usize> {
    let name = text.get(1..)?;
    let name = name.get(..name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len()))?;
    (name.len() > 1 && is_upper(name)).then_some(1 + name.len())
}

/// `_describe_` at the end of a line, emphasised where the words themselves are to stand.
fn asked(text: &str) -> Option<usize> {
    let own = text.trim_end();
    let inner = own.strip_prefix('_')?.strip_suffix('_')?;
    words::INSTRUCTIONS.leading(inner)?;
    (inner.starts_with(char::is_lowercase) && !inner.contains('_')).then_some(own.len())
}

fn is_upper(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 40
        && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
        && text.starts_with(|c: char| c.is_ascii_uppercase())
}

fn is_name(text: &str, extra: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.len() <= 60
        && text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || extra.contains(c))
}
