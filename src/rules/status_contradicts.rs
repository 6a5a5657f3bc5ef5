//! A status that says something else than the rest.

use std::cell::LazyCell;

use super::words::{entry, plain, quote};
use super::{Context, Rule};
use crate::asked::{Claim, Outcome, Progress, Standing, claims_completion, is_of_the_whole};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Field, Item, Label, State};
use crate::parse::hedges;
use crate::parse::words::{STATUS_LABELS, UNDONE};

pub(super) const RULE: Rule = Rule {
    name: "status-contradicts",
    summary: "The status of the whole says something else than the rest of the run.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/status-contradicts.md"),
    check,
};

/// Values of such a field that say that it is not finished.
const UNFINISHED: [&str; 11] = [
    "at risk",
    "pending",
    "draft",
    "in progress",
    "in-progress",
    "wip",
    "work in progress",
    "not started",
    "open",
    "todo",
    "incomplete",
];

/// Values of such a field that say that it was called off or taken back.
const CALLED_OFF: [&str; 24] = [
    "rolled back",
    "rolled-back",
    "rollback",
    "aborted",
    "abandoned",
    "cancelled",
    "canceled",
    "postponed",
    "stopped",
    "on hold",
    "suspended",
    "no-go",
    "no go",
    "not ready",
    "delayed",
    "deferred",
    "unsuccessful",
    "abgebrochen",
    "verschoben",
    "annulé",
    "reporté",
    "cancelado",
    "adiado",
    "annullato",
];

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let progress = LazyCell::new(|| Progress::of(context.checklist, context.asked));
    let claim = LazyCell::new(|| claims_completion(context.checklist, context.asked));
    let own = || context.fields().filter(|field| field.item.is_none() && field.options.is_empty());
    out.extend(context.fields().filter_map(|field| part(context, field)));
    for field in own().filter(|field| is_of_the_whole(&field.label)) {
        let Some(value) = field.value.as_deref() else { continue };
        let word = plain(value.trim_matches(|c: char| !c.is_alphanumeric()));
        if CALLED_OFF.contains(&word.as_str()) {
            out.extend(called_off(context, field, value));
        } else if UNFINISHED.contains(&word.as_str()) || UNDONE.has(&word) || hedges::falls_short(value) {
            // Half-done work may say so.
            let claim = claim.as_ref().filter(|_| progress.open == 0);
            out.extend(claim.map(|claim| left_behind(claim, field, value)));
        }
    }
}

/// A part of the work that is still to be done by its status, and in which nothing else is open.
fn part(context: &Context, field: &Field) -> Option<Diagnostic> {
    let value = field.value.as_deref().filter(|_| STATUS_LABELS.has(&field.label))?;
    let sign = value.split(' ').next().unwrap_or("");
    let words = value.trim_matches(|c: char| !c.is_alphanumeric());
    let unfinished = || UNFINISHED.contains(&plain(words).as_str());
    if ![value, sign, words].iter().any(|said| UNDONE.has(said)) && !unfinished() {
        return None;
    }
    let of = match field.item.as_ref() {
        Some(item) => &*context.checklist.item(item).filter(|item| item.state == State::Done)?.text,
        None => idle(context, field)?,
    };
    let message = format!("{} of {} is {}, and nothing is open there", quote(&field.label), quote(of), quote(value));
    let found = Diagnostic::hold(RULE.name, field.span, message).undecided().label("not done?");
    Some(found.help("write how it stands now"))
}

/// The title of the part of the work that a field is about, where nothing is open in it. Among the words about the document a
/// status is that of the whole.
fn idle<'a>(context: &Context<'a>, field: &Field) -> Option<&'a str> {
    let checklist = context.checklist;
    let mut section = checklist.section(field.section.as_ref()?)?;
    while section.label != Label::Heading {
        section = checklist.section(section.parent.as_ref()?)?;
    }
    let section = Some(section).filter(|section| section.level > 1)?;
    let mut lines = context.source.slice(section.extent).lines().map(str::trim_start);
    let works = lines.any(|line| line.starts_with('|') || entry(line).is_some());
    let open = |item: &Item| item.state == State::Open && context.asked.item_standing(item) == Standing::Asked;
    let open = checklist.items_in(section.extent).iter().any(open);
    (works && !open).then_some(&*section.title)
}

/// A run that was called off by its status, and by nothing else.
fn called_off(context: &Context, field: &Field, value: &str) -> Option<Diagnostic> {
    if context.asked.outcome().is_some_and(|outcome| outcome != Outcome::Go) {
        return None;
    }
    let message = format!("{} is {}, and no decision says so", quote(&field.label), quote(value));
    let help = "write down the decision that called it off; or how it stands now";
    Some(Diagnostic::hold(RULE.name, field.span, message).label("called off").help(help))
}

/// A status of which nobody thought when the run was finished.
fn left_behind(claim: &Claim, field: &Field, value: &str) -> Diagnostic {
    let message = format!("{} is {}, and yet {}", quote(&field.label), quote(value), claim.words);
    let found = Diagnostic::hold(RULE.name, field.span, message).warning().label("not finished");
    let found = found.help("write how it stands now, or take back what says that it is finished");
    if claim.span.is_empty() { found } else { found.related(claim.span, "finished") }
}
