//! Items from entries with a box: GFM tasks, glyphs and near misses.

use std::borrow::Cow;

use memchr::{memchr, memchr3, memchr3_iter};

use super::boxes::{BoxMark, Tick};
use super::draft::Draft;
use super::lines::LineKind;
use super::{Recogniser, choices, inline, unboxed, vocabulary, words};
use crate::model::{Applicability, Item, ItemShape, Polarity, Role, State};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "items", summary: "entries with a box: GFM tasks, glyphs, near misses", recognise };

fn recognise(draft: &mut Draft<'_>) {
    draft.items.reserve(draft.frame.entries.len());
    let mut others = std::mem::take(&mut draft.unboxed);
    others.sort_by_key(|found| found.line);
    let mut others = others.into_iter().peekable();
    for index in 0..draft.frame.entries.len() {
        let Some(entry) = draft.frame.entries.get(index) else { break };
        let line = entry.line;
        while let Some(found) = others.next_if(|found| found.line < line) {
            unboxed::push(draft, found);
        }
        let Some(entry) = draft.frame.entries.get(index) else { break };
        let Some(mark) = entry.mark.clone() else { continue };
        // Several boxes on one line are the alternatives of one choice.
        let behind = draft.source.slice(entry.content);
        let radio = draft.source.slice(mark.span).starts_with('(');
        let several = || choices::has_box(behind) || radio && choices::first_mark(behind).is_some();
        if mark.shape != ItemShape::Task && several() {
            continue;
        }
        let line = entry.line;
        if mark.shape != ItemShape::Task && draft.explains_signs(line) {
            continue;
        }
        let parent =
            draft.frame.outwards(entry.parent).find_map(|above| draft.item_of_entry.get(above).copied().flatten());
        let (content, last) = (entry.content, entry.last_line);
        let item = item(draft, &mark, line, last, content, parent);
        if let Some(slot) = draft.item_of_entry.get_mut(index) {
            *slot = Some(draft.items.len());
        }
        draft.items.push(item);
        if let Some(why) = &mark.near_miss {
            draft.problem("near-miss-box", mark.span, format!("this looks like a checkbox but is none: {why}"));
        }
    }
    for found in others {
        unboxed::push(draft, found);
    }
}

fn item(draft: &mut Draft<'_>, mark: &BoxMark, line: usize, last: usize, content: Span, parent: Option<usize>) -> Item {
    let wording = Wording::read(text(draft, line, content));
    let state = match (mark.tick, &wording.says) {
        // `[x]` with "N/A" is not applicable; an empty box with "N/A" says so as well.
        (_, Some(Says::NotApplicable)) => State::NotApplicable,
        (Tick::NotApplicable, _) => State::NotApplicable,
        (_, Some(Says::Failed)) | (Tick::Failed, _) => State::Failed,
        (Tick::Done, None) => State::Done,
        (Tick::Open, None) => State::Open,
    };
    let section = draft.section_of_line(line).and_then(|section| draft.section_ref(section));
    let id = draft.id_within('i', section.as_ref(), id_words(&wording.text));
    let whole = |at: usize| draft.frame.line(at).map_or(content, |line| line.span);
    Item {
        id,
        section,
        parent: parent.and_then(|parent| draft.item_ref(parent)),
        text: wording.text,
        state,
        shape: mark.shape,
        role: Role::Action,
        polarity: Polarity::Normal,
        applicability: Applicability::Required,
        condition: None,
        responsible: None,
        verification: None,
        reason: wording.reason,
        at: draft.source.position(mark.span.start),
        span: Span::new(whole(line).start, content.end.max(mark.span.end)),
        box_span: Some(mark.span),
        block: Span::new(whole(line).start, whole(last).end),
    }
}

/// The words of an item: its first line, and the lines that its sentence runs on to.
pub fn text(draft: &Draft<'_>, line: usize, content: Span) -> String {
    let mut text = Cow::Borrowed(draft.source.slice(content));
    let owner = draft.frame.owner.get(line).copied().flatten();
    for next in line + 1..draft.frame.lines.len() {
        let Some(below) = draft.frame.line(next) else { break };
        let runs_on = below.kind == LineKind::Text
            && below.marker.is_none()
            && draft.frame.entry_at(next).is_none()
            && draft.frame.owner.get(next).copied().flatten() == owner
            && draft.frame.title_at(next).is_none()
            && !super::labels::starts_with_label(draft.source.slice(below.content));
        if !runs_on {
            break;
        }
        let text = text.to_mut();
        text.push(' ');
        text.push_str(draft.source.slice(below.content));
    }
    // The label of an HTML checkbox is closed behind its words.
    let text = text.trim().strip_suffix("</label>").unwrap_or(text.trim());
    if let Some(struck) = struck_out(text) {
        return format!("{} — N/A", inline::plain(struck));
    }
    inline::plain(text)
}

/// What is struck out, where that is all of a text.
fn struck_out(text: &str) -> Option<&str> {
    let marks = [("~~", "~~"), ("<del>", "</del>"), ("<s>", "</s>"), ("<strike>", "</strike>")];
    marks.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))
}

/// The words that name an item for good: without what is measured or filled in behind a colon or in parentheses.
fn id_words(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mark = |at: usize| match bytes.get(at..)? {
        [b':', b' ', ..] | [b'_', b'_', b'_', ..] => Some(at),
        [b'(', ..] => at.checked_sub(1).filter(|before| bytes.get(*before) == Some(&b' ')),
        _ => None,
    };
    let end = memchr3_iter(b':', b'(', b'_', bytes).find_map(mark).unwrap_or(text.len());
    text.get(..end).filter(|head| head.chars().any(char::is_alphanumeric)).unwrap_or(text)
}

/// What an item's words say about its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    NotApplicable,
    Failed,
}

/// The words of an item without what they say about its state.
struct Wording {
    text: String,
    says: Option<Says>,
    reason: Option<String>,
}

/// Words at either end of an item that say it is not applicable, or has failed.
const SAYINGS: &[(&str, Says)] = &[
    ("n/a", Says::NotApplicable),
    ("not applicable", Says::NotApplicable),
    ("nicht zutreffend", Says::NotApplicable),
    ("sans objet", Says::NotApplicable),
    ("não aplicável", Says::NotApplicable),
    ("failed", Says::Failed),
];

/// The words of an item without what they say about its state; that; and why.
pub fn wording(text: String) -> (String, Option<State>, Option<String>) {
    let Wording { text, says, reason } = Wording::read(text);
    let state = says.map(|says| match says {
        Says::NotApplicable => State::NotApplicable,
        Says::Failed => State::Failed,
    });
    (text, state, reason)
}

impl Wording {
    fn read(text: String) -> Self {
        let signs = text.as_bytes();
        if text.is_ascii() && memchr3(b'-', b'(', b':', signs).is_none() && memchr(b'/', signs).is_none() {
            return Self { text, says: None, reason: None };
        }
        // Behind: ` — N/A: reason`. The last dash that such a word follows.
        for (at, dash) in text.rmatch_indices(['—', '–', '-']) {
            let Some(tail) = text.get(at + dash.len()..) else { continue };
            let spaced = text.get(..at).is_some_and(|head| head.ends_with(' ')) && tail.starts_with(' ');
            if let Some((says, reason)) = spaced.then(|| saying(tail.trim_start())).flatten() {
                return Self { text: text.get(..at).unwrap_or("").trim_end().to_owned(), says: Some(says), reason };
            }
        }
        // Behind a colon: `Load test: N/A (reason)`. A ticket may be none.
        for (at, colon) in text.rmatch_indices(": ") {
            let (head, tail) = (text.get(..at).unwrap_or(""), text.get(at + colon.len()..).unwrap_or(""));
            if let Some((says @ Says::NotApplicable, reason)) = saying(tail).filter(|_| !words::FIELD_LABELS.has(head))
            {
                return Self { text: head.to_owned(), says: Some(says), reason };
            }
        }
        // In parentheses at the end: `(N/A: reason)`.
        if text.ends_with(')')
            && let Some(open) = text.rfind('(')
            && let Some(inner) = text.get(open + 1..).and_then(|tail| tail.strip_suffix(')'))
            && let Some((says @ Says::NotApplicable, reason)) = saying(inner)
        {
            return Self { text: text.get(..open).unwrap_or("").trim_end().to_owned(), says: Some(says), reason };
        }
        // Behind a sign at the end, `Pumps moved ✅ N/A`: no reason is given.
        if let Some(head) = text.strip_suffix("N/A").map(str::trim_end)
            && head.ends_with(|c: char| !c.is_ascii() && !c.is_alphanumeric())
        {
            let head = head.trim_end_matches(|c: char| !(c.is_ascii() || c.is_alphanumeric())).trim_end();
            return Self { text: head.to_owned(), says: Some(Says::NotApplicable), reason: None };
        }
        // In front: `N/A: text` or `N/A - text`; what follows is the item, so there is no reason.
        if let Some(rest) = text.get(..3).filter(|head| head.eq_ignore_ascii_case("n/a")).and_then(|_| text.get(3..))
            && rest.trim_start().starts_with([':', '-', '—', '–'])
        {
            let rest = rest.trim_start().trim_start_matches([':', '-', '—', '–']).trim_start();
            return Self { text: rest.to_owned(), says: Some(Says::NotApplicable), reason: None };
        }
        Self { text, says: None, reason: None }
    }
}

/// Reads `N/A: reason` or `FAILED: reason`.
fn saying(text: &str) -> Option<(Says, Option<String>)> {
    SAYINGS.iter().find_map(|(word, says)| {
        let (head, rest) = text.split_at_checked(vocabulary::prefix(text, word)?)?;
        // "Failed" in running text is no verdict: only in capitals, with a colon, or alone.
        let reason = match rest.trim_start().chars().next() {
            None => None,
            Some(':' | '—' | '–' | '-' | '(' | ',') => {
                let reason =
                    rest.trim().trim_start_matches([':', '—', '–', '-', '(', ',']).trim().trim_end_matches(')').trim();
                (!reason.is_empty()).then(|| reason.to_owned())
            }
            Some(_) => return None,
        };
        let loud = head.chars().all(|c| !c.is_lowercase()) || *says == Says::NotApplicable;
        loud.then_some((*says, reason))
    })
}
