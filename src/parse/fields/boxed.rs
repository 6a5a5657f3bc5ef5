//! Labels beside a box that ask for a value, and not for something to be done: `- [ ] Build number:`, `- [ ] Owner: @`.

use super::super::draft::Draft;
use super::super::labels::Segment;
use super::super::words;
use super::written::{is_boxed, is_value_label, starts_line};

/// Whether the label of a segment is all that a line with a box says, and names a value.
pub fn asks(draft: &Draft<'_>, line: usize, segment: &Segment, label: &str) -> bool {
    let named = || words::VALUE_NOUNS.trailing(label).is_some() || words::VALUES_OF.leading(label).is_some();
    is_boxed(draft, line) && starts_line(draft, line, segment) && is_value_label(label) && named()
}
