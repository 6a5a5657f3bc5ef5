//! Options behind boxes of which the last is written in: `☐ Mail ☐ Phone ☐ Other: ____`, and what was written there.

use super::super::draft::Draft;
use super::super::{choices, inline, slots};
use super::new::New;
use super::targets;
use crate::model::{Applicability, FieldKind, FieldShape};
use crate::text::Span;

/// Of how many words the name of such an option may be.
const NAME: usize = 4;

/// Reads such options, and the slot of the last; whether they were there.
pub fn read(draft: &mut Draft<'_>, line: usize, label: Option<&str>, value: Span) -> bool {
    let text = draft.source.slice(value);
    let Some(found) = find(text) else { return false };
    let asked = inline::plain(text.get(..found.first).unwrap_or(""));
    let place = |start: usize, end: usize| Span::new(value.start + start, value.start + end);
    let options = place(found.first, found.name_end);
    let Some(choice) = choices::choice(draft.source.slice(options)) else { return false };
    let Some(name) = choice.0.last().cloned() else { return false };
    New::choice(label.unwrap_or(&asked), options, choice).push(draft, line);
    let written = place(found.slot, text.len());
    let blanks = slots::blanks(draft.source, written);
    let kind = targets::kind(&name, "", None);
    let slot = match blanks.as_slice() {
        [blank] => New::of(&name, blank.span, FieldShape::Blank, kind),
        // `☐ Other: [name]`, `☐ Other: TBD`
        [] if draft.has_placeholder(written, true) => New::of(&name, written, FieldShape::Placeholder, kind),
        _ if written.is_empty() => New::of(&name, written, FieldShape::EmptyLabel, FieldKind::Text),
        _ => {
            let said = Some(inline::plain(draft.source.slice(written)));
            New { value: said, ..New::of(&name, written, FieldShape::Written, FieldKind::Text) }
        }
    };
    slot.push(draft, line);
    // It is asked for where that option is taken.
    if let Some(field) = draft.fields.last_mut() {
        field.applicability = Applicability::Conditional;
        field.condition = Some(format!("if {}", name.to_lowercase()));
    }
    true
}

/// Where the parts of such options stand in a text.
struct Found {
    /// The first box.
    first: usize,
    /// Where the name of the last option ends.
    name_end: usize,
    /// Where its slot begins.
    slot: usize,
}

fn find(text: &str) -> Option<Found> {
    let first = choices::first_mark(text)?;
    let boxes = choices::boxes(text.get(first..)?);
    let (range, _, _) = boxes.last().filter(|_| boxes.len() > 1)?;
    let start = first + range.end;
    let last = text.get(start..)?;
    let blank = last.find(['_', '＿']).unwrap_or(last.len());
    let (head, rest) = last.split_at_checked(blank)?;
    let named = head.split_once([':', '：']).map_or(head, |(name, _)| name);
    let slot = last.get(named.len()..)?.trim_start_matches([':', '：', '*', ' ']);
    let fits = (1..=NAME).contains(&named.split_whitespace().count()) && !named.contains(['|', '(', ';', ',']);
    // Nothing is written in where neither a label nor a blank tells that.
    let told = named.len() < head.len() || !rest.is_empty() && slots::has_blank(rest);
    // A label of its own is another field: `☐ Yes ☐ No  Type: ____`.
    let one = !named.trim().contains("  ") && !slot.contains([':', '|']) && slots::count_runs(slot) <= 1;
    let (name_end, slot) = (start + named.trim_end().len(), text.len() - slot.len());
    (fits && told && one).then_some(Found { first, name_end, slot })
}
