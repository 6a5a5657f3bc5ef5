//! Evidence that a checklist names with its digest, read from the lines that say so.

use crate::digest::Sha256;
use crate::text::{Source, Span};

/// Evidence with a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Where it stands.
    pub line: usize,
    /// The bytes of that line.
    pub span: Span,
    /// Where it is kept, from the run's folder, with `/`.
    pub target: String,
    /// What its bytes were when it was attached.
    pub sha256: Sha256,
}

/// Every `Evidence: [name](target) sha256:…`, in the order of the lines.
pub fn attached(source: &Source) -> Vec<Attached> {
    let one = |(index, span): (usize, Span)| {
        let text = source.slice(span);
        // A cheap guard first: hardly any line names a digest.
        let (before, digest) = text.rsplit_once(" sha256:")?;
        let sha256 = Sha256::parse_hex(digest.get(..64)?)?;
        let (_, link) = before.split_once("Evidence:")?;
        let (target, _) = link.split_once("](")?.1.split_once(')')?;
        Some(Attached { line: index + 1, span, target: decoded(target), sha256 })
    };
    source.lines().enumerate().filter_map(one).collect()
}

/// A target without the escapes that kept it from ending the link.
fn decoded(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    let mut rest = target;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        match after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(u8::is_ascii) {
            Some(byte) => {
                out.push(char::from(byte));
                rest = after.get(2..).unwrap_or("");
            }
            None => {
                out.push('%');
                rest = after;
            }
        }
    }
    out + rest
}
