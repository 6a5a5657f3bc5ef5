//! Tokens on a line that may stand for a value to come.

use super::{bare_words, slots, stand_ins, statuses, words};
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
    /// Whether it is in brackets and nothing stands beside it.
    pub alone: bool,
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
            Some(b'[') => bracket(rest, code)
                .or_else(|| slot(text, from, at).filter(|_| !code))
                .map(|len| (PlaceholderStyle::Bracket, at, 1, len - 1, len)),
            Some(b'<') => angle(text, from, at, code).map(|len| (PlaceholderStyle::Angle, at, 1, len - 1, len)),
            Some(b'{') if rest.starts_with("{{") => rest
                .find("}}")
                .filter(|end| {
                    let inner = rest.get(2..*end).unwrap_or("");
                    is_name(inner, " _-.") && !inner.contains(" .") || !code && is_said(inner)
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
            _ if !code && let Some(range) = stand_ins::around(text, from, at) => {
                Some((PlaceholderStyle::Bare, range.start, 0, range.len(), range.len()))
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
                let alone = style == PlaceholderStyle::Bracket && slot(text, from, first).is_some();
                out.push(Token { style, inner: place(start, end), span: place(0, len), sure, alone });
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
    // A word in capitals before others may name anything: `[USB hub]`.
    let loud = word.chars().any(char::is_uppercase)
        && !word.chars().any(char::is_lowercase)
        && !inner.get(word.len()..)?.contains(|c: char| c.is_lowercase());
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '/' | '.' | '\'' | ',');
    let named = || loud && inner.len() <= 60 && inner.chars().all(fits) && !inner.ends_with(' ');
    // What looks like a tick is none but in a command.
    let named = || named() && (code || !matches!(inner, "X" | "x"));
    let asked = || words::INSTRUCTIONS.leading(inner).is_some() && !inner.contains(['[', '<', '|']);
    let noun = || !code && words::SLOT_NOUNS.has(inner);
    ((named() || asked() || noun()) && !choice()).then_some(end + 1)
}

/// `[Mitigation plan]`, whatever the words, where nothing else stands; `from` is where the slot before it ends.
fn slot(text: &str, from: usize, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let end = rest.find(']')?;
    let inner = rest.get(1..end)?;
    let worded = inner.starts_with(char::is_alphanumeric)
        && inner.len() <= 100
        && inner.chars().filter(|c| c.is_alphabetic()).take(2).count() == 2
        && !inner.contains(['[', '<', '`']);
    if !worded {
        return None;
    }
    let state = || statuses::cell_state(inner).is_some() || words::UNDONE.has(inner);
    let condition = || words::CONDITIONAL.leading(inner).is_some() || words::OPTIONAL_LEADS.leading(inner).is_some();
    let fits = alone(text, from, at, end + 1) && !state() && !condition();
    (fits && slots::choice(rest.get(..=end)?).is_none()).then_some(end + 1)
}

/// Whether nothing stands beside the `len` bytes at `at`: they are the value of a label, a cell, an entry, or a line.
fn alone(text: &str, from: usize, at: usize, len: usize) -> bool {
    let marks: &[char] = &[' ', '\t', '*', '_', '`', '"', '@', '\u{3000}'];
    let head = text.get(..at).unwrap_or("");
    let before = head.trim_end_matches(marks).trim_start_matches(['>', ' ', '\t']);
    let after = text.get(at + len..).unwrap_or("");
    let tail = after.trim_start_matches(marks);
    let ends = tail.is_empty();
    let between = text.get(from..at).unwrap_or("");
    let joined = from > 0 && !between.trim().is_empty() && between.bytes().all(|byte| b" -/,*`".contains(&byte));
    if before.ends_with([':', '：']) || joined {
        // A remark or another value may follow.
        (ends || tail.starts_with(['(', '（', '|', '/', '-', '–', '—', ',', '[', '.']))
            && !after.starts_with(['(', '['])
    } else if before.ends_with('|') {
        ends || tail.starts_with('|')
    } else if before.starts_with('#') {
        ends && before.ends_with(['#', '-', '–', '—'])
    } else {
        ends && leads_entry(before)
    }
}

/// Whether there is nothing, or a list marker and perhaps a box.
fn leads_entry(before: &str) -> bool {
    let before = ["[ ]", "[x]", "[X]", "☐"].iter().find_map(|mark| before.strip_suffix(mark)).unwrap_or(before);
    let before = before.trim_matches(['-', '*', '+', ' ', '\t']);
    before.is_empty() || before.trim_end_matches(['.', ')']).bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether words between double braces are said to people: no expression of a template language.
fn is_said(inner: &str) -> bool {
    let inner = inner.trim();
    inner.len() <= 80
        && inner.starts_with(char::is_alphanumeric)
        && !inner.contains(['{', '}', '|', '(', '"', '$', '='])
        && !inner.contains(" .")
        && (!inner.contains('.') || inner.contains(' '))
}

/// `<version>`, `<START TIME>`: no element of HTML, no address.
fn angle(line: &str, from: usize, at: usize, code: bool) -> Option<usize> {
    let text = line.get(at..)?;
    let end = text.find('>')?;
    let inner = text.get(1..end)?;
    let starts = inner.starts_with(|c: char| c.is_alphabetic());
    // In a code span nothing is an address or an element.
    let free = |c: char| matches!(c, '/' | ':' | ',' | '+') && line.get(..at).is_some_and(|head| head.ends_with('`'));
    let own = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | '|');
    let fits = inner.len() <= 60 && inner.chars().all(|c| own(c) || free(c)) && !inner.contains("://");
    let first = inner.split([' ', '.']).next().unwrap_or("");
    let element = words::is_html_element(inner) || (words::is_html_element(first) && inner.contains(' '));
    let spaced = code && inner.contains(' ') && inner.chars().any(char::is_lowercase) && inner.split(' ').count() > 4;
    let fine = starts && fits && !element && !words::WITHHELD.has(inner) && !inner.ends_with(' ') && !spaced;
    // Options where a value stands are a choice.
    let choice = || slots::choice(text.get(..=end)?);
    (fine && (choice().is_none() || inner.contains('|') && !alone(line, from, at, end + 1))).then_some(end + 1)
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

#[cfg(test)]
mod tests {
    use super::tokens;

    fn all(text: &str) -> Vec<&str> {
        tokens(text, 0, false).iter().filter_map(|token| text.get(token.span.range())).collect()
    }

    #[test]
    fn brackets_with_nothing_beside_them_are_slots() {
        for (text, slots) in [
            ("| [Risk] | High | [Plan of the house] |", &["[Risk]", "[Plan of the house]"][..]),
            ("- Contact: [Who answers] - [Phone of the desk]", &["[Who answers]", "[Phone of the desk]"]),
            ("**Betrieb**: [was auch immer] (höchstens zwei)", &["[was auch immer]"]),
            ("1. [手順一]", &["[手順一]"]),
            ("担当：[担当の方]", &["[担当の方]"]),
            ("> [Room for remarks]", &["[Room for remarks]"]),
            ("### Trigger 1: [What sets it off]", &["[What sets it off]"]),
            ("- [ ] [Name the valve]", &["[Name the valve]"]),
            ("- Ask: `[ITEM_1 + ETA]`", &["[ITEM_1 + ETA]"]),
        ] {
            assert_eq!(all(text), slots, "{text}");
        }
    }

    #[test]
    fn brackets_beside_other_words_are_not() {
        for text in [
            "- [ ] [Release lead] [Close the desk]",
            "- Note: [Sentry] stays on",
            "The [usual] way",
            "- [x] see [Guide](guide.md)",
            "- State: [Pass]",
            "- [Optional]",
            "| [ ] | [x] | [1] |",
            "[^1]",
            "> [!IMPORTANT]",
        ] {
            assert_eq!(all(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn braces_hold_what_is_said_to_people() {
        assert_eq!(all("Above {{80}} %, {{Étape 1 : prévenir}}"), ["{{80}}", "{{Étape 1 : prévenir}}"]);
        assert_eq!(all("{{ .Values.tag }} {{#if a}} {{ a | upper }} {{ f(x) }} {{ a.b }}"), ["{{ a.b }}"]);
        assert_eq!(all("Run with <patch|minor|major>"), ["<patch|minor|major>"]);
        assert_eq!(all("Key: `<logs/pump.log>`, not <REDACTED>"), ["<logs/pump.log>"]);
    }
}
