//! Fields: blanks, choices, empty labels, placeholders as values, and values that are written already.

use super::draft::Draft;
use super::labels::{self, Segment};
use super::lines::LineKind;
use super::slots::{self, Blank};
use super::{Recogniser, inline, quantity, words};
use crate::model::{Comparison, Field, FieldKind, FieldShape, ItemShape, Target};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "fields", summary: "blanks, choices, empty labels and values written behind labels", recognise };

fn recognise(draft: &mut Draft<'_>) {
    for line in 0..draft.frame.lines.len() {
        let Some(at) = draft.frame.line(line).copied() else { break };
        match at.kind {
            LineKind::Text | LineKind::Heading(_) => text_line(draft, line, at.content),
            LineKind::Code(_) => {
                for blank in slots::blanks(draft.source, at.span) {
                    let head = draft
                        .source
                        .slice(Span::new(at.span.start, blank.span.start))
                        .trim_start_matches([' ', '#', '/', '*'])
                        .to_owned();
                    push_blank(draft, line, &blank, &head, None, None, true);
                }
            }
            _ => {}
        }
    }
    for table in draft.markdown.tables.clone() {
        table_cells(draft, &table);
    }
}

fn text_line(draft: &mut Draft<'_>, line: usize, content: Span) {
    let content = draft
        .frame
        .entry_at(line)
        .and_then(|entry| draft.frame.entries.get(entry))
        .map_or(content, |entry| entry.content);
    // A line of several boxes is a choice by itself.
    let start = draft
        .frame
        .entry_at(line)
        .filter(|entry| draft.item_of_entry.get(*entry).copied().flatten().is_none())
        .and_then(|entry| draft.frame.entries.get(entry))
        .and_then(|entry| entry.mark.as_ref())
        .map_or(content.start, |mark| mark.span.start);
    let content = Span::new(start, content.end);
    let is_title = draft.frame.title_at(line).is_some();
    let segments = labels::segments(draft.source, content);
    for (index, segment) in segments.iter().enumerate() {
        if draft.is_taken(segment.value) {
            continue;
        }
        let tail = Span::new(segment.value.end, content.end);
        field(draft, line, segment, &segments, index, tail, is_title);
    }
}

fn field(
    draft: &mut Draft<'_>,
    line: usize,
    segment: &Segment,
    segments: &[Segment],
    index: usize,
    tail: Span,
    is_title: bool,
) {
    let source = draft.source;
    let label = segment.label.clone().unwrap_or_default();
    let text = source.slice(segment.value).to_owned();
    note(draft, line, &label, &text);
    let inner: Vec<Span> = segments.iter().filter(|s| s.inner).map(|s| Span::new(s.start, s.value.end)).collect();
    let outside = |span: Span| segment.inner || !inner.iter().any(|inner| inner.covers(span));
    let blanks: Vec<Blank> =
        slots::blanks(source, segment.value).into_iter().filter(|blank| outside(blank.span)).collect();
    if !blanks.is_empty() {
        let targets = targets(source.slice(Span::new(segment.value.start, tail.end)), blanks.len(), &text);
        let before = if segment.inner { head_target(draft, line, segment) } else { None };
        let mut from = segment.value.start;
        for (at, blank) in blanks.iter().enumerate() {
            let head = source.slice(Span::new(from, blank.span.start)).to_owned();
            let target = targets.get(at).cloned().flatten().or_else(|| before.clone());
            push_blank(draft, line, blank, &head, Some(&label).filter(|label| !label.is_empty()), target, false);
            from = blank.span.end;
        }
        return;
    }
    if is_title {
        return;
    }
    if let Some((options, chosen)) = slots::choice(&text) {
        let labelled = segment.label.is_some();
        if labelled
            || options.len() >= 2 && text.chars().any(|c| matches!(c, '☐' | '☑' | '☒'))
            || text.contains("[ ]")
            || text.contains("[x]")
        {
            push(
                draft,
                line,
                &label,
                segment.value,
                FieldShape::Written,
                FieldKind::Choice,
                chosen,
                options,
                None,
                None,
            );
        }
        return;
    }
    if segment.label.is_none() {
        // `01 Ask: yes ☐ no ☐`, and boxes behind the words of a step.
        if let Some(at) = trailing_boxes(&text)
            && let Some((options, chosen)) = slots::choice(text.get(at..).unwrap_or(""))
        {
            let span = Span::new(segment.value.start + at, segment.value.end);
            let head = inline::plain(text.get(..at).unwrap_or(""));
            push(draft, line, &head, span, FieldShape::Written, FieldKind::Choice, chosen, options, None, None);
        }
        return;
    }
    let is_last = segments.iter().skip(index + 1).all(|s| s.inner);
    if text.is_empty() {
        let known = segment.bold || words::is_one(&label, words::FIELD_LABELS);
        if known && !(is_last && leads_something(draft, line)) {
            push(
                draft,
                line,
                &label,
                Span::at(segment.after_label),
                FieldShape::EmptyLabel,
                kind_of(&label, "", None),
                None,
                Vec::new(),
                None,
                None,
            );
        }
        return;
    }
    let placeholder = draft.has_placeholder(segment.value, true);
    if placeholder {
        push(
            draft,
            line,
            &label,
            segment.value,
            FieldShape::Placeholder,
            kind_of(&label, "", None),
            None,
            Vec::new(),
            None,
            None,
        );
        return;
    }
    written(draft, line, segment, &label, &text, tail);
}

/// A value that stands behind its label already.
fn written(draft: &mut Draft<'_>, line: usize, segment: &Segment, label: &str, text: &str, tail: Span) {
    let has_placeholder = draft.has_placeholder(segment.value, false);
    if has_placeholder {
        return;
    }
    let quantity = quantity::quantity(text);
    let stated = draft.source.slice(Span::new(segment.value.start, tail.end));
    let mut target = targets(stated, 1, text).into_iter().next().flatten();
    if segment.inner {
        target = target.or_else(|| head_target(draft, line, segment));
    }
    match quantity {
        Some(read) if target.is_some() || segment.inner || segment.bold || read.of.is_some() => {
            let len = if read.unit == "%" || read.unit.is_empty() { read.len } else { read.len - read.unit.len() };
            let value = text.get(..len).unwrap_or(text).trim_end();
            let span = Span::new(segment.value.start, segment.value.start + value.len());
            let kind = if read.of.is_some() { FieldKind::Ratio } else { kind_of(label, &read.unit, target.as_ref()) };
            let unit = (!read.unit.is_empty()).then_some(read.unit.clone());
            push(draft, line, label, span, FieldShape::Written, kind, Some(value.to_owned()), Vec::new(), unit, target);
        }
        // A bold label on a line of an item names how it is shown or who does it; that is no slot.
        _ if segment.bold || words::is_one(label, words::FIELD_LABELS) || target.is_some() => {
            let meta = [words::RESPONSIBLE, words::VERIFICATION].iter().any(|list| words::is_one(label, list));
            if !meta {
                let until = text.find(" (").filter(|_| target.is_some()).unwrap_or(text.len());
                let value = text.get(..until).unwrap_or(text);
                let span = Span::new(segment.value.start, segment.value.start + value.len());
                push(
                    draft,
                    line,
                    label,
                    span,
                    FieldShape::Written,
                    kind_of(label, "", target.as_ref()),
                    Some(inline::plain(value)),
                    Vec::new(),
                    None,
                    target,
                );
            }
        }
        _ => {}
    }
}

/// Takes down who does an item and how it is shown to be done.
fn note(draft: &mut Draft<'_>, line: usize, label: &str, text: &str) {
    let Some(item) = draft.item_of_line(line) else { return };
    if draft.items.get(item).is_none_or(|item| item.at.line == line + 1) || text.is_empty() {
        return;
    }
    let value = Some(inline::plain(text)).filter(|value| value.chars().any(char::is_alphanumeric));
    let Some(item) = draft.items.get_mut(item) else { return };
    if words::is_one(label, words::RESPONSIBLE) && item.responsible.is_none() {
        item.responsible = value;
    } else if words::is_one(label, words::VERIFICATION) && item.verification.is_none() {
        item.verification = value;
    }
}

/// Whether lines that belong to this one follow: its label titles them and is no empty field.
fn leads_something(draft: &Draft<'_>, line: usize) -> bool {
    if draft
        .frame
        .entry_at(line)
        .and_then(|entry| draft.frame.entries.get(entry))
        .is_some_and(|entry| entry.has_entries_below)
    {
        return true;
    }
    let Some(own) = draft.frame.line(line) else { return false };
    let Some(next) = draft.frame.next_filled(line).and_then(|next| draft.frame.line(next)) else { return false };
    let touching = draft.frame.line(line + 1).is_some_and(|next| next.kind != LineKind::Blank);
    let deeper = next.indent > own.indent && next.marker.is_none();
    let block = matches!(next.kind, LineKind::Code(_) | LineKind::Table(_));
    let runs_on = touching
        && next.kind == LineKind::Text
        && next.marker.is_none()
        && own.marker.is_none()
        && !labels::starts_with_label(draft.source.slice(next.content));
    let list = own.marker.is_none() && next.marker.is_some();
    (deeper && next.kind == LineKind::Text && !labels::starts_with_label(draft.source.slice(next.content)))
        || block
        || runs_on
        || list
}

/// Where the boxes behind the words of a line start.
fn trailing_boxes(text: &str) -> Option<usize> {
    let first = ["[ ]", "[x]", "[X]", "☐", "☑", "☒"].iter().filter_map(|mark| text.find(mark)).min()?;
    (first > 0).then_some(first)
}

/// The targets that a text states for its `slots` blanks: `(target: ≥98%)`, and `(target: 0/0)` for two.
fn targets(text: &str, slots: usize, own: &str) -> Vec<Option<Target>> {
    let lower = text.to_lowercase();
    let found = ["target:", "target is", "ziel:", "objectif :", "objectif:"]
        .iter()
        .filter_map(|word| lower.find(word).map(|at| at + word.len()))
        .min();
    let Some(at) = found.filter(|_| lower.len() == text.len()) else {
        // `≥98% (verified: ____)` is the head's business; a relation behind a lone blank is its target: `____ ms <500ms`.
        let _ = own;
        return vec![None; slots];
    };
    let stated = text.get(at..).unwrap_or("").trim_start_matches(['*', ' ']);
    let (op, len) = quantity::comparison(stated).unwrap_or((Comparison::Equal, 0));
    let target = quantity::target_at(op, stated.get(len..).unwrap_or(""));
    match target {
        Some(Target { of: Some(of), value, unit, op }) if slots == 2 => {
            let each = |value| Some(Target { op, value, of: None, unit: unit.clone() });
            vec![each(value), each(of)]
        }
        target => {
            let mut all = vec![None; slots.saturating_sub(1)];
            all.insert(0, target);
            all
        }
    }
}

/// The relation in the words before `(verified: …)`.
fn head_target(draft: &Draft<'_>, line: usize, segment: &Segment) -> Option<Target> {
    let measured = segment.label.as_deref().is_some_and(|label| {
        words::is_one(label, &["verified", "actual", "measured", "current", "result", "observed"])
    });
    let start = draft.frame.line(line)?.content.start;
    quantity::target(draft.source.slice(Span::new(start, segment.start))).filter(|_| measured)
}

fn push_blank(
    draft: &mut Draft<'_>,
    line: usize,
    blank: &Blank,
    head: &str,
    label: Option<&String>,
    target: Option<Target>,
    in_code: bool,
) {
    if draft.is_taken(blank.span) {
        return;
    }
    let after = draft
        .source
        .slice(Span::new(blank.span.end, draft.frame.line(line).map_or(blank.span.end, |line| line.span.end)));
    let (unit, _) = quantity::unit(after);
    let own = own_words(head);
    let label = match (own.is_empty(), label) {
        (false, Some(label)) if head.contains([':', '=']) || blank_follows(head) => {
            if head.trim_end().ends_with([':', '=']) { own } else { label.clone() }
        }
        (false, None) => own,
        (_, Some(label)) if !blank_follows(head) => label.clone(),
        _ if !unit.is_empty() => unit.clone(),
        (_, Some(label)) => label.clone(),
        _ => fallback_label(draft, line),
    };
    let kind = if blank.date {
        FieldKind::Date
    } else if blank.ratio {
        FieldKind::Ratio
    } else {
        kind_of(&label, &unit, target.as_ref())
    };
    let shape = if blank.damaged { FieldShape::Damaged } else { FieldShape::Blank };
    let unit = (!unit.is_empty()).then_some(unit);
    if blank.damaged {
        draft.problem("damaged-blank", blank.span, "this blank has been escaped by a formatter");
    }
    let before = draft.fields.len();
    push(draft, line, &label, blank.span, shape, kind, None, Vec::new(), unit, target);
    if let Some(field) = draft.fields.get_mut(before) {
        field.in_code = in_code;
    }
}

/// Whether a blank stands before this text, so that the line's label was the other one's.
fn blank_follows(head: &str) -> bool {
    head.trim_start().starts_with([',', '%', ')', ';']) || head.contains(", ")
}

/// The words right before a blank: since the last comma, parenthesis or colon that something stands before.
fn own_words(head: &str) -> String {
    let head = head.trim_end().trim_end_matches([':', '=', '(', '#', '$', '<', '>', '≥', '≤', '~']).trim_end();
    let start = head
        .rfind([',', '(', ';', ':', '%', '|'])
        .map_or(0, |at| at + head.get(at..).and_then(|tail| tail.chars().next()).map_or(1, char::len_utf8));
    let words = inline::plain(head.get(start..).unwrap_or(""));
    words.trim_matches(|c: char| !c.is_alphanumeric() && c != '/').to_owned()
}

/// A label for a blank that has none on its line: the item's words, the line above, or the section's title.
fn fallback_label(draft: &Draft<'_>, line: usize) -> String {
    if let Some(item) = draft.item_of_line(line).and_then(|item| draft.items.get(item)) {
        return item.text.split(['(', '_']).next().unwrap_or(&item.text).trim().to_owned();
    }
    let above =
        line.checked_sub(1).and_then(|above| draft.frame.line(above)).filter(|above| above.kind == LineKind::Text);
    match above {
        Some(above) => inline::plain(draft.source.slice(above.content)).trim_end_matches(':').to_owned(),
        None => draft
            .section_of_line(line)
            .and_then(|s| draft.sections.get(s))
            .map_or_else(|| "blank".to_owned(), |s| s.title.clone()),
    }
}

fn kind_of(label: &str, unit: &str, target: Option<&Target>) -> FieldKind {
    let label = label.to_lowercase();
    let unit = if unit.is_empty() { target.and_then(|target| target.unit.as_deref()).unwrap_or("") } else { unit };
    if unit == "%" {
        FieldKind::Percent
    } else if target.is_some_and(|target| target.of.is_some()) {
        FieldKind::Ratio
    } else if matches!(label.as_str(), "url" | "link") || label.ends_with(" url") || label.ends_with(" link") {
        FieldKind::Url
    } else if words::is_one(&label, &["time", "date/time", "start time", "end time", "decision time", "timestamp"])
        || label.ends_with("timestamp")
    {
        FieldKind::Time
    } else if label == "date" || label.ends_with(" date") {
        FieldKind::Date
    } else if label == "duration" || label.ends_with(" duration") {
        FieldKind::Duration
    } else if target.is_some()
        || quantity::unit_seconds(unit).is_some()
        || matches!(unit, "GB" | "MB" | "TB" | "KB" | "vCPUs" | "ms")
        || label == "count"
    {
        FieldKind::Number
    } else {
        FieldKind::Text
    }
}

#[expect(clippy::too_many_arguments, reason = "one for each part of a field")]
fn push(
    draft: &mut Draft<'_>,
    line: usize,
    label: &str,
    span: Span,
    shape: FieldShape,
    kind: FieldKind,
    value: Option<String>,
    options: Vec<String>,
    unit: Option<String>,
    target: Option<Target>,
) {
    let label = label.trim().trim_end_matches(':').to_owned();
    let id = draft.id('f', &format!("{}#{}", draft.place_id(line), inline::slug(&label)));
    draft.fields.push(Field {
        id,
        item: draft.item_of_line(line).and_then(|item| draft.item_ref(item)),
        section: draft.section_of_line(line).and_then(|section| draft.section_ref(section)),
        optional: words::is_one(&label, words::OPTIONAL_LABELS),
        label,
        kind,
        value,
        unit,
        target,
        options,
        shape,
        in_code: false,
        at: draft.source.position(span.start),
        span,
    });
}

/// Blanks and choices in the cells of a table; the header's word is the label, the row's first cell the owner.
fn table_cells(draft: &mut Draft<'_>, table: &super::markdown::Table) {
    let Some((header, rows)) = table.rows.split_first() else { return };
    for row in rows {
        let line = draft.source.line_of(row.span.start) - 1;
        for (column, cell) in row.cells.iter().enumerate() {
            let inner = super::frame::trimmed(draft.source, *cell);
            let text = draft.source.slice(inner).to_owned();
            let is_box = draft.item_of_row.get(&line).and_then(|item| draft.items.get(*item)).is_some_and(|item| {
                item.shape == ItemShape::TableRow
                    && item.box_span.is_some_and(|span| inner.covers(span) && !span.is_empty())
            });
            let title =
                header.cells.get(column).map(|cell| inline::plain(draft.source.slice(*cell))).unwrap_or_default();
            let blanks = slots::blanks(draft.source, inner);
            for blank in &blanks {
                let head = draft.source.slice(Span::new(inner.start, blank.span.start)).to_owned();
                push_blank(draft, line, blank, &head, Some(&title).filter(|title| !title.is_empty()), None, false);
                if let Some(field) =
                    draft.fields.last_mut().filter(|field| field.span == blank.span && field.shape == FieldShape::Blank)
                {
                    field.shape = FieldShape::TableCell;
                }
            }
            let boxed = text.contains(['☐', '☑', '☒', '□', '⬜']) || text.contains("[ ]") || text.contains("[x]");
            if blanks.is_empty()
                && (!is_box || boxed)
                && !draft.is_taken(inner)
                && !inner.is_empty()
                && let Some((options, chosen)) = slots::choice(&text)
            {
                push(draft, line, &title, inner, FieldShape::TableCell, FieldKind::Choice, chosen, options, None, None);
            }
        }
    }
}
