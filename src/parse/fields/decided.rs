//! A decision behind a dash or an equals sign in place of the colon: `Decision - wait`, `**Verdict** = GO`.

use super::super::draft::Draft;
use super::super::labels::Segment;
use super::super::signs::Signs;
use super::super::vocabulary::Lists;
use super::super::{decisions, words};
use super::written;
use crate::text::Span;

/// What people write between the label and what was decided.
const SIGNS: [&str; 6] = ["- ", "– ", "— ", "=", "→", "-> "];

/// Reads a line that is one, and says whether it was.
pub fn read(draft: &mut Draft<'_>, line: usize) -> bool {
    // Asked of every line: most have no such sign.
    if !draft.has_sign(line, Signs::DASH) {
        return false;
    }
    let Some(content) = draft.content(line) else { return false };
    let text = draft.source.slice(content);
    let bare = text.trim_start_matches('*');
    let behind = |_: &str, rest: &str| sign(rest).is_some();
    let Some(label) = words::DECIDING.leading_to(bare, behind) else { return false };
    let value = bare.get(label.len()..).and_then(sign).unwrap_or("");
    if value.is_empty() || draft.frame.title_at(line).is_some() {
        return false;
    }
    // "Decision - making and communication" is a topic.
    let topic = draft.frame.entry_at(line).is_some() || value.split_whitespace().count() > 3;
    if topic && decisions::decided(value).is_none() {
        return false;
    }
    let start = content.start + text.len() - value.len();
    let value = Span::new(start, content.start + text.trim_end_matches(['*', ' ']).len().max(start - content.start));
    let label = bare.get(..label.len()).unwrap_or(label).to_owned();
    let named = Lists::of(&label);
    let segment = Segment {
        label: Some(label.as_str().into()),
        start: content.start,
        value,
        after_label: start,
        bold: false,
        inner: false,
        named,
    };
    written::read(draft, line, &segment, &label, Span::at(value.end));
    true
}

/// What stands behind such a sign.
fn sign(rest: &str) -> Option<&str> {
    let apart = rest.trim_start_matches('*');
    let sign = apart.trim_start();
    let spaced = sign.len() < apart.len() || apart.starts_with('=');
    SIGNS
        .iter()
        .filter(|_| spaced)
        .find_map(|mark| sign.strip_prefix(*mark))
        .map(|value| value.trim_start_matches(['*', ' ', '>']))
}
