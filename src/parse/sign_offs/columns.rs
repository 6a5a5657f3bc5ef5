//! Tables with a column for each who signs: `| Prepared by | Approved by |`, and their names below; or `| | Client | Supplier |`,
//! and below it a row for names, one for dates, one for signatures.

use super::super::draft::Draft;
use super::super::markdown::Row;
use super::super::vocabulary::Words;
use super::super::{frame, inline, slots, words};
use super::tables::{is_roster, titled};
use super::{Read, is_role, is_sign_off_title, is_value, scope_of, strip_suffixes};
use crate::model::{Applicability, Assurance, Scope, SignOff, SignOffShape, Slot};
use crate::text::Span;

/// The labels that may head such a column.
const LISTS: [Words; 3] = [words::SIGN_OFF_LABELS, words::PERFORMERS, words::AUTHORS];

pub(super) fn read(draft: &mut Draft<'_>) {
    for table in draft.markdown.tables.clone() {
        let Some((header, rows)) = table.rows.split_first() else { continue };
        let headers: Vec<String> = header.cells.iter().map(|cell| inline::plain(draft.source.slice(*cell))).collect();
        let dated = headers.iter().position(|header| words::DATE_LABELS.has(header));
        if is_roster(draft, &table, &headers) {
            continue;
        }
        let Some(parts) = Parts::of(draft, &headers, rows, table.span) else { continue };
        let line = draft.source.line_of(parts.name.span.start) - 1;
        let own = draft.section_of_line(line);
        for at in parts.signers.clone() {
            let (Some(role), Some(cell)) = (headers.get(at), parts.name.cells.get(at)) else { continue };
            let Read { slot, value, date } = read_cell(draft, *cell);
            // A date that has its own column is of whoever stands before it, or else in a row of its own.
            let day = dated.filter(|dated| *dated == at + 1).and_then(|dated| parts.name.cells.get(dated));
            let day = day.or_else(|| parts.date.and_then(|row| row.cells.get(at))).map(|cell| read_cell(draft, *cell));
            let sign = parts.signature.and_then(|row| row.cells.get(at)).map(|cell| read_cell(draft, *cell));
            let (scope, scope_id) = match draft.titles_outwards(own).find(|(_, title)| is_sign_off_title(title)) {
                Some((section, _)) => scope_of(draft, section.label, section.level, own),
                None => (Scope::Document, None),
            };
            let sign_off = SignOff {
                id: draft.id('o', &draft.section_id(line), "/", &inline::slug(role)),
                role: strip_suffixes(role.trim_end_matches(':')).to_owned(),
                shape: SignOffShape::Table,
                scope,
                scope_id,
                applicability: Applicability::Required,
                condition: None,
                not_applicable: None,
                assurance: value.is_some().then_some(Assurance::Typed),
                name: value,
                date: day.as_ref().and_then(|day| day.value.clone()).or(date),
                signature: sign.as_ref().and_then(|sign| sign.value.clone()),
                line: line + 1,
                name_slot: Some(slot),
                date_slot: day.map(|day| day.slot),
                signature_slot: sign.map(|sign| sign.slot),
                box_span: None,
                span: parts.name.span,
            };
            draft.take(&sign_off);
            draft.sign_offs.push(sign_off);
        }
    }
}

/// Where the parts of what is signed stand.
struct Parts<'t> {
    /// The columns of those who sign.
    signers: Vec<usize>,
    /// The row of their names, or of their signatures where there is none.
    name: &'t Row,
    date: Option<&'t Row>,
    signature: Option<&'t Row>,
}

impl<'t> Parts<'t> {
    fn of(draft: &Draft<'_>, headers: &[String], rows: &'t [Row], table: Span) -> Option<Self> {
        let signs = |header: &str| LISTS.iter().any(|list| list.has(header.trim_end_matches(':')));
        let others =
            (0..headers.len()).filter(|at| headers.get(*at).is_none_or(|header| !words::DATE_LABELS.has(header)));
        let signers: Vec<usize> = others.collect();
        let all = |from: usize, fits: &dyn Fn(&str) -> bool| {
            let own = signers.iter().skip(from);
            signers.len() > from + 1 && own.clone().all(|at| headers.get(*at).is_some_and(|header| fits(header)))
        };
        let titled = || titled(draft, table);
        let party = |header: &str| is_role(header) || words::PARTIES.has(header);
        if all(0, &signs) || rows.len() == 1 && all(0, &party) && titled() {
            return Some(Self { name: rows.first()?, signers, date: None, signature: None });
        }
        // `| | Client | Supplier |` above `| Name | | |` and `| Date | | |`.
        let label = |row: &Row| row.cells.first().map(|cell| inline::plain(draft.source.slice(*cell)));
        let find = |list: Words| {
            rows.iter().find(|row| label(row).is_some_and(|label| list.has(label.trim_end_matches([':', ' ']))))
        };
        let (name, date, signature) =
            (find(words::NAME_LABELS), find(words::DATE_LABELS), find(words::SIGNATURE_LABELS));
        let few = [name, date, signature].into_iter().flatten().count() > 1;
        let corner = headers.first().is_some_and(|first| !party(first));
        let fits = (few && signature.is_some() || titled()) && corner && all(1, &party);
        let name = name.or(signature).filter(|_| fits)?;
        Some(Self { signers: signers.into_iter().skip(1).collect(), name, date, signature })
    }
}

/// The slot in a cell, and who stands there; a blank is nobody, and so is the role of who has yet to sign.
fn read_cell(draft: &Draft<'_>, cell: Span) -> Read {
    let inner = frame::trimmed(draft.source, cell);
    let blank = slots::blanks(draft.source, inner).into_iter().next();
    let (span, space) = match blank {
        Some(ref blank) => (blank.span, false),
        // An empty cell keeps a blank on either side of what is written into it.
        None if inner.is_empty() => (Span::at(cell.start + usize::from(cell.len() > 1)), cell.len() < 2),
        None => (inner, false),
    };
    let text = Some(inline::plain(draft.source.slice(inner))).filter(|_| blank.is_none());
    Read::of(Slot { span, space }, text.filter(|text| is_value(text) && !is_role(text)))
}
