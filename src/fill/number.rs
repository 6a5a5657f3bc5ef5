//! Numbers of items: `2.3.1` is the first item of step 2.3, or the first child of the third item of the second section.
//!
//! Where titles carry numbers (`Step 2.3: …`, `2.3 …`), those count and nothing else; otherwise the sections that hold
//! items are counted. An item that begins with a number of its own has that one.

use std::collections::BTreeMap;

use crate::model::{Checklist, Section};

/// Words in front of a number that make it the number of what follows.
const COUNTED: &[&str] = &[
    "step", "phase", "stage", "part", "section", "test", "task", "gate", "check", "schritt", "phase", "teil", "étape",
    "etapa", "paso", "fase", "passo",
];

/// The number of each item, in the order of the checklist; `None` where it has none.
pub fn numbers(checklist: &Checklist) -> Vec<Option<String>> {
    let sections = of_sections(checklist);
    let mut all: Vec<Option<String>> = Vec::with_capacity(checklist.items.len());
    let mut places: BTreeMap<(Option<usize>, Option<usize>), usize> = BTreeMap::new();
    for item in &checklist.items {
        let section = item.section.as_ref().map(|section| section.index);
        let parent = item.parent.as_ref().map(|parent| parent.index);
        let place = places.entry((section.filter(|_| parent.is_none()), parent)).or_insert(0);
        *place += 1;
        let outer = match (parent, section) {
            (Some(parent), _) => all.get(parent).cloned().flatten(),
            (None, Some(section)) => sections.get(&section).cloned(),
            (None, None) => Some("0".to_owned()),
        };
        let own = written(&item.text).filter(|number| number.contains('.'));
        all.push(own.or_else(|| outer.map(|outer| format!("{outer}.{place}"))));
    }
    all
}

/// Whether somebody names an item by its number: parts of digits with points between them, the first perhaps with a letter.
pub fn is_number(what: &str) -> bool {
    what.contains('.') && is_numeric(what)
}

/// The numbers of the sections that hold items.
fn of_sections(checklist: &Checklist) -> BTreeMap<usize, String> {
    let mut holding: Vec<usize> =
        checklist.items.iter().filter_map(|item| item.section.as_ref().map(|section| section.index)).collect();
    holding.sort_unstable();
    holding.dedup();
    let title = |index: &usize| checklist.sections.get(*index).map(|section: &Section| section.title.as_str());
    let carried: BTreeMap<usize, String> =
        holding.iter().filter_map(|index| Some((*index, written(title(index)?)?))).collect();
    if carried.is_empty() {
        return holding.into_iter().enumerate().map(|(at, index)| (index, (at + 1).to_string())).collect();
    }
    carried
}

/// The number that a title or text begins with.
fn written(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let bare = |word: &str| word.trim_end_matches(['.', ':', ')']).to_owned();
    let counted = COUNTED.contains(&first.to_lowercase().as_str());
    let word = if counted { words.next()? } else { first };
    // A number alone may count something: `24 hours before`.
    let marked = counted || word.contains(['.', ')', ':']);
    Some(bare(word)).filter(|number| marked && is_numeric(number))
}

fn is_numeric(text: &str) -> bool {
    let text = text.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(text);
    text.split('.').all(|part| !part.is_empty() && part.len() <= 6 && part.bytes().all(|c| c.is_ascii_digit()))
}
