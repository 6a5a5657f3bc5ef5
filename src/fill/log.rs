//! The log of a deployment: a row with the time, in the table that has a column for it and one for what happened.

use super::FillError;
use super::encode::{Place, check, encode};
use super::find::SelectError;
use super::outline::{Allowed, Change};
use crate::model::Checklist;
use crate::parse::{Context, contexts, plain, slug};
use crate::text::{Edit, EditSet, Source, Span};
use crate::time::Timestamp;

/// Titles of columns: of the time, of what happened, of how it stands, of remarks, of who says so.
const COLUMNS: [&[&str]; 5] = [
    &["time", "timestamp", "when", "time-utc", "date-time", "date", "zeit", "uhrzeit", "hora", "heure"],
    &["event", "activity", "action", "what", "what-happened", "description", "entry", "message", "ereignis", "evento"],
    &["status", "state", "result"],
    &["notes", "note", "comments", "comment", "remarks", "details", "notizen", "notas"],
    &["who", "by", "person", "logged-by", "author", "owner", "wer"],
];

/// Words in the title of a section that is a log.
const TITLES: &[&str] = &["log", "timeline", "journal", "history", "protokoll", "chronology"];

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// In words.
    pub text: &'a str,
    /// When.
    pub time: Timestamp,
    /// How it stands now.
    pub status: Option<&'a str>,
    /// A remark.
    pub note: Option<&'a str>,
    /// Who says so.
    pub who: Option<&'a str>,
}

/// A table that is a log.
struct Table {
    /// Line of the titles, 1-based.
    line: usize,
    /// The place of each of [`COLUMNS`].
    columns: [Option<usize>; 5],
    /// How many columns there are.
    width: usize,
    /// The lines of the rows, 1-based.
    rows: Vec<usize>,
    /// Id and title of its section.
    section: Option<(String, String)>,
}

/// Writes an event into the log: the time into the row that is planned for it, a blank row, or a new one at the end.
///
/// The line, 1-based, is the one it stands on afterwards. `within` names the section or the `:LINE` of the titles.
///
/// # Errors
/// When there is no log, several may be meant, or a text can't stand in a cell.
pub fn log(
    source: &Source,
    checklist: &Checklist,
    event: &Event<'_>,
    within: Option<&str>,
) -> Result<(Change, usize), FillError> {
    let table = the_one(tables(source, checklist), within)?;
    let time = event.time.to_string();
    let values = [Some(time.as_str()), Some(event.text), event.status, event.note, event.who];
    check(event.text).map_err(|refusal| refused("event", table.line, refusal))?;
    let planned = |row: &&usize| is_planned(source, &table, **row, event.text);
    let blank = |row: &&usize| cells(source, **row).iter().all(|cell| is_open(source.slice(*cell)));
    let mut allowed = Allowed::default();
    let row = table.rows.iter().find(planned).or_else(|| table.rows.iter().find(blank));
    let (edits, line) = match row {
        Some(row) => (in_row(source, &table, *row, values)?, *row),
        None => {
            allowed.rows = true;
            let last = table.rows.last().copied().unwrap_or(table.line + 1);
            (vec![new_row(source, &table, last, values)?], last + 1)
        }
    };
    Ok((Change { edits: EditSet::new(source, edits)?, allowed }, line))
}

fn refused(key: &str, line: usize, refusal: super::Refusal) -> FillError {
    FillError::Value { key: key.to_owned(), line, refusal }
}

/// Whether a row says what happened, and only lacks the time.
fn is_planned(source: &Source, table: &Table, row: usize, event: &str) -> bool {
    let cells = cells(source, row);
    let [time, what, ..] = table.columns;
    let text = |column: Option<usize>| column.and_then(|at| cells.get(at)).map(|cell| source.slice(*cell));
    text(time).is_some_and(is_open) && text(what).is_some_and(|text| slug(&plain(text)) == slug(event))
}

/// A cell without a value: empty, a blank, dots or a placeholder.
fn is_open(cell: &str) -> bool {
    let text = cell.trim();
    let placeholder = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    text.chars().all(|c| matches!(c, '_' | '\\' | '…' | '.' | '-' | ':'))
        || placeholder.is_some_and(|text| text.trim().len() > 1)
}

fn in_row(source: &Source, table: &Table, row: usize, values: [Option<&str>; 5]) -> Result<Vec<Edit>, FillError> {
    let cells = cells(source, row);
    let mut edits = Vec::new();
    for (column, value) in table.columns.iter().zip(values) {
        let (Some(cell), Some(value)) = (column.and_then(|at| cells.get(at)), value) else { continue };
        let there = source.slice(*cell);
        if slug(&plain(there)) == slug(value) && !is_open(there) {
            continue;
        }
        if !is_open(there) {
            let value = there.trim().to_owned();
            return Err(FillError::AlreadyFilled { key: "log".to_owned(), line: row, value });
        }
        let text = cell_text(value, row)?;
        let trimmed = there.trim();
        let start = cell.start + there.find(trimmed).unwrap_or(0);
        let edit = if trimmed.is_empty() {
            Edit { span: *cell, text: format!(" {text} ") }
        } else {
            Edit { span: Span::new(start, start + trimmed.len()), text }
        };
        edits.push(edit);
    }
    Ok(edits)
}

fn new_row(source: &Source, table: &Table, last: usize, values: [Option<&str>; 5]) -> Result<Edit, FillError> {
    let mut row = vec![String::new(); table.width];
    for (column, value) in table.columns.iter().zip(values) {
        let (Some(cell), Some(value)) = (column.and_then(|at| row.get_mut(at)), value) else { continue };
        *cell = cell_text(value, last + 1)?;
    }
    let line = source.line(last);
    let text = source.slice(line);
    let lead = text.get(..text.len() - text.trim_start_matches([' ', '\t', '>']).len()).unwrap_or("");
    let newline = if source.text().contains("\r\n") { "\r\n" } else { "\n" };
    let cells: Vec<String> =
        row.iter().map(|cell| if cell.is_empty() { "  ".to_owned() } else { format!(" {cell} ") }).collect();
    Ok(Edit { span: Span::at(line.end), text: format!("{newline}{lead}|{}|", cells.join("|")) })
}

fn cell_text(value: &str, line: usize) -> Result<String, FillError> {
    let place = Place { context: Context::TableCell, starts_line: false, before: Some(' '), after: Some(' ') };
    encode(value, place).map_err(|refusal| refused("log", line, refusal))
}

/// The logs of a checklist.
fn tables(source: &Source, checklist: &Checklist) -> Vec<Table> {
    let mut found = Vec::new();
    for line in 1..source.line_count() {
        let (titles, rule) = (source.slice(source.line(line)), source.slice(source.line(line + 1)));
        if !titles.contains('|') || !is_rule(rule) {
            continue;
        }
        let titles: Vec<String> = cells(source, line).iter().map(|cell| slug(&plain(source.slice(*cell)))).collect();
        let columns = COLUMNS.map(|known| titles.iter().position(|title| known.contains(&title.as_str())));
        let [Some(_), Some(_), ..] = columns else { continue };
        if !in_table(source, line) {
            continue;
        }
        let rows = (line + 2..=source.line_count())
            .take_while(|row| source.slice(source.line(*row)).contains('|') && in_table(source, *row))
            .collect();
        let section = checklist.sections.iter().rev().find(|section| section.extent.covers(source.line(line)));
        let section = section.map(|section| (section.id.to_string(), section.title.clone()));
        found.push(Table { line, columns, width: titles.len(), rows, section });
    }
    found
}

fn in_table(source: &Source, line: usize) -> bool {
    contexts(source, &[source.line(line)]).first() == Some(&Context::TableCell)
}

fn is_rule(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t' | '>'))
}

/// What stands between the bars of a row.
fn cells(source: &Source, line: usize) -> Vec<Span> {
    let span = source.line(line);
    let text = source.slice(span);
    let mut bars: Vec<usize> = Vec::new();
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == '|' && !escaped {
            bars.push(at);
        }
        escaped = c == '\\' && !escaped;
    }
    let lead = text.len() - text.trim_start_matches([' ', '\t', '>']).len();
    let mut from = if bars.first() == Some(&lead) { None } else { Some(lead) };
    let mut out = Vec::new();
    for bar in bars {
        out.extend(from.map(|from| Span::new(span.start + from, span.start + bar)));
        from = Some(bar + 1);
    }
    let rest = from.filter(|from| text.get(*from..).is_some_and(|rest| !rest.trim().is_empty()));
    out.extend(rest.map(|from| Span::new(span.start + from, span.end)));
    out
}

fn the_one(tables: Vec<Table>, within: Option<&str>) -> Result<Table, SelectError> {
    let named = |table: &Table, within: &str| {
        let line = within.strip_prefix(':').and_then(|line| line.parse::<usize>().ok());
        let of_section = |(id, title): &(String, String)| id == within || slug(title) == slug(within);
        line == Some(table.line) || table.section.as_ref().is_some_and(of_section)
    };
    let titled = |table: &Table| {
        let words = |(_, title): &(String, String)| slug(title).split('-').any(|word| TITLES.contains(&word));
        table.section.as_ref().is_some_and(words)
    };
    let mut found: Vec<Table> = tables.into_iter().filter(|table| within.is_none_or(|w| named(table, w))).collect();
    if found.len() > 1 && found.iter().filter(|table| titled(table)).count() == 1 {
        found.retain(titled);
    }
    if found.len() > 1 {
        let shown = |table: &Table| {
            let title = table.section.as_ref().map_or("", |(_, title)| title.as_str());
            format!("\"{title}\" (:{})", table.line)
        };
        return Err(SelectError::ManyLogs { candidates: found.iter().map(shown).collect() });
    }
    found.pop().ok_or(SelectError::NoLog)
}
