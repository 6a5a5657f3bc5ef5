//! What a run has kept of its template: entries, slots, targets, roles, and what has to be done. What is filled in, and
//! how it is laid out, makes no difference.

mod applicability;
mod entries;
mod fields;
mod pairing;
mod roles;
mod wording;

use crate::change::{Change, ChangeKind};
use crate::model::Checklist;
use crate::text::{Source, Span};
use entries::{Entry, Slots};
use pairing::Pairs;

/// A text with its model.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The text.
    pub source: &'a Source,
    /// Its model.
    pub checklist: &'a Checklist,
}

/// What differs in `run` from the `template` it was made from, in document order.
pub fn conformance(template: Version, run: Version) -> Vec<Change> {
    let slots = Slots::of(template.source, template.checklist);
    let run_slots = Slots::of(run.source, run.checklist);
    let old = entries::of(template.source, template.checklist, &slots);
    let new = entries::of(run.source, run.checklist, &run_slots);
    let sections = pairing::sections(template.checklist, &slots, run.checklist);
    let pairs = Pairs::of(&old, &new, &sections);
    let mut diff = Diff { template, run, slots, old, new, sections, pairs, changes: Vec::new() };
    diff.targets_and_fields();
    diff.entries();
    diff.applicability();
    diff.roles();
    diff.changes.sort_by(|a, b| (a.span.start, a.kind, &a.before).cmp(&(b.span.start, b.kind, &b.before)));
    diff.changes
}

struct Diff<'a> {
    template: Version<'a>,
    run: Version<'a>,
    slots: Slots,
    old: Vec<Entry<'a>>,
    new: Vec<Entry<'a>>,
    sections: Vec<Option<usize>>,
    pairs: Pairs,
    changes: Vec<Change>,
}

impl Diff<'_> {
    fn entries(&mut self) {
        let moved = self.moved();
        let mut gone_sections = vec![Vec::new(); self.template.checklist.sections.len()];
        for (index, entry) in self.old.iter().enumerate() {
            let Some(new) = self.became(index) else {
                let section = entry.section.filter(|section| self.sections.get(*section) == Some(&None));
                match section.and_then(|section| gone_sections.get_mut(section)) {
                    Some(gone) => gone.push(index),
                    None => self.changes.push(self.removed(entry.kind.to_owned(), entry.text, entry.line, index)),
                }
                continue;
            };
            let kind = match self.pairs.reworded.get(index) {
                Some(true) if self.says_the_same(entry, new) => continue,
                Some(true) => ChangeKind::EntryReworded,
                _ if moved.get(index) == Some(&true) => ChangeKind::EntryMoved,
                _ => continue,
            };
            self.changes.push(Change {
                kind,
                what: entry.kind.to_owned(),
                text: new.text.to_owned(),
                before: Some(entry.text.to_owned()),
                after: Some(new.text.to_owned()),
                old_line: Some(entry.line),
                span: new.span,
                item: new.id.clone(),
            });
        }
        for (section, gone) in gone_sections.iter().enumerate() {
            let (Some(first), Some(section)) = (gone.first(), self.template.checklist.sections.get(section)) else {
                continue;
            };
            let what = format!("section with {} entries", gone.len());
            let what = if gone.len() == 1 { "section with 1 entry".to_owned() } else { what };
            self.changes.push(self.removed(what, &section.title, section.line, *first));
        }
        for (index, entry) in self.new.iter().enumerate() {
            if self.pairs.taken.get(index) == Some(&false) {
                self.changes.push(Change {
                    kind: ChangeKind::EntryAdded,
                    what: entry.kind.to_owned(),
                    text: entry.text.to_owned(),
                    before: None,
                    after: None,
                    old_line: None,
                    span: entry.span,
                    item: entry.id.clone(),
                });
            }
        }
    }

    /// The new entry that an old one became.
    fn became(&self, index: usize) -> Option<&Entry<'_>> {
        self.pairs.new_of.get(index).copied().flatten().and_then(|new| self.new.get(new))
    }

    /// Whether another wording is none: another number that has to be reached is told as such, or is no easier to reach.
    fn says_the_same(&self, old: &Entry, new: &Entry) -> bool {
        let is_told = |change: &Change| change.kind == ChangeKind::TargetRelaxed && change.old_line == Some(old.line);
        let numbers = || old.wording.without_numbers().fits(&new.wording.without_numbers());
        self.changes.iter().any(is_told) || numbers() && self.tightened(old, new)
    }

    /// For each old entry whether it has another section, another parent or another order.
    fn moved(&self) -> Vec<bool> {
        let mut moved = vec![false; self.old.len()];
        for at in self.pairs.out_of_order() {
            if let Some(moved) = moved.get_mut(at) {
                *moved = true;
            }
        }
        for (index, entry) in self.old.iter().enumerate() {
            let Some(new) = self.became(index) else { continue };
            let section = entry.section.map(|section| self.sections.get(section).copied().flatten());
            let elsewhere = section != new.section.map(Some);
            let parent = entry.parent.map(|parent| self.item_became(parent));
            let under_another = parent.is_some_and(|parent| parent.is_some() && parent != new.parent)
                || parent.is_none() && new.parent.is_some();
            if let Some(moved) = moved.get_mut(index) {
                *moved |= elsewhere || under_another;
            }
        }
        moved
    }

    /// The item of the run that an item of the template became.
    fn item_became(&self, item: usize) -> Option<usize> {
        let at = self.old.iter().position(|entry| entry.item == Some(item))?;
        self.new.get(self.pairs.new_of.get(at).copied().flatten()?)?.item
    }

    /// What is gone, shown behind what stands before its place.
    fn removed(&self, what: String, text: &str, line: usize, index: usize) -> Change {
        let before = (0..index).rev().find_map(|at| self.became(at));
        Change {
            kind: ChangeKind::EntryRemoved,
            what,
            text: text.to_owned(),
            before: None,
            after: None,
            old_line: Some(line),
            span: before.map_or(Span::at(0), |entry| entry.span),
            item: None,
        }
    }

    /// Whether an entry differs only in targets that have become no easier to reach.
    fn tightened(&self, old: &Entry, new: &Entry) -> bool {
        let targets = |version: Version<'_>, item: Option<usize>| {
            let fields = version.checklist.fields.iter();
            let own = fields.filter(move |field| item.is_some() && field.item.as_ref().map(|item| item.index) == item);
            own.filter_map(|field| field.target.clone()).collect::<Vec<_>>()
        };
        let (before, after) = (targets(self.template, old.item), targets(self.run, new.item));
        before != after && before.len() == after.len()
    }
}
