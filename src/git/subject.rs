//! What a commit releases: its tree, but for the folder in which the runs are kept.

use super::tree::{bytes, key};
use super::{GitError, ObjectId, ObjectKind, Repository};

impl Repository {
    /// The id, in hex, that the tree of the commit with this id (whole or its first digits) has without what lies at `path`
    /// (with `/`, from the root); nothing is written.
    ///
    /// # Errors
    /// When there is no such commit, or a tree can't be read.
    pub fn tree_without(&self, id: &str, path: &str) -> Result<String, GitError> {
        let tree = self.commit_of(id)?.tree;
        let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        let left = self.without(tree, &names)?;
        Ok(left.unwrap_or_else(|| ObjectId::of(self.format(), ObjectKind::Tree, b"")).to_string())
    }

    /// A tree without what lies at a path in it; `None` if nothing is left. Git keeps no empty folders. A file that stands
    /// where a folder should be stays.
    fn without(&self, tree: ObjectId, path: &[&str]) -> Result<Option<ObjectId>, GitError> {
        let Some((first, below)) = path.split_first() else { return Ok(None) };
        let mut folder = self.folder(tree)?;
        let name = key(first.as_bytes(), true);
        if below.is_empty() {
            folder.remove(&key(first.as_bytes(), false));
        }
        if let Some((mode, id)) = folder.remove(&name)
            && let Some(left) = self.without(id, below)?
        {
            folder.insert(name, (mode, left));
        }
        Ok((!folder.is_empty()).then(|| ObjectId::of(tree.format(), ObjectKind::Tree, &bytes(&folder))))
    }
}
