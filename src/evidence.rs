//! What only the outside can know, as plain data: each fact known, or unknown and why.

use std::sync::Arc;

use crate::change::Change;
use crate::text::Difference;
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
    /// A signature over something that has changed since.
    Stale(Changed),
    /// A signature that must not count, and why.
    Refused(String),
    /// It could not be checked, and why.
    Unchecked(String),
}

/// What has changed since it was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// The text, and where first, as far as the text that was signed can be found.
    Text(Option<Difference>),
    /// What the signer saw besides the text, and how.
    Around(String),
}

/// The signatures found for one sign-off of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureFact {
    /// Id of the sign-off; empty where a word against going ahead stands and nobody is asked to sign any more.
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
    /// Why what differs can't be told, where it can't.
    pub unjudged: Option<String>,
}

/// A commit that changed the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its id, in hex.
    pub commit: String,
    /// When it was made, by the committer's clock.
    pub time: Timestamp,
    /// How many items it ticked.
    pub ticked: usize,
    /// Ids of the sign-offs that it gave.
    pub signed: Vec<Arc<str>>,
}

/// Who may sign as a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolePeople {
    /// The role, as the configuration names it.
    pub role: String,
    /// The e-mail addresses of those who may.
    pub people: Vec<String>,
    /// How many different ones have to.
    pub quorum: usize,
}

/// Somebody whom git names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
}

/// Who may sign, and who may not sign together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// Who may sign as what; empty where everybody may sign as anything.
    pub roles: Vec<RolePeople>,
    /// Groups of roles that no person may hold together.
    pub distinct: Vec<Vec<String>>,
    /// Who made what is released and so may not approve it; [`Fact::NotAsked`] where everybody may.
    pub author: Fact<Author>,
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
    /// The commits that changed the run, the oldest first; [`Fact::NotAsked`] where nothing is to follow from them.
    pub history: Fact<Vec<Revision>>,
    /// Who may sign, from the configuration.
    pub people: People,
}

impl Evidence {
    /// Only the time is known, typed names are enough, and everybody may sign as anything.
    pub fn at(now: Timestamp) -> Self {
        let people = People { roles: Vec::new(), distinct: Vec::new(), author: Fact::NotAsked };
        let (signatures, template, history) = (Fact::NotAsked, Fact::NotAsked, Fact::NotAsked);
        Self { now, assurance: crate::model::Assurance::Typed, signatures, template, history, people }
    }
}
