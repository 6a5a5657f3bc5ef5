//! What is said to stand in the way: "Blockers: the database is down", "Open issues: 3", and entries below such a title.

use super::measure::Measure;
use super::reading::Labelled;
use super::words::{quote, says_nothing};
use super::{Context, unboxed_work};
use crate::diagnostic::Diagnostic;
use crate::model::Label;
use crate::parse::vocabulary::Lists;
use crate::parse::words::{BLOCKERS, LEFT_TO_DO, NUMBER_LEFT, OPEN_ISSUES, SETTLED, WITHOUT, WORDS_LEFT};
use crate::text::Span;

/// Everything of the kind, as findings of a rule. What a number or a yes denies in a field is found with the answers.
pub(super) fn told(context: &Context, rule: &'static str) -> Vec<Diagnostic> {
    let (source, checklist) = (context.source, context.checklist);
    let mut out: Vec<Diagnostic> = Vec::new();
    for line in context.labelled() {
        let Labelled { label, ref named, value, span, number, .. } = line;
        let blocks = named.has(BLOCKERS);
        let judged =
            || checklist.item_on(number).is_some() || checklist.fields_on(number).any(|field| field.target.is_some());
        if !stands(named, value) || judged() || !context.is_heard(&line) {
            continue;
        }
        let message = format!("{} is {}", quote(label), quote(value));
        let found = Diagnostic::hold(rule, span, message).label("stands in the way").help(HELP);
        out.push(if blocks && is_counted(value) { found } else { found.undecided() });
    }
    let listed = below_titles(context).map(|(title, line)| {
        let message = format!("{} has {}", quote(title), quote(source.slice(line).trim()));
        Diagnostic::hold(rule, line, message).undecided().label("stands in the way").help(HELP)
    });
    out.extend(listed);
    out
}

const HELP: &str = "settle it, and write that it is resolved, or none; or decide NO-GO";

/// Whether a value behind a label names, or counts, what stands in the way.
pub(super) fn stands(named: &Lists, value: &str) -> bool {
    let counted = is_counted(value);
    let worded = !counted && value.contains(char::is_alphabetic);
    let left = named.has(LEFT_TO_DO) || counted && named.has(NUMBER_LEFT) || worded && named.has(WORDS_LEFT);
    (left || named.has(BLOCKERS) || named.has(OPEN_ISSUES)) && !is_settled(value)
}

fn is_counted(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a value says that there is nothing, or nothing any more.
fn is_settled(value: &str) -> bool {
    let mut words =
        value.split(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '\''))).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or("");
    // "Remaining: 200 GB" says how much there is.
    if Measure::parse(value).is_ok_and(|measure| measure.is_scaled()) {
        return true;
    }
    // What is still to be written there is asked for elsewhere.
    let slot = says_nothing(value) || value.starts_with(['[', '<', '{']);
    let none = slot || WITHOUT.has(first) || SETTLED.has(value) || SETTLED.has(first);
    let again =
        |word: &str| ["not", "never", "nicht", "pas", "no", "não", "non"].contains(&word.to_lowercase().as_str());
    none || SETTLED.find(value).is_some() && !value.split(' ').any(again)
}

/// Titles that ask for what stands in the way, each with the first entry or sentence below it that names some.
fn below_titles<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a str, Span)> {
    let source = context.source;
    // Work that is listed there without boxes is told of as such.
    let listed = |extent: Span| context.problems(unboxed_work::RULE.name, "").any(|found| extent.covers(found.span));
    let sections = context.checklist.sections.iter().filter(move |section| {
        let words = section.title.trim_matches(|c: char| !c.is_alphanumeric());
        let asks = [BLOCKERS, OPEN_ISSUES].iter().any(|list| list.has(words))
            || LEFT_TO_DO.has(words) && !listed(section.extent);
        let titled = matches!(section.label, Label::Heading | Label::Bold) && asks;
        titled && context.asked.span_standing(section.span).is_asked()
    });
    sections.filter_map(move |section| {
        let lines = section.line + 1..=source.line_of(section.extent.end);
        let names = |line: &Span| {
            let text = source.slice(*line).trim();
            let bare = text.trim_start_matches(|c: char| "-*+>.) ".contains(c) || c.is_ascii_digit());
            // What is read as an item, a title, a table or a comment is judged as such, or says nothing of its own.
            let other =
                bare.starts_with(['[', '#', '|', '<', '`', '_']) || text.starts_with('*') && text.ends_with('*');
            !other && !bare.is_empty() && !bare.ends_with(':') && !is_settled(bare) && section.extent.covers(*line)
        };
        let own = lines.filter(|number| context.checklist.item_on(*number).is_none());
        let first = own
            .map(|number| source.line(number))
            .find(|line| names(line) && !context.checklist.is_in_code(line.start))?;
        Some((&*section.title, first))
    })
}
