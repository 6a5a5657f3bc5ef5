//! Alternatives: siblings of which one applies.

use std::collections::{BTreeMap, HashSet};

use super::tree::Tree;
use crate::model::{Applicability, Checklist};

/// A group of alternatives of which none was taken, as indices of the checklist's lists.
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

/// Alternative sections with one parent.
pub(super) fn sections(checklist: &Checklist, tree: &Tree) -> (Vec<Branches>, HashSet<usize>) {
    let alternatives =
        checklist.sections.iter().enumerate().filter(|(_, s)| s.applicability == Applicability::Alternative);
    let groups = groups(alternatives.map(|(at, section)| (section.parent.as_ref().map(|parent| parent.index), at)));
    let (unchosen, others) = settle(groups, |at| tree.section_started(at), |at| tree.section_not_applicable(at));
    (unchosen.into_iter().map(Branches::Sections).collect(), others)
}

/// Alternative items with one parent, in one section.
pub(super) fn items(checklist: &Checklist, tree: &Tree) -> (Vec<Branches>, HashSet<usize>) {
    let alternatives = checklist.items.iter().enumerate().filter(|(_, item)| {
        item.applicability == Applicability::Alternative && item.role == crate::model::Role::Action
    });
    let key = |reference: &Option<crate::model::Ref>| reference.as_ref().map(|reference| reference.index);
    let groups = groups(alternatives.map(|(at, item)| ((key(&item.section), key(&item.parent)), at)));
    let (unchosen, others) = settle(groups, |at| tree.item_started(at), |at| tree.item_not_applicable(at));
    (unchosen.into_iter().map(Branches::Items).collect(), others)
}
