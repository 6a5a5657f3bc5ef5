//! Git repositories: opening, reading what is staged or committed, and signed commits beside the work tree.

mod bundle;
mod commit;
mod described;
mod error;
mod exchange;
mod history;
mod listing;
mod lock;
mod loose;
pub(crate) mod objects;
mod repository;
mod staged;
mod store;
mod subject;

use std::fmt;

pub use commit::{Draft, Step};
pub use described::Described;
pub use error::{GitError, LockFile};
pub use exchange::Pushed;
pub use history::Version;
pub use lock::{Lock, LockNote};
pub use repository::{Entered, FileAt, Head, Repository};
pub use staged::StagedFile;
pub(crate) use store::{Objects, Recent, Store};

/// The id that git gives to a blob of these bytes, in lower-case hex.
pub fn blob_id(bytes: &[u8]) -> String {
    git2::Oid::hash_object(git2::ObjectType::Blob, bytes).map(|id| id.to_string()).unwrap_or_default()
}

/// The id of a commit, in lower-case hex.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitId(pub(crate) git2::Oid);

impl CommitId {
    /// Reads a whole id of 40 hex digits.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.len() == 40 && text.bytes().all(|b| b.is_ascii_hexdigit());
        git2::Oid::from_str(text).ok().filter(|_| hex).map(Self)
    }
}

impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The full name of a reference, such as `refs/heads/gonogo/record`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefName(String);

impl RefName {
    /// A branch by its short name (`gonogo/record`), or any reference by its full one; `None` if git would refuse it.
    pub fn new(name: &str) -> Option<Self> {
        let full = if name.starts_with("refs/") { name.to_owned() } else { format!("refs/heads/{name}") };
        let plain = !name.starts_with('-') && full.bytes().all(|b| b.is_ascii_graphic());
        (plain && git2::Reference::is_valid_name(&full)).then_some(Self(full))
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
