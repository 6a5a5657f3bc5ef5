//! Loose objects, inflated by ourselves: libgit2 never comes back from one whose file was cut short.

use std::path::Path;

use super::objects::MAX_OBJECT;
use super::{GitError, ObjectId, ObjectKind};

/// The kind and bytes of an object in a folder of objects; `None` if it has no file of its own there.
pub(super) fn read(folder: &Path, id: ObjectId) -> Result<Option<(ObjectKind, Vec<u8>)>, GitError> {
    let hex = id.to_string();
    let (fan, name) = hex.split_at_checked(2).unwrap_or_default();
    let path = folder.join(fan).join(name);
    let file = match std::fs::read(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(GitError::Io { path, source }),
    };
    let damaged = |reason: &str| GitError::Damaged { id: hex.clone(), reason: reason.to_owned() };
    let (kind, bytes) = inflate(&file).map_err(damaged)?;
    if !id.is_of(kind, &bytes) {
        return Err(damaged("its bytes do not have that hash"));
    }
    Ok(Some((kind, bytes)))
}

fn inflate(file: &[u8]) -> Result<(ObjectKind, Vec<u8>), &'static str> {
    use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};
    let mut bytes = decompress_to_vec_zlib_with_limit(file, MAX_OBJECT + 64).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => "it is too large",
        TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => "its file is cut short",
        _ => "its file is not compressed as it should be",
    })?;
    let end = bytes.iter().take(32).position(|&byte| byte == 0).ok_or("its header does not end")?;
    let head = bytes.get(..end).and_then(|head| std::str::from_utf8(head).ok()).unwrap_or_default();
    let (kind, size) = head.split_once(' ').ok_or("its header is malformed")?;
    let kind = ObjectKind::named(kind).ok_or("its kind is unknown")?;
    let size: usize = size.parse().map_err(|_| "its header is malformed")?;
    let body = bytes.split_off(end + 1);
    if size == body.len() { Ok((kind, body)) } else { Err("its length is not what its header says") }
}
