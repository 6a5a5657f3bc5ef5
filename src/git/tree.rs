//! Folders as git keeps them, built from those that are there and the files that are added.

use std::collections::BTreeMap;

use super::objects::{MODE_FILE, MODE_TREE};
use super::{GitError, ObjectId, ObjectKind, Repository};

/// What stands in a folder: modes and ids, by names that end with a slash for folders, which is the order that git wants.
type Folder = BTreeMap<Vec<u8>, (u32, ObjectId)>;

impl Repository {
    /// Writes the folder that `base` becomes with these files added, and those below it that change; the files are blobs
    /// by their paths (with `/`), and get the mode of plain files.
    pub(super) fn write_tree(
        &self,
        base: Option<ObjectId>,
        files: &BTreeMap<&str, ObjectId>,
    ) -> Result<ObjectId, GitError> {
        let mut folder = Folder::new();
        if let Some(base) = base {
            self.each_entry(base, |entry| {
                folder.insert(key(entry.name, entry.mode == MODE_TREE), (entry.mode, entry.id));
            })?;
        }
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

fn key(name: &[u8], is_folder: bool) -> Vec<u8> {
    let mut key = name.to_vec();
    key.extend(is_folder.then_some(b'/'));
    key
}

/// Whether a name is one that git checks out on every system.
fn is_plain(name: &str) -> bool {
    let reserved = ["", ".", "..", ".git", "git~1"];
    !reserved.contains(&name.to_ascii_lowercase().as_str()) && !name.contains(['/', '\\', '\0'])
}

fn bytes(folder: &Folder) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (key, (mode, id)) in folder {
        bytes.extend_from_slice(format!("{mode:o} ").as_bytes());
        bytes.extend_from_slice(key.strip_suffix(b"/").unwrap_or(key));
        bytes.push(0);
        bytes.extend_from_slice(id.as_bytes());
    }
    bytes
}
