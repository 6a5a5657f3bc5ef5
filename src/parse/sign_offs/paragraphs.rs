//! Paragraphs that each ask one person to sign: `Checked by: ____`, then the date and the signature on lines of their own.

use super::super::draft::Draft;
use super::super::labels::Segment;
use super::super::lines::LineKind;
use super::super::words;
use super::lines::{is_date, push};
use super::{is_role, is_value, sign_off_section, strip_suffixes, value};
use crate::model::SignOffShape;

/// Reads the paragraphs that stand where people attest.
pub(super) fn read(draft: &mut Draft<'_>, attested: &[usize]) {
    let mut next = 0;
    for line in attested.iter().copied() {
        if line < next {
            continue;
        }
        let last = last_line(draft, line);
        next = last + 1;
        place(draft, line, last);
    }
}

/// Whether a line may be one of such a paragraph.
fn is_plain(draft: &Draft<'_>, line: usize) -> bool {
    let text = draft.frame.line(line).is_some_and(|own| own.kind == LineKind::Text && own.marker.is_none());
    text && draft.item_of_line(line).is_none() && draft.frame.title_at(line).is_none()
}

/// The last line of the paragraph that a line stands in.
fn last_line(draft: &Draft<'_>, line: usize) -> usize {
    let mut last = line;
    while is_plain(draft, last + 1) {
        last += 1;
    }
    last
}

/// Adds what a paragraph asks for, where its first line says who and another one is for the signature.
fn place(draft: &mut Draft<'_>, first: usize, last: usize) {
    if first == last || !is_plain(draft, first) {
        return;
    }
    let head = draft.segments(first);
    let Some(who) = head.first().filter(|who| says_who(who) && !draft.is_taken(who.value)) else { return };
    let below: Vec<Segment<'_>> = (first + 1..=last).filter_map(|line| draft.segments(line).first().cloned()).collect();
    let Some(signature) = below.iter().find(|other| other.is(words::SIGNATURE_LABELS)) else { return };
    if below.iter().any(|other| other.label.is_none() || other.is(words::NAME_LABELS) || says_who(other)) {
        return;
    }
    let Some(scope) = sign_off_section(draft, first) else { return };
    let name = value(draft, who);
    let date = below.iter().find(|other| is_date(other)).map(|date| value(draft, date));
    let signed = value(draft, signature);
    let label = who.label.as_deref().unwrap_or_default();
    let role = if words::APPROVER_LABELS.has(label) { "Approver" } else { strip_suffixes(label) }.to_owned();
    let id = draft.id('o', &draft.place_id(first), "/", "sign-off");
    push(draft, first, id, role, SignOffShape::Line, scope, name, [date, None]);
    if let Some(mut sign_off) = draft.sign_offs.pop() {
        sign_off.signature = signed.value.filter(|words| is_value(words));
        sign_off.signature_slot = Some(signed.slot);
        sign_off.span = draft.frame.line(last).map_or(sign_off.span, |line| sign_off.span.join(line.span));
        draft.take(&sign_off);
        draft.sign_offs.push(sign_off);
    }
}

/// Whether a label asks who did something, or names a role: `Checked by`, `Approved for production`, `Lock Lead`.
fn says_who(segment: &Segment<'_>) -> bool {
    let label = segment.label.as_deref().unwrap_or_default();
    let lists = [words::SIGN_OFF_LABELS, words::PERFORMERS, words::AUTHORS];
    let named = || lists.iter().any(|list| segment.is(*list)) || words::APPROVED.leading(label).is_some();
    !segment.is(words::SIGNATURE_LABELS) && !segment.is(words::DATE_LABELS) && (named() || is_role(label))
}
