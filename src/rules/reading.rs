//! The lines of a document as the rules look at them, read once for all: labels with what stands behind them, and tables.
//!
//! The parser reads what is to be ticked, filled in and signed. What only says something, it leaves; that is read here, and
//! what is found stands for no slot of its own.

use crate::model::Checklist;
use crate::parse::Words;
use crate::parse::vocabulary::Lists;
use crate::text::{Source, Span};

/// What the rules read off the lines of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading<'a> {
    /// Lines with a label in front, in document order; of code and comments too.
    pub labelled: Vec<Labelled<'a>>,
    /// Tables outside of code, in document order.
    pub tables: Vec<Table<'a>>,
}

/// A label, and what stands behind it: `Progress: 60 %`, `Approved? No`, `| Blockers | none |`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labelled<'a> {
    /// The words of the label.
    pub label: &'a str,
    /// The lists of which it is a word.
    pub named: Lists,
    /// The words behind it, or right below a question.
    pub value: &'a str,
    /// Where those stand.
    pub span: Span,
    /// The line, 1-based.
    pub number: usize,
    /// Where the line begins.
    pub start: usize,
    /// Whether they head a table, where they are no cell of a row.
    pub heads: bool,
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table<'a> {
    /// The row above the line of hyphens.
    pub head: &'a str,
    /// The rows below it, and where each begins.
    pub rows: Vec<(usize, &'a str)>,
}

impl<'a> Reading<'a> {
    /// Reads every line but those of the front matter, which is data.
    pub fn of(source: &'a Source, checklist: &Checklist) -> Self {
        let mut reading = Self::default();
        let front = front_matter(source, checklist);
        let (mut above, mut within) = ("", false);
        for number in front + 1..=source.line_count() {
            let line = source.line(number);
            let text = source.slice(line);
            if !text.bytes().any(|byte| matches!(byte, b':' | b'?' | b'|')) {
                (above, within) = (text, false);
                continue;
            }
            let row = text.contains('|');
            let heads = row && is_rule(source.slice(source.line(number + 1)));
            reading.labelled.extend(labels(text).into_iter().flatten().map(|(label, at, value)| {
                let span = Span::new(line.start + at, line.start + at + value.len());
                let asked = value.is_empty() && is_question(text);
                let (value, span) = asked.then(|| answer_below(source, number)).flatten().unwrap_or((value, span));
                Labelled { label, named: Lists::of(label), value, span, number, start: line.start, heads }
            }));
            if !row || checklist.is_in_code(line.start) {
                within = false;
            } else if is_rule(text) {
                within = true;
                reading.tables.push(Table { head: above, rows: Vec::new() });
            } else if let Some(table) = reading.tables.last_mut().filter(|_| within) {
                table.rows.push((line.start, text));
            }
            above = text;
        }
        reading
    }
}

impl<'a> Table<'a> {
    /// The first column whose title is one of the words.
    pub fn column(&self, titles: Words) -> Option<usize> {
        self.titles().position(|title| titles.has(title))
    }

    /// The titles of the columns.
    pub fn titles(&self) -> impl Iterator<Item = &'a str> {
        let head = self.head.trim_end();
        let inner = head.strip_suffix('|').unwrap_or(head);
        cells(inner).map(|(_, title)| title.trim_matches(['*', ' ', '?']))
    }

    /// Whether it has two columns.
    pub fn is_pair(&self) -> bool {
        self.titles().count() == 2
    }

    /// The title of a column.
    pub fn title(&self, at: usize) -> Option<&'a str> {
        self.titles().nth(at)
    }

    /// Each row with its cells in two columns, and where the second of them stands.
    pub fn pairs(&self, first: usize, second: usize) -> impl Iterator<Item = (&'a str, &'a str, &'a str, Span)> {
        self.rows.iter().filter_map(move |(start, row)| {
            let ((_, one), (at, other)) = (cells(row).nth(first)?, cells(row).nth(second)?);
            Some((*row, one, other, Span::new(start + at, start + at + other.len())))
        })
    }
}

/// The first line below another that says something; a line drawn across the page does not.
pub(super) fn below(source: &Source, number: usize) -> Option<(Span, &str)> {
    let lines = (number + 1..=source.line_count()).map(|number| source.line(number));
    lines
        .map(|line| (line, source.slice(line)))
        .find(|(_, text)| text.contains(|c: char| !c.is_whitespace() && !"-*=".contains(c)))
}

/// Whether a line ends with a question mark.
pub(super) fn is_question(line: &str) -> bool {
    line.trim_end_matches(is_mark).ends_with('?')
}

/// The words right below a question that answer it: no title, entry, row or other question.
fn answer_below(source: &Source, number: usize) -> Option<(&str, Span)> {
    let (line, text) = below(source, number)?;
    let words = text.trim_matches(['*', '_', '>', ' ', '\t']);
    let own = words.starts_with(char::is_alphanumeric) && !text.starts_with("* ") && !words.contains(['?', '|', ':']);
    let start = line.start + text.find(words)?;
    own.then(|| (words, Span::new(start, start + words.len())))
}

/// Lines of prose, each with its number: no titles, questions or rows of a table.
pub(super) fn prose(source: &Source) -> impl Iterator<Item = (usize, Span, &str)> {
    let lines = (1..=source.line_count()).map(|number| (number, source.line(number)));
    let lines = lines.map(|(number, span)| (number, span, source.slice(span)));
    let other = |text: &str| text.trim_start_matches(['>', ' ', '\t']).starts_with(['|', '#']) || text.contains('?');
    lines.filter(move |(.., text)| !other(text))
}

/// The number of lines that the front matter takes.
fn front_matter(source: &Source, checklist: &Checklist) -> usize {
    let mut lines = (2..=source.line_count()).filter(|_| checklist.front_matter.is_some());
    lines.find(|line| matches!(source.slice(source.line(*line)).trim_end(), "---" | "...")).unwrap_or(0)
}

/// What may stand before a label or around its words.
fn is_mark(c: char) -> bool {
    matches!(c, '-' | '*' | '+' | '>' | ' ' | '\t' | '_' | '|')
}

/// The labels of a line, before its first colon, or in a row its first stroke, and before its first question mark: each
/// with where the value begins, and the value.
fn labels(line: &str) -> [Option<(&str, usize, &str)>; 2] {
    // "❌ Not ready for: …"
    let bare = line.trim_start_matches(|c: char| is_mark(c) || !c.is_ascii() && !c.is_alphanumeric());
    let row = line.trim_start().starts_with('|');
    let label = |end: usize| {
        let rest = bare.get(end + 1..)?;
        let value = rest.trim_start_matches(['*', '_', ' ', '\t', ':']);
        let label = bare.get(..end)?.trim_matches(['*', '_', ' ', '?']);
        Some((label, line.len() - value.len(), value.trim_end_matches(['|', '*', '_', ' ', '\t'])))
    };
    // Of a row of three cells nobody knows which is the value.
    let two = || !row || cells(line).filter(|(_, cell)| !cell.is_empty()).count() == 2;
    let told = bare.find(if row { '|' } else { ':' }).filter(|_| two()).and_then(label);
    let asked = bare.find('?').filter(|_| !row).and_then(label);
    let asked = asked.map(|(asked, at, value)| (asked.trim_start_matches(['#', ' ', '*']), at, value));
    // "Approved?: No" is one label.
    [told, asked.filter(|(asked, ..)| told.is_none_or(|(told, ..)| told != *asked))]
}

/// Whether a line is the one below the head of a table.
fn is_rule(text: &str) -> bool {
    text.contains("--") && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// The cells of a row without blanks at their ends, and where each begins.
pub(super) fn cells(row: &str) -> impl Iterator<Item = (usize, &str)> {
    let lead = row.len() - row.trim_start().len();
    let start = lead + usize::from(row.trim_start().starts_with('|'));
    let mut at = start;
    row.get(start..).unwrap_or("").split('|').map(move |cell| {
        let own = at + cell.len() - cell.trim_start().len();
        at += cell.len() + 1;
        (own, cell.trim())
    })
}
