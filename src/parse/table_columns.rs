//! Which columns of a table say how far its rows have come, and what a row says there.

use super::statuses::{self, cell_box, is_sign, is_status, standing};
use super::table_names::is_wording;
use super::vocabulary::Words;
use super::{choices, words};
use crate::model::State;

/// Which columns of a table say how far its rows have come.
pub(super) struct Columns {
    /// The one whose header says so.
    pub status: Option<usize>,
    /// Whether a row says it there; then each is an item, whatever it says.
    stated: bool,
    /// Those that have a sign of a state in most rows, or in some and one of another kind, `⏸ later`, in all others; then
    /// each row is an item, whatever it says.
    signs: Vec<usize>,
    /// Those that say something else by a tick: what is required, what is supported.
    pub others: Vec<bool>,
    /// What a tick below each header says, where the header is a result: "Pass", "Fail", "N/A".
    pub results: Vec<Option<State>>,
    /// The same, where the headers are degrees of one thing: "Not met", "Fully met".
    degrees: Vec<Option<State>>,
}

/// What a row says.
pub(super) struct Said {
    /// The columns that say it.
    pub columns: Vec<usize>,
    /// The one that a tick goes to.
    pub mark: Option<usize>,
    pub state: State,
    pub reason: Option<String>,
}

impl Columns {
    pub fn of(headers: &[String], rows: &[Vec<String>]) -> Self {
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
            results: told(&statuses::option_state),
            degrees: told(&|header| statuses::cell_state(header).or_else(|| statuses::degree(header))),
        }
    }

    pub fn say(&self, cells: &[String]) -> Option<Said> {
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
    // "Pass" without a "Fail" beside it asks for a yes or a no.
    let results = headers.iter().filter(|header| statuses::option_state(header).is_some()).count();
    let passed = |header: &str| results == 1 && statuses::option_state(header) == Some(State::Done);
    let done = |header: &String| {
        let lists = [words::ACCOMPLISHED, words::READY, words::SUPPLIED];
        lists.iter().any(|list| list.has(header)) || passed(header)
    };
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
