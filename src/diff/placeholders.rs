//! Placeholders that were filled in, with what stands there now, and those that have come in.

use super::{Diff, lines};
use crate::change::{Change, ChangeKind};
use crate::model::{Checklist, Placeholder};
use crate::text::Span;

impl Diff<'_> {
    pub(super) fn placeholders(&mut self) {
        let (old, new) = (self.before, self.after);
        let places = |checklist: &Checklist, wanted: &Placeholder| {
            let same = |other: &&Placeholder| other.name == wanted.name && other.style == wanted.style;
            checklist.placeholders.iter().find(same).map_or(0, |placeholder| placeholder.occurrences.len())
        };
        let change = |text: &str, before: usize, after: String, old_line, span| Change {
            kind: ChangeKind::PlaceholderChanged,
            what: "placeholder".to_owned(),
            text: text.to_owned(),
            before: Some(open(before)),
            after: Some(after),
            old_line,
            span,
            item: None,
        };
        let mut found = Vec::new();
        let values = self.values();
        for placeholder in &old.checklist.placeholders {
            let (before, after) = (placeholder.occurrences.len(), places(new.checklist, placeholder));
            let Some(first) = placeholder.occurrences.first().filter(|_| before != after) else { continue };
            let text = old.source.slice(first.span);
            let mut now: Vec<String> = Vec::new();
            for (_, value) in values.iter().filter(|(slot, _)| slot == text) {
                if !now.contains(value) {
                    now.push(value.clone());
                }
            }
            if after > 0 || now.is_empty() {
                now.push(open(after));
            }
            found.push(change(text, before, now.join(", "), Some(first.at.line), Span::at(0)));
        }
        for placeholder in &new.checklist.placeholders {
            let added = places(old.checklist, placeholder) == 0;
            if let Some(first) = placeholder.occurrences.first().filter(|_| added) {
                let text = new.source.slice(first.span);
                found.push(change(text, 0, open(placeholder.occurrences.len()), None, first.span));
            }
        }
        self.changes.extend(found);
    }

    /// What stands in the slots of lines that have only been filled in.
    fn values(&self) -> Vec<(String, String)> {
        let (old, new) = (lines::texts(self.before.source), lines::texts(self.after.source));
        let mut values = Vec::new();
        for (before, after) in lines::differing(&old, &new).iter().flat_map(|(old, new)| lines::pairs(old, new)) {
            let place = self.before.source.line(before + 1);
            let texts = old.get(before).zip(new.get(after));
            let of_line = texts.and_then(|(before, after)| self.slots.values(place, before, after));
            let filled = of_line.into_iter().flatten().filter(|(slot, value)| slot != value);
            values.extend(filled.map(|(slot, value)| (slot.to_owned(), value.to_owned())));
        }
        values
    }
}

/// At how many places it waits for a value.
fn open(places: usize) -> String {
    match places {
        0 => "nowhere".to_owned(),
        1 => "open at 1 place".to_owned(),
        many => format!("open at {many} places"),
    }
}
