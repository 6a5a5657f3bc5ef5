//! What is staged for the next commit: changed paths and their bytes, from the index, never from the work tree.

use super::command::Git;
use super::repository::{FileAt, Repository};
use super::{CommitId, Format, GitError, ObjectId, ObjectKind};

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
        let head = self.head()?.map(|head| head.commit);
        self.backend.staged(head)
    }

    /// The staged bytes of `path` (from the root, with `/`); `None` if it is not in the index.
    pub fn staged_file(&self, path: &str) -> Result<Option<FileAt>, GitError> {
        match self.backend.staged_entry(path)? {
            None | Some((0o160000, _)) => Ok(None),
            Some((mode, id)) => self.blob(id).map(|bytes| Some(FileAt { bytes, mode })),
        }
    }
}

/// What git itself says is staged over a commit.
pub(super) fn staged_by_git(git: &Git, format: Format, base: Option<CommitId>) -> Result<Vec<StagedFile>, GitError> {
    // Every git knows the empty tree.
    let base = base.map_or_else(|| ObjectId::of(format, ObjectKind::Tree, b""), |base| base.0).to_string();
    let args = ["diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", &base, "--"];
    let done = git.run(&args)?;
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

/// The mode and the blob that git itself says is staged at a path.
pub(super) fn entry_by_git(git: &Git, path: &str) -> Result<Option<(u32, ObjectId)>, GitError> {
    let done = git.run(&["ls-files", "--stage", "-z", "--full-name", "--", &format!(":(top,literal){path}")])?;
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
        let id = ObjectId::parse(blob)
            .ok_or_else(|| GitError::Library(format!("cannot read what git says about {path}")))?;
        return Ok(Some((u32::from_str_radix(mode, 8).unwrap_or(0), id)));
    }
    Ok(None)
}
