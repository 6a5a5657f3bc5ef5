//! Tables of labels and values in which somebody attests: `| Approver | ____ |` above `| Date | ____ |`.

use super::super::draft::Draft;
use super::super::markdown::{Row, Table};
use super::super::vocabulary::Words;
use super::super::{choices, inline, words};
use super::tables::{is_roster, read_cell, titled};
use super::{is_value, lines, scope_of, strip_suffixes};
use crate::model::{Scope, SignOffShape};
use crate::text::Span;

/// Reads every table of two columns that has a row for who approves, under a title that says so, or one for a signature.
pub(super) fn read(draft: &mut Draft<'_>) {
    for table in draft.markdown.tables.clone() {
        let Some(header) = table.rows.first().filter(|row| row.cells.len() == 2) else { continue };
        let headers: Vec<String> = header.cells.iter().map(|cell| inline::plain(draft.source.slice(*cell))).collect();
        // `| Prepared by | Approved by |` heads two columns.
        let heads = |header: &String| words::SIGN_OFF_LABELS.has(header) || words::PERFORMERS.has(header);
        if is_roster(draft, &table, &headers) || headers.iter().skip(1).any(heads) {
            continue;
        }
        let places = places(draft, &table);
        for (index, at) in places.iter().enumerate() {
            // What belongs to one of several stands below it.
            let own = match places.as_slice() {
                [_] => table.rows.as_slice(),
                _ => table.rows.get(*at..places.get(index + 1).copied().unwrap_or(table.rows.len())).unwrap_or(&[]),
            };
            if let Some(row) = table.rows.get(*at) {
                place(draft, own, row);
            }
        }
    }
}

/// The label and the cell for the value of a row.
fn pair(draft: &Draft<'_>, row: &Row) -> Option<(String, Span)> {
    let [label, value] = row.cells.as_slice() else { return None };
    Some((inline::plain(draft.source.slice(*label)).trim_end_matches([':', '：']).to_owned(), *value))
}

/// The rows in which somebody attests: of a name and a signature the one for the name.
fn places(draft: &Draft<'_>, table: &Table) -> Vec<usize> {
    let labels: Vec<String> =
        table.rows.iter().map(|row| pair(draft, row).map_or_else(String::new, |(label, _)| label)).collect();
    let find = |list: Words| labels.iter().position(|label| list.has(label));
    let approvers = || {
        let rows = labels.iter().enumerate();
        let asks =
            |label: &str| words::SIGN_OFF_LABELS.has(label) || words::PERFORMERS.has(label) || label.ends_with(" by");
        rows.filter(move |(_, label)| asks(label) && !words::SIGNATURE_LABELS.has(label))
    };
    if titled(draft, table.span) && approvers().next().is_some() {
        return approvers().map(|(at, _)| at).collect();
    }
    match (find(words::SIGNATURE_LABELS), find(words::NAME_LABELS), find(words::DATE_LABELS)) {
        (Some(_), Some(name), _) => vec![name],
        (Some(signature), None, Some(_)) => vec![signature],
        _ => Vec::new(),
    }
}

/// Adds what a row asks for, with the date and the signature among its `rows`.
fn place(draft: &mut Draft<'_>, rows: &[Row], row: &Row) {
    let Some((label, cell)) = pair(draft, row) else { return };
    let line = draft.source.line_of(cell.start) - 1;
    let own = draft.section_of_line(line);
    let title = own.and_then(|own| draft.sections.get(own)).map(|section| section.title.clone());
    let beside = |list: Words| {
        let others = rows.iter().filter(|other| other.span != row.span);
        others.filter_map(|row| pair(draft, row)).find(|(label, _)| list.has(label)).map(|(_, cell)| cell)
    };
    let words = |text: &str| is_value(text) && choices::choice(text).is_none();
    let read = |cell: Span| read_cell(draft.source, cell, words);
    let role = match () {
        () if words::APPROVER_LABELS.has(&label) => "Approver".to_owned(),
        () if words::SIGN_OFF_LABELS.has(&label) && !words::SIGNATURE_LABELS.has(&label) => {
            strip_suffixes(&label).to_owned()
        }
        () => title.unwrap_or(label),
    };
    let (name, date) = (read(cell), beside(words::DATE_LABELS).map(read));
    let signature = beside(words::SIGNATURE_LABELS).map(read);
    let scope = match own.and_then(|own| draft.sections.get(own)) {
        Some(section) => scope_of(draft, section.label, section.level, own),
        None => (Scope::Document, None),
    };
    let id = draft.id('o', &draft.section_id(line), "/", &inline::slug(&role));
    lines::push(draft, line, id, role, SignOffShape::Table, scope, name, [date, signature]);
}
