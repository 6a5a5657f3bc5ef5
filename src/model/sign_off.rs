//! Sign-offs: places where a person attests.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::Applicability;
use crate::text::Span;

/// How a sign-off is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SignOffShape {
    /// A labelled line, or a role's block of Name, Date and Signature lines.
    Line,
    /// A row of a table.
    Table,
    /// A bullet of a role, `- QA Lead: ____ Date: ____`.
    Bullet,
    /// A box of a role, `- [ ] Engineering Lead approval`.
    Checkbox,
    /// A line inside an item, `- **Sign-off:** ____`.
    Item,
}

/// How much of the document a sign-off is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// One item.
    Item,
    /// One section.
    Section,
    /// All of it.
    Document,
}

/// How sure one can be that the person did sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Assurance {
    /// A name stands there.
    Typed,
    /// Git says that this person wrote it.
    Authored,
    /// A valid signature by a key allowed for this person.
    Signed,
}

/// A place in the text to write one value into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot {
    /// The bytes that the value replaces: a blank, an earlier value, or nothing yet.
    pub span: Span,
    /// Whether a space has to be written before the value.
    pub space: bool,
}

/// A place where a person attests.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct SignOff {
    /// Unique in the document.
    pub id: Arc<str>,
    /// Who is asked, e.g. `Deployment Lead`.
    pub role: String,
    /// How it is written.
    pub shape: SignOffShape,
    /// How much it is about.
    pub scope: Scope,
    /// Id of the item or section it is about.
    pub scope_id: Option<Arc<str>>,
    /// The name that stands there.
    pub name: Option<String>,
    /// The date or time that stands there, as written.
    pub date: Option<String>,
    /// The signature that stands there, as written.
    pub signature: Option<String>,
    /// Whether it is always asked for: `conditional` where the role says so, `Sponsor (if required)`.
    pub applicability: Applicability,
    /// The words that make it conditional.
    pub condition: Option<String>,
    /// Why it does not apply, where `N/A` and a reason stand in the place of the name; of a conditional one only.
    pub not_applicable: Option<String>,
    /// How sure one can be; `None` while nobody has signed.
    pub assurance: Option<Assurance>,
    /// Line of the role, 1-based.
    pub line: usize,
    /// Where the name goes.
    #[serde(skip)]
    pub name_slot: Option<Slot>,
    /// Where the date goes.
    #[serde(skip)]
    pub date_slot: Option<Slot>,
    /// Where a typed signature goes.
    #[serde(skip)]
    pub signature_slot: Option<Slot>,
    /// The box of a checkbox sign-off.
    #[serde(skip)]
    pub box_span: Option<Span>,
    /// The role's line or block.
    #[serde(skip)]
    pub span: Span,
}

impl SignOff {
    /// Whether somebody's name stands there, or its box is ticked where it has nothing else.
    pub fn is_filled(&self) -> bool {
        self.assurance.is_some()
    }

    /// Every place that signing writes into.
    pub fn slots(&self) -> impl Iterator<Item = Slot> + '_ {
        [self.name_slot, self.date_slot, self.signature_slot].into_iter().flatten()
    }
}

/// What roles are compared by: their words in lower case, whatever stands between them, so that `QA-Lead` is the `QA Lead`. A
/// statement is signed for both alike.
pub fn role_key(role: &str) -> String {
    let words = role.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
