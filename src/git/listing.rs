//! What a commit holds: the paths of its files, and who made it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::repository::Repository;
use super::{CommitId, GitError, ObjectId, ObjectKind};

/// What a repository was asked for last, at which commit, and the answer, which is the same for every run that is looked at.
type Asked = ((PathBuf, CommitId, String), Arc<Vec<String>>);

static LAST: Mutex<Option<Asked>> = Mutex::new(None);

/// Folders deeper than this are no folders that anybody made.
const DEEPEST: usize = 128;

impl Repository {
    /// The name and the address of the author of the commit with this id, whole or its first digits, with anything that is not
    /// UTF-8 replaced.
    pub fn author_of(&self, id: &str) -> Result<(String, String), GitError> {
        let commit = self.commit_of(id)?;
        Ok((commit.author_name, commit.author_email))
    }

    /// The paths (with `/`, from the root) of the files that any commit behind HEAD has added to a folder whose name ends so (in
    /// upper or lower case, and with letters that no pattern is made of), whether they are there still or not; bytes that are
    /// not UTF-8 are replaced. A merge that took nothing from one of its sides hides nothing that was there.
    ///
    /// # Errors
    /// When git can't say, or history was left out when it was cloned.
    pub fn ever_added(&self, ending: &str) -> Result<Arc<Vec<String>>, GitError> {
        let Some(head) = self.head()? else { return Ok(Arc::default()) };
        if self.is_shallow() {
            return Err(GitError::Shallow);
        }
        let of = (self.git_dir().to_path_buf(), head.commit, ending.to_owned());
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, added)) = last.as_ref().filter(|(known, _)| *known == of) {
            return Ok(added.clone());
        }
        let added = Arc::new(self.added(ending)?);
        *last = Some((of, added.clone()));
        Ok(added)
    }

    fn added(&self, ending: &str) -> Result<Vec<String>, GitError> {
        let (git, within) = (self.git.for_plumbing(), format!(":(top,icase,glob)**/*{ending}/*"));
        let commits = git.run(&["rev-list", "--full-history", "HEAD", "--", &within])?.stdout;
        // Not `git log`, for which settings of the repository say what it shows, and which programs it asks.
        let kind = ["--stdin", "-r", "-m", "--root", "--no-renames", "--diff-filter=A"];
        let shown = ["--name-only", "--no-commit-id", "-z", "--", &within];
        let done = git.run_with(&[&["diff-tree"][..], &kind, &shown].concat(), &commits)?;
        let paths = done.stdout.split(|&byte| byte == 0).filter(|path| !path.is_empty());
        Ok(paths.map(|path| String::from_utf8_lossy(path).into_owned()).collect())
    }

    /// The paths (with `/`, from the root) of the files in the commit that `revision` names, links and submodules left
    /// out, sorted; bytes that are not UTF-8 are replaced.
    pub fn files_at(&self, revision: &str) -> Result<Vec<String>, GitError> {
        let commit = self.glance(self.resolve(revision)?)?;
        let mut folders: Vec<(String, ObjectId, usize)> = vec![(String::new(), commit.tree, 0)];
        let mut files = Vec::new();
        while let Some((folder, id, depth)) = folders.pop() {
            self.each_entry(id, |entry| {
                let path = format!("{folder}{}", String::from_utf8_lossy(entry.name));
                match (entry.kind(), entry.mode) {
                    (ObjectKind::Tree, _) if depth < DEEPEST => folders.push((path + "/", entry.id, depth + 1)),
                    (ObjectKind::Blob, 0o100_644 | 0o100_755) => files.push(path),
                    _ => {}
                }
            })?;
        }
        files.sort();
        Ok(files)
    }
}
