//! The checklist as plain data: what a reader of the document sees, each value with the bytes it stands on.
//!
//! The types serialise to the contract `gonogo.model/1`. What only gonogo itself needs, such as where to write, is
//! not serialised.

mod checklist;
mod field;
mod item;
mod lookup;
mod schema;
mod section;
mod sign_off;

pub use checklist::{
    Checklist, Command, Count, CountKind, Criterion, Decision, DecisionOption, FrontValue, Occurrence, Pin,
    Placeholder, PlaceholderStyle, Problem, Stage, Step, Summary,
};
pub use field::{Comparison, Field, FieldKind, FieldShape, Target};
pub use item::{Item, ItemShape, Polarity, Role, State};
pub use section::{Applicability, Label, Section};
pub use sign_off::{Assurance, Scope, SignOff, SignOffShape, Slot, role_key};

use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A reference to a section, item, field or step of the same checklist: its place in the list, and its id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ref {
    /// Index into the checklist's list of that kind.
    pub index: usize,
    /// The id, unique among that kind in the document.
    pub id: Arc<str>,
}

impl Serialize for Ref {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.id)
    }
}
