//! Raw objects, read and checked by hand: what is judged is the bytes, not somebody's reading of them.

use std::cmp::Ordering;

use super::{CommitId, Format, ObjectId};

/// The largest object that is read, in bytes.
pub(super) const MAX_OBJECT: usize = 512 * 1024 * 1024;

/// A commit, as its bytes say.
#[derive(Debug)]
pub(crate) struct RawCommit {
    pub tree: ObjectId,
    pub parents: Vec<CommitId>,
    pub author: Person,
    pub committer: Person,
    /// Every signature header's text, whichever its name.
    pub signatures: Vec<String>,
    /// Whether the first signature stands in the header that such a repository has for it.
    pub proper_signature: bool,
    /// Headers that a record's commit never has, by name.
    pub other: Vec<String>,
    /// The commit without its signature headers: the bytes that were signed.
    pub payload: Vec<u8>,
    pub message: Vec<u8>,
}

/// An author or committer line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub name: String,
    pub email: String,
    /// Seconds since 1970, UTC.
    pub time: i64,
    pub offset: String,
}

/// One entry of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RawEntry<'a> {
    pub mode: u32,
    pub name: &'a str,
    pub id: ObjectId,
}

impl RawEntry<'_> {
    /// Git's order: a folder is sorted as if its name ended with a slash.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        let (one, two) = (self.name.as_bytes(), other.name.as_bytes());
        let both = one.len().min(two.len());
        let rest = |entry: &Self| {
            let slash = if entry.mode == MODE_TREE { b'/' } else { 0 };
            (entry.name.as_bytes().get(both).copied().unwrap_or(slash), entry.name.len() > both + 1)
        };
        one.get(..both).cmp(&two.get(..both)).then_with(|| rest(self).cmp(&rest(other)))
    }
}

pub(crate) const MODE_FILE: u32 = 0o100644;
pub(crate) const MODE_TREE: u32 = 0o40000;

/// Reads the bytes of a repository's commit; the reason of a refusal is for people.
pub(crate) fn commit(format: Format, bytes: &[u8]) -> Result<RawCommit, String> {
    let end = bytes.windows(2).position(|pair| pair == b"\n\n").ok_or("its header does not end")?;
    let (head, rest) = bytes.split_at(end);
    let message = rest.get(2..).unwrap_or_default().to_vec();
    let head = std::str::from_utf8(head).map_err(|_| "its header is not UTF-8")?;
    if head.contains(['\0', '\r']) {
        return Err("its header holds a control character".into());
    }
    let mut fields: Vec<(&str, String)> = Vec::new();
    let mut payload = String::new();
    let mut skipping = false;
    for line in head.split('\n') {
        if let Some(more) = line.strip_prefix(' ') {
            let (_, value) = fields.last_mut().ok_or("its header starts in the middle")?;
            value.push('\n');
            value.push_str(more);
        } else {
            let (name, value) = line.split_once(' ').ok_or("a header line has no value")?;
            skipping = is_signature(name);
            fields.push((name, value.to_owned()));
        }
        if !skipping {
            payload.push_str(line);
            payload.push('\n');
        }
    }
    let mut payload = payload.into_bytes();
    payload.push(b'\n');
    payload.extend_from_slice(&message);

    let mut fields = fields.into_iter().peekable();
    let mut take = |name: &str| fields.next_if(|(field, _)| *field == name).map(|(_, value)| value);
    let id = |text: &str| ObjectId::parse(text).filter(|id| id.format() == format).ok_or("an id is malformed");
    let tree = id(&take("tree").ok_or("it has no tree")?)?;
    let mut parents = Vec::new();
    while let Some(parent) = take("parent") {
        parents.push(CommitId(id(&parent)?));
    }
    let author = person(&take("author").ok_or("it has no author")?)?;
    let committer = person(&take("committer").ok_or("it has no committer")?)?;
    let (mut signatures, mut other, mut proper_signature) = (Vec::new(), Vec::new(), false);
    for (name, value) in fields {
        if is_signature(name) {
            proper_signature |= signatures.is_empty() && name == format.signature_header();
            signatures.push(value);
        } else {
            other.push(name.to_owned());
        }
    }
    Ok(RawCommit { tree, parents, author, committer, signatures, proper_signature, other, payload, message })
}

fn is_signature(name: &str) -> bool {
    name.to_ascii_lowercase().starts_with("gpgsig")
}

fn person(text: &str) -> Result<Person, &'static str> {
    const BAD: &str = "an author or committer line is malformed";
    let (name, rest) = text.split_once(" <").ok_or(BAD)?;
    let (email, when) = rest.split_once("> ").ok_or(BAD)?;
    let (seconds, offset) = when.split_once(' ').ok_or(BAD)?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let zone = offset.strip_prefix(['+', '-']).is_some_and(|rest| rest.len() == 4 && digits(rest));
    let control = |text: &str| text.chars().any(|c| c.is_control() || c == '<' || c == '>');
    if !digits(seconds) || seconds.len() > 12 || !zone || control(name) || control(email) {
        return Err(BAD);
    }
    let time = seconds.parse().map_err(|_| BAD)?;
    Ok(Person { name: name.into(), email: email.into(), time, offset: offset.into() })
}

/// Reads the bytes of a repository's tree: plain names, in git's order, none twice.
pub(crate) fn tree(format: Format, bytes: &[u8]) -> Result<Vec<RawEntry<'_>>, String> {
    let mut entries: Vec<RawEntry<'_>> = Vec::with_capacity(bytes.len() / 32);
    let mut rest = bytes;
    while !rest.is_empty() {
        let space = rest.iter().take(7).position(|&b| b == b' ').ok_or("an entry has no mode")?;
        let (mode, tail) = rest.split_at(space);
        let tail = tail.get(1..).unwrap_or_default();
        let nul = tail.iter().position(|&b| b == 0).ok_or("an entry has no name")?;
        let (name, tail) = tail.split_at(nul);
        let (id, next) =
            tail.get(1..).and_then(|tail| tail.split_at_checked(format.length())).ok_or("an entry has no id")?;
        rest = next;
        let octal = std::str::from_utf8(mode).ok().filter(|mode| !mode.starts_with('0'));
        let mode = octal.and_then(|mode| u32::from_str_radix(mode, 8).ok()).ok_or("an entry's mode is malformed")?;
        let name = std::str::from_utf8(name).map_err(|_| "an entry's name is not UTF-8")?;
        let id = ObjectId::from_bytes(id).ok_or("an entry has no id")?;
        let entry = RawEntry { mode, name, id };
        // A file and a folder of one name have only longer names that start with theirs between them.
        let mut near = entries.iter().rev().take_while(|e| e.name.starts_with(name));
        if entries.last().is_some_and(|last| last.order(&entry).is_ge()) || near.any(|e| e.name == name) {
            return Err(format!("its entries are out of order or twice at {name:?}"));
        }
        entries.push(entry);
    }
    Ok(entries)
}
