//! Labels and what stands behind them, as a reader sees them on a line: `Progress: 60 %`, `| Blockers | none |`.

use super::Context;
use super::time_tables::{cells, in_code, is_rule};
use crate::text::Span;

/// A label, and where the words behind it stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labelled<'a> {
    /// The words of the label.
    pub label: &'a str,
    /// The words behind it.
    pub value: &'a str,
    /// Where those stand.
    pub span: Span,
    /// Whether they head a table, where they are no cell of a row.
    pub heads: bool,
}

/// Every line outside of code, comments and front matter, and every row of two cells, that has a label in front, as far as it is
/// asked for.
pub(super) fn lines<'a>(context: &Context<'a>) -> impl Iterator<Item = Labelled<'a>> + use<'a> {
    let Context { source, asked, .. } = *context;
    let context = *context;
    let from = front_matter(&context);
    let mut lines = source.lines().filter(move |line| line.start >= from).peekable();
    std::iter::from_fn(move || {
        let line = lines.next()?;
        let heads = lines.peek().is_some_and(|next| is_rule(source.slice(*next)));
        Some((line, heads))
    })
    .filter_map(move |(line, heads)| {
        let (label, at, value) = split(source.slice(line))?;
        let span = Span::new(line.start + at, line.start + at + value.len());
        let heads = heads && source.slice(line).contains('|');
        Some((line, Labelled { label, value, span, heads }))
    })
    .filter(move |(_, labelled)| !in_comment(&context, labelled.span))
    .filter(move |(line, _)| !in_code(&context, line.start) && asked.span_standing(*line).is_asked())
    .map(|(_, labelled)| labelled)
}

/// Whether what stands behind a label is hidden in a comment; a sign in code begins none.
fn in_comment(context: &Context, value: Span) -> bool {
    let comments = &context.checklist.comments;
    let before = comments.partition_point(|comment| comment.start <= value.start);
    before.checked_sub(1).and_then(|last| comments.get(last)).is_some_and(|comment| comment.covers(value))
}

/// Where the front matter ends, which is data.
fn front_matter(context: &Context) -> usize {
    let mut lines = context.source.lines().skip(1).filter(|_| context.checklist.front_matter.is_some());
    let last = lines.find(|line| matches!(context.source.slice(*line).trim_end(), "---" | "..."));
    last.map_or(0, |line| line.end)
}

/// The label, where the value begins, and the value.
fn split(line: &str) -> Option<(&str, usize, &str)> {
    let bare = line.trim_start_matches(['-', '*', '+', '>', ' ', '\t', '_', '|']);
    let start = line.len() - bare.len();
    let row = line.trim_start().starts_with('|');
    let end = bare.find(if row { '|' } else { ':' })?;
    let rest = bare.get(end + 1..)?;
    // Of a row of three cells nobody knows which is the value.
    if row && cells(line).filter(|(_, cell)| !cell.is_empty()).count() != 2 {
        return None;
    }
    let value = rest.trim_start_matches(['*', '_', ' ', '\t', ':']);
    let at = start + end + 1 + rest.len() - value.len();
    let value = value.trim_end_matches(['|', '*', '_', ' ', '\t']);
    Some((bare.get(..end)?.trim_matches(['*', '_', ' ', '?']), at, value))
}
