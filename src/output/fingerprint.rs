//! Fingerprints: names for findings that stay the same when lines above them come and go.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::digest::Sha256;
use crate::text::Source;
use crate::verdict::Judged;

/// One fingerprint for each finding of the checklist, in hex: made of its rule, its item and the words of its line, and
/// of how many such findings there were before it.
pub(super) fn of(judged: &Judged) -> Vec<String> {
    let mut seen: HashMap<Sha256, usize> = HashMap::new();
    let one = |found: &Diagnostic| {
        let base = digest(&[found.rule, found.item.as_deref().unwrap_or(""), line(judged.source, found)]);
        let before = seen.entry(base).or_default();
        let own = digest(&[&base.hex(), &before.to_string()]);
        *before += 1;
        own.hex()
    };
    judged.diagnostics.iter().map(one).collect()
}

/// The digest of several texts, so joined that none can pass for another.
pub(super) fn digest(parts: &[&str]) -> Sha256 {
    Sha256::of(parts.join("\0").as_bytes())
}

/// The words of the line on which a finding starts; how far they are indented does not count.
fn line<'a>(source: &'a Source, found: &Diagnostic) -> &'a str {
    source.slice(source.line(source.line_of(found.span.start))).trim()
}
