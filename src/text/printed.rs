//! What a program wrote, as a person may read it: nothing in it acts on the terminal.

use super::escape;

/// The text without escape sequences and control characters; of a line that was written over, what stands there last.
/// Line ends stay, tabs become blanks, and what hides or reorders text becomes visible.
pub fn printed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut line = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' => {
                out.push(c);
                line = out.len();
            }
            '\t' => out.push_str("    "),
            // The cursor goes back to the start of the line, unless the line ends.
            '\r' if !matches!(chars.peek(), Some('\n') | None) => out.truncate(line),
            '\u{1b}' => match chars.next() {
                Some('[') => skip(&mut chars, |c| matches!(c, '@'..='~')),
                Some(']' | 'P' | 'X' | '^' | '_') => skip(&mut chars, |c| matches!(c, '\u{7}' | '\u{1b}' | '\u{9c}')),
                _ => {}
            },
            '\u{9b}' => skip(&mut chars, |c| matches!(c, '@'..='~')),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    escape(&out).into_owned()
}

/// Passes over an escape sequence up to its last character, or the end of the line.
fn skip(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, is_last: impl Fn(char) -> bool) {
    while let Some(c) = chars.next_if(|c| *c != '\n') {
        if is_last(c) {
            if c == '\u{1b}' {
                chars.next_if_eq(&'\\');
            }
            return;
        }
    }
}
