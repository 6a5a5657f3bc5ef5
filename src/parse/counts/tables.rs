//! Numbers stated in tables: rows that add up those above them, and ladders that grade how many of all are done.

use crate::model::{Count, CountKind};
use crate::parse::draft::Draft;
use crate::parse::{inline, quantity, words};
use crate::text::Span;

/// A cell with its words.
#[derive(Clone)]
pub struct Cell {
    /// The cell.
    pub span: Span,
    /// Its words, without marks.
    pub text: String,
}

impl Cell {
    /// The words of a cell.
    pub fn of(draft: &Draft<'_>, span: Span) -> Self {
        Self { span, text: inline::plain(draft.source.slice(span)) }
    }
}

/// Reads every table; `is_whole` gives back the number of all entries of the document.
pub fn recognise(draft: &mut Draft<'_>, is_whole: &dyn Fn(u64) -> Option<u64>) {
    let mut found = Vec::new();
    for table in &draft.markdown.tables {
        let Some((_, rows)) = table.rows.split_first() else { continue };
        // Most tables add nothing up and grade nothing.
        let leads = |row: &super::super::markdown::Row| {
            let first = row.cells.iter().map(|cell| draft.source.slice(*cell).trim()).find(|cell| !cell.is_empty());
            first.is_some_and(|first| adds_up(first) || all_of(first).is_some())
        };
        if !rows.iter().any(leads) {
            continue;
        }
        let rows: Vec<Vec<Cell>> =
            rows.iter().map(|row| row.cells.iter().map(|cell| Cell::of(draft, *cell)).collect()).collect();
        found.extend(totals(draft, &rows));
        found.extend(rows.iter().filter_map(|row| graded(draft, row, is_whole)));
    }
    draft.counts.extend(found);
}

/// The numbers of rows such as `| Total | 12 | 9 |`, each against the sum of its column.
fn totals(draft: &Draft<'_>, rows: &[Vec<Cell>]) -> Vec<Count> {
    let mut found = Vec::new();
    // Of what a total says the next one says nothing again.
    let mut first = 0;
    for (at, row) in rows.iter().enumerate() {
        let Some(name) = row.iter().find(|cell| !cell.text.is_empty()).filter(|cell| adds_up(&cell.text)) else {
            continue;
        };
        let parts = rows.get(first..at).unwrap_or(&[]);
        let ends = !rows.iter().skip(at + 1).any(|row| row.iter().any(|cell| adds_up(&cell.text)));
        // The last of several totals may be of everything.
        let every: Vec<&Vec<Cell>> = rows.iter().take(at).filter(|row| !row.iter().any(|c| adds_up(&c.text))).collect();
        for (column, cell) in row.iter().enumerate() {
            let Some(declared) = number(&cell.text) else { continue };
            let own: Option<u64> = sum(parts.iter(), column).filter(|_| parts.len() > 1);
            let all: Option<u64> = sum(every.iter().copied(), column).filter(|_| every.len() > 1 && ends);
            // A column that lacks a number, or numbers its rows, adds nothing up.
            let Some(actual) = all.filter(|all| *all == declared).or(own).or(all) else { continue };
            // A sum of nothing is still to be filled in.
            if declared == 0 && actual == 0 {
                continue;
            }
            let text = format!("{}: {declared}", name.text.trim_end_matches(':'));
            let line = draft.source.line_of(cell.span.start);
            let span = super::super::frame::trimmed(draft.source, cell.span);
            let (kind, section, actual) = (CountKind::Total, None, Some(actual));
            found.push(Count { text, kind, declared, actual, line, section, span });
        }
        first = at + 1;
    }
    found
}

/// What a column adds up to, where every row has a number there.
fn sum<'r>(mut rows: impl Iterator<Item = &'r Vec<Cell>>, column: usize) -> Option<u64> {
    rows.try_fold(0_u64, |sum, row| sum.checked_add(number(&row.get(column)?.text)?))
}

/// The best grade of a ladder: `| 8/8 | approved |`. What it counts stands elsewhere in the document.
fn graded(draft: &Draft<'_>, row: &[Cell], is_whole: &dyn Fn(u64) -> Option<u64>) -> Option<Count> {
    let (first, others) = row.split_first()?;
    let declared = all_of(&first.text)?;
    let says = |cell: &Cell| {
        [words::APPROVED, words::POSITIVE, words::DONE].iter().any(|words| words.find(&cell.text).is_some())
    };
    let said = others.iter().find(|cell| says(cell))?;
    let line = draft.source.line_of(first.span.start);
    Some(Count {
        text: format!("{} {}", first.text, said.text),
        kind: CountKind::Items,
        declared,
        actual: is_whole(declared),
        line,
        section: None,
        span: super::super::frame::trimmed(draft.source, first.span),
    })
}

/// Whether a cell heads a row of sums.
pub fn adds_up(cell: &str) -> bool {
    words::TOTALS.has(cell.trim_matches(['*', '_', ' ', ':']))
}

/// The number of `8/8`.
fn all_of(cell: &str) -> Option<u64> {
    let (done, all) = cell.trim_matches(['*', ' ']).split_once('/')?;
    let all = number(all.trim())?;
    (all > 0 && number(done.trim()) == Some(all)).then_some(all)
}

/// A cell that is a whole number and nothing else.
pub fn number(cell: &str) -> Option<u64> {
    let (value, read) = quantity::number(cell.trim_matches(['*', ' ']))?;
    (read == cell.trim_matches(['*', ' ']).len() && value.fract() == 0.0).then_some(value as u64)
}
