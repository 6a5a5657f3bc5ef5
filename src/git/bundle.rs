//! A bundle of git's, unpacked into a repository of its own that nobody else has written a byte of.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use super::{CommitId, Format, GitError, RefName, Repository, libgit, plumbing};
use crate::process::Launcher;
use crate::world::World;

/// The first lines of the two kinds of bundles.
const FIRST: [&str; 2] = ["# v2 git bundle", "# v3 git bundle"];
/// No line of a bundle's head is longer, in bytes.
const MAX_LINE: u64 = 4096;
/// Nor are there more of them.
const MAX_LINES: usize = 10_000;

impl Repository {
    /// Opens what is in a bundle: its references and the objects behind them. It is gone when this is dropped.
    ///
    /// # Errors
    /// When it can't be read, is cut short, or is only what somebody lacks who has older commits.
    pub fn of_bundle(world: &World, path: &Path) -> Result<Self, GitError> {
        let refused = |reason: &str| GitError::Bundle { path: path.to_path_buf(), reason: reason.to_owned() };
        let io = |source| GitError::Io { path: path.to_path_buf(), source };
        let mut file = BufReader::new(File::open(path).map_err(io)?);
        let (format, heads) = heads(&mut file).map_err(|reason| refused(&reason))?;
        let folder = tempfile::tempdir().map_err(|source| GitError::Io { path: std::env::temp_dir(), source })?;
        let said = |error: GitError| refused(&error.to_string());
        let mut repository = match format {
            Format::Sha1 => {
                libgit::init_bare(folder.path())?;
                libgit::unpack(folder.path(), &mut file).map_err(|reason| refused(&reason))?;
                Self::at(world, folder.path())?
            }
            Format::Sha256 => {
                let name = path.to_str().ok_or_else(|| refused("its path is not UTF-8"))?;
                plumbing::init_bare(&Launcher::new(world), folder.path(), format)?;
                let repository = Self::at(world, folder.path())?;
                repository.git.run(&["bundle", "unbundle", name]).map_err(said)?;
                repository
            }
        };
        repository.folder = Some(folder);
        for (name, id) in heads {
            repository.move_ref(&name, None, id).map_err(said)?;
        }
        Ok(repository)
    }
}

/// By which hash a bundle names its objects, and its references.
fn heads(file: &mut BufReader<File>) -> Result<(Format, Vec<(RefName, CommitId)>), String> {
    let mut heads = Vec::new();
    let mut format = Format::Sha1;
    for at in 0..MAX_LINES {
        let mut line = String::new();
        file.by_ref().take(MAX_LINE).read_line(&mut line).map_err(|error| error.to_string())?;
        let line = line.strip_suffix('\n').ok_or("its head is cut short, or a line of it is too long")?;
        match line {
            "" if at > 0 => return Ok((format, heads)),
            first if at == 0 && FIRST.contains(&first) => {}
            _ if at == 0 => return Err("it does not begin as bundles do".to_owned()),
            capability if capability.starts_with('@') => {
                let named = capability.strip_prefix("@object-format=").and_then(Format::named);
                format = named.ok_or_else(|| format!("it has the capability {capability}"))?;
            }
            other if other.starts_with('-') => return Err("it builds on commits that are not in it".to_owned()),
            other => {
                let (id, name) = other.split_once(' ').ok_or("a line of its head is malformed")?;
                let id = CommitId::parse(id).filter(|id| id.format() == format);
                let id = id.ok_or("a line of its head has no id")?;
                // HEAD, and what git itself would not take.
                heads.extend(RefName::new(name).filter(|full| full.as_str() == name).map(|name| (name, id)));
            }
        }
    }
    Err("its head has too many lines".to_owned())
}
