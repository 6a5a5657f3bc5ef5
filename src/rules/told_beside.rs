//! What stands beside a ticked item and says that it is not done: a line below it, a comment, a note in its row.

use super::words::quote;
use super::{Context, denials, parts, remarks, status_words};
use crate::diagnostic::Diagnostic;
use crate::model::{Item, State};
use crate::parse::words::{OPTIONAL_LABELS, REASON_HEADERS};
use crate::text::Span;

/// How long a line or a note may be, in bytes: longer ones tell a story.
const LINE: usize = 80;

/// Everything of the kind, as findings of a rule.
pub(super) fn told(context: &Context, rule: &'static str) -> Vec<Diagnostic> {
    let run = &context.run();
    let ticked = |item: &&Item| item.state == State::Done && item.box_span.is_some();
    let lines = context.items().map(|(_, item)| item).filter(ticked).filter_map(|item| {
        let below = below(context, item).map(|(line, word)| ("a line below it", line, word));
        let (what, place, word) =
            below.or_else(|| comment(context, item).map(|(span, word)| ("a comment beside it", span, word)))?;
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
    if line.len() > LINE { None } else { denials::told(line.trim_end_matches('.')) }
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
    let mut told = below.filter(|line| !field(line)).filter_map(|line| {
        let bare = source.slice(line).trim_start_matches(['-', '*', '+', '>', ' ', '\t']);
        let words =
            bare.split_once(['*', ':']).filter(|(label, _)| !label.contains(' ')).map_or(bare, |(_, words)| words);
        let words = words.trim_matches(['*', ':', ' ']);
        let said = words.trim_start_matches(|c: char| !(c.is_alphanumeric() || c.is_ascii()) || c == ' ');
        Some((line, status_words::crosses(words).or_else(|| remarks::takes_back(said)).or_else(|| denied(said))?))
    });
    told.next()
}
