//! The lock that keeps two recordings in one repository apart, so that nobody is asked twice to sign.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{CommitId, GitError, RefName};

const NAME: &str = "gonogo.lock";

/// Held from before signing until the branch has moved; the system gives it back when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
    left: Option<LockNote>,
    /// What it was about to do itself.
    announced: Option<LockNote>,
    /// What stays for the next holder when the lock is given back.
    stays: Option<LockNote>,
}

/// What the holder of a lock was about to do, for whoever comes after a crash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockNote {
    /// The branch.
    pub branch: RefName,
    /// The commit that it was about to point at.
    pub commit: CommitId,
}

impl Lock {
    /// Takes the lock in the common directory, waiting up to `limit` for another holder.
    pub fn take(common_dir: &Path, limit: Duration) -> Result<Self, GitError> {
        let path = common_dir.join(NAME);
        let io = |source| GitError::Io { path: path.clone(), source };
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(io)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if start.elapsed() < limit => {
                    std::thread::sleep(Duration::from_millis(10));
                }
                Err(TryLockError::WouldBlock) => {
                    let pid = read(&mut file).lines().next().and_then(|line| line.strip_prefix("pid ")?.parse().ok());
                    return Err(GitError::Locked { path, pid });
                }
                // Some network file systems have no locks. The branch moves by compare-and-swap anyway.
                Err(TryLockError::Error(e)) if e.kind() == std::io::ErrorKind::Unsupported => break,
                Err(TryLockError::Error(source)) => return Err(io(source)),
            }
        }
        let left = note(&read(&mut file));
        let mut lock = Self { file, path, stays: left.clone(), left, announced: None };
        lock.write(&format!("pid {}\n", std::process::id()))?;
        Ok(lock)
    }

    /// What the last holder was doing when it ended without giving the lock back.
    pub fn left_behind(&self) -> Option<&LockNote> {
        self.left.as_ref()
    }

    /// Notes that `branch` is about to be moved to `commit`.
    pub fn announce(&mut self, branch: &RefName, commit: CommitId) -> Result<(), GitError> {
        self.announced = Some(LockNote { branch: branch.clone(), commit });
        self.stays = None;
        self.write(&format!("pid {}\nmoving {branch} {commit}\n", std::process::id()))
    }

    /// Has the note stay for whoever comes next, since what was announced was begun and came to no end.
    pub(super) fn leave_note(&mut self) {
        self.stays = self.announced.take();
    }

    fn write(&mut self, text: &str) -> Result<(), GitError> {
        let io = |source| GitError::Io { path: self.path.clone(), source };
        self.file.seek(SeekFrom::Start(0)).map_err(io)?;
        self.file.set_len(0).map_err(io)?;
        self.file.write_all(text.as_bytes()).map_err(io)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // An empty file says that the holder ended in order; what it found left behind and did not come to stays for the next.
        // A failure leaves a note that is only ever a hint.
        let text = self.stays.take().map(|LockNote { branch, commit }| format!("moving {branch} {commit}\n"));
        drop(self.write(&text.unwrap_or_default()));
        drop(self.file.unlock());
    }
}

fn read(file: &mut File) -> String {
    let mut text = String::new();
    drop(file.seek(SeekFrom::Start(0)));
    drop(file.take(4096).read_to_string(&mut text));
    text
}

fn note(text: &str) -> Option<LockNote> {
    let (branch, commit) = text.lines().find_map(|line| line.strip_prefix("moving "))?.rsplit_once(' ')?;
    Some(LockNote { branch: RefName::new(branch)?, commit: CommitId::parse(commit)? })
}
