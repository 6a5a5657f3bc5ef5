//! Repositories that libgit2 can read, in process. It alone knows the library's types.

mod packs;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Once;

use git2::{ErrorClass, ErrorCode, ObjectType, Oid};

pub(super) use packs::{Packs, init_bare, unpack};

use super::backend::{Backend, Guard, Places, lock_file};
use super::command::Git;
use super::staged::{StagedFile, entry_by_git, staged_by_git};
use super::{CommitId, Format, GitError, ObjectId, ObjectKind, RefName};

/// A repository of the usual kind.
pub(super) struct LibGit {
    inner: git2::Repository,
    git: Git,
    index_file: Option<PathBuf>,
    durable: OnceCell<Durable>,
}

/// A second opening of the repository, whose writes are synced to the disk before they count.
struct Durable {
    repo: git2::Repository,
    // The library reads these settings again whenever the file changes, so it stays as long as the opening.
    _settings: tempfile::NamedTempFile,
}

/// Opens the repository at this git directory, or else the one that a path is in.
pub(super) fn open(git_dir: Option<&Path>, path: &Path, work_dir: Option<&Path>) -> Result<git2::Repository, GitError> {
    static STRICT: Once = Once::new();
    STRICT.call_once(|| {
        git2::opts::strict_hash_verification(true);
        git2::opts::strict_object_creation(true);
    });
    let repository = match git_dir {
        Some(dir) => git2::Repository::open(dir).map_err(|error| opening(error, dir))?,
        None => git2::Repository::discover(path).map_err(|error| opening(error, path))?,
    };
    if let Some(tree) = work_dir {
        repository.set_workdir(tree, false)?;
    }
    Ok(repository)
}

/// Where an opened one is.
pub(super) fn places(repository: &git2::Repository) -> Places {
    Places {
        git_dir: repository.path().to_path_buf(),
        common_dir: repository.commondir().to_path_buf(),
        work_dir: repository.workdir().map(Path::to_path_buf),
    }
}

impl LibGit {
    pub fn new(inner: git2::Repository, git: Git, index_file: Option<PathBuf>) -> Self {
        Self { inner, git, index_file, durable: OnceCell::new() }
    }

    fn index(&self) -> Result<git2::Index, GitError> {
        Ok(match &self.index_file {
            Some(file) => git2::Index::open(file)?,
            None => self.inner.index()?,
        })
    }

    fn staged_in_process(&self, base: Option<CommitId>) -> Result<Vec<StagedFile>, GitError> {
        let index = self.index()?;
        let base = match base {
            None => None,
            Some(base) => match self.inner.find_commit(oid(base.0)?).and_then(|commit| commit.tree()) {
                Ok(tree) => Some(tree),
                Err(e) if e.code() == ErrorCode::NotFound => return Err(GitError::Missing(base.to_string())),
                Err(e) => return Err(e.into()),
            },
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

    fn durable(&self) -> Result<&Durable, GitError> {
        if let Some(durable) = self.durable.get() {
            return Ok(durable);
        }
        let io = |source| GitError::Io { path: std::env::temp_dir(), source };
        let mut file = tempfile::Builder::new().prefix("gonogo-settings").tempfile().map_err(io)?;
        std::io::Write::write_all(&mut file, b"[core]\n\tfsyncObjectFiles = true\n").map_err(io)?;
        let repo = git2::Repository::open(self.inner.path())?;
        // Before anything else, for the library looks once, when it first opens the object store.
        repo.config()?.add_file(file.path(), git2::ConfigLevel::App, true)?;
        Ok(self.durable.get_or_init(|| Durable { repo, _settings: file }))
    }
}

impl Backend for LibGit {
    fn again(&self) -> Result<Box<dyn Backend>, GitError> {
        let inner = git2::Repository::open(self.inner.path())?;
        Ok(Box::new(Self::new(inner, self.git.clone(), self.index_file.clone())))
    }

    fn format(&self) -> Format {
        Format::Sha1
    }

    fn head(&self) -> Result<Option<(CommitId, Option<String>)>, GitError> {
        let head = match self.inner.head() {
            Ok(head) => head,
            Err(e) if matches!(e.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => return Ok(None),
            Err(e) => return Err(e.into()),
        };
        let branch = head.is_branch().then(|| String::from_utf8_lossy(head.name_bytes()).into_owned());
        Ok(head.target().map(|target| (CommitId(id(target)), branch)))
    }

    fn branch_of(&self, place: &Path) -> Option<String> {
        let text = std::fs::read_to_string(place.join("HEAD")).ok()?;
        text.trim_end().strip_prefix("ref:").map(|name| name.trim_start().to_owned())
    }

    fn tip(&self, name: &RefName) -> Result<Option<CommitId>, GitError> {
        match self.inner.find_reference(name.as_str()) {
            Ok(reference) => match reference.target() {
                Some(target) => Ok(Some(CommitId(id(target)))),
                None => Err(GitError::NotABranch(name.clone())),
            },
            Err(e) if e.code() == ErrorCode::NotFound => Ok(None),
            Err(e) if e.class() == git2::ErrorClass::Reference => {
                Err(GitError::DamagedReference { name: name.clone(), reason: e.message().to_owned() })
            }
            Err(e) => Err(e.into()),
        }
    }

    fn resolve(&self, revision: &str, guard: Guard<'_>) -> Result<CommitId, GitError> {
        let unknown = |_| GitError::NoSuchRevision(revision.to_owned());
        let whole = ObjectId::parse(revision);
        if let Some(id) = whole.or_else(|| self.inner.refname_to_id(revision).ok().map(id)) {
            guard(id)?;
        }
        let object = self.inner.revparse_single(revision).map_err(unknown)?;
        Ok(CommitId(id(object.peel_to_commit().map_err(unknown)?.id())))
    }

    fn begins(&self, hex: &str) -> Result<Option<ObjectId>, GitError> {
        match self.inner.odb()?.exists_prefix(Oid::from_str(hex)?, hex.len()) {
            Ok(whole) => Ok(Some(id(whole))),
            Err(error) if matches!(error.code(), ErrorCode::NotFound | ErrorCode::Ambiguous) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn described(&self, commit: CommitId) -> Result<(Option<String>, usize), GitError> {
        let commit = self.inner.find_commit(oid(commit.0)?)?;
        let mut wanted = git2::DescribeOptions::new();
        wanted.describe_tags();
        let mut plain = git2::DescribeFormatOptions::new();
        plain.abbreviated_size(0);
        let described = commit.as_object().describe(&wanted);
        let tag = described.and_then(|described| described.format(Some(&plain))).ok();
        let mut walk = self.inner.revwalk()?;
        walk.push(commit.id())?;
        if let Some(tag) = &tag {
            let tagged = self.inner.find_reference(&format!("refs/tags/{tag}"))?.peel_to_commit()?;
            walk.hide(tagged.id())?;
        }
        Ok((tag, walk.count()))
    }

    fn staged(&self, base: Option<CommitId>) -> Result<Vec<StagedFile>, GitError> {
        match self.staged_in_process(base) {
            // An index of a kind that the library cannot read, such as a split or sparse one.
            Err(GitError::Library(_)) => staged_by_git(&self.git, Format::Sha1, base),
            answer => answer,
        }
    }

    fn staged_entry(&self, path: &str) -> Result<Option<(u32, ObjectId)>, GitError> {
        let Ok(index) = self.index() else { return entry_by_git(&self.git, path) };
        let at = |stage| index.get_path(path.as_ref(), stage);
        match at(0) {
            Some(entry) => Ok(Some((entry.mode, id(entry.id)))),
            None if (1..=3).any(|stage| at(stage).is_some()) => Err(GitError::Conflict(path.to_owned())),
            None => Ok(None),
        }
    }

    fn settings(&self) -> BTreeMap<String, String> {
        let mut settings = BTreeMap::new();
        let Ok(config) = self.inner.config().and_then(|mut config| config.snapshot()) else { return settings };
        if let Ok(mut entries) = config.entries(None) {
            while let Some(Ok(entry)) = entries.next() {
                if let Ok(name) = entry.name() {
                    settings.insert(name.to_owned(), String::from_utf8_lossy(entry.value_bytes()).into_owned());
                }
            }
        }
        settings
    }

    fn set_config(&self, name: &str, value: &str) -> Result<(), GitError> {
        Ok(self.inner.config()?.open_level(git2::ConfigLevel::Local)?.set_str(name, value)?)
    }

    fn write(&self, kind: ObjectKind, bytes: &[u8]) -> Result<ObjectId, GitError> {
        Ok(id(self.durable()?.repo.odb()?.write(of_kind(kind), bytes)?))
    }

    fn move_ref(&self, name: &RefName, from: Option<CommitId>, to: CommitId) -> Result<bool, GitError> {
        let expected = from.map_or(Ok(Oid::ZERO_SHA1), |from| oid(from.0))?;
        let repo = &self.durable()?.repo;
        match repo.reference_matching(name.as_str(), oid(to.0)?, true, expected, "gonogo: record") {
            Ok(_) => Ok(true),
            Err(e) => match e.code() {
                ErrorCode::Modified | ErrorCode::Locked | ErrorCode::NotFound => Ok(false),
                // If it is not a race, another reference's name is in the way of this one.
                ErrorCode::Exists if self.tip(name)? != from => Ok(false),
                _ => Err(e.into()),
            },
        }
    }

    fn remove_ref(&self, name: &RefName) -> Result<bool, GitError> {
        match self.inner.find_reference(name.as_str()).and_then(|mut reference| reference.delete()) {
            Ok(()) => Ok(true),
            Err(error) => match error.code() {
                ErrorCode::NotFound => Ok(true),
                ErrorCode::Locked | ErrorCode::Modified => Ok(false),
                _ => Err(error.into()),
            },
        }
    }

    fn lock_of(&self, name: &RefName) -> PathBuf {
        lock_file(self.inner.commondir(), name)
    }
}

/// Whether git would take this for the full name of a reference.
pub(super) fn is_reference(name: &str) -> bool {
    git2::Reference::is_valid_name(name)
}

/// The SHA-1 of an object.
pub(super) fn sha1(kind: ObjectKind, bytes: &[u8]) -> [u8; 20] {
    // It fails for kinds that are none.
    Oid::hash_object(of_kind(kind), bytes).ok().and_then(|id| id.as_bytes().try_into().ok()).unwrap_or_default()
}

fn of_kind(kind: ObjectKind) -> ObjectType {
    match kind {
        ObjectKind::Commit => ObjectType::Commit,
        ObjectKind::Tree => ObjectType::Tree,
        ObjectKind::Blob => ObjectType::Blob,
        ObjectKind::Tag => ObjectType::Tag,
    }
}

/// The library's id; an object that has an id by another hash is not in its repositories.
fn oid(id: ObjectId) -> Result<Oid, GitError> {
    match id {
        ObjectId::Sha1(bytes) => Ok(Oid::from_bytes(&bytes)?),
        ObjectId::Sha256(_) => Err(GitError::Missing(id.to_string())),
    }
}

/// Our id.
fn id(oid: Oid) -> ObjectId {
    ObjectId::Sha1(oid.as_bytes().try_into().unwrap_or_default())
}

impl From<git2::Error> for GitError {
    fn from(error: git2::Error) -> Self {
        Self::Library(error.message().to_owned())
    }
}

fn opening(error: git2::Error, path: &Path) -> GitError {
    match (error.code(), error.class()) {
        (ErrorCode::NotFound, _) => GitError::NotARepository(path.to_path_buf()),
        (ErrorCode::Owner, _) => GitError::owner(path),
        (_, ErrorClass::Repository) => {
            GitError::Unsupported { path: path.to_path_buf(), reason: error.message().to_owned() }
        }
        _ => error.into(),
    }
}
