//! Changes to a text: sorted, disjoint, and tied to the very bytes they were made for.

use super::{Source, Span};
use crate::digest::Sha256;

/// One replacement of bytes by text; an empty span inserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// Why edits can't be put together or applied.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum EditError {
    /// Two edits touch the same bytes, or insert at the same place.
    #[error("two changes claim the same bytes {}..{}", .0.start, .0.end)]
    Overlap(Span),
    /// A span that is not within the text, or splits a character.
    #[error("bytes {}..{} are not within the text", .0.start, .0.end)]
    OutOfText(Span),
    /// The text is not the one the edits were made for.
    #[error("the file has changed since it was read")]
    Stale,
}

/// Edits of one source: sorted by place, none overlapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditSet {
    source: Sha256,
    edits: Vec<Edit>,
    /// How far what follows each edit has moved, by all edits up to it: bytes gained, and bytes lost.
    moved: Vec<(usize, usize)>,
}

impl EditSet {
    /// Sorts `edits` and ties them to `source`; edits that change nothing are dropped.
    ///
    /// # Errors
    /// When two overlap (two insertions at one place do), or a span is not of the source.
    pub fn new(source: &Source, mut edits: Vec<Edit>) -> Result<Self, EditError> {
        for edit in &edits {
            if source.text().get(edit.span.range()).is_none() {
                return Err(EditError::OutOfText(edit.span));
            }
        }
        edits.retain(|edit| source.slice(edit.span) != edit.text);
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        for pair in edits.windows(2) {
            if let [first, second] = pair
                && (second.span.start < first.span.end || second.span.start == first.span.start)
            {
                return Err(EditError::Overlap(second.span));
            }
        }
        let mut sum = (0, 0);
        let moved = edits.iter().map(|edit| {
            sum = (sum.0 + edit.text.len(), sum.1 + edit.span.len());
            sum
        });
        let moved = moved.collect();
        Ok(Self { source: source.sha256(), edits, moved })
    }

    /// The edits, in order of place.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The text after the edits; every byte outside their spans is kept.
    ///
    /// # Errors
    /// When `source` is not the text the edits were made for.
    pub fn apply(&self, source: &Source) -> Result<String, EditError> {
        if source.sha256() != self.source {
            return Err(EditError::Stale);
        }
        let mut out = String::with_capacity(source.text().len() + 64);
        let mut from = 0;
        for edit in &self.edits {
            out.push_str(source.slice(Span::new(from, edit.span.start)));
            out.push_str(&edit.text);
            from = edit.span.end;
        }
        out.push_str(source.slice(Span::new(from, source.text().len())));
        Ok(out)
    }

    /// Where an offset of the old text stands in the new one; inside a replaced span, the start of what replaces it.
    pub fn map(&self, offset: usize) -> usize {
        let past = |edit: &Edit| edit.span.end <= offset && !(edit.span.is_empty() && edit.span.start == offset);
        let before = self.edits.partition_point(past);
        let (gained, lost) = before.checked_sub(1).and_then(|last| self.moved.get(last)).copied().unwrap_or((0, 0));
        let within = self.edits.get(before).filter(|edit| edit.span.contains(offset));
        within.map_or(offset, |edit| edit.span.start) + gained - lost
    }

    /// The spans of the new text that the edits wrote, in order.
    pub fn written(&self) -> Vec<Span> {
        self.edits
            .iter()
            .map(|edit| {
                let start = self.map(edit.span.start);
                Span::new(start, start + edit.text.len())
            })
            .collect()
    }
}
