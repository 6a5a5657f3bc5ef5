//! The lines of two versions side by side.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::text::Source;

/// The lines of a text without the blanks at their ends. The empty ones part what belongs together.
pub fn texts(source: &Source) -> Vec<&str> {
    source.lines().map(|line| source.slice(line).trim_end()).collect()
}

/// Where lines of `old` are gone, or have become lines of `new`; counted from 0.
pub fn differing(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let operations = capture_diff_slices(Algorithm::Myers, old, new);
    let differing =
        operations.iter().map(|operation| operation.as_tag_tuple()).filter(|(tag, ..)| *tag != DiffTag::Equal);
    differing.map(|(_, old, new)| (old, new)).collect()
}

/// Lines of which each has become the one beside it, as far as their number tells.
pub fn pairs(old: &Range<usize>, new: &Range<usize>) -> impl Iterator<Item = (usize, usize)> {
    let alike = old.len() == new.len();
    old.clone().zip(new.clone()).filter(move |_| alike)
}
