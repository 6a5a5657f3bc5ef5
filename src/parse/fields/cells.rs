//! Blanks and choices in the cells of a table; the header's word is the label. And the decision beside its label.

use super::super::draft::Draft;
use super::super::markdown::{Row, Table};
use super::super::signs::Signs;
use super::super::{choices, frame, inline, labels, slots, words};
use super::new::New;
use super::{conditions, targets};
use crate::model::{FieldKind, FieldShape};
use crate::text::Span;

/// Reads the cells of a table's rows.
pub fn read(draft: &mut Draft<'_>, table: &Table) {
    let Some((header, rows)) = table.rows.split_first() else { return };
    let title = |draft: &Draft<'_>, cell: &Span| inline::plain(draft.source.slice(*cell));
    let mut titles: Vec<String> = header.cells.iter().map(|cell| title(draft, cell)).collect();
    let mut rows = rows;
    if is_all_pairs(draft, table) {
        rows = &table.rows;
        titles = vec![String::new(); 2];
    } else if rows.is_empty() {
        decided(draft, header);
    }
    let form = is_form(&titles);
    for row in rows {
        let decides = decided(draft, row);
        let line = draft.source.line_of(row.span.start) - 1;
        let first_of_row = draft.fields.len();
        for (column, cell) in row.cells.iter().enumerate() {
            let named = || row.cells.first().map(|name| inline::plain(draft.source.slice(*name)));
            let title = titles.get(column).map_or("", String::as_str);
            // `| Field | Value |` heads labels and what is behind them.
            let pairs = column == 1 && (form || words::VALUE_HEADERS.has(title));
            let kind = pairs.then(named).flatten();
            let first = draft.fields.len();
            let kind = kind.as_deref().unwrap_or(title);
            let label = if form { kind } else { title };
            one(draft, line, label, kind, frame::trimmed(draft.source, *cell));
            if form && column == 1 && !decides && draft.fields.len() == first {
                entry(draft, line, label, *cell);
            }
            if draft.fields.len() > first {
                let name = row.cells.first().filter(|_| column > 0).map_or("", |name| draft.source.slice(*name));
                conditions::of_cells(draft, first, [title, name]);
            }
        }
        if draft.spare_rows.contains(&line) {
            draft.fields.iter_mut().skip(first_of_row).for_each(|field| field.optional = true);
        }
    }
}

/// Whether a table is a form, of labels with what is entered for them: `| Field | Value |`, or two columns without titles.
fn is_form(titles: &[String]) -> bool {
    matches!(titles, [label, value]
        if words::FIELD_HEADERS.has(label) && words::VALUE_HEADERS.has(value) || label.is_empty() && value.is_empty())
}

/// Whether the row above the line of hyphens is a label with its value as the others are, `| **Version** | 2.1 |`: all labels
/// are bold and no value of the first row is, or all of them name values.
fn is_all_pairs(draft: &Draft<'_>, table: &Table) -> bool {
    let is_bold = |cell: Span| draft.source.slice(cell).trim().starts_with("**");
    let mut pairs = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let [label, value] = row.cells.as_slice() else { return false };
        pairs.push((*label, *value));
    }
    let names_value = |(label, _): &(Span, Span)| {
        let label = inline::plain(draft.source.slice(*label));
        let label = label.trim_end_matches([':', '：']);
        let asked = [words::FIELD_LABELS, words::SIGN_OFF_LABELS, words::PERFORMERS, words::DATE_LABELS];
        asked.iter().any(|list| list.has(label)) || labels::names_value(label)
    };
    let heads = |value: &str| words::VALUE_HEADERS.has(value) || names_heading(value);
    let first = pairs.first().map(|(_, value)| inline::plain(draft.source.slice(*value)));
    let bold =
        || pairs.iter().all(|(label, _)| is_bold(*label)) && !pairs.first().is_some_and(|(_, value)| is_bold(*value));
    pairs.len() > 1 && !first.is_some_and(|value| heads(&value)) && (bold() || pairs.iter().all(names_value))
}

/// Whether words head a column of who or when, and are no value.
fn names_heading(text: &str) -> bool {
    [words::NAME_LABELS, words::DATE_LABELS, words::SIGNATURE_LABELS, words::FIELD_LABELS]
        .iter()
        .any(|list| list.has(text))
}

/// Reads what is entered for a label of a form, or that nothing is.
fn entry(draft: &mut Draft<'_>, line: usize, label: &str, cell: Span) {
    let inner = frame::trimmed(draft.source, cell);
    let (value, shape) = match draft.source.slice(inner) {
        "" => (None, FieldShape::TableCell),
        text => (Some(inline::plain(text)), FieldShape::Written),
    };
    // A blank stays on either side of what is written into an empty cell.
    let place = if value.is_some() { inner } else { Span::at(cell.start + usize::from(cell.len() > 1)) };
    if label.is_empty() || draft.is_taken(place) || draft.has_placeholder(place, false) {
        return;
    }
    let new = New { value, ..New::of(label, place, shape, targets::kind(label, "", None)) };
    new.push(draft, line);
}

/// Reads `| Decision | GO |`; whether it is one.
fn decided(draft: &mut Draft<'_>, row: &Row) -> bool {
    let [label, value] = row.cells.as_slice() else { return false };
    let label = inline::plain(draft.source.slice(*label));
    let span = frame::trimmed(draft.source, *value);
    if !words::DECIDING.has(&label) || span.is_empty() || draft.is_taken(span) {
        return false;
    }
    let text = draft.source.slice(span);
    let told = slots::count_runs(text) == 0 && choices::choice(text).is_none() && !draft.has_placeholder(span, false);
    if told {
        let value = Some(inline::plain(text));
        let line = draft.source.line_of(span.start) - 1;
        New { value, ..New::of(&label, span, FieldShape::Written, FieldKind::Text) }.push(draft, line);
    }
    told
}

/// Reads one cell; `title` is its label, `kind` are the words of what its options would be kinds of.
fn one(draft: &mut Draft<'_>, line: usize, title: &str, kind: &str, cell: Span) {
    let text = draft.source.slice(cell).to_owned();
    let blanks = slots::blanks(draft.source, cell);
    let titled = Some(title).filter(|title| !title.is_empty());
    let answered = if blanks.is_empty() { None } else { super::answer_before(draft, line, cell, titled) };
    for blank in &blanks {
        let from = answered.filter(|end| *end <= blank.span.start).unwrap_or(cell.start);
        let head = draft.source.slice(Span::new(from, blank.span.start)).to_owned();
        super::blank(draft, line, blank, &head, titled, None, FieldShape::TableCell);
    }
    if !blanks.is_empty() || cell.is_empty() || draft.is_taken(cell) {
        return;
    }
    let kinds = || super::kinds(kind, &text, Signs::of(text.as_bytes())).map(|(_, choice)| choice);
    if let Some(choice) = choices::choice(&text).or_else(|| choices::explained_choice(&text)).or_else(kinds) {
        let new = New::choice(title, cell, choice);
        New { shape: FieldShape::TableCell, ..new }.push(draft, line);
    }
}
