//! Slots for values that are gone, and targets that have become easier to reach.

use std::sync::Arc;

use super::applicability::strength;
use super::wording::Wording;
use super::{Diff, applicability};
use crate::change::{Change, ChangeKind};
use crate::model::{Checklist, Comparison, Field, Ref, Target};
use crate::parse::plain;
use crate::text::{Source, Span};

impl Diff<'_> {
    pub(super) fn fields(&mut self) {
        let (old, new) = (self.before, self.after);
        let labels: Vec<Wording> = new.checklist.fields.iter().map(|field| Wording::of(&field.label, [])).collect();
        let mut taken = vec![false; new.checklist.fields.len()];
        for (index, field) in old.checklist.fields.iter().enumerate() {
            let Some(place) = self.place_of(field) else { continue };
            let wording = Wording::of(&field.label, self.slots.within(old.source.line(field.at.line)));
            let before = old.checklist.fields.get(..index).unwrap_or(&[]).iter();
            let same_place = |other: &&Field| other.item == field.item && other.section == field.section;
            let nth = before.filter(same_place).filter(|other| other.label == field.label).count();
            let there = || new.checklist.fields.iter().enumerate().filter(|(_, other)| place.holds(other));
            let mut candidates = there().filter(|(at, _)| labels.get(*at).is_some_and(|label| wording.fits(label)));
            let label = Wording::of(&field.label, []);
            // "If yes, minutes" holds the words of "Minutes".
            let under = || {
                let mut longer = there().filter(|(_, now)| strength(now.applicability) < strength(field.applicability));
                longer.find(|(at, _)| labels.get(*at).is_some_and(|other| label.is_within(other)))
            };
            let found = candidates.clone().nth(nth).or_else(|| candidates.next_back()).or_else(under);
            let item = place.item_id(new.checklist);
            let Some((at, now)) = found else {
                // What is filled in may read as a sentence, and so as no field; its label has to be there still.
                if !label.is_within(&Wording::of(&plain(new.source.slice(place.extent)), [])) {
                    let span = place.first_line(new.source);
                    self.changes.push(change(ChangeKind::FieldRemoved, field, Some(field.at.line), span, item));
                }
                continue;
            };
            let told_before = taken.get_mut(at).is_some_and(|taken| std::mem::replace(taken, true));
            self.changes.extend(became(field, now, item).into_iter().filter(|change| {
                // Two fields may have become one; what stands there now is told once.
                change.kind != ChangeKind::ValueChanged || !told_before
            }));
        }
        for (field, taken) in new.checklist.fields.iter().zip(taken) {
            // What came with an item that is new is told as that.
            let Some(place) = Some(field).filter(|_| !taken).and_then(|field| self.place_before(field)) else {
                continue;
            };
            let item = field.item.as_ref().map(|item| item.id.clone());
            // With a value a text may read as a field that was none before, though its label has been there.
            let label = Wording::of(&field.label, []);
            let labelled = || label.is_within(&Wording::of(&plain(old.source.slice(place)), []));
            let kind = match field.value.is_some() && labelled() {
                true => ChangeKind::ValueChanged,
                false => ChangeKind::FieldAdded,
            };
            let after = field.value.clone();
            self.changes.push(Change { after, ..change(kind, field, None, field.span, item) });
        }
    }

    /// Where in the old version a field would have been; `None` where that was not there.
    fn place_before(&self, field: &Field) -> Option<Span> {
        let old = self.before.checklist;
        if let Some(item) = &field.item {
            let entry = self.new.iter().position(|entry| entry.item == Some(item.index))?;
            let before = self.pairs.new_of.iter().position(|new| *new == Some(entry))?;
            return Some(old.items.get(self.old.get(before)?.item?)?.block);
        }
        let section = field.section.as_ref();
        let before = section.and_then(|section| self.sections.iter().position(|new| *new == Some(section.index)));
        let extent = before.and_then(|before| old.sections.get(before)).map(|section| section.extent);
        Some(extent.unwrap_or_else(|| Span::new(0, self.before.source.text().len())))
    }

    /// Where a field of the template has to be in the run; `None` where that is gone itself.
    fn place_of(&self, field: &Field) -> Option<Place> {
        let checklist = self.after.checklist;
        if let Some(item) = &field.item {
            let item = self.item_became(item.index)?;
            return Some(Place { item: Some(item), section: None, extent: checklist.items.get(item)?.block });
        }
        let Some(section) = &field.section else {
            return Some(Place { item: None, section: None, extent: Span::new(0, self.after.source.text().len()) });
        };
        let section = self.sections.get(section.index).copied().flatten()?;
        Some(Place { item: None, section: Some(section), extent: checklist.sections.get(section)?.extent })
    }
}

/// Something that became of a field.
fn change(kind: ChangeKind, field: &Field, old_line: Option<usize>, span: Span, item: Option<Arc<str>>) -> Change {
    let (what, text) = ("field".to_owned(), field.label.clone());
    Change { kind, what, text, before: None, after: None, old_line, span, item }
}

/// What is otherwise about a field: its target, else whether it is asked for; and its value.
fn became(field: &Field, now: &Field, item: Option<Arc<str>>) -> Vec<Change> {
    let change = |kind| change(kind, field, Some(field.at.line), now.span, item.clone());
    let mut changes = Vec::new();
    let (before, after) = (field.target.as_ref(), now.target.as_ref());
    let relaxed = before.is_some_and(|before| after.is_none_or(|after| is_relaxed(before, after)));
    if relaxed || before.map(words) != after.map(words) {
        let kind = if relaxed { ChangeKind::TargetRelaxed } else { ChangeKind::TargetTightened };
        changes.push(Change { before: before.map(words), after: after.map(words), ..change(kind) });
    }
    if !relaxed && field.applicability != now.applicability {
        let differs = applicability::changed(field.applicability, now.applicability, now.span, item.clone());
        changes.push(Change { before: differs.before, after: differs.after, ..change(differs.kind) });
    }
    if field.value != now.value {
        let (before, after) = (field.value.clone(), now.value.clone());
        changes.push(Change { before, after, ..change(ChangeKind::ValueChanged) });
    }
    changes
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
