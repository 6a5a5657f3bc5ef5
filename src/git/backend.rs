//! What differs between kinds of repositories, and how each is reached: by the library, or by git where that can't read it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::staged::StagedFile;
use super::{CommitId, Format, GitError, ObjectId, ObjectKind, RefName};

/// Where a repository is: its git directory, the one that all work trees share, and its work tree.
#[derive(Clone)]
pub(super) struct Places {
    pub git_dir: PathBuf,
    pub common_dir: PathBuf,
    pub work_dir: Option<PathBuf>,
}

/// Looks at an object before somebody reads it who might not come back from a damaged one.
pub(super) type Guard<'a> = &'a dyn Fn(ObjectId) -> Result<(), GitError>;

/// One way to a repository's references, index and settings, and to writing its objects. Reading objects is the same for
/// all, and stands in `store`.
pub(super) trait Backend: Send {
    /// A second one, for another thread.
    fn again(&self) -> Result<Box<dyn Backend>, GitError>;

    /// By which hash objects are named.
    fn format(&self) -> Format;

    /// The commit and the branch of HEAD; `None` before the first commit, and no branch where it is detached.
    fn head(&self) -> Result<Option<(CommitId, Option<String>)>, GitError>;

    /// The full name of the branch that a work tree has, by its git directory.
    fn branch_of(&self, place: &Path) -> Option<String>;

    /// The commit that a reference points at; one that points at another reference is refused.
    fn tip(&self, name: &RefName) -> Result<Option<CommitId>, GitError>;

    /// The commit that a revision names.
    fn resolve(&self, revision: &str, guard: Guard<'_>) -> Result<CommitId, GitError>;

    /// The one object whose id begins with these hex digits; `None` where there is none, or there are several.
    fn begins(&self, hex: &str) -> Result<Option<ObjectId>, GitError>;

    /// The last tag that a commit has, or that stands before it, and how many commits there are since; without a tag, all.
    fn described(&self, commit: CommitId) -> Result<(Option<String>, usize), GitError>;

    /// What is staged over a commit, sorted by paths; deletions are left out.
    fn staged(&self, base: Option<CommitId>) -> Result<Vec<StagedFile>, GitError>;

    /// The mode and the blob of a staged path; `None` where it is not staged.
    fn staged_entry(&self, path: &str) -> Result<Option<(u32, ObjectId)>, GitError>;

    /// Every setting, for where git can't be run.
    fn settings(&self) -> BTreeMap<String, String>;

    /// Writes a setting of this repository alone.
    fn set_config(&self, name: &str, value: &str) -> Result<(), GitError>;

    /// Writes an object, which is on the disk then.
    fn write(&self, kind: ObjectKind, bytes: &[u8]) -> Result<ObjectId, GitError>;

    /// Moves a reference from where it is expected, or makes it; `false` where somebody stands in the way just now.
    fn move_ref(&self, name: &RefName, from: Option<CommitId>, to: CommitId) -> Result<bool, GitError>;

    /// Removes a reference, if it is there; `false` where somebody stands in the way just now.
    fn remove_ref(&self, name: &RefName) -> Result<bool, GitError>;

    /// The file by which who moves a reference keeps others out.
    fn lock_of(&self, name: &RefName) -> PathBuf;
}

/// The same where every reference has a file.
pub(super) fn lock_file(common_dir: &Path, name: &RefName) -> PathBuf {
    let mut path = common_dir.to_path_buf();
    path.extend(name.as_str().split('/'));
    path.as_mut_os_string().push(".lock");
    path
}
