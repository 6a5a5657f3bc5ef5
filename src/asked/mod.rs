//! What is asked of whom: which items, fields and sign-offs have to be complete for the outcome this run has.

mod branches;
mod claim;
mod outcome;
mod progress;
mod tree;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub use branches::Branches;
pub use claim::{Claim, claims_completion};
pub use outcome::Outcome;
pub use progress::Progress;

use crate::model::{Applicability, Checklist, Field, Item, ItemShape, Ref, Role, Scope, Section, SignOff, State};
use crate::text::Span;
use tree::Tree;

/// Why something is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// It is there to be looked up.
    Reference,
    /// It is for a case that has not come up.
    Contingent,
    /// Another branch of its group was taken, or none yet.
    OtherBranch,
    /// It stands below something that is not applicable.
    NotApplicable,
    /// The decision was NO-GO, and it comes after that.
    AfterNoGo,
    /// The run was rolled back before it came to this.
    CutShort,
    /// It is no work of its own: a criterion, an option, a sign-off, an index entry, or a bullet below a box.
    NotWork,
    /// Nothing is lost when it stays empty.
    Optional,
}

impl Why {
    /// The reason in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Reference => "there to be looked up",
            Self::Contingent => "for a case that has not come up",
            Self::OtherBranch => "in a branch that was not taken",
            Self::NotApplicable => "below something not applicable",
            Self::AfterNoGo => "after a NO-GO decision",
            Self::CutShort => "cut short by the rollback",
            Self::NotWork => "no work of its own",
            Self::Optional => "optional",
        }
    }
}

/// Where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Standing {
    /// It has to be complete.
    #[default]
    Asked,
    /// It has to be complete because a criterion has fired, though no rollback is stated yet.
    Triggered,
    /// It is not asked, and why.
    Not(Why),
}

impl Standing {
    /// Whether it has to be complete.
    pub const fn is_asked(self) -> bool {
        matches!(self, Self::Asked | Self::Triggered)
    }

    /// What stands below `self` and would by itself be `own`: the reason of the outer one comes first.
    fn then(self, own: Self) -> Self {
        match (self, own) {
            (Self::Not(_), _) | (_, Self::Asked) => self,
            (_, own) => own,
        }
    }
}

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
    branches: Vec<Branches>,
}

impl Asked {
    /// Works the view out, in time linear in the size of the checklist.
    pub fn of(checklist: &Checklist) -> Self {
        let outcome = outcome::of(checklist);
        let fired = checklist.criteria.iter().any(|criterion| criterion.fired == Some(true));
        let tree = Tree::of(checklist);
        let (undecided_sections, other_sections) = branches::sections(checklist, &tree);
        let (undecided_items, other_items) = branches::items(checklist, &tree);
        let limits = outcome::limits(checklist, outcome);
        let rank = |applicability| match applicability {
            Applicability::Reference => Standing::Not(Why::Reference),
            Applicability::Contingent if outcome == Some(Outcome::RolledBack) => Standing::Asked,
            Applicability::Contingent if fired => Standing::Triggered,
            Applicability::Contingent => Standing::Not(Why::Contingent),
            _ => Standing::Asked,
        };

        let mut sections: Vec<Standing> = Vec::with_capacity(checklist.sections.len());
        for (at, section) in checklist.sections.iter().enumerate() {
            let outer = standing_of(&sections, section.parent.as_ref(), at);
            let mut own = rank(section.applicability);
            if other_sections.contains(&at) {
                own = Standing::Not(Why::OtherBranch);
            }
            sections.push(outer.then(own).then(limits.section(section)));
        }

        let live = outcome::live_options(checklist);
        let mut items: Vec<Standing> = Vec::with_capacity(checklist.items.len());
        let mut below: Vec<Standing> = Vec::with_capacity(checklist.items.len());
        for (at, item) in checklist.items.iter().enumerate() {
            let section = standing_of(&sections, item.section.as_ref(), usize::MAX);
            let mut inherited =
                section.then(standing_of(&below, item.parent.as_ref(), at)).then(rank(item.applicability));
            if other_items.contains(&at) {
                inherited = inherited.then(Standing::Not(Why::OtherBranch));
            }
            let inner = match item.role {
                Role::Option if !live.contains(&at) => Standing::Not(Why::NotWork),
                Role::Criterion if item.state != State::Done => Standing::Not(Why::NotWork),
                _ if item.state == State::NotApplicable => Standing::Not(Why::NotApplicable),
                _ => Standing::Asked,
            };
            below.push(inherited.then(inner));
            let spoken_for = item.shape == ItemShape::Bullet && item.box_span.is_none() && tree.is_below_box(at);
            let own =
                if item.role != Role::Action || spoken_for { Standing::Not(Why::NotWork) } else { Standing::Asked };
            items.push(inherited.then(own));
        }

        Self {
            outcome,
            fired,
            sections,
            hollow: tree.hollow_sections(checklist),
            items,
            below,
            index: checklist.items.iter().enumerate().map(|(at, item)| (item.id.clone(), at)).collect(),
            section_index: checklist
                .sections
                .iter()
                .enumerate()
                .map(|(at, section)| (section.id.clone(), at))
                .collect(),
            places: checklist.sections.iter().map(Place::of).collect(),
            waived: waived(checklist),
            branches: undecided_sections.into_iter().chain(undecided_items).collect(),
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
        self.index.get(&item.id).and_then(|at| self.items.get(*at)).copied().unwrap_or_default()
    }

    /// Where a section stands.
    pub fn section_standing(&self, section: Option<&Ref>) -> Standing {
        standing_of(&self.sections, section, usize::MAX)
    }

    /// Where a field stands: as what it belongs to.
    pub fn field_standing(&self, field: &Field) -> Standing {
        let own = if field.optional { Standing::Not(Why::Optional) } else { Standing::Asked };
        self.place_standing(field.item.as_ref(), field.section.as_ref()).then(own)
    }

    /// Where something stands that belongs to this item and section: a field, a placeholder.
    pub fn place_standing(&self, item: Option<&Ref>, section: Option<&Ref>) -> Standing {
        let hollow = section.and_then(|section| self.hollow.get(section.index)).copied().unwrap_or(false);
        let own = if hollow { Standing::Not(Why::NotApplicable) } else { Standing::Asked };
        self.section_standing(section).then(standing_of(&self.below, item, usize::MAX)).then(own)
    }

    /// Where a sign-off stands: as what it is about, and where it is written.
    pub fn sign_off_standing(&self, sign_off: &SignOff) -> Standing {
        let at = |index: &HashMap<Arc<str>, usize>| sign_off.scope_id.as_ref().and_then(|id| index.get(id)).copied();
        let about = match sign_off.scope {
            Scope::Item => at(&self.index).and_then(|at| self.below.get(at)).copied().unwrap_or_default(),
            Scope::Section => at(&self.section_index).map_or(Standing::Asked, |at| self.full_section(at)),
            Scope::Document => Standing::Asked,
        };
        let place = self.innermost(sign_off.span).map_or(Standing::Asked, |at| self.full_section(at));
        let waived = sign_off.box_span.is_some_and(|span| self.waived.contains(&span));
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

    /// Groups of alternatives of which none was taken.
    pub fn unchosen(&self) -> &[Branches] {
        &self.branches
    }

    fn full_section(&self, at: usize) -> Standing {
        let hollow = self.hollow.get(at).copied().unwrap_or(false);
        let own = if hollow { Standing::Not(Why::NotApplicable) } else { Standing::Asked };
        self.sections.get(at).copied().unwrap_or_default().then(own)
    }

    /// The innermost section that `span` stands in.
    fn innermost(&self, span: Span) -> Option<usize> {
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
