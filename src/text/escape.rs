//! Makes untrusted text safe to show: what would move the cursor, hide or reorder text becomes visible.

use std::borrow::Cow;

/// `text` with every control, bidi and invisible character as a visible `\u{…}`; LF and TAB stay.
pub fn escape(text: &str) -> Cow<'_, str> {
    replace(text, |c| is_unsafe(c) && c != '\n' && c != '\t')
}

/// The same for text that must stay on one line: LF and TAB are made visible too.
pub fn escape_line(text: &str) -> Cow<'_, str> {
    replace(text, is_unsafe)
}

fn replace(text: &str, unwanted: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&unwanted) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if unwanted(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// C0, DEL and C1; line and paragraph separators; interlinear anchors; what takes no room or turns the reading direction.
pub(super) fn is_unsafe(c: char) -> bool {
    c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether a character leaves no ink where it stands and is no blank: zero-width and bidi controls, soft hyphen, invisible
/// operators, byte-order mark, interlinear anchors, tags; letters that are fillers, and the Braille cell without dots.
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
