//! What a commit releases: its tree, but for the folder in which the runs are kept.

use git2::{ObjectType, Oid};

use super::{GitError, Objects as _, Repository};

/// The bytes of an id within a tree.
const ID: usize = 20;

impl Repository {
    /// The id, in hex, that the tree of the commit named by `revision` has without what lies at `path` (with `/`, from
    /// the root); nothing is written.
    ///
    /// # Errors
    /// When there is no such commit, or a tree can't be read.
    pub fn tree_without(&self, revision: &str, path: &str) -> Result<String, GitError> {
        let commit = self.resolve(revision)?;
        let tree = self.inner.find_commit(commit.0)?.tree_id();
        let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        Ok(match self.without(tree, &names)? {
            Some(tree) => tree,
            None => Oid::hash_object(ObjectType::Tree, b"")?,
        }
        .to_string())
    }

    /// A tree without what lies at a path in it; `None` if nothing is left. Git keeps no empty folders.
    fn without(&self, tree: Oid, path: &[&str]) -> Result<Option<Oid>, GitError> {
        let Some((first, below)) = path.split_first() else { return Ok(None) };
        let bytes = self.object(tree, ObjectType::Tree)?;
        let damaged = || GitError::Damaged { id: tree.to_string(), reason: "its entries can't be told apart".into() };
        let mut kept = Vec::with_capacity(bytes.len());
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let end = rest.iter().position(|byte| *byte == 0).ok_or_else(damaged)?;
            let (entry, behind) = rest.split_at_checked(end + 1 + ID).ok_or_else(damaged)?;
            let (head, id) = entry.split_at_checked(end + 1).ok_or_else(damaged)?;
            let space = head.iter().position(|byte| *byte == b' ').ok_or_else(damaged)?;
            let name = head.get(space + 1..end).ok_or_else(damaged)?;
            if name == first.as_bytes() {
                if let Some(left) = self.below(Oid::from_bytes(id)?, head.starts_with(b"40000 "), below)? {
                    kept.extend_from_slice(head);
                    kept.extend_from_slice(left.as_bytes());
                }
            } else {
                kept.extend_from_slice(entry);
            }
            rest = behind;
        }
        Ok(if kept.is_empty() { None } else { Some(Oid::hash_object(ObjectType::Tree, &kept)?) })
    }

    /// An entry without what lies below it: a file that stands where a folder should be stays.
    fn below(&self, id: Oid, is_folder: bool, path: &[&str]) -> Result<Option<Oid>, GitError> {
        match (path, is_folder) {
            ([], _) => Ok(None),
            (_, true) => self.without(id, path),
            (_, false) => Ok(Some(id)),
        }
    }
}
