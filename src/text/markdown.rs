//! User text as Markdown that shows the text and does nothing else.

use std::fmt::Write;

use super::escape_line;

/// `text` on one line, with everything escaped that Markdown or a forge would act on.
pub fn inline(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = escape_line(&text);
    let mut out = String::with_capacity(text.len() + 16);
    let numbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = if numbered.len() < text.len() && numbered.starts_with(['.', ')']) {
        text.len() - numbered.len()
    } else {
        usize::MAX
    };
    for (at, c) in text.char_indices() {
        let starts = at == 0 && matches!(c, '-' | '+' | '=' | ':');
        if starts
            || at == number
            || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$')
        {
            out.push('\\');
        }
        out.push(c);
        if c == '@' {
            // A word joiner: forges see no mention.
            out.push_str("&#8288;");
        }
    }
    out
}

/// `text` as a fenced block whose fence the text can't close.
pub fn fenced(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let mut out = String::new();
    let _ = writeln!(out, "{fence}text");
    for line in text.lines() {
        let _ = writeln!(out, "{}", escape_line(line).replace("\\u{9}", "\t"));
    }
    out.push_str(&fence);
    out
}
