//! Mending: the fixes that rules propose, put in where they change nothing that a reader sees.

use super::{Allowed, apply};
use crate::diagnostic::Diagnostic;
use crate::text::{Edit, EditSet, Source};

/// A text with its safe fixes put in.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The text.
    pub source: Source,
    /// How many findings were mended.
    pub mended: usize,
    /// How many findings have a fix that was refused, because it would have changed something else.
    pub refused: usize,
}

/// Puts in the fixes of all `findings`, which were made of `source`; those that would change anything but the look of a box
/// or a blank are left out.
pub fn mend(source: &Source, findings: &[Diagnostic]) -> Mended {
    let fixes: Vec<&[Edit]> = findings.iter().map(|found| found.fix.as_slice()).filter(|fix| !fix.is_empty()).collect();
    if let Some(after) = put_in(source, &fixes) {
        return Mended { source: after, mended: fixes.len(), refused: 0 };
    }
    // From the last to the first, so that the places of those before stay what they are.
    let mut each = fixes;
    each.sort_by_key(|fix| std::cmp::Reverse(fix.first().map(|edit| edit.span.start)));
    let mut mended = Mended { source: source.clone(), mended: 0, refused: 0 };
    for fix in each {
        match put_in(&mended.source, &[fix]) {
            Some(after) => {
                mended.source = after;
                mended.mended += 1;
            }
            None => mended.refused += 1,
        }
    }
    mended
}

/// The text with these fixes, where they are safe.
fn put_in(source: &Source, fixes: &[&[Edit]]) -> Option<Source> {
    let edits = EditSet::new(source, fixes.concat()).ok()?;
    apply(source, &edits, &Allowed { boxes: true, ..Allowed::default() }).ok()
}
