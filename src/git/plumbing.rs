//! Repositories that the library can't read, through git's plumbing: those with SHA-256 or with a table of references.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::backend::{Backend, Guard, Places, lock_file};
use super::command::{Git, failed, line, stands_in_the_way};
use super::staged::{StagedFile, entry_by_git, staged_by_git};
use super::{CommitId, Format, GitError, ObjectId, ObjectKind, RefName};
use crate::process::{Launcher, ProcessError};

/// What is written is on the disk before it counts; the last is for versions that don't know the others.
const SYNCED: [&str; 6] = ["-c", "core.fsync=all", "-c", "core.fsyncMethod=fsync", "-c", "core.fsyncObjectFiles=true"];

/// How long the lock file of a git that was killed is left alone, in case it is somebody else's after all: git itself has
/// one for moments.
const GRACE: Duration = Duration::from_secs(2);

/// How often a reference is looked for that is made, or made anew, in the same moment.
const LOOKS: usize = 5;

/// What git is asked about a repository. The last question fails, after the others were answered, where one stands in no
/// work tree.
const QUESTIONS: [&str; 7] = [
    "rev-parse",
    "--path-format=absolute",
    "--git-dir",
    "--git-common-dir",
    "--show-object-format",
    "--is-bare-repository",
    "--show-toplevel",
];

/// How many words of what git says against a repository are handed on.
const WORDS: usize = 40;

/// A repository that git alone can read.
#[derive(Clone)]
pub(super) struct Plumbing {
    git: Git,
    format: Format,
    common_dir: PathBuf,
}

/// Where git says that a repository is, and of which format: the one at this git directory, or else the one that a folder is
/// in. `why` it is git that is asked comes first in what is said if it can't read it either.
pub(super) fn look(
    launcher: &Launcher,
    git_dir: Option<&Path>,
    path: &Path,
    work_dir: Option<&Path>,
    why: &str,
) -> Result<(Places, Format), GitError> {
    let unsupported = |reason: &str| GitError::Unsupported {
        path: path.to_path_buf(),
        reason: format!("{why}; {}", reason.trim_start_matches("fatal: ")),
    };
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    let git = match git_dir {
        Some(dir) => Git::new(&launcher.in_dir(folder), dir, work_dir, None),
        None => Git::anywhere(&launcher.in_dir(folder)),
    };
    let git = git.for_plumbing();
    let done = match git.attempt(&QUESTIONS) {
        Ok(done) => done,
        Err(GitError::Process(ProcessError::Start { .. })) => {
            return Err(unsupported("git itself, which may read it, can't be started"));
        }
        Err(error) => return Err(error),
    };
    let said = line(&done);
    let answers: Vec<&str> = said.lines().collect();
    let [git_dir, common_dir, format, bare, tree @ ..] = answers.as_slice() else {
        let reason = done.stderr.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ");
        return Err(match reason.contains("dubious ownership") {
            true => GitError::owner(folder),
            false => unsupported(&reason),
        });
    };
    let format = Format::named(format).ok_or_else(|| unsupported(&format!("its objects are named by {format}")))?;
    let (git_dir, common_dir) = (PathBuf::from(git_dir), PathBuf::from(common_dir));
    let work_dir = match (work_dir, *bare, tree) {
        (Some(tree), ..) => Some(tree.to_path_buf()),
        (None, "true", _) => None,
        (None, _, [tree]) => Some(PathBuf::from(tree)),
        (None, ..) => git_dir.parent().filter(|_| git_dir.ends_with(".git")).map(Path::to_path_buf),
    };
    Ok((Places { git_dir, common_dir, work_dir }, format))
}

/// Makes an empty repository without a work tree, and with nothing of any template in it.
pub(super) fn init_bare(launcher: &Launcher, path: &Path, format: Format) -> Result<(), GitError> {
    let name = path.to_str().ok_or_else(|| GitError::Library(format!("{} is not UTF-8", path.display())))?;
    let format = format!("--object-format={}", format.name());
    Git::anywhere(launcher).for_plumbing().run(&["init", "--quiet", "--bare", "--template=", &format, name]).map(drop)
}

impl Plumbing {
    pub fn new(git: &Git, format: Format, common_dir: &Path) -> Self {
        Self { git: git.for_plumbing(), format, common_dir: common_dir.to_path_buf() }
    }

    /// Changes a reference. If git is killed half-way, what it has left is cleared up, and it is done once more.
    fn update_ref(&self, name: &RefName, change: &[&str]) -> Result<(), GitError> {
        let args = [&SYNCED[..], &["update-ref", "--no-deref"], change].concat();
        let mut done = self.git.attempt(&args)?;
        if done.status.code().is_none() {
            clear(&self.lock_of(name));
            done = self.git.attempt(&args)?;
        }
        if !done.status.success() {
            return Err(failed(&args, &done));
        }
        self.lock_of(name).parent().map_or(Ok(()), sync)
    }

    /// The commit that a reference of this full name points at.
    fn target(&self, name: &str) -> Result<Option<CommitId>, GitError> {
        for _ in 0..LOOKS {
            if let Some(commit) = self.listed(name)? {
                return Ok(Some(commit));
            }
            // A damaged table lists nothing, without a word; this tells it from a reference that is not there. Older versions
            // have neither tables nor this option.
            match self.git.attempt(&["show-ref", "--exists", name])?.status.code() {
                Some(2 | 129) => return Ok(None),
                // Somebody has made it meanwhile.
                Some(0) => {}
                _ => break,
            }
        }
        Err(GitError::Library(format!("the references can't be read, {name} among them")))
    }

    /// The commit that it points at, if git lists it.
    fn listed(&self, name: &str) -> Result<Option<CommitId>, GitError> {
        let args = ["for-each-ref", "--format=%(objectname) %(refname) %(symref)", name];
        let done = self.git.run(&args)?;
        // Git leaves out what it can't read, and only warns.
        if done.stderr.lines().any(|line| line.contains(name)) {
            let reason = done.stderr.lines().find(|line| line.contains(name)).unwrap_or_default();
            return Err(GitError::Library(reason.trim_start_matches("warning: ").to_owned()));
        }
        let said = line(&done);
        for words in said.lines().map(|line| line.trim_end().split(' ').collect::<Vec<_>>()) {
            match words.as_slice() {
                [id, full] if *full == name => return self.commit(id).map(Some),
                [_, full, _] if *full == name => {
                    let unread = || GitError::Library(format!("{name} is no name that can be read"));
                    return Err(GitError::NotABranch(RefName::new(name).ok_or_else(unread)?));
                }
                _ => {}
            }
        }
        Ok(None)
    }

    fn commit(&self, id: &str) -> Result<CommitId, GitError> {
        let id = CommitId::parse(id).filter(|id| id.format() == self.format);
        id.ok_or_else(|| GitError::Library("cannot read the id that git gives".to_owned()))
    }
}

impl Backend for Plumbing {
    fn again(&self) -> Result<Box<dyn Backend>, GitError> {
        Ok(Box::new(self.clone()))
    }

    fn format(&self) -> Format {
        self.format
    }

    fn head(&self) -> Result<Option<(CommitId, Option<String>)>, GitError> {
        let done = self.git.attempt(&["symbolic-ref", "--quiet", "HEAD"])?;
        if done.status.success() {
            let branch = line(&done);
            return Ok(self.target(&branch)?.map(|commit| (commit, Some(branch))));
        }
        let done = self.git.run(&["rev-parse", "--verify", "HEAD"])?;
        Ok(Some((self.commit(&line(&done))?, None)))
    }

    fn branch_of(&self, place: &Path) -> Option<String> {
        let git = self.git.with_var("GIT_DIR", place);
        let done = git.run(&["symbolic-ref", "--quiet", "HEAD"]).ok()?;
        Some(line(&done))
    }

    fn tip(&self, name: &RefName) -> Result<Option<CommitId>, GitError> {
        self.target(name.as_str())
    }

    fn resolve(&self, revision: &str, guard: Guard<'_>) -> Result<CommitId, GitError> {
        let unknown = || GitError::NoSuchRevision(revision.to_owned());
        let named = match revision {
            "HEAD" => self.head()?.map(|(commit, _)| commit.0),
            name if name.starts_with("refs/") => self.target(name)?.map(|commit| commit.0),
            id => ObjectId::parse(id),
        };
        named.map_or(Ok(()), guard)?;
        if revision.is_empty() || revision.starts_with('-') {
            return Err(unknown());
        }
        let done = self.git.attempt(&["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")])?;
        if done.status.success() { self.commit(&line(&done)) } else { Err(unknown()) }
    }

    fn begins(&self, hex: &str) -> Result<Option<ObjectId>, GitError> {
        let said = line(&self.git.run(&["rev-parse", &format!("--disambiguate={hex}")])?);
        Ok(ObjectId::parse(&said))
    }

    fn described(&self, commit: CommitId) -> Result<(Option<String>, usize), GitError> {
        let id = commit.to_string();
        let done = self.git.attempt(&["describe", "--tags", "--abbrev=0", &id])?;
        let tag = Some(line(&done)).filter(|tag| done.status.success() && !tag.is_empty());
        let since = tag.as_ref().map(|tag| format!("^refs/tags/{tag}"));
        let args = ["rev-list", "--count", &id].into_iter().chain(since.as_deref()).collect::<Vec<_>>();
        let count = line(&self.git.run(&args)?).parse();
        Ok((tag, count.map_err(|_| GitError::Library("cannot read how many commits git counts".to_owned()))?))
    }

    fn staged(&self, base: Option<CommitId>) -> Result<Vec<StagedFile>, GitError> {
        staged_by_git(&self.git, self.format, base)
    }

    fn staged_entry(&self, path: &str) -> Result<Option<(u32, ObjectId)>, GitError> {
        entry_by_git(&self.git, path)
    }

    fn settings(&self) -> BTreeMap<String, String> {
        BTreeMap::new()
    }

    fn set_config(&self, name: &str, value: &str) -> Result<(), GitError> {
        self.git.run(&["config", "--local", name, value]).map(drop)
    }

    fn write(&self, kind: ObjectKind, bytes: &[u8]) -> Result<ObjectId, GitError> {
        let args = [&SYNCED[..], &["hash-object", "-w", "--stdin", "-t", kind.name()]].concat();
        let said = line(&self.git.run_with(&args, bytes)?);
        let id = ObjectId::of(self.format, kind, bytes);
        if said != id.to_string() {
            let reason = format!("git has written it as {said}");
            return Err(GitError::Damaged { id: id.to_string(), reason });
        }
        let objects = self.common_dir.join("objects");
        sync(&objects.join(said.get(..2).unwrap_or_default()))?;
        sync(&objects)?;
        Ok(id)
    }

    fn move_ref(&self, name: &RefName, from: Option<CommitId>, to: CommitId) -> Result<bool, GitError> {
        let expected = from.map_or_else(|| "0".repeat(2 * self.format.length()), |from| from.to_string());
        let to = to.to_string();
        match self.update_ref(name, &["-m", "gonogo: record", name.as_str(), &to, &expected]) {
            Ok(()) => Ok(true),
            Err(GitError::Command { reason, .. }) if stands_in_the_way(&reason) => Ok(false),
            Err(error @ GitError::Command { .. }) if self.tip(name)? == from => Err(error),
            Err(GitError::Command { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn remove_ref(&self, name: &RefName) -> Result<bool, GitError> {
        let Some(_) = self.tip(name)? else { return Ok(true) };
        match self.update_ref(name, &["-d", name.as_str()]) {
            Err(GitError::Command { reason, .. }) if stands_in_the_way(&reason) => Ok(false),
            done => done.map(|()| true),
        }
    }

    fn lock_of(&self, name: &RefName) -> PathBuf {
        let table = self.common_dir.join("reftable");
        if table.is_dir() { table.join("tables.list.lock") } else { lock_file(&self.common_dir, name) }
    }
}

/// Has the names in a folder on the disk; git syncs files alone.
fn sync(folder: &Path) -> Result<(), GitError> {
    // An object may be in a pack, or borrowed, and some systems open no folders.
    let Ok(open) = std::fs::File::open(folder) else { return Ok(()) };
    match open.sync_all() {
        Err(source) if !matches!(source.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            Err(GitError::Io { path: folder.to_path_buf(), source })
        }
        _ => Ok(()),
    }
}

/// Removes the lock file that stands where a git of ours was killed, unless it goes or changes meanwhile.
fn clear(lock: &Path) {
    let look = || std::fs::metadata(lock).and_then(|file| file.modified()).ok();
    let (left, since) = (look(), Instant::now());
    while left.is_some() && look() == left {
        if since.elapsed() >= GRACE {
            drop(std::fs::remove_file(lock));
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
