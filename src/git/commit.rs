//! Signed commits on a branch that nobody has checked out; the index, the work tree and HEAD are never touched.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use super::lock::LockNote;
use super::wait::Wait;
use super::{CommitId, Format, GitError, Identity, Lock, LockFile, ObjectId, ObjectKind, RefName, Repository, objects};
use crate::time::Timestamp;

/// How long an empty lock file of a crashed gonogo is left alone, in case it is somebody else's after all.
const GRACE: Duration = Duration::from_secs(2);

/// A commit to be made: files that are added to those of the parent.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Path (with `/`) and bytes of each new file; all get the mode of plain files.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The message, with its trailers.
    pub message: String,
    /// Author and committer.
    pub identity: Identity,
    /// The time of both, written as UTC.
    pub time: Timestamp,
}

/// What is to happen on top of a tip.
#[derive(Debug)]
pub enum Step<T> {
    /// Nothing, for this is already so.
    Done(T),
    /// This commit.
    Commit(Draft),
}

impl Repository {
    /// Makes a signed commit on `branch`: asks `plan` what to do on top of the present tip, has `sign` sign it, shows the new
    /// commit to `accept`, and moves the branch if it is still where it was. If others were quicker everything is
    /// planned and signed anew, as long as the patience lasts. The answer is the new commit, or what `plan` found done already.
    pub fn commit_on<T, E: From<GitError>>(
        &self,
        branch: &RefName,
        mut sign: impl FnMut(&[u8]) -> Result<String, E>,
        mut plan: impl FnMut(Option<CommitId>) -> Result<Step<T>, E>,
        mut accept: impl FnMut(CommitId) -> Result<(), E>,
    ) -> Result<Result<CommitId, T>, E> {
        if !branch.is_branch() {
            return Err(GitError::NotABranch(branch.clone()).into());
        }
        let mut lock = Lock::take(self.common_dir(), self.patience)?;
        let mut wait = Wait::up_to(self.patience);
        loop {
            let tip = self.tip(branch)?;
            let draft = match plan(tip)? {
                Step::Done(found) => return Ok(Err(found)),
                Step::Commit(draft) => draft,
            };
            if let Some(place) = self.is_checked_out(branch)? {
                return Err(GitError::CheckedOut { branch: branch.clone(), place }.into());
            }
            let commit = self.write_commit(tip, &draft, &mut sign)?;
            accept(commit)?;
            if self.advance(&mut lock, branch, tip, commit, &mut wait)? {
                return Ok(Ok(commit));
            }
        }
    }

    /// Moves the branch from `tip` to `commit`; `false` if it has been moved by others meanwhile. What is about to happen is
    /// announced in the lock.
    pub(super) fn advance(
        &self,
        lock: &mut Lock,
        branch: &RefName,
        tip: Option<CommitId>,
        commit: CommitId,
        wait: &mut Wait,
    ) -> Result<bool, GitError> {
        lock.announce(branch, commit)?;
        let moved = self.moved(&lock.left_behind(branch), branch, tip, commit, wait);
        if let Err(GitError::Command { .. }) = moved {
            // What moved the branch may have been killed, and have left its lock file.
            lock.leave_note();
        }
        moved
    }

    /// Moves the branch, waiting for others and clearing away what those before left.
    fn moved(
        &self,
        left: &[LockNote],
        branch: &RefName,
        tip: Option<CommitId>,
        commit: CommitId,
        wait: &mut Wait,
    ) -> Result<bool, GitError> {
        let lock_path = self.backend.lock_of(branch);
        let blocked = Instant::now();
        while !self.backend.move_ref(branch, tip, commit)? {
            // It may have been left by one who had moved the branch already.
            clear_own_lock(&lock_path, left, blocked);
            let now = self.tip(branch)?;
            if now == Some(commit) {
                return Ok(true);
            }
            if now != tip {
                return Ok(false);
            }
            if !wait.pause() {
                return Err(self.busy(branch));
            }
        }
        Ok(true)
    }

    /// Somebody keeps others from moving a reference.
    pub(super) fn busy(&self, name: &RefName) -> GitError {
        let path = self.backend.lock_of(name);
        let lock = path.exists().then(|| LockFile { age_seconds: age(&path), path });
        GitError::Busy { branch: name.clone(), seconds: self.patience.as_secs(), lock }
    }

    /// Writes the commit and everything it needs; no reference is moved.
    fn write_commit<E: From<GitError>>(
        &self,
        parent: Option<CommitId>,
        draft: &Draft,
        sign: &mut dyn FnMut(&[u8]) -> Result<String, E>,
    ) -> Result<CommitId, E> {
        let text = self.unsigned(parent, draft)?;
        let signature = sign(text.as_bytes())?;
        let signed = with_signature(self.format(), &text, signature.trim_end())?;
        Ok(CommitId(self.backend.write(ObjectKind::Commit, signed.as_bytes())?))
    }

    /// Writes the files and folders, and gives the text of the commit that is to be signed.
    fn unsigned(&self, parent: Option<CommitId>, draft: &Draft) -> Result<String, GitError> {
        let base = parent.map(|parent| self.glance(parent)).transpose()?.map(|commit| commit.tree);
        let mut files = BTreeMap::new();
        for (path, bytes) in &draft.files {
            files.insert(path.as_str(), self.backend.write(ObjectKind::Blob, bytes)?);
        }
        let tree = self.write_tree(base, &files)?;
        let parents = parent.map(|parent| format!("parent {parent}\n")).unwrap_or_default();
        let person = format!("{} <{}> {} +0000", draft.identity.name(), draft.identity.email(), draft.time.unix());
        let message = tidy(&draft.message);
        let text = format!("tree {tree}\n{parents}author {person}\ncommitter {person}\n\n{message}");
        check(self.format(), &text, draft, parent, tree)?;
        Ok(text)
    }
}

/// The text of a commit with its signature in the header.
fn with_signature(format: Format, text: &str, signature: &str) -> Result<String, GitError> {
    let (head, message) = text.split_once("\n\n").ok_or_else(|| GitError::Malformed("it has no message".into()))?;
    Ok(format!("{head}\n{} {}\n\n{message}", format.signature_header(), signature.replace('\n', "\n ")))
}

/// A message as git has them: no blanks at the ends of lines, no empty lines around it, and no two in a row.
fn tidy(message: &str) -> String {
    let mut tidy = String::new();
    let mut gap = false;
    for line in message.lines().map(str::trim_end) {
        gap |= line.is_empty() && !tidy.is_empty();
        if !line.is_empty() {
            tidy.push_str(if std::mem::take(&mut gap) { "\n" } else { "" });
            tidy.push_str(line);
            tidy.push('\n');
        }
    }
    tidy
}

/// What stands in the buffer must be what was meant: a name with a line break could have smuggled in a header.
fn check(format: Format, text: &str, draft: &Draft, parent: Option<CommitId>, tree: ObjectId) -> Result<(), GitError> {
    let raw = objects::commit(format, text.as_bytes()).map_err(GitError::Malformed)?;
    let same = raw.author == raw.committer
        && raw.committer.name == draft.identity.name()
        && raw.committer.email == draft.identity.email()
        && raw.committer.time == draft.time.unix();
    if !same {
        return Err(GitError::Malformed("the name or address does not read back as given".into()));
    }
    if raw.parents != Vec::from_iter(parent) || raw.tree != tree || !raw.other.is_empty() || !raw.signatures.is_empty()
    {
        return Err(GitError::Malformed("its header has other lines than it should".into()));
    }
    Ok(())
}

/// Removes the lock file that a killed gonogo left: one that brings the very commit it had announced, or an empty one
/// that has stood for a while after such an announcement. Anything else may be somebody's and stays.
fn clear_own_lock(path: &Path, left: &[LockNote], blocked: Instant) {
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let ours = left.iter().any(|note| brings(path, &text, note.commit));
    let old = age(path).is_some_and(|age| age >= GRACE.as_secs()) && blocked.elapsed() >= GRACE;
    if ours || (!left.is_empty() && text.is_empty() && old) {
        drop(std::fs::remove_file(path));
    }
}

/// Whether a lock file brings a commit: it says so itself, or lists a table of references that is not in force and has it.
fn brings(lock: &Path, text: &str, commit: CommitId) -> bool {
    let id = commit.0.as_bytes();
    let in_force = std::fs::read_to_string(lock.with_extension("")).unwrap_or_default();
    let mut new =
        text.lines().filter(|name| !name.contains(['/', '\\']) && !in_force.lines().any(|known| known == *name));
    let has = |name: &str| {
        let table = std::fs::read(lock.with_file_name(name)).unwrap_or_default();
        table.windows(id.len()).any(|bytes| bytes == id)
    };
    text.trim_end() == commit.to_string() || (text.ends_with(".ref\n") && new.any(has))
}

/// In seconds.
fn age(path: &Path) -> Option<u64> {
    let changed = std::fs::metadata(path).ok()?.modified().ok()?;
    Some(SystemTime::now().duration_since(changed).ok()?.as_secs())
}
