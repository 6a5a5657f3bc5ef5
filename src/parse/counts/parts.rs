//! Tables that say how many entries each part of the document has: `| Pumps | 5 | ____ |` beside a part "1. Pumps".

use std::cell::OnceCell;

use foldhash::{HashMap, HashMapExt};

use super::tables::{Cell, adds_up, number};
use crate::model::{Count, CountKind};
use crate::parse::draft::Draft;
use crate::parse::markdown::Table;
use crate::parse::words;

/// Of a word that stands in more titles than this nobody can tell which part it names.
const MOST_TITLES: usize = 64;

/// Reads every table with a column of how many entries there are. That its rows are about parts of this document, and not
/// about tests elsewhere, shows by the numbers: more of them than not are right.
pub fn recognise(draft: &mut Draft<'_>) {
    let (mut found, mut totals) = (Vec::new(), Vec::new());
    let titles = OnceCell::new();
    for table in &draft.markdown.tables {
        let Some((column, counts)) = of_table(draft, table, &titles) else { continue };
        let right = counts.iter().filter(|count| count.actual == Some(count.declared)).count();
        if right > 1 && 2 * right >= counts.len() {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
            let all = super::there(counts.iter());
            totals.extend(cells.map(|cell| (*cell, all)));
            found.extend(counts);
        }
    }
    // What adds them up counts what they count.
    for count in draft.counts.iter_mut().filter(|count| count.kind == CountKind::Total) {
        // Cells are in document order.
        let next = totals.partition_point(|(cell, _)| cell.start <= count.span.start);
        let cell = next.checked_sub(1).and_then(|at| totals.get(at));
        if let Some((_, all)) = cell.filter(|(cell, _)| cell.covers(count.span)) {
            count.actual = Some(*all);
        }
    }
    draft.counts.extend(found);
}

/// The column of a table that states how many entries parts have, and what it states, where all rows but those that add up
/// are named as one.
fn of_table(draft: &Draft<'_>, table: &Table, titles: &OnceCell<Titles>) -> Option<(usize, Vec<Count>)> {
    let (header, rows) = table.rows.split_first()?;
    let heads = |cell: &Cell| [words::TOTAL_HEADERS, words::ENTRY_HEADERS].iter().any(|list| list.has(&cell.text));
    let column = header.cells.iter().position(|cell| heads(&Cell::of(draft, *cell)))?;
    let titles = titles.get_or_init(|| Titles::of(draft));
    let parts = rows.iter().filter_map(|row| {
        let cells = row.cells.iter().map(|cell| Cell::of(draft, *cell));
        let name = cells.clone().find(|cell| cell.text.contains(char::is_alphabetic)).filter(|c| !adds_up(&c.text))?;
        let cell = cells.clone().nth(column).filter(|cell| cell.span != name.span)?;
        Some((name, cell))
    });
    Some((column, parts.map(|(name, cell)| stated(draft, titles, name, &cell)).collect::<Option<_>>()?))
}

/// What one row states about the part that it names.
fn stated(draft: &Draft<'_>, titles: &Titles, name: Cell, cell: &Cell) -> Option<Count> {
    let declared = number(&cell.text)?;
    let sections = titles.named(&name.text);
    // The name may be that of a part and of one in it.
    let all = sections.filter_map(|index| Some((index, super::count(draft, index, declared)?)));
    let (index, actual) =
        all.reduce(|one, other| if one.1 == declared || other.1 != declared { one } else { other })?;
    Some(Count {
        text: name.text,
        kind: CountKind::Items,
        declared,
        actual: Some(actual),
        line: draft.source.line_of(cell.span.start),
        section: draft.section_ref(index),
        span: super::super::frame::trimmed(draft.source, cell.span),
    })
}

/// The words of the titles of all sections.
struct Titles {
    /// Of each section its own.
    words: Vec<Vec<String>>,
    /// The sections in whose title a word stands.
    with: HashMap<String, Vec<usize>>,
}

impl Titles {
    fn of(draft: &Draft<'_>) -> Self {
        let words: Vec<Vec<String>> = draft.sections.iter().map(|section| words_of(&section.title).collect()).collect();
        let mut with: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, words) in words.iter().enumerate() {
            for word in words {
                with.entry(word.clone()).or_default().push(at);
            }
        }
        Self { words, with }
    }

    /// The sections in whose titles all the words of a name stand, in their order: "Pumps" in "1. Pumps and valves". Chinese
    /// and Japanese put no space between words: there each sign is one.
    fn named(&self, name: &str) -> impl Iterator<Item = usize> {
        let name: Vec<String> = words_of(name).collect();
        let rarest =
            name.iter().map(|word| self.with.get(word).map_or(&[][..], Vec::as_slice)).min_by_key(|at| at.len());
        let some = rarest.filter(|sections| sections.len() <= MOST_TITLES).unwrap_or(&[]);
        let fits = move |at: &usize| {
            let mut title = self.words.get(*at).map_or(&[][..], Vec::as_slice).iter();
            name.iter().all(|word| title.any(|other| other == word))
        };
        some.iter().copied().filter(fits)
    }
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let apart = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    apart.flat_map(|word| {
        let single = word.chars().any(|c| ('\u{3000}'..='\u{9fff}').contains(&c));
        let words: Vec<String> =
            if single { word.chars().map(String::from).collect() } else { vec![word.to_lowercase()] };
        words
    })
}
