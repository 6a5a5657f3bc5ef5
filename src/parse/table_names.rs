//! What the row of a table is about, and which tables are about something else than work.

use super::statuses::{cell_box, is_sign, is_status, standing};
use super::table_columns::at;
use super::vocabulary::Words;
use super::{choices, inline, slots, words};
use crate::model::State;

/// What a row is about: its first words that are no number of a row; beside empty boxes whatever it has.
pub fn name(cells: &[String], columns: &[usize]) -> Option<String> {
    let others = || cells.iter().enumerate().filter(|(at, _)| !columns.contains(at)).map(|(_, cell)| cell);
    // An hour to come names no row that has words: `| [HH:MM] | Drain the lock | ⬜ |`.
    let worded = others()
        .find(|cell| is_wording(cell) && !is_number(cell) && !is_slot(cell))
        .or_else(|| others().find(|cell| is_wording(cell) && !is_number(cell)))
        .or_else(|| others().find(|cell| is_wording(cell)));
    // Beside a state a name may be as short as "DB".
    let short = |cell: &&String| letters(cell) == 2 && !is_number(cell) && !is_status(cell);
    if let Some(cell) = worded.or_else(|| others().find(short)) {
        return Some(inline::plain(cell));
    }
    // The words may stand behind the box itself: `| [ ] Backup taken | |`.
    let marked = columns.iter().find_map(|column| {
        let cell = at(cells, *column);
        let (start, len, _) = cell_box(cell).filter(|(start, ..)| choices::first_square(cell) == Some(*start))?;
        cell.get(start + len..).filter(|words| is_wording(words))
    });
    if let Some(words) = marked {
        return Some(inline::plain(words.trim_end_matches('`').trim()));
    }
    let numbers: Vec<String> = others().filter(|cell| !slots_only(cell)).map(|cell| inline::plain(cell)).collect();
    // What is open is not passed over, however short its name is.
    let empty = |column: &usize| {
        let cell = at(cells, *column);
        (is_sign(cell) || cell.is_empty()) && standing(cell).0 == State::Open
    };
    (columns.iter().all(empty) && !numbers.is_empty()).then(|| numbers.join(", "))
}

/// The rows that title those below them: bold words alone, beside rows that all have a box where these have nothing. Where
/// states are written as words, an empty cell is one that is still open.
pub fn titles_of_groups(rows: &[Vec<String>]) -> Vec<usize> {
    let bold = |cell: &str| {
        let inner = cell.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
        inner.is_some_and(|inner| is_wording(inner) && !inner.contains("**"))
    };
    let titles = |cells: &Vec<String>| {
        let mut filled = cells.iter().filter(|cell| !cell.is_empty());
        filled.next().is_some_and(|cell| bold(cell)) && filled.next().is_none()
    };
    let boxed = |cell: &str| cell_box(cell).is_some() || choices::has_box(cell) || is_sign(cell);
    let (groups, others): (Vec<_>, Vec<_>) = rows.iter().enumerate().partition(|(_, cells)| titles(cells));
    let ticked = |column: usize| others.iter().all(|(_, cells)| boxed(at(cells, column)));
    let columns = others.first().map_or(0, |(_, cells)| cells.len());
    let fits = others.len() > groups.len() && (0..columns).any(ticked);
    groups.into_iter().filter(|_| fits).map(|(at, _)| at).collect()
}

/// Headers of what stands beside the words of a row; a row that has but its number left of them is one of what is numbered
/// elsewhere: `| 2 | | ☐ |` below `# | Owner`.
const BESIDE_WORDS: [Words; 8] = [
    words::OPTIONAL_LABELS,
    words::EVIDENCE_HEADERS,
    words::VERIFICATION,
    words::RESPONSIBLE,
    words::ROLE_HEADERS,
    words::NAME_LABELS,
    words::DATE_LABELS,
    words::SIGNATURE_LABELS,
];

/// Whether a row has an empty box and perhaps its number, and nothing where its words would stand: `| 2 | | ☐ |` below
/// `# | Defect`, `| | ☐ Low ☐ High | ☐ |` below `Room | Risk`; or says that there is nothing, and nothing of how far it is.
pub fn is_vacant(headers: &[String], cells: &[String], columns: &[usize]) -> bool {
    // `| None | - | - |`
    let bare = |cell: &str| !cell.contains(char::is_alphanumeric) && !is_sign(cell);
    let first = cells.iter().find(|cell| !cell.is_empty());
    if first.is_some_and(|cell| words::NO_ENTRY.has(cell)) && columns.iter().all(|column| bare(at(cells, *column))) {
        return true;
    }
    let title = |column: usize| headers.get(column).map_or("", String::as_str);
    let numbers = !title(0).contains(char::is_alphabetic) || words::NUMBER_HEADERS.has(title(0));
    let numbered = numbers && (at(cells, 0).is_empty() || is_running_number(at(cells, 0)));
    let words = usize::from(numbered);
    let others = cells.iter().enumerate().skip(words + 1).filter(|(column, _)| !columns.contains(column));
    at(cells, words).is_empty()
        && !columns.contains(&words)
        && title(words).contains(char::is_alphabetic)
        && !BESIDE_WORDS.iter().any(|list| list.has(title(words)))
        && others.map(|(_, cell)| cell).all(|cell| cell.is_empty() || choices::choice(cell).is_some())
}

/// Whether a cell is the number of a row, perhaps behind the letters of its kind: `12`, `P-001`.
fn is_running_number(cell: &str) -> bool {
    let kind = cell.trim_end_matches(|c: char| c.is_ascii_digit());
    let letters = kind.trim_end_matches(['-', '.', ' ']);
    kind.len() < cell.len() && letters.len() <= 4 && letters.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a cell has nothing to read in it, or a blank.
fn slots_only(cell: &str) -> bool {
    slots::count_runs(cell) > 0 || !cell.contains(char::is_alphanumeric)
}

/// Whether a cell holds words in brackets and nothing else.
fn is_slot(cell: &str) -> bool {
    let inner = cell.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.or_else(|| cell.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'))).is_some()
}

/// Whether a cell can title a row: words, not a bare number or a blank.
pub fn is_wording(cell: &str) -> bool {
    letters(cell) >= 3
}

fn letters(cell: &str) -> usize {
    cell.chars().filter(|c| c.is_alphabetic()).count()
}

/// Whether a cell numbers its row: `SMK-01`, `A1.2`.
fn is_number(cell: &str) -> bool {
    !cell.contains(' ') && cell.contains(|c: char| c.is_ascii_digit()) && !cell.contains(char::is_lowercase)
}

/// Whether a table explains signs or states: `Status | Meaning`.
pub fn is_key(headers: &[String]) -> bool {
    headers.len() == 2 && headers.iter().any(|header| words::MEANING_HEADERS.has(header))
}

/// The table of a deployment log: what happened is no work to be done.
pub fn is_log(headers: &[String]) -> bool {
    headers.iter().any(|header| words::LOG_HEADERS.has(header))
}

/// A register of risks: what might happen is no work to be done.
pub fn is_register(headers: &[String]) -> bool {
    headers.iter().filter(|header| words::RISK_HEADERS.has(header)).take(3).count() > 2
}
