//! The objects of a repository, and nothing else of it: no settings, no references, no grafts, no replaced objects.
//! Every object that is given out has been hashed.

use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use super::{Format, GitError, ObjectId, ObjectKind, Repository, fresh, libgit, loose};
use crate::process::Launcher;

/// How many stores may stand behind one another.
const MAX_STORES: usize = 32;

/// How many folders are kept at hand: those that two commits of a record are made of.
const RECENT: usize = 8;

/// Where objects come from.
pub(crate) trait Objects {
    /// The bytes of an object, whose hash has been found to be its id.
    fn object(&self, id: ObjectId, kind: ObjectKind) -> Result<Vec<u8>, GitError>;
}

/// The folders of objects of a repository. Many threads may read from one at once.
pub(crate) struct Store {
    folders: Vec<PathBuf>,
    packs: Packs,
}

/// What reads the packs of objects.
enum Packs {
    Library(libgit::Packs),
    Git(Box<fresh::Packs>),
}

impl Store {
    /// The objects of the repository with this common directory, and of those that it borrows from.
    pub(crate) fn open(common_dir: &Path, format: Format, launcher: &Launcher) -> Result<Self, GitError> {
        let folders = folders(common_dir);
        let packs = match format {
            Format::Sha1 => Packs::Library(libgit::Packs::of(&folders)?),
            Format::Sha256 => Packs::Git(Box::new(fresh::Packs::of(&common_dir.join("objects"), format, launcher))),
        };
        Ok(Self { folders, packs })
    }

    /// An object that lies in a file of its own; `None` if it does not, so that the library may look for it in packs.
    pub(super) fn loose(&self, id: ObjectId) -> Result<Option<(ObjectKind, Vec<u8>)>, GitError> {
        self.folders.iter().find_map(|folder| loose::read(folder, id).transpose()).transpose()
    }
}

impl Objects for Store {
    fn object(&self, id: ObjectId, kind: ObjectKind) -> Result<Vec<u8>, GitError> {
        match self.loose(id)? {
            Some((found, bytes)) if found == kind => Ok(bytes),
            Some((found, _)) => {
                let reason = format!("a {} where a {} should be", found.name(), kind.name());
                Err(GitError::Damaged { id: id.to_string(), reason })
            }
            None => match &self.packs {
                Packs::Library(packs) => packs.read(id, kind),
                Packs::Git(packs) => packs.read(id, kind),
            },
        }
    }
}

impl Objects for Repository {
    fn object(&self, id: ObjectId, kind: ObjectKind) -> Result<Vec<u8>, GitError> {
        self.store()?.object(id, kind)
    }
}

/// The same objects, with the last folders at hand: from one commit of a record to the next most of them come up again.
pub(crate) struct Recent<'a> {
    objects: &'a dyn Objects,
    trees: RefCell<VecDeque<(ObjectId, Vec<u8>)>>,
}

impl<'a> Recent<'a> {
    pub(crate) fn of(objects: &'a dyn Objects) -> Self {
        Self { objects, trees: RefCell::default() }
    }
}

impl Objects for Recent<'_> {
    fn object(&self, id: ObjectId, kind: ObjectKind) -> Result<Vec<u8>, GitError> {
        if kind != ObjectKind::Tree {
            return self.objects.object(id, kind);
        }
        let known = self.trees.borrow().iter().find(|(known, _)| *known == id).map(|(_, bytes)| bytes.clone());
        if let Some(bytes) = known {
            return Ok(bytes);
        }
        let bytes = self.objects.object(id, kind)?;
        let mut trees = self.trees.borrow_mut();
        trees.push_front((id, bytes.clone()));
        trees.truncate(RECENT);
        Ok(bytes)
    }
}

/// The repository's own folder of objects and those that its list of alternates leads to.
fn folders(common_dir: &Path) -> Vec<PathBuf> {
    let mut found = vec![common_dir.join("objects")];
    let mut seen = BTreeSet::new();
    let mut at = 0;
    while let Some(folder) = found.get(at).cloned().filter(|_| at < MAX_STORES) {
        at += 1;
        let list = std::fs::read_to_string(folder.join("info").join("alternates")).unwrap_or_default();
        for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let other = folder.join(line);
            if seen.insert(other.clone()) {
                found.push(other);
            }
        }
    }
    found
}
