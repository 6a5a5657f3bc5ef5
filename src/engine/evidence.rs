//! Evidence: files that show that an item is done, kept beside the run in a folder of its own, named by their digest.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::files::{self, FileError};
use super::paths::{folder, real, relative, root};
use crate::digest::Sha256;
use crate::fill::{self, Attachment};
use crate::text::{MAX_BYTES, Source, Span};
use crate::world::World;

/// The ending of the folder's name, behind the run's own.
const FOLDER: &str = "evidence";

/// Evidence that has been looked at, and can be kept.
pub struct Found {
    /// What the checklist says of it.
    pub attachment: Attachment,
    /// Where it is to be kept, and its bytes; `None` for what stays where it is.
    copy: Option<(PathBuf, Vec<u8>)>,
}

/// Looks at a file or URL; with `link`, a file stays where it is. Nothing is written.
///
/// # Errors
/// When there is no such file, it is too large, or a link to it would lead out of the repository.
pub fn look_at(world: &World, run: &Path, what: &str, link: bool) -> Result<Found> {
    look_at_beside(world, run, what, link, &[])
}

/// The same, beside `others` that are going to be kept too.
///
/// # Errors
/// When there is no such file, it is too large, or a link to it would lead out of the repository.
pub fn look_at_beside(world: &World, run: &Path, what: &str, link: bool, others: &[Found]) -> Result<Found> {
    if let Some((scheme, rest)) = what.split_once("://") {
        if !matches!(scheme, "https" | "http") || rest.is_empty() || rest.contains(char::is_whitespace) {
            bail!("{what}: is no link that can be attached; write one that begins with https://");
        }
        let attachment = Attachment { name: what.to_owned(), target: what.to_owned(), sha256: None };
        return Ok(Found { attachment, copy: None });
    }
    if run == Path::new(files::STDIN) {
        bail!("a file is kept beside the run, and standard input has no place; name the run");
    }
    let bytes = files::read_bytes(&world.path(what), what).map_err(|error| match error {
        FileError::TooLarge(_) => {
            anyhow::anyhow!("{what}: has more than {MAX_BYTES} bytes; keep it elsewhere and attach its URL")
        }
        error => error.into(),
    })?;
    let sha256 = Some(Sha256::of(&bytes));
    let file = real(&world.path(what));
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let home = folder(world, run);
    if link {
        let inside = root(world, &home).unwrap_or_else(|| home.clone());
        if !file.starts_with(&inside) {
            bail!("{what}: is outside of {}; leave out --link to keep a copy, or attach a URL", inside.display());
        }
        return Ok(Found { attachment: Attachment { name, target: relative(&home, &file), sha256 }, copy: None });
    }
    kept(world, run, &name, bytes, others)
}

/// Bytes that are no file yet, as evidence to be kept.
///
/// # Errors
/// When they have no place beside the run.
pub fn of_bytes(world: &World, run: &Path, name: &str, bytes: Vec<u8>) -> Result<Found> {
    kept(world, run, name, bytes, &[])
}

/// Evidence that is kept in the run's own folder.
fn kept(world: &World, run: &Path, name: &str, bytes: Vec<u8>, others: &[Found]) -> Result<Found> {
    let home = folder(world, run);
    let sha256 = Some(Sha256::of(&bytes));
    let stem = run.file_stem().map(|stem| stem.to_string_lossy().into_owned()).context("the run has no name")?;
    let within = format!("{stem}.{FOLDER}");
    if home.join(&within).symlink_metadata().is_ok_and(|meta| !meta.is_dir()) {
        bail!("{within}: is no folder; nothing was written; move it away");
    }
    let kept = kept_name(&home.join(&within), name, &bytes, others);
    let copy = Some((home.join(&within).join(&kept), bytes));
    Ok(Found { attachment: Attachment { name: name.to_owned(), target: format!("{within}/{kept}"), sha256 }, copy })
}

impl Found {
    /// Writes the copy, where one is wanted and none is there yet.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn keep(&self) -> Result<()> {
        match &self.copy {
            Some((path, bytes)) if !holds(path, bytes) => Ok(files::create(path, bytes)?),
            _ => Ok(()),
        }
    }
}

/// A name in plain letters; where another file has it already, the digest tells them apart.
fn kept_name(folder: &Path, name: &str, bytes: &[u8], others: &[Found]) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '-' };
    let name: String = name.chars().map(plain).collect();
    let name = name.trim_start_matches(['.', '-']);
    let name = if name.is_empty() { "file" } else { name };
    let name = name.get(name.len().saturating_sub(100)..).unwrap_or(name);
    let path = folder.join(name);
    let other = others.iter().filter_map(|other| other.copy.as_ref()).find(|(taken, _)| *taken == path);
    let free = match other {
        Some((_, held)) => held == bytes,
        None => path.symlink_metadata().is_err() || holds(&path, bytes),
    };
    if free {
        return name.to_owned();
    }
    let digest = Sha256::of(bytes).hex();
    format!("{}-{name}", digest.get(..12).unwrap_or(&digest))
}

fn holds(path: &Path, bytes: &[u8]) -> bool {
    let regular = path.symlink_metadata().is_ok_and(|meta| meta.is_file());
    regular && files::read_bytes(path, "").is_ok_and(|there| there == bytes)
}

/// Most bytes of evidence that a recorded run may have in all.
const MOST: usize = 64 * 1024 * 1024;

/// The evidence that a run names with its digest, within `covered` where that is said, by the digests.
///
/// # Errors
/// When a file is missing, has changed since it was attached, or lies outside of the repository; or all is too large.
pub fn collect(world: &World, run: &Path, source: &Source, covered: Option<Span>) -> Result<BTreeMap<String, Vec<u8>>> {
    let within = |span: Span| covered.is_none_or(|covered| covered.start <= span.start && span.start < covered.end);
    let home = folder(world, run);
    let inside = root(world, &home).unwrap_or_else(|| home.clone());
    let mut files = BTreeMap::new();
    let mut total = 0;
    for named in fill::attached(source).into_iter().filter(|named| within(named.span)) {
        let (line, target) = (named.line, &named.target);
        let file = home.join(target);
        let file = dunce::canonicalize(&file).unwrap_or_else(|_| real(&file));
        if !file.starts_with(&inside) {
            bail!("line {line}: the evidence {target} is outside of {} (path-outside-run)", inside.display());
        }
        let bytes = files::read_bytes(&file, target)
            .with_context(|| format!("line {line}: the evidence can't be read (evidence)"))?;
        // Text may have been checked out with other line ends than it was attached with.
        let bytes = if Sha256::of(&bytes) == named.sha256 { bytes } else { files::as_kept(bytes) };
        if Sha256::of(&bytes) != named.sha256 {
            bail!(
                "line {line}: the evidence {target} is not what was attached; attach it again, or put the file back (evidence)"
            );
        }
        total += bytes.len();
        if total > MOST {
            bail!("the evidence has more than {MOST} bytes in all; keep some of it elsewhere and attach its URL");
        }
        files.insert(named.sha256.hex(), bytes);
    }
    Ok(files)
}
