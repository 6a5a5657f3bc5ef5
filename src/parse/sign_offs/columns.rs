//! Tables with a column for each who signs: `| Prepared by | Approved by |`, and their names below.

use super::super::draft::Draft;
use super::super::vocabulary::Words;
use super::super::{frame, inline, slots, words};
use super::{Read, is_role, is_sign_off_title, is_value, scope_of, strip_suffixes};
use crate::model::{Applicability, Assurance, Scope, SignOff, SignOffShape, Slot};
use crate::text::Span;

/// The labels that may head such a column.
const LISTS: [Words; 3] = [words::SIGN_OFF_LABELS, words::PERFORMERS, words::AUTHORS];

pub(super) fn read(draft: &mut Draft<'_>) {
    for table in draft.markdown.tables.clone() {
        let Some((header, rows)) = table.rows.split_first() else { continue };
        let headers: Vec<String> = header.cells.iter().map(|cell| inline::plain(draft.source.slice(*cell))).collect();
        let signs = |header: &str| LISTS.iter().any(|list| list.has(header.trim_end_matches(':')));
        let dated = headers.iter().position(|header| words::DATE_LABELS.has(header));
        let signers: Vec<usize> = (0..headers.len()).filter(|at| Some(*at) != dated).collect();
        let all = signers.len() > 1 && signers.iter().all(|at| headers.get(*at).is_some_and(|header| signs(header)));
        let Some(row) = rows.first().filter(|_| all) else { continue };
        let line = draft.source.line_of(row.span.start) - 1;
        let own = draft.section_of_line(line);
        for at in signers {
            let (Some(role), Some(cell)) = (headers.get(at), row.cells.get(at)) else { continue };
            let Read { slot, value, date } = read_cell(draft, *cell);
            // A date that has its own column is of whoever stands before it.
            let day = dated.filter(|dated| *dated == at + 1).and_then(|dated| row.cells.get(dated));
            let day = day.map(|cell| read_cell(draft, *cell));
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
                signature: None,
                line: line + 1,
                name_slot: Some(slot),
                date_slot: day.map(|day| day.slot),
                signature_slot: None,
                box_span: None,
                span: row.span,
            };
            draft.take(&sign_off);
            draft.sign_offs.push(sign_off);
        }
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
