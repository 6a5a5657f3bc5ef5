//! What is no item, and says by a sign or in capitals that it is not done: `### Rollout ⏳`, `Task 4 - PENDING`, `- ⏳ Rollout`.

use super::words::{entry, quote};
use super::{Context, status_words};
use crate::diagnostic::Diagnostic;
use crate::model::Label;
use crate::parse::words::{PROHIBITIONS, STATUS_LABELS, UNDONE};
use crate::text::{Marks, Span};

/// Signs that say of what stands behind them that it is done.
const TICKS: [&str; 5] = ["✅", "✔", "☑", "🟢", ":white_check_mark:"];

/// What stands between the words and a sign that judges them.
const BEHIND: Marks<4> = Marks::new([": ", " - ", "–", "—"]);

/// Everything of the kind, as findings of a rule.
pub(super) fn told(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    let found = titles(context).chain(lines(context));
    found.map(move |(span, mark)| {
        let text = words(context.source.slice(span));
        let message = format!("{} is marked {}, and nothing says that it was done since", quote(text), quote(mark));
        let help = "write how it stands now, or give it a box to tick; or decide NO-GO";
        Diagnostic::hold(rule, span, message).undecided().label("not done?").help(help)
    })
}

/// Titles with such a sign or word at their end; in front it says what is below.
fn titles<'a>(context: &Context<'a>) -> impl Iterator<Item = (Span, &'a str)> {
    let sections = context.checklist.sections.iter().filter(|section| section.label != Label::Bullet);
    let own =
        sections.filter(|section| context.checklist.item_on(section.line).is_none() && context.is_due(section.span));
    let marked = own.filter_map(|section| Some((section, status_words::at_end(&section.title)?)));
    // "Don'ts ❌"
    let bars =
        |title: &str, mark: &str| status_words::crosses(mark).is_some() && PROHIBITIONS.alone_in(title).is_some();
    marked.filter(move |(section, mark)| !bars(&section.title, mark)).map(|(section, mark)| (section.span, mark))
}

/// Lines that such a sign begins, or behind whose label or dash it stands.
fn lines<'a>(context: &Context<'a>) -> impl Iterator<Item = (Span, &'a str)> {
    let (source, checklist) = (context.source, context.checklist);
    let titled = |number: usize| checklist.sections.binary_search_by_key(&number, |section| section.line).is_ok();
    let lines = (1..=source.line_count()).map(move |number| (number, source.line(number)));
    lines.filter_map(move |(number, line)| {
        let text = source.slice(line);
        // Signs are not ASCII, and most lines are.
        if text.is_ascii()
            || text.trim_start().starts_with('|')
            || checklist.item_on(number).is_some()
            || titled(number)
        {
            return None;
        }
        let mark = sign(text)?;
        // The status of the whole is held against the rest of it.
        let status =
            checklist.fields_on(number).any(|field| STATUS_LABELS.has(&field.label) || !field.options.is_empty());
        (!status && context.is_due(line) && !checklist.is_in_comment(line)).then_some((line, mark))
    })
}

/// The words of a line, without what makes it an entry, a quotation or bold.
fn words(line: &str) -> &str {
    let line = line.trim_start_matches(['#', '>', ' ', '\t']);
    entry(line).unwrap_or(line).trim_matches(['*', '_', ' ', '\t'])
}

/// The sign that begins a line and says that it is not done, or that stands behind a label or a dash.
fn sign(line: &str) -> Option<&'static str> {
    let text = words(line);
    let waits = status_words::waits(text).filter(|mark| !is_legend(text, mark));
    let judged = || {
        let behind = text.get(BEHIND.last_end(text)?..)?.trim_start_matches(['*', '_', ' ']);
        status_words::waits(behind).or_else(|| status_words::crosses(behind))
    };
    // A line with both kinds explains them, or asks to choose.
    waits.or_else(judged).filter(|_| !TICKS.iter().any(|tick| line.contains(tick)))
}

/// Whether the words behind a sign only say what it means: `⏳ Pending`, `⏳ = pending`.
fn is_legend(text: &str, mark: &str) -> bool {
    let rest = text.get(mark.len()..).unwrap_or("").trim_start_matches(['\u{fe0f}', '*', ':', ' ', '-', '–', '—']);
    rest.is_empty() || rest.starts_with('=') || UNDONE.has(rest)
}
