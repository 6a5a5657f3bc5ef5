//! Packs that the library can't read, by git itself: in a git directory that nobody else has written a byte of, so that
//! nothing of the repository but its objects counts.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::command::Git;
use super::objects::MAX_OBJECT;
use super::{Format, GitError, ObjectId, ObjectKind};
use crate::process::{Launcher, ProcessError, Talk};

/// How long one object may take.
const LIMIT: Duration = Duration::from_secs(60);

/// The objects of a folder of objects, and of those that it borrows from; every one is hashed here.
pub(super) struct Packs {
    launcher: Launcher,
    objects: PathBuf,
    format: Format,
    open: Mutex<Option<Open>>,
}

/// Git, waiting to be asked for objects.
struct Open {
    talk: Talk,
    // It stays as long as git looks there.
    _folder: tempfile::TempDir,
}

impl Packs {
    pub fn of(objects: &Path, format: Format, launcher: &Launcher) -> Self {
        Self { launcher: launcher.clone(), objects: objects.to_path_buf(), format, open: Mutex::default() }
    }

    /// The bytes of an object, which has to be of this kind.
    pub fn read(&self, id: ObjectId, wanted: ObjectKind) -> Result<Vec<u8>, GitError> {
        let bytes = self.bytes(id, wanted)?;
        match id.is_of(wanted, &bytes) {
            true => Ok(bytes),
            false => Err(damaged(id, "its bytes do not have that hash")),
        }
    }

    /// The bytes that git gives for an object, one asker after another.
    fn bytes(&self, id: ObjectId, wanted: ObjectKind) -> Result<Vec<u8>, GitError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let mut ready = match open.take() {
            Some(ready) => ready,
            None => self.open()?,
        };
        let answer = ask(&mut ready.talk, id, wanted);
        // Who was interrupted in the middle of an answer is not asked again.
        if matches!(answer, Ok(_) | Err(GitError::Missing(_))) {
            *open = Some(ready);
        }
        answer
    }

    fn open(&self) -> Result<Open, GitError> {
        let folder = tempfile::tempdir().map_err(|source| GitError::Io { path: std::env::temp_dir(), source })?;
        let at = folder.path();
        let config = format!(
            "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = {}\n",
            self.format.name()
        );
        let written = std::fs::create_dir(at.join("refs"))
            .and_then(|()| std::fs::write(at.join("HEAD"), "ref: refs/heads/none\n"))
            .and_then(|()| std::fs::write(at.join("config"), config));
        written.map_err(|source| GitError::Io { path: at.to_path_buf(), source })?;
        let git = Git::new(&self.launcher.in_dir(at), at, None, None).for_plumbing();
        let git = git.with_var("GIT_OBJECT_DIRECTORY", &self.objects);
        let talk = git.launcher().talk("git", &["cat-file", "--batch"], LIMIT)?;
        Ok(Open { talk, _folder: folder })
    }
}

fn damaged(id: ObjectId, reason: impl Into<String>) -> GitError {
    GitError::Damaged { id: id.to_string(), reason: reason.into() }
}

fn ask(talk: &mut Talk, id: ObjectId, wanted: ObjectKind) -> Result<Vec<u8>, GitError> {
    let damaged = |reason: &str| damaged(id, reason);
    // Git ends when it meets what it can't read.
    let lost = |error| match error {
        ProcessError::Pipe { .. } => damaged("git can't read it"),
        error => GitError::Process(error),
    };
    talk.say(format!("{id}\n").as_bytes()).map_err(lost)?;
    let head = String::from_utf8_lossy(&talk.line().map_err(lost)?).into_owned();
    let words: Vec<&str> = head.split(' ').collect();
    let [_, kind, size] = words.as_slice() else {
        return Err(match words.last() {
            Some(&"missing") => GitError::Missing(id.to_string()),
            _ => damaged("git can't read it"),
        });
    };
    let kind = ObjectKind::named(kind).ok_or_else(|| damaged("its kind is unknown"))?;
    let size: usize = size.parse().map_err(|_| damaged("its length is malformed"))?;
    if kind != wanted {
        return Err(damaged(&format!("a {} where a {} should be", kind.name(), wanted.name())));
    }
    if size > MAX_OBJECT {
        return Err(damaged(&format!("{size} bytes are too many")));
    }
    let bytes = talk.bytes(size).map_err(lost)?;
    talk.line().map_err(lost)?;
    Ok(bytes)
}
