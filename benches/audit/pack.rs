//! A pack that is written quickly: blobs and commits as they are, a folder that grows as what it has more than before.

use std::io::Write as _;
use std::path::Path;

use git2::{ObjectType, Oid};

/// How many changes of a folder stand on one another before it is written whole again, as `git gc` does it.
const DEPTH: usize = 50;

pub struct Pack {
    bytes: Vec<u8>,
    objects: u32,
}

/// A folder that only grows, at its end.
#[derive(Default)]
pub struct Growing {
    tree: Vec<u8>,
    at: usize,
    depth: usize,
}

impl Pack {
    pub fn new() -> Self {
        Self { bytes: b"PACK\0\0\0\x02\0\0\0\0".to_vec(), objects: 0 }
    }

    pub fn blob(&mut self, bytes: &[u8]) -> Oid {
        self.whole(3, ObjectType::Blob, bytes)
    }

    pub fn commit(&mut self, bytes: &[u8]) -> Oid {
        self.whole(1, ObjectType::Commit, bytes)
    }

    /// A folder of these entries, which stand in git's order.
    pub fn tree(&mut self, entries: &[(&str, &str, Oid)]) -> Oid {
        let mut tree = Vec::new();
        entries.iter().for_each(|entry| tree.extend(line(*entry)));
        self.whole(2, ObjectType::Tree, &tree)
    }

    /// The same folder with one entry more.
    pub fn grow(&mut self, folder: &mut Growing, entry: (&str, &str, Oid)) -> Oid {
        let more = line(entry);
        let (at, old) = (self.bytes.len(), folder.tree.len());
        folder.tree.extend(&more);
        if folder.depth.is_multiple_of(DEPTH) {
            self.entry(2, folder.tree.len(), &[], &folder.tree);
        } else {
            let mut delta = Vec::new();
            [old, folder.tree.len()].iter().for_each(|size| varint(*size, &mut delta));
            // Copy all of the base, then put in what is new.
            delta.push(0b1111_0000);
            delta.extend(old.to_le_bytes().iter().take(3));
            delta.push(more.len() as u8);
            delta.extend(&more);
            let mut back = Vec::new();
            offset(at - folder.at, &mut back);
            self.entry(6, delta.len(), &back, &delta);
        }
        (folder.at, folder.depth) = (at, folder.depth + 1);
        Oid::hash_object(ObjectType::Tree, &folder.tree).expect("a hash")
    }

    fn whole(&mut self, kind: u8, name: ObjectType, bytes: &[u8]) -> Oid {
        self.entry(kind, bytes.len(), &[], bytes);
        Oid::hash_object(name, bytes).expect("a hash")
    }

    fn entry(&mut self, kind: u8, size: usize, base: &[u8], bytes: &[u8]) {
        let mut first = kind << 4 | (size & 15) as u8;
        let mut rest = size >> 4;
        while rest > 0 {
            self.bytes.push(first | 128);
            first = (rest & 127) as u8;
            rest >>= 7;
        }
        self.bytes.push(first);
        self.bytes.extend(base);
        self.bytes.extend(miniz_oxide::deflate::compress_to_vec_zlib(bytes, 1));
        self.objects += 1;
    }

    /// Puts the pack into a repository.
    pub fn write(mut self, git_dir: &Path) {
        self.bytes[8..12].copy_from_slice(&self.objects.to_be_bytes());
        let digest = ring::digest::digest(&ring::digest::SHA1_FOR_LEGACY_USE_ONLY, &self.bytes);
        self.bytes.extend(digest.as_ref());
        let mut index = std::process::Command::new("git");
        index.arg("--git-dir").arg(git_dir).args(["index-pack", "--stdin"]);
        let mut index = index.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::null()).spawn().unwrap();
        index.stdin.take().unwrap().write_all(&self.bytes).unwrap();
        assert!(index.wait().unwrap().success());
    }
}

fn line((mode, name, id): (&str, &str, Oid)) -> Vec<u8> {
    [mode.as_bytes(), b" ", name.as_bytes(), b"\0", id.as_bytes()].concat()
}

fn varint(mut number: usize, out: &mut Vec<u8>) {
    while number > 127 {
        out.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

/// How far back the base stands, as packs have it.
fn offset(mut number: usize, out: &mut Vec<u8>) {
    let mut bytes = vec![(number & 127) as u8];
    while number > 127 {
        number = (number >> 7) - 1;
        bytes.push((number & 127) as u8 | 128);
    }
    out.extend(bytes.iter().rev());
}
