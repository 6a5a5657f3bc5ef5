//! Stated counts: "(8 items)" in a title, "8/8 items complete" for a section, and the totals that sum them up.

use super::Recogniser;
use super::draft::Draft;
use crate::model::{Count, CountKind, FieldKind, Role};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "counts", summary: "stated numbers of items and tests, tied to what they count", recognise };

fn recognise(draft: &mut Draft<'_>) {
    for index in 0..draft.sections.len() {
        let Some(section) = draft.sections.get(index) else { break };
        let Some(declared) = section.declared_items else { continue };
        let (line, span, title) = (section.line, section.span, section.title.clone());
        let kind = if title.to_lowercase().contains("test") { CountKind::Tests } else { CountKind::Items };
        let actual = count(draft, index, declared);
        let section = draft.section_ref(index);
        draft.counts.push(Count { text: title, kind, declared, actual, line, section, span });
    }
    let titled: u64 = draft.counts.iter().map(|count| count.declared).sum();
    for index in 0..draft.fields.len() {
        let Some(field) = draft.fields.get(index) else { break };
        if field.kind != FieldKind::Ratio {
            continue;
        }
        let after = draft.source.slice(Span::new(field.span.end, draft.source.line(field.at.line).end)).to_lowercase();
        let Some(declared) = declared(draft.source.slice(field.span)) else { continue };
        let counts_items =
            ["items", "tasks", "checks", "éléments", "punkte"].iter().any(|word| after.trim_start().starts_with(word));
        if !counts_items {
            continue;
        }
        let (label, line, span) = (field.label.clone(), field.at.line, field.span);
        if label.to_lowercase().contains("total") {
            // A total repeats the sum of the counts stated above it.
            let sum: u64 = draft
                .counts
                .iter()
                .filter(|count| count.line < line && count.section.is_some())
                .filter(|count| repeats(draft, count, line))
                .map(|count| count.declared)
                .sum();
            let actual = if sum > 0 { Some(sum) } else { Some(titled).filter(|titled| *titled > 0) };
            draft.counts.push(Count {
                text: label,
                kind: CountKind::Total,
                declared,
                actual,
                line,
                section: None,
                span,
            });
        } else if let Some(section) = named(draft, &label) {
            let actual = count(draft, section, declared);
            let section = draft.section_ref(section);
            draft.counts.push(Count { text: label, kind: CountKind::Items, declared, actual, line, section, span });
        }
    }
    draft.counts.sort_by_key(|count| (count.line, count.span.start));
}

/// Whether a count stands on a line of the summary that a total ends, rather than in a section's own title.
fn repeats(draft: &Draft<'_>, count: &Count, total: usize) -> bool {
    let in_summary = draft.counts.iter().any(|other| {
        other.line < total && other.line != count.line && other.section == count.section && other.line > count.line
    });
    !in_summary && draft.counts.iter().filter(|other| other.section == count.section).count() > 1
}

/// The second number of `____/48`.
fn declared(text: &str) -> Option<u64> {
    let digits = text.rsplit('/').next()?.trim();
    digits.parse().ok()
}

/// The section that a label names.
fn named(draft: &Draft<'_>, label: &str) -> Option<usize> {
    let label = label.to_lowercase();
    draft.sections.iter().position(|section| {
        let title = section.title.to_lowercase();
        title == label
            || title.strip_prefix(&label).is_some_and(|rest| rest.starts_with([' ', ':', '(']))
                && section.declared_items.is_some()
    })
}

/// The number of entries of a section: those that are in no other, or all, whichever is the number stated.
fn count(draft: &Draft<'_>, index: usize, declared: u64) -> Option<u64> {
    let extent = draft.sections.get(index)?.extent;
    // Items and steps are in document order.
    let first = draft.items.partition_point(|item| item.span.start < extent.start);
    let counted = || {
        let within = draft.items.get(first..).unwrap_or(&[]).iter().take_while(|item| item.span.start < extent.end);
        within.filter(|item| matches!(item.role, Role::Action | Role::SignOff))
    };
    let all = counted().count() as u64;
    let top = counted().filter(|item| item.parent.is_none()).count() as u64;
    let lines = draft.source.line_of(extent.start)..=draft.source.line_of(extent.end);
    let first = draft.steps.partition_point(|step| step.line < *lines.start());
    let steps =
        draft.steps.get(first..).unwrap_or(&[]).iter().take_while(|step| lines.contains(&step.line)).count() as u64;
    match (all, top) {
        (0, _) => (steps > 0).then_some(steps),
        (all, _) if all == declared => Some(all),
        (_, top) => Some(top),
    }
}
