//! Text that was read in the wrong encoding.

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "mojibake",
    summary: "Text was once read in the wrong encoding, and has been kept so.",
    severity: Severity::Warning,
    on_templates: true,
    page: include_str!("../../docs/rules/mojibake.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let source = context.source;
    if source.text().is_ascii() {
        return;
    }
    let mut places = source.lines().filter_map(|line| garbled(source.slice(line), line.start));
    let Some((span, meant)) = places.next() else { return };
    let more = match places.count() {
        0 => String::new(),
        1 => ", and on 1 more line".to_owned(),
        many => format!(", and on {many} more lines"),
    };
    let message = format!("{} stands where {} was meant{more}", quote(source.slice(span)), quote(&meant));
    let help = "read the file as UTF-8 once more from where it came, or mend the characters";
    out.push(Diagnostic::hold(RULE.name, span, message).warning().label("read in the wrong encoding").help(help));
}

/// The first run of characters in a line that are the bytes of other characters, and those.
fn garbled(line: &str, offset: usize) -> Option<(Span, String)> {
    if line.is_ascii() {
        return None;
    }
    let mut run: Vec<u8> = Vec::new();
    let mut start = 0;
    // A blank at the end closes the last run.
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        match byte(c) {
            Some(byte) => {
                if run.is_empty() {
                    start = at;
                }
                run.push(byte);
            }
            None if run.is_empty() => {}
            None => {
                let meant = String::from_utf8(std::mem::take(&mut run)).ok();
                if let Some(meant) = meant.filter(|meant| !meant.chars().any(char::is_control)) {
                    return Some((Span::new(offset + start, offset + at), meant));
                }
            }
        }
    }
    None
}

/// The byte above 127 that Windows-1252 shows as this character.
fn byte(c: char) -> Option<u8> {
    const SHOWN: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    if c.is_ascii() {
        return None;
    }
    let special = || SHOWN.iter().position(|shown| *shown == c).and_then(|at| u8::try_from(0x80 + at).ok());
    u8::try_from(u32::from(c)).ok().filter(|byte| *byte >= 0x80).or_else(special)
}
