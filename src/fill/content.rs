//! The content of a checklist: its bytes with every sign-off's slots blank, the same before and after signing.

use crate::model::{Checklist, SignOff};
use crate::text::{Source, Span};

/// What stands in the place of a slot, whether it is filled or not.
const BLANK: &str = " ____ ";
/// What stands in the place of a sign-off's box.
const BOX: &str = "[ ]";

/// What each signer of the whole has seen: line ends as LF, every sign-off's slots blank.
pub fn content(source: &Source, checklist: &Checklist) -> String {
    blanked(source, checklist, Span::new(0, source.text().len()))
}

/// The same of a part: the block of an item, the extent of a section.
pub fn block_content(source: &Source, checklist: &Checklist, block: Span) -> String {
    blanked(source, checklist, block)
}

fn blanked(source: &Source, checklist: &Checklist, within: Span) -> String {
    let mut out = String::with_capacity(within.len());
    let mut from = within.start;
    for (span, text) in regions(source, checklist) {
        if within.covers(span) && from <= span.start {
            out.push_str(&with_lf(source.slice(Span::new(from, span.start))));
            out.push_str(text);
            from = span.end;
        }
    }
    out.push_str(&with_lf(source.slice(Span::new(from, within.end))));
    out
}

/// The bytes that signing writes to, in order, each with what stands there in the content.
fn regions(source: &Source, checklist: &Checklist) -> Vec<(Span, &'static str)> {
    let mut all: Vec<(Span, &'static str)> = Vec::new();
    for sign_off in &checklist.sign_offs {
        all.extend(sign_off.slots().map(|slot| (with_blanks(source, slot.span), BLANK)));
        all.extend(box_of(sign_off).map(|span| (span, BOX)));
    }
    all.sort_unstable();
    let mut merged: Vec<(Span, &'static str)> = Vec::with_capacity(all.len());
    for (span, text) in all {
        match merged.last_mut() {
            Some((last, _)) if span.start < last.end || span == *last => *last = last.join(span),
            _ => merged.push((span, text)),
        }
    }
    merged
}

fn box_of(sign_off: &SignOff) -> Option<Span> {
    sign_off.box_span
}

/// A slot with the blanks around it: an unfilled one may have them, or none.
fn with_blanks(source: &Source, span: Span) -> Span {
    let line = source.line(source.position(span.start).line);
    let head = source.slice(Span::new(line.start, span.start));
    let tail = source.slice(Span::new(span.end, line.end.max(span.end)));
    let blank = |c: char| c == ' ' || c == '\t';
    let start = head.trim_end_matches(blank).len();
    Span::new(line.start + start, span.end + tail.len() - tail.trim_start_matches(blank).len())
}

/// Line ends as LF.
fn with_lf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
