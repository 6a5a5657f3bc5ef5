//! Tables with a column for each who signs: `| Prepared by | Approved by |`, and their names below.

use super::super::draft::Draft;
use super::super::vocabulary::Words;
use super::super::{frame, inline, slots, words};
use super::{Read, is_sign_off_title, is_value, scope_of, strip_suffixes};
use crate::model::{Applicability, Assurance, Scope, SignOff, SignOffShape, Slot};
use crate::text::Span;

/// The labels that may head such a column.
const LISTS: [Words; 3] = [words::SIGN_OFF_LABELS, words::PERFORMERS, words::AUTHORS];

pub(super) fn read(draft: &mut Draft<'_>) {
    for table in draft.markdown.tables.clone() {
        let Some((header, rows)) = table.rows.split_first() else { continue };
        let headers: Vec<String> = header.cells.iter().map(|cell| inline::plain(draft.source.slice(*cell))).collect();
        let signs = |header: &String| LISTS.iter().any(|list| list.has(header.trim_end_matches(':')));
        let Some(row) = rows.first().filter(|_| headers.len() > 1 && headers.iter().all(signs)) else { continue };
        let line = draft.source.line_of(row.span.start) - 1;
        let own = draft.section_of_line(line);
        for (role, cell) in headers.iter().zip(&row.cells) {
            let inner = frame::trimmed(draft.source, *cell);
            let blank = slots::blanks(draft.source, inner).into_iter().next();
            let (span, space) = match blank {
                Some(blank) => (blank.span, false),
                // An empty cell keeps a blank on either side of what is written into it.
                None if inner.is_empty() => (Span::at(cell.start + usize::from(cell.len() > 1)), cell.len() < 2),
                None => (inner, false),
            };
            let name = Some(inline::plain(draft.source.slice(inner))).filter(|text| is_value(text));
            let Read { slot, value, date } = Read::of(Slot { span, space }, name);
            let (scope, scope_id) = match draft.titles_outwards(own).find(|(_, title)| is_sign_off_title(title)) {
                Some((section, _)) => scope_of(draft, section.label, section.level, own),
                None => (Scope::Document, None),
            };
            let sign_off = SignOff {
                id: draft.id('o', &draft.section_id(line), "/", &inline::slug(role)),
                role: strip_suffixes(role.trim_end_matches(':')),
                shape: SignOffShape::Table,
                scope,
                scope_id,
                applicability: Applicability::Required,
                condition: None,
                not_applicable: None,
                assurance: value.is_some().then_some(Assurance::Typed),
                name: value,
                date,
                signature: None,
                line: line + 1,
                name_slot: Some(slot),
                date_slot: None,
                signature_slot: None,
                box_span: None,
                span: row.span,
            };
            draft.take(&sign_off);
            draft.sign_offs.push(sign_off);
        }
    }
}
