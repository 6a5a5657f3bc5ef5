//! What the commit that is checked out says of itself: its id, author and date, its branch and tags.

use super::{GitError, Repository};
use crate::time::Timestamp;

/// The commit that is checked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// Its id, in hex.
    pub id: String,
    /// The branch; `None` where none is checked out.
    pub branch: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was committed.
    pub time: Option<Timestamp>,
    /// The last tag that it has, or that stands before it.
    pub tag: Option<String>,
    /// How many commits there are since that tag, this one included; without a tag, all of them.
    pub commits: usize,
}

impl Repository {
    /// The commit that is checked out.
    ///
    /// # Errors
    /// When nothing has been committed, or the repository can't be read.
    pub fn described(&self) -> Result<Described, GitError> {
        let Some(head) = self.head()? else { return Err(GitError::NoSuchRevision("HEAD".to_owned())) };
        let (tag, commits) = self.backend.described(head.commit)?;
        Ok(Described {
            id: head.commit.to_string(),
            branch: head.branch.map(|branch| branch.trim_start_matches("refs/heads/").to_owned()),
            author: Some(head.author_name).filter(|name| !name.is_empty()),
            time: head.time,
            tag,
            commits,
        })
    }
}
