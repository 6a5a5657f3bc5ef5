//! Folders as git keeps them, built from those that are there and the files that are added.

use std::collections::BTreeMap;

use super::objects::{MODE_FILE, MODE_TREE};
use super::{GitError, ObjectId, ObjectKind, Repository};

/// What stands in a folder: modes and ids, by names that end with a slash for folders, which is the order that git wants.
pub(super) type Folder = BTreeMap<Vec<u8>, (u32, ObjectId)>;

impl Repository {
    /// What stands in a folder.
    pub(super) fn folder(&self, tree: ObjectId) -> Result<Folder, GitError> {
        let mut folder = Folder::new();
        self.each_entry(tree, |entry| {
            folder.insert(key(entry.name, entry.mode == MODE_TREE), (entry.mode, entry.id));
        })?;
        Ok(folder)
    }

    /// Writes the folder that `base` becomes with these files added, and those below it that change; the files are blobs
    /// by their paths (with `/`), and get the mode of plain files.
    pub(super) fn write_tree(
        &self,
        base: Option<ObjectId>,
        files: &BTreeMap<&str, ObjectId>,
    ) -> Result<ObjectId, GitError> {
        let mut folder = base.map(|base| self.folder(base)).transpose()?.unwrap_or_default();
        let mut below: BTreeMap<&str, BTreeMap<&str, ObjectId>> = BTreeMap::new();
        for (path, id) in files {
            let (name, rest) = path.split_once('/').map_or((*path, None), |(name, rest)| (name, Some(rest)));
            if !is_plain(name) || folder.contains_key(&key(name.as_bytes(), rest.is_none())) {
                return Err(GitError::Malformed(format!("{path} can't be written beside what is there")));
            }
            match rest {
                Some(rest) => drop(below.entry(name).or_default().insert(rest, *id)),
                None => drop(folder.insert(key(name.as_bytes(), false), (MODE_FILE, *id))),
            }
        }
        for (name, files) in below {
            let key = key(name.as_bytes(), true);
            let there = folder.get(&key).map(|(_, id)| *id);
            folder.insert(key, (MODE_TREE, self.write_tree(there, &files)?));
        }
        self.backend.write(ObjectKind::Tree, &bytes(&folder))
    }
}

/// By what name an entry stands in a folder.
pub(super) fn key(name: &[u8], is_folder: bool) -> Vec<u8> {
    let mut key = name.to_vec();
    key.extend(is_folder.then_some(b'/'));
    key
}

/// Whether a name is one that git checks out on every system.
fn is_plain(name: &str) -> bool {
    let reserved = ["", ".", "..", ".git", "git~1"];
    !reserved.contains(&name.to_ascii_lowercase().as_str()) && !name.contains(['/', '\\', '\0'])
}

/// The folder as an object.
pub(super) fn bytes(folder: &Folder) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (key, (mode, id)) in folder {
        bytes.extend_from_slice(format!("{mode:o} ").as_bytes());
        bytes.extend_from_slice(key.strip_suffix(b"/").unwrap_or(key));
        bytes.push(0);
        bytes.extend_from_slice(id.as_bytes());
    }
    bytes
}
