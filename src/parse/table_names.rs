//! What the row of a table is about.

use super::statuses::{cell_box, is_sign, is_status, standing};
use super::table_rows::at;
use super::{choices, inline, slots, words};
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

/// Whether a row has its number and an empty box, and nothing where its words would stand: `| 2 | | ☐ |` below `# | Defect`.
pub fn is_vacant(headers: &[String], cells: &[String], columns: &[usize]) -> bool {
    let [number, words, ..] = headers else { return false };
    let numbers = !number.contains(char::is_alphabetic) || words::NUMBER_HEADERS.has(number);
    let counted = at(cells, 0).parse::<u32>().is_ok();
    let others = cells.iter().enumerate().skip(1).filter(|(column, _)| !columns.contains(column));
    numbers
        && counted
        && !columns.contains(&1)
        && words.contains(char::is_alphabetic)
        && !words::OPTIONAL_LABELS.has(words)
        && others.map(|(_, cell)| cell).all(|cell| cell.is_empty())
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
