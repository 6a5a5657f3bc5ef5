//! What the row of a table is about.

use super::statuses::{cell_box, is_sign, is_status, standing};
use super::table_rows::at;
use super::{choices, inline, slots};
use crate::model::State;

/// What a row is about: its first words that are no number of a row; beside empty boxes whatever it has.
pub fn name(cells: &[String], columns: &[usize]) -> Option<String> {
    let others = || cells.iter().enumerate().filter(|(at, _)| !columns.contains(at)).map(|(_, cell)| cell);
    let worded =
        others().find(|cell| is_wording(cell) && !is_number(cell)).or_else(|| others().find(|c| is_wording(c)));
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

/// Whether a cell has nothing to read in it, or a blank.
fn slots_only(cell: &str) -> bool {
    slots::count_runs(cell) > 0 || !cell.contains(char::is_alphanumeric)
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
