//! Packs of objects, read and written by the library.

use std::path::{Path, PathBuf};

use git2::{ErrorCode, ObjectType, Odb};

use super::{of_kind, oid};
use crate::git::objects::MAX_OBJECT;
use crate::git::{GitError, ObjectId, ObjectKind};

/// The objects in some folders, those in packs among them.
pub(crate) struct Packs(Odb<'static>);

impl Packs {
    pub(crate) fn of(folders: &[PathBuf]) -> Result<Self, GitError> {
        let odb = Odb::new()?;
        for folder in folders.iter().filter_map(|folder| folder.to_str()) {
            odb.add_disk_alternate(folder)?;
        }
        Ok(Self(odb))
    }

    /// The bytes of an object, which has to be of this kind, hashed by the library.
    pub(crate) fn read(&self, object: ObjectId, wanted: ObjectKind) -> Result<Vec<u8>, GitError> {
        let damaged = |reason: String| GitError::Damaged { id: object.to_string(), reason };
        let failed = |error: git2::Error| match error.code() {
            ErrorCode::NotFound => GitError::Missing(object.to_string()),
            _ => damaged(error.message().to_owned()),
        };
        let id = oid(object)?;
        let (size, found) = self.0.read_header(id).map_err(failed)?;
        let right = |found: ObjectType| match found == of_kind(wanted) {
            true => Ok(()),
            false => Err(damaged(format!("a {} where a {} should be", found.str(), wanted.name()))),
        };
        right(found)?;
        if size > MAX_OBJECT {
            return Err(damaged(format!("{size} bytes are too many")));
        }
        // The library hashes what it has read, and refuses what has another hash than it was asked for.
        let read = self.0.read(id).map_err(failed)?;
        right(read.kind())?;
        Ok(read.data().to_vec())
    }
}

/// Makes an empty repository without a work tree.
pub(crate) fn init_bare(path: &Path) -> Result<(), GitError> {
    git2::Repository::init_bare(path).map(drop).map_err(GitError::from)
}

/// Puts a pack of objects into the repository at a git directory.
pub(crate) fn unpack(git_dir: &Path, pack: &mut dyn std::io::Read) -> Result<(), String> {
    let said = |error: git2::Error| error.message().to_owned();
    let repository = git2::Repository::open(git_dir).map_err(said)?;
    let odb = repository.odb().map_err(said)?;
    let mut writer = odb.packwriter().map_err(said)?;
    std::io::copy(pack, &mut writer).map_err(|error| error.to_string())?;
    writer.commit().map(drop).map_err(said)
}
