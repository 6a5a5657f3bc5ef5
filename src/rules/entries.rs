//! Entries of lists without boxes that end as what is not done does: `- Failover - not done`, `- Failover: open` below
//! `- Restore: done`.

use super::said_alone::is_read;
use super::words::{entry, quote};
use super::{Context, denials, ends, remarks};
use crate::parse::plain;
use crate::parse::words::{DONE, SAYS_FAILED, SAYS_WHEN, SET_ASIDE, UNDONE};
use crate::text::{Marks, Span};

/// Of how many bytes an entry may be: longer ones tell a story.
const ENTRY: usize = 60;

/// What a state stands behind.
const BEHIND: Marks<5> = Marks::new([": ", " - ", "–", "—", " ("]);

/// Each of them, and in which words it is told.
pub(super) fn told(context: &Context) -> impl Iterator<Item = (Span, String)> {
    let (source, checklist) = (context.source, context.checklist);
    (1..=source.line_count()).filter_map(move |number| {
        let line = source.line(number);
        let written = source.slice(line).trim();
        let listed = entry(written);
        let text = listed.unwrap_or(written);
        if text.len() > ENTRY || text.starts_with(['[', '|', '#', '>']) {
            return None;
        }
        let undone = listed.is_some() && is_undone(text) || is_left(context, number, text);
        if !undone || SAYS_WHEN.alone_in(text).is_some() {
            return None;
        }
        let hidden = || checklist.is_in_code(line.start) || checklist.is_in_comment(line);
        let told = !is_read(context, number) && !hidden() && context.is_due(line) && !is_set_aside(context, number);
        told.then(|| (line, format!("a line says {}", quote(&plain(text)))))
    })
}

/// Whether an entry itself says that it is not done; a value is judged with its label, and "⏳ Pending" explains its sign.
fn is_undone(text: &str) -> bool {
    if text.contains(": ") || !text.trim_start_matches(['*', '_']).starts_with(char::is_alphanumeric) {
        return false;
    }
    let said = plain(text);
    // "The load test failed" may be what would set something off.
    let unsettled = || ends::unsettled(&said).is_some_and(|word| !SAYS_FAILED.has(word));
    let undone = remarks::read(&said, text).is_some() || unsettled() || ends::denied(&said).is_some();
    undone && denials::not_done(&said).is_none()
}

/// Whether an entry is said to be open, and one beside it to be done: what is open there is no door.
fn is_left(context: &Context, number: usize, text: &str) -> bool {
    let source = context.source;
    let done = |number: usize| {
        let beside = (1..=source.line_count()).contains(&number).then(|| source.slice(source.line(number)));
        beside.and_then(state).is_some_and(|state| state != "closed" && DONE.has(state))
    };
    // Behind a colon the label's value says it already.
    let told = |state: &str| text.contains(": ") && remarks::is_undone(state);
    state(text).is_some_and(|state| UNDONE.has(state) && !told(state)) && (done(number - 1) || done(number + 1))
}

/// What stands behind the last mark of a line.
fn state(text: &str) -> Option<&str> {
    text.get(BEHIND.last_end(text)?..).map(|state| state.trim_matches([')', '.', ' ', '*', '_']))
}

/// Whether what stands above a list says that it tells of something else: what is left out, or would set something off.
fn is_set_aside(context: &Context, number: usize) -> bool {
    let source = context.source;
    let title = context.section_at(source.line(number)).map_or("", |section| &section.title);
    let mut above = (1..number).rev().map(|number| source.slice(source.line(number)).trim());
    let lead = above.find(|text| !text.is_empty() && entry(text).is_none()).filter(|text| text.ends_with([':', '*']));
    [title, lead.unwrap_or("")]
        .iter()
        .any(|text| SET_ASIDE.alone_in(text).is_some() || SAYS_WHEN.alone_in(text).is_some())
}
