//! How the lines of a copy stand to those of its base: kept or changed, gone, or inserted.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::line::likeness;

/// Products of lengths up to which changed lines are paired by likeness.
const MOST: usize = 40_000;

/// From which likeness on, of 100, two lines are versions of one.
const ALIKE: usize = 50;

/// A copy, by the lines of its base.
pub struct Side<'t> {
    /// What each line of the base has become; `None` where it is gone.
    lines: Vec<Option<&'t str>>,
    /// What is inserted before each line of the base, and at the end.
    gaps: Vec<Vec<&'t str>>,
}

impl<'t> Side<'t> {
    /// What the line at `at` has become.
    pub fn line(&self, at: usize) -> Option<&'t str> {
        self.lines.get(at).copied().flatten()
    }

    /// What is inserted before the line at `at`.
    pub fn gap(&self, at: usize) -> &[&'t str] {
        self.gaps.get(at).map_or(&[], Vec::as_slice)
    }

    /// Whether the line at `at` is not what it was, or something stands before it now.
    pub fn changes(&self, base: &[&str], at: usize) -> bool {
        self.line(at) != base.get(at).copied() || !self.gap(at).is_empty()
    }
}

/// The lines of a text with their ends.
pub fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// How the lines of `side` stand to those of `base`.
pub fn align<'t>(base: &[&str], side: &[&'t str]) -> Side<'t> {
    let mut out = Side { lines: vec![None; base.len()], gaps: vec![Vec::new(); base.len() + 1] };
    for operation in capture_diff_slices(Algorithm::Myers, base, side) {
        let (tag, old, new) = operation.as_tag_tuple();
        match tag {
            DiffTag::Equal => {
                for (at, line) in old.zip(side.get(new).unwrap_or(&[])) {
                    out.set(at, line);
                }
            }
            _ => out.pair(old.start, base.get(old).unwrap_or(&[]), side.get(new).unwrap_or(&[])),
        }
    }
    out
}

impl<'t> Side<'t> {
    fn set(&mut self, at: usize, line: &'t str) {
        if let Some(slot) = self.lines.get_mut(at) {
            *slot = Some(line);
        }
    }

    /// Pairs changed lines, which start at `start` in the base, so that together they are as alike as can be.
    fn pair(&mut self, start: usize, old: &[&str], new: &[&'t str]) {
        let pairs = if old.len().saturating_mul(new.len()) <= MOST { best(old, new) } else { Vec::new() };
        let mut gap = start;
        for (at, line) in new.iter().enumerate() {
            match pairs.iter().find(|(_, paired)| *paired == at) {
                Some((old, _)) => {
                    self.set(start + old, line);
                    gap = start + old + 1;
                }
                None => {
                    if let Some(gap) = self.gaps.get_mut(gap) {
                        gap.push(line);
                    }
                }
            }
        }
    }
}

/// Pairs of lines, rising on both sides.
fn best(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    // Each cell holds the best sum for the rests that begin there.
    let width = new.len() + 1;
    let mut sums = vec![0_usize; (old.len() + 1) * width];
    let at = |sums: &[usize], i: usize, j: usize| sums.get(i * width + j).copied().unwrap_or(0);
    let alike: Vec<Vec<usize>> = old.iter().map(|a| new.iter().map(|b| likeness(a, b)).collect()).collect();
    let score = |i: usize, j: usize| alike.get(i).and_then(|row| row.get(j)).copied().filter(|score| *score >= ALIKE);
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let paired = score(i, j).map_or(0, |score| score + at(&sums, i + 1, j + 1));
            let sum = paired.max(at(&sums, i + 1, j)).max(at(&sums, i, j + 1));
            if let Some(cell) = sums.get_mut(i * width + j) {
                *cell = sum;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < old.len() && j < new.len() {
        let here = at(&sums, i, j);
        match score(i, j) {
            Some(score) if here == score + at(&sums, i + 1, j + 1) => {
                pairs.push((i, j));
                i += 1;
                j += 1;
            }
            _ if here == at(&sums, i + 1, j) => i += 1,
            _ => j += 1,
        }
    }
    pairs
}
