//! Roles on lines without a label, where people attest: before a dash, `Lead — ____`, with what to write in parentheses,
//! `Lead (name/date): ____`, below the strokes to sign on, and before an answer.

use super::super::draft::Draft;
use super::super::frame::trimmed;
use super::super::labels::Segment;
use super::super::lines::LineKind;
use super::super::vocabulary::{Lists, at};
use super::super::{choices, inline, slots, words};
use super::asked::{is_named, is_signed, is_stand_in};
use super::lines::{date_near, is_date, push};
use super::{is_role_alone, sign_off_section, strip_suffixes, value};
use crate::model::{Label, SignOffShape};
use crate::text::Span;

/// What people write between a role and the strokes behind it.
const DASHES: [&str; 4] = [" — ", " – ", " - ", " -- "];

/// Reads the lines that stand where people attest.
pub(super) fn read(draft: &mut Draft<'_>, attested: &[usize]) {
    below_titles(draft);
    for line in attested.iter().copied() {
        if draft.item_of_line(line).is_some() || draft.frame.title_at(line).is_some() {
            continue;
        }
        let segments = draft.segments(line);
        let found = before_slot(draft, line).or_else(|| below_slot(draft, line));
        let found = found.map(|(role, slot)| (role, unlabelled(slot))).filter(|(_, segment)| is_place(draft, segment));
        let Some((role, segment)) = found.or_else(|| behind_answer(draft, &segments)) else { continue };
        if draft.is_taken(segment.value) {
            continue;
        }
        let Some(scope) = sign_off_section(draft, line) else { continue };
        let date = match draft.frame.entry_at(line) {
            Some(_) => segments.iter().find(|segment| is_date(segment)).cloned(),
            None => date_near(draft, line, &segments),
        };
        let date = date.map(|date| value(draft, &date));
        let bullet = draft.frame.entry_at(line).is_some();
        let shape = if bullet { SignOffShape::Bullet } else { SignOffShape::Line };
        let id = draft.id('o', &draft.section_id(line), "/", &inline::slug(&role));
        let mut name = value(draft, &segment);
        if is_hint(draft.source.slice(segment.value)) {
            name.value = None;
        }
        push(draft, line, id, role, shape, scope, name, [date, None]);
        let answer = segments.first().and_then(|first| choices::choice(draft.source.slice(first.value)));
        if let Some(sign_off) = draft.sign_offs.last_mut() {
            sign_off.span = sign_off.span.join(segment.value);
            sign_off.signature = answer.and_then(|(_, chosen)| chosen);
        }
    }
}

/// `## Approved by`, and below it but the place to sign, `________` or `[Name]`.
fn below_titles(draft: &mut Draft<'_>) {
    for index in 0..draft.sections.len() {
        let Some(section) = draft.sections.get(index).filter(|section| section.label == Label::Heading) else {
            continue;
        };
        let title = section.title.trim_end_matches(':');
        if !(words::SIGN_OFF_LABELS.has(title) && title.contains(' ')) {
            continue;
        }
        let Some(line) = draft.frame.next_filled(section.line - 1) else { continue };
        let slot = draft.frame.line(line).filter(|own| matches!(own.kind, LineKind::Text | LineKind::Break));
        let Some(slot) = slot.map(|own| trimmed(draft.source, own.content)) else { continue };
        let segment = unlabelled(slot);
        let stands_in = || is_stand_in(draft.source.slice(slot));
        let (Some((scope, scope_id)), false) = (sign_off_section(draft, line), draft.is_taken(slot)) else { continue };
        if draft.segments(line).iter().any(|segment| segment.label.is_some())
            || !(is_place(draft, &segment) || stands_in())
        {
            continue;
        }
        let role = if words::APPROVER_LABELS.has(title) { "Approver" } else { title }.to_owned();
        let id = draft.id('o', &draft.section_id(line), "/", &inline::slug(&role));
        let name = value(draft, &segment);
        push(draft, line, id, role, SignOffShape::Line, (scope, scope_id), name, [None, None]);
    }
}

/// `QA sign-off: ☐ Yes ☐ No Name: ____`: who answers signs behind it; the answer is a field of its own.
fn behind_answer<'s>(draft: &Draft<'_>, segments: &[Segment<'s>]) -> Option<(String, Segment<'s>)> {
    let first = segments.first().filter(|first| choices::has_box(draft.source.slice(first.value)))?;
    let label = first.label.as_deref()?;
    let role = strip_suffixes(label);
    let name = segments.iter().find(|segment| segment.is(words::NAME_LABELS) && !segment.inner)?;
    (role.len() < label.len()).then(|| (role.to_owned(), name.clone()))
}

/// `Lead — ____`, `Lead (name/date): ____`: the role, and the slot behind it.
fn before_slot(draft: &Draft<'_>, line: usize) -> Option<(String, Span)> {
    let content = draft.content(line)?;
    let text = draft.source.slice(content);
    let dashes = DASHES.iter().filter_map(|dash| Some((at(text, dash)?, dash.len())));
    let (end, len) = dashes.min().or_else(|| asked_for(text))?;
    let role = inline::plain(text.get(..end)?);
    let from = content.start + end + len;
    let next = draft.segments(line).iter().map(|segment| segment.start).find(|start| *start > from);
    let slot = trimmed(draft.source, Span::new(from, next.unwrap_or(content.end)));
    (is_role_alone(&role) && !role.contains(':')).then_some((role, slot))
}

/// Where the parentheses start that say what to write behind them, and how far the slot is from there.
fn asked_for(text: &str) -> Option<(usize, usize)> {
    let open = at(text, " (")?;
    let behind = text.get(open + 2..)?;
    let (inner, rest) = behind.split_once(')')?;
    let colon = rest.trim_start_matches('*').starts_with(':');
    let end = text.len() - rest.trim_start_matches(['*', ':']).len();
    (colon && asks_who(inner)).then_some((open, end - open))
}

/// A role below the line to sign on: the role, and that line.
fn below_slot(draft: &Draft<'_>, line: usize) -> Option<(String, Span)> {
    let above = draft.frame.line(line.checked_sub(1)?).filter(|above| above.marker.is_none())?;
    let own = draft.frame.line(line).filter(|own| own.marker.is_none())?;
    let text = draft.source.slice(own.content);
    let plain = !text.contains([':', '_']) && is_role_alone(text);
    let signs = matches!(above.kind, LineKind::Text | LineKind::Break);
    (plain && signs).then(|| (inline::plain(text), trimmed(draft.source, above.content)))
}

/// Whether people sign there, or somebody has.
fn is_place(draft: &Draft<'_>, segment: &Segment) -> bool {
    let text = draft.source.slice(segment.value);
    let strokes = || {
        text.trim_matches(['_', '\\', ' ', '/']).is_empty() && !slots::blanks(draft.source, segment.value).is_empty()
    };
    strokes() || is_signed(text) || is_named(draft, segment) || is_hint(text)
}

/// Whether words say what to write in their place, `_name, date_`.
fn is_hint(text: &str) -> bool {
    let inner = text.trim_matches(['_', '*', '(', ')', '[', ']', '<', '>', '`', ' ']);
    inner.len() < text.len() && asks_who(inner)
}

/// Whether words are what somebody who signs writes: `name, date`.
fn asks_who(text: &str) -> bool {
    let asks = |part: &str| {
        let part = part.trim();
        [words::NAME_LABELS, words::SIGNATURE_LABELS, words::DATE_LABELS].iter().any(|list| list.has(part))
    };
    text.split(['/', ',', '&', '+']).all(asks)
}

fn unlabelled(value: Span) -> Segment<'static> {
    let (start, after_label) = (value.start, value.start);
    Segment { label: None, start, value, after_label, bold: false, inner: false, named: Lists::default() }
}
