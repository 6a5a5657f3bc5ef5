//! What is staged for the next commit: changed paths and their bytes, from the index, never from the work tree.

use git2::{ErrorCode, Oid};

use super::repository::{FileAt, Repository};
use super::{CommitId, GitError};

/// A path that the next commit would add or change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagedFile {
    /// The path from the root, with `/`; bytes that are not UTF-8 are replaced.
    pub path: String,
    /// Its mode as git has it: 0o100644, 0o100755, 0o120000 (link) or 0o160000 (submodule).
    pub mode: u32,
    /// The blob's id, in hex.
    pub blob: String,
}

impl Repository {
    /// The paths that the next commit adds or changes (a renamed file under its new name), deletions left out, sorted.
    pub fn staged(&self) -> Result<Vec<StagedFile>, GitError> {
        match self.staged_in_process() {
            Ok(files) => Ok(files),
            // An index of a kind that the library cannot read, such as a split or sparse one.
            Err(GitError::Library(_)) => self.staged_by_git(),
            Err(error) => Err(error),
        }
    }

    /// The staged bytes of `path` (from the root, with `/`); `None` if it is not in the index.
    pub fn staged_file(&self, path: &str) -> Result<Option<FileAt>, GitError> {
        let found = match self.index() {
            Ok(index) => {
                if index.get_path(path.as_ref(), 0).is_none()
                    && (1..=3).any(|n| index.get_path(path.as_ref(), n).is_some())
                {
                    return Err(GitError::Conflict(path.to_owned()));
                }
                index.get_path(path.as_ref(), 0).map(|entry| (entry.mode, entry.id))
            }
            Err(_) => self.entry_by_git(path)?,
        };
        match found {
            None | Some((0o160000, _)) => Ok(None),
            Some((mode, id)) => self.blob(id).map(|bytes| Some(FileAt { bytes, mode })),
        }
    }

    /// The bytes of a file that [`Repository::staged`] listed.
    pub fn staged_bytes(&self, file: &StagedFile) -> Result<Vec<u8>, GitError> {
        self.blob(Oid::from_str(&file.blob)?)
    }

    fn index(&self) -> Result<git2::Index, GitError> {
        Ok(match &self.index_file {
            Some(file) => git2::Index::open(file)?,
            None => self.inner.index()?,
        })
    }

    fn staged_in_process(&self) -> Result<Vec<StagedFile>, GitError> {
        let index = self.index()?;
        let base = match self.head()? {
            None => None,
            Some(head) => Some(self.tree_of(head.commit)?),
        };
        let mut options = git2::DiffOptions::new();
        options.include_typechange(true).ignore_submodules(false);
        let diff = self.inner.diff_tree_to_index(base.as_ref(), Some(&index), Some(&mut options))?;
        let mut files = Vec::new();
        for delta in diff.deltas() {
            let new = delta.new_file();
            if delta.status() == git2::Delta::Conflicted {
                let path = new.path_bytes().or_else(|| delta.old_file().path_bytes()).unwrap_or_default();
                return Err(GitError::Conflict(String::from_utf8_lossy(path).into_owned()));
            }
            if delta.status() == git2::Delta::Deleted {
                continue;
            }
            files.push(StagedFile {
                path: String::from_utf8_lossy(new.path_bytes().unwrap_or_default()).into_owned(),
                mode: u32::from(new.mode()),
                blob: new.id().to_string(),
            });
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    fn tree_of(&self, commit: CommitId) -> Result<git2::Tree<'_>, GitError> {
        self.guard(commit.0)?;
        match self.inner.find_commit(commit.0).and_then(|commit| commit.tree()) {
            Ok(tree) => Ok(tree),
            Err(e) if e.code() == ErrorCode::NotFound => Err(GitError::Missing(commit.to_string())),
            Err(e) => Err(e.into()),
        }
    }

    fn staged_by_git(&self) -> Result<Vec<StagedFile>, GitError> {
        let base = match self.head()? {
            Some(head) => head.commit.to_string(),
            // The empty tree, whose id every git knows.
            None => "4b825dc642cb6eb9a060e54bf8d69288fbee4904".to_owned(),
        };
        let args =
            ["diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", &base, "--"];
        let done = self.git(&args)?;
        let mut fields = done.stdout.split(|&byte| byte == 0);
        let mut files = Vec::new();
        while let (Some(meta), Some(path)) = (fields.next().filter(|m| !m.is_empty()), fields.next()) {
            let meta = String::from_utf8_lossy(meta).into_owned();
            let words: Vec<&str> = meta.trim_start_matches(':').split(' ').collect();
            let path = String::from_utf8_lossy(path).into_owned();
            let [_, mode, _, blob, status] = words.as_slice() else {
                return Err(GitError::Library(format!("cannot read what git says about {path}")));
            };
            match *status {
                "D" => continue,
                "U" => return Err(GitError::Conflict(path)),
                _ => {}
            }
            let mode = u32::from_str_radix(mode, 8).unwrap_or(0);
            files.push(StagedFile { path, mode, blob: (*blob).to_owned() });
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    fn entry_by_git(&self, path: &str) -> Result<Option<(u32, Oid)>, GitError> {
        let done = self.git(&["ls-files", "--stage", "-z", "--full-name", "--", &format!(":(top,literal){path}")])?;
        let text = String::from_utf8_lossy(&done.stdout).into_owned();
        for entry in text.split('\0').filter(|entry| !entry.is_empty()) {
            let Some((meta, name)) = entry.split_once('\t') else { continue };
            let words: Vec<&str> = meta.split(' ').collect();
            let [mode, blob, stage] = words.as_slice() else { continue };
            if name != path {
                continue;
            }
            if *stage != "0" {
                return Err(GitError::Conflict(path.to_owned()));
            }
            return Ok(Some((u32::from_str_radix(mode, 8).unwrap_or(0), Oid::from_str(blob)?)));
        }
        Ok(None)
    }
}
