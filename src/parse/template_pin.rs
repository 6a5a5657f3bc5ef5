//! The template that a run was made from: `<!-- gonogo: template checklists/release.md 8ab6…f1 -->`.

use super::Recogniser;
use super::draft::Draft;
use crate::model::Pin;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "template-pin", summary: "the comment that says which template a run was made from", recognise };

fn recognise(draft: &mut Draft<'_>) {
    for comment in draft.markdown.comments.clone() {
        let words = draft.source.slice(comment).trim_start_matches("<!--").trim_end_matches("-->").trim();
        let Some(rest) = words.strip_prefix("gonogo:").map(str::trim).and_then(|rest| rest.strip_prefix("template"))
        else {
            continue;
        };
        let read = rest.trim().rsplit_once(' ').filter(|(path, blob)| is_blob_id(blob) && !path.trim().is_empty());
        match read {
            // Of two pins nobody knows which one holds.
            Some(_) if draft.template.is_some() => {
                draft.problem("template-pin", comment, "a second template is named here; a run is made from one");
            }
            Some((path, blob)) => {
                let line = draft.source.line_of(comment.start);
                let pin = Pin { path: path.trim().to_owned(), blob: blob.to_owned(), line, span: comment };
                draft.template = Some(pin);
            }
            None => draft.problem(
                "template-pin",
                comment,
                "this names no template: the path and the 40 hex digits of its git blob, 64 with SHA-256, are expected",
            ),
        }
    }
}

fn is_blob_id(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
}
