//! Sign-offs: lines in an item, role blocks, bullets, boxes and table rows; one file a shape.

mod asked;
mod bare_lines;
mod boxes_in_line;
mod boxes_of_roles;
mod columns;
mod lines;
mod pairs;
mod paragraphs;
mod role_blocks;
mod tables;

use std::sync::Arc;

use super::conditions::conditional;
use super::draft::Draft;
use super::labels::Segment;
use super::vocabulary::Spoken;
use super::{Recogniser, choices, inline, slots, statuses, words};
use crate::model::{Applicability, Label, Scope, SignOff, Slot, State};
use crate::text::Span;

pub use tables::{is_directory, is_roster};

pub const RECOGNISER: Recogniser =
    Recogniser { name: "sign-offs", summary: "places where a person attests, in all their shapes", recognise };

fn recognise(draft: &mut Draft<'_>) {
    find_attesting(draft);
    let attested = attested_lines(draft);
    boxes_in_line::read(draft, &attested);
    boxes_of_roles::read(draft);
    bare_lines::read(draft, &attested);
    paragraphs::read(draft, &attested);
    role_blocks::read(draft);
    lines::read(draft);
    tables::read(draft);
    pairs::read(draft);
    columns::read(draft);
    for sign_off in &mut draft.sign_offs {
        weigh(sign_off);
    }
}

/// Sets aside what a role says is only asked for under a condition, where `N/A` and a reason stand in the name's place.
fn weigh(sign_off: &mut SignOff) {
    let Some(condition) = sign_off.condition.take().or_else(|| conditional(&Spoken::of(&sign_off.role))) else {
        return;
    };
    sign_off.applicability = Applicability::Conditional;
    sign_off.condition = Some(condition);
    let said = sign_off.name.as_deref().and_then(|name| words::NOT_APPLICABLE.strip_from(name));
    let reason = said
        .filter(|rest| !rest.starts_with(char::is_alphanumeric))
        .map(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()));
    if let Some(reason) = reason.filter(|reason| is_value(reason)).map(str::to_owned) {
        sign_off.not_applicable = Some(reason);
        sign_off.name = None;
        sign_off.assurance = None;
    }
}

/// A slot and what stands in it; an unfilled one has no value.
struct Read {
    slot: Slot,
    value: Option<String>,
    /// The date that stands behind a name in the same slot.
    date: Option<String>,
}

impl Read {
    /// A slot with the words in it: `Ana Doe, 2026-11-21 10:32 UTC` is a name and a date.
    fn of(slot: Slot, words: Option<String>) -> Self {
        let dated = words.as_deref().and_then(|words| words.rsplit_once(", ")).filter(|(_, date)| is_date(date));
        match dated.map(|(name, date)| (name.trim().to_owned(), date.trim().to_owned())) {
            Some((name, date)) => Self { slot, value: Some(name), date: Some(date) },
            None => Self { slot, value: words, date: None },
        }
    }
}

/// Reads the value behind a label.
fn value(draft: &Draft<'_>, segment: &Segment) -> Read {
    let filled = without_remark(draft.source.slice(segment.value));
    // Within a code span, where a blank may stand as well.
    let own = filled.strip_prefix('`').and_then(|inner| inner.strip_suffix('`')).filter(|inner| !inner.contains('`'));
    let start = segment.value.start + usize::from(own.is_some());
    let filled = Span::new(start, start + own.unwrap_or(filled).len());
    let blank = slots::blanks(draft.source, segment.value).into_iter().next();
    let value = match &blank {
        Some(blank) => {
            // Words in front of the blank are a name that somebody wrote on the line; what follows is a remark.
            let written = draft.source.slice(Span::new(segment.value.start, blank.span.start)).trim();
            written.contains(char::is_alphanumeric).then(|| inline::plain(written))
        }
        None => Some(inline::plain(draft.source.slice(filled)))
            .filter(|value| is_value(value) && approval_box(draft, filled).is_none_or(|(_, ticked)| ticked)),
    };
    let span = match &blank {
        Some(blank) if value.is_none() => blank.span,
        Some(_) => segment.value,
        None if filled.is_empty() => Span::at(segment.after_label),
        None => filled,
    };
    let space = span.is_empty() && !draft.source.slice(Span::new(0, span.start)).ends_with([' ', '\t']);
    Read::of(Slot { span, space }, value)
}

/// What stands before the ` — Name, date` that signing puts behind a box, the name, and the date.
fn split_signature(text: &str) -> (&str, Option<String>, Option<String>) {
    let Some((head, tail)) = text.rsplit_once(" — ") else { return (text, None, None) };
    let (name, date) = tail.rsplit_once(", ").map_or((tail, None), |(name, date)| (name, Some(date.trim().to_owned())));
    (head, Some(inline::plain(name)), date)
}

/// A name without the remark in parentheses behind it, which was there before the name.
fn without_remark(text: &str) -> &str {
    let open = text.rfind('(').filter(|_| text.ends_with(')'));
    open.and_then(|open| text.get(..open))
        .filter(|head| head.is_empty() || head.ends_with(' '))
        .unwrap_or(text)
        .trim_end()
}

/// Whether words start with a day, `2026-11-21`.
fn is_date(text: &str) -> bool {
    let day = text.trim().as_bytes().get(..10);
    day.is_some_and(|day| {
        day.iter().enumerate().all(|(at, byte)| if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() })
    })
}

/// Whether words are somebody's, and not a blank, a placeholder, a dash or "TBD".
pub fn is_value(text: &str) -> bool {
    let text = text.trim().trim_matches('`');
    let text = text.strip_prefix('\\').unwrap_or(text);
    let between = |open, close| text.starts_with(open) && text.ends_with(close);
    let bracketed = between('[', ']') || between('<', '>') || between('{', '}');
    let nobody = text.strip_prefix('@').is_some_and(|handle| words::HANDLES.has(handle));
    text.chars().any(char::is_alphanumeric) && !bracketed && !nobody && !words::NO_VALUE.has(text)
}

/// Whether a title says that people attest below it.
fn is_sign_off_title(title: &Spoken<'_>) -> bool {
    let signs = || [words::SIGNATURE_LABELS, words::SIGN_OFF_LABELS].iter().any(|list| list.has(title.text()));
    (title.says(words::SIGN_OFF_TITLES) || signs()) && !title.says(words::NO_SIGN_OFF_TITLES)
}

/// Finds for each section the nearest one outwards whose title says that people attest, and whether there is any. Below a
/// title in between that is no role stands something else: attendees, a summary.
fn find_attesting(draft: &mut Draft<'_>) {
    let count = draft.sections.len();
    let (mut attesting, mut below) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for (index, section) in draft.sections.iter().enumerate() {
        let title = draft.title_of(index);
        let parent = section.parent.as_ref().map(|parent| parent.index);
        if is_sign_off_title(&title) {
            attesting.push(Some(index));
            below.push(true);
        } else {
            let above = parent.and_then(|parent| attesting.get(parent).copied().flatten());
            attesting.push(above.filter(|_| is_role(title.text())));
            below.push(parent.is_some_and(|parent| below.get(parent).is_some_and(|below| *below)));
        }
    }
    (draft.attesting, draft.below_sign_offs) = (attesting, below);
}

/// Whether a line stands below a title that says that people attest, however far out.
fn is_below_sign_offs(draft: &Draft<'_>, line: usize) -> bool {
    draft.section_of_line(line).and_then(|own| draft.below_sign_offs.get(own)).is_some_and(|below| *below)
}

/// The lines of text that stand where people attest.
fn attested_lines(draft: &Draft<'_>) -> Vec<usize> {
    if draft.attesting.iter().all(Option::is_none) {
        return Vec::new();
    }
    draft.text_lines().filter(|line| attesting_at(draft, *line).is_some()).collect()
}

/// The section by whose title people attest on a line.
fn attesting_at(draft: &Draft<'_>, line: usize) -> Option<usize> {
    draft.attesting.get(draft.section_of_line(line)?).copied().flatten()
}

/// How much people attest to on a line that stands where they do.
fn sign_off_section(draft: &Draft<'_>, line: usize) -> Option<(Scope, Option<Arc<str>>)> {
    let section = draft.sections.get(attesting_at(draft, line)?)?;
    Some(scope_of(draft, section.label, section.level, draft.section_of_line(line)))
}

/// Sign-offs under a heading of their own attest to the document, those under a label to the section around it.
fn scope_of(draft: &Draft<'_>, label: Label, level: u8, own: Option<usize>) -> (Scope, Option<Arc<str>>) {
    if label == Label::Heading && level <= 3 {
        return (Scope::Document, None);
    }
    let heading = draft.titles_outwards(own).find(|(section, _)| section.label == Label::Heading);
    match heading {
        Some((heading, title)) if heading.level > 1 && !is_sign_off_title(&title) => {
            (Scope::Section, Some(heading.id.clone()))
        }
        _ => (Scope::Document, None),
    }
}

/// Whether words are a role that a person has.
pub fn is_role(text: &str) -> bool {
    // Most texts have no such word anywhere.
    if words::ROLES.find(text).is_none() {
        return false;
    }
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    (1..=6).contains(&words().take(7).count()) && words().any(|word| words::ROLES.has(word))
}

/// Whether words are a role, and no sentence about one: "Product Owner", not "Product Owner has seen it".
fn is_role_alone(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let behind = || words().rev().take_while(|word| !words::ROLES.has(word));
    // `QA report` is what a role has made.
    let made = || words().next_back().is_some_and(|last| words::MADE_BY_ROLES.has(last));
    is_role(text) && !made() && behind().all(|word| word.starts_with(char::is_uppercase) || word.len() <= 3)
}

/// The only box of `☐ Approved`, and whether it is ticked; behind it may stand ` — Name, date`, which signing adds.
fn approval_box(draft: &Draft<'_>, span: Span) -> Option<(Span, bool)> {
    let text = draft.source.slice(span);
    let (at, len, state) = statuses::cell_box(text)?;
    let said = text.get(at + len..)?;
    let approves = words::APPROVED.leading(said.trim_start()).is_some() && !choices::has_box(said);
    approves.then(|| (Span::new(span.start + at, span.start + at + len), state == State::Done))
}

/// A role without "approval", "sign-off" and the like behind it.
fn strip_suffixes(role: &str) -> &str {
    let mut role = role.trim();
    // `Porter / signature / date`
    if let Some((first, rest)) = role.split_once('/')
        && rest.split('/').any(|part| words::SIGNATURE_LABELS.has(part))
    {
        role = first.trim();
    }
    for suffix in [
        " approval",
        " approved",
        " sign-off",
        " signoff",
        " sign off",
        " signature",
        " approves",
        "-genehmigung",
        "-freigabe",
        "签字",
        "签名",
        "簽字",
        "簽名",
        "署名",
        "サイン",
        " 서명",
    ] {
        if let Some(at) = role.len().checked_sub(suffix.len())
            && at > 0
            && role.get(at..).is_some_and(|tail| tail.eq_ignore_ascii_case(suffix))
        {
            role = role.get(..at).unwrap_or(role).trim();
        }
    }
    role
}
