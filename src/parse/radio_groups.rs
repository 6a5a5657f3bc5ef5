//! What is one of several without a word for it: boxes of a scale or a result, "None" and its opposite, branches.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::draft::Draft;
use super::vocabulary::{self, Lists};
use super::{decisions, words};
use crate::model::{Item, Label, Section};

/// The most boxes that such a group has.
const MOST: usize = 8;

/// The most words that one of them has, in front of its explanation.
const WORDS: usize = 5;

/// For each section whether the boxes directly in it are such a group.
pub fn sections(draft: &Draft<'_>) -> Vec<bool> {
    let mut boxes: Vec<Vec<&Item>> = vec![Vec::new(); draft.sections.len()];
    let mut nested = vec![false; draft.sections.len()];
    for item in &draft.items {
        let Some(section) = item.section.as_ref().map(|section| section.index) else { continue };
        if item.parent.is_some() || item.box_span.is_none() {
            nested.get_mut(section).into_iter().for_each(|nested| *nested = true);
        } else if let Some(boxes) = boxes.get_mut(section).filter(|boxes| boxes.len() <= MOST) {
            boxes.push(item);
        }
    }
    let is_group = |section: &Section, boxes: &[&Item]| {
        // "After that:" says less than the title above it.
        let above = section.parent.as_ref().filter(|_| section.label == Label::Paragraph);
        let above = above.and_then(|above| draft.sections.get(above.index));
        is_group(&section.title, boxes) || above.is_some_and(|above| is_group(&above.title, boxes))
    };
    let groups = draft.sections.iter().zip(boxes).zip(nested);
    groups.map(|((section, boxes), nested)| !nested && is_group(section, &boxes)).collect()
}

/// For each section whether it is a branch next to others: "EITHER: …" and "OR: …", "Option A" and "Option B", "If GO" and
/// "If NO-GO".
pub fn branches(draft: &Draft<'_>) -> Vec<bool> {
    // A title with nothing to do below it is no branch that can be taken.
    let has_items = |section: &&Section| {
        let first = draft.items.partition_point(|item| item.span.start < section.extent.start);
        draft.items.get(first).is_some_and(|item| item.span.start < section.extent.end)
    };
    let kind = |section| Some(section).filter(has_items).and_then(|section| branch(&section.title));
    let kinds: Vec<Option<Branch>> = draft.sections.iter().map(kind).collect();
    if kinds.iter().flatten().count() < 2 {
        return vec![false; kinds.len()];
    }
    let place = |at: usize| {
        let section = draft.sections.get(at)?;
        Some((section.parent.as_ref().map(|parent| parent.index), section.level, section.label))
    };
    let mut first: HashMap<_, &str> = HashMap::new();
    let mut several = HashSet::new();
    for (at, branch) in kinds.iter().enumerate().filter_map(|(at, kind)| Some((at, kind.as_ref()?))) {
        let key = (place(at), branch.0);
        if *first.entry(key).or_insert(&branch.1) != branch.1 {
            several.insert(key);
        }
    }
    let is_branch = |(at, kind): (usize, &Option<Branch>)| {
        kind.as_ref().is_some_and(|branch| several.contains(&(place(at), branch.0)))
    };
    kinds.iter().enumerate().map(is_branch).collect()
}

/// What a branch is called, and what tells it from the others.
struct Branch(&'static str, String);

fn branch(title: &str) -> Option<Branch> {
    if let Some(rest) = words::IF.strip_from(title) {
        let decided = decisions::polarity(rest.trim_end_matches(':'));
        return decided.map(|positive| Branch("if", positive.to_string()));
    }
    let mut parts = title.splitn(3, [' ', ':', '.', ')']);
    let (word, mark) = (parts.next()?, parts.next().unwrap_or(""));
    if words::EITHER_OR.has(word) && (title.len() == word.len() || title.get(word.len()..)?.starts_with(':')) {
        return Some(Branch("either", word.to_lowercase()));
    }
    let counted = mark.chars().count() == 1 && mark.chars().all(char::is_alphanumeric);
    (counted && words::OPTION_WORDS.has(word)).then(|| Branch("option", mark.to_lowercase()))
}

fn is_group(title: &str, boxes: &[&Item]) -> bool {
    if !(2..=MOST).contains(&boxes.len()) {
        return false;
    }
    // The title is asked first: few end in such a word.
    let scale = ends_in(title, words::SCALES);
    let (outcome, impact) = (ends_in(title, words::OUTCOMES), ends_in(title, words::IMPACTS));
    if boxes.len() > 2 && !scale && !outcome && !impact {
        return false;
    }
    let heads: Vec<&str> = boxes.iter().map(|item| head(&item.text)).collect();
    // "None", or what there is.
    if heads.len() == 2 && heads.iter().any(|head| words::NOTHING.has(head)) {
        return true;
    }
    let first = |head: &'_ str| Lists::of(head.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(""));
    let asks = |head: &&str| {
        let first = first(head);
        first.has(words::IMPERATIVES) || first.has(words::TASKS)
    };
    let short = |head: &&str| head.split_whitespace().count() <= WORDS;
    let states = || heads.iter().all(|head| first(head).has(words::ENDINGS));
    let none = || heads.iter().any(|head| words::NOTHING.leading(head).is_some());
    (scale || outcome && states() || impact && none()) && heads.iter().all(short) && !heads.iter().any(asks)
}

/// The words of a box in front of its explanation.
fn head(text: &str) -> &str {
    let marks: &[&str] = if text.is_ascii() { &[" - ", ": ", " ("] } else { &[" - ", ": ", " — ", " – ", " ("] };
    let end = marks.iter().filter_map(|mark| vocabulary::at(text, mark)).min();
    end.and_then(|end| text.get(..end)).unwrap_or(text).trim()
}

/// Whether a title is one of the words, or ends in one.
fn ends_in(title: &str, list: vocabulary::Words) -> bool {
    let mut ends = false;
    let apart = |start| title.get(..start).is_some_and(|before| before.is_empty() || before.ends_with(' '));
    list.endings(title, |start| ends |= apart(start));
    ends
}
