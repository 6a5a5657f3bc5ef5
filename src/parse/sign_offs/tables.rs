//! Tables with a row for each role.

use super::super::conditions::conditional;
use super::super::draft::Draft;
use super::super::markdown::{Row, Table};
use super::super::vocabulary::{Spoken, Words};
use super::super::{choices, frame, inline, slots, statuses, words};
use super::{Read, is_role, is_sign_off_title, is_value, scope_of, strip_suffixes, without_remark};
use crate::model::{Applicability, Assurance, Scope, SignOff, SignOffShape, Slot, State};
use crate::text::{Source, Span};

/// Whether a table's header makes it a roster: a role, and a name, signature or approval for it, or, where the title above
/// says that people attest, how they stand.
pub fn is_roster(draft: &Draft<'_>, table: &Table, headers: &[String]) -> bool {
    let has = |list: Words| column(headers, list).is_some();
    let place = table.span;
    if is_directory(headers) && !titled(draft, place) {
        return false;
    }
    let named = has(words::NAME_LABELS) && has(words::DATE_LABELS);
    let signs = || headers.first().is_some_and(|first| words::SIGNER_ROWS.has(first));
    (has(words::ROLE_HEADERS) || signs())
        && (has(words::SIGNATURE_LABELS)
            || has(words::SIGN_OFF_HEADERS)
            || named
            || has(words::NAME_LABELS) && (has(words::VOTE_HEADERS) || titled(draft, place))
            || signer_column(headers).is_some()
            || has(words::VOTE_HEADERS) && (headers.iter().any(|header| words::VOTERS.has(header)) || titled(draft, place))
            || headers.iter().any(|header| is_status(header)) && (titled(draft, place) || asks_below(draft, table) || decides(draft, table)))
        // Where people attest, whatever heads the first column says who they are; a signature and a date say so themselves.
        || (named || has(words::NAME_LABELS) && has(words::SIGNATURE_LABELS))
            && column(headers, words::NAME_LABELS) != Some(0)
            && (named && has(words::SIGNATURE_LABELS) || titled(draft, place))
        || is_unnamed(headers, draft, place)
}

/// Whether a table asks whoever the title above names for a signature and a date: `Name | Signature | Date` below `QA Lead`,
/// `Approver | Date` below `Approval`.
fn is_unnamed(headers: &[String], draft: &Draft<'_>, table: Span) -> bool {
    let known = |at: usize, header: &String| {
        let lists = [words::SIGNATURE_LABELS, words::DATE_LABELS, words::OPTIONAL_LABELS];
        lists.iter().any(|list| list.has(header)) || signer_of_title(headers) == Some(at)
    };
    let asked =
        [column(headers, words::SIGNATURE_LABELS), column(headers, words::DATE_LABELS), signer_of_title(headers)];
    asked.iter().flatten().count() > 1
        && headers.iter().enumerate().all(|(at, header)| known(at, header))
        && (titled(draft, table) || is_role(&title_above(draft, table)))
}

/// The column for the name of whoever signs there: `Name`, `Approved by`; beside a signature `Approver` heads roles.
fn signer_of_title(headers: &[String]) -> Option<usize> {
    let signs = column(headers, words::SIGNATURE_LABELS).is_some();
    let approves = |header: &String| signs_for_itself(header) || !signs && words::PERSON_HEADERS.has(header);
    column(headers, words::NAME_LABELS).or_else(|| {
        let mut approvers = headers.iter().enumerate().filter(|(_, header)| approves(header));
        approvers.next().filter(|_| approvers.next().is_none()).map(|(at, _)| at)
    })
}

/// Whether a header says itself who signs below: `Approved by`.
fn signs_for_itself(header: &str) -> bool {
    let labels = words::SIGN_OFF_LABELS.has(header) || words::PERFORMERS.has(header);
    labels && !words::SIGNATURE_LABELS.has(header) && !words::PERSON_HEADERS.has(header)
}

/// Who signs where no column says it: whom the header of the names says, or else the title.
fn role_above(draft: &Draft<'_>, table: Span, header: Option<&String>) -> String {
    match header.filter(|header| signs_for_itself(header)) {
        Some(header) if words::APPROVER_LABELS.has(header) => "Approver".to_owned(),
        Some(header) => strip_suffixes(header).to_owned(),
        None => strip_suffixes(&title_above(draft, table)).to_owned(),
    }
}

/// The title of the section in which something stands.
fn title_above(draft: &Draft<'_>, place: Span) -> String {
    let own = draft.section_of_line(draft.source.line_of(place.start) - 1);
    own.and_then(|own| draft.sections.get(own)).map_or_else(String::new, |section| section.title.clone())
}

/// Whether `Firma` heads companies in a table of how people are reached, `Rolle | Name | Firma | Telefon`: nobody signs there.
pub fn is_directory(headers: &[String]) -> bool {
    let has = |list: Words| headers.iter().any(|header| list.has(header) && !header.eq_ignore_ascii_case("firma"));
    has(words::BESIDE_COMPANIES) && !has(words::SIGNATURE_LABELS) && !has(words::DATE_LABELS)
}

/// The column that a word heads, alone or as one of two: `Signature / Date`.
fn column(headers: &[String], list: Words) -> Option<usize> {
    let one_of = |header: &String| header.split(['/', '&']).any(|part| list.has(part));
    headers.iter().position(|header| list.has(header)).or_else(|| headers.iter().position(one_of))
}

/// The column for who signs for the role in another one: `Role | Signed by`.
fn signer_column(headers: &[String]) -> Option<usize> {
    let signer = headers.iter().position(|header| words::SIGNER_HEADERS.has(header))?;
    headers.iter().enumerate().any(|(at, header)| at != signer && words::ROLE_HEADERS.has(header)).then_some(signer)
}

/// Whether a table stands right under a title that says that people attest.
pub(super) fn titled(draft: &Draft<'_>, table: Span) -> bool {
    let own = draft.section_of_line(draft.source.line_of(table.start) - 1);
    own.is_some_and(|own| is_sign_off_title(&draft.title_of(own)))
}

/// Whether a table asks roles, and the title above its own says that people attest.
fn asks_below(draft: &Draft<'_>, table: &Table) -> bool {
    let own = draft.section_of_line(draft.source.line_of(table.span.start) - 1);
    let above = draft.titles_outwards(own).nth(1);
    above.is_some_and(|(section, title)| section.level > 1 && is_sign_off_title(&title)) && asks_roles(draft, table)
}

/// Whether the first cell of a row is a role.
fn asks_roles(draft: &Draft<'_>, table: &Table) -> bool {
    let role = |row: &Row| row.cells.first().is_some_and(|cell| is_role(&inline::plain(draft.source.slice(*cell))));
    table.rows.iter().skip(1).any(role)
}

/// Whether a table asks roles how they stand where the document, or a title above, is about going ahead or not; with several
/// boxes in a row, `On-call | Available ⬜ | Trained ⬜`, it asks what is ready.
fn decides(draft: &Draft<'_>, table: &Table) -> bool {
    let boxed = |cell: &&Span| choices::first_square(draft.source.slice(**cell)).is_some();
    if table.rows.iter().skip(1).any(|row| row.cells.iter().filter(boxed).take(2).count() > 1) {
        return false;
    }
    let own = draft.section_of_line(draft.source.line_of(table.span.start) - 1);
    let asked = || draft.titles_outwards(own).any(|(_, title)| title.says(words::GO_OR_NOT));
    asks_roles(draft, table) && asked()
}

/// The column that says who is to sign, and of `Stakeholder` and `Role` the one for the name.
fn role_columns(headers: &[String]) -> (Option<usize>, Option<usize>) {
    let find = |person: bool| {
        let fits = |header: &String| words::ROLE_HEADERS.has(header) && words::PERSON_HEADERS.has(header) == person;
        headers.iter().position(fits)
    };
    match (find(false), find(true)) {
        (role @ Some(_), name) => (role, name),
        (None, person) => (person.or_else(|| column(headers, words::ROLE_HEADERS)).or(Some(0)), None),
    }
}

/// Whether a cell is a sign that says yes.
fn is_ticked(cell: &str) -> bool {
    statuses::is_sign(cell) && statuses::cell_state(cell) == Some(State::Done)
}

/// Whether a header says how far something is, perhaps with the words for it in parentheses.
fn is_status(header: &str) -> bool {
    words::STATUS_HEADERS.has(header.split('(').next().unwrap_or(header))
}

/// The slot of a cell, and what stands in it where that is a value.
pub(super) fn read_cell(source: &Source, cell: Span, is_value: impl Fn(&str) -> bool) -> Read {
    let inner = frame::trimmed(source, cell);
    let filled = without_remark(source.slice(inner));
    let blank = slots::blanks(source, inner).into_iter().next();
    // An empty cell keeps a blank on either side of what is written into it.
    let (span, space) = if filled.is_empty() {
        (Span::at(cell.start + usize::from(cell.len() > 1)), cell.len() < 2)
    } else {
        (blank.map_or(Span::new(inner.start, inner.start + filled.len()), |blank| blank.span), false)
    };
    Read::of(Slot { span, space }, Some(inline::plain(filled)).filter(|text| is_value(text)))
}

/// Reads every table that is one.
pub(super) fn read(draft: &mut Draft<'_>) {
    let source = draft.source;
    for table in draft.markdown.tables.clone() {
        let Some((header, rows)) = table.rows.split_first() else { continue };
        let headers: Vec<String> = header.cells.iter().map(|cell| inline::plain(draft.source.slice(*cell))).collect();
        if !is_roster(draft, &table, &headers) {
            continue;
        }
        let column = |list: Words| column(&headers, list);
        let name_column = column(words::NAME_LABELS);
        // `Role / Name` is one column, and the name is written elsewhere in the row.
        let (role_column, other) = role_columns(&headers);
        let name_column = name_column.filter(|name| Some(*name) != role_column).or(other);
        let name_column = name_column.or_else(|| signer_column(&headers));
        // Where no column or no row says who signs, the title does; one empty row is enough then.
        let is_empty = |at: Option<usize>, row: &Row| {
            let cell = at.and_then(|at| row.cells.get(at));
            cell.is_none_or(|cell| !is_value(&inline::plain(draft.source.slice(*cell))))
        };
        let unnamed = is_unnamed(&headers, draft, table.span);
        let empty = rows.iter().all(|row| is_empty(role_column, row));
        let (role_column, name_column) = match unnamed || empty {
            true => (None, signer_of_title(&headers).or(name_column)),
            false => (role_column, name_column),
        };
        let all_empty = rows.iter().all(|row| (0..row.cells.len()).all(|at| is_empty(Some(at), row)));
        let rows: Vec<&Row> = match role_column {
            None if all_empty => rows.iter().take(1).collect(),
            None => rows.iter().filter(|row| (0..row.cells.len()).any(|at| !is_empty(Some(at), row))).collect(),
            Some(_) => rows.iter().collect(),
        };
        // A vote alone is to say whose it is.
        let attests = |list: Words| column(list).is_some();
        let votes = !attests(words::SIGNATURE_LABELS) && !attests(words::SIGN_OFF_HEADERS);
        let votes = votes && !headers.iter().any(|header| is_status(header));
        let name_column = name_column.or_else(|| column(words::VOTE_HEADERS).filter(|_| votes));
        // Options to choose from are a field of their own too.
        let chooses = |at: &usize| {
            let mut cells = rows.iter().filter_map(|row| row.cells.get(*at));
            cells.any(|cell| choices::choice(draft.source.slice(frame::trimmed(draft.source, *cell))).is_some())
        };
        let signature_column =
            column(words::SIGNATURE_LABELS).or_else(|| column(words::SIGN_OFF_HEADERS)).or_else(|| {
                column(words::VOTE_HEADERS).filter(|at| name_column.is_some_and(|name| name != *at) && !chooses(at))
            });
        // Boxes to tick beside a name are a field of their own.
        let boxes = |at: &usize| {
            rows.iter().filter_map(|row| row.cells.get(*at)).any(|cell| choices::has_box(draft.source.slice(*cell)))
        };
        let signature_column = signature_column.filter(|at| name_column.is_none() || !boxes(at));
        let date_column = column(words::DATE_LABELS).filter(|date| Some(*date) != signature_column);
        // A status attests where it is a good one; "Blocked" does not.
        let states = name_column.is_none() && signature_column.is_none();
        let ticks = name_column.is_none() && column(words::SIGNATURE_LABELS).is_none();
        let status = || headers.iter().position(|header| is_status(header));
        let signature_column = signature_column.or_else(|| status().filter(|at| name_column.is_none() || !chooses(at)));
        for row in rows {
            let cell = |column: Option<usize>| {
                let cell = row.cells.get(column?).copied()?;
                // Where no name is asked for, a tick approves.
                let ticked = |text: &str| ticks && column == signature_column && is_ticked(text);
                let value = |text: &str| is_value(text) && choices::choice(text).is_none();
                Some(read_cell(source, cell, |text| value(text) || ticked(text)))
            };
            let titled = || {
                role_column.is_none().then(|| role_above(draft, row.span, name_column.and_then(|at| headers.get(at))))
            };
            let Some(role) = cell(role_column).and_then(|role| role.value).or_else(titled) else { continue };
            // The remark in parentheses is no part of the role, but may say when it is asked for.
            let said = role_column
                .and_then(|at| row.cells.get(at))
                .and_then(|cell| conditional(&Spoken::of(draft.source.slice(*cell))));
            let line = draft.source.line_of(row.span.start) - 1;
            let (name, signature, date) = (cell(name_column), cell(signature_column), cell(date_column));
            let own = draft.section_of_line(line);
            let (scope, scope_id) = match draft.titles_outwards(own).find(|(_, title)| is_sign_off_title(title)) {
                Some((section, _)) => scope_of(draft, section.label, section.level, own),
                None => (Scope::Document, None),
            };
            let signer = if name_column.is_some() { &name } else { &signature };
            let who = signer.as_ref().and_then(|read| read.value.clone());
            let agrees = |said: &str| words::AGREES.has(said) || statuses::cell_state(said) == Some(State::Done);
            let who = who.filter(|said| !states || agrees(said));
            let dated = date.as_ref().and_then(|read| read.value.clone());
            let sign_off = SignOff {
                id: draft.id('o', &draft.section_id(line), "/", &inline::slug(&role)),
                role,
                shape: SignOffShape::Table,
                scope,
                scope_id,
                applicability: Applicability::Required,
                condition: said,
                not_applicable: None,
                assurance: who.is_some().then_some(Assurance::Typed),
                name: who,
                date: dated.or_else(|| signer.as_ref().and_then(|read| read.date.clone())),
                signature: signature.as_ref().and_then(|read| read.value.clone()),
                line: line + 1,
                name_slot: name.or_else(|| cell(signature_column)).map(|read| read.slot),
                date_slot: date.map(|read| read.slot),
                signature_slot: signature.map(|read| read.slot).filter(|_| name_column.is_some()),
                box_span: None,
                span: row.span,
            };
            draft.take(&sign_off);
            draft.sign_offs.push(sign_off);
        }
    }
}
