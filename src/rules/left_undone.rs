//! What is no item, and says by a sign or in capitals that it is not done: `### Rollout ⏳`, `Task 4 - PENDING`, `- ⏳ Rollout`.

use super::words::{entry, quote};
use super::{Context, said_alone, status_words};
use crate::diagnostic::Diagnostic;
use crate::model::Label;
use crate::parse::plain;
use crate::parse::words::{
    DECIDING, ENDS_UNSETTLED, LEFT_TO_DO, PROHIBITIONS, SAYS_DEFERRED, STATUS_LABELS, UNDONE, WAITING,
};
use crate::text::{Marks, Span};

/// Signs that say of what stands behind them that it is done.
const TICKS: [&str; 5] = ["✅", "✔", "☑", "🟢", ":white_check_mark:"];

/// What stands between the words and a sign that judges them.
const BEHIND: Marks<5> = Marks::new([": ", ":** ", " - ", "–", "—"]);

/// Everything of the kind, and what says nothing else, as findings of a rule.
pub(super) fn told(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    let marked = titles(context).chain(lines(context)).map(|(span, mark)| {
        let text = plain(words(context.source.slice(span)));
        (span, format!("{} is marked {}", quote(&text), quote(mark)))
    });
    let told = marked.chain(said_alone::told(context));
    told.map(move |(span, told)| {
        let message = format!("{told}, and nothing says that it was done since");
        let help = "write how it stands now, or give it a box to tick; or decide NO-GO";
        Diagnostic::hold(rule, span, message).undecided().label("not done?").help(help)
    })
}

/// Titles with such a sign or word at their end; in front it says what is below, unless it goes on as `⏳ TODO` does.
fn titles<'a>(context: &Context<'a>) -> impl Iterator<Item = (Span, &'a str)> {
    let sections = context.checklist.sections.iter().filter(|section| section.label != Label::Bullet);
    let own =
        sections.filter(|section| context.checklist.item_on(section.line).is_none() && context.is_due(section.span));
    let marked = own.filter_map(|section| {
        // The sign in front is no part of a title.
        let written = words(context.source.slice(section.span));
        let goes_on = || status_words::waits(written).filter(|mark| is_to_do(written, mark));
        Some((section, status_words::at_end(&section.title).or_else(goes_on).or_else(|| judged(written))?))
    });
    // "Don'ts ❌"
    let bars =
        |title: &str, mark: &str| status_words::crosses(mark).is_some() && PROHIBITIONS.alone_in(title).is_some();
    marked.filter(move |(section, mark)| !bars(&section.title, mark)).map(|(section, mark)| (section.span, mark))
}

/// Lines that such a sign begins, or behind whose label or dash it stands.
fn lines<'a>(context: &Context<'a>) -> impl Iterator<Item = (Span, &'a str)> {
    let (source, checklist) = (context.source, context.checklist);
    let lines = (1..=source.line_count()).map(move |number| (number, source.line(number)));
    lines.filter_map(move |(number, line)| {
        let text = source.slice(line);
        // Signs are not ASCII, and most lines are.
        if text.is_ascii()
            || text.trim_start().starts_with('|')
            || checklist.item_on(number).is_some()
            || context.is_title(number)
        {
            return None;
        }
        let mark = sign(text)?;
        // The status of the whole is held against the rest of it, and a decision judged as one.
        let named = |label: &str| [STATUS_LABELS, DECIDING].iter().any(|list| list.has(label));
        let apart = checklist.fields_on(number).any(|field| named(&field.label) || !field.options.is_empty());
        (!apart && context.is_due(line) && !checklist.is_in_comment(line)).then_some((line, mark))
    })
}

/// Whether the words behind a sign begin or end as what is still to be done does: `⏳ TODO: Drain the lock`.
fn is_to_do(title: &str, mark: &str) -> bool {
    let words = title.get(mark.len()..).unwrap_or("").trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    let lists = [UNDONE, LEFT_TO_DO, ENDS_UNSETTLED, SAYS_DEFERRED];
    let said = lists.iter().any(|list| list.beginning(words).is_some() || list.ending(end).is_some());
    said && WAITING.leading(words).is_none()
}

/// The words of a line, without what makes it an entry, a quotation or bold.
fn words(line: &str) -> &str {
    let line = line.trim_start_matches(['#', '>', ' ', '\t']);
    entry(line).unwrap_or(line).trim_matches(['*', '_', ' ', '\t'])
}

/// The sign that begins a line and says that it is not done, or that stands behind a label or a dash.
fn sign(line: &str) -> Option<&'static str> {
    let text = words(line);
    status_words::waits(text).filter(|mark| !has_tick(text) && !is_legend(text, mark)).or_else(|| judged(text))
}

/// The sign behind a label or a dash by which what stands before it is not done.
fn judged(text: &str) -> Option<&'static str> {
    let behind = text.get(BEHIND.last_end(text)?..)?.trim_start_matches(['*', '_', ' ']);
    status_words::waits(behind).or_else(|| status_words::crosses(behind)).filter(|_| !has_tick(text))
}

/// Whether a text has a sign of what is done: beside another one it explains them, or asks to choose.
fn has_tick(text: &str) -> bool {
    TICKS.iter().any(|tick| text.contains(tick))
}

/// Whether the words behind a sign only say what it means: `⏳ Pending`, `⏳ = pending`.
fn is_legend(text: &str, mark: &str) -> bool {
    let rest = text.get(mark.len()..).unwrap_or("").trim_start_matches(['\u{fe0f}', '*', ':', ' ', '-', '–', '—']);
    rest.is_empty() || rest.starts_with('=') || UNDONE.has(rest)
}
