//! What differs in meaning between two versions of a checklist; how they are laid out makes no difference.
//!
//! [`conformance`] asks what a run has kept of its template: entries, slots, targets, roles, and what has to be done; what is
//! filled in is not its concern. [`changes`] tells that too, of any two versions.

mod applicability;
mod commands;
mod entries;
mod fields;
mod lines;
mod pairing;
mod placeholders;
mod roles;
mod states;
mod unsaid;
mod wording;

pub use unsaid::{Unsaid, unsaid};

use crate::change::{Change, ChangeKind};
use crate::model::Checklist;
use crate::text::{Source, Span};
use entries::{Entry, Slots};
use pairing::Pairs;
use wording::Wording;

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
    let slots = Slots::open(template.source, template.checklist);
    let run_slots = Slots::open(run.source, run.checklist);
    let sections = pairing::sections(template.checklist, &slots, run.checklist);
    let mut diff = Diff::of(template, run, slots, &run_slots, sections);
    diff.outline();
    diff.changes.retain(|change| change.kind.departs());
    diff.changes
}

/// What differs between two versions, in document order: what is asked for, and what people have said.
pub fn changes(old: Version, new: Version) -> Vec<Change> {
    let slots = Slots::all(old.source, old.checklist);
    let new_slots = Slots::open(new.source, new.checklist);
    let mut sections = pairing::sections(old.checklist, &slots, new.checklist);
    pairing::renamed(old.checklist, new.checklist, &mut sections);
    let mut diff = Diff::of(old, new, slots, &new_slots, sections);
    diff.outline();
    diff.renamed();
    diff.states();
    diff.decisions();
    diff.placeholders();
    diff.commands();
    diff.sort();
    diff.changes
}

struct Diff<'a> {
    before: Version<'a>,
    after: Version<'a>,
    slots: Slots,
    old: Vec<Entry<'a>>,
    new: Vec<Entry<'a>>,
    sections: Vec<Option<usize>>,
    pairs: Pairs,
    changes: Vec<Change>,
}

impl<'a> Diff<'a> {
    fn of(
        before: Version<'a>,
        after: Version<'a>,
        slots: Slots,
        after_slots: &Slots,
        sections: Vec<Option<usize>>,
    ) -> Self {
        let old = entries::of(before.source, before.checklist, &slots);
        let new = entries::of(after.source, after.checklist, after_slots);
        let pairs = Pairs::of(&old, &new, &sections);
        Self { before, after, slots, old, new, sections, pairs, changes: Vec::new() }
    }

    /// What is asked for: entries, slots, targets, places to sign, and what has to be done.
    fn outline(&mut self) {
        self.fields();
        self.entries();
        self.applicability();
        self.roles();
        self.sort();
    }

    fn sort(&mut self) {
        self.changes.sort_by(|a, b| (a.span.start, a.kind, &a.before).cmp(&(b.span.start, b.kind, &b.before)));
    }
}

impl Diff<'_> {
    fn entries(&mut self) {
        let moved = self.moved();
        let mut gone_sections = vec![Vec::new(); self.before.checklist.sections.len()];
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
            let (Some(first), Some(section)) = (gone.first(), self.before.checklist.sections.get(section)) else {
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

    /// Sections that have another title.
    fn renamed(&mut self) {
        for (old, became) in self.before.checklist.sections.iter().zip(&self.sections) {
            let Some(new) = became.and_then(|became| self.after.checklist.sections.get(became)) else { continue };
            let wording = Wording::of(&old.title, self.slots.within(old.span));
            if !wording.fits(&Wording::of(&new.title, [])) {
                self.changes.push(Change {
                    kind: ChangeKind::SectionRenamed,
                    what: "section".to_owned(),
                    text: new.title.clone(),
                    before: Some(old.title.clone()),
                    after: Some(new.title.clone()),
                    old_line: Some(old.line),
                    span: new.span,
                    item: None,
                });
            }
        }
    }

    /// The new entry that an old one became.
    fn became(&self, index: usize) -> Option<&Entry<'_>> {
        self.pairs.new_of.get(index).copied().flatten().and_then(|new| self.new.get(new))
    }

    /// Whether another wording is none: only a number differs, and that is told as a target, or no easier to reach.
    fn says_the_same(&self, old: &Entry, new: &Entry) -> bool {
        let of_target = |kind| matches!(kind, ChangeKind::TargetRelaxed | ChangeKind::TargetTightened);
        let is_told = |change: &Change| of_target(change.kind) && change.old_line == Some(old.line);
        old.wording.without_numbers().fits(&new.wording.without_numbers())
            && (self.changes.iter().any(is_told) || self.tightened(old, new))
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
        let (before, after) = (targets(self.before, old.item), targets(self.after, new.item));
        before != after && before.len() == after.len()
    }
}
