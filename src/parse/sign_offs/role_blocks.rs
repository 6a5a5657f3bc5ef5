//! A role as title, with Name, Signature and Date lines below it.

use std::rc::Rc;

use super::super::draft::Draft;
use super::super::labels::Segment;
use super::super::lines::LineKind;
use super::super::signs::Signs;
use super::super::vocabulary::Words;
use super::super::{inline, words};
use super::{is_role, is_sign_off_title, scope_of, strip_suffixes, value};
use crate::model::{Applicability, Assurance, Label, Scope, SignOff, SignOffShape};
use crate::text::Span;

/// A role as title, with Name, Signature and Date lines below it.
pub(super) fn read(draft: &mut Draft<'_>) {
    // Most sections have no line to sign on, and need no closer look.
    let signed = |line: &usize| {
        let lists = [words::NAME_LABELS, words::SIGNATURE_LABELS, words::PERFORMERS];
        draft.segments(*line).iter().any(|segment| lists.iter().any(|list| segment.is(*list)))
    };
    let signed: Vec<usize> =
        draft.text_lines().filter(|line| draft.has_sign(*line, Signs::COLON)).filter(signed).collect();
    for index in 0..draft.sections.len() {
        let Some(section) = draft.sections.get(index) else { break };
        let last = draft.source.line_of(section.extent.end);
        let next = signed.get(signed.partition_point(|line| *line < section.line));
        if next.is_none_or(|line| *line >= last) {
            continue;
        }
        let (first, level, label) = (section.line - 1, section.level, section.label);
        let parent = section.parent.as_ref().map(|parent| parent.index);
        let mut block: Vec<(usize, Rc<[Segment<'_>]>)> = Vec::new();
        for line in first + 1..draft.frame.lines.len() {
            // A block ends with its section, at a rule, or where the next role or heading begins; labels within it do not.
            let Some(at) = draft.frame.line(line).copied() else { break };
            let ends = draft.frame.title_at(line).is_some_and(|title| {
                title.level <= level
                    || title.label == Label::Heading
                    || is_role(&inline::plain(draft.source.slice(title.text)))
            });
            if ends || at.kind == LineKind::Break {
                break;
            }
            if at.kind != LineKind::Text || draft.item_of_line(line).is_some() {
                continue;
            }
            let segments = draft.segments(line);
            // A bullet of another role is a place of its own.
            let other = || segments.first().and_then(|first| first.label.as_deref()).is_some_and(is_role);
            if draft.frame.entry_at(line).is_some() && other() {
                continue;
            }
            block.push((line, segments));
        }
        let free = |(line, segments): &(usize, Rc<[Segment<'_>]>)| {
            segments.iter().any(|segment| is_free(draft, segment)).then_some(*line)
        };
        // What stands only below titles within is theirs.
        if !block.iter().filter_map(free).any(|line| draft.section_of_line(line) == Some(index)) {
            continue;
        }
        let find = |list: Words| {
            let mut segments = block.iter().flat_map(|(_, segments)| segments.iter());
            segments.find(|segment| segment.is(list) && is_free(draft, segment))
        };
        // Where people attest, who did the work is a name to attest with.
        let attested = draft.attesting.get(index).copied().flatten().is_some_and(|at| at != index)
            || parent.and_then(|parent| draft.below_sign_offs.get(parent)).is_some_and(|below| *below);
        let performer = || find(words::PERFORMERS).filter(|_| attested);
        let (name, signature, date) =
            (find(words::NAME_LABELS).or_else(performer), find(words::SIGNATURE_LABELS), find(words::DATE_LABELS));
        if (name.is_none() && signature.is_none())
            || (name.is_none() && date.is_none())
            || (signature.is_none() && date.is_none())
        {
            continue;
        }
        let last = block.iter().filter_map(free).next_back().unwrap_or(first);
        let name = name.map(|segment| value(draft, segment));
        let signature = signature.map(|segment| value(draft, segment));
        let date = date.map(|segment| value(draft, segment));
        let heading = draft.titles_outwards(Some(index)).find(|(_, title)| is_sign_off_title(title));
        let (scope, scope_id) = match heading {
            Some((heading, _)) => scope_of(draft, heading.label, heading.level, Some(index)),
            None if level <= 2 && label == Label::Heading => (Scope::Document, None),
            None => scope_of(draft, Label::Bold, level, Some(index)),
        };
        let span = Span::new(
            draft.frame.line(first).map_or(0, |line| line.span.start),
            draft.frame.line(last).map_or(0, |line| line.span.end),
        );
        let role = draft.sections.get(index).map_or("", |section| strip_suffixes(&section.title)).to_owned();
        let who = name.as_ref().or(signature.as_ref()).and_then(|read| read.value.clone());
        let sign_off = SignOff {
            id: draft.id('o', &draft.section_id(first), "/", "sign-off"),
            role,
            shape: SignOffShape::Line,
            scope,
            scope_id,
            applicability: Applicability::Required,
            condition: None,
            not_applicable: None,
            assurance: who.is_some().then_some(Assurance::Typed),
            name: who,
            date: date.as_ref().and_then(|read| read.value.clone()),
            signature: signature.as_ref().and_then(|read| read.value.clone()),
            line: first + 1,
            name_slot: name.map(|read| read.slot),
            date_slot: date.map(|read| read.slot),
            signature_slot: signature.map(|read| read.slot),
            box_span: None,
            span,
        };
        draft.take(&sign_off);
        draft.sign_offs.push(sign_off);
    }
}

/// Whether a segment has a label, and a value that is nobody's yet.
fn is_free(draft: &Draft<'_>, segment: &Segment) -> bool {
    segment.label.is_some() && !segment.inner && !draft.is_taken(segment.value)
}
