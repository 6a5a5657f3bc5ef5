//! Slots for values that are gone, and targets that have become easier to reach.

use std::sync::Arc;

use super::Diff;
use super::applicability::strength;
use super::wording::Wording;
use crate::change::{Change, ChangeKind};
use crate::model::{Checklist, Comparison, Field, Ref, Target};
use crate::parse::plain;
use crate::text::{Source, Span};

impl Diff<'_> {
    pub(super) fn targets_and_fields(&mut self) {
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
