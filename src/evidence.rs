//! What only the outside can know, as plain data: each fact known, or unknown and why.

use std::sync::Arc;

use crate::change::Change;
use crate::time::Timestamp;

/// A fact of the outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact<T> {
    /// It is this.
    Known(T),
    /// It could not be found out, and why.
    Unknown(String),
    /// Nobody asked for it.
    NotAsked,
}

/// What checking a sign-off's signature gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signed {
    /// A valid signature over the present content, by a key allowed for this role and person.
    Good {
        /// The signer, `role/e-mail`.
        principal: String,
        /// When the statement says it was made.
        time: Timestamp,
    },
    /// A signature that must not count, and why.
    Refused(String),
    /// It could not be checked, and why.
    Unchecked(String),
}

/// The signatures found for one sign-off of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureFact {
    /// Id of the sign-off.
    pub sign_off: Arc<str>,
    /// What came of it.
    pub signed: Signed,
}

/// How a run stands to the template it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conformance {
    /// Path of the template.
    pub path: String,
    /// Whether the run was made from the template as it is now; or else what is otherwise.
    pub current: Result<(), String>,
    /// What differs.
    pub changes: Vec<Change>,
}

/// Everything the rules may know beyond the text.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The present time.
    pub now: Timestamp,
    /// The least assurance a sign-off needs, from the configuration.
    pub assurance: crate::model::Assurance,
    /// Signatures beside the run; [`Fact::NotAsked`] where typed names are enough.
    pub signatures: Fact<Vec<SignatureFact>>,
    /// What the run has kept of its template; [`Fact::NotAsked`] where none is named.
    pub template: Fact<Conformance>,
}

impl Evidence {
    /// Only the time is known, and typed names are enough.
    pub fn at(now: Timestamp) -> Self {
        Self { now, assurance: crate::model::Assurance::Typed, signatures: Fact::NotAsked, template: Fact::NotAsked }
    }
}
