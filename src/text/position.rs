//! The only conversion of an offset into a line and a column.

use schemars::JsonSchema;
use serde::Serialize;

/// A place for people: line and column, both 1-based, the column in characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, JsonSchema, Serialize)]
pub struct Position {
    /// Line, 1-based. LF, CRLF and a lone CR each end a line.
    pub line: usize,
    /// Column in characters, 1-based. A byte-order mark takes no column.
    pub column: usize,
    /// Column in UTF-16 code units, 0-based, as the Language Server Protocol counts.
    #[serde(skip)]
    pub utf16: usize,
}

/// Offsets at which the lines of `text` start; always at least one.
pub(super) fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = Vec::with_capacity(bytes.len() / 32 + 1);
    starts.push(0);
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
            starts.push(at + 1);
        }
    }
    starts
}

/// The position of `offset`; one past the end, or inside a character, counts as the character's start.
pub(super) fn position(text: &str, starts: &[usize], offset: usize) -> Position {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let line = starts.partition_point(|start| *start <= offset).max(1);
    let start = starts.get(line - 1).copied().unwrap_or(0);
    let before = text.get(start..offset).unwrap_or("");
    let before = if start == 0 { before.strip_prefix('\u{feff}').unwrap_or(before) } else { before };
    if before.is_ascii() {
        return Position { line, column: before.len() + 1, utf16: before.len() };
    }
    Position { line, column: before.chars().count() + 1, utf16: before.encode_utf16().count() }
}
