//! What a statement names besides the text that it is about.

use std::collections::BTreeSet;

use crate::digest::Sha256;
use crate::signing::statement::{Scope, Statement};

/// What a statement names besides the text that it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grounds {
    /// The digest of the template that the run was made from, if it was made from one.
    pub template: Option<Sha256>,
    /// What is released, as far as it can be told.
    pub subject: Subject,
    /// The digest of what a sign-off of the whole includes; see [`includes`].
    pub includes: Option<Sha256>,
}

/// What a run releases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// The id of the tree, in hex, without the folder of the run.
    pub tree: Option<String>,
    /// The digest of the image.
    pub oci: Option<Sha256>,
}

impl Subject {
    /// Whether both name a tree, or both an image, and not the same one. What only one of them names tells nothing: a
    /// commit may be named after an item was signed, and may be out of reach for whoever reads.
    pub fn contradicts(&self, other: &Self) -> bool {
        let trees = self.tree.as_ref().zip(other.tree.as_ref());
        let images = self.oci.zip(other.oci);
        trees.is_some_and(|(one, other)| one != other) || images.is_some_and(|(one, other)| one != other)
    }
}

/// What a sign-off of the whole includes: the sign-offs of items among these statements, and the evidence. `None` where
/// there is neither.
///
/// It is the SHA-256 of their digests in lower-case hex, sorted, each once and on a line of its own; so `sha256sum`,
/// `cut`, `sort` and `sha256sum` again come to the same.
pub fn includes<'a>(
    statements: impl IntoIterator<Item = &'a [u8]>,
    evidence: impl IntoIterator<Item = Sha256>,
) -> Option<Sha256> {
    let of_item = |bytes: &&[u8]| Statement::parse(bytes).is_ok_and(|made| matches!(made.scope, Scope::Item(_)));
    let signed = statements.into_iter().filter(of_item).map(Sha256::of);
    let digests: BTreeSet<String> = signed.chain(evidence).map(|digest| digest.hex() + "\n").collect();
    (!digests.is_empty()).then(|| Sha256::of(digests.into_iter().collect::<String>().as_bytes()))
}
