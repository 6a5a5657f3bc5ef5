//! Lines that differ and of which no change tells: what is no part of the model must not pass as if nothing had changed.

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
    let open = |at: &usize, told: &[bool], lines: &[&str]| {
        told.get(*at) == Some(&false) && lines.get(*at).is_some_and(|line| !line.is_empty())
    };
    let mut unsaid = Unsaid::default();
    for (old_lines, new_lines) in lines::differing(&before, &after) {
        // Of lines that became others the new ones tell; those beyond their number are gone.
        let surplus = (old_lines.start + new_lines.len()).min(old_lines.end)..old_lines.end;
        unsaid.old.extend(surplus.filter(|at| open(at, &gone, &before)).map(|at| at + 1));
        let filled: Vec<usize> =
            lines::pairs(&old_lines, &new_lines).filter(|pair| is_filled_in(*pair)).map(|(_, new)| new).collect();
        let others = new_lines.filter(|at| open(at, &told, &after) && filled.binary_search(at).is_err());
        unsaid.new.extend(others.map(|at| at + 1));
    }
    unsaid
}

/// For each line of the old version whether a change says what became of it.
fn gone(old: Version, changes: &[Change]) -> Vec<bool> {
    let mut told = vec![false; old.source.line_count()];
    for line in changes.iter().filter_map(|change| change.old_line) {
        paint(old.source, &mut told, old.source.line(line));
    }
    let removed = |line: usize| {
        changes.iter().any(|change| change.kind == ChangeKind::EntryRemoved && change.old_line == Some(line))
    };
    for item in old.checklist.items.iter().filter(|item| removed(item.at.line)) {
        paint(old.source, &mut told, item.block);
    }
    for section in old.checklist.sections.iter().filter(|section| removed(section.line)) {
        paint(old.source, &mut told, section.extent);
    }
    blocks(old, &mut told, |command| {
        changes.iter().any(|change| change.kind == ChangeKind::CommandChanged && change.old_line == Some(command))
    });
    told
}

/// For each line of the new version whether a change tells of it.
fn told(new: Version, changes: &[Change]) -> Vec<bool> {
    let mut told = vec![false; new.source.line_count()];
    for change in changes.iter().filter(|change| !change.is_gone()) {
        paint(new.source, &mut told, change.span);
        let added = change.item.as_ref().filter(|_| change.kind == ChangeKind::EntryAdded);
        for item in new.checklist.items.iter().filter(|item| Some(&item.id) == added) {
            paint(new.source, &mut told, item.block);
        }
    }
    told
}

/// Marks blocks of code by the line on which they start.
fn blocks(version: Version, told: &mut [bool], wanted: impl Fn(usize) -> bool) {
    let Checklist { commands, .. } = version.checklist;
    for command in commands.iter().filter(|command| wanted(command.line)) {
        paint(version.source, told, command.span);
    }
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
