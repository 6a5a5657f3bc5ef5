//! Choices that are written as boxes: `☐ Yes ☐ No`, `[ ] Pass [ ] Fail`.

use crate::text::{Edit, Source, Span};

/// An empty box, and what it is when ticked.
const BOXES: &[(&str, &str)] = &[("[ ]", "[x]"), ("( )", "(x)"), ("☐", "☑"), ("□", "☑"), ("⬜", "✅")];

/// The edit that ticks the box of `option` within `span`; `None` where the options have no boxes.
pub fn tick(source: &Source, span: Span, option: &str) -> Option<Edit> {
    let text = source.slice(span);
    let boxes = BOXES.iter().flat_map(|(open, done)| text.match_indices(open).map(move |(at, open)| (at, open, *done)));
    boxes
        .filter(|(at, open, _)| {
            let rest = text.get(at + open.len()..).unwrap_or("").trim_start();
            let tail = rest.strip_prefix(option);
            tail.is_some_and(|tail| !tail.starts_with(char::is_alphanumeric))
        })
        .map(|(at, open, done)| {
            let start = span.start + at;
            Edit { span: Span::new(start, start + open.len()), text: done.to_owned() }
        })
        .next()
}

/// What a ticked box looks like; `None` where `open` is no box that is drawn.
pub fn ticked(open: &str) -> Option<&'static str> {
    let bare = open.trim_end_matches('\u{fe0f}');
    let more = [("▢", "☑"), ("◻", "☑")];
    BOXES.iter().chain(&more).find(|(empty, _)| *empty == bare && !empty.is_ascii()).map(|(_, done)| *done)
}

/// What an empty box looks like; `None` where `done` is no ticked box.
pub fn emptied(done: &str) -> Option<&'static str> {
    match done.trim_end_matches('\u{fe0f}') {
        "☑" | "☒" | "✓" | "✔" => Some("☐"),
        "✅" => Some("⬜"),
        _ => None,
    }
}
