//! What has been written over a blank while strokes of it still stand.

use super::Context;
use crate::model::{Field, FieldShape};
use crate::text::Span;

/// What people write in front of the strokes of a result.
const RESULTS: [&str; 9] = ["pass", "passed", "fail", "failed", "yes", "no", "ok", "done", "n/a"];

/// What somebody has written over a blank without taking all of its strokes away: `___18___`, `__ Pass ____`,
/// `_____fails on every second try`.
pub(super) fn written_among(context: &Context, field: &Field) -> Option<Span> {
    if field.shape != FieldShape::Blank {
        return None;
    }
    over_lines(context, field).or_else(|| on_its_line(context, field))
}

fn on_its_line(context: &Context, field: &Field) -> Option<Span> {
    let line = context.source.line(field.at.line);
    let text = |start: usize, end: usize| context.source.slice(Span::new(start, end.max(start)));
    let behind = text(field.span.end, line.end);
    let (inner, closed) = behind.find("__").map_or((behind, false), |end| (behind.split_at(end).0, true));
    if is_written(inner, closed) {
        let blanks = inner.len() - inner.trim_start().len();
        return Some(Span::new(field.span.end + blanks, field.span.end + blanks + inner.trim().len()));
    }
    // Two strokes are no blank of their own (`__2___`), and a result needs none (`Pass ____`).
    let head = text(line.start, field.span.start);
    let from = head.rfind(['_', ':', '*']).map_or(0, |at| at + 1);
    let (lead, inner) = head.split_at_checked(from)?;
    let strokes = lead.len() - lead.trim_end_matches('_').len();
    let words = inner.trim();
    let touching = words.len() == inner.len() && words.chars().all(|c| c.is_alphanumeric() || c == ' ');
    let one = !words.is_empty() && (touching || words.chars().all(char::is_alphanumeric));
    let result = RESULTS.iter().any(|result| result.eq_ignore_ascii_case(words));
    let start = line.start + from + inner.len() - inner.trim_start().len();
    (strokes == 2 && one || strokes == 0 && result).then(|| Span::new(start, start + words.len()))
}

/// Whether the text behind a run of strokes, which another may end, is a value and not the words of the form.
fn is_written(text: &str, closed: bool) -> bool {
    let touches = text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '>' | '<' | '~' | '('));
    let words = text.trim();
    let number = words.contains(|c: char| c.is_ascii_digit());
    let ends = words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '!' | '?' | ')' | '%' | '"' | '…'));
    let sentence = words.split_whitespace().count() > 3;
    match (touches, closed) {
        (true, true) => {
            let apart = text.ends_with(char::is_whitespace) && !sentence;
            ends && !apart && (words.chars().count() > 2 || number)
        }
        // Units touch their blank: so it takes a sentence.
        (true, false) => text.starts_with(char::is_alphabetic) && sentence,
        (false, true) if sentence => number && text.trim_start().starts_with(char::is_uppercase) && !text.contains(':'),
        (false, true) => number && words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')),
        (false, false) => false,
    }
}

/// From how many lines on what stands between two blanks is no one value any more.
const LONGEST: usize = 40;

/// What was pasted into a blank of which the last strokes stand lines below: `Load: ______ Load`, `10.7 %`, `____`.
fn over_lines(context: &Context, field: &Field) -> Option<Span> {
    let (source, fields) = (context.source, &context.checklist.fields);
    let next = fields.get(fields.partition_point(|other| other.span.start < field.span.end))?;
    let line = source.line(field.at.line);
    let text = |start: usize, end: usize| source.slice(Span::new(start, end.max(start)));
    let near = (field.at.line + 1..=field.at.line + LONGEST).contains(&next.at.line);
    let labelled = !text(line.start, field.span.start).trim().is_empty();
    let one = next.shape == FieldShape::Blank && next.item == field.item;
    let between = text(field.span.end, next.span.start);
    let (tail, below) = between.split_once('\n')?;
    let named = below.lines().next_back().is_some_and(|line| line.contains(':'));
    if !near || !labelled || !one || named || below.lines().any(is_of_its_own) {
        return None;
    }
    let value = between.trim();
    let words = |text: &str| text.split_whitespace().count();
    let measured = value.contains(|c: char| c.is_ascii_digit()) || value.contains("N/A");
    let led = tail.starts_with(char::is_alphanumeric) || tail.trim_start().starts_with(char::is_uppercase);
    let pasted = match tail.trim().is_empty() {
        // A value alone between the two lines of strokes.
        true => measured && words(value) <= 3 && below.trim_end_matches([' ', '\t']).lines().count() == 1,
        false => led && (measured || words(tail) > 3),
    };
    let start = field.span.end + between.len() - between.trim_start().len();
    pasted.then(|| Span::new(start, start + value.len()))
}

/// Whether a line is one of its own: an entry of a list, a heading, a quote, a row of a table, a label.
fn is_of_its_own(line: &str) -> bool {
    let line = line.trim();
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < line.len() && (number == "." || number.starts_with(". ") || number.starts_with(')'));
    let marked = ["- ", "* ", "+ ", "#", ">", "|"].iter().any(|sign| line.starts_with(sign));
    numbered || marked || line.ends_with(':')
}
