//! The pre-commit hook: judges what is staged, lets half-done work through, and refuses a false claim of completion.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};

use super::check::{self, Checked};
use super::files::is_markdown;
use super::objects::{Objects, Origin};
use crate::asked::{Asked, Claim, claims_completion};
use crate::git::{Entered, Repository};
use crate::model::Stage;
use crate::text::{Source, shell_quoted};
use crate::verdict::Verdict;
use crate::world::World;

/// The line by which a hook file is known to be ours.
const MARK: &str = "# Made by `gonogo hook install`; checklists that claim completion must be GO.";

/// A staged checklist that was judged.
#[derive(Clone, Debug)]
pub struct Staged {
    /// Its path from the repository's root.
    pub path: String,
    /// What was found.
    pub checked: Checked,
    /// What in it claims that the run is complete.
    pub claim: Option<Claim>,
}

impl Staged {
    /// Whether it may not be committed: it claims to be complete, and that does not hold.
    pub fn is_refused(&self) -> bool {
        self.claim.is_some() && self.checked.verdict != Verdict::Go
    }
}

/// What the hook has looked at.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The checklists, by path.
    pub judged: Vec<Staged>,
    /// Markdown files that were not judged, and why.
    pub passed_over: Vec<(String, &'static str)>,
    /// Files that could not be judged, and why.
    pub failed: Vec<anyhow::Error>,
}

/// Judges the staged bytes of `files`, or, with none given, of everything that the next commit adds or changes.
///
/// # Errors
/// When there is no repository with a work tree, or its index can't be read.
pub fn run(world: &World, files: &[PathBuf]) -> Result<Outcome> {
    let objects = Objects::open(world, Origin::Staged, Entered::AsHook)?;
    let paths = if files.is_empty() {
        objects.markdown()?
    } else {
        files.iter().map(|file| objects.from_root(world, file)).collect::<Result<Vec<_>>>()?
    };
    let mut outcome = Outcome::default();
    for path in paths.into_iter().filter(|path| is_markdown(Path::new(path))) {
        match judge(world, &objects, &path).with_context(|| format!("{path} could not be judged")) {
            Ok(Seen::Judged(staged)) => outcome.judged.push(*staged),
            Ok(Seen::PassedOver(why)) => outcome.passed_over.push((path, why)),
            Err(error) => outcome.failed.push(error),
        }
    }
    Ok(outcome)
}

enum Seen {
    Judged(Box<Staged>),
    PassedOver(&'static str),
}

fn judge(world: &World, objects: &Objects, path: &str) -> Result<Seen> {
    let Some(file) = objects.file(path)? else {
        return Ok(Seen::PassedOver("it is not staged"));
    };
    let config = objects.config(path)?;
    let settings = config.for_path(&objects.root().join(path));
    let named = settings.listed && settings.stage != Some(Stage::Template);
    if config.path().is_some() && !named {
        return Ok(Seen::PassedOver("gonogo.toml does not call it a run"));
    }
    if file.mode == 0o120_000 {
        ensure!(!named, "{path}: is a symbolic link, and a run must be a file; stage the file itself");
        return Ok(Seen::PassedOver("it is a symbolic link"));
    }
    if named && file.mode == 0o100_755 {
        let quoted = shell_quoted(path);
        bail!("{path}: is executable, and a run is only to be read; git update-index --chmod=-x {quoted}");
    }
    let source = match Source::new(path, file.bytes) {
        Ok(source) => source,
        Err(error) if named => return Err(error.into()),
        Err(_) => return Ok(Seen::PassedOver("it is no text")),
    };
    let checked = check::judge(world, &objects.root().join(path), source, &config, settings)?;
    if !named && checked.checklist.items.is_empty() {
        return Ok(Seen::PassedOver("it has no items"));
    }
    let claim = claims_completion(&checked.checklist, &Asked::of(&checked.checklist));
    Ok(Seen::Judged(Box::new(Staged { path: path.to_owned(), checked, claim })))
}

/// A hook file that may be written.
#[derive(Debug)]
pub struct Hook {
    /// Where git looks for it.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

/// The hook file, which runs the program at `gonogo`, or the one on the PATH once that has gone.
///
/// # Errors
/// When another hook is there and `force` is not set.
pub fn prepare(world: &World, gonogo: &Path, force: bool) -> Result<Hook> {
    let repo = Repository::open(world, Path::new("."), Entered::Plainly)?;
    let Some(root) = repo.work_dir() else {
        bail!("a bare repository makes no commits of its own; install the hook in a clone");
    };
    let folder = match repo.config("core.hookspath") {
        Some(path) => root.join(expanded(world, path)),
        None => repo.common_dir().join("hooks"),
    };
    let path = folder.join("pre-commit");
    match std::fs::read(&path) {
        Ok(there) if !String::from_utf8_lossy(&there).contains(MARK) && !force => bail!(
            "{}: another hook is there; add this line to it: gonogo hook run || exit $?  (or pass --force to replace it)",
            path.display()
        ),
        _ => {}
    }
    Ok(Hook { path, text: script(gonogo) })
}

impl Hook {
    /// Writes it.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn install(&self) -> Result<()> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
        }
        write_program(&self.path, &self.text).with_context(|| format!("{}: cannot be written", self.path.display()))
    }
}

/// The hook: git itself runs it.
fn script(gonogo: &Path) -> String {
    let quoted = shell_quoted(&gonogo.to_string_lossy());
    format!("#!/bin/sh\n{MARK}\nif test -x {quoted}; then exec {quoted} hook run; fi\nexec gonogo hook run\n")
}

/// A path with the home directory for a leading `~`, as git reads it.
fn expanded(world: &World, path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), world.home()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

/// Replaces `path` by an executable file, at once.
fn write_program(path: &Path, text: &str) -> Result<()> {
    use std::io::Write as _;
    let mut file = tempfile::NamedTempFile::new_in(path.parent().context("it has no directory")?)?;
    file.write_all(text.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.as_file().set_permissions(std::fs::Permissions::from_mode(0o755))?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
