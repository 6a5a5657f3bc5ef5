//! Values and lines that say nothing but that something is not done: `Backup: not taken`, "Not approved", `🛑 STOP`.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::reading::Labelled;
use super::words::{entry, is_awaited, quote, says_nothing};
use super::{Context, denials, ends, entries, refused_sign_off, remarks};
use crate::parse::words::{DECIDING, HALTED, SAYS_SO_ALONE, SAYS_WHEN, STATUS_LABELS};
use crate::text::{Source, Span};

/// Of how many words a label may be.
const LABEL: usize = 4;

/// Of how many bytes a value may be.
const VALUE: usize = 60;

/// Of how many bytes a line may be.
const LINE: usize = 40;

/// Of how many bytes a sentence may be: longer ones tell a story.
const SENTENCE: usize = 80;

/// Everything of the kind, and in which words it is told.
pub(super) fn told(context: &Context) -> impl Iterator<Item = (Span, String)> {
    values(context).chain(lines(context)).chain(entries::told(context)).chain(sentences(context))
}

/// Values that stand behind the label of what is not done.
fn values(context: &Context) -> impl Iterator<Item = (Span, String)> {
    let checklist = context.checklist;
    let signs = |span: Span| checklist.sign_offs.iter().any(|sign_off| sign_off.span.overlaps(span));
    // What is still to be filled in is asked for already.
    let slots = LazyCell::new(|| {
        let occurrences = checklist.placeholders.iter().flat_map(|slot| &slot.occurrences);
        occurrences.map(|slot| slot.span.start).collect::<BTreeSet<usize>>()
    });
    // Long ones are sentences, and a key of one letter is explained.
    let short = |line: &Labelled| {
        let words = line.label.split(' ').count();
        // A footnote is read where it is referred to.
        let footnote = line.label.starts_with("[^");
        words <= LABEL && line.value.len() <= VALUE && line.label.chars().nth(1).is_some() && !footnote
    };
    let code = |line: &Labelled| [line.label, line.value].iter().any(|part| part.contains('`'));
    let told = context.labelled().filter(move |line| short(line) && !code(line));
    // Of a field that says nothing another rule speaks.
    let blank = |line: &Labelled| says_nothing(line.value) && checklist.fields_on(line.number).next().is_some();
    let undone = told.filter(move |line| {
        let said = line.value.contains(char::is_alphabetic);
        said && (remarks::is_undone(line.value) || is_undone(line.value)) && !blank(line)
    });
    undone.filter_map(move |line| {
        let Labelled { label, named, value, span, number, .. } = line;
        // The status of the whole is held against the rest of it.
        let apart = named.has(STATUS_LABELS) || named.has(DECIDING) || is_awaited(label);
        let judged = || is_read(context, number) || signs(span) || refused_sign_off::instead(label, value).is_some();
        let told = !apart && !judged() && slots.range(span.start..span.end).next().is_none() && context.is_heard(&line);
        told.then(|| (span, format!("{} is {}", quote(label), quote(value))))
    })
}

/// Lines that stand alone.
fn lines(context: &Context) -> impl Iterator<Item = (Span, String)> {
    let (source, checklist) = (context.source, context.checklist);
    (1..=source.line_count()).filter_map(move |number| {
        let line = source.line(number);
        let text = source.slice(line).trim_start_matches(['>', ' ']);
        let said = text.trim_matches(|c: char| !c.is_alphanumeric());
        // An entry tells of its list, a row of its table, and a label of what is below.
        let whole = || !text.starts_with('|') && !text.ends_with(':') && entry(text).is_none();
        if said.is_empty() || said.len() > LINE || !is_paragraph(source, number) || !whole() {
            return None;
        }
        let judged = || is_read(context, number) || checklist.fields_on(number).next().is_some();
        let hidden = || checklist.is_in_code(line.start) || checklist.is_in_comment(line);
        let told = (SAYS_SO_ALONE.has(said) || is_undone(said)) && !judged() && !hidden() && context.is_due(line);
        told.then(|| (line, format!("a line says {}", quote(said))))
    })
}

/// Sentences of prose by which something was not done: "The spare pump was not tested."
fn sentences(context: &Context) -> impl Iterator<Item = (Span, String)> {
    let (source, checklist) = (context.source, context.checklist);
    (1..=source.line_count()).filter_map(move |number| {
        let line = source.line(number);
        let text = source.slice(line).trim_start_matches(['>', ' ', '\t']);
        // An entry may be what would set something off.
        let listed = entry(text);
        let text = listed.unwrap_or(text);
        if text.starts_with(['|', '#', '<', '`', '[']) {
            return None;
        }
        let mut sentences = text.split_inclusive(['.', '!', '?', ';']);
        let said = sentences.find(|sentence| {
            let words = sentence.trim_matches(|c: char| !c.is_alphanumeric());
            !sentence.ends_with('?')
                && words.len() <= SENTENCE
                && (denials::not_done(words).is_some() || listed.is_none() && denials::stands_badly(words).is_some())
                && SAYS_WHEN.alone_in(words).is_none()
        })?;
        let judged = || is_read(context, number);
        let hidden = || checklist.is_in_code(line.start) || checklist.is_in_comment(line);
        let told = !judged() && !hidden() && context.is_due(line);
        told.then(|| (line, format!("a line says {}", quote(said.trim()))))
    })
}

/// Whether a line stands apart from those around it, but for a title.
fn is_paragraph(source: &Source, number: usize) -> bool {
    let line = |number: usize| source.slice(source.line(number)).trim_matches(['>', ' ', '\t', '\r']);
    (number == 1 || matches!(line(number - 1).chars().next(), None | Some('#' | '-' | '=')))
        && (number == source.line_count() || line(number + 1).is_empty())
}

/// Whether words say nothing but that what they stand beside is not done.
fn is_undone(words: &str) -> bool {
    HALTED.has(words) || remarks::is_only_undone(words) || ends::is_denied(words)
}

/// Whether a line is an item's, or a title.
pub(super) fn is_read(context: &Context, number: usize) -> bool {
    context.is_title(number) || context.checklist.item_around(context.source.line(number).start).is_some()
}
