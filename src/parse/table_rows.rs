//! Items from the rows of a table whose header or cells say that it is a checklist.

use super::draft::Draft;
use super::statuses::{self, cell_box, is_awaited, is_sign, is_status, standing};
use super::table_names::{is_key, is_log, is_vacant, is_wording, name, titles_of_groups};
use super::unboxed::Found;
use super::vocabulary::{Spoken, Words};
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
        shares(&headers, &mut texts);
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
        for (_, (row, cells)) in rows.iter().zip(&texts).enumerate().filter(|(at, _)| titles.binary_search(at).is_err())
        {
            let Some(said) =
                columns.say(cells).or_else(|| signed.map(|at| signed_for(cells, at))).or_else(|| evidence.map(unsaid))
            else {
                continue;
            };
            if said.state == State::Open && is_vacant(&headers, cells, &said.columns) {
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
    rows.iter().all(number) && rows.iter().any(adds_up) && !told()
}

/// Which columns of a table say how far its rows have come.
struct Columns {
    /// The one whose header says so.
    status: Option<usize>,
    /// Whether a row says it there; then each is an item, whatever it says.
    stated: bool,
    /// Those that have a sign of a state in most rows, or in some and one of another kind, `⏸ later`, in all others; then
    /// each row is an item, whatever it says.
    signs: Vec<usize>,
    /// Those that say something else by a tick: what is required, what is supported.
    others: Vec<bool>,
    /// What a tick below each header says, where the header is a result: "Pass", "Fail", "N/A".
    results: Vec<Option<State>>,
    /// The same, where the headers are degrees of one thing: "Not met", "Fully met".
    degrees: Vec<Option<State>>,
}

/// What a row says.
struct Said {
    /// The columns that say it.
    columns: Vec<usize>,
    /// The one that a tick goes to.
    mark: Option<usize>,
    state: State,
    reason: Option<String>,
}

impl Columns {
    fn of(headers: &[String], rows: &[Vec<String>]) -> Self {
        let status = status_column(headers, rows);
        // Below "Total" it counts them.
        let counts = headers.iter().any(|header| words::TOTAL_HEADERS.has(header));
        let told = |state: &dyn Fn(&str) -> Option<State>| -> Vec<Option<State>> {
            headers.iter().filter(|_| !counts).map(|header| state(header)).collect()
        };
        let signs = |column: &usize| {
            let cells = || rows.iter().map(|cells| at(cells, *column));
            let all = || cells().any(is_sign) && cells().all(|cell| is_sign(cell) || leads_with_sign(cell));
            rows.len() >= 2 && (mostly(rows, *column, is_sign) || all())
        };
        Self {
            status,
            stated: status.is_some_and(|column| rows.iter().any(|cells| is_status(at(cells, column)))),
            signs: (0..headers.len()).filter(signs).collect(),
            others: headers.iter().map(|header| words::PROPERTY_HEADERS.has(header)).collect(),
            results: told(&statuses::cell_state),
            degrees: told(&|header| statuses::cell_state(header).or_else(|| statuses::degree(header))),
        }
    }

    fn say(&self, cells: &[String]) -> Option<Said> {
        let status = self.status.filter(|column| self.stated || is_status(at(cells, *column)));
        // A box that is still empty elsewhere in the row belongs to it.
        let empty = |column: &usize| {
            let cell = at(cells, *column);
            let open = cell_box(cell).is_some_and(|(.., state)| state == State::Open);
            open && !is_choice(cell) && !self.others.get(*column).copied().unwrap_or(false)
        };
        let by_status = |column: usize| {
            let (state, reason) = standing(at(cells, column));
            let left = (0..cells.len()).filter(|other| *other != column).find(empty).filter(|_| state == State::Done);
            if let Some(left) = left {
                return Some(Said { columns: vec![column, left], mark: None, state: State::Open, reason: None });
            }
            Some(Said { columns: vec![column], mark: Some(column), state, reason })
        };
        if let Some(column) = status.filter(|column| at(cells, *column).contains(|c: char| !" _".contains(c))) {
            return by_status(column);
        }
        if let Some(said) = by_result(cells, &self.results).or_else(|| self.by_degree(cells)) {
            return Some(said);
        }
        // Several boxes in a cell are a choice, which says how the row stands only in a status column.
        let marked = |column: &usize| {
            let cell = at(cells, *column);
            let other = self.others.get(*column).copied().unwrap_or(false);
            !other && (self.signs.contains(column) || cell_box(cell).is_some() && !is_choice(cell))
        };
        let columns: Vec<usize> = (0..cells.len()).filter(marked).collect();
        // An empty status cell is the box where there is no other.
        if let Some(column) = status.filter(|_| columns.is_empty()) {
            return by_status(column);
        }
        let results: Option<Vec<State>> =
            columns.iter().map(|column| self.results.get(*column).copied().flatten()).collect();
        match results {
            Some(results) if results.len() > 1 && results.iter().any(|result| *result != State::Done) => {
                Some(one_of(cells, columns, &results))
            }
            _ => all_of(cells, columns),
        }
    }
}

impl Columns {
    /// What a row says below degrees of one thing; ticks and crosses below all of them compare.
    fn by_degree(&self, cells: &[String]) -> Option<Said> {
        let said = by_result(cells, &self.degrees)?;
        said.columns.iter().any(|column| at(cells, *column).is_empty()).then_some(said)
    }
}

/// What a row says whose cells below "Yes", "No" and "N/A" are to be ticked on paper: empty, or a cross.
fn by_result(cells: &[String], results: &[Option<State>]) -> Option<Said> {
    let (columns, results): (Vec<usize>, Vec<State>) =
        results.iter().enumerate().filter_map(|(at, result)| Some((at, (*result)?))).unzip();
    let slot = |column: &usize| at(cells, *column).is_empty() || is_cross(at(cells, *column));
    let apart = columns.len() > 1 && results.contains(&State::Done) && results.iter().any(|r| *r != State::Done);
    (apart && columns.iter().all(slot)).then(|| one_of(cells, columns, &results))
}

/// Whether a cell holds the mark that people make on paper.
fn is_cross(cell: &str) -> bool {
    matches!(cell, "x" | "X" | "✓" | "✔" | "✗" | "✘" | "✅" | "❌" | "☑" | "☒" | "[x]" | "[X]" | "Done")
}

/// What is said by columns of which one is ticked: "Pass", "Fail".
fn one_of(cells: &[String], columns: Vec<usize>, results: &[State]) -> Said {
    let ticked = |(column, _): &(&usize, &State)| {
        let cell = at(cells, **column);
        is_cross(cell) || standing(cell).0 != State::Open
    };
    let mut chosen = columns.iter().zip(results).filter(ticked).map(|(_, result)| *result);
    let state = match (chosen.next(), chosen.next()) {
        (Some(result), None) => result,
        _ => State::Open,
    };
    let good = results.iter().position(|result| *result == State::Done);
    let mark = good.and_then(|good| columns.get(good)).copied();
    Said { mark, columns, state, reason: None }
}

/// What is said by columns of which each has to be ticked.
fn all_of(cells: &[String], columns: Vec<usize>) -> Option<Said> {
    let said: Vec<_> = columns.iter().map(|column| standing(at(cells, *column))).collect();
    let state = [State::Failed, State::Open, State::Done, State::NotApplicable]
        .into_iter()
        .find(|wanted| said.iter().any(|(state, _)| state == wanted))?;
    let reason = said.into_iter().find(|(own, _)| *own == state).and_then(|(_, reason)| reason);
    let mark = columns.first().filter(|_| columns.len() == 1).copied();
    Some(Said { columns, mark, state, reason })
}

/// The cell of a column; rows may be short.
pub fn at(cells: &[String], column: usize) -> &str {
    cells.get(column).map_or("", String::as_str)
}

/// The column that says how far each row has come.
fn status_column(headers: &[String], rows: &[Vec<String>]) -> Option<usize> {
    // "Status (Pass/Blocker)"
    let bare = |header: &str| header.split('(').next().is_some_and(|head| words::STATUS_HEADERS.has(head));
    let named = |list: Words| headers.iter().position(|header| list.has(header));
    let status = named(words::STATUS_HEADERS).or_else(|| headers.iter().position(|header| bare(header)));
    // `Yes / No` heads what is to be answered, where nothing else stands below it.
    let status = status.or_else(|| answers(rows)).or_else(|| {
        let column = headers.iter().position(|header| statuses::offers(header))?;
        rows.iter().all(|cells| is_status(at(cells, column))).then_some(column)
    });
    // "Delivered" heads what is still to be delivered, where nothing stands below it but a state.
    let done =
        |header: &String| words::ACCOMPLISHED.has(header) || words::READY.has(header) || words::SUPPLIED.has(header);
    let status = status.or_else(|| {
        let column = headers.iter().position(done).filter(|column| *column > 0)?;
        rows.iter().all(|cells| is_status(at(cells, column))).then_some(column)
    });
    // "Retest status", "Launch status": one that says the status of something, where the cells are such.
    let of_something = |header: &String| words::STATUSES.trailing(header).is_some();
    let status = status.or_else(|| {
        let column = headers.iter().position(of_something)?;
        mostly(rows, column, is_status).then_some(column)
    });
    status.or_else(|| {
        // "Check" may as well title what is to be checked.
        let ends = |header: &String| words::CHECK_HEADERS.trailing(header).is_some();
        let column = named(words::CHECK_HEADERS).or_else(|| headers.iter().position(ends))?;
        let worded = (0..headers.len()).any(|other| other != column && mostly(rows, other, is_wording));
        (worded && mostly(rows, column, is_status)).then_some(column)
    })
}

/// The column of answers, given or as `yes/no`, where every row asks a question.
fn answers(rows: &[Vec<String>]) -> Option<usize> {
    let asks = |cell: &String| cell.ends_with(['?', '？']) && is_wording(cell);
    let answer = |cell: &str| {
        choices::choice(cell).is_some_and(|(options, _)| {
            let any = |state: State| options.iter().any(|option| statuses::cell_state(option) == Some(state));
            any(State::Done) && any(State::Failed)
        }) || statuses::cell_state(cell).is_some()
    };
    let columns = rows.first()?.len();
    let asked = rows.len() > 1 && rows.iter().all(|cells| cells.iter().any(asks));
    (0..columns).filter(|_| asked).find(|column| rows.iter().all(|cells| answer(at(cells, *column))))
}

/// Whether the cells of a column are such in more than half of the rows.
fn mostly(rows: &[Vec<String>], column: usize, is_such: fn(&str) -> bool) -> bool {
    let cells = rows.iter().map(|cells| cells.get(column).map_or("", String::as_str));
    2 * cells.filter(|cell| is_such(cell)).count() > rows.len()
}

/// Whether a cell starts with a pictograph, whatever it means.
fn leads_with_sign(cell: &str) -> bool {
    cell.chars().next().is_some_and(|c| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}'))
}

/// Several boxes or words in a cell; `✅/❌` and `✅ Held / ❌ Burst` say how its row stands.
fn is_choice(cell: &str) -> bool {
    choices::choice(cell).is_some() && choices::by_sign(cell).is_none()
}
