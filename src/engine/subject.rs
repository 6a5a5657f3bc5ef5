//! What a run releases, as its text names it: a commit of the repository, and an image.

use std::collections::BTreeSet;
use std::path::Path;

use super::paths::relative;
use super::place::Place;
use crate::digest::Sha256;
use crate::git::Repository;
use crate::model::{Checklist, FrontValue};
use crate::record::Subject;

/// What stands before the digest in the name of an image, by the grammar of OCI's references.
const DIGEST: &str = "@sha256:";

/// What the run at `path` releases, as far as it can be told here: the tree of the commit that it names, without the
/// folder of the run, and the one image that its fields name by digest.
pub fn of(place: &Place, path: &Path, checklist: &Checklist) -> Subject {
    let full = dunce::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    at(&place.repository, &relative(&place.root(), &full), checklist)
}

/// The same for a run by its path from the root, as one that is recorded has it. Left out of the tree is the run's folder, or where
/// that is the root the run alone.
pub(super) fn at(repository: &Repository, path: &str, checklist: &Checklist) -> Subject {
    let folder = path.rsplit_once('/').map_or(path, |(folder, _)| folder);
    let tree = commit(checklist).and_then(|commit| repository.tree_without(&commit, folder).ok());
    Subject { tree, oci: image(checklist) }
}

/// The digest of the image, if the fields name one and no other.
fn image(checklist: &Checklist) -> Option<Sha256> {
    let values = checklist.fields.iter().filter_map(|field| field.value.as_deref());
    let named = values.flat_map(|value| value.split(DIGEST).skip(1).filter_map(|rest| rest.get(..64)));
    let images: BTreeSet<Sha256> = named.filter_map(Sha256::parse_hex).collect();
    images.first().copied().filter(|_| images.len() == 1)
}

/// The commit that is released, by the front matter or a field that is labelled so.
pub fn commit(checklist: &Checklist) -> Option<String> {
    const LABELS: [&str; 4] = ["commit", "revision", "sha", "git"];
    let front = checklist.front_matter.as_ref().and_then(|front| match front.get("commit") {
        Some(FrontValue::Text(text)) => id(text),
        _ => None,
    });
    let labelled = |label: &str| {
        let label = label.to_lowercase();
        label.split(|c: char| !c.is_alphanumeric()).any(|word| LABELS.contains(&word))
    };
    let fields = || checklist.fields.iter().filter(|field| labelled(&field.label));
    front.or_else(|| fields().find_map(|field| id(field.value.as_deref()?)))
}

/// The id of a commit within a text: seven hex digits or more.
fn id(text: &str) -> Option<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let is_id = |word: &&str| (7..=64).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_hexdigit());
    words.into_iter().find(is_id).map(str::to_owned)
}
