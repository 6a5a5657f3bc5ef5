//! Boxes with a cross, ☒: ticked in what a word processor exports, failed in most lists written by hand.

use super::Context;
use super::words::{count, quote};
use crate::diagnostic::Diagnostic;
use crate::model::{Item, State};
use crate::parse::words::{ACCOMPLISHED, DONE, FAILED, UNDONE};

const CROSSED: &str = "☒";

/// Boxes with a cross that are not known to be ticked, as findings of a rule.
pub(super) fn unclear(context: &Context, rule: &'static str) -> Vec<Diagnostic> {
    let source = context.source;
    if !source.text().contains(CROSSED) || explained(source.text()) == Some(true) {
        return Vec::new();
    }
    let box_of = |item: &Item| item.box_span.map_or("", |span| source.slice(span));
    let crossed = || {
        let done = context.items().map(|(_, item)| item).filter(|item| item.state == State::Done);
        done.filter(|item| box_of(item).starts_with(CROSSED))
    };
    // Beside boxes that are ticked, or by what the document says, a cross is the opposite.
    let ticked = context.checklist.items.iter().any(|item| box_of(item).starts_with('☑'));
    if ticked || explained(source.text()) == Some(false) {
        let failed = crossed().map(|item| {
            let message = format!("the box of {} is crossed, which here says that it is not done", quote(&item.text));
            Diagnostic::hold(rule, item.span, message).label("crossed").help(HELP).item(&item.id)
        });
        return failed.collect();
    }
    let mut all = crossed();
    let Some(first) = all.next() else { return Vec::new() };
    let others: Vec<&Item> = all.collect();
    let items = count(others.len() + 1, "item");
    let message = format!("☒ stands before {items}, and nothing says whether that means done or failed");
    let found = Diagnostic::hold(rule, first.span, message).undecided().label("done or failed?").help(HELP);
    vec![others.iter().fold(found, |found, item| found.related(item.span, "and here"))]
}

const HELP: &str = "tick with ☑ or `[x]` what is done; or say once what the cross means, as in `☒ = done`";

/// Whether a line says that the sign means done, or that it means not done.
fn explained(text: &str) -> Option<bool> {
    let mut meanings = text.match_indices(CROSSED).filter_map(|(at, sign)| {
        let rest = text.get(at + sign.len()..)?.trim_start_matches(['*', '`', ' ', '"', '”']);
        let words = ["=", ":", "means ", "bedeutet ", "–", "—"].iter().find_map(|sign| rest.strip_prefix(sign))?;
        let words = words.trim_start_matches(['*', ' ', '"', '“']);
        let says = |list: crate::parse::Words| list.leading(words).is_some();
        let not = says(FAILED) || says(UNDONE) || words.starts_with("not ");
        (not || says(DONE) || says(ACCOMPLISHED)).then_some(!not)
    });
    meanings.next()
}
