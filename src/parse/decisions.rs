//! Decisions: exclusive options, as boxes of their own or on one line.

use super::draft::Draft;
use super::vocabulary::Words;
use super::{Recogniser, inline, words};
use crate::model::{Decision, DecisionOption, FieldKind, Ref, Role, State};
use crate::text::Span;

pub const RECOGNISER: Recogniser = Recogniser {
    name: "decisions",
    summary: "GO / NO-GO, SUCCESS / ROLLBACK / PARTIAL, as boxes or on one line",
    recognise,
};

fn recognise(draft: &mut Draft<'_>) {
    boxes(draft);
    inline_options(draft);
    draft.decisions.sort_by_key(|decision| decision.span.start);
}

/// Whether an option lets the work go ahead (`true`), stops it (`false`), or is no such thing.
pub fn polarity(text: &str) -> Option<bool> {
    let start = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    words::NEGATIVE.leading(start).or_else(|| words::POSITIVE.leading(start))?;
    let lower = text.to_lowercase();
    let head = lower.split([':', '—', '–', '(', ',', '?', ';', '!']).next().unwrap_or("").trim();
    let head = head.split(" - ").next().unwrap_or(head).trim();
    // "Approved for release", "Rejected for now"
    let head = head.split_once("ed for ").map_or(head, |(verb, _)| head.get(..verb.len() + 2).unwrap_or(head));
    let head: String = head.chars().skip_while(|c| !c.is_alphanumeric()).collect();
    let head = head.trim_end_matches(|c: char| !c.is_alphanumeric());
    // "APPROVED for release": the option is what is in capitals.
    let is_loud = |word: &&str| word.contains(char::is_alphabetic) && !word.contains(char::is_lowercase);
    let words = start.split_whitespace().take_while(is_loud).map(|word| word.trim_end_matches(ENDS));
    let loud = words.collect::<Vec<_>>().join(" ").to_lowercase();
    let head = if loud.chars().any(char::is_alphabetic) && head.starts_with(&loud) { loud.as_str() } else { head };
    if words::NEGATIVE.has(head) {
        Some(false)
    } else if words::POSITIVE.has(head) {
        Some(true)
    } else {
        None
    }
}

/// What may end the words of an option.
const ENDS: [char; 5] = ['.', '!', ';', ',', '*'];

/// Whether words behind a label that asks for the decision let the work go ahead, stop it, or decide nothing.
pub fn decided(text: &str) -> Option<bool> {
    polarity(text).or_else(|| labelled_polarity(text))
}

/// What words behind a label that asks for the decision come to: "Go/No-Go: No", "approved by the board", "postponed to
/// Monday".
fn labelled_polarity(text: &str) -> Option<bool> {
    if [words::FAILED, words::STOPS].iter().any(|signs| !text.contains(char::is_alphanumeric) && signs.has(text)) {
        return Some(false);
    }
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let whole = |_: &str, rest: &str| !rest.starts_with(char::is_alphanumeric);
    let begins = |list: Words| list.leading_to(text, whole).is_some();
    match text {
        yes if yes.eq_ignore_ascii_case("yes") || yes.eq_ignore_ascii_case("y") => Some(true),
        no if no.eq_ignore_ascii_case("no") || no.eq_ignore_ascii_case("n") => Some(false),
        _ if begins(words::DECIDED_NO) => Some(false),
        // "Go is postponed"
        _ if begins(words::DECIDED_YES) && words::DECIDED_NO.find(text).is_none() => Some(true),
        _ => None,
    }
}

/// Whether words that decide take it back: "~~GO~~", "❌ GO", "GO, NO-GO".
fn leaves_open(written: &str) -> bool {
    let written = written.trim_matches(['*', ' ', '\t']);
    let mut signs = written.split(char::is_whitespace).filter(|sign| !sign.contains(char::is_alphanumeric));
    let bars = |sign: &str| [words::FAILED, words::UNDONE, words::STOPS].iter().any(|list| list.has(sign));
    let crossed = written.starts_with("~~") || signs.any(bars);
    let behind = words::POSITIVE.strip_from(written.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let other = |text: &str| ["no-go", "no go", "nogo"].iter().any(|no| text.to_lowercase().contains(no));
    crossed || behind.is_some_and(other)
}

/// Sibling boxes of which at least one lets the work go ahead and one stops it.
fn boxes(draft: &mut Draft<'_>) {
    let mut at = 0;
    while let Some(first) = draft.items.get(at) {
        if first.role != Role::Action || polarity(&first.text).is_none() {
            at += 1;
            continue;
        }
        let group: Vec<(usize, bool)> = (at..draft.items.len())
            .map_while(|index| {
                let (first, item) = (draft.items.get(at)?, draft.items.get(index)?);
                let siblings =
                    item.section == first.section && item.parent == first.parent && item.role == Role::Action;
                Some((index, polarity(&item.text).filter(|_| siblings)?))
            })
            .collect();
        let both = group.iter().any(|(_, positive)| *positive) && group.iter().any(|(_, positive)| !*positive);
        if both {
            push_boxes(draft, &group);
        }
        at += group.len().max(1);
    }
}

fn push_boxes(draft: &mut Draft<'_>, group: &[(usize, bool)]) {
    let mut options = Vec::new();
    for (index, positive) in group {
        let reference = draft.item_ref(*index);
        let Some(item) = draft.items.get_mut(*index) else { continue };
        item.role = Role::Option;
        let words =
            item.text.split(" - ").next().unwrap_or(&item.text).split([':', '—', '–', '(']).next().unwrap_or("");
        options.push(DecisionOption {
            text: words.trim().to_owned(),
            positive: *positive,
            chosen: item.state == State::Done,
            item: reference,
            span: item.span,
        });
    }
    let Some(first) = group.first().and_then(|(index, _)| draft.items.get(*index)) else { return };
    let (line, section) = (first.at.line, first.section.clone());
    let span = options.iter().fold(first.span, |span, option| span.join(option.span));
    let label = section
        .as_ref()
        .and_then(|section: &Ref| draft.sections.get(section.index))
        .map_or_else(|| "Decision".to_owned(), |section| section.title.clone());
    let id = draft.id('d', &draft.section_id(line - 1), "/", "decision");
    draft.decisions.push(Decision { id, label, options, line, section, span });
}

/// Choice fields, and written values, whose label says that something is decided.
fn inline_options(draft: &mut Draft<'_>) {
    for index in 0..draft.fields.len() {
        let Some(field) = draft.fields.get(index) else { break };
        let labelled = words::DECISION_LABELS.find(&field.label).is_some();
        let texts: Vec<String> = match (field.kind, &field.value) {
            (FieldKind::Choice, _) => field.options.clone(),
            (_, Some(value)) if labelled => vec![value.clone()],
            _ => continue,
        };
        let read: Vec<Option<bool>> =
            texts.iter().map(|text| if labelled { decided(text) } else { polarity(text) }).collect();
        let go_no_go = read.contains(&Some(true)) && read.contains(&Some(false));
        let one = texts.len() == 1 && read.iter().all(Option::is_some);
        if !(go_no_go && (labelled || texts.iter().any(|text| words::VERDICTS.has(text)))) && !(labelled && one) {
            continue;
        }
        let ahead = field.kind != FieldKind::Choice && read.contains(&Some(true));
        let open = ahead && leaves_open(draft.source.slice(field.span));
        let chosen = field.value.clone().filter(|_| !open);
        let (label, line, section, span) = (field.label.clone(), field.at.line, field.section.clone(), field.span);
        let options = texts
            .into_iter()
            .zip(read)
            .map(|(text, positive)| DecisionOption {
                chosen: chosen.as_deref() == Some(text.as_str()),
                positive: positive == Some(true),
                item: None,
                span,
                text,
            })
            .collect();
        let id = draft.id('d', &draft.section_id(line - 1), "/", &inline::slug(&label));
        draft.decisions.push(Decision { id, label, options, line, section, span: Span::new(span.start, span.end) });
    }
}
