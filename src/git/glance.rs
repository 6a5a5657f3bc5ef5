//! What is of interest in anybody's commits and folders, however they were made. The record's own are read by `objects`.

use super::objects::MODE_TREE;
use super::{CommitId, Format, GitError, ObjectId, ObjectKind, Objects as _, Repository};

/// A submodule's entry: it names a commit of another repository.
pub(super) const MODE_COMMIT: u32 = 0o160_000;

/// A commit that somebody made with some program.
pub(super) struct Glanced {
    pub tree: ObjectId,
    pub parents: Vec<CommitId>,
    /// With anything that is not UTF-8 replaced.
    pub author_name: String,
    pub author_email: String,
    /// The committer's, in seconds since 1970, UTC; 0 where it can't be read.
    pub time: i64,
}

/// An entry of a folder.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub mode: u32,
    pub name: &'a [u8],
    pub id: ObjectId,
}

impl Entry<'_> {
    pub fn kind(&self) -> ObjectKind {
        match self.mode {
            MODE_TREE => ObjectKind::Tree,
            MODE_COMMIT => ObjectKind::Commit,
            _ => ObjectKind::Blob,
        }
    }
}

impl Repository {
    /// A commit by its id.
    pub(super) fn glance(&self, id: CommitId) -> Result<Glanced, GitError> {
        let bytes = self.object(id.0, ObjectKind::Commit)?;
        commit(id.format(), &bytes)
            .ok_or_else(|| GitError::Damaged { id: id.to_string(), reason: "its header is malformed".to_owned() })
    }

    /// Calls `each` with the entries of a folder.
    pub(super) fn each_entry(&self, tree: ObjectId, mut each: impl FnMut(Entry<'_>)) -> Result<(), GitError> {
        let bytes = self.object(tree, ObjectKind::Tree)?;
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let (entry, next) = entry(tree.format(), rest).ok_or_else(|| GitError::Damaged {
                id: tree.to_string(),
                reason: "an entry is malformed".to_owned(),
            })?;
            each(entry);
            rest = next;
        }
        Ok(())
    }

    /// The mode and the id of what stands at a path (with `/`) below a folder; `None` if nothing does.
    pub(super) fn find(&self, tree: ObjectId, path: &str) -> Result<Option<(u32, ObjectId)>, GitError> {
        let mut at = (MODE_TREE, tree);
        for name in path.split('/') {
            if at.0 != MODE_TREE {
                return Ok(None);
            }
            let mut found = None;
            self.each_entry(at.1, |entry| {
                if entry.name == name.as_bytes() {
                    found = Some((entry.mode, entry.id));
                }
            })?;
            match found {
                Some(next) => at = next,
                None => return Ok(None),
            }
        }
        Ok(Some(at))
    }
}

fn commit(format: Format, bytes: &[u8]) -> Option<Glanced> {
    let id = |text: &[u8]| {
        std::str::from_utf8(text).ok().and_then(ObjectId::parse).filter(|id: &ObjectId| id.format() == format)
    };
    let (mut tree, mut parents, mut author, mut time) = (None, Vec::new(), None, 0);
    for line in bytes.split(|&byte| byte == b'\n').take_while(|line| !line.is_empty()) {
        if let Some(text) = line.strip_prefix(b"tree ") {
            tree = tree.or(Some(id(text)?));
        } else if let Some(text) = line.strip_prefix(b"parent ") {
            parents.push(CommitId(id(text)?));
        } else if let Some(text) = line.strip_prefix(b"author ") {
            author = author.or(Some(text));
        } else if let Some(text) = line.strip_prefix(b"committer ") {
            time = seconds(text);
        }
    }
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    let mut parts = author.unwrap_or_default().splitn(2, |&byte| byte == b'<');
    let author_name = text(parts.next().unwrap_or_default());
    let email = parts.next().unwrap_or_default();
    let author_email = text(email.split(|&byte| byte == b'>').next().unwrap_or_default());
    Some(Glanced { tree: tree?, parents, author_name, author_email, time })
}

/// The time behind somebody's name and address.
fn seconds(person: &[u8]) -> i64 {
    let when = person.rsplit(|&byte| byte == b'>').next().unwrap_or_default();
    let text = std::str::from_utf8(when).unwrap_or_default();
    text.split_whitespace().next().and_then(|text| text.parse().ok()).unwrap_or(0)
}

fn entry(format: Format, bytes: &[u8]) -> Option<(Entry<'_>, &[u8])> {
    let space = bytes.iter().position(|&byte| byte == b' ')?;
    let (mode, rest) = bytes.split_at_checked(space)?;
    let mode = u32::from_str_radix(std::str::from_utf8(mode).ok()?, 8).ok()?;
    let nul = rest.iter().position(|&byte| byte == 0)?;
    let (name, rest) = (rest.get(1..nul)?, rest.get(nul + 1..)?);
    let (id, rest) = rest.split_at_checked(format.length())?;
    Some((Entry { mode, name, id: ObjectId::from_bytes(id)? }, rest))
}
