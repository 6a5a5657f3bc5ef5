//! What differs in meaning between two versions of a checklist, as plain data.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::text::Span;

/// What became of something. The first eight are what a run may not do to its template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// An entry, or a section with all its entries, is gone.
    EntryRemoved,
    /// An entry is new.
    EntryAdded,
    /// An entry says something else.
    EntryReworded,
    /// An entry stands in another section, under another entry, or in another order.
    EntryMoved,
    /// A slot for a value is gone.
    FieldRemoved,
    /// A value has to reach less, or nothing any more.
    TargetRelaxed,
    /// A place where somebody had to attest is gone.
    RoleRemoved,
    /// Something that had to be done is asked for under a condition only, or not at all.
    ApplicabilityRelaxed,
    /// A section has another title.
    SectionRenamed,
    /// A slot for a value is new.
    FieldAdded,
    /// A value has to reach more, or anything at all.
    TargetTightened,
    /// A place where somebody attests is new.
    RoleAdded,
    /// Something is asked for that was not, or was under a condition only.
    ApplicabilityTightened,
    /// An item stands otherwise: open, done, failed, not applicable; or a criterion has come true.
    StateChanged,
    /// A field has another value.
    ValueChanged,
    /// Something else is chosen.
    DecisionChanged,
    /// Another name, date or signature stands in a sign-off.
    SignOffChanged,
    /// A placeholder stands at fewer places, or at more.
    PlaceholderChanged,
    /// A block of code is gone, new, or another.
    CommandChanged,
}

impl ChangeKind {
    /// Whether it is something that a run may not do to its template.
    pub fn departs(self) -> bool {
        self <= Self::ApplicabilityRelaxed
    }
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// What it is, for a sentence: `item`, `field`, `section with 11 entries`.
    pub what: String,
    /// Its words, as they are now or were.
    pub text: String,
    /// What of it is otherwise: the words, target or applicability that it had.
    pub before: Option<String>,
    /// What it has instead.
    pub after: Option<String>,
    /// 1-based line in the old version.
    pub old_line: Option<usize>,
    /// Where it is in the new version; for what is gone, what stands before its place.
    pub span: Span,
    /// Id of the item in the new version.
    pub item: Option<Arc<str>>,
}

impl Change {
    /// Whether what it tells of has no place in the new version any more.
    pub fn is_gone(&self) -> bool {
        match self.kind {
            ChangeKind::EntryRemoved | ChangeKind::FieldRemoved | ChangeKind::RoleRemoved => true,
            ChangeKind::CommandChanged => self.after.is_none(),
            // Where it stood there is a value now.
            ChangeKind::PlaceholderChanged => self.old_line.is_some(),
            _ => false,
        }
    }
}
