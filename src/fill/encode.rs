//! Writing a value into its context, so that Markdown reads back the very characters and nothing else.

use crate::parse::{Context, parse};
use crate::text::{Source, is_invisible};

/// The longest value, in bytes.
const MAX_VALUE: usize = 64 * 1024;

/// Where a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// What the bytes are to Markdown.
    pub context: Context,
    /// Whether only blanks and list or quote marks stand before it on its line.
    pub starts_line: bool,
    /// The character before it.
    pub before: Option<char>,
    /// The character behind it.
    pub after: Option<char>,
}

/// Why a value can't be written; the message follows "the value of … can't be written: ".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing.
    #[error("it is empty; leave the key out instead")]
    Empty,
    /// A blank at either end.
    #[error("it begins or ends with a blank; remove that")]
    Blanks,
    /// LF, CR, U+2028 and their kin.
    #[error("it has a line break (U+{0:04X}); write it on one line")]
    LineBreak(u32),
    /// Characters that do something instead of being seen.
    #[error("it has the control character U+{0:04X}; remove that")]
    Control(u32),
    /// Characters that can't be seen, or change the order in which others are.
    #[error("it has the invisible character U+{0:04X}; remove that")]
    Invisible(u32),
    /// A blank or placeholder in the place of a value.
    #[error("it looks like a blank that is still to be filled in; give the real value")]
    Unfilled,
    /// More than anybody writes into a slot.
    #[error("it is longer than {MAX_VALUE} bytes; attach it as a file instead")]
    TooLong,
    /// A backtick in a code span.
    #[error("the slot is in a code span, where a backtick can't stand; remove it")]
    Backtick,
    /// A fence in a code block.
    #[error("the slot is in a block of code, which this value would close; start it with something else than a fence")]
    Fence,
    /// A slot in a link's target, raw HTML, a comment or the front matter.
    #[error("the slot is in {0}, where gonogo doesn't write; edit it by hand")]
    Place(&'static str),
}

/// The bytes that stand for `value` at `place`.
///
/// # Errors
/// When the value can't stand there as it is.
pub fn encode(value: &str, place: Place) -> Result<String, Refusal> {
    check(value)?;
    match place.context {
        Context::Text => Ok(escaped(value, place, false)),
        Context::TableCell => Ok(escaped(value, place, true)),
        Context::CodeSpan if value.contains('`') => Err(Refusal::Backtick),
        Context::CodeBlock if place.starts_line && (value.starts_with("```") || value.starts_with("~~~")) => {
            Err(Refusal::Fence)
        }
        Context::CodeSpan | Context::CodeBlock => Ok(value.to_owned()),
        Context::Opaque => Err(Refusal::Place("a link's target, raw HTML or a comment")),
        Context::FrontMatter => Err(Refusal::Place("the front matter")),
    }
}

/// Refuses what can't stand anywhere.
pub fn check(value: &str) -> Result<(), Refusal> {
    if value.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    if value.len() > MAX_VALUE {
        return Err(Refusal::TooLong);
    }
    for c in value.chars() {
        let code = u32::from(c);
        match c {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                return Err(Refusal::LineBreak(code));
            }
            c if c.is_control() => return Err(Refusal::Control(code)),
            // A joiner is part of many emoji.
            c if is_invisible(c) && c != '\u{200d}' => return Err(Refusal::Invisible(code)),
            _ => {}
        }
    }
    if value.trim() != value {
        return Err(Refusal::Blanks);
    }
    if is_unfilled(value) { Err(Refusal::Unfilled) } else { Ok(()) }
}

/// Whether a value is nothing but a blank or one placeholder.
fn is_unfilled(value: &str) -> bool {
    if value.contains("___") || value.chars().all(|c| matches!(c, '_' | '\\' | ' ')) {
        return true;
    }
    // Compiling is dear: only what has a bracket, or a letter that stands for a digit, can be a placeholder.
    if !value.bytes().any(|byte| b"[<{$XYZxyz".contains(&byte)) {
        return false;
    }
    let Ok(source) = Source::new("value", value.as_bytes().to_vec()) else { return true };
    let whole = |start: usize, end: usize| start == 0 && end == value.len();
    parse(&source).placeholders.iter().flat_map(|p| &p.occurrences).any(|place| whole(place.span.start, place.span.end))
}

/// `value` with a backslash before each character that could become markup.
fn escaped(value: &str, place: Place, cell: bool) -> String {
    let chars: Vec<char> = value.chars().collect();
    let mut out = String::with_capacity(value.len() + 8);
    for (at, c) in chars.iter().copied().enumerate() {
        let before = if at == 0 { place.before } else { chars.get(at - 1).copied() };
        let after = chars.get(at + 1).copied().or(if at + 1 == chars.len() { place.after } else { None });
        let first = at == 0 && place.starts_line;
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let special = match c {
            '*' | '`' | '[' | ']' | '<' => true,
            '\\' => after.is_none_or(|c| c.is_ascii_punctuation() || c.is_whitespace()),
            '_' => !(word(before) && word(after)),
            '~' => before == Some('~') || after == Some('~') || first,
            '&' => is_entity(chars.get(at + 1..).unwrap_or(&[])),
            '!' => after == Some('['),
            '|' => cell || first,
            '#' | '-' | '+' | '>' | '=' | ':' => first,
            '.' | ')' => place.starts_line && ends_number(chars.get(..at).unwrap_or(&[])) && !word(after),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether what follows an ampersand makes it an entity.
fn is_entity(rest: &[char]) -> bool {
    let name = rest.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && rest.get(name) == Some(&';')
}

/// Whether a line's first characters are the number of a list.
fn ends_number(head: &[char]) -> bool {
    (1..=9).contains(&head.len()) && head.iter().all(char::is_ascii_digit)
}
