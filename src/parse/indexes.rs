//! Boxes that point at parts of the checklist: a list whose entries are the titles of sections that have items.

use foldhash::{HashMap, HashMapExt};

use super::draft::Draft;
use super::{Recogniser, inline, vocabulary};
use crate::model::Role;

pub const RECOGNISER: Recogniser = Recogniser {
    name: "indexes",
    summary: "lists of boxes whose entries are the titles of sections with boxes of their own",
    recognise,
};

fn recognise(draft: &mut Draft<'_>) {
    if draft.sections.len() < 3 {
        return;
    }
    let mut titled: HashMap<String, usize> = HashMap::new();
    for (index, section) in draft.sections.iter().enumerate() {
        let first = draft.items.partition_point(|item| item.span.start < section.extent.start);
        if draft.items.get(first).is_some_and(|item| item.span.start < section.extent.end) {
            titled.entry(key(&section.title)).or_insert(index);
        }
    }
    // For each list how many titles of other sections it has; none, once an entry is something else.
    let mut lists: HashMap<_, Option<usize>> = HashMap::new();
    for item in draft.items.iter().filter(|item| item.parent.is_none()) {
        let own = item.section.as_ref().map(|section| section.index);
        if let Some(pointing) = lists.entry(own).or_insert(Some(0)) {
            let points = titled.get(&key(&item.text)).is_some_and(|section| Some(*section) != own);
            let more = points.then_some(*pointing + 1);
            lists.insert(own, more);
        }
    }
    let is_index = |section: Option<usize>| lists.get(&section).copied().flatten().is_some_and(|pointing| pointing > 1);
    let sections: Vec<_> = draft.items.iter().map(|item| item.section.as_ref().map(|section| section.index)).collect();
    for (item, section) in draft.items.iter_mut().zip(sections) {
        if item.role == Role::Action && item.parent.is_none() && is_index(section) {
            item.role = Role::Index;
        }
    }
}

/// What titles are compared by: without emoji, counts and what stands in parentheses.
fn key(title: &str) -> String {
    inline::slug(vocabulary::at(title, " (").and_then(|end| title.get(..end)).unwrap_or(title))
}
