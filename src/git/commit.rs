//! Signed commits on a branch that nobody has checked out; the index, the work tree and HEAD are never touched.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use git2::build::TreeUpdateBuilder;
use git2::{ErrorCode, FileMode, Oid, Signature, Time};

use super::lock::LockNote;
use super::{CommitId, GitError, Identity, Lock, LockFile, RefName, Repository, objects};
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

/// A second opening of the repository, whose writes are synced to the disk before they count.
struct Durable {
    repo: git2::Repository,
    // The library reads these settings again whenever the file changes, so it stays as long as the opening.
    _settings: tempfile::NamedTempFile,
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
        let start = Instant::now();
        loop {
            let tip = self.tip(branch)?;
            let draft = match plan(tip)? {
                Step::Done(found) => return Ok(Err(found)),
                Step::Commit(draft) => draft,
            };
            if let Some(place) = self.is_checked_out(branch)? {
                return Err(GitError::CheckedOut { branch: branch.clone(), place }.into());
            }
            if let Some(tip) = tip {
                self.guard_path(tip, draft.files.keys())?;
            }
            let durable = self.durable()?;
            let commit = durable.write(tip, &draft, &mut sign)?;
            accept(commit)?;
            let left = lock.left_behind().cloned();
            lock.announce(branch, commit)?;
            if self.advance(&durable.repo, branch, tip, commit, left, start)? {
                return Ok(Ok(commit));
            }
        }
    }

    /// Looks at the folders that the library is going to read when files are added to a commit's tree.
    fn guard_path<'a>(&self, tip: CommitId, paths: impl Iterator<Item = &'a String>) -> Result<(), GitError> {
        self.guard(tip.0)?;
        let root = self.inner.find_commit(tip.0)?.tree_id();
        self.guard(root)?;
        let tops: BTreeSet<&str> = paths.filter_map(|path| path.split('/').next()).collect();
        let tree = self.inner.find_tree(root)?;
        tops.into_iter().filter_map(|name| tree.get_name(name)).try_for_each(|entry| self.guard(entry.id()))
    }

    fn durable(&self) -> Result<Durable, GitError> {
        let io = |source| GitError::Io { path: std::env::temp_dir(), source };
        let mut file = tempfile::Builder::new().prefix("gonogo-settings").tempfile().map_err(io)?;
        std::io::Write::write_all(&mut file, b"[core]\n\tfsyncObjectFiles = true\n").map_err(io)?;
        let repo = git2::Repository::open(self.git_dir())?;
        // Before anything else, for the library looks once, when it first opens the object store.
        repo.config()?.add_file(file.path(), git2::ConfigLevel::App, true)?;
        Ok(Durable { repo, _settings: file })
    }

    /// Moves the branch from `tip` to `commit`; `false` if it has been moved by others meanwhile. Whoever calls this holds the
    /// lock, has announced what is about to happen, and hands in what the last holder left.
    pub(super) fn advance(
        &self,
        repo: &git2::Repository,
        branch: &RefName,
        tip: Option<CommitId>,
        commit: CommitId,
        left: Option<LockNote>,
        start: Instant,
    ) -> Result<bool, GitError> {
        let expected = tip.map_or(Oid::ZERO_SHA1, |tip| tip.0);
        let lock_path = lock_path(self.common_dir(), branch);
        let blocked = Instant::now();
        let mut pause = 2;
        loop {
            match repo.reference_matching(branch.as_str(), commit.0, true, expected, "gonogo: record") {
                Ok(_) => return Ok(true),
                Err(e) => match e.code() {
                    ErrorCode::Modified | ErrorCode::Exists | ErrorCode::Locked | ErrorCode::NotFound => {
                        let now = self.tip(branch)?;
                        if now == Some(commit) {
                            return Ok(true);
                        }
                        if now != tip {
                            return Ok(false);
                        }
                        if e.code() == ErrorCode::Exists {
                            // Not a race: another reference's name is in the way of this one.
                            return Err(e.into());
                        }
                    }
                    _ => return Err(e.into()),
                },
            }
            clear_own_lock(&lock_path, branch, left.as_ref(), blocked);
            if start.elapsed() >= self.patience {
                let lock = lock_path.exists().then(|| LockFile { age_seconds: age(&lock_path), path: lock_path });
                return Err(GitError::Busy { branch: branch.clone(), seconds: self.patience.as_secs(), lock });
            }
            std::thread::sleep(Duration::from_millis(pause / 2 + jitter() % (pause / 2 + 1)));
            pause = (pause * 2).min(250);
        }
    }
}

impl Durable {
    /// Writes the commit and everything it needs; no reference is moved.
    fn write<E: From<GitError>>(
        &self,
        parent: Option<CommitId>,
        draft: &Draft,
        sign: &mut dyn FnMut(&[u8]) -> Result<String, E>,
    ) -> Result<CommitId, E> {
        let text = self.unsigned(parent, draft)?;
        let signature = sign(text.as_bytes())?;
        let commit = self.repo.commit_signed(&text, signature.trim_end(), None).map_err(GitError::from)?;
        Ok(CommitId(commit))
    }

    /// Writes the files and folders, and gives the text of the commit that is to be signed.
    fn unsigned(&self, parent: Option<CommitId>, draft: &Draft) -> Result<String, GitError> {
        let repo = &self.repo;
        let parent = parent.map(|id| repo.find_commit(id.0)).transpose()?;
        let base = match &parent {
            Some(commit) => commit.tree()?,
            None => repo.find_tree(repo.treebuilder(None)?.write()?)?,
        };
        let mut update = TreeUpdateBuilder::new();
        for (path, bytes) in &draft.files {
            update.upsert(path.as_str(), repo.blob(bytes)?, FileMode::Blob);
        }
        let tree = repo.find_tree(update.create_updated(repo, &base)?)?;
        let (name, email) = (draft.identity.name(), draft.identity.email());
        let person = Signature::new(name, email, &Time::new(draft.time.unix(), 0))?;
        let message = git2::message_prettify(draft.message.as_str(), None)?;
        let parents: Vec<&git2::Commit> = parent.iter().collect();
        let buffer = repo.commit_create_buffer(&person, &person, &message, &tree, &parents)?;
        let text = std::str::from_utf8(&buffer).map_err(|_| GitError::Malformed("it is not UTF-8".into()))?;
        check(text, draft, parents.len(), tree.id())?;
        Ok(text.to_owned())
    }
}

/// What stands in the buffer must be what was meant: a name with a line break could have smuggled in a header.
fn check(text: &str, draft: &Draft, parents: usize, tree: Oid) -> Result<(), GitError> {
    let raw = objects::commit(text.as_bytes()).map_err(GitError::Malformed)?;
    let same = raw.author == raw.committer
        && raw.committer.name == draft.identity.name()
        && raw.committer.email == draft.identity.email()
        && raw.committer.time == draft.time.unix();
    if !same {
        return Err(GitError::Malformed("the name or address does not read back as given".into()));
    }
    if raw.parents.len() != parents || raw.tree != tree || !raw.other.is_empty() || !raw.signatures.is_empty() {
        return Err(GitError::Malformed("its header has other lines than it should".into()));
    }
    Ok(())
}

fn lock_path(common_dir: &Path, branch: &RefName) -> PathBuf {
    let mut path = common_dir.to_path_buf();
    path.extend(branch.as_str().split('/'));
    path.as_mut_os_string().push(".lock");
    path
}

/// Removes the lock file that a killed gonogo left: one that holds the very commit it had announced, or an empty one
/// that has stood for a while after such an announcement. Anything else may be somebody's and stays.
fn clear_own_lock(path: &Path, branch: &RefName, left: Option<&LockNote>, blocked: Instant) {
    let Some(note) = left.filter(|note| note.branch == *branch) else { return };
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let ours = text.trim_end() == note.commit.to_string();
    let old = age(path).is_some_and(|age| age >= GRACE.as_secs()) && blocked.elapsed() >= GRACE;
    if ours || (text.is_empty() && old) {
        drop(std::fs::remove_file(path));
    }
}

/// In seconds.
fn age(path: &Path) -> Option<u64> {
    let changed = std::fs::metadata(path).ok()?.modified().ok()?;
    Some(SystemTime::now().duration_since(changed).ok()?.as_secs())
}

pub(super) fn jitter() -> u64 {
    RandomState::new().build_hasher().finish()
}
