//! Git objects as input: what is staged, or what a commit holds, each with the configuration that stands there.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::files;
use crate::config::{Config, FILE_NAME};
use crate::git::{Entered, FileAt, Repository};
use crate::world::World;

/// From which side of the repository files are taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// As they are staged for the next commit.
    Staged,
    /// As they are in the commit of this name.
    Revision(String),
}

/// The files of one side of a repository.
pub struct Objects {
    repository: Repository,
    root: PathBuf,
    origin: Origin,
}

impl Objects {
    /// Those of the repository around the working directory.
    ///
    /// # Errors
    /// When there is no repository, or none with a work tree.
    pub fn open(world: &World, origin: Origin, entered: Entered) -> Result<Self> {
        let repository = Repository::open(world, Path::new("."), entered)?;
        let root = repository.work_dir().map(Path::to_path_buf);
        let root = root.context("a bare repository has no work tree that files could be named from")?;
        Ok(Self { repository, root, origin })
    }

    /// Which side this is.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The root of the work tree.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The Markdown files that the next commit adds or changes, or that the commit holds; with `/`, from the root, sorted.
    ///
    /// # Errors
    /// When the repository can't be read.
    pub fn markdown(&self) -> Result<Vec<String>> {
        let mut paths: Vec<String> = match &self.origin {
            Origin::Staged => self.repository.staged()?.into_iter().map(|file| file.path).collect(),
            Origin::Revision(revision) => self.repository.files_at(revision)?,
        };
        paths.retain(|path| files::is_markdown(Path::new(path)));
        Ok(paths)
    }

    /// A file by its path from the root; `None` where it is not there.
    ///
    /// # Errors
    /// When the repository can't be read.
    pub fn file(&self, path: &str) -> Result<Option<FileAt>> {
        Ok(match &self.origin {
            Origin::Staged => self.repository.staged_file(path)?,
            Origin::Revision(revision) => self.repository.file_at(revision, path)?,
        })
    }

    /// The configuration for a file, from the nearest folder upwards; one that only lies in the work tree does not count.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn config(&self, path: &str) -> Result<Config> {
        for folder in Path::new(path).ancestors().skip(1) {
            let name = folder.join(FILE_NAME);
            if let Some(file) = self.file(&files::name(&name))? {
                return Ok(Config::parse(&self.root.join(name), file.bytes)?);
            }
        }
        Ok(Config::default())
    }

    /// The path from the root, with `/`, of a file or folder that is named from the working directory.
    ///
    /// # Errors
    /// When it is not in this repository.
    pub fn from_root(&self, world: &World, named: &Path) -> Result<String> {
        let full = world.path(named);
        // The file itself may be gone from the work tree; links on the way to it are followed all the same.
        let full = match (dunce::canonicalize(&full), full.parent().map(dunce::canonicalize), full.file_name()) {
            (Ok(full), ..) if full.is_dir() => full,
            (_, Some(Ok(parent)), Some(name)) => parent.join(name),
            _ => full,
        };
        let root = dunce::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone());
        let within =
            full.strip_prefix(&root).with_context(|| format!("{} is not in this repository", named.display()))?;
        let parts: Vec<_> = within.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        Ok(parts.join("/"))
    }
}
