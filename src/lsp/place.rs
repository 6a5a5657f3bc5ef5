//! Places as the protocol counts them: lines and UTF-16 code units, from 0.

use gen_lsp_types::{Position, Range};

use crate::text::{Source, Span};

/// A place in the text.
pub(super) fn position(source: &Source, offset: usize) -> Position {
    let at = source.position(offset);
    Position { line: number(at.line - 1), character: number(at.utf16) }
}

/// A part of the text.
pub(super) fn range(source: &Source, span: Span) -> Range {
    Range { start: position(source, span.start), end: position(source, span.end) }
}

/// A text has far fewer lines and columns than a number can count.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
