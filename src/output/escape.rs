//! Makes untrusted text safe to print: what a terminal would obey, or a reader not see, becomes visible.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character acts on the terminal, turns the direction of writing, or can't be seen.
pub const fn is_hostile(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text with hostile characters as `\u{1b}`; line feeds and tabs stay.
pub fn escape(text: &str) -> Cow<'_, str> {
    replace(text, is_hostile)
}

/// The same for text that has to stay on its line: line feeds and tabs are escaped too.
pub fn line(text: &str) -> Cow<'_, str> {
    replace(text, |c| is_hostile(c) || matches!(c, '\n' | '\t'))
}

fn replace(text: &str, hostile: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' if hostile(c) => out.push_str("\\n"),
            '\t' if hostile(c) => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if hostile(c) => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}
