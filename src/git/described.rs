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
        let reference = self.inner.head()?;
        let commit = reference.peel_to_commit()?;
        let branch = reference.is_branch().then(|| reference.shorthand().ok().map(str::to_owned)).flatten();
        let mut wanted = git2::DescribeOptions::new();
        wanted.describe_tags();
        let mut plain = git2::DescribeFormatOptions::new();
        plain.abbreviated_size(0);
        let described = commit.as_object().describe(&wanted);
        let tag = described.and_then(|described| described.format(Some(&plain))).ok();
        let mut walk = self.inner.revwalk()?;
        walk.push(commit.id())?;
        if let Some(tag) = &tag {
            let tagged = self.inner.find_reference(&format!("refs/tags/{tag}"))?.peel_to_commit()?;
            walk.hide(tagged.id())?;
        }
        let author = commit.author();
        Ok(Described {
            id: commit.id().to_string(),
            branch,
            author: author.name().ok().filter(|name| !name.is_empty()).map(str::to_owned),
            time: Timestamp::from_unix(commit.time().seconds()),
            tag,
            commits: walk.count(),
        })
    }
}
