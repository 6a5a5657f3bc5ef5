//! The text of a line without its markup, and slugs of it.

use std::borrow::Cow;

/// `text` without emphasis marks, code ticks, link targets, comments and backslash escapes; blanks are folded.
pub fn plain(text: &str) -> String {
    bare(text).into_owned()
}

/// The same, and the text itself where it is plain already, as most are.
pub fn bare(text: &str) -> Cow<'_, str> {
    if plain_run(text, true) == text.len() && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        // Words are taken as they are.
        let words = plain_run(rest, out.is_empty() || out.ends_with(' '));
        out.push_str(rest.get(..words).unwrap_or(""));
        rest = rest.get(words..).unwrap_or("");
        let Some(c) = rest.chars().next() else { break };
        let after = rest.get(c.len_utf8()..).unwrap_or("");
        rest = match c {
            '\\' => match after.chars().next().filter(char::is_ascii_punctuation) {
                Some(escaped) => {
                    out.push(escaped);
                    after.get(1..).unwrap_or("")
                }
                None => {
                    out.push(c);
                    after
                }
            },
            '*' | '`' => after,
            '~' if after.starts_with('~') => after.get(1..).unwrap_or(""),
            '_' if after.starts_with('_') && is_short_blank(text, text.len() - rest.len()) => {
                out.push_str("__");
                after.get(1..).unwrap_or("")
            }
            '_' if after.starts_with('_') && !after.starts_with("__") && !out.ends_with('_') => {
                after.get(1..).unwrap_or("")
            }
            '<' if after.starts_with("!--") => match after.find("-->") {
                Some(end) => after.get(end + 3..).unwrap_or(""),
                None => "",
            },
            '[' | '!' => link(rest, &mut out).unwrap_or_else(|| {
                out.push(c);
                after
            }),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
                after
            }
            _ => {
                // A run of underscores is kept whole: it is a blank.
                out.push(c);
                after
            }
        };
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// Whether two underscores at `at` are a blank, `__ GB`, or a part of a date, `____-__-__`, and no
/// emphasis, which touches a word; nor one of several that a formatter has left of a blank.
fn is_short_blank(text: &str, at: usize) -> bool {
    let (before, behind) = (text.get(..at).unwrap_or(""), text.get(at + "__".len()..).unwrap_or(""));
    let dated = ["_-", "_.", "_/"].iter().any(|part| before.ends_with(part));
    let starts = before.is_empty() || before.ends_with([' ', '(', '[']) || dated;
    let several = before.ends_with("_ ") || behind.starts_with(" _");
    starts && !several && (behind.is_empty() || behind.starts_with([' ', '%', ')', ']', ',', ';', '.', '-', '/']))
}

/// Whether a byte is a sign or letter of ASCII without a meaning in Markdown.
const INKED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        let marks = matches!(byte as u8, b'\\' | b'*' | b'`' | b'~' | b'_' | b'<' | b'[' | b'!');
        table[byte] = (byte as u8).is_ascii_graphic() && !marks;
        byte += 1;
    }
    table
};

/// How many bytes at the start of a text are words and single blanks, as most are; `blank` is whether one stands before it.
fn plain_run(text: &str, mut blank: bool) -> usize {
    const PLAIN: [bool; 256] = {
        let mut table = INKED;
        table[b' ' as usize] = true;
        table
    };
    let mut plain = |byte: &u8| {
        let before = std::mem::replace(&mut blank, *byte == b' ');
        PLAIN.get(usize::from(*byte)).is_some_and(|plain| *plain) && !(before && *byte == b' ')
    };
    text.as_bytes().iter().position(|byte| !plain(byte)).unwrap_or(text.len())
}

/// `text` without blanks at its ends, which mostly are spaces where there are any.
#[inline]
pub fn trim(text: &str) -> &str {
    if is_inked(text) { text } else { trim_blanks(text) }
}

fn trim_blanks(text: &str) -> &str {
    let inner = text.trim_ascii();
    if is_inked(inner) { inner } else { inner.trim() }
}

/// Whether a text has signs or letters of ASCII at its ends.
#[inline]
fn is_inked(text: &str) -> bool {
    match *text.as_bytes() {
        [first, .., last] => first.is_ascii_graphic() && last.is_ascii_graphic(),
        [only] => only.is_ascii_graphic(),
        [] => true,
    }
}

/// Writes the text of an inline link at the start of `text`; what follows the link, if there is one.
fn link<'a>(text: &'a str, out: &mut String) -> Option<&'a str> {
    let inner = text.strip_prefix('!').unwrap_or(text).strip_prefix('[')?;
    let end = inner.find(']')?;
    let target = inner.get(end + 1..)?.strip_prefix('(')?;
    let close = target.find(')')?;
    out.push_str(&plain(inner.get(..end)?));
    target.get(close + 1..)
}

/// Lower-case letters and digits joined by hyphens, at most 60 bytes; letters of any script are kept.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(64);
    let mut rest = text;
    while !rest.is_empty() && out.len() < 48 {
        let (word, behind) = rest.split_at_checked(word_len(rest)).unwrap_or((rest, ""));
        if word.is_empty() {
            rest = behind.trim_start_matches(|c: char| !c.is_alphanumeric());
            continue;
        }
        rest = behind;
        if !out.is_empty() {
            out.push('-');
        }
        if word.is_ascii() {
            out.push_str(word.get(..60 - out.len()).unwrap_or(word));
            continue;
        }
        for c in word.chars() {
            if out.len() + c.len_utf8() > 60 {
                break;
            }
            out.extend(c.to_lowercase());
        }
    }
    out.make_ascii_lowercase();
    if out.is_empty() { "untitled".into() } else { out }
}

/// How many bytes the letters and digits take that a text starts with; most are ASCII.
fn word_len(text: &str) -> usize {
    let ascii = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match text.as_bytes().get(ascii) {
        Some(byte) if !byte.is_ascii() => text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len()),
        _ => ascii,
    }
}

#[cfg(test)]
mod tests {
    use super::{plain, slug};

    #[test]
    fn two_underscores_are_emphasis_where_they_touch_a_word() {
        for (text, wanted) in [
            ("__Oil__ the __door.__ now", "Oil the door. now"),
            ("Oil: __ l (__ of 8)", "Oil: __ l (__ of 8)"),
            ("On ____-__-__, __.__.____", "On ____-__-__, __.__.____"),
            ("__`oil`__ and __[door](a)__", "oil and door"),
        ] {
            assert_eq!(plain(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_slug_has_the_words_of_any_script_and_an_end() {
        for (text, wanted) in [
            ("Gate 4: Oil the HINGES!", "gate-4-oil-the-hinges"),
            ("  --Étape DÉJÀ vue-- ", "étape-déjà-vue"),
            ("b\u{e9}ton4x", "b\u{e9}ton4x"),
            ("水门 关闭", "水门-关闭"),
            ("—", "untitled"),
        ] {
            assert_eq!(slug(text), wanted, "{text}");
        }
        assert_eq!(slug(&"a".repeat(70)).len(), 60);
        assert_eq!(slug(&"é".repeat(70)).len(), 60);
        assert_eq!(slug(&"ab ".repeat(30)).len(), 50, "no word is begun behind 48 bytes");
    }

    #[test]
    fn plain_text_has_single_blanks_and_no_marks() {
        for (text, wanted) in [
            ("Oil  the *gate*\tnow ", "Oil the gate now"),
            (" **Oil** ", "Oil"),
            ("Oil the gate", "Oil the gate"),
            ("", ""),
        ] {
            assert_eq!(plain(text), wanted, "{text}");
        }
    }
}
