//! Files: read whole or not at all, replaced whole or not at all, and never over somebody else's change.

use std::fs::{File, Permissions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::digest::Sha256;
use crate::text::{MAX_BYTES, Source, SourceError};
use crate::world::World;

/// The path that means standard input.
pub const STDIN: &str = "-";

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Nothing is there.
    #[error("{0}: no such file; check the name and the directory")]
    Missing(String),
    /// A directory is there.
    #[error("{0}: is a directory; name a file in it")]
    Directory(String),
    /// A pipe, device or socket is there.
    #[error("{0}: is no regular file; pass its content on standard input, and - as the file")]
    NotRegular(String),
    /// More than a checklist may have.
    #[error("{0}: has more than the {MAX_BYTES} bytes that a checklist may have; name the checklist itself")]
    TooLarge(String),
    /// The system refused to read it.
    #[error("{path}: cannot be read: {source}")]
    Read {
        /// The file, as it was named.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// Its bytes are no checklist.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// It is not what was read any more.
    #[error("{0}: changed by someone else since it was read; nothing was written; run the same command again")]
    Changed(String),
    /// It must not be replaced.
    #[error("{0}: exists already; nothing was written; choose another name, or pass --force to replace it")]
    Exists(String),
    /// It belongs to git.
    #[error("{0}: is inside a .git directory; nothing was written; choose another place")]
    InsideGit(String),
    /// The system refused to write it.
    #[error("{path}: cannot be written: {source}; what was there before is untouched")]
    Write {
        /// The file, as it was named.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Reads a checklist, or standard input for `-`. Its name in messages is `path` as given.
///
/// # Errors
/// When it is no regular file, too large, or no text.
pub fn read(world: &mut World, path: &Path) -> Result<Source, FileError> {
    if path == Path::new(STDIN) {
        let bytes = bounded(&mut world.stdin, 0, "standard input")?;
        return Ok(Source::new("<stdin>", bytes)?);
    }
    read_at(&world.path(path), &name(path))
}

/// Where a file is; standard input stands in the working directory.
pub fn place(world: &World, path: &Path) -> PathBuf {
    let full = if path == Path::new(STDIN) { world.cwd.join("stdin") } else { world.path(path) };
    // A link is what it points at; what is not there yet is where it will be.
    dunce::canonicalize(&full).unwrap_or(full)
}

/// What a path is called wherever it is told or compared: as it was given, with `/` between its parts on every system.
pub fn name(path: &Path) -> String {
    with_slashes(path.display().to_string(), std::path::MAIN_SEPARATOR)
}

fn with_slashes(name: String, separator: char) -> String {
    // Elsewhere a backslash is a letter like any other.
    if separator == '/' { name } else { name.replace(separator, "/") }
}

/// Reads the checklist at `path`, which people know as `name`.
///
/// # Errors
/// When it is no regular file, too large, or no text.
pub fn read_at(path: &Path, name: &str) -> Result<Source, FileError> {
    Ok(Source::new(name, read_bytes(path, name)?)?)
}

/// Whether a file begins with a byte-order mark; a file that can't be read has none.
pub fn has_byte_order_mark(path: &Path) -> bool {
    let mut start = [0; 3];
    // Opening a pipe would wait for its writer.
    path.is_file()
        && File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok()
        && start == *b"\xef\xbb\xbf"
}

/// Whether a file is Markdown, by the ending of its name.
pub fn is_markdown(path: &Path) -> bool {
    const ENDINGS: [&str; 3] = ["md", "markdown", "mkd"];
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The bytes of a regular file, which people know as `name`.
///
/// # Errors
/// When it is no regular file, or too large.
pub fn read_bytes(path: &Path, name: &str) -> Result<Vec<u8>, FileError> {
    let failed = |source: std::io::Error| match source.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => FileError::Missing(name.to_owned()),
        _ => FileError::Read { path: name.to_owned(), source },
    };
    // Asked before it is opened: opening a pipe would wait for its writer.
    let meta = std::fs::metadata(path).map_err(failed)?;
    if meta.is_dir() {
        return Err(FileError::Directory(name.to_owned()));
    }
    if !meta.is_file() {
        return Err(FileError::NotRegular(name.to_owned()));
    }
    let expected = usize::try_from(meta.len()).map_or(MAX_BYTES, |len| len.saturating_add(1));
    bounded(&mut File::open(path).map_err(failed)?, expected, name)
}

/// What git keeps of a file of which it has checked out every line with CR LF, as on Windows; every other file is what it is.
pub fn as_kept(bytes: Vec<u8>) -> Vec<u8> {
    let ends = bytes.windows(2).filter(|two| two == b"\r\n").count();
    let [returns, feeds] = [b'\r', b'\n'].map(|end| bytes.iter().filter(|byte| **byte == end).count());
    if ends == 0 || [returns, feeds] != [ends, ends] {
        return bytes;
    }
    bytes.into_iter().filter(|byte| *byte != b'\r').collect()
}

/// Everything `reader` has, about `expected` bytes, as long as it is not too much.
fn bounded(reader: &mut dyn Read, expected: usize, name: &str) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::with_capacity(expected.min(MAX_BYTES));
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let failed = |source| FileError::Read { path: name.to_owned(), source };
    reader.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > MAX_BYTES {
        return Err(FileError::TooLarge(name.to_owned()));
    }
    Ok(bytes)
}

/// Replaces the file that `before` was read from, at once; a symbolic link stays, and what it points at is replaced.
///
/// # Errors
/// When its bytes are not those of `before` any more, or it can't be written.
pub fn replace(path: &Path, before: &Source, bytes: &[u8]) -> Result<(), FileError> {
    let name = before.path();
    let failed = |source| FileError::Write { path: name.to_owned(), source };
    let target = dunce::canonicalize(path).map_err(failed)?;
    let unchanged = || match read_bytes(&target, name) {
        Ok(now) if Sha256::of(&now) == before.sha256() => Ok(()),
        Ok(_) | Err(FileError::Missing(_)) => Err(FileError::Changed(name.to_owned())),
        Err(error) => Err(error),
    };
    unchanged()?;
    if bytes == before.text().as_bytes() {
        return Ok(());
    }
    let mode = std::fs::metadata(&target).map_err(failed)?.permissions();
    // Renaming over it would work all the same, but whoever made it read-only did not mean that.
    if mode.readonly() {
        return Err(failed(ErrorKind::PermissionDenied.into()));
    }
    let written = prepare(&target, name, bytes, Some(mode))?;
    unchanged()?;
    written.persist(&target).map_err(|error| failed(error.error))?;
    sync_parent(&target);
    Ok(())
}

/// Writes a file that must not be there yet; directories that lack are made.
///
/// # Errors
/// When something is there, or it can't be written.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let name = name(path);
    // Asked first for a clear answer; the last step asks again, without a gap.
    if path.symlink_metadata().is_ok() {
        return Err(FileError::Exists(name));
    }
    let written = prepare(path, &name, bytes, None)?;
    match written.persist_noclobber(path) {
        Ok(_) => {
            sync_parent(path);
            Ok(())
        }
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Err(FileError::Exists(name)),
        Err(error) => Err(FileError::Write { path: name, source: error.error }),
    }
}

/// Writes a file, whatever is there; only a directory or device is left alone.
///
/// # Errors
/// When it can't be written.
pub fn create_or_replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let name = name(path);
    let failed = |source| FileError::Write { path: name.clone(), source };
    match path.metadata() {
        Ok(meta) if meta.is_dir() => Err(FileError::Directory(name)),
        Ok(meta) if !meta.is_file() => Err(FileError::NotRegular(name)),
        Ok(meta) => {
            let target = dunce::canonicalize(path).map_err(failed)?;
            let written = prepare(&target, &name, bytes, Some(meta.permissions()))?;
            written.persist(&target).map_err(|error| failed(error.error))?;
            sync_parent(&target);
            Ok(())
        }
        Err(_) => create(path, bytes),
    }
}

/// A temporary file beside `path` that holds `bytes`, safe on the disk.
fn prepare(
    path: &Path,
    name: &str,
    bytes: &[u8],
    mode: Option<Permissions>,
) -> Result<tempfile::NamedTempFile, FileError> {
    let failed = |source| FileError::Write { path: name.to_owned(), source };
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    if parent.components().any(|part| part.as_os_str() == ".git") {
        return Err(FileError::InsideGit(name.to_owned()));
    }
    std::fs::create_dir_all(&parent).map_err(failed)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".gonogo-");
    #[cfg(unix)]
    let all = {
        use std::os::unix::fs::PermissionsExt as _;
        Permissions::from_mode(0o666)
    };
    #[cfg(unix)]
    builder.permissions(all);
    let mut file = builder.tempfile_in(&parent).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    if let Some(mode) = mode {
        file.as_file().set_permissions(mode).map_err(failed)?;
    }
    file.as_file().sync_all().map_err(failed)?;
    Ok(file)
}

/// Makes a rename last; where the system can't, the file itself is whole all the same.
fn sync_parent(path: &Path) {
    if let Some(parent) = path.parent() {
        drop(File::open(parent).and_then(|dir| dir.sync_all()));
    }
}

#[cfg(test)]
mod tests {
    use super::with_slashes;

    #[test]
    fn names_have_slashes_and_keep_their_letters() {
        assert_eq!(with_slashes(r"releases\v1.md".into(), '\\'), "releases/v1.md");
        assert_eq!(with_slashes(r"a\b.md".into(), '/'), r"a\b.md");
    }
}
