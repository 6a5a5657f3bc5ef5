//! Which entry of the new version is which of the old one.

use super::entries::{Entry, Slots};
use super::wording::Wording;
use crate::model::{Checklist, Section};

/// At least so much of their words two entries share of which one was made from the other.
const ALIKE: f64 = 0.5;

/// For each section of the old version the one of the new version that it became.
pub fn sections(old: &Checklist, slots: &Slots, new: &Checklist) -> Vec<Option<usize>> {
    let wordings: Vec<Wording> = new.sections.iter().map(|section| Wording::of(&section.title, [])).collect();
    let mut taken = vec![false; new.sections.len()];
    let mut pairs: Vec<Option<usize>> = Vec::with_capacity(old.sections.len());
    let mut last = 0;
    for section in &old.sections {
        let wording = Wording::of(&section.title, slots.within(section.span));
        let parent = section.parent.as_ref().map(|parent| pairs.get(parent.index).copied().flatten());
        let fits = |at: &usize| {
            let same_parent = |other: &Section| match (parent, &other.parent) {
                (None, None) => true,
                (Some(parent), Some(other)) => parent == Some(other.index),
                _ => false,
            };
            let free = taken.get(*at) == Some(&false);
            free && new.sections.get(*at).is_some_and(same_parent)
                && wordings.get(*at).is_some_and(|other| wording.fits(other))
        };
        let found = (last..new.sections.len()).find(fits).or_else(|| (0..last).find(fits));
        if let Some(found) = found {
            last = found + 1;
            if let Some(taken) = taken.get_mut(found) {
                *taken = true;
            }
        }
        pairs.push(found);
    }
    pairs
}

/// Pairs sections that are left with those, under the same parent, that have most of their words.
pub fn renamed(old: &Checklist, new: &Checklist, pairs: &mut [Option<usize>]) {
    let wordings: Vec<Wording> = new.sections.iter().map(|section| Wording::of(&section.title, [])).collect();
    for (index, section) in old.sections.iter().enumerate() {
        if pairs.get(index).is_none_or(Option::is_some) {
            continue;
        }
        let wording = Wording::of(&section.title, []);
        let parent = section.parent.as_ref().map(|parent| pairs.get(parent.index).copied().flatten());
        let free = |at: &usize| !pairs.contains(&Some(*at));
        let under = |other: &Section| other.parent.as_ref().map(|parent| Some(parent.index)) == parent;
        let candidates =
            new.sections.iter().zip(&wordings).enumerate().filter(|(at, (other, _))| under(other) && free(at));
        let liked = candidates.map(|(at, (_, other))| (at, wording.likeness(other)));
        let best = liked.filter(|(_, likeness)| *likeness >= ALIKE).max_by(|a, b| a.1.total_cmp(&b.1));
        if let (Some((found, _)), Some(pair)) = (best, pairs.get_mut(index)) {
            *pair = Some(found);
        }
    }
}

/// Pairs of entries: those that say the same, and those that were made from one another.
pub struct Pairs {
    /// For each entry of the old version the one it became.
    pub new_of: Vec<Option<usize>>,
    /// For each entry of the old version whether it was reworded.
    pub reworded: Vec<bool>,
    /// For each entry of the new version whether it became of an old one.
    pub taken: Vec<bool>,
}

impl Pairs {
    /// Pairs the entries; `sections` says which section became which.
    pub fn of(old: &[Entry], new: &[Entry], sections: &[Option<usize>]) -> Self {
        let mut pairs =
            Self { new_of: vec![None; old.len()], reworded: vec![false; old.len()], taken: vec![false; new.len()] };
        let place = |entry: &Entry| entry.section.map(|section| sections.get(section).copied().flatten());
        // The same words in the same section, then anywhere.
        for same_section in [true, false] {
            let mut last = 0;
            for (index, entry) in old.iter().enumerate() {
                if pairs.new_of.get(index).copied().flatten().is_some() {
                    continue;
                }
                let fits = |at: &usize| {
                    let Some(other) = new.get(*at).filter(|_| pairs.taken.get(*at) == Some(&false)) else {
                        return false;
                    };
                    let here = match (place(entry), other.section) {
                        (None, None) => true,
                        (Some(place), section) => place.is_some() && place == section,
                        _ => false,
                    };
                    (here || !same_section) && other.kind == entry.kind && entry.wording.fits(&other.wording)
                };
                if let Some(found) = (last..new.len()).find(fits).or_else(|| (0..last).find(fits)) {
                    last = found + 1;
                    pairs.pair(index, found);
                }
            }
        }
        // What is left in a section was made from what is most like it.
        for (index, entry) in old.iter().enumerate() {
            if pairs.new_of.get(index).copied().flatten().is_some() {
                continue;
            }
            let candidates = new.iter().enumerate().filter(|(at, other)| {
                let here = entry.section.is_none() && other.section.is_none()
                    || place(entry).flatten().is_some_and(|section| other.section == Some(section));
                pairs.taken.get(*at) == Some(&false) && here && other.kind == entry.kind
            });
            let liked = candidates.map(|(at, other)| (at, entry.wording.likeness(&other.wording)));
            let best = liked.filter(|(_, likeness)| *likeness >= ALIKE).max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((found, _)) = best {
                pairs.pair(index, found);
                if let Some(reworded) = pairs.reworded.get_mut(index) {
                    *reworded = true;
                }
            }
        }
        pairs
    }

    fn pair(&mut self, old: usize, new: usize) {
        if let (Some(slot), Some(taken)) = (self.new_of.get_mut(old), self.taken.get_mut(new)) {
            *slot = Some(new);
            *taken = true;
        }
    }

    /// The old entries whose order among the others has changed: all but the longest row that kept it.
    pub fn out_of_order(&self) -> Vec<usize> {
        let paired: Vec<(usize, usize)> =
            self.new_of.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))).collect();
        // For each length of a row in order, the place in `paired` of its least last entry.
        let mut ends: Vec<usize> = Vec::new();
        let mut before: Vec<Option<usize>> = Vec::with_capacity(paired.len());
        let new_at = |at: usize| paired.get(at).map_or(0, |(_, new)| *new);
        for (at, (_, new)) in paired.iter().enumerate() {
            let length = ends.partition_point(|end| new_at(*end) < *new);
            before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
            match ends.get_mut(length) {
                Some(end) => *end = at,
                None => ends.push(at),
            }
        }
        let mut kept = vec![false; paired.len()];
        let row = std::iter::successors(ends.last().copied(), |at| before.get(*at).copied().flatten());
        for at in row {
            if let Some(kept) = kept.get_mut(at) {
                *kept = true;
            }
        }
        paired.iter().zip(kept).filter(|(_, kept)| !kept).map(|((old, _), _)| *old).collect()
    }
}
