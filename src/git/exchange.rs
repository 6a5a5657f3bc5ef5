//! Talking to another repository by the user's own git, and moving branches to what came of it. Never by force.

use super::command::stands_in_the_way;
use super::wait::Wait;
use super::{CommitId, GitError, Lock, ObjectKind, Objects as _, RefName, Repository, objects};

/// What the other side said to a push.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// It has it.
    Taken,
    /// Somebody else was quicker there.
    Behind(String),
    /// It said no, or could not be reached; what git said.
    Failed(String),
}

/// What git says where another push came first.
const BEHIND: [&str; 5] =
    ["[rejected]", "cannot lock ref", "failed to update ref", "incorrect old value", "reference already exists"];

impl Repository {
    /// Whether this clone knows a remote of this name.
    ///
    /// # Errors
    /// When it is no name of a remote.
    pub fn has_remote(&self, remote: &str) -> Result<bool, GitError> {
        plain(remote)?;
        Ok(self.config(&format!("remote.{remote}.url")).is_some())
    }

    /// Pushes a commit to a branch.
    ///
    /// # Errors
    /// When `remote` is no name of a remote, or git can't be run.
    pub fn push(&self, remote: &str, commit: CommitId, branch: &RefName) -> Result<Pushed, GitError> {
        plain(remote)?;
        let done = self.git.attempt(&["push", "--porcelain", "--atomic", remote, &format!("{commit}:{branch}")])?;
        if done.status.success() {
            return Ok(Pushed::Taken);
        }
        let said = format!("{}\n{}", String::from_utf8_lossy(&done.stdout), done.stderr);
        let reason = done.stderr.trim().to_owned();
        Ok(match BEHIND.iter().any(|words| said.contains(words)) {
            true => Pushed::Behind(reason),
            false => Pushed::Failed(reason),
        })
    }

    /// Fetches a branch into a reference of ours, wherever that pointed before; `None` where the remote has no such branch.
    /// Others who move references meanwhile, also those that git has of what is there, are waited for.
    ///
    /// # Errors
    /// When `remote` is no name of a remote, git can't be run, or can't reach the other side.
    pub fn fetch(&self, remote: &str, branch: &RefName, into: &RefName) -> Result<Option<CommitId>, GitError> {
        plain(remote)?;
        let args = ["fetch", "--no-tags", "--no-write-fetch-head", "--quiet", remote, &format!("+{branch}:{into}")];
        let mut wait = Wait::up_to(self.patience);
        let done = loop {
            let done = self.git.attempt(&args)?;
            if done.status.success() {
                return self.tip(into);
            }
            let hindered = stands_in_the_way(&done.stderr) || done.stderr.contains("cannot lock ref");
            if !hindered || !wait.pause() {
                break done;
            }
        };
        if done.stderr.contains("couldn't find remote ref") {
            return Ok(None);
        }
        let words: Vec<&str> = done.stderr.split_whitespace().collect();
        let reason = words.join(" ").chars().filter(|c| !c.is_control()).collect();
        Err(GitError::Command { command: "fetch".into(), reason })
    }

    /// Packs a reference with everything behind it into a file.
    ///
    /// # Errors
    /// When git can't, or the path is not UTF-8.
    pub fn bundle(&self, name: &RefName, file: &std::path::Path) -> Result<(), GitError> {
        let path = file.to_str().ok_or_else(|| GitError::Remote(file.display().to_string()))?;
        self.git.run(&["bundle", "create", "--quiet", path, name.as_str()]).map(drop)
    }

    /// Whether `ancestor` is `commit` or one of those behind it, going by first parents, as a record does. Only objects are
    /// believed: what else lies in a repository may tell of another history.
    ///
    /// # Errors
    /// When history can't be read.
    pub fn is_within(&self, ancestor: CommitId, commit: CommitId) -> Result<bool, GitError> {
        let mut next = Some(commit);
        while let Some(id) = next.filter(|id| *id != ancestor) {
            let bytes = self.object(id.0, ObjectKind::Commit)?;
            let raw = objects::commit(id.format(), &bytes)
                .map_err(|reason| GitError::Damaged { id: id.to_string(), reason })?;
            next = raw.parents.first().copied();
        }
        Ok(next.is_some())
    }

    /// Moves a reference from one commit to another, or makes it; `false` if it is not where it was expected.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn move_ref(&self, name: &RefName, from: Option<CommitId>, to: CommitId) -> Result<bool, GitError> {
        if from == Some(to) && self.tip(name)? == from {
            return Ok(true);
        }
        let mut lock = Lock::take(self.common_dir(), self.patience)?;
        self.advance(&mut lock, name, from, to, &mut Wait::up_to(self.patience))
    }

    /// Removes a reference, if it is there, waiting for others.
    ///
    /// # Errors
    /// When it can't be removed.
    pub fn remove_ref(&self, name: &RefName) -> Result<(), GitError> {
        let mut wait = Wait::up_to(self.patience);
        while !self.backend.remove_ref(name)? {
            if !wait.pause() {
                return Err(self.busy(name));
            }
        }
        Ok(())
    }
}

/// A remote is a name or a path, never an option or a transport of git's own.
fn plain(remote: &str) -> Result<(), GitError> {
    match remote.is_empty() || remote.starts_with('-') || remote.contains("::") || remote.chars().any(char::is_control)
    {
        true => Err(GitError::Remote(remote.to_owned())),
        false => Ok(()),
    }
}
