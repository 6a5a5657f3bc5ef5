//! Labels beside a box that ask for a value, and not for something to be done: `- [ ] Build number:`, `- [ ] Start (UTC):`.

use super::super::draft::Draft;
use super::super::{labels, words};

/// Whether a label that starts at `start` is the first thing that a line with a box says, and names a value.
pub fn asks(draft: &Draft<'_>, line: usize, start: usize, label: &str) -> bool {
    let first = draft.content(line).is_some_and(|content| content.start == start);
    let named = || labels::names_value(label) || words::VALUES_OF.leading(label).is_some();
    first && draft.frame.boxed_at(line) && labels::is_value_label(label) && named()
}
