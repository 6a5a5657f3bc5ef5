//! What a blank is called: by the words before it, its line's label, its unit, or what it stands in.

use super::super::draft::Draft;
use super::super::inline;
use super::super::lines::LineKind;
use crate::text::Span;

/// How many lines of blanks one label may have.
const ROOM: usize = 12;

/// The name of a blank: `head` is what stands between it and the blank or label before it.
pub fn of_blank(draft: &Draft<'_>, line: usize, head: &str, label: Option<&str>, unit: &str) -> String {
    let own = own_words(head);
    let labelled = label.map(str::to_owned);
    match (own.is_empty(), labelled) {
        (false, Some(label)) if head.contains([':', '=']) || follows_another(head) => {
            if head.trim_end().ends_with([':', '=']) { own } else { label }
        }
        (false, None) => own,
        (_, Some(label)) if !follows_another(head) => label,
        _ if !unit.is_empty() => unit.to_owned(),
        (_, Some(label)) => label,
        _ => of_place(draft, line),
    }
}

/// Whether a blank stands before this text, so that the line's label was the other one's.
fn follows_another(head: &str) -> bool {
    head.trim_start().starts_with([',', '%', ')', ';']) || head.contains(", ")
}

/// The words right before a blank: since the last comma, parenthesis or colon that something stands before.
fn own_words(head: &str) -> String {
    let head = head.trim_end().trim_end_matches([':', '=', '(', '#', '$', '<', '>', '≥', '≤', '~']).trim_end();
    // `(if applicable):` says when, not what.
    let head = match head.rfind('(') {
        Some(open) if head.ends_with(')') => head.get(..open).unwrap_or(head).trim_end(),
        _ => head,
    };
    let head = match head.trim_start().strip_prefix(['(', '（']).and_then(|inner| inner.split_once([')', '）'])) {
        Some((_, rest)) if !rest.trim().is_empty() => rest,
        _ => head,
    };
    // What stands in parentheses of its own is part of the words around it.
    let mut closed = 0_usize;
    let start = head.char_indices().rev().find(|(_, c)| match c {
        ')' => {
            closed += 1;
            false
        }
        '(' if closed > 0 => {
            closed -= 1;
            false
        }
        ',' | '(' | ';' | ':' | '%' | '|' => closed == 0,
        _ => false,
    });
    let start = start.map_or(0, |(at, c)| at + c.len_utf8());
    let words = inline::plain(head.get(start..).unwrap_or(""));
    words.trim_matches(|c: char| !c.is_alphanumeric() && c != '/').to_owned()
}

/// A name for a blank that has none on its line: the item's words, the line above, or the section's title.
fn of_place(draft: &Draft<'_>, line: usize) -> String {
    if let Some(item) = draft.item_of_line(line).and_then(|item| draft.items.get(item)) {
        return item.text.split(['(', '_']).next().unwrap_or(&item.text).trim().to_owned();
    }
    if let Some(above) = line_above(draft, line) {
        return inline::plain(draft.source.slice(above)).trim_end_matches(':').to_owned();
    }
    let section = draft.section_of_line(line).and_then(|section| draft.sections.get(section));
    section.map_or_else(|| "blank".to_owned(), |section| section.title.clone())
}

/// The words above a blank that has none on its line: several lines of blanks below one label are room for one value.
pub fn line_above(draft: &Draft<'_>, line: usize) -> Option<Span> {
    let above = (1..=line.min(ROOM)).find_map(|up| {
        let above = draft.frame.line(line - up)?;
        let is_blank = draft.source.slice(above.content).trim_matches(['_', ' ', '\\']).is_empty();
        (!is_blank || above.kind != LineKind::Text).then_some(above)
    });
    above.filter(|above| above.kind == LineKind::Text).map(|above| above.content)
}
