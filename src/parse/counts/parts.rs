//! Tables that say how many entries each part of the document has: `| Pumps | 5 | ____ |` beside a part "1. Pumps".

use super::tables::{Cell, adds_up, number};
use crate::model::{Count, CountKind};
use crate::parse::draft::Draft;
use crate::parse::markdown::Table;
use crate::parse::words;

/// Reads every table with a column of how many entries there are. That its rows are about parts of this document, and not
/// about tests elsewhere, shows by the numbers: more of them than not are right.
pub fn recognise(draft: &mut Draft<'_>) {
    let (mut found, mut totals) = (Vec::new(), Vec::new());
    for table in &draft.markdown.tables {
        let Some((column, counts)) = of_table(draft, table) else { continue };
        let right = counts.iter().filter(|count| count.actual == Some(count.declared)).count();
        if right > 1 && 2 * right >= counts.len() {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
            totals.extend(cells.map(|cell| (*cell, super::there(counts.iter()))));
            found.extend(counts);
        }
    }
    // What adds them up counts what they count.
    for count in draft.counts.iter_mut().filter(|count| count.kind == CountKind::Total) {
        if let Some((_, all)) = totals.iter().find(|(cell, _)| cell.covers(count.span)) {
            count.actual = Some(*all);
        }
    }
    draft.counts.extend(found);
}

/// The column of a table that states how many entries parts have, and what it states, where all rows but those that add up
/// are named as one.
fn of_table(draft: &Draft<'_>, table: &Table) -> Option<(usize, Vec<Count>)> {
    let (header, rows) = table.rows.split_first()?;
    let heads = |cell: &Cell| [words::TOTAL_HEADERS, words::ENTRY_HEADERS].iter().any(|list| list.has(&cell.text));
    let column = header.cells.iter().position(|cell| heads(&Cell::of(draft, *cell)))?;
    let parts = rows.iter().filter_map(|row| {
        let cells = row.cells.iter().map(|cell| Cell::of(draft, *cell));
        let name = cells.clone().find(|cell| cell.text.contains(char::is_alphabetic)).filter(|c| !adds_up(&c.text))?;
        let cell = cells.clone().nth(column).filter(|cell| cell.span != name.span)?;
        Some((name, cell))
    });
    Some((column, parts.map(|(name, cell)| stated(draft, name, &cell)).collect::<Option<_>>()?))
}

/// What one row states about the part that it names.
fn stated(draft: &Draft<'_>, name: Cell, cell: &Cell) -> Option<Count> {
    let declared = number(&cell.text)?;
    let sections = draft.sections.iter().enumerate().filter(|(_, section)| names(&name.text, &section.title));
    // The name may be that of a part and of one in it.
    let all = sections.filter_map(|(index, _)| Some((index, super::count(draft, index, declared)?)));
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

/// Whether all the words of a name stand in a title, in their order: "Pumps" in "1. Pumps and valves". Chinese and Japanese
/// put no space between words: there each sign is one.
fn names(name: &str, title: &str) -> bool {
    let mut title = words_of(title);
    let mut words = words_of(name).peekable();
    words.peek().is_some() && words.all(|word| title.any(|other| other == word))
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
