//! One opened repository: where it is, its settings, its head, its branches, and files at a revision.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;

use git2::ErrorCode;

use super::{CommitId, GitError, Objects as _, RefName, Store};
use crate::process::{Finished, Launcher};
use crate::signing::openpgp::Gpg;
use crate::signing::stamp::OpenSsl;
use crate::time::Timestamp;
use crate::world::World;

const LIMIT: Duration = Duration::from_secs(60);

/// How the program was entered, which decides whose environment variables count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// By a person or a script: `GIT_DIR` and its kin, which some other repository's hook may have left, do not count.
    Plainly,
    /// As a hook of this very repository: `GIT_DIR`, `GIT_WORK_TREE` and `GIT_INDEX_FILE` say what git is working on.
    AsHook,
}

/// An opened repository.
pub struct Repository {
    pub(super) inner: git2::Repository,
    launcher: Launcher,
    pub(super) index_file: Option<PathBuf>,
    pub(super) patience: Duration,
    store: OnceCell<Store>,
    config: OnceCell<BTreeMap<String, String>>,
    /// Where it lies, if it is to go when this does.
    pub(super) folder: Option<tempfile::TempDir>,
}

/// What HEAD is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The commit.
    pub commit: CommitId,
    /// The full name of the branch, or `None` when HEAD is detached.
    pub branch: Option<String>,
    /// The author's name, with anything that is not UTF-8 replaced.
    pub author_name: String,
    /// The author's address, likewise.
    pub author_email: String,
    /// The time of the commit (the committer's), by that machine's clock.
    pub time: Option<Timestamp>,
}

/// A file of a commit or of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileAt {
    /// Its bytes, before any filter.
    pub bytes: Vec<u8>,
    /// Its mode as git has it: 0o100644, 0o100755, or 0o120000 for a symbolic link.
    pub mode: u32,
}

impl Repository {
    /// Opens the repository that `path` is in, looking upwards.
    pub fn open(world: &World, path: &Path, entered: Entered) -> Result<Self, GitError> {
        static STRICT: Once = Once::new();
        STRICT.call_once(|| {
            git2::opts::strict_hash_verification(true);
            git2::opts::strict_object_creation(true);
        });
        let path = world.path(path);
        let variable = |name: &str| match entered {
            Entered::AsHook => world.var(name).map(|value| world.path(value)),
            Entered::Plainly => None,
        };
        let inner = match variable("GIT_DIR") {
            Some(dir) => git2::Repository::open(&dir).map_err(|e| opening(e, &dir))?,
            None => git2::Repository::discover(&path).map_err(|e| opening(e, &path))?,
        };
        if let Some(tree) = variable("GIT_WORK_TREE") {
            inner.set_workdir(&tree, false)?;
        }
        let launcher = Launcher::new(world).in_dir(inner.workdir().unwrap_or_else(|| inner.path()));
        let index_file = variable("GIT_INDEX_FILE");
        Ok(Self {
            inner,
            launcher,
            index_file,
            patience: LIMIT,
            store: OnceCell::new(),
            config: OnceCell::new(),
            folder: None,
        })
    }

    /// The same, but waiting no longer than this for other writers; 60 s unless said.
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// A second opening, for another thread.
    ///
    /// # Errors
    /// When it can't be opened any more.
    pub fn again(&self) -> Result<Self, GitError> {
        Ok(Self {
            inner: git2::Repository::open(self.git_dir())?,
            launcher: self.launcher.clone(),
            index_file: self.index_file.clone(),
            patience: self.patience,
            store: OnceCell::new(),
            config: self.config.clone(),
            folder: None,
        })
    }

    /// What checks signatures of OpenPGP, in the environment that this was opened in.
    pub fn gpg(&self) -> Gpg {
        Gpg::new(&self.launcher)
    }

    /// What checks time-stamps, likewise.
    pub fn openssl(&self) -> OpenSsl {
        OpenSsl::new(&self.launcher)
    }

    /// The root of the work tree, or `None` if the repository is bare.
    pub fn work_dir(&self) -> Option<&Path> {
        self.inner.workdir()
    }

    /// The git directory of this work tree.
    pub fn git_dir(&self) -> &Path {
        self.inner.path()
    }

    /// The git directory that all work trees share.
    pub fn common_dir(&self) -> &Path {
        self.inner.commondir()
    }

    /// Whether older history was left out when it was cloned.
    pub fn is_shallow(&self) -> bool {
        self.inner.is_shallow()
    }

    /// The last value of a setting, as `git config --get` gives it; read once, from git itself (so that every kind of
    /// include works), or in process where git cannot be run. The name's case does not matter outside of a subsection.
    pub fn config(&self, name: &str) -> Option<&str> {
        let settings = self.config.get_or_init(|| self.read_config());
        settings.get(&name.to_ascii_lowercase()).or_else(|| settings.get(name)).map(String::as_str)
    }

    /// Writes a setting of this repository alone.
    ///
    /// # Errors
    /// When its configuration can't be written.
    pub fn set_config(&self, name: &str, value: &str) -> Result<(), GitError> {
        Ok(self.inner.config()?.open_level(git2::ConfigLevel::Local)?.set_str(name, value)?)
    }

    fn read_config(&self) -> BTreeMap<String, String> {
        let mut settings = BTreeMap::new();
        match self.git(&["config", "--list", "-z", "--includes"]) {
            Ok(done) => {
                for entry in done.stdout.split(|&byte| byte == 0) {
                    let text = String::from_utf8_lossy(entry);
                    // A name alone is a switch that is on.
                    let (name, value) = text.split_once('\n').unwrap_or((&text, "true"));
                    settings.insert(name.to_owned(), value.to_owned());
                }
            }
            Err(_) => {
                let Ok(config) = self.inner.config().and_then(|mut c| c.snapshot()) else { return settings };
                if let Ok(mut entries) = config.entries(None) {
                    while let Some(Ok(entry)) = entries.next() {
                        if let Ok(name) = entry.name() {
                            settings.insert(name.to_owned(), String::from_utf8_lossy(entry.value_bytes()).into_owned());
                        }
                    }
                }
            }
        }
        settings
    }

    /// HEAD, or `None` before the first commit.
    pub fn head(&self) -> Result<Option<Head>, GitError> {
        let head = match self.inner.head() {
            Ok(head) => head,
            Err(e) if matches!(e.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => return Ok(None),
            Err(e) => return Err(e.into()),
        };
        let branch = head.is_branch().then(|| String::from_utf8_lossy(head.name_bytes()).into_owned());
        if let Some(id) = head.target() {
            self.guard(id)?;
        }
        let commit = head.peel_to_commit()?;
        let author = commit.author();
        Ok(Some(Head {
            commit: CommitId(commit.id()),
            branch,
            author_name: String::from_utf8_lossy(author.name_bytes()).into_owned(),
            author_email: String::from_utf8_lossy(author.email_bytes()).into_owned(),
            time: Timestamp::from_unix(commit.time().seconds()),
        }))
    }

    /// The commit that a revision names.
    pub fn resolve(&self, revision: &str) -> Result<CommitId, GitError> {
        let unknown = |_| GitError::NoSuchRevision(revision.to_owned());
        let whole = git2::Oid::from_str(revision).ok().filter(|_| revision.len() == 40);
        if let Some(id) = whole.or_else(|| self.inner.refname_to_id(revision).ok()) {
            self.guard(id)?;
        }
        let object = self.inner.revparse_single(revision).map_err(unknown)?;
        Ok(CommitId(object.peel_to_commit().map_err(unknown)?.id()))
    }

    /// The commit that a reference points at, or `None` if there is no such reference. One that points at another
    /// reference is refused.
    pub fn tip(&self, name: &RefName) -> Result<Option<CommitId>, GitError> {
        match self.inner.find_reference(name.as_str()) {
            Ok(reference) => match reference.target() {
                Some(id) => Ok(Some(CommitId(id))),
                None => Err(GitError::NotABranch(name.clone())),
            },
            Err(e) if e.code() == ErrorCode::NotFound => Ok(None),
            Err(e) if e.class() == git2::ErrorClass::Reference => {
                Err(GitError::DamagedReference { name: name.clone(), reason: e.message().to_owned() })
            }
            Err(e) => Err(e.into()),
        }
    }

    /// The file at `path` (with `/`, from the root) in the commit that `revision` names; `None` if it is not there.
    pub fn file_at(&self, revision: &str, path: &str) -> Result<Option<FileAt>, GitError> {
        let commit = self.resolve(revision)?;
        let mut id = self.inner.find_commit(commit.0)?.tree_id();
        let mut names = path.split('/').peekable();
        while let Some(name) = names.next() {
            self.guard(id)?;
            let tree = self.inner.find_tree(id).map_err(|e| missing(e, id))?;
            let Some(entry) = tree.get_name(name) else { return Ok(None) };
            id = entry.id();
            match (entry.kind(), names.peek()) {
                (Some(git2::ObjectType::Tree), Some(_)) => {}
                (Some(git2::ObjectType::Blob), None) => {
                    let mode = u32::try_from(entry.filemode_raw()).unwrap_or(0);
                    return self.blob(id).map(|bytes| Some(FileAt { bytes, mode }));
                }
                _ => return Ok(None),
            }
        }
        Ok(None)
    }

    /// The bytes of a blob by its id in hex.
    pub fn blob_of(&self, id: &str) -> Result<Vec<u8>, GitError> {
        self.blob(git2::Oid::from_str(id)?)
    }

    /// The objects of this repository and of those that it borrows from.
    pub(crate) fn store(&self) -> Result<&Store, GitError> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let store = Store::open(self.common_dir())?;
        Ok(self.store.get_or_init(|| store))
    }

    pub(super) fn blob(&self, id: git2::Oid) -> Result<Vec<u8>, GitError> {
        self.object(id, git2::ObjectType::Blob)
    }

    /// The git directory of a work tree in which the branch is checked out, being rebased or being bisected.
    pub fn is_checked_out(&self, branch: &RefName) -> Result<Option<PathBuf>, GitError> {
        let common = self.common_dir().to_path_buf();
        let mut places = Vec::new();
        // A bare repository's HEAD names a branch, but there is no work tree that moving it could upset.
        if self.config("core.bare") != Some("true") {
            places.push(common.clone());
        }
        if let Ok(entries) = std::fs::read_dir(common.join("worktrees")) {
            places.extend(entries.flatten().map(|entry| entry.path()));
        }
        for place in places {
            let names = |file: &str, prefix: &str| {
                let text = std::fs::read_to_string(place.join(file)).unwrap_or_default();
                text.trim_end().strip_prefix(prefix).is_some_and(|name| name.trim_start() == branch.as_str())
            };
            let short = branch.as_str().trim_start_matches("refs/heads/");
            let bisected = std::fs::read_to_string(place.join("BISECT_START")).is_ok_and(|t| t.trim_end() == short);
            if names("HEAD", "ref:")
                || names("rebase-merge/head-name", "")
                || names("rebase-apply/head-name", "")
                || bisected
            {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// Runs git itself here, with a clean environment, and expects it to succeed.
    pub(super) fn git(&self, args: &[&str]) -> Result<Finished, GitError> {
        let done = self.try_git(args)?;
        if done.status.success() {
            return Ok(done);
        }
        let reason = done.stderr.lines().next().unwrap_or("it gave no reason").chars().filter(|c| !c.is_control());
        Err(GitError::Command { command: args.first().copied().unwrap_or("").to_owned(), reason: reason.collect() })
    }

    /// The same, whether it succeeds or not; git never asks anything, and speaks English.
    pub(super) fn try_git(&self, args: &[&str]) -> Result<Finished, GitError> {
        let mut launcher = self.launcher.with_var("GIT_DIR", self.inner.path()).with_var("GIT_OPTIONAL_LOCKS", "0");
        if let Some(tree) = self.inner.workdir() {
            launcher = launcher.with_var("GIT_WORK_TREE", tree);
        }
        if let Some(index) = &self.index_file {
            launcher = launcher.with_var("GIT_INDEX_FILE", index);
        }
        launcher = launcher.with_var("GIT_TERMINAL_PROMPT", "0").with_var("LC_ALL", "C");
        Ok(launcher.run("git", args, b"", LIMIT)?)
    }

    /// A random number below `limit`, for pauses that two processes do not make alike.
    pub fn jitter(&self, limit: u64) -> u64 {
        super::commit::jitter() % limit.max(1)
    }
}

fn missing(error: git2::Error, id: git2::Oid) -> GitError {
    match error.code() {
        ErrorCode::NotFound => GitError::Missing(id.to_string()),
        _ => GitError::Damaged { id: id.to_string(), reason: error.message().to_owned() },
    }
}

fn opening(error: git2::Error, path: &Path) -> GitError {
    match (error.code(), error.class()) {
        (ErrorCode::NotFound, _) => GitError::NotARepository(path.to_path_buf()),
        (ErrorCode::Owner, _) => {
            let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
            let top = path.ancestors().find(|dir| dir.join(".git").exists());
            GitError::Owner(top.unwrap_or(&path).to_path_buf())
        }
        (_, git2::ErrorClass::Repository) => {
            GitError::Unsupported { path: path.to_path_buf(), reason: error.message().to_owned() }
        }
        _ => error.into(),
    }
}
