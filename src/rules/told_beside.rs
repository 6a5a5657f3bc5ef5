//! What stands beside a ticked item and says that it is not done: a line below it, a comment, a note in its row.

use foldhash::{HashMap, HashMapExt};

use super::ends::says_done;
use super::words::quote;
use super::{Context, denials, parts, remarks, status_words};
use crate::diagnostic::Diagnostic;
use crate::model::{Item, State};
use crate::parse::words::{NOES, OPTIONAL_LABELS, REASON_HEADERS};
use crate::text::{Source, Span};

/// How long a line or a note may be, in bytes: longer ones tell a story.
const LINE: usize = 80;

/// Everything of the kind, as findings of a rule.
pub(super) fn told(context: &Context, rule: &'static str) -> Vec<Diagnostic> {
    let run = &context.run();
    let footnotes = footnotes(context);
    let ticked = |item: &&Item| item.state == State::Done && item.box_span.is_some();
    let lines = context.items().map(|(_, item)| item).filter(ticked).filter_map(|item| {
        let below = below(context, item).map(|(line, word)| ("a line below it", line, word));
        let comment = || comment(context, item).map(|(span, word)| ("a comment beside it", span, word));
        let footnote = || footnote(context, item, &footnotes).map(|(span, word)| ("its footnote", span, word));
        let part = || broken_off(context, item).map(|(span, word)| ("its last part", span, word));
        let (what, place, word) = below.or_else(comment).or_else(footnote).or_else(part)?;
        Some((item, what, place, word))
    });
    let notes = notes(context).map(|(item, place, word)| (item, "a note beside it", place, word));
    let found = lines.chain(notes).map(|(item, what, place, word)| {
        let message = format!("{} is ticked, and {what} says {}", quote(&item.text), quote(word));
        let help = format!("say there that it was mended; else `gonogo fail {run} {} --reason …`", item.id);
        let found = Diagnostic::hold(rule, place, message).undecided().label("which of the two?");
        found.help(help).related(item.span, "ticked").item(&item.id)
    });
    found.collect()
}

/// Notes in the row of a table that says that it is done.
fn notes<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a Item, Span, &'a str)> {
    let columns = context.tables().iter().filter_map(|table| {
        let column = table.column(OPTIONAL_LABELS).or_else(|| table.column(REASON_HEADERS))?;
        Some(table.pairs(0, column).map(|(_, _, note, span)| (note, span)))
    });
    columns.flatten().filter_map(|(note, span)| {
        let item = context.checklist.item_on(context.source.line_of(span.start))?;
        let done = item.state == State::Done && context.asked.item_standing(item).is_asked();
        let says = || remarks::whole(note).or_else(|| denied(note)).or_else(|| parts::is_short(note).then_some(note));
        Some((item, span, done.then(says).flatten()?))
    })
}

/// The words by which a line denies that what it stands beside is done.
fn denied(line: &str) -> Option<&str> {
    let line = line.trim_end_matches('.');
    if line.len() > LINE { None } else { denials::told(line) }
}

/// The comment on an item's own lines that says that it is not done, which no reader of the page sees: `<!-- not tested -->`.
fn comment<'a>(context: &Context<'a>, item: &Item) -> Option<(Span, &'a str)> {
    let (source, comments) = (context.source, &context.checklist.comments);
    let own = Span::new(item.span.start, source.line(source.line_of(item.span.end)).end);
    let first = comments.partition_point(|comment| comment.start < own.start);
    let beside = comments.get(first..).unwrap_or(&[]).iter().take_while(|comment| own.covers(**comment));
    beside.into_iter().find_map(|comment| {
        let said = source.slice(*comment).strip_prefix("<!--")?.strip_suffix("-->")?;
        Some((*comment, remarks::whole(said)?))
    })
}

/// The line that belongs to an item alone and says that it failed, and by which words. A link or a value is no sentence.
fn below<'a>(context: &Context<'a>, item: &Item) -> Option<(Span, &'a str)> {
    let source = context.source;
    let indent = |text: &str| text.len() - text.trim_start().len();
    let own = indent(source.slice(source.line(item.at.line)));
    let lines = (item.at.line + 1..=source.line_of(source.text().len())).map(|line| source.line(line));
    let below = lines.take_while(|line| {
        let text = source.slice(*line);
        let bare = text.trim_start();
        let boxed = bare.trim_start_matches(['-', '*', '+', ' ']).starts_with('[');
        bare.is_empty() || indent(text) > own && !boxed && !bare.starts_with("```")
    });
    // What a field says is judged there.
    let field = |line: &Span| {
        let fields = &mut context.checklist.fields_on(source.line_of(line.start));
        fields.any(|field| line.covers(field.span) && !field.optional)
    };
    // "- no" below "Ropes tested" is an answer; below a question it may be a good one.
    let denied = |line: Span| {
        let bare = source.slice(line).trim_start_matches(['-', '*', '+', ' ', '\t']).trim_end_matches(['.', '!', ' ']);
        let no = NOES.has(bare) && says_done(&item.text);
        no.then_some((line, bare))
    };
    below.filter(|line| !field(line)).find_map(|line| said_on(source, line).or_else(|| denied(line)))
}

/// The words by which a part of a document that stands beside a tick says that it is not done.
fn said_on(source: &Source, line: Span) -> Option<(Span, &str)> {
    let bare = source.slice(line).trim_start_matches(['-', '*', '+', '>', ' ', '\t']);
    let words = bare.split_once(['*', ':']).filter(|(label, _)| !label.contains(' ')).map_or(bare, |(_, words)| words);
    let words = words.trim_matches(['*', ':', ' ']);
    let said = words.trim_start_matches(|c: char| !(c.is_alphanumeric() || c.is_ascii()) || c == ' ');
    Some((line, status_words::crosses(words).or_else(|| remarks::takes_back(said)).or_else(|| denied(said))?))
}

/// The part of an item's own lines behind a line break of HTML that says so: `Restore tested<br>not on node 3`.
fn broken_off<'a>(context: &Context<'a>, item: &Item) -> Option<(Span, &'a str)> {
    let text = context.source.slice(item.span);
    let parts = text.match_indices("<br").filter_map(|(at, _)| {
        let start = at + text.get(at..)?.find('>')? + 1;
        let rest = text.get(start..)?;
        let end = start + rest.find("<br").or_else(|| rest.find('\n')).unwrap_or(rest.len());
        Some(Span::new(item.span.start + start, item.span.start + end))
    });
    parts.filter(|part| !part.is_empty()).find_map(|part| said_on(context.source, part))
}

/// The footnotes of a document, by their labels.
fn footnotes<'a>(context: &Context<'a>) -> HashMap<&'a str, Span> {
    if !context.source.text().contains("[^") {
        return HashMap::new();
    }
    let notes = context.source.lines().filter_map(|line| {
        let text = context.source.slice(line);
        let (label, words) = text.trim_start().strip_prefix("[^")?.split_once("]:")?;
        Some((label, Span::new(line.end - words.len(), line.end)))
    });
    notes.collect()
}

/// The footnote of an item that says so.
fn footnote<'a>(context: &Context<'a>, item: &Item, notes: &HashMap<&str, Span>) -> Option<(Span, &'a str)> {
    let mut labels = (!notes.is_empty()).then(|| context.source.slice(item.span).split("[^").skip(1))?;
    labels.find_map(|label| said_on(context.source, *notes.get(label.split(']').next()?)?))
}
