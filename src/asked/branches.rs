//! Alternatives: siblings of which one applies.

use std::collections::BTreeMap;

use foldhash::{HashSet, HashSetExt};

use super::outcome::Outcome;
use super::tree::Tree;
use crate::model::{Applicability, Checklist, Item, Ref, Role};

/// Several of a group of alternatives, as indices of the checklist's lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Branches {
    /// Sibling sections.
    Sections(Vec<usize>),
    /// Sibling items.
    Items(Vec<usize>),
}

/// Groups by parent, in document order.
fn groups<K: Ord>(keyed: impl Iterator<Item = (K, usize)>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (parent, at) in keyed {
        groups.entry(parent).or_default().push(at);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort();
    groups
}

/// What was not taken: groups with no branch at all, and the single branches beside a taken one.
fn settle(
    groups: Vec<Vec<usize>>,
    started: impl Fn(usize) -> bool,
    not_applicable: impl Fn(usize) -> bool,
) -> (Vec<Vec<usize>>, HashSet<usize>) {
    let mut unchosen = Vec::new();
    let mut others = HashSet::new();
    for group in groups {
        let taken = group.iter().any(|at| started(*at));
        if !taken && group.iter().all(|at| not_applicable(*at)) {
            continue;
        }
        others.extend(group.iter().copied().filter(|at| !started(*at)));
        if !taken {
            unchosen.push(group);
        }
    }
    (unchosen, others)
}

/// Groups of which one applies, by what they say, and more than one was taken; each with those only.
pub(super) fn together(checklist: &Checklist, tree: &Tree) -> Vec<Branches> {
    let sections = checklist.sections.iter().enumerate().filter(|(at, section)| {
        section.applicability == Applicability::Alternative
            && says_one(section.condition.as_deref())
            && tree.section_started(*at)
    });
    let sections = groups(sections.map(|(at, section)| (section.parent.as_ref().map(|parent| parent.index), at)));
    let items = checklist
        .items
        .iter()
        .enumerate()
        .filter(|(at, item)| is_branch(item) && says_one(item.condition.as_deref()) && tree.item_started(*at));
    let items = groups(items.map(|(at, item)| (place(item), at)));
    let several = |group: &Vec<usize>| group.len() > 1;
    let sections = sections.into_iter().filter(several).map(Branches::Sections);
    sections.chain(items.into_iter().filter(several).map(Branches::Items)).collect()
}

/// Whether the words of a group say that one applies; of environments and platforms, several may.
fn says_one(words: Option<&str>) -> bool {
    words.is_some_and(|words| words != "directive" && !words.contains("specific"))
}

fn is_branch(item: &Item) -> bool {
    item.applicability == Applicability::Alternative && item.role == Role::Action
}

/// The section and the parent of an item.
fn place(item: &Item) -> (Option<usize>, Option<usize>) {
    let key = |reference: &Option<Ref>| reference.as_ref().map(|reference| reference.index);
    (key(&item.section), key(&item.parent))
}

/// The outcome after which a branch is for, by the end of its title: "If GO", "On NO-GO".
fn is_for(title: &str) -> Option<Outcome> {
    let title = title.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let ends = |word: &str| title.strip_suffix(word).is_some_and(|head| head.is_empty() || head.ends_with(' '));
    if ["no-go", "no go", "nogo"].into_iter().any(ends) {
        Some(Outcome::NoGo)
    } else {
        ends("go").then_some(Outcome::Go)
    }
}

/// Alternative sections with one parent. Where one is for GO and one for NO-GO, it is the decision that takes a branch.
pub(super) fn sections(
    checklist: &Checklist,
    tree: &Tree,
    outcome: Option<Outcome>,
) -> (Vec<Branches>, HashSet<usize>) {
    let alternatives =
        checklist.sections.iter().enumerate().filter(|(_, s)| s.applicability == Applicability::Alternative);
    let groups = groups(alternatives.map(|(at, section)| (section.parent.as_ref().map(|parent| parent.index), at)));
    let meant = |at: usize| checklist.sections.get(at).and_then(|section| is_for(&section.title));
    let by_decision = |group: &Vec<usize>| {
        [Outcome::Go, Outcome::NoGo].iter().all(|wanted| group.iter().any(|at| meant(*at) == Some(*wanted)))
            && group.iter().any(|at| meant(*at).is_some() && meant(*at) == outcome)
    };
    let (decided, open): (Vec<_>, Vec<_>) = groups.into_iter().partition(by_decision);
    let (unchosen, mut others) = settle(open, |at| tree.section_started(at), |at| tree.section_not_applicable(at));
    others.extend(decided.into_iter().flatten().filter(|at| meant(*at) != outcome));
    (unchosen.into_iter().map(Branches::Sections).collect(), others)
}

/// Alternative items with one parent, in one section.
pub(super) fn items(checklist: &Checklist, tree: &Tree) -> (Vec<Branches>, HashSet<usize>) {
    let alternatives = checklist.items.iter().enumerate().filter(|(_, item)| is_branch(item));
    let groups = groups(alternatives.map(|(at, item)| (place(item), at)));
    let (unchosen, others) = settle(groups, |at| tree.item_started(at), |at| tree.item_not_applicable(at));
    (unchosen.into_iter().map(Branches::Items).collect(), others)
}
