//! Criteria: conditions under a title that says what to do when they come true.

use super::draft::Draft;
use super::vocabulary::{Spoken, Words};
use super::{Recogniser, inline, quantity, words};
use crate::model::{Criterion, Label, Polarity, Role, State};
use crate::text::Span;

pub const RECOGNISER: Recogniser = Recogniser {
    name: "criteria",
    summary: "rollback and abort criteria, with metric, threshold and window",
    recognise,
};

fn recognise(draft: &mut Draft<'_>) {
    let criteria: Vec<bool> = (0..draft.sections.len()).map(|section| is_criteria(draft, Some(section))).collect();
    for index in 0..draft.frame.entries.len() {
        let Some(entry) = draft.frame.entries.get(index) else { break };
        let (line, content, has_below) = (entry.line, entry.content, entry.has_entries_below);
        let section = draft.section_of_line(line);
        if !section.and_then(|section| criteria.get(section)).copied().unwrap_or(false) {
            continue;
        }
        let item = draft.item_of_entry.get(index).copied().flatten();
        // A title of boxes is none of the conditions, nor is a note below one.
        let inside =
            draft.frame.outwards(entry.parent).any(|above| draft.item_of_entry.get(above).copied().flatten().is_some());
        let titles = draft.frame.title_at(line).is_some();
        if titles || inside || (item.is_none() && has_below) {
            continue;
        }
        let text = item
            .and_then(|item| draft.items.get(item))
            .map_or_else(|| inline::plain(draft.source.slice(content)), |item| item.text.clone());
        // Their status stands beside the conditions, and is none.
        if text.is_empty() || text.split_once(':').is_some_and(|(label, _)| words::STATUS_LABELS.has(label)) {
            continue;
        }
        if let Some(item) = item.and_then(|item| draft.items.get_mut(item)) {
            item.role = Role::Criterion;
            item.polarity = Polarity::Inverse;
        }
        let fired = match item.and_then(|item| draft.items.get(item)) {
            Some(item) => Some(item.state == State::Done),
            None => answered(&text),
        };
        let criterion = criterion(draft, text, section, line, content, item, fired);
        draft.criteria.push(criterion);
    }
}

/// Whether an answer behind a condition without a box says that it came true: "Error rate > 5 %: YES".
fn answered(text: &str) -> Option<bool> {
    let (_, answer) = text.rsplit_once([':', '?', '—', '–', '→'])?;
    let answer = answer.trim().trim_matches(['*', '.', '!', ' ']);
    let says = |list: Words| list.has(answer.split([' ', ',', '(']).next().unwrap_or(""));
    says(words::CAME_TRUE).then_some(true).or_else(|| says(words::FAILED).then_some(false))
}

/// Whether a label runs on into what follows it: "Roll back if", "on any of the following".
fn leads_on(title: &Spoken<'_>) -> bool {
    let end = title.text().get(title.text().len().saturating_sub(2)..);
    end.is_some_and(|end| end.eq_ignore_ascii_case("if")) || title.says(words::LEADS_ON)
}

/// Whether the conditions below a title call for an action when they come true, or are good then; `None` where it names none.
pub fn adverse(title: &Spoken<'_>) -> Option<bool> {
    // "NO-GO (do not deploy)"
    let no_go =
        || words::NO_GO.has(title.text().split('(').next().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric()));
    let named = title.says(words::CRITERIA) || title.says(words::TRIGGERS);
    let either = title.says(words::EITHER_CRITERIA);
    // "Database triggers" set off programs.
    let programs = || title.says(words::TRIGGERS) && title.says(words::PROGRAMS) && !title.says(words::CALLS_OFF);
    match () {
        () if title.says(words::ADVERSE_CRITERIA) && !either || no_go() => Some(true),
        () if title.says(words::GOOD_CRITERIA) => Some(false),
        // "Roll back if all criteria hold"
        () if named && !either && title.says(words::CALLS_OFF) => Some(true),
        () if title.says(words::FAVOURABLE_CRITERIA) => Some(false),
        () => {
            (title.says(words::CRITERIA) || named && !triggers_something(title.text()) && !programs()).then_some(true)
        }
    }
}

/// Whether "trigger" is a verb in a title, or another one leads it: "Step 5: Trigger the deployment", "Test the manual trigger".
fn triggers_something(title: &str) -> bool {
    let words = title.rsplit_once(": ").map_or(title, |(_, words)| words);
    let words = words.trim_start_matches(|c: char| !c.is_alphabetic());
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let verb = words::TRIGGERS.has(first) && !rest.is_empty() && words::TRIGGER_NOUNS.leading(rest).is_none();
    verb || words::IMPERATIVES.has(first) && !words::TRIGGERS.has(first)
}

/// Whether the nearest titles say that conditions follow.
pub(super) fn is_criteria(draft: &Draft<'_>, section: Option<usize>) -> bool {
    for (section, title) in draft.titles_outwards(section) {
        if let Some(adverse) = adverse(&title) {
            return adverse;
        }
        // A bold label within the section that says something else, e.g. who decides, ends it.
        if section.label == Label::Bold && !leads_on(&title) {
            return false;
        }
        if section.label == Label::Heading {
            return false;
        }
    }
    false
}

fn criterion(
    draft: &mut Draft<'_>,
    text: String,
    section: Option<usize>,
    line: usize,
    content: Span,
    item: Option<usize>,
    fired: Option<bool>,
) -> Criterion {
    let id = draft.id('c', &draft.section_id(line), "/", &inline::slug(&text));
    let mut metric = None;
    let mut op = None;
    let mut threshold = None;
    let mut window_seconds = None;
    let sign = quantity::relations(&text).find_map(|(at, op, len)| {
        let value = text.get(at + len..)?;
        let read = quantity::quantity(value.trim_start())?;
        let lead = value.len() - value.trim_start().len();
        Some((at, op, len + lead, read))
    });
    if let Some((at, relation, lead, read)) = sign {
        let words = text.get(..at).unwrap_or("").trim().trim_end_matches([':', '(']).trim();
        metric = (!words.is_empty()).then(|| words.to_owned());
        op = Some(relation);
        let end = at + lead + read.len;
        threshold = text.get(at + lead..end).map(|value| value.trim().to_owned());
        window_seconds = text.get(end..).and_then(quantity::duration);
    }
    Criterion {
        id,
        section: section.and_then(|section| draft.section_ref(section)),
        text,
        metric,
        op,
        threshold,
        window_seconds,
        fired,
        line: line + 1,
        item: item.and_then(|item| draft.item_ref(item)),
        span: content,
    }
}
