//! Fences that are the checklist: a collection of templates keeps each in a fence, to be copied from it.
//!
//! Where no box stands outside, what is in such a fence is read as Markdown of its own; all else in code stays code.

use super::boxes::SQUARES;
use super::markdown::{self, Markdown};
use crate::text::{Source, Span};

/// The fewest boxes that make a fence a checklist; fewer are a field or a sample.
const LEAST: usize = 2;

/// Adds to `markdown` what stands in those fences, and marks them as read.
pub fn read(source: &Source, markdown: &mut Markdown) {
    if !markdown.tasks.is_empty() {
        return;
    }
    let drawn = has_drawn_boxes_outside(source, markdown);
    for index in 0..markdown.code_blocks.len() {
        let Some(inner) = markdown.code_blocks.get(index).and_then(|block| {
            let plain = block.fenced && matches!(block.info.trim(), "" | "md" | "markdown");
            plain.then(|| inside(source, block.span)).flatten()
        }) else {
            continue;
        };
        let Some(text) = source.text().get(..inner.end) else { continue };
        let found = markdown::read(text, inner.start);
        let glyphs =
            || !drawn && source.slice(inner).lines().filter(|line| is_drawn(line)).take(LEAST).count() == LEAST;
        if found.tasks.len() < LEAST && !glyphs() {
            continue;
        }
        let above = markdown.headings.iter().rev().find(|heading| heading.span.start < inner.start);
        let level = above.map_or(0, |heading| heading.level);
        if let Some(block) = markdown.code_blocks.get_mut(index) {
            block.checklist = Some(inner);
        }
        markdown.include(found, level);
    }
    markdown.sort();
}

/// Whether a line begins with a box that is drawn as a character.
fn is_drawn(line: &str) -> bool {
    line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '+' | '•')).starts_with(SQUARES)
}

/// Whether such a line stands outside of code.
fn has_drawn_boxes_outside(source: &Source, markdown: &Markdown) -> bool {
    let in_code = |at: usize| markdown.code_blocks.iter().any(|block| block.span.contains(at));
    !source.text().is_ascii() && source.lines().any(|line| is_drawn(source.slice(line)) && !in_code(line.start))
}

/// The lines between those of a fence that stands at the edge of the page.
fn inside(source: &Source, block: Span) -> Option<Span> {
    let (first, last) = (source.line_of(block.start), source.line_of(block.end.saturating_sub(1)));
    let (open, close) = (source.line(first), source.line(last));
    let closed = source.slice(close).trim_end().ends_with(['`', '~']);
    let inner = Span::new(source.line(first + 1).start, close.start);
    (open.start == block.start && closed && last > first + 1 && inner.start < inner.end).then_some(inner)
}
