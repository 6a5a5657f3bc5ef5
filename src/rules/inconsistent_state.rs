//! Ticks beside words that say otherwise.

use foldhash::{HashMap, HashMapExt};

use super::words::quote;
use super::{Context, Rule, came_out, capitals, crossed, denials, ends, labelled_items, parts, remarks, status_words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Item, Role, State};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "inconsistent-state",
    summary: "An item is ticked, and its own words say that it is not done.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/inconsistent-state.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    for (at, item) in context.items().filter(|(_, item)| item.state == State::Done) {
        let said = status_words::unfinished(context, at, item).or_else(|| parts::falls_short(&item.text));
        let said = said.or_else(|| ends::in_part(&item.text));
        let is_field = context.checklist.fields_on(item.at.line).next().is_some();
        let left = || {
            let open = ends::leaves_out(&item.text).or_else(|| parts::leaves_open(&item.text));
            open.or_else(|| remarks::leaves_unsure(&item.text)).or_else(|| status_words::unclear(&item.text))
        };
        // Of what is marked as failed another rule speaks.
        let apart = |_: &&str| status_words::failed(context, at, item).is_none();
        let unsettled = || {
            ends::unsettled(&item.text)
                .or_else(|| ends::begins_in_vain(&item.text))
                .or_else(|| ends::denied(&item.text))
                .or_else(|| denials::told(&item.text).filter(apart))
                .or_else(|| labelled_items::held(&item.text, is_field).filter(apart))
                .or_else(|| came_out::badly(&item.text).filter(apart))
                .or_else(|| capitals::undone(status_words::bare(&item.text)).filter(apart))
                .or_else(left)
        };
        // Of what was put off another rule speaks.
        let own = |_: &&str| !status_words::is_deferred(context, at, item);
        let unsettled = || unsettled().filter(own).map(|word| (word, false));
        let Some((word, sure)) = said.map(|word| (word, true)).or_else(unsettled) else { continue };
        let id = &item.id;
        let message = format!("{} is ticked, and says {}", quote(&item.text), quote(word));
        let help = format!("take the word out if it is done; else `gonogo untick {run} {id}`");
        let found = Diagnostic::hold(RULE.name, item.span, message).label("which of the two?").help(help).item(id);
        out.push(if sure { found } else { found.undecided() });
    }
    for (_, item) in context.items().filter(|(_, item)| item.state == State::Done && item.box_span.is_some()) {
        let below = || told_below(context, item).map(|(line, word)| ("line below", line, word));
        let comment = || told_in_comment(context, item).map(|(span, word)| ("comment beside", span, word));
        let Some((what, place, word)) = below().or_else(comment) else { continue };
        let message = format!("{} is ticked, and a {what} it says {}", quote(&item.text), quote(word));
        let help = format!("say below it that it was mended; else `gonogo fail {run} {} --reason …`", item.id);
        let found = Diagnostic::hold(RULE.name, place, message).undecided().label("which of the two?");
        out.push(found.help(help).related(item.span, "ticked").item(&item.id));
    }
    out.extend(crossed::unclear(context, RULE.name));
    let mut ticked: HashMap<usize, &Item> = HashMap::new();
    let boxed = |item: &&Item| item.state == State::Done && item.role == Role::Action && item.box_span.is_some();
    for item in context.checklist.items.iter().filter(boxed) {
        if let Some(parent) = &item.parent {
            ticked.entry(parent.index).or_insert(item);
        }
    }
    // What stands below is asked no more, and yet somebody has done it. Without a reason that is what is missing first.
    let reasoned = |item: &Item| item.state == State::NotApplicable && item.reason.is_some();
    for (at, item) in context.items().filter(|(_, item)| reasoned(item)) {
        let Some(child) = ticked.get(&at) else { continue };
        let message = format!("{} is not applicable, but {} below it is ticked", quote(&item.text), quote(&child.text));
        let help = format!("untick what was not done; else tick the whole: `gonogo tick {run} {}`", item.id);
        let found = Diagnostic::hold(RULE.name, item.span, message).label("which of the two?").help(help);
        out.push(found.related(child.span, "ticked").item(&item.id));
    }
}

/// The comment on an item's own lines that says that it is not done, which no reader of the page sees: `<!-- not tested -->`.
fn told_in_comment<'a>(context: &Context<'a>, item: &Item) -> Option<(Span, &'a str)> {
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
fn told_below<'a>(context: &Context<'a>, item: &Item) -> Option<(Span, &'a str)> {
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
        Some((line, status_words::crosses(words).or_else(|| remarks::takes_back(said))?))
    });
    told.next()
}
