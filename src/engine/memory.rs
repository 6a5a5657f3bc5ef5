//! What the last audit of a record found, kept for the next one by whoever audits: in their own cache folder, never where the
//! repository can write. It tells that a record has lost entries since, though nobody names a commit to hold it to; and where
//! that is asked for, the next audit goes on from there.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files;
use super::place::{Place, Remembered};
use crate::digest::Sha256;
use crate::git::CommitId;
use crate::record::Audit;
use crate::world::World;

const SCHEMA: &str = "gonogo.audited/1";
/// No note is longer, in bytes.
const MAX: u64 = 64 * 1024;

/// The note about one record, as one place has it.
pub struct Memory {
    file: PathBuf,
    /// The repository or bundle.
    of: String,
    branch: String,
    known: Option<Known>,
}

/// A note.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    schema: String,
    of: String,
    branch: String,
    /// The last commit, and how many there were.
    head: String,
    commits: usize,
    /// When it was found to hold, by which version, under which policies.
    at: String,
    version: String,
    policy: String,
}

impl Memory {
    /// The note about the record of a place that was named by `path`; `None` where the environment names no folder for
    /// such things. What is passed over is said in the second answer.
    pub fn open(world: &World, place: &Place, path: &Path) -> (Option<Self>, Option<String>) {
        let Some(folder) = folder(world) else { return (None, None) };
        let full = world.path(path);
        // A bundle is unpacked into another folder each time.
        let of = if full.is_file() { full } else { place.repository.common_dir().to_path_buf() };
        let of = dunce::canonicalize(&of).unwrap_or(of);
        let inside = |of: &Path| dunce::canonicalize(&folder).is_ok_and(|folder| folder.starts_with(of));
        if inside(&of) || inside(&place.root()) {
            let reason = format!("{} lies in the repository, so that nothing is kept there", folder.display());
            return (None, Some(reason));
        }
        let (of, branch) = (of.to_string_lossy().into_owned(), place.branch.as_str().to_owned());
        let name = Sha256::of(format!("{of}\n{branch}").as_bytes()).hex();
        let mut memory = Self { file: folder.join(format!("{name}.json")), of, branch, known: None };
        if folder.symlink_metadata().is_err() {
            return (Some(memory), None);
        }
        if let Err(reason) = private(&folder) {
            let reason = format!("{}: {reason}, so that nothing in it is believed", folder.display());
            return (None, Some(reason));
        }
        match memory.read() {
            Ok(known) => {
                memory.known = known;
                (Some(memory), None)
            }
            Err(reason) => {
                let reason =
                    format!("{}: {reason}; what it says of an earlier audit is passed over", memory.file.display());
                (Some(memory), Some(reason))
            }
        }
    }

    fn read(&self) -> Result<Option<Known>, String> {
        let Ok(about) = self.file.symlink_metadata() else { return Ok(None) };
        if !about.is_file() || about.len() > MAX {
            return Err("it is no note of ours".to_owned());
        }
        let bytes = files::read_bytes(&self.file, "it").map_err(|error| error.to_string())?;
        let known: Known = serde_json::from_slice(&bytes).map_err(|_| "it is damaged")?;
        let fits = known.schema == SCHEMA && known.of == self.of && known.branch == self.branch;
        if !fits || CommitId::parse(&known.head).is_none() {
            return Err("it is damaged".to_owned());
        }
        Ok(Some(known))
    }

    /// The last commit that was found to hold here; it must still be part of the record.
    pub fn seen(&self) -> Option<&str> {
        self.known.as_ref().map(|known| known.head.as_str())
    }

    /// The same, where what was found then still says all there is to say of the commits up to there: they do not change,
    /// but the program does, and a later policy may say since when a key was in wrong hands.
    pub fn vouched(&self, place: &Place) -> Option<&str> {
        let known = self.known.as_ref()?;
        let same = known.version == version() && known.policy == policy(place)?;
        same.then_some(known.head.as_str())
    }

    /// What the reader of an audit is to know of the note.
    pub fn remark(&self, audit: &Audit, remembered: Remembered<'_>) -> Option<String> {
        let known = self.known.as_ref()?;
        let Known { head, commits, at, version, .. } = known;
        let lost = audit.findings.iter().any(|found| found.rule == "rollback");
        if lost && remembered.seen == Some(head) {
            let (commits, file) = (how_many(*commits), self.file.display());
            return Some(format!(
                "the last audit here, of {at}, found {commits} up to {head}; if they are meant to be gone, remove {file}"
            ));
        }
        (remembered.since == Some(head))
            .then(|| format!("{} up to {head} were found to hold on {at} by gonogo {version}", how_many(*commits)))
    }

    /// Notes what has been found to hold, unless only a part of it was looked at. What can't be kept is asked anew: there may be
    /// no folder to keep it in, as where a machine builds things.
    pub fn keep(&self, world: &World, place: &Place, audit: &Audit, since: Option<&str>) {
        let before = match (since, &self.known) {
            (None, _) => 0,
            (Some(since), Some(known)) if known.head == since => known.commits.saturating_sub(1),
            (Some(_), _) => return,
        };
        let (Some(head), Some(_), Some(policy)) = (audit.head, audit.genesis, policy(place)) else { return };
        if !audit.holds() {
            return;
        }
        let known = Known {
            schema: SCHEMA.to_owned(),
            of: self.of.clone(),
            branch: self.branch.clone(),
            head: head.to_string(),
            commits: before + audit.entries.len(),
            at: world.now().rfc3339(),
            version: version().to_owned(),
            policy,
        };
        let folder = self.file.parent().filter(|folder| folder.symlink_metadata().is_ok() || make(folder).is_ok());
        if let (Some(_), Ok(bytes)) = (folder, serde_json::to_vec_pretty(&known)) {
            drop(files::create_or_replace(&self.file, &bytes));
        }
    }
}

/// Forgets what was found here: entries that nobody else had yet have been built anew.
pub fn forget(world: &World, place: &Place) {
    if let (Some(memory), _) = Memory::open(world, place, place.repository.common_dir()) {
        // What stays is only ever a question too many.
        drop(std::fs::remove_file(memory.file));
    }
}

fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// The policy in force, with everything that it says of the past; `None` where it can't be told.
fn policy(place: &Place) -> Option<String> {
    let (number, digest) = place.state().ok()?.policy();
    Some(format!("{number} {digest}"))
}

fn how_many(commits: usize) -> String {
    format!("{commits} {}", if commits == 1 { "commit" } else { "commits" })
}

/// Where such notes are kept, by the environment: the user's own folder for what can be made anew.
fn folder(world: &World) -> Option<PathBuf> {
    let named = |name: &str| world.var(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = named("XDG_CACHE_HOME").or_else(|| named("LOCALAPPDATA")).or_else(|| {
        let below = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
        named("HOME").map(|home| home.join(below))
    });
    Some(cache?.join("gonogo"))
}

#[cfg(unix)]
fn make(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

/// Whether nobody but the user can have written into a folder.
#[cfg(unix)]
fn private(folder: &Path) -> Result<(), &'static str> {
    use std::os::unix::fs::MetadataExt as _;
    let about = folder.symlink_metadata().map_err(|_| "it can't be looked at")?;
    if !about.is_dir() {
        return Err("it is no folder");
    }
    if about.uid() != rustix::process::geteuid().as_raw() {
        return Err("it is somebody else's");
    }
    if about.mode() & 0o022 == 0 { Ok(()) } else { Err("others may write there (chmod 700)") }
}

#[cfg(not(unix))]
fn private(folder: &Path) -> Result<(), &'static str> {
    if folder.is_dir() { Ok(()) } else { Err("it is no folder") }
}
