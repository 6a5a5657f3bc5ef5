//! Boxes that point at parts of the checklist: a list whose entries are the titles of sections that have items.

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt};

use super::draft::Draft;
use super::{Recogniser, inline, vocabulary};
use crate::model::{Item, Role};

pub const RECOGNISER: Recogniser = Recogniser {
    name: "indexes",
    summary: "lists of boxes whose entries are the titles of sections with boxes of their own",
    recognise,
};

fn recognise(draft: &mut Draft<'_>) {
    if draft.sections.len() < 3 {
        return;
    }
    let mut titled: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(draft.sections.len());
    for (index, (section, slug)) in draft.sections.iter().zip(&draft.slugs).enumerate() {
        let first = draft.items.partition_point(|item| item.span.start < section.extent.start);
        if draft.items.get(first).is_some_and(|item| item.span.start < section.extent.end) {
            let remarked = vocabulary::at(&section.title, REMARK).is_some();
            let key = if remarked { Cow::Owned(key(&section.title)) } else { Cow::Borrowed(slug.as_str()) };
            titled.entry(key).or_insert(index);
        }
    }
    // For each list, and that of no section, how many titles of other sections it has; none, once an entry is something else.
    let mut lists = vec![Some(0_usize); draft.sections.len() + 1];
    let list = |item: &Item, none: usize| item.section.as_ref().map_or(none, |section| section.index);
    let none = draft.sections.len();
    for item in draft.items.iter().filter(|item| item.parent.is_none()) {
        let own = list(item, none);
        if let Some(slot) = lists.get_mut(own)
            && let Some(pointing) = *slot
        {
            let points = titled.get(key(&item.text).as_str()).is_some_and(|section| *section != own);
            *slot = points.then_some(pointing + 1);
        }
    }
    let is_index = |list: usize| lists.get(list).copied().flatten().is_some_and(|pointing| pointing > 1);
    for item in draft.items.iter_mut().filter(|item| item.role == Role::Action && item.parent.is_none()) {
        if is_index(list(item, none)) {
            item.role = Role::Index;
        }
    }
}

/// What a remark behind a title begins with.
const REMARK: &str = " (";

/// What titles are compared by: without emoji, counts and what stands in parentheses.
fn key(title: &str) -> String {
    inline::slug(vocabulary::at(title, REMARK).and_then(|end| title.get(..end)).unwrap_or(title))
}
