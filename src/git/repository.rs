//! One opened repository: where it is, its settings, its head, its branches, and files at a revision.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::backend::{Backend, Places};
use super::command::Git;
use super::glance::{Glanced, MODE_COMMIT};
use super::libgit::{self, LibGit};
use super::objects::MODE_TREE;
use super::plumbing::{self, Plumbing};
use super::{CommitId, Format, GitError, ObjectId, ObjectKind, Objects as _, RefName, Store, around};
use crate::process::Launcher;
use crate::signing::openpgp::Gpg;
use crate::signing::stamp::OpenSsl;
use crate::time::Timestamp;
use crate::world::World;

/// How long other writers are waited for, unless said.
const PATIENCE: Duration = Duration::from_secs(60);

/// How the program was entered, which decides whose environment variables count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// By a person or a script: `GIT_DIR` and its kin, which some other repository's hook may have left, do not count.
    Plainly,
    /// As a hook of this very repository: `GIT_DIR`, `GIT_WORK_TREE` and `GIT_INDEX_FILE` say what git is working on.
    AsHook,
}

/// How a repository is named: by its git directory and work tree, or by a path that is in it.
struct Called {
    git_dir: Option<PathBuf>,
    work_dir: Option<PathBuf>,
    path: PathBuf,
}

/// An opened repository.
pub struct Repository {
    pub(super) backend: Box<dyn Backend>,
    pub(super) git: Git,
    places: Places,
    launcher: Launcher,
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
        let variable = |name: &str| match entered {
            Entered::AsHook => world.var(name).map(|value| world.path(value)),
            Entered::Plainly => None,
        };
        let of = Called { git_dir: variable("GIT_DIR"), work_dir: variable("GIT_WORK_TREE"), path: world.path(path) };
        Self::called(world, &of, variable("GIT_INDEX_FILE"))
    }

    /// Opens the repository that has this git directory.
    pub(super) fn at(world: &World, git_dir: &Path) -> Result<Self, GitError> {
        let of = Called { git_dir: Some(git_dir.to_path_buf()), work_dir: None, path: git_dir.to_path_buf() };
        Self::called(world, &of, None)
    }

    /// Opens a repository by the library, or by git where that can't read it.
    fn called(world: &World, of: &Called, index: Option<PathBuf>) -> Result<Self, GitError> {
        let (git_dir, work_dir) = (of.git_dir.as_deref(), of.work_dir.as_deref());
        let launcher = Launcher::new(world);
        let (places, kind) = match libgit::open(git_dir, &of.path, work_dir) {
            Ok(library) => (libgit::places(&library), Ok(library)),
            Err(GitError::Unsupported { reason, .. }) => {
                let (places, format) = plumbing::look(&launcher, git_dir, &of.path, work_dir, &reason)?;
                (places, Err(format))
            }
            Err(error) => return Err(error),
        };
        if git_dir.is_none() {
            around::untracked(world, &places.git_dir)?;
        }
        let launcher = launcher.in_dir(places.work_dir.as_ref().unwrap_or(&places.git_dir));
        let git = Git::new(&launcher, &places.git_dir, places.work_dir.as_deref(), index.as_ref());
        let backend: Box<dyn Backend> = match kind {
            Ok(library) => Box::new(LibGit::new(library, git.for_plumbing(), index)),
            Err(format) => Box::new(Plumbing::new(&git, format, &places.common_dir)),
        };
        Ok(Self {
            backend,
            git,
            places,
            launcher,
            patience: PATIENCE,
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
            backend: self.backend.again()?,
            git: self.git.clone(),
            places: self.places.clone(),
            launcher: self.launcher.clone(),
            patience: self.patience,
            store: OnceCell::new(),
            config: self.config.clone(),
            folder: None,
        })
    }

    /// By which hash its objects are named.
    pub fn format(&self) -> Format {
        self.backend.format()
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
        self.places.work_dir.as_deref()
    }

    /// The git directory of this work tree.
    pub fn git_dir(&self) -> &Path {
        &self.places.git_dir
    }

    /// The git directory that all work trees share.
    pub fn common_dir(&self) -> &Path {
        &self.places.common_dir
    }

    /// Whether older history was left out when it was cloned.
    pub fn is_shallow(&self) -> bool {
        std::fs::metadata(self.common_dir().join("shallow")).is_ok_and(|file| file.len() > 0)
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
        self.backend.set_config(name, value)
    }

    fn read_config(&self) -> BTreeMap<String, String> {
        let Ok(done) = self.git.run(&["config", "--list", "-z", "--includes"]) else { return self.backend.settings() };
        let mut settings = BTreeMap::new();
        for entry in done.stdout.split(|&byte| byte == 0) {
            let text = String::from_utf8_lossy(entry);
            // A name alone is a switch that is on.
            let (name, value) = text.split_once('\n').unwrap_or((&text, "true"));
            settings.insert(name.to_owned(), value.to_owned());
        }
        settings
    }

    /// HEAD, or `None` before the first commit.
    pub fn head(&self) -> Result<Option<Head>, GitError> {
        let Some((commit, branch)) = self.backend.head()? else { return Ok(None) };
        let about = self.glance(commit)?;
        Ok(Some(Head {
            commit,
            branch,
            author_name: about.author_name,
            author_email: about.author_email,
            time: Timestamp::from_unix(about.time),
        }))
    }

    /// The commit that a revision names.
    pub fn resolve(&self, revision: &str) -> Result<CommitId, GitError> {
        self.backend.resolve(revision, &|id| self.store()?.loose(id).map(drop))
    }

    /// The commit of an id in hex, whole or its first digits. A branch or a tag of such a name has no say: whoever may push
    /// could make one.
    pub(super) fn commit_of(&self, hex: &str) -> Result<Glanced, GitError> {
        let hex = hex.to_ascii_lowercase();
        let id = match ObjectId::parse(&hex) {
            Some(whole) => Some(whole),
            None if hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => self.backend.begins(&hex)?,
            None => None,
        };
        self.glance(CommitId(id.ok_or(GitError::NoSuchRevision(hex))?))
    }

    /// The commit that a reference points at, or `None` if there is no such reference. One that points at another
    /// reference is refused.
    pub fn tip(&self, name: &RefName) -> Result<Option<CommitId>, GitError> {
        self.backend.tip(name)
    }

    /// The file at `path` (with `/`, from the root) in the commit that `revision` names; `None` if it is not there.
    pub fn file_at(&self, revision: &str, path: &str) -> Result<Option<FileAt>, GitError> {
        let commit = self.glance(self.resolve(revision)?)?;
        match self.find(commit.tree, path)? {
            None | Some((MODE_TREE | MODE_COMMIT, _)) => Ok(None),
            Some((mode, id)) => self.blob(id).map(|bytes| Some(FileAt { bytes, mode })),
        }
    }

    /// The bytes of a blob by its id in hex.
    pub fn blob_of(&self, id: &str) -> Result<Vec<u8>, GitError> {
        self.blob(ObjectId::parse(id).ok_or_else(|| GitError::Missing(id.to_owned()))?)
    }

    /// The objects of this repository and of those that it borrows from.
    pub(crate) fn store(&self) -> Result<&Store, GitError> {
        if let Some(store) = self.store.get() {
            return Ok(store);
        }
        let store = self.fresh_store()?;
        Ok(self.store.get_or_init(|| store))
    }

    /// The same, opened for whoever believes nothing but objects.
    pub(crate) fn fresh_store(&self) -> Result<Store, GitError> {
        Store::open(self.common_dir(), self.format(), &self.launcher)
    }

    pub(super) fn blob(&self, id: ObjectId) -> Result<Vec<u8>, GitError> {
        self.object(id, ObjectKind::Blob)
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
            let names = |file: &str| {
                std::fs::read_to_string(place.join(file)).is_ok_and(|text| text.trim_end() == branch.as_str())
            };
            let short = branch.as_str().trim_start_matches("refs/heads/");
            let bisected = std::fs::read_to_string(place.join("BISECT_START")).is_ok_and(|t| t.trim_end() == short);
            if self.backend.branch_of(&place).as_deref() == Some(branch.as_str())
                || names("rebase-merge/head-name")
                || names("rebase-apply/head-name")
                || bisected
            {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// A random number below `limit`, for pauses that two processes do not make alike.
    pub fn jitter(&self, limit: u64) -> u64 {
        super::wait::jitter() % limit.max(1)
    }
}
