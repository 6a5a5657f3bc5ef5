//! The names of objects: a hash by SHA-1 or by SHA-256, as the repository has it.

use std::fmt;

use super::libgit;
use crate::digest::Sha256;

/// By which hash a repository names its objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// SHA-1, with 40 hex digits.
    Sha1,
    /// SHA-256, with 64 hex digits.
    Sha256,
}

impl Format {
    /// The name that git has for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
        }
    }

    /// The format of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Sha1, Self::Sha256].into_iter().find(|format| format.name() == name)
    }

    /// The length of an id, in bytes.
    pub(super) fn length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        }
    }

    /// The header of a commit in which its signature stands.
    pub(crate) fn signature_header(self) -> &'static str {
        match self {
            Self::Sha1 => "gpgsig",
            Self::Sha256 => "gpgsig-sha256",
        }
    }
}

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectKind {
    /// A commit.
    Commit,
    /// A folder.
    Tree,
    /// The bytes of a file.
    Blob,
    /// A tag that is an object.
    Tag,
}

impl ObjectKind {
    /// The name that git has for it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Tree => "tree",
            Self::Blob => "blob",
            Self::Tag => "tag",
        }
    }

    /// The kind of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Commit, Self::Tree, Self::Blob, Self::Tag].into_iter().find(|kind| kind.name() == name)
    }
}

/// The id of an object; in lower-case hex for people.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObjectId {
    /// Of a repository with SHA-1.
    Sha1([u8; 20]),
    /// Of a repository with SHA-256.
    Sha256([u8; 32]),
}

impl ObjectId {
    /// The id that git gives to an object with these bytes.
    pub fn of(format: Format, kind: ObjectKind, bytes: &[u8]) -> Self {
        match format {
            // The library's SHA-1 sees attempts at a collision.
            Format::Sha1 => Self::Sha1(libgit::sha1(kind, bytes)),
            Format::Sha256 => {
                let head = format!("{} {}\0", kind.name(), bytes.len());
                Self::Sha256(Sha256::of_parts([head.as_bytes(), bytes]).bytes())
            }
        }
    }

    /// Reads a whole id of 40 or 64 hex digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        for (byte, &[high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = u8::try_from(char::from(high).to_digit(16)? << 4 | char::from(low).to_digit(16)?).ok()?;
        }
        let length = Some(pairs.len()).filter(|&length| rest.is_empty() && length <= bytes.len())?;
        Self::from_bytes(bytes.get(..length)?)
    }

    /// The id of 20 or 32 bytes.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        match bytes.len() {
            20 => bytes.try_into().ok().map(Self::Sha1),
            _ => bytes.try_into().ok().map(Self::Sha256),
        }
    }

    /// Its bytes.
    pub(super) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Sha1(bytes) => bytes,
            Self::Sha256(bytes) => bytes,
        }
    }

    /// By which hash it names its object.
    pub fn format(&self) -> Format {
        match self {
            Self::Sha1(_) => Format::Sha1,
            Self::Sha256(_) => Format::Sha256,
        }
    }

    /// Whether it is the id of an object with these bytes.
    pub fn is_of(&self, kind: ObjectKind, bytes: &[u8]) -> bool {
        Self::of(self.format(), kind, bytes) == *self
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The id of a commit, in lower-case hex.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitId(pub(crate) ObjectId);

impl CommitId {
    /// Reads a whole id of 40 or 64 hex digits.
    pub fn parse(text: &str) -> Option<Self> {
        ObjectId::parse(text).map(Self)
    }

    /// By which hash it names its commit.
    pub(crate) fn format(&self) -> Format {
        self.0.format()
    }
}

impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
