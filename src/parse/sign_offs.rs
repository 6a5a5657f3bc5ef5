//! Sign-offs: lines in an item, role blocks, bullets, boxes and table rows.

use std::sync::Arc;

use super::draft::Draft;
use super::labels::{self, Segment};
use super::lines::LineKind;
use super::{Recogniser, inline, slots, words};
use crate::model::{Assurance, Label, Role, Scope, SignOff, SignOffShape, Slot, State};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "sign-offs", summary: "places where a person attests, in all their shapes", recognise };

fn recognise(draft: &mut Draft<'_>) {
    boxes(draft);
    role_blocks(draft);
    lines(draft);
    tables(draft);
}

/// A slot and what stands in it; an unfilled one has no value.
struct Read {
    slot: Slot,
    value: Option<String>,
}

/// Reads the value behind a label.
fn read(draft: &Draft<'_>, segment: &Segment) -> Read {
    let text = draft.source.slice(segment.value);
    let blank = slots::blanks(draft.source, segment.value).into_iter().next();
    let value = match &blank {
        Some(blank) => {
            // Words in front of the blank are a name that somebody wrote on the line; what follows is a remark.
            let written = draft.source.slice(Span::new(segment.value.start, blank.span.start)).trim();
            (!written.is_empty()).then(|| inline::plain(written))
        }
        None => Some(inline::plain(text)).filter(|value| is_value(value)),
    };
    let span = match &blank {
        Some(blank) if value.is_none() => blank.span,
        _ if segment.value.is_empty() => Span::at(segment.after_label),
        _ => segment.value,
    };
    let space = span.is_empty() && !draft.source.slice(Span::new(0, span.start)).ends_with([' ', '\t']);
    Read { slot: Slot { span, space }, value }
}

/// Whether words are somebody's, and not a blank, a placeholder, a dash or "TBD".
pub fn is_value(text: &str) -> bool {
    let text = text.trim();
    let bracketed = (text.starts_with('[') && text.ends_with(']')) || (text.starts_with('<') && text.ends_with('>'));
    text.chars().any(char::is_alphanumeric)
        && !bracketed
        && !words::is_one(text, &["tbd", "tba", "todo", "n/a", "xxx", "none", "pending", "name", "date", "signature"])
}

/// Whether a title says that people attest below it.
fn is_sign_off_title(title: &str) -> bool {
    let title = title.to_lowercase();
    let title = title.trim_end_matches([':', ' ']);
    words::find(title, words::SIGN_OFF_TITLES).is_some()
        && words::find(title, &["attendee", "criteria", "process", "policy"]).is_none()
}

/// The nearest section outwards whose title says that people attest, and how much they attest to.
fn sign_off_section(draft: &Draft<'_>, line: usize) -> Option<(Scope, Option<Arc<str>>)> {
    let own = draft.section_of_line(line);
    for section in draft.titles_outwards(own) {
        if is_sign_off_title(&section.title) {
            return Some(scope_of(draft, section.label, section.level, own));
        }
        // A title in between that is no role titles something else: attendees, a summary.
        if !is_role(&section.title) {
            return None;
        }
    }
    None
}

/// Sign-offs under a heading of their own attest to the document, those under a label to the section around it.
fn scope_of(draft: &Draft<'_>, label: Label, level: u8, own: Option<usize>) -> (Scope, Option<Arc<str>>) {
    if label == Label::Heading && level <= 3 {
        return (Scope::Document, None);
    }
    let heading = draft.titles_outwards(own).find(|section| section.label == Label::Heading);
    match heading {
        Some(heading) if heading.level > 1 && !is_sign_off_title(&heading.title) => {
            (Scope::Section, Some(heading.id.clone()))
        }
        _ => (Scope::Document, None),
    }
}

/// Whether words are a role that a person has.
pub fn is_role(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    (1..=6).contains(&words.len()) && words.iter().any(|word| words::ROLES.contains(word))
}

/// GFM boxes and glyphs under a sign-off title: one per role.
fn boxes(draft: &mut Draft<'_>) {
    for index in 0..draft.items.len() {
        let Some(item) = draft.items.get(index) else { break };
        let (Some(box_span), None) = (item.box_span, item.parent.as_ref()) else { continue };
        let line = item.at.line - 1;
        if item.shape == crate::model::ItemShape::TableRow {
            continue;
        }
        let Some((scope, scope_id)) = sign_off_section(draft, line) else { continue };
        let words = item.text.clone();
        let done = item.state == State::Done;
        let (span, state) = (item.span, item.state);
        // `— Name <email>, date` is what signing adds.
        let content = Span::new(box_span.end, span.end);
        let text = draft.source.slice(content);
        let signed = text
            .rfind(" — ")
            .filter(|_| state == State::Done)
            .map(|at| (content.start + at, text.get(at + " — ".len()..).unwrap_or("")));
        let (name, date) = match signed {
            Some((_, tail)) => match tail.rsplit_once(", ") {
                Some((name, date)) => (Some(inline::plain(name)), Some(date.trim().to_owned())),
                None => (Some(inline::plain(tail)), None),
            },
            None => (None, None),
        };
        let segments = labels::segments(draft.source, content);
        let blank = segments
            .iter()
            .find(|segment| !slots::blanks(draft.source, segment.value).is_empty() && segment.label.is_some());
        let role = words.split(" — ").next().unwrap_or(&words);
        let role = role.split(':').next().unwrap_or(role);
        let role = strip_suffixes(role);
        let attests = is_role(&role) || role.len() < words.split(':').next().unwrap_or(&words).len() || blank.is_some();
        if !attests {
            continue;
        }
        let (name_slot, date_slot) = match blank {
            Some(first) => {
                let date =
                    segments.iter().find(|s| s.label.as_deref().is_some_and(|l| words::is_one(l, words::DATE_LABELS)));
                (Some(read(draft, first)), date.map(|date| read(draft, date)))
            }
            None => {
                let at = signed.map_or(span.end, |(at, _)| at);
                (Some(Read { slot: Slot { span: Span::new(at, span.end), space: false }, value: name.clone() }), None)
            }
        };
        let assurance = done.then_some(Assurance::Typed);
        let date_value = date_slot.as_ref().and_then(|read| read.value.clone()).or(date);
        let sign_off = SignOff {
            id: draft.id('o', &format!("{}/{}", draft.section_id(line), inline::slug(&role))),
            role,
            shape: SignOffShape::Checkbox,
            scope,
            scope_id,
            name: name_slot.as_ref().and_then(|read| read.value.clone()),
            date: date_value,
            signature: None,
            assurance,
            line: line + 1,
            name_slot: name_slot.map(|read| read.slot),
            date_slot: date_slot.map(|read| read.slot),
            signature_slot: None,
            box_span: Some(box_span),
            span,
        };
        draft.take(&sign_off);
        draft.sign_offs.push(sign_off);
        if let Some(item) = draft.items.get_mut(index) {
            item.role = Role::SignOff;
            if let Some((at, _)) = signed {
                item.text = inline::plain(draft.source.slice(Span::new(box_span.end, at)));
            }
        }
    }
}

/// A role without "approval", "sign-off" and the like behind it.
fn strip_suffixes(role: &str) -> String {
    let mut role = role.trim();
    for suffix in [" approval", " approved", " sign-off", " signoff", " sign off", " signature", " approves"] {
        if let Some(at) = role.len().checked_sub(suffix.len())
            && role.get(at..).is_some_and(|tail| tail.eq_ignore_ascii_case(suffix))
        {
            role = role.get(..at).unwrap_or(role).trim();
        }
    }
    role.to_owned()
}

/// A role as title, with Name, Signature and Date lines below it.
fn role_blocks(draft: &mut Draft<'_>) {
    for index in 0..draft.sections.len() {
        let Some(section) = draft.sections.get(index) else { break };
        let (first, role, level, label) = (section.line - 1, section.title.clone(), section.level, section.label);
        let mut parts: Vec<(Segment, usize)> = Vec::new();
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
            parts.extend(
                labels::segments(draft.source, at.content)
                    .into_iter()
                    .filter(|s| s.label.is_some() && !s.inner)
                    .map(|s| (s, line)),
            );
        }
        let find = |list: &[&str]| {
            parts.iter().find(|(segment, _)| segment.label.as_deref().is_some_and(|label| words::is_one(label, list)))
        };
        let (name, signature, date) =
            (find(words::NAME_LABELS), find(words::SIGNATURE_LABELS), find(words::DATE_LABELS));
        if (name.is_none() && signature.is_none())
            || (name.is_none() && date.is_none())
            || (signature.is_none() && date.is_none())
        {
            continue;
        }
        let last = parts.iter().map(|(_, line)| *line).max().unwrap_or(first);
        let name = name.map(|(segment, _)| read(draft, segment));
        let signature = signature.map(|(segment, _)| read(draft, segment));
        let date = date.map(|(segment, _)| read(draft, segment));
        let heading = draft.titles_outwards(Some(index)).find(|section| is_sign_off_title(&section.title));
        let (scope, scope_id) = match heading {
            Some(heading) => scope_of(draft, heading.label, heading.level, Some(index)),
            None if level <= 2 && label == Label::Heading => (Scope::Document, None),
            None => scope_of(draft, Label::Bold, level, Some(index)),
        };
        let span = Span::new(
            draft.frame.line(first).map_or(0, |line| line.span.start),
            draft.frame.line(last).map_or(0, |line| line.span.end),
        );
        let who = name.as_ref().or(signature.as_ref()).and_then(|read| read.value.clone());
        let sign_off = SignOff {
            id: draft.id('o', &format!("{}/sign-off", draft.section_id(first))),
            role: strip_suffixes(&role),
            shape: SignOffShape::Line,
            scope,
            scope_id,
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

/// Labelled lines: in an item, as a bullet of a role, or alone.
fn lines(draft: &mut Draft<'_>) {
    for line in draft.text_lines() {
        let Some(content) = draft.frame.line(line).map(|line| line.content) else { continue };
        let content = draft
            .frame
            .entry_at(line)
            .and_then(|entry| draft.frame.entries.get(entry))
            .map_or(content, |entry| entry.content);
        if draft.frame.title_at(line).is_some() && draft.source.slice(content).ends_with("**") {
            continue;
        }
        let segments = labels::segments(draft.source, content);
        let Some((at, segment)) = segments.iter().enumerate().find(|(_, s)| !s.inner && s.label.is_some()) else {
            continue;
        };
        if draft.is_taken(segment.value) && !segment.value.is_empty() {
            continue;
        }
        let label = segment.label.clone().unwrap_or_default();
        let item = draft.item_of_line(line);
        let is_item_itself = item.and_then(|item| draft.items.get(item)).is_some_and(|item| item.at.line == line + 1);
        if words::is_one(&label, words::SIGN_OFF_LABELS) && !is_item_itself {
            one_line(draft, line, &segments, at, item);
        } else if draft.frame.entry_at(line).is_some() && item.is_none() && sign_off_section(draft, line).is_some() {
            let dated =
                segments.iter().any(|s| s.label.as_deref().is_some_and(|l| words::is_one(l, words::DATE_LABELS)));
            let blank = segment.value.is_empty() || !slots::blanks(draft.source, segment.value).is_empty();
            if at == 0
                && !words::is_one(&label, words::DATE_LABELS)
                && (is_role(&label) || dated)
                && (blank || dated || is_value(draft.source.slice(segment.value)))
            {
                bullet(draft, line, &segments, at, label);
            }
        }
    }
}

/// The date that stands behind the name, on the same line or on the next one.
fn date_near(draft: &Draft<'_>, line: usize, segments: &[Segment]) -> Option<Segment> {
    let is_date =
        |segment: &Segment| segment.label.as_deref().is_some_and(|label| words::is_one(label, words::DATE_LABELS));
    if let Some(date) = segments.iter().find(|segment| is_date(segment)) {
        return Some(date.clone());
    }
    let below = draft.frame.line(line + 1).filter(|below| below.kind == LineKind::Text && below.marker.is_none())?;
    labels::segments(draft.source, below.content).into_iter().next().filter(is_date)
}

fn one_line(draft: &mut Draft<'_>, line: usize, segments: &[Segment], at: usize, item: Option<usize>) {
    let Some(segment) = segments.get(at) else { return };
    let name = read(draft, segment);
    // Text such as "Sign-off: QA recorded in Jira" outside of an item has no slot and no signer.
    let date = if item.is_some() {
        segments
            .iter()
            .skip(at + 1)
            .find(|s| s.label.as_deref().is_some_and(|l| words::is_one(l, words::DATE_LABELS)))
            .cloned()
    } else {
        date_near(draft, line, segments)
    };
    let date = date.map(|date| read(draft, &date));
    let (role, scope, scope_id, shape) = match item.and_then(|item| draft.items.get(item)) {
        Some(item) => (
            responsible(draft, item.at.line - 1).unwrap_or_else(|| "Sign-off".to_owned()),
            Scope::Item,
            Some(item.id.clone()),
            SignOffShape::Item,
        ),
        None => {
            let own = draft.section_of_line(line);
            let label = segment.label.clone().unwrap_or_default();
            let role = role_above(draft, line).unwrap_or_else(|| {
                if words::is_one(&label, &["approved by", "approver"]) { "Approver".into() } else { label }
            });
            let titled = draft.titles_outwards(own).any(|section| is_sign_off_title(&section.title));
            let last = titled || draft.titles_outwards(own).all(|section| section.level <= 2);
            let (scope, id) = if last { (Scope::Document, None) } else { scope_of(draft, Label::Bold, 6, own) };
            (role, scope, id, SignOffShape::Line)
        }
    };
    let id = draft.id('o', &format!("{}/sign-off", draft.place_id(line)));
    push(draft, line, id, role, shape, (scope, scope_id), name, date);
}

/// The words of a `Responsible:` line of the item that starts at a line.
fn responsible(draft: &Draft<'_>, first: usize) -> Option<String> {
    let entry = draft.frame.entry_at(first)?;
    let last = draft.frame.entries.get(entry)?.last_line;
    (first..=last).find_map(|line| {
        let content = draft.frame.line(line).filter(|line| line.kind == LineKind::Text)?.content;
        let segment = labels::segments(draft.source, content)
            .into_iter()
            .find(|s| s.label.as_deref().is_some_and(|l| words::is_one(l, words::RESPONSIBLE)))?;
        Some(inline::plain(draft.source.slice(segment.value))).filter(|value| is_value(value))
    })
}

/// `**Release Lead:** ____` on the filled line above a sign-off names its role.
fn role_above(draft: &Draft<'_>, line: usize) -> Option<String> {
    let above = (0..line).rev().find(|at| draft.frame.line(*at).is_some_and(|line| line.kind != LineKind::Blank))?;
    let content = draft.frame.line(above).filter(|line| line.kind == LineKind::Text)?.content;
    let first = labels::segments(draft.source, content).into_iter().next()?;
    first.label.filter(|label| is_role(label))
}

fn bullet(draft: &mut Draft<'_>, line: usize, segments: &[Segment], at: usize, role: String) {
    let Some(segment) = segments.get(at) else { return };
    let name = read(draft, segment);
    let date = segments
        .iter()
        .skip(at + 1)
        .find(|s| s.label.as_deref().is_some_and(|l| words::is_one(l, words::DATE_LABELS)))
        .map(|date| read(draft, date));
    let scope = sign_off_section(draft, line).unwrap_or((Scope::Document, None));
    let id = draft.id('o', &format!("{}/{}", draft.section_id(line), inline::slug(&role)));
    push(draft, line, id, role, SignOffShape::Bullet, scope, name, date);
}

#[expect(clippy::too_many_arguments, reason = "one for each part of a line")]
fn push(
    draft: &mut Draft<'_>,
    line: usize,
    id: Arc<str>,
    role: String,
    shape: SignOffShape,
    (scope, scope_id): (Scope, Option<Arc<str>>),
    name: Read,
    date: Option<Read>,
) {
    let sign_off = SignOff {
        id,
        role,
        shape,
        scope,
        scope_id,
        assurance: name.value.is_some().then_some(Assurance::Typed),
        name: name.value,
        date: date.as_ref().and_then(|date| date.value.clone()),
        signature: None,
        line: line + 1,
        name_slot: Some(name.slot),
        date_slot: date.map(|date| date.slot),
        signature_slot: None,
        box_span: None,
        span: draft.frame.line(line).map_or(name.slot.span, |line| line.span),
    };
    draft.take(&sign_off);
    draft.sign_offs.push(sign_off);
}

/// Whether a table's header makes it a roster: a role, and a name, signature or approval for it.
pub fn is_roster(headers: &[String]) -> bool {
    let has = |list: &[&str]| headers.iter().any(|header| words::is_one(header, list));
    has(&["role", "position", "approver", "title", "rôle", "rolle", "rol", "função", "roles", "stakeholder", "team"])
        && (has(words::SIGNATURE_LABELS)
            || has(&["sign-off", "approval", "approved", "signed off"])
            || (has(words::NAME_LABELS) && has(words::DATE_LABELS)))
}

fn tables(draft: &mut Draft<'_>) {
    for table in draft.markdown.tables.clone() {
        let Some((header, rows)) = table.rows.split_first() else { continue };
        let headers: Vec<String> = header.cells.iter().map(|cell| inline::plain(draft.source.slice(*cell))).collect();
        if !is_roster(&headers) {
            continue;
        }
        let column = |list: &[&str]| headers.iter().position(|header| words::is_one(header, list));
        let role_column = column(&[
            "role",
            "position",
            "approver",
            "title",
            "rôle",
            "rolle",
            "rol",
            "função",
            "roles",
            "stakeholder",
            "team",
        ]);
        let name_column = column(words::NAME_LABELS);
        let signature_column =
            column(words::SIGNATURE_LABELS).or_else(|| column(&["sign-off", "approval", "approved", "signed off"]));
        let date_column = column(words::DATE_LABELS);
        for row in rows {
            let cell = |column: Option<usize>| {
                let cell = row.cells.get(column?).copied()?;
                let inner = super::frame::trimmed(draft.source, cell);
                let text = inline::plain(draft.source.slice(inner));
                let blank = slots::blanks(draft.source, inner).into_iter().next();
                // An empty cell keeps a blank on either side of what is written into it.
                let (span, space) = if inner.is_empty() {
                    (Span::at(cell.start + usize::from(cell.len() > 1)), cell.len() < 2)
                } else {
                    (blank.map_or(inner, |blank| blank.span), false)
                };
                Some(Read { slot: Slot { span, space }, value: Some(text).filter(|text| is_value(text)) })
            };
            let Some(role) = cell(role_column).and_then(|role| role.value) else { continue };
            let line = draft.source.line_of(row.span.start) - 1;
            let (name, signature, date) = (cell(name_column), cell(signature_column), cell(date_column));
            let own = draft.section_of_line(line);
            let (scope, scope_id) = match draft.titles_outwards(own).find(|section| is_sign_off_title(&section.title)) {
                Some(section) => scope_of(draft, section.label, section.level, own),
                None => (Scope::Document, None),
            };
            let who = match name_column {
                Some(_) => name.as_ref().and_then(|read| read.value.clone()),
                None => signature.as_ref().and_then(|read| read.value.clone()),
            };
            let sign_off = SignOff {
                id: draft.id('o', &format!("{}/{}", draft.section_id(line), inline::slug(&role))),
                role,
                shape: SignOffShape::Table,
                scope,
                scope_id,
                assurance: who.is_some().then_some(Assurance::Typed),
                name: who,
                date: date.as_ref().and_then(|read| read.value.clone()),
                signature: signature.as_ref().and_then(|read| read.value.clone()),
                line: line + 1,
                name_slot: name.or_else(|| cell(signature_column)).map(|read| read.slot),
                date_slot: date.map(|read| read.slot),
                signature_slot: signature.map(|read| read.slot).filter(|_| name_column.is_some()),
                box_span: None,
                span: row.span,
            };
            draft.take(&sign_off);
            draft.sign_offs.push(sign_off);
        }
    }
}
