//! What a run has kept of its template: entries, slots, targets, roles, and what has to be done. What is filled in, and
//! how it is laid out, makes no difference.

mod entries;
mod pairing;
mod wording;

use std::sync::Arc;

use crate::change::{Change, ChangeKind};
use crate::model::{Applicability, Checklist, Comparison, Field, Ref, Scope, SignOff, Target};
use crate::parse::plain;
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
            let new = self.pairs.new_of.get(index).copied().flatten().and_then(|new| self.new.get(new));
            let Some(new) = new else {
                let section = entry.section.filter(|section| self.sections.get(*section) == Some(&None));
                match section.and_then(|section| gone_sections.get_mut(section)) {
                    Some(gone) => gone.push(index),
                    None => self.changes.push(self.removed(entry.kind.to_owned(), entry.text, entry.line, index)),
                }
                continue;
            };
            let kind = if self.pairs.reworded.get(index) == Some(&true) {
                // Another number that has to be reached is no other wording.
                let told = self
                    .changes
                    .iter()
                    .any(|change| change.kind == ChangeKind::TargetRelaxed && change.old_line == Some(entry.line));
                if told
                    || entry.wording.without_numbers().fits(&new.wording.without_numbers())
                        && self.tightened(entry, new)
                {
                    continue;
                }
                ChangeKind::EntryReworded
            } else if moved.get(index) == Some(&true) {
                ChangeKind::EntryMoved
            } else {
                continue;
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

    /// For each old entry whether it has another section, another parent or another order.
    fn moved(&self) -> Vec<bool> {
        let mut moved = vec![false; self.old.len()];
        for at in self.pairs.out_of_order() {
            if let Some(moved) = moved.get_mut(at) {
                *moved = true;
            }
        }
        for (index, entry) in self.old.iter().enumerate() {
            let Some(new) = self.pairs.new_of.get(index).copied().flatten().and_then(|new| self.new.get(new)) else {
                continue;
            };
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
        let before = (0..index).rev().find_map(|at| self.pairs.new_of.get(at).copied().flatten());
        let before = before.and_then(|new| self.new.get(new));
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

    fn targets_and_fields(&mut self) {
        let (template, run) = (self.template, self.run);
        let labels: Vec<Wording> = run.checklist.fields.iter().map(|field| Wording::of(&field.label, [])).collect();
        for (index, field) in template.checklist.fields.iter().enumerate() {
            let Some(place) = self.place_of(field) else { continue };
            let wording = Wording::of(&field.label, self.slots.within(template.source.line(field.at.line)));
            let before = template.checklist.fields.get(..index).unwrap_or(&[]).iter();
            let same_place = |other: &&Field| other.item == field.item && other.section == field.section;
            let nth = before.filter(same_place).filter(|other| other.label == field.label).count();
            let candidates = run.checklist.fields.iter().zip(&labels);
            let mut candidates =
                candidates.filter(|(other, label)| place.holds(other) && wording.fits(label)).map(|(f, _)| f);
            let change = |kind, span, before, after| Change {
                kind,
                what: "field".to_owned(),
                text: field.label.clone(),
                before,
                after,
                old_line: Some(field.at.line),
                span,
                item: place.item_id(run.checklist),
            };
            let relaxed = |now: &&Field| strength(now.applicability) < strength(field.applicability);
            let label = Wording::of(&field.label, []);
            // "If yes, minutes" holds the words of "Minutes".
            let under = || {
                let longer = run.checklist.fields.iter().filter(|other| place.holds(other)).filter(relaxed);
                longer.into_iter().find(|other| label.is_within(&Wording::of(&other.label, [])))
            };
            let found = candidates.clone().nth(nth).or_else(|| candidates.next_back()).or_else(under);
            let change = match found {
                // What is filled in may read as a sentence, and so as no field; its label has to be there still.
                None if label.is_within(&Wording::of(&plain(run.source.slice(place.extent)), [])) => continue,
                None => change(ChangeKind::FieldRemoved, place.first_line(run.source), None, None),
                Some(now) => match (&field.target, &now.target) {
                    (Some(target), after) if after.as_ref().is_none_or(|after| is_relaxed(target, after)) => {
                        change(ChangeKind::TargetRelaxed, now.span, Some(words(target)), after.as_ref().map(words))
                    }
                    _ if relaxed(&now) => change(
                        ChangeKind::ApplicabilityRelaxed,
                        now.span,
                        Some(field.applicability.name().to_owned()),
                        Some(now.applicability.name().to_owned()),
                    ),
                    _ => continue,
                },
            };
            self.changes.push(change);
        }
    }

    /// Where a field of the template has to be in the run; `None` where that is gone itself.
    fn place_of(&self, field: &Field) -> Option<Place> {
        let checklist = self.run.checklist;
        if let Some(item) = &field.item {
            let item = self.item_became(item.index)?;
            return Some(Place { item: Some(item), section: None, extent: checklist.items.get(item)?.block });
        }
        let Some(section) = &field.section else {
            return Some(Place { item: None, section: None, extent: Span::new(0, self.run.source.text().len()) });
        };
        let section = self.sections.get(section.index).copied().flatten()?;
        Some(Place { item: None, section: Some(section), extent: checklist.sections.get(section)?.extent })
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

    fn applicability(&mut self) {
        let change = |what: &str, text: &str, before: Applicability, after: Applicability, line, span, item| Change {
            kind: ChangeKind::ApplicabilityRelaxed,
            what: what.to_owned(),
            text: text.to_owned(),
            before: Some(before.name().to_owned()),
            after: Some(after.name().to_owned()),
            old_line: Some(line),
            span,
            item,
        };
        let mut found = Vec::new();
        for (index, entry) in self.old.iter().enumerate() {
            let new = self.pairs.new_of.get(index).copied().flatten().and_then(|new| self.new.get(new));
            let Some(new) = new.filter(|_| self.pairs.reworded.get(index) != Some(&true)) else { continue };
            let (before, after) = (entry.applicability, new.applicability);
            if strength(after) < strength(before) {
                found.push(change(entry.kind, new.text, before, after, entry.line, new.span, new.id.clone()));
            }
        }
        for (section, became) in self.template.checklist.sections.iter().zip(&self.sections) {
            let Some(new) = became.and_then(|became| self.run.checklist.sections.get(became)) else { continue };
            let (before, after) = (section.applicability, new.applicability);
            if strength(after) < strength(before) {
                found.push(change("section", &new.title, before, after, section.line, new.span, None));
            }
        }
        self.changes.extend(found);
    }

    fn roles(&mut self) {
        let mut taken = vec![false; self.run.checklist.sign_offs.len()];
        for sign_off in &self.template.checklist.sign_offs {
            let scope = match (sign_off.scope, &sign_off.scope_id) {
                (Scope::Item, Some(id)) => {
                    let item = self.template.checklist.items.iter().position(|item| item.id == *id);
                    // With its item it is that item's finding.
                    let Some(item) = item.and_then(|item| self.item_became(item)) else { continue };
                    self.run.checklist.items.get(item).map(|item| item.id.clone())
                }
                _ => None,
            };
            let wording = Wording::of(&sign_off.role, self.slots.within(self.template.source.line(sign_off.line)));
            let same = |other: &SignOff| {
                other.scope == sign_off.scope
                    && (scope.is_none() || other.scope_id == scope)
                    && wording.fits(&Wording::of(&other.role, []))
            };
            let found =
                self.run.checklist.sign_offs.iter().zip(&mut taken).find(|(other, taken)| !**taken && same(other));
            match found {
                Some((other, taken)) => {
                    *taken = true;
                    let (before, after) = (sign_off.applicability, other.applicability);
                    if strength(after) < strength(before) {
                        self.changes.push(Change {
                            kind: ChangeKind::ApplicabilityRelaxed,
                            what: "sign-off".to_owned(),
                            text: other.role.clone(),
                            before: Some(before.name().to_owned()),
                            after: Some(after.name().to_owned()),
                            old_line: Some(sign_off.line),
                            span: other.span,
                            item: scope,
                        });
                    }
                }
                None => self.changes.push(Change {
                    kind: ChangeKind::RoleRemoved,
                    what: "sign-off".to_owned(),
                    text: sign_off.role.clone(),
                    before: None,
                    after: None,
                    old_line: Some(sign_off.line),
                    span: self.item_span(scope.as_ref()),
                    item: scope,
                }),
            }
        }
    }

    fn item_span(&self, id: Option<&Arc<str>>) -> Span {
        let item = id.and_then(|id| self.run.checklist.items.iter().find(|item| item.id == *id));
        item.map_or(Span::at(0), |item| item.span)
    }
}

/// Where in the run a field is looked for.
struct Place {
    item: Option<usize>,
    section: Option<usize>,
    extent: Span,
}

impl Place {
    fn holds(&self, field: &Field) -> bool {
        let index = |reference: &Option<Ref>| reference.as_ref().map(|reference| reference.index);
        let item = index(&field.item);
        item == self.item && (item.is_some() || self.section.is_none() || index(&field.section) == self.section)
    }

    fn item_id(&self, checklist: &Checklist) -> Option<Arc<str>> {
        checklist.items.get(self.item?).map(|item| item.id.clone())
    }

    fn first_line(&self, source: &Source) -> Span {
        source.line(source.line_of(self.extent.start))
    }
}

/// How much an applicability asks for.
const fn strength(applicability: Applicability) -> u8 {
    match applicability {
        Applicability::Required => 4,
        Applicability::Conditional => 3,
        Applicability::Alternative => 2,
        Applicability::Contingent => 1,
        Applicability::Reference => 0,
    }
}

/// Whether what reaches `after` may miss `before`; other units can't be compared, and so are no proof that it does not.
fn is_relaxed(before: &Target, after: &Target) -> bool {
    if before.unit != after.unit || before.of != after.of {
        return true;
    }
    match (before.op, after.op) {
        (Comparison::AtLeast, Comparison::AtLeast | Comparison::Greater) => after.value < before.value,
        (Comparison::Greater, Comparison::Greater) => after.value < before.value,
        (Comparison::Greater, Comparison::AtLeast) => after.value <= before.value,
        (Comparison::AtMost, Comparison::AtMost | Comparison::Less) => after.value > before.value,
        (Comparison::Less, Comparison::Less) => after.value > before.value,
        (Comparison::Less, Comparison::AtMost) => after.value >= before.value,
        (Comparison::Equal, Comparison::Equal) => (after.value - before.value).abs() > f64::EPSILON,
        (_, Comparison::Equal) => !before.op.holds(after.value, before.value),
        _ => true,
    }
}

/// A target as it is written.
fn words(target: &Target) -> String {
    let of = target.of.map(|of| format!("/{of}")).unwrap_or_default();
    format!("{} {}{of}{}", target.op, target.value, target.unit.as_deref().unwrap_or(""))
}
