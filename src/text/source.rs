//! A file as read: its text byte for byte, its lines and its digest.

use super::{Position, Span, position};
use crate::digest::Sha256;

/// The largest input accepted, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The text of one file, kept as read (byte-order mark, line ends and all).
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    text: String,
    starts: Vec<usize>,
    sha256: Sha256,
}

/// Why bytes can't be a checklist.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SourceError {
    /// Bytes that are no UTF-8.
    #[error("{path}:{line}:{column}: not valid UTF-8 at byte {offset}")]
    NotUtf8 {
        /// The file, as it was named.
        path: String,
        /// Line, 1-based.
        line: usize,
        /// Column in characters, 1-based.
        column: usize,
        /// Offset of the first bad byte.
        offset: usize,
    },
    /// UTF-16, by its byte-order mark.
    #[error("{path}: this is UTF-16 text; save it as UTF-8")]
    Utf16 {
        /// The file, as it was named.
        path: String,
    },
    /// A NUL byte, as only binary files have.
    #[error("{path}:{line}:{column}: NUL byte at byte {offset}; this looks like a binary file")]
    Binary {
        /// The file, as it was named.
        path: String,
        /// Line, 1-based.
        line: usize,
        /// Column in characters, 1-based.
        column: usize,
        /// Offset of the NUL.
        offset: usize,
    },
    /// More than [`MAX_BYTES`].
    #[error("{path}: {bytes} bytes are more than the {MAX_BYTES} that a checklist may have")]
    TooLarge {
        /// The file, as it was named.
        path: String,
        /// Size found, in bytes.
        bytes: usize,
    },
}

impl Source {
    /// Takes the bytes of the file `path` (a name for people; nothing is opened).
    ///
    /// # Errors
    /// When the bytes are too many, not UTF-8, or hold a NUL.
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, SourceError> {
        let path = path.into();
        if bytes.len() > MAX_BYTES {
            return Err(SourceError::TooLarge { path, bytes: bytes.len() });
        }
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(SourceError::Utf16 { path });
        }
        let sha256 = Sha256::of(&bytes);
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let good = String::from_utf8_lossy(error.as_bytes().get(..offset).unwrap_or(&[])).into_owned();
                let Position { line, column, .. } = position::position(&good, &position::line_starts(&good), offset);
                return Err(SourceError::NotUtf8 { path, line, column, offset });
            }
        };
        let source = Self { starts: position::line_starts(&text), path, text, sha256 };
        match source.text.find('\0') {
            None => Ok(source),
            Some(offset) => {
                let Position { line, column, .. } = source.position(offset);
                Err(SourceError::Binary { path: source.path, line, column, offset })
            }
        }
    }

    /// The file's name, as it was given.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, byte-order mark included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Digest of the bytes as read.
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }

    /// Where the text proper starts: 3 after a UTF-8 byte-order mark, else 0.
    pub fn body_start(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// The text of a span; empty where the span is not of this source.
    #[inline]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The line and column of an offset.
    pub fn position(&self, offset: usize) -> Position {
        position::position(&self.text, &self.starts, offset)
    }

    /// The 1-based line of an offset.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    /// The number of lines; at least 1.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The span of a 1-based line without its line end.
    pub fn line(&self, line: usize) -> Span {
        let Some(start) = line.checked_sub(1).and_then(|index| self.starts.get(index)) else {
            return Span::at(self.text.len());
        };
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        let ends = match self.text.as_bytes().get(*start..end) {
            Some([.., b'\r', b'\n']) => 2,
            Some([.., b'\r' | b'\n']) => 1,
            _ => 0,
        };
        Span::new(*start, end - ends)
    }

    /// Every line's span without its line end, in order.
    pub fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        (1..=self.line_count()).map(|line| self.line(line))
    }
}
