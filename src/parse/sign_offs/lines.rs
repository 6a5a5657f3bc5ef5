//! Labelled lines on which a person attests: in an item, as a bullet of a role, or alone.

use std::cell::LazyCell;
use std::sync::Arc;

use super::super::draft::Draft;
use super::super::labels::{self, Segment};
use super::super::lines::{Line, LineKind};
use super::super::signs::Signs;
use super::super::vocabulary::Spoken;
use super::super::{inline, words};
use super::asked::{
    answers, attests, is_blank, is_named, is_place, is_plain_place, is_refused, is_signed, is_stand_in, performs,
    signed_below, signs_for_role,
};
use super::{
    Read, approval_box, is_below_sign_offs, is_role, is_role_alone, is_sign_off_title, is_value, scope_of,
    sign_off_section, strip_suffixes, value,
};
use crate::model::{Applicability, Assurance, Label, Scope, SignOff, SignOffShape, Slot};
use crate::text::Span;

/// Labelled lines: in an item, as a bullet of a role, or alone.
pub(super) fn read(draft: &mut Draft<'_>) {
    let mut items = draft.items.iter().map(|item| item.at.line - 1);
    let (first, last) = (items.next().unwrap_or(usize::MAX), items.next_back());
    let last = last.unwrap_or(first);
    for line in draft.text_lines().collect::<Vec<_>>() {
        // Without a colon there is no label.
        let Some(content) = draft.content(line).filter(|_| draft.has_sign(line, Signs::COLON)) else { continue };
        if draft.frame.title_at(line).is_some() && draft.source.slice(content).ends_with("**") {
            continue;
        }
        let segments = draft.segments(line);
        // `Decided at: ____ Decided by: ____`: the second label is the one that asks who.
        let labels = || segments.iter().enumerate().filter(|(_, segment)| !segment.inner);
        let asked = labels().find(|(_, segment)| attests(segment));
        let named = || labels().find(|(_, segment)| segment.label.is_some());
        let Some((at, segment)) = asked.or_else(named) else {
            conditional_bullet(draft, line, content);
            continue;
        };
        let is_taken = |segment: &Segment| {
            draft.is_taken(if segment.value.is_empty() { Span::at(segment.after_label) } else { segment.value })
        };
        if segments.iter().any(is_taken) {
            continue;
        }
        let label = segment.label.as_deref().unwrap_or_default();
        let role = LazyCell::new(|| is_role(label));
        if signed_below(draft, line, label) {
            continue;
        }
        let item = draft.item_of_line(line);
        let is_item_itself = item.and_then(|item| draft.items.get(item)).is_some_and(|item| item.at.line == line + 1);
        let approver = || is_below_sign_offs(draft, line) && words::APPROVER_LABELS.trailing(label).is_some();
        let signs = || item.is_none() && (signs_for_role(draft, segment, label) || approver());
        if (asked.is_some() || signs()) && !is_item_itself && !titles_roles(draft, line, segment) {
            one_line(draft, line, &segments, at, item);
        } else if item.is_some() {
            continue;
        } else if *role && let Some(found) = approval_box(draft, segment.value) {
            boxed(draft, line, segment.value, found, label);
        } else if draft.frame.entry_at(line).is_some() && attested_at(draft, line).is_some() {
            let dated = segments.iter().any(|s| s.is(words::DATE_LABELS));
            let blank = is_blank(draft, segment)
                || is_stand_in(draft.source.slice(segment.value))
                || is_signed(draft.source.slice(segment.value));
            if at == 0
                && !segment.is(words::DATE_LABELS)
                && (*role
                    || dated
                    || (performs(label) || words::AUTHORS.has(label)) && is_place(draft, segment)
                    || (blank || is_named(draft, segment) || is_refused(draft, segment))
                        && is_beside_role(draft, line, label))
                && (blank || dated || is_value(draft.source.slice(segment.value)))
            {
                bullet(draft, line, &segments, at, label.to_owned());
            }
        } else if at == 0
            && (line > first
                && *role
                && (!segment.is(words::RESPONSIBLE) || is_below_sign_offs(draft, line))
                && segments.iter().any(is_date)
                || (segment.bold && (*role || performs(label)) || is_plain_place(draft, segment, label))
                    && is_to_sign(draft, line, segment)
                || line > last
                    && (performs(label) || answers(draft, segment, label))
                    && stands_apart(draft, line, &segments))
        {
            // Above what is to be done, such a line says who is to do it.
            one_line(draft, line, &segments, at, None);
        }
    }
}

/// How much people attest to on a line: under a title that says so, or below a bullet that does.
fn attested_at(draft: &Draft<'_>, line: usize) -> Option<(Scope, Option<Arc<str>>)> {
    let above = || {
        let entry = draft.frame.entries.get(draft.frame.entry_at(line)?)?;
        let above = draft.frame.entries.get(entry.parent?)?;
        let words = draft.source.slice(above.content).trim_end();
        (words.ends_with(':') && is_sign_off_title(&Spoken::of(words))).then_some((Scope::Document, None))
    };
    sign_off_section(draft, line).or_else(above)
}

/// Whether a label with nothing behind it titles bullets of roles: each of them is a place to sign.
fn titles_roles(draft: &Draft<'_>, line: usize, segment: &Segment) -> bool {
    let below = || draft.frame.next_filled(line).and_then(|next| draft.frame.line(next).map(|line| (next, line)));
    let bulleted = |(next, line): (usize, &Line)| {
        line.marker.is_some()
            && draft.segments(next).first().and_then(|first| first.label.as_deref()).is_some_and(is_role)
    };
    segment.value.is_empty() && draft.frame.entry_at(line).is_none() && below().is_some_and(bulleted)
}

/// How many bullets up and down the one of a role may be.
const NEAR: usize = 8;

/// Whether a bullet stands with one of a role in a list: `Engineering:` below `Product Owner:`.
fn is_beside_role(draft: &Draft<'_>, line: usize, label: &str) -> bool {
    let lists =
        [words::FIELD_LABELS, words::OPTIONAL_LABELS, words::DECISION_LABELS, words::NAME_LABELS, words::TIME_LABELS];
    if lists.iter().any(|list| list.has(label)) || label.split(' ').count() > 3 {
        return false;
    }
    let Some(at) = draft.frame.entry_at(line) else { return false };
    let Some(own) = draft.frame.entries.get(at) else { return false };
    let near = draft.frame.entries.iter().skip(at.saturating_sub(NEAR)).take(2 * NEAR + 1);
    let near = near.filter(|other| other.line != line && other.parent == own.parent && other.mark.is_none());
    let roles = near.filter(|other| {
        draft.segments(other.line).first().and_then(|first| first.label.as_deref()).is_some_and(is_role)
    });
    roles.take(1).count() > 0
}

/// Whether a bold role stands right under a title that says that people attest, with a blank or a few words behind it.
fn is_to_sign(draft: &Draft<'_>, line: usize, segment: &Segment) -> bool {
    let own = draft.section_of_line(line);
    let text = draft.source.slice(segment.value);
    let few = text.split_whitespace().take(6).count() < 6;
    // Beside boxes to sign, lines of labels say who has asked for all of it, and how far it is.
    let boxes = || {
        let mut others = draft.sign_offs.iter().filter(|other| other.box_span.is_some());
        others.any(|other| draft.section_of_line(other.line - 1) == own)
    };
    (few || is_signed(text))
        && own.is_some_and(|own| is_sign_off_title(&draft.title_of(own)))
        && (stands_apart(draft, line, &[]) || !boxes())
}

/// Whether a line is dated, or has no other lines of labels around it than of who did more of it, which would make it data
/// of the release.
fn stands_apart<'s>(draft: &Draft<'s>, line: usize, segments: &[Segment<'s>]) -> bool {
    let alone = |near: Option<usize>| {
        let label = |near| draft.segments(near).first().and_then(|first| first.label.clone());
        let other = |near| draft.frame.line(near).is_some_and(|line| line.kind == LineKind::Text);
        near.is_none_or(|near| !other(near) || label(near).is_some_and(|label| performs(&label)))
    };
    date_near(draft, line, segments).is_some() || alone(line.checked_sub(1)) && alone(Some(line + 1))
}

pub(super) fn is_date(segment: &Segment) -> bool {
    segment.is(words::DATE_LABELS)
}

/// The date that stands behind the name, on the same line or on the next one.
pub(super) fn date_near<'s>(draft: &Draft<'s>, line: usize, segments: &[Segment<'s>]) -> Option<Segment<'s>> {
    if let Some(date) = segments.iter().find(|segment| is_date(segment)) {
        return Some(date.clone());
    }
    draft.frame.line(line + 1).filter(|below| below.kind == LineKind::Text && below.marker.is_none())?;
    // `Date/time of the start: ____`
    let joined = |first: &&Segment| {
        let label = first.label.as_deref().unwrap_or_default();
        label.split_once('/').is_some_and(|(day, _)| words::DATE_LABELS.has(day))
    };
    draft.segments(line + 1).first().filter(|first| is_date(first) || joined(first)).cloned()
}

fn one_line<'s>(draft: &mut Draft<'s>, line: usize, segments: &[Segment<'s>], at: usize, item: Option<usize>) {
    let Some(segment) = segments.get(at) else { return };
    // `- Keeper: ____ Signature: ____` says itself who signs.
    let mut before = segments.iter().take(at).filter(|_| item.is_none() && draft.frame.entry_at(line).is_some());
    let signer = before.find(|other| other.label.as_deref().is_some_and(is_role));
    let name = value(draft, signer.unwrap_or(segment));
    // Text such as "Sign-off: QA recorded in Jira" outside of an item has no slot and no signer.
    let date = if item.is_some() {
        segments.iter().skip(at + 1).find(|s| s.is(words::DATE_LABELS)).cloned()
    } else {
        date_near(draft, line, segments)
    };
    let date = date.map(|date| value(draft, &date));
    let (role, scope, scope_id, shape) = match item.and_then(|item| draft.items.get(item)) {
        Some(item) => (
            responsible(draft, item.at.line - 1)
                .or_else(|| approver(&item.text))
                .unwrap_or_else(|| "Sign-off".to_owned()),
            Scope::Item,
            Some(item.id.clone()),
            SignOffShape::Item,
        ),
        None => {
            let own = draft.section_of_line(line);
            let label = segment.label.as_deref().unwrap_or_default();
            // "Final sign-off" is a name of its own.
            let role = strip_suffixes(label);
            let named = if segment.is(words::SIGN_OFF_LABELS) && !is_role(role) { label } else { role };
            // `Secondary approver` below `Primary approver` is another one.
            let beside = || signer.and_then(|signer| signer.label.as_deref()).map(str::to_owned);
            let above = beside().or_else(|| role_above(draft, line).filter(|_| !is_role(named)));
            let role = above.unwrap_or_else(|| {
                if words::APPROVER_LABELS.has(label) { "Approver".into() } else { named.to_owned() }
            });
            let last =
                is_below_sign_offs(draft, line) || draft.titles_outwards(own).all(|(section, _)| section.level <= 2);
            let (scope, id) = if last { (Scope::Document, None) } else { scope_of(draft, Label::Bold, 6, own) };
            (role, scope, id, SignOffShape::Line)
        }
    };
    let id = draft.id('o', &draft.place_id(line), "/", "sign-off");
    let signature = signer.filter(|_| segment.is(words::SIGNATURE_LABELS)).map(|_| value(draft, segment));
    push(draft, line, id, role, shape, (scope, scope_id), name, [date, None]);
    if let (Some(read), Some(sign_off)) = (signature, draft.sign_offs.last_mut()) {
        sign_off.signature = read.value;
        sign_off.signature_slot = Some(read.slot);
    }
}

/// Whose approval an item is: `Porter approval (all of it)`.
fn approver(words: &str) -> Option<String> {
    let head = words.split(" (").next().unwrap_or(words);
    let role = strip_suffixes(head);
    (role.len() < head.len() && is_role_alone(role)).then(|| role.to_owned())
}

/// The words of a `Responsible:` line of the item that starts at a line.
fn responsible(draft: &Draft<'_>, first: usize) -> Option<String> {
    let entry = draft.frame.entry_at(first)?;
    let last = draft.frame.entries.get(entry)?.last_line;
    (first..=last).find_map(|line| {
        draft.frame.line(line).filter(|line| line.kind == LineKind::Text)?;
        let segments = draft.segments(line);
        let segment = segments.iter().find(|s| s.is(words::RESPONSIBLE))?;
        Some(inline::plain(draft.source.slice(segment.value))).filter(|value| is_value(value))
    })
}

/// `**Release Lead:** ____` on the filled line above a sign-off names its role.
fn role_above(draft: &Draft<'_>, line: usize) -> Option<String> {
    let above = (0..line).rev().find(|at| draft.frame.line(*at).is_some_and(|line| line.kind != LineKind::Blank))?;
    draft.frame.line(above).filter(|line| line.kind == LineKind::Text)?;
    draft.segments(above).first()?.label.as_deref().filter(|label| is_role(label)).map(str::to_owned)
}

fn bullet(draft: &mut Draft<'_>, line: usize, segments: &[Segment], at: usize, role: String) {
    let Some(segment) = segments.get(at) else { return };
    let name = value(draft, segment);
    let date = segments.iter().skip(at + 1).find(|s| s.is(words::DATE_LABELS)).map(|date| value(draft, date));
    let scope = attested_at(draft, line).unwrap_or((Scope::Document, None));
    let id = draft.id('o', &draft.section_id(line), "/", &inline::slug(&role));
    push(draft, line, id, role, SignOffShape::Bullet, scope, name, [date, None]);
}

/// `CAB (if there is one):` beside bullets of roles.
fn conditional_bullet(draft: &mut Draft<'_>, line: usize, content: Span) {
    let Some(segment) = labels::conditional(draft.source, content) else { return };
    let label = segment.label.as_deref().unwrap_or_default().to_owned();
    let bare = label.split(" (").next().unwrap_or_default();
    let is_item = draft.item_of_line(line).is_some();
    if !is_item && attested_at(draft, line).is_some() && (is_role(bare) || is_beside_role(draft, line, bare)) {
        bullet(draft, line, &[segment], 0, label);
    }
}

/// `Role: ☐ Approved`; signing ticks the box and puts ` — Name, date` behind it.
fn boxed(draft: &mut Draft<'_>, line: usize, value: Span, (mark, ticked): (Span, bool), role: &str) {
    let (scope, scope_id) = attested_at(draft, line).unwrap_or((Scope::Document, None));
    let text = draft.source.slice(value);
    let signed = text.rfind(" — ").filter(|_| ticked);
    let tail = signed.and_then(|at| text.get(at + " — ".len()..)).unwrap_or("");
    let (name, date) = tail.rsplit_once(", ").unwrap_or((tail, ""));
    let words = |text: &str| Some(inline::plain(text)).filter(|text| !text.is_empty());
    let slot = Span::new(value.start + signed.unwrap_or(text.len()), value.end);
    let sign_off = SignOff {
        id: draft.id('o', &draft.section_id(line), "/", &inline::slug(role)),
        role: role.to_owned(),
        shape: SignOffShape::Checkbox,
        scope,
        scope_id,
        applicability: Applicability::Required,
        condition: None,
        not_applicable: None,
        assurance: ticked.then_some(Assurance::Typed),
        name: words(name),
        date: words(date),
        signature: None,
        line: line + 1,
        name_slot: Some(Slot { span: slot, space: false }),
        date_slot: None,
        signature_slot: None,
        box_span: Some(mark),
        span: draft.frame.line(line).map_or(value, |line| line.span),
    };
    draft.take(&sign_off);
    draft.sign_offs.push(sign_off);
}

#[expect(clippy::too_many_arguments, reason = "one for each part of a line")]
pub(super) fn push(
    draft: &mut Draft<'_>,
    line: usize,
    id: Arc<str>,
    role: String,
    shape: SignOffShape,
    (scope, scope_id): (Scope, Option<Arc<str>>),
    name: Read,
    [date, signature]: [Option<Read>; 2],
) {
    let sign_off = SignOff {
        id,
        role,
        shape,
        scope,
        scope_id,
        applicability: Applicability::Required,
        condition: None,
        not_applicable: None,
        assurance: name.value.is_some().then_some(Assurance::Typed),
        name: name.value,
        date: date.as_ref().and_then(|date| date.value.clone()).or(name.date),
        signature: signature.as_ref().and_then(|signature| signature.value.clone()),
        line: line + 1,
        name_slot: Some(name.slot),
        date_slot: date.map(|date| date.slot),
        signature_slot: signature.map(|signature| signature.slot),
        box_span: None,
        span: draft.frame.line(line).map_or(name.slot.span, |line| line.span),
    };
    draft.take(&sign_off);
    draft.sign_offs.push(sign_off);
}
