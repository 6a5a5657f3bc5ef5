//! What is written below an item: notes and evidence, each a bullet of its own, or the row's cell for remarks.

use super::FillError;
use super::field_edit::written;
use super::outline::{Allowed, Change};
use crate::digest::Sha256;
use crate::model::{Checklist, Item, ItemShape};
use crate::parse::Context;
use crate::text::{Edit, EditSet, Source, Span};

/// A file or link that shows that an item is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// What people read.
    pub name: String,
    /// Where it is: a URL, or a path as seen from the checklist, with `/`.
    pub target: String,
    /// The digest of its bytes; `None` where nobody has read them.
    pub sha256: Option<Sha256>,
}

/// Writes a note below an item; the same note twice stays one.
///
/// # Errors
/// When the text can't stand there, or the item is a row of a table.
pub fn note(source: &Source, checklist: &Checklist, item: &Item, text: &str) -> Result<Change, FillError> {
    let at = end_of(source, item)?;
    let refused = |refusal| FillError::Value { key: "note".to_owned(), line: item.at.line, refusal };
    let text = written(source, Span::at(at), text, Context::Text).map_err(refused)?;
    below(source, checklist, item, &format!("**Note:** {text}"), false)
}

/// Writes below an item what is attached to it.
///
/// # Errors
/// When its name or place can't be written, or the item is a row of a table.
pub fn attach(source: &Source, checklist: &Checklist, item: &Item, what: &Attachment) -> Result<Change, FillError> {
    let at = end_of(source, item)?;
    let refused = |refusal| FillError::Value { key: "evidence".to_owned(), line: item.at.line, refusal };
    let name = written(source, Span::at(at), &what.name, Context::Text).map_err(refused)?;
    super::encode::check(&what.target).map_err(refused)?;
    let mut text = format!("**Evidence:** [{name}]({})", target(&what.target));
    if let Some(sha256) = what.sha256 {
        text.push_str(&format!(" {sha256}"));
    }
    below(source, checklist, item, &text, true)
}

/// A link's target, with everything escaped that could end it.
fn target(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '<' | '>' | '(' | ')' | '\\' | '"' | '\'' | '|' | '`' | '[' | ']' | '*' | '{' | '}' | '$' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

fn below(source: &Source, checklist: &Checklist, item: &Item, text: &str, links: bool) -> Result<Change, FillError> {
    let at = end_of(source, item)?;
    let (indent, bullet) = bullet(source, checklist, item);
    let line = format!("{indent}{bullet} {text}");
    let known = source.slice(item.block).lines().any(|known| known.trim_end() == line);
    let newline = if source.text().contains("\r\n") { "\r\n" } else { "\n" };
    let edit = Edit { span: Span::at(at), text: format!("{newline}{line}") };
    let edits = EditSet::new(source, if known { Vec::new() } else { vec![edit] })?;
    Ok(Change { edits, allowed: Allowed { links, ..Allowed::default() } })
}

/// Where the last line of an item with text ends.
fn end_of(source: &Source, item: &Item) -> Result<usize, FillError> {
    if item.shape == ItemShape::TableRow {
        let help = "a row of a table has no room for notes; write into one of its cells with gonogo set".to_owned();
        return Err(FillError::NoRoom { line: item.at.line, help });
    }
    let text = source.slice(item.block);
    let kept = text.trim_end().len().max(item.span.end.saturating_sub(item.block.start));
    let line = source.line(source.position(item.block.start + kept.min(text.len())).line);
    Ok(line.end.max(item.span.end))
}

/// The indentation and the mark of a bullet below an item: those of its first child, or the column of its text.
fn bullet(source: &Source, checklist: &Checklist, item: &Item) -> (String, char) {
    let own = source.line(source.position(item.span.start).line);
    let body = source.slice(item.block);
    let below =
        body.lines().skip(1).find_map(|line| marker(line).filter(|(indent, _)| deeper(indent, source.slice(own))));
    if let Some((indent, mark)) = below.filter(|_| !in_code(checklist, item, body)) {
        return (indent.to_owned(), mark);
    }
    let line = source.slice(own);
    let head = line.trim_start_matches('\u{feff}');
    let quote = head.len() - head.trim_start_matches(['>', ' ', '\t']).len();
    let (lead, rest) = head.split_at_checked(quote).unwrap_or(("", head));
    let mark = rest.split_whitespace().next().unwrap_or("");
    let bulleted = matches!(mark, "-" | "*" | "+");
    let numbered =
        mark.ends_with(['.', ')']) && mark.len() > 1 && mark.bytes().rev().skip(1).all(|c| c.is_ascii_digit());
    let width = if bulleted || numbered { mark.len() + 1 } else { 2 };
    let bullet = if bulleted { mark.chars().next().unwrap_or('-') } else { '-' };
    (format!("{lead}{}", " ".repeat(width)), bullet)
}

/// Whether a line of code within the item could be mistaken for a bullet.
fn in_code(checklist: &Checklist, item: &Item, body: &str) -> bool {
    body.contains("```") || body.contains("~~~") || checklist.commands.iter().any(|c| item.block.covers(c.span))
}

/// The indentation and the mark of a line that is a bullet.
fn marker(line: &str) -> Option<(&str, char)> {
    let rest = line.trim_start_matches([' ', '\t', '>']);
    let indent = line.get(..line.len() - rest.len())?;
    let mark = rest.chars().next().filter(|c| matches!(c, '-' | '*' | '+'))?;
    rest.get(1..)?.starts_with(' ').then_some((indent, mark))
}

fn deeper(indent: &str, own: &str) -> bool {
    let own = own.len() - own.trim_start_matches([' ', '\t', '>', '\u{feff}']).len();
    indent.len() > own
}
