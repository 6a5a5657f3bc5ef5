//! Git repositories: opening, reading what is staged or committed, and signed commits beside the work tree.

mod around;
mod backend;
mod bundle;
mod command;
mod commit;
mod described;
mod error;
mod exchange;
mod fresh;
mod glance;
mod history;
mod id;
mod libgit;
mod listing;
mod lock;
mod loose;
pub(crate) mod objects;
mod perhaps;
mod plumbing;
mod repository;
mod staged;
mod store;
mod subject;
mod tree;
mod wait;

use std::fmt;

pub use commit::{Draft, Step};
pub use described::Described;
pub use error::{GitError, LockFile};
pub use exchange::Pushed;
pub use history::Version;
pub use id::{CommitId, Format, ObjectId, ObjectKind};
pub use lock::{Lock, LockNote};
pub use perhaps::may_have_branch;
pub use repository::{Entered, FileAt, Head, Repository};
pub use staged::StagedFile;
pub(crate) use store::{Objects, Recent, Store};

/// The id that a repository of this format gives to a blob of these bytes, in lower-case hex.
pub fn blob_id(format: Format, bytes: &[u8]) -> String {
    ObjectId::of(format, ObjectKind::Blob, bytes).to_string()
}

/// Whether a blob of these bytes has this id, which says by its length of which format it is.
pub fn is_blob(id: &str, bytes: &[u8]) -> bool {
    ObjectId::parse(id).is_some_and(|id| id.is_of(ObjectKind::Blob, bytes))
}

/// The full name of a reference, such as `refs/heads/gonogo/record`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefName(String);

impl RefName {
    /// A branch by its short name (`gonogo/record`), or any reference by its full one; `None` if git would refuse it.
    pub fn new(name: &str) -> Option<Self> {
        let full = if name.starts_with("refs/") { name.to_owned() } else { format!("refs/heads/{name}") };
        let plain = !name.starts_with('-') && full.bytes().all(|b| b.is_ascii_graphic());
        (plain && libgit::is_reference(&full)).then_some(Self(full))
    }

    /// The full name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a local branch or a reference of ours, the only kinds that are written.
    pub fn is_branch(&self) -> bool {
        self.0.starts_with("refs/heads/") || self.0.starts_with("refs/gonogo/")
    }
}

impl fmt::Display for RefName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who a commit is by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    name: String,
    email: String,
}

impl Identity {
    /// A name and an e-mail address; refused if they are empty or could break out of a commit's header.
    pub fn new(name: &str, email: &str) -> Result<Self, GitError> {
        let (name, email) = (name.trim(), email.trim());
        let breaks = |c: char| c.is_control() || matches!(c, '<' | '>' | '\u{2028}' | '\u{2029}');
        let crud = |c: char| c.is_ascii_punctuation() && c != ')' && c != '(' || c == ' ';
        let bad = |what: &'static str, reason: &'static str| Err(GitError::Identity { what, reason });
        if name.is_empty() || name.chars().all(crud) {
            return bad("user.name", "is empty");
        }
        if email.is_empty() {
            return bad("user.email", "is empty");
        }
        if name.len() > 200 || email.len() > 254 {
            return bad("user.name or user.email", "is too long");
        }
        if name.chars().any(breaks) {
            return bad("user.name", "holds a line break, a control character, < or >");
        }
        if email.chars().any(|c| breaks(c) || c == ' ') || email.matches('@').count() != 1 {
            return bad("user.email", "is not an e-mail address");
        }
        Ok(Self { name: name.to_owned(), email: email.to_owned() })
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The e-mail address.
    pub fn email(&self) -> &str {
        &self.email
    }
}
