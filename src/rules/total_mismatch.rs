//! Stated totals that are not the sum of what they sum up.

use std::cmp::Ordering;

use super::count_mismatch::{mismatch, parts_agree};
use super::exact::Exact;
use super::measure::Measure;
use super::reading::Labelled;
use super::words::quote;
use super::{Context, Rule, outcomes};
use crate::asked::Progress;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Count, CountKind};
use crate::parse::words::HOW_FAR;

pub(super) const RULE: Rule = Rule {
    name: "total-mismatch",
    summary: "A total stated in the text is not the sum of its parts.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/total-mismatch.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    out.extend(outcomes::exceeding(context, RULE.name));
    out.extend(behind(context));
    let counts = &context.checklist.counts;
    // A total can only be judged once what it sums up is right.
    if !parts_agree(counts) {
        return;
    }
    for total in counts.iter().filter(|count| count.kind == CountKind::Total) {
        if let Some((part, whole)) = left_behind(context, total) {
            let message = format!("{} says {part} of {whole}, and nothing is open", quote(&total.text));
            let found = Diagnostic::hold(RULE.name, total.span, message).label("left behind");
            out.push(found.help("count again, and correct the number"));
            continue;
        }
        let Some(sum) = mismatch(total) else {
            if total.actual.is_none() {
                let message =
                    format!("{} states {}, but what it sums up can't be told", quote(&total.text), total.declared);
                let help = "state the number of each part in its title, or see that it is right";
                out.push(Diagnostic::hold(RULE.name, total.span, message).warning().help(help));
            }
            continue;
        };
        let message = format!("{} states {}, but the parts add up to {sum}", quote(&total.text), total.declared);
        let help = "correct the total, or the part that is wrong";
        out.push(Diagnostic::hold(RULE.name, total.span, message).label(format!("the sum is {sum}")).help(help));
    }
}

/// What a total says is complete, where that is less than the whole of it in a run in which nothing is open.
fn left_behind(context: &Context, total: &Count) -> Option<(u64, u64)> {
    let stated = context.source.slice(total.span);
    let (part, whole) = stated.split_once('/')?;
    let end = whole.find(|c: char| !c.is_ascii_digit()).unwrap_or(whole.len());
    let (part, whole): (u64, u64) = (part.trim().parse().ok()?, whole.get(..end)?.parse().ok()?);
    // What has a target is held against that.
    let mut fields = context.checklist.fields_on(total.line);
    if fields.any(|field| field.span.start == total.span.start && field.target.is_some()) {
        return None;
    }
    (part < whole && is_finished(context)).then_some((part, whole))
}

/// Whether nothing is open.
fn is_finished(context: &Context) -> bool {
    let progress = Progress::of(context.checklist, context.asked);
    progress.open + progress.failed == 0
}

/// `Progress: 80%` in a run in which nothing is open.
fn behind(context: &Context) -> Vec<Diagnostic> {
    let told = context.labelled().filter(|line| line.named.has(HOW_FAR) && is_part(line.value));
    // What has a target is held against that.
    let aims = |line: &Labelled| {
        let fields = &mut context.checklist.fields_on(line.number);
        fields.any(|field| field.target.is_some() && field.span.overlaps(line.span))
    };
    let told: Vec<Labelled> = told.filter(|line| !aims(line) && context.is_heard(line)).collect();
    if told.is_empty() || !is_finished(context) {
        return Vec::new();
    }
    let found = told.into_iter().map(|line| {
        let message = format!("{} is {}, and nothing is open", quote(line.label), quote(line.value));
        let found = Diagnostic::hold(RULE.name, line.span, message).label("left behind");
        found.help("write how far it is now")
    });
    found.collect()
}

/// Whether a share is less than the whole: `80%`, `8/10`.
fn is_part(value: &str) -> bool {
    let Ok(measured) = Measure::parse(value) else { return false };
    let whole = measured.of.or_else(|| (measured.unit.as_deref() == Some("%")).then(|| Exact::whole(100)));
    whole.is_some_and(|whole| measured.number.compare(whole) == Some(Ordering::Less))
}
