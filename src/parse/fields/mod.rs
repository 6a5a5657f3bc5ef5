//! Fields: blanks, choices, empty labels, placeholders as values, and values that are written already.

mod boxed;
mod cells;
mod conditions;
mod decided;
mod entries;
mod names;
mod new;
mod targets;
mod written;
mod written_in;

use std::ops::Range;

use super::draft::Draft;
use super::labels::{self, Segment};
use super::lines::{LineKind, MAX_LINE};
use super::signs::Signs;
use super::slots::{self, Blank};
use super::{Recogniser, choices, inline, quantity, words};
use crate::model::{FieldKind, FieldShape, Target};
use crate::text::Span;
use new::New;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "fields", summary: "blanks, choices, empty labels and values written behind labels", recognise };

fn recognise(draft: &mut Draft<'_>) {
    for line in 0..draft.frame.lines.len() {
        let Some(at) = draft.frame.line(line).copied() else { break };
        match at.kind {
            LineKind::Text | LineKind::Heading(_) => text_line(draft, line),
            LineKind::Code(_) if at.span.len() <= MAX_LINE => code_line(draft, line, at.span),
            _ => {}
        }
    }
    for table in draft.markdown.tables.clone() {
        cells::read(draft, &table);
    }
}

fn code_line(draft: &mut Draft<'_>, line: usize, span: Span) {
    // Two underscores are a word of many languages.
    for found in slots::blanks(draft.source, span).into_iter().filter(|blank| blank.runs > 0) {
        let head = draft.source.slice(Span::new(span.start, found.span.start));
        let head = head.trim_start_matches([' ', '#', '/', '*']).to_owned();
        let first = draft.fields.len();
        blank(draft, line, &found, &head, None, None, FieldShape::Blank);
        for field in draft.fields.iter_mut().skip(first) {
            field.in_code = true;
        }
    }
}

fn text_line(draft: &mut Draft<'_>, line: usize) {
    if decided::read(draft, line) {
        return;
    }
    // A field is behind a label, or has a sign of its own.
    if !draft.has_sign(line, Signs::COLON.or(Signs::UNDERSCORE).or(Signs::BRACKET).or(Signs::SLASH)) {
        return;
    }
    let entry = draft.frame.entry_at(line);
    let is_item = entry.and_then(|entry| draft.item_of_entry.get(entry).copied().flatten()).is_some();
    let mark = entry.and_then(|entry| draft.frame.entries.get(entry)).and_then(|entry| entry.mark.as_ref());
    let Some(content) = draft.content(line) else { return };
    // A line of several boxes is a choice, and its first box is part of it.
    let segments = match mark.filter(|_| !is_item) {
        Some(mark) => labels::segments(draft.source, Span::new(mark.span.start, content.end)).into(),
        None => draft.segments(line),
    };
    for (index, segment) in segments.iter().enumerate() {
        if !draft.is_taken(segment.value) {
            segment_of(draft, line, &segments, index, segment, Span::new(segment.value.end, content.end));
        }
    }
}

/// Reads one segment of a line; `tail` is what stands behind it.
fn segment_of(draft: &mut Draft<'_>, line: usize, segments: &[Segment], index: usize, segment: &Segment, tail: Span) {
    let source = draft.source;
    let label = segment.label.as_deref().unwrap_or_default();
    let text = source.slice(segment.value);
    note(draft, line, segment, text);
    if written_in::read(draft, line, segment.label.as_deref(), segment.value)
        || blanks_of(draft, line, segments, segment, tail)
    {
        return;
    }
    // A title has no values but those that are to be picked: `## Level: [low / high / none]`.
    let titles = draft.frame.title_at(line).is_some();
    if titles && !(text.starts_with('[') && text.ends_with(']')) {
        return;
    }
    let signs = Signs::of(text.as_bytes());
    let named = segment.label.is_some() || choices::first_mark(text).is_some();
    let choice = || remarked_choice(text, signs).or_else(|| kinds(label, text, signs));
    if let Some((len, choice)) = named.then(choice).flatten() {
        if choices::is_legend(label) {
            return;
        }
        let value = Span::new(segment.value.start, segment.value.start + len);
        return New::choice(label, value, choice).push(draft, line);
    }
    if titles {
        return;
    }
    // Below a label that runs on into a sentence, what is asked at its end is another field.
    if signs.any(Signs::SLASH)
        && let Some((at, choice)) = choices::choice_at_end(text)
    {
        let value = Span::new(segment.value.start + at, segment.value.start + text.trim_end_matches(['*', ' ']).len());
        let head = inline::plain(text.get(..at).unwrap_or(""));
        let words = if label.is_empty() { head.as_str() } else { label };
        return New::choice(words, value, choice).push(draft, line);
    }
    if segment.label.is_none() {
        unlabelled(draft, line, segment, text);
    } else if text.is_empty() {
        let asked =
            [words::FIELD_LABELS, words::DECIDING, words::TAKEN_BACK, words::SIGN_OFF_LABELS, words::PERFORMERS]
                .iter()
                .any(|list| segment.is(*list));
        let asked = asked || entries::asks(draft, line, segment) || boxed::asks(draft, line, segment.start, label);
        let known = segment.bold || asked || entries::is_slot(draft, line);
        let is_last = segments.iter().skip(index + 1).all(|other| other.inner);
        if known && !(is_last && entries::leads_something(draft, line, asked)) {
            let place = Span::at(segment.after_label);
            let offered = source.slice(Span::new(segment.start, segment.after_label));
            match offered_by_label(offered) {
                Some((range, choice)) => {
                    let place = Span::new(segment.start + range.start, segment.start + range.end);
                    New::choice(label, place, choice).push(draft, line);
                }
                None => {
                    New::of(label, place, FieldShape::EmptyLabel, targets::kind(label, "", None)).push(draft, line);
                }
            }
        }
    } else if let Some(place) = whole_placeholder(draft, segment.value) {
        let kind = targets::kind(label, "", None);
        New::of(label, place, FieldShape::Placeholder, kind).push(draft, line);
    } else {
        written::read(draft, line, segment, label, tail);
    }
}

/// The options that a line is, below a title that asks for one of several kinds: `Low / High` below "Risk level".
fn offered_below(draft: &Draft<'_>, line: usize, text: &str) -> Option<(String, choices::Choice)> {
    // Most lines are sentences.
    if text.len() > 100 || !Signs::of(text.as_bytes()).any(Signs::SLASH) || draft.item_of_line(line).is_some() {
        return None;
    }
    let title = &draft.sections.get(draft.section_of_line(line)?)?.title;
    let asks = words::KINDS.trailing(title).is_some() || title.ends_with(['?', '？']);
    let choice = asks.then(|| choices::choice(text)).flatten().filter(|_| !choices::has_box(text))?;
    Some((title.clone(), choice))
}

/// The options that a label offers, `Gate (open/shut):`, and where they stand in it.
fn offered_by_label(label: &str) -> Option<(Range<usize>, choices::Choice)> {
    let inner = label.trim_end_matches(['*', '_', ':', '：', ' ']).strip_suffix([')', '）'])?;
    let open = inner.rfind(['(', '（'])?;
    let open = open + inner.get(open..)?.chars().next()?.len_utf8();
    Some((open..inner.len(), choices::choice(inner.get(open..)?)?))
}

/// The placeholder that is all of a value but for a remark in parentheses behind it: `[Case number] (if any)`.
fn whole_placeholder(draft: &Draft<'_>, value: Span) -> Option<Span> {
    let text = draft.source.slice(value);
    let head = text.ends_with(')').then(|| text.rfind(" (")).flatten().and_then(|open| text.get(..open));
    let place = Span::new(value.start, value.start + head.unwrap_or(text).trim_end().len());
    [value, place].into_iter().find(|place| draft.has_placeholder(*place, true))
}

/// The options of a choice, and its length without the remark in parentheses behind it: `Yes / No (who may say so?)`.
fn remarked_choice(text: &str, signs: Signs) -> Option<(usize, choices::Choice)> {
    let whole = choices::choice(text).map(|choice| (text.len(), choice));
    let whole = whole.or_else(|| choices::picked_choice(text)).or_else(|| {
        let open = text.ends_with(')').then(|| text.rfind(" (")).flatten()?;
        let head = text.get(..open)?.trim_end();
        Some((head.len(), choices::choice(head).filter(|_| !choices::has_box(head))?))
    });
    // Parentheses stand within most texts that are no options.
    let explained = || signs.any(Signs::SLASH) && text.contains(" / ") && !choices::has_box(text);
    whole.or_else(|| explained().then(|| choices::explained_choice(text)).flatten().map(|choice| (text.len(), choice)))
}

/// Three options or more of which the label says that they are kinds of something: `Category: Standard / Normal / Urgent`.
fn kinds(label: &str, text: &str, signs: Signs) -> Option<(usize, choices::Choice)> {
    if !signs.any(Signs::SLASH) || words::KINDS.trailing(label).is_none() {
        return None;
    }
    let options: Vec<&str> = text.split(" / ").map(str::trim).collect();
    let option = |option: &&str| {
        option.starts_with(char::is_uppercase)
            && option.split(' ').count() <= 3
            && option.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'))
    };
    let fits = options.len() > 2 && options.iter().all(option);
    fits.then(|| (text.len(), (options.into_iter().map(str::to_owned).collect(), None)))
}

/// The blanks of a segment, less those of a segment in parentheses within it; whether there are any.
fn blanks_of(draft: &mut Draft<'_>, line: usize, segments: &[Segment], segment: &Segment, tail: Span) -> bool {
    let inner = |span: Span| segments.iter().any(|s| s.inner && Span::new(s.start, s.value.end).covers(span));
    let mut blanks = slots::blanks(draft.source, segment.value);
    blanks.retain(|blank| segment.inner || !inner(blank.span));
    if blanks.is_empty() {
        return false;
    }
    let source = draft.source;
    let stated = source.slice(Span::new(segment.value.start, tail.end));
    let label = segment.label.as_deref().filter(|label| !label.is_empty());
    // Of two values one may be there already.
    if let ([found], Some(label)) = (blanks.as_slice(), label)
        && let Some(parts) = written::parts(segment, source.slice(segment.value), stated)
    {
        for (index, part) in parts.into_iter().enumerate() {
            let label = part.label(label, index).to_owned();
            if part.span.overlaps(found.span) {
                blank(draft, line, found, "", Some(&label), part.target(), FieldShape::Blank);
            } else {
                part.push(draft, line, &label);
            }
        }
        return true;
    }
    let mut targets = targets::stated(stated, blanks.len()).into_iter();
    let before = targets::of_head(draft, line, segment);
    let mut from = answer_before(draft, line, segment.value, label).unwrap_or(segment.value.start);
    for found in &blanks {
        let head = source.slice(Span::new(from, found.span.start));
        let target = targets.next().flatten().or_else(|| before.clone());
        blank(draft, line, found, head, label, target, FieldShape::Blank);
        from = found.span.end;
    }
    true
}

/// Reads the answer that stands before a blank, `☐ Yes ☐ No If yes, minutes: ____`, `☐ Yes ☐ No  Type: ____`, and says where
/// it ends.
fn answer_before(draft: &mut Draft<'_>, line: usize, place: Span, label: Option<&str>) -> Option<usize> {
    let text = draft.source.slice(place);
    let at = choices::first_mark(text)?;
    let tail = text.get(at..)?;
    let clause = words::CLAUSE_LEADS.places(tail).map(|place| place.start).find(|end| *end > 0);
    let end = clause.or_else(|| choices::end_of_boxes(tail))?;
    let options = tail.get(..end)?.trim_end_matches([' ', '(', '-', '–', '—', ',', ';', '|']);
    let choice = choices::choice(options)?;
    let value = Span::new(place.start + at, place.start + at + options.len());
    let asked = inline::plain(text.get(..at).unwrap_or(""));
    let label = label.map_or(asked, str::to_owned);
    New::choice(&label, value, choice).push(draft, line);
    Some(place.start + at + end)
}

/// Adds a blank; `head` is what stands between it and what comes before it.
fn blank(
    draft: &mut Draft<'_>,
    line: usize,
    blank: &Blank,
    head: &str,
    label: Option<&str>,
    target: Option<Target>,
    shape: FieldShape,
) {
    if draft.is_taken(blank.span) {
        return;
    }
    let end = draft.frame.line(line).map_or(blank.span.end, |line| line.span.end);
    let (unit, _) = quantity::unit(draft.source.slice(Span::new(blank.span.end, end)));
    let label = names::of_blank(draft, line, head, label, &unit);
    // `Error rate (< 1%): ____`, of which the label is `Error rate`.
    let lead = head.trim_end_matches([':', '：', '*', ' ']);
    let told = [&label, lead].into_iter().find_map(|label| targets::of_label(label, &unit));
    let target = target.or(told);
    let kind = match () {
        () if blank.date => FieldKind::Date,
        () if blank.ratio => FieldKind::Ratio,
        () => targets::kind(&label, &unit, target.as_ref()),
    };
    if blank.damaged {
        draft.problem("damaged-blank", blank.span, "this blank has been escaped by a formatter");
    }
    let shape = if blank.damaged { FieldShape::Damaged } else { shape };
    let unit = (!unit.is_empty()).then_some(unit);
    New { unit, target, ..New::of(&label, blank.span, shape, kind) }.push(draft, line);
}

/// What stands on a line without a label: boxes behind its words, `Ask the owner: yes ☐ no ☐`; options behind a
/// question, `Approved? Yes / No`; a number with its target, `Passed 17/20 (target: ≥19/20)`.
fn unlabelled(draft: &mut Draft<'_>, line: usize, segment: &Segment, text: &str) {
    let options = |at: usize| Some((at, choices::choice(text.get(at..)?)?));
    let boxes = choices::first_mark(text).filter(|at| *at > 0 && !choices::shows_boxes(text)).and_then(options);
    let asked = || {
        let end = text.find('?')? + 1;
        let rest = text.get(end..).filter(|rest| !rest.contains('?'))?;
        options(end + rest.len() - rest.trim_start_matches(['*', ' ']).len())
    };
    // `Risk (low / medium / high):`
    let offered = || {
        let inner = text.trim_end_matches([':', '：', '*', ' ']).strip_suffix(')')?;
        let open = inner.rfind(" (").filter(|_| text.ends_with([':', '：', '*']))?;
        Some((text.get(..open)?, open + 2..inner.len(), choices::choice(inner.get(open + 2..)?)?))
    };
    if let Some((title, choice)) = offered_below(draft, line, text) {
        New::choice(&title, segment.value, choice).push(draft, line);
    } else if let Some((head, place, choice)) = offered() {
        let at = segment.value.start;
        New::choice(&inline::plain(head), Span::new(at + place.start, at + place.end), choice).push(draft, line);
    } else if let Some((at, choice)) = boxes.or_else(asked) {
        let head = inline::plain(text.get(..at).unwrap_or(""));
        New::choice(&head, Span::new(segment.value.start + at, segment.value.end), choice).push(draft, line);
    } else if let Some((label, value, target)) = targets::unlabelled(text) {
        let start = segment.value.start + text.find(" (").unwrap_or(text.len()) - value.len();
        written::measured(draft, line, &inline::plain(label), Span::new(start, start + value.len()), target);
    } else if let Some(label) = entries::remarked(draft, line, segment.value) {
        let kind = targets::kind(label, "", None);
        New::of(label, Span::at(segment.value.end), FieldShape::EmptyLabel, kind).push(draft, line);
    }
}

/// Takes down who does an item and how it is shown to be done.
fn note(draft: &mut Draft<'_>, line: usize, segment: &Segment, text: &str) {
    let (responsible, verification) = (segment.is(words::RESPONSIBLE), segment.is(words::VERIFICATION));
    let Some(item) = draft.item_of_line(line).filter(|_| responsible || verification) else { return };
    if draft.items.get(item).is_none_or(|item| item.at.line == line + 1) || text.is_empty() {
        return;
    }
    let value = Some(inline::plain(text)).filter(|value| value.chars().any(char::is_alphanumeric));
    let Some(item) = draft.items.get_mut(item) else { return };
    if responsible && item.responsible.is_none() {
        item.responsible = value;
    } else if verification && item.verification.is_none() {
        item.verification = value;
    }
}
