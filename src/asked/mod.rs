//! What is asked of whom: which items, fields and sign-offs have to be complete for the outcome this run has.

mod branches;
mod claim;
mod conditions;
mod outcome;
mod progress;
mod standing;
mod tree;

use std::sync::Arc;

use foldhash::{HashMap, HashSet};

pub use branches::Branches;
pub use claim::{Claim, claims_completion, is_of_the_whole};
pub use outcome::Outcome;
pub use progress::Progress;
pub use standing::{Standing, Why};

use crate::model::{Applicability, Checklist, Field, Item, ItemShape, Ref, Role, Scope, Section, SignOff, State};
use crate::text::Span;
use tree::Tree;

/// The view "what is asked" over one checklist, worked out once.
#[derive(Clone, Debug)]
pub struct Asked {
    outcome: Option<Outcome>,
    fired: bool,
    sections: Vec<Standing>,
    hollow: Vec<bool>,
    items: Vec<Standing>,
    below: Vec<Standing>,
    index: HashMap<Arc<str>, usize>,
    section_index: HashMap<Arc<str>, usize>,
    places: Vec<Place>,
    waived: HashSet<Span>,
    /// Where the conditional fields start whose condition is said to hold.
    holding: HashSet<usize>,
    branches: Vec<Branches>,
    together: Vec<Branches>,
}

impl Asked {
    /// Works the view out, in time linear in the size of the checklist.
    pub fn of(checklist: &Checklist) -> Self {
        let tree = Tree::of(checklist);
        let outcome = outcome::of(checklist);
        let (unchosen_sections, other_sections) = branches::sections(checklist, &tree, outcome);
        let (unchosen_items, other_items) = branches::items(checklist, &tree);
        let mut asked = Self {
            outcome,
            fired: checklist.criteria.iter().any(|criterion| criterion.fired == Some(true)),
            sections: Vec::with_capacity(checklist.sections.len()),
            hollow: tree.hollow_sections(checklist),
            items: Vec::with_capacity(checklist.items.len()),
            below: Vec::with_capacity(checklist.items.len()),
            index: checklist.items.iter().enumerate().map(|(at, item)| (item.id.clone(), at)).collect(),
            section_index: checklist.sections.iter().enumerate().map(|(at, s)| (s.id.clone(), at)).collect(),
            places: checklist.sections.iter().map(Place::of).collect(),
            waived: waived(checklist),
            holding: conditions::holding(checklist),
            together: branches::together(checklist, &tree),
            branches: unchosen_sections.into_iter().chain(unchosen_items).collect(),
        };
        asked.place_sections(checklist, &other_sections);
        asked.place_items(checklist, &tree, &other_items);
        asked
    }

    /// Sections, from the first to the last: each stands as what it is in, unless its own words say more.
    fn place_sections(&mut self, checklist: &Checklist, others: &HashSet<usize>) {
        let limits = outcome::limits(checklist, self.outcome);
        for (at, section) in checklist.sections.iter().enumerate() {
            let outer = standing_of(&self.sections, section.parent.as_ref(), at);
            let own = self.rank(section.applicability, others.contains(&at));
            self.sections.push(outer.then(own).then(limits.section(section)));
        }
    }

    /// Items likewise, each in its section and below its parent.
    fn place_items(&mut self, checklist: &Checklist, tree: &Tree, others: &HashSet<usize>) {
        let live = outcome::live_options(checklist);
        for (at, item) in checklist.items.iter().enumerate() {
            let section = standing_of(&self.sections, item.section.as_ref(), usize::MAX);
            let outer = section.then(standing_of(&self.below, item.parent.as_ref(), at));
            let whole = outer.then(self.rank(item.applicability, others.contains(&at)));
            let below = match item.role {
                Role::Option if !live.contains(&at) => Standing::Not(Why::NotWork),
                Role::Criterion if item.state != State::Done => Standing::Not(Why::NotWork),
                _ if item.state == State::NotApplicable => Standing::Not(Why::NotApplicable),
                _ => Standing::Asked,
            };
            // A bullet below a box is a detail of it.
            let detail = item.shape == ItemShape::Bullet && item.box_span.is_none() && tree.is_below_box(at);
            let is_work = item.role == Role::Action && !detail;
            self.below.push(whole.then(below));
            self.items.push(whole.then(if is_work { Standing::Asked } else { Standing::Not(Why::NotWork) }));
        }
    }

    /// What its own words make of a section or item; `other` says that another branch than this was taken.
    fn rank(&self, applicability: Applicability, other: bool) -> Standing {
        match applicability {
            _ if other => Standing::Not(Why::OtherBranch),
            Applicability::Reference => Standing::Not(Why::Reference),
            Applicability::Contingent if self.outcome == Some(Outcome::RolledBack) => Standing::Asked,
            Applicability::Contingent if self.fired => Standing::Triggered,
            Applicability::Contingent => Standing::Not(Why::Contingent),
            Applicability::Required | Applicability::Conditional | Applicability::Alternative => Standing::Asked,
        }
    }

    /// How the run came out, as far as the document says.
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// Whether a criterion has come true.
    pub fn fired(&self) -> bool {
        self.fired
    }

    /// Whether the item has to be done, or not applicable with a reason.
    pub fn item(&self, item: &Item) -> bool {
        self.item_standing(item).is_asked()
    }

    /// Whether what stands in the section has to be complete; what stands in no section always has.
    pub fn section(&self, section: Option<&Ref>) -> bool {
        self.section_standing(section).is_asked()
    }

    /// Whether the field has to be filled.
    pub fn field(&self, field: &Field) -> bool {
        self.field_standing(field).is_asked()
    }

    /// Whether the sign-off has to be given.
    pub fn sign_off(&self, sign_off: &SignOff) -> bool {
        self.sign_off_standing(sign_off).is_asked()
    }

    /// Where an item stands.
    pub fn item_standing(&self, item: &Item) -> Standing {
        self.index.get(&item.id).map(|at| self.standing_at(*at)).unwrap_or_default()
    }

    /// Where the item at a place of the checklist's list stands.
    pub fn standing_at(&self, at: usize) -> Standing {
        self.items.get(at).copied().unwrap_or_default()
    }

    /// Where a section stands.
    pub fn section_standing(&self, section: Option<&Ref>) -> Standing {
        standing_of(&self.sections, section, usize::MAX)
    }

    /// Where a field stands: as what it belongs to. One with a condition is asked for where an answer says that it holds,
    /// and once something has been written into it.
    pub fn field_standing(&self, field: &Field) -> Standing {
        let unless = field.applicability == Applicability::Conditional && field.value.is_none();
        let own = match () {
            () if field.optional => Standing::Not(Why::Optional),
            () if unless && !self.holding.contains(&field.span.start) => Standing::Not(Why::Unless),
            () => Standing::Asked,
        };
        self.place_standing(field.item.as_ref(), field.section.as_ref()).then(own)
    }

    /// Where something stands that belongs to this item and section: a field, a placeholder.
    pub fn place_standing(&self, item: Option<&Ref>, section: Option<&Ref>) -> Standing {
        let hollow = section.and_then(|section| self.hollow.get(section.index)).copied().unwrap_or(false);
        let own = if hollow { Standing::Not(Why::NotApplicable) } else { Standing::Asked };
        self.section_standing(section).then(standing_of(&self.below, item, usize::MAX)).then(own)
    }

    /// Where something stands that belongs to nothing: as the section it is written in.
    pub fn span_standing(&self, span: Span) -> Standing {
        self.innermost(span).map_or(Standing::Asked, |at| self.full_section(at))
    }

    /// Where a sign-off stands: as what it is about, and where it is written.
    pub fn sign_off_standing(&self, sign_off: &SignOff) -> Standing {
        let at = |index: &HashMap<Arc<str>, usize>| sign_off.scope_id.as_ref().and_then(|id| index.get(id)).copied();
        let about = match sign_off.scope {
            Scope::Item => at(&self.index).and_then(|at| self.below.get(at)).copied().unwrap_or_default(),
            Scope::Section => at(&self.section_index).map_or(Standing::Asked, |at| self.full_section(at)),
            Scope::Document => Standing::Asked,
        };
        let place = self.span_standing(sign_off.span);
        let waived =
            sign_off.not_applicable.is_some() || sign_off.box_span.is_some_and(|span| self.waived.contains(&span));
        let own = if waived { Standing::Not(Why::NotApplicable) } else { Standing::Asked };
        place.then(about).then(own)
    }

    /// Why something is not asked, or `None` where it is.
    pub fn why(&self, item: &Item) -> Option<Why> {
        match self.item_standing(item) {
            Standing::Not(why) => Some(why),
            Standing::Asked | Standing::Triggered => None,
        }
    }

    /// Where the item of this id is in the checklist's list.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// Where the section of this id is in the checklist's list.
    pub fn section_index_of(&self, id: &str) -> Option<usize> {
        self.section_index.get(id).copied()
    }

    /// Groups of alternatives of which none was taken.
    pub fn unchosen(&self) -> &[Branches] {
        &self.branches
    }

    /// Of groups of which one applies, those that were taken together.
    pub fn taken_together(&self) -> &[Branches] {
        &self.together
    }

    fn full_section(&self, at: usize) -> Standing {
        let hollow = self.hollow.get(at).copied().unwrap_or(false);
        let own = if hollow { Standing::Not(Why::NotApplicable) } else { Standing::Asked };
        self.sections.get(at).copied().unwrap_or_default().then(own)
    }

    /// The innermost section that `span` stands in, by its place in the checklist's list.
    pub fn innermost(&self, span: Span) -> Option<usize> {
        let after = self.places.partition_point(|place| place.start <= span.start);
        let outer = |at: &usize| self.places.get(*at).and_then(|place| place.parent).filter(|parent| parent < at);
        std::iter::successors(after.checked_sub(1), outer)
            .find(|at| self.places.get(*at).is_some_and(|place| place.extent.contains(span.start)))
    }
}

/// Where a section stands in the text.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    extent: Span,
    parent: Option<usize>,
}

impl Place {
    fn of(section: &Section) -> Self {
        let parent = section.parent.as_ref().map(|parent| parent.index);
        Self { start: section.span.start, extent: section.extent, parent }
    }
}

/// The standing that a reference names, if it comes before `limit`.
fn standing_of(standings: &[Standing], at: Option<&Ref>, limit: usize) -> Standing {
    at.filter(|at| at.index < limit).and_then(|at| standings.get(at.index)).copied().unwrap_or_default()
}

/// Boxes of sign-offs that are said to be not applicable, with a reason.
fn waived(checklist: &Checklist) -> HashSet<Span> {
    let waived =
        |item: &&Item| item.role == Role::SignOff && item.state == State::NotApplicable && item.reason.is_some();
    checklist.items.iter().filter(waived).filter_map(|item| item.box_span).collect()
}
