//! What is summed up along the trees of sections and items: what has been started, and what is wholly not applicable.

use crate::model::{Applicability, Checklist, Ref, Role, State};

/// The work in one section and all below it.
#[derive(Clone, Copy, Debug, Default)]
struct Work {
    actions: usize,
    not_applicable: usize,
    started: bool,
}

impl Work {
    fn add(&mut self, other: Self) {
        self.actions += other.actions;
        self.not_applicable += other.not_applicable;
        self.started |= other.started;
    }

    fn is_not_applicable(self) -> bool {
        self.actions > 0 && self.actions == self.not_applicable
    }
}

/// Sums over sections and items, children included.
#[derive(Debug)]
pub(super) struct Tree {
    sections: Vec<Work>,
    items: Vec<Work>,
    below_box: Vec<bool>,
}

impl Tree {
    /// Sums the checklist up. Parents come before their children, so one pass backwards is enough.
    pub fn of(checklist: &Checklist) -> Self {
        let own: Vec<Work> = checklist
            .items
            .iter()
            .map(|item| match item.role {
                Role::Action => Work {
                    actions: 1,
                    not_applicable: usize::from(item.state == State::NotApplicable),
                    started: matches!(item.state, State::Done | State::Failed),
                },
                Role::Option => Work { started: item.state == State::Done, ..Work::default() },
                Role::Criterion | Role::SignOff | Role::Index => Work::default(),
            })
            .collect();

        let mut sections = vec![Work::default(); checklist.sections.len()];
        for (item, work) in checklist.items.iter().zip(&own) {
            if let Some(sum) = item.section.as_ref().and_then(|section| sections.get_mut(section.index)) {
                sum.add(*work);
            }
        }
        add_up(&mut sections, checklist.sections.iter().map(|section| section.parent.as_ref()));

        let mut items = own;
        add_up(&mut items, checklist.items.iter().map(|item| item.parent.as_ref()));

        let mut below_box: Vec<bool> = Vec::with_capacity(checklist.items.len());
        for item in &checklist.items {
            let parent = item.parent.as_ref();
            let boxed =
                parent.and_then(|parent| checklist.item(parent)).is_some_and(|parent| parent.box_span.is_some());
            let deeper = parent.and_then(|parent| below_box.get(parent.index)).copied().unwrap_or(false);
            below_box.push(boxed || deeper);
        }
        Self { sections, items, below_box }
    }

    /// Whether something in the section has been done.
    pub fn section_started(&self, at: usize) -> bool {
        self.sections.get(at).is_some_and(|work| work.started)
    }

    /// Whether every action in the section is not applicable.
    pub fn section_not_applicable(&self, at: usize) -> bool {
        self.sections.get(at).is_some_and(|work| work.is_not_applicable())
    }

    /// Whether the item or something below it has been done.
    pub fn item_started(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|work| work.started)
    }

    /// Whether the item and all below it are not applicable.
    pub fn item_not_applicable(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|work| work.is_not_applicable())
    }

    /// Whether an item further out has a box.
    pub fn is_below_box(&self, at: usize) -> bool {
        self.below_box.get(at).copied().unwrap_or(false)
    }

    /// For each section, whether it is conditional (or stands in one that is) and wholly not applicable.
    pub fn hollow_sections(&self, checklist: &Checklist) -> Vec<bool> {
        let mut conditional: Vec<bool> = Vec::with_capacity(checklist.sections.len());
        let mut hollow: Vec<bool> = Vec::with_capacity(checklist.sections.len());
        for (at, section) in checklist.sections.iter().enumerate() {
            let outer = |known: &[bool]| {
                section.parent.as_ref().and_then(|parent| known.get(parent.index)).copied().unwrap_or(false)
            };
            conditional.push(section.applicability == Applicability::Conditional || outer(&conditional));
            let waived = conditional.last() == Some(&true) && self.section_not_applicable(at);
            hollow.push(waived || outer(&hollow));
        }
        hollow
    }
}

/// Adds every entry's sum to its parent's, from the last to the first.
fn add_up<'a>(sums: &mut [Work], parents: impl DoubleEndedIterator<Item = Option<&'a Ref>> + ExactSizeIterator) {
    for (at, parent) in parents.enumerate().rev() {
        let Some(sum) = sums.get(at).copied() else { continue };
        if let Some(outer) = parent.filter(|parent| parent.index < at).and_then(|parent| sums.get_mut(parent.index)) {
            outer.add(sum);
        }
    }
}
