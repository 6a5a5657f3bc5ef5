//! Lines that differ and of which no change tells: what is no part of the model must not pass as if nothing had changed.

use std::collections::HashSet;

use super::entries::Slots;
use super::{Version, lines};
use crate::change::{Change, ChangeKind};
use crate::model::Checklist;
use crate::text::{Source, Span};

/// Lines, 1-based, that differ besides what is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsaid {
    /// Those of the old version that are gone.
    pub old: Vec<usize>,
    /// Those of the new version that are new or another.
    pub new: Vec<usize>,
}

/// The lines that differ and of which `changes` don't tell; blanks at their ends and empty lines don't count.
pub fn unsaid(old: Version, new: Version, changes: &[Change]) -> Unsaid {
    let (gone, told) = (gone(old, changes), told(new, changes));
    let (before, after) = (lines::texts(old.source), lines::texts(new.source));
    let slots = Slots::all(old.source, old.checklist);
    let filled_in =
        |slot: &str| changes.iter().any(|change| change.kind == ChangeKind::PlaceholderChanged && change.text == slot);
    // What was filled in is told by the name of its placeholder.
    let is_filled_in = |(old_line, new_line): (usize, usize)| {
        let texts = before.get(old_line).zip(after.get(new_line));
        let values = texts.and_then(|(before, after)| slots.values(old.source.line(old_line + 1), before, after));
        values.is_some_and(|values| values.iter().all(|(slot, value)| slot == value || filled_in(slot)))
    };
    let open = |lines: &[&str], told: &[bool], at: usize| {
        told.get(at) == Some(&false) && lines.get(at).is_some_and(|line| !line.is_empty())
    };
    let mut unsaid = Unsaid::default();
    for (old_lines, new_lines) in lines::differing(&before, &after) {
        let filled: Vec<(usize, usize)> =
            lines::pairs(&old_lines, &new_lines).filter(|pair| is_filled_in(*pair)).collect();
        let others = new_lines.clone().filter(|at| filled.binary_search_by_key(at, |(_, new)| *new).is_err());
        let others: Vec<usize> = others.filter(|at| open(&after, &told, *at)).collect();
        // A line that became another is told by that one, where nothing else is told there.
        let became = |at: usize| others.binary_search(&(at - old_lines.start + new_lines.start)).is_ok();
        let left = old_lines.clone().filter(|at| filled.binary_search_by_key(at, |(old, _)| *old).is_err());
        unsaid.old.extend(left.filter(|at| !became(*at) && open(&before, &gone, *at)).map(|at| at + 1));
        unsaid.new.extend(others.iter().map(|at| at + 1));
    }
    unsaid
}

/// For each line of the old version whether a change says what became of it.
fn gone(old: Version, changes: &[Change]) -> Vec<bool> {
    let mut told = vec![false; old.source.line_count()];
    let lines = |kinds: &dyn Fn(ChangeKind) -> bool| -> HashSet<usize> {
        changes.iter().filter(|change| kinds(change.kind)).filter_map(|change| change.old_line).collect()
    };
    let named = lines(&|_| true);
    for line in &named {
        paint(old.source, &mut told, old.source.line(*line));
    }
    let (removed, commands) =
        (lines(&|kind| kind == ChangeKind::EntryRemoved), lines(&|kind| kind == ChangeKind::CommandChanged));
    let Checklist { items, sections, sign_offs, decisions, commands: blocks, .. } = old.checklist;
    // What may take several lines.
    let spans = items
        .iter()
        .filter(|item| removed.contains(&item.at.line))
        .map(|item| item.block)
        .chain(sections.iter().filter(|section| removed.contains(&section.line)).map(|section| section.extent))
        .chain(sign_offs.iter().filter(|sign_off| named.contains(&sign_off.line)).map(|sign_off| sign_off.span))
        .chain(decisions.iter().filter(|decision| named.contains(&decision.line)).map(|decision| decision.span))
        .chain(blocks.iter().filter(|block| commands.contains(&block.line)).map(|block| block.span));
    for span in spans {
        paint(old.source, &mut told, span);
    }
    told
}

/// For each line of the new version whether a change tells of it.
fn told(new: Version, changes: &[Change]) -> Vec<bool> {
    let mut told = vec![false; new.source.line_count()];
    for change in changes.iter().filter(|change| !change.is_gone()) {
        paint(new.source, &mut told, change.span);
    }
    let added: HashSet<&str> = changes
        .iter()
        .filter(|change| change.kind == ChangeKind::EntryAdded)
        .filter_map(|change| change.item.as_deref())
        .collect();
    for item in new.checklist.items.iter().filter(|item| added.contains(&*item.id)) {
        paint(new.source, &mut told, item.block);
    }
    told
}

/// Marks the lines of some bytes.
fn paint(source: &Source, told: &mut [bool], span: Span) {
    let last = source.line_of(span.end.saturating_sub(1).max(span.start));
    for line in source.line_of(span.start)..=last {
        if let Some(told) = told.get_mut(line - 1) {
            *told = true;
        }
    }
}
