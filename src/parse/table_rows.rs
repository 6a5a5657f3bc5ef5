//! Items from the rows of a table whose header or cells say that it is a checklist.

use foldhash::HashSet;

use super::draft::Draft;
use super::statuses::{cell_box, is_awaited, is_status};
use super::table_columns::{Columns, Said, at};
use super::table_names::{is_key, is_log, is_register, is_vacant, is_wording, name, titles_of_groups};
use super::unboxed::Found;
use super::vocabulary::Spoken;
use super::{Recogniser, choices, hedges, inline, sign_offs, stand_ins, words};
use crate::model::{ItemShape, Section, State};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "table-rows", summary: "rows of a table with a status column or a box in a cell", recognise };

fn recognise(draft: &mut Draft<'_>) {
    let numbers = !draft.markdown.tables.is_empty() && stand_ins::crosses_are_numbers(draft.source.text());
    let mut unplanned = None;
    for table in draft.markdown.tables.clone() {
        let Some((header, rows)) = table.rows.split_first() else { continue };
        let cell = |span: &Span| inline::plain(draft.source.slice(*span));
        let headers: Vec<String> = header.cells.iter().map(cell).collect();
        if sign_offs::is_roster(draft, &table, &headers) || is_log(&headers) || is_key(&headers) {
            continue;
        }
        let mut texts: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| text(draft.source.slice(*cell), numbers)).collect())
            .collect();
        for cell in texts.iter_mut().flatten().filter(|cell| words::BARRED.has(cell)) {
            if *unplanned.get_or_insert_with(|| legend(draft)) {
                "➖".clone_into(cell);
            }
        }
        // Of a risk with a box somebody says that it is dealt with.
        let boxed = |cell: &String| choices::first_square(cell).is_some();
        if is_register(&headers) && !texts.iter().flatten().any(boxed) {
            continue;
        }
        shares(&headers, &mut texts);
        opposites(&headers, &mut texts);
        let mut columns = Columns::of(&headers, &texts);
        // Ticks and crosses compare things, unless a title says that they report.
        let told = columns.results.iter().any(Option::is_some) || texts.iter().flatten().any(|cell| is_awaited(cell));
        if !told && !reports(draft, table.span) {
            columns.others.fill(true);
        }
        if names_parts(draft, &texts) || is_tally(&headers, &texts) {
            continue;
        }
        let signed = signed_column(&headers).filter(|_| columns.status.is_none());
        // What stands in it may be what is asked for, or what was found: nobody says that the row is done.
        let evidence = headers.iter().position(|header| words::EVIDENCE_HEADERS.has(header));
        let evidence = evidence.filter(|_| columns.status.is_none() && lists(draft, table.span));
        let unsaid = |column| Said { columns: vec![column], mark: None, state: State::Open, reason: None };
        let titles = titles_of_groups(&texts);
        let (first, mut vacant) = (draft.unboxed.len(), Vec::new());
        for (_, (row, cells)) in rows.iter().zip(&texts).enumerate().filter(|(at, _)| titles.binary_search(at).is_err())
        {
            let Some(said) =
                columns.say(cells).or_else(|| signed.map(|at| signed_for(cells, at))).or_else(|| evidence.map(unsaid))
            else {
                continue;
            };
            if said.state == State::Open && is_vacant(&headers, cells, &said.columns) {
                vacant.push(draft.source.line_of(row.span.start) - 1);
                continue;
            }
            let Some(text) = name(cells, &said.columns) else { continue };
            let mark = said.mark.and_then(|column| row.cells.get(column)).map(|slot| {
                let inner = super::frame::trimmed(draft.source, *slot);
                // Of `✅/❌` all is written over.
                cell_box(draft.source.slice(inner))
                    .filter(|_| choices::by_sign(draft.source.slice(inner)).is_none())
                    .map_or(inner, |(at, len, _)| Span::new(inner.start + at, inner.start + at + len))
            });
            let line = draft.source.line_of(row.span.start) - 1;
            let set_aside = said.state == State::NotApplicable;
            let reason = said.reason.or_else(|| remark(&headers, cells).filter(|_| set_aside));
            let (state, shape) = (said.state, ItemShape::TableRow);
            draft.unboxed.push(Found { line, last: line, mark, text, state, reason, shape });
        }
        // A table in which nothing is filled in may have been forgotten.
        if draft.unboxed.len() > first {
            draft.spare_rows.extend(vacant);
        }
    }
}

/// Puts the sign for it in front of a share of the whole in a column of how far the rows have come: `60 %`, `3/5`.
fn shares(headers: &[String], rows: &mut [Vec<String>]) {
    for (column, header) in headers.iter().enumerate().filter(|(_, header)| words::PROGRESS_HEADERS.has(header)) {
        let percent = header.contains('%') || header.contains("ercent");
        // Below "Done" a day may stand, `03/12`.
        let days = words::DONE.has(header);
        for cell in rows.iter_mut().filter_map(|cells| cells.get_mut(column)) {
            let number = cell.trim_matches(['*', '`', ' ', '~']);
            let whole = |text: &str| text.trim().parse::<u64>().is_ok();
            let ratio = !days && number.split_once('/').is_some_and(|(part, of)| whole(part) && whole(of));
            let bare = percent && number.parse::<f64>().is_ok();
            let share = number.strip_suffix('%').is_some_and(|share| share.trim().parse::<f64>().is_ok());
            if !(share || ratio || bare) {
                continue;
            }
            let part = hedges::falls_short(&if bare { format!("{number}%") } else { number.to_owned() });
            *cell = format!("{} {number}", if part { "⏳" } else { "✅" });
        }
    }
}

/// Puts the sign for it in front of a state and its opposite in a status column, `Ready` and `Not Ready`; one without the other
/// may be ready to be begun.
fn opposites(headers: &[String], rows: &mut [Vec<String>]) {
    let title = |header: &str| header.split('(').next().unwrap_or("").trim().to_owned();
    for (column, header) in headers.iter().enumerate().filter(|(_, header)| words::STATUS_HEADERS.has(&title(header))) {
        let bare = |cell: &str| cell.trim_matches(['*', '`', ' ']).to_lowercase();
        let offered = header.split(['(', '/', '|', ')']).map(bare);
        let said: HashSet<String> = offered.chain(rows.iter().map(|cells| bare(at(cells, column)))).collect();
        for cell in rows.iter_mut().filter_map(|cells| cells.get_mut(column)) {
            let state = bare(cell);
            let denied =
                state.strip_prefix("not ").is_some_and(|state| words::READY.has(state) || words::SAYS_WHOLE.has(state));
            let known = is_status(cell);
            if !known && denied {
                *cell = format!("⏳ {cell}");
            } else if !known && words::READY.has(&state) {
                let sign = if said.contains(&format!("not {state}")) { "✅" } else { "⏳" };
                *cell = format!("{sign} {cell}");
            }
        }
    }
}

/// The column in which somebody signs for each row; the history of a document says who has signed its versions.
fn signed_column(headers: &[String]) -> Option<usize> {
    let history = headers.iter().any(|header| words::REVISION_HEADERS.has(header)) || sign_offs::is_directory(headers);
    headers.iter().position(|header| words::ROW_SIGN_HEADERS.has(header)).filter(|_| !history)
}

/// What a row says that is done once a name stands in a column; a sentence there is none.
fn signed_for(cells: &[String], column: usize) -> Said {
    let name = inline::plain(at(cells, column));
    let words = || name.split(' ');
    let named = sign_offs::is_value(&name)
        && words().count() <= 4
        && words().all(|word| !word.starts_with(char::is_lowercase) || words::PARTICLES.has(word));
    let state = if named { State::Done } else { State::Open };
    Said { columns: vec![column], mark: None, state, reason: None }
}

/// Whether a line outside of the tables explains a barred sign as what is not planned: ":no_entry: means no build is planned".
fn legend(draft: &Draft<'_>) -> bool {
    let explains = |line: Span| {
        let text = draft.source.slice(line).trim_start_matches(['-', '*', '>', ' ', '\t']);
        let behind = words::BARRED.strip_from(text);
        behind.is_some_and(|rest| {
            words::NOT_PLANNED.find(rest).is_some() || rest.contains(" no ") && rest.contains("planned")
        })
    };
    draft.source.lines().any(explains)
}

/// What stands in the column for reasons and remarks.
fn remark(headers: &[String], cells: &[String]) -> Option<String> {
    let column =
        headers.iter().position(|header| words::OPTIONAL_LABELS.has(header) || words::REASON_HEADERS.has(header))?;
    Some(inline::plain(at(cells, column))).filter(|remark| !remark.is_empty())
}

/// Whether the title right above a table says that it is a checklist.
fn lists(draft: &Draft<'_>, table: Span) -> bool {
    let section = draft.section_of_line(draft.source.line_of(table.start) - 1);
    section.is_some_and(|section| draft.title_of(section).says(words::CHECKLISTS))
}

/// What a cell says; `[X]` is no tick where it stands for numbers.
fn text(cell: &str, numbers: bool) -> String {
    let cell = cell.trim();
    let Some(behind) = cell.trim_start_matches('*').strip_prefix("[X]").filter(|_| numbers) else {
        return cell.to_owned();
    };
    let behind = behind.trim_end_matches('*');
    if behind.is_empty() || stand_ins::measures(behind) { format!("#{behind}") } else { cell.to_owned() }
}

/// Whether a title above a table, or the document's, says that something is checked, or how far it has come.
fn reports(draft: &Draft<'_>, table: Span) -> bool {
    let section = draft.section_of_line(draft.source.line_of(table.start) - 1);
    let says = |title: &Spoken<'_>| title.says(words::REPORTS) || title.ends(words::REPORTS);
    let whole = |title: &Spoken<'_>| says(title) || title.says(words::UNDERTAKINGS);
    draft.titles_outwards(section).any(|(_, title)| says(&title))
        || draft.sections.first().is_some_and(|first| first.level == 1 && whole(&draft.title_of(0)))
        || ["title", "name"].iter().filter_map(|key| draft.front.text(key)).any(|title| whole(&Spoken::of(&title)))
}

/// Whether every row is named as a part of the document that has boxes: then the table sums these up.
fn names_parts(draft: &Draft<'_>, rows: &[Vec<String>]) -> bool {
    let boxes = |section: &Section| {
        let lines = draft.source.line_of(section.extent.start) - 1..draft.source.line_of(section.extent.end);
        let first = draft.frame.entries.partition_point(|entry| entry.line < lines.start);
        let within = draft.frame.entries.iter().skip(first).take_while(|entry| lines.contains(&entry.line));
        within.filter(|entry| entry.mark.is_some()).take(2).count() > 1
    };
    let part = |cells: &Vec<String>| {
        let name = cells.iter().find(|cell| is_wording(cell)).map(|cell| inline::plain(cell));
        name.is_some_and(|name| {
            draft.sections.iter().any(|section| section.title.eq_ignore_ascii_case(&name) && boxes(section))
        })
    };
    // An empty box asks for a tick all the same.
    rows.len() > 1 && !rows.iter().flatten().any(|cell| choices::first_square(cell).is_some()) && rows.iter().all(part)
}

/// Whether a table counts entries and adds them up, `| Pumps | 5 | ____ |` above a total: unless a sign stands in it, what
/// stands beside the numbers is how many of them are done.
fn is_tally(headers: &[String], rows: &[Vec<String>]) -> bool {
    let counts = |header: &String| words::TOTAL_HEADERS.has(header) || words::ENTRY_HEADERS.has(header);
    let Some(column) = headers.iter().position(counts) else { return false };
    let bare = |cell: &String| cell.trim_matches(['*', ' ']).to_owned();
    let number = |cells: &Vec<String>| cells.get(column).is_some_and(|cell| bare(cell).parse::<u64>().is_ok());
    let adds_up = |cells: &Vec<String>| cells.iter().any(|cell| words::TOTALS.has(&bare(cell)));
    let told = || rows.iter().flatten().any(|cell| cell.contains(|c| !" _-—…%*".contains(c)) && is_status(cell));
    // Beside three columns of numbers a sign says how far all that is counted has come.
    let numeric = |column: &usize| {
        rows.iter().all(|cells| cells.get(*column).is_some_and(|cell| bare(cell).parse::<u64>().is_ok()))
    };
    let counted = || (0..headers.len()).filter(numeric).take(3).count() > 2;
    rows.iter().all(number) && rows.iter().any(adds_up) && (counted() || !told())
}
