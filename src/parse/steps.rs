//! Steps: numbered actions, and titles that call themselves steps.

use super::draft::Draft;
use super::lines::Marker;
use super::{Recogniser, inline, words};
use crate::model::{ItemShape, Step};

pub const RECOGNISER: Recogniser =
    Recogniser { name: "steps", summary: "numbered list items, and labels such as \"Step 2.1: …\"", recognise };

fn recognise(draft: &mut Draft<'_>) {
    for index in 0..draft.frame.entries.len() {
        let Some(entry) = draft.frame.entries.get(index) else { break };
        let Some(Marker::Number(digits)) = entry.marker else { continue };
        let titles = draft.frame.title_at(entry.line).is_some();
        // A step that ends in the boxes of its result is an item and stays a step.
        let item = draft.item_of_entry.get(index).copied().flatten().and_then(|item| draft.items.get(item));
        let is_task = item.is_some_and(|item| item.shape != ItemShape::Bullet);
        // A numbered note below an item is a detail of it.
        let inside =
            draft.frame.outwards(entry.parent).any(|above| draft.item_of_entry.get(above).copied().flatten().is_some());
        if titles || is_task || inside {
            continue;
        }
        let (line, number) = (entry.line, draft.source.slice(digits).to_owned());
        let title = inline::plain(draft.source.slice(entry.content));
        let section = draft.section_of_line(line);
        push(draft, section, number, title, line);
    }
    for index in 0..draft.sections.len() {
        let Some(section) = draft.sections.get(index) else { break };
        let Some((number, title)) = label(&section.title) else { continue };
        let line = section.line - 1;
        push(draft, Some(index), number, title, line);
    }
    draft.steps.sort_by_key(|step| step.line);
}

fn push(draft: &mut Draft<'_>, section: Option<usize>, number: String, title: String, line: usize) {
    // A number with nothing but a blank behind it is a slot.
    if !title.chars().any(char::is_alphanumeric) {
        return;
    }
    let id = draft.id('p', &draft.section_id(line), "/", &inline::slug(&title));
    let section = section.and_then(|section| draft.section_ref(section));
    draft.steps.push(Step { id, section, number, title, line: line + 1, item: None });
}

/// The number and the words of "Step 2.1: Check" or "Schritt 3 – Prüfen".
fn label(title: &str) -> Option<(String, String)> {
    let (word, rest) = title.split_once(' ')?;
    if !words::STEPS.has(word) {
        return None;
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(rest.len());
    let number = rest.get(..end)?.trim_end_matches('.');
    let title = rest.get(end..)?.trim_start_matches([':', '.', ')', ' ', '-', '–', '—']).trim();
    (number.chars().any(|c| c.is_ascii_digit()) && !title.is_empty()).then(|| (number.to_owned(), title.to_owned()))
}
