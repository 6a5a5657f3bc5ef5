//! Parts that took longer than their title allows.

use super::moment::Moment;
use super::time_order::{self, Side};
use super::words::{count, quote};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{FieldKind, Section};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "over-budget",
    summary: "The times noted in a part lie further apart than its title allows.",
    severity: Severity::Warning,
    on_templates: false,
    page: include_str!("../../docs/rules/over-budget.md"),
    check,
};

/// A time of day that was noted: minutes since midnight, and where.
type Noted = (u64, Span);

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let budget =
        |section: &Section| section.time_budget_seconds.map(|seconds| seconds / 60).filter(|budget| *budget > 0);
    let sections = context.checklist.sections.iter();
    let planned: Vec<_> = sections.filter_map(|section| Some((section, budget(section)?))).collect();
    if planned.is_empty() {
        return;
    }
    let noted = noted(context);
    for (section, budget) in planned {
        let Some((first, last)) = ends(&noted, section) else { continue };
        let taken = last.0 - first.0;
        if taken > budget {
            let title = quote(&section.title);
            let message = format!("{title} took {}, and {} are planned", count_minutes(taken), count_minutes(budget));
            let found = Diagnostic::hold(RULE.name, section.span, message).warning();
            out.push(found.related(first.1, "the first time noted").related(last.1, "the last time noted"));
        }
    }
}

/// The minutes between the earliest and the latest time that is noted in a section, where two are.
pub fn minutes_taken(context: &Context, section: &Section) -> Option<u64> {
    let (first, last) = ends(&noted(context), section)?;
    (first.1 != last.1).then(|| last.0 - first.0)
}

/// Every time that is noted, in document order.
fn noted(context: &Context) -> Vec<Noted> {
    let times = context.timed().filter(|(field, _)| {
        let ends = || time_order::side(&field.label).is_some_and(|(side, _)| side != Side::Duration);
        field.kind == FieldKind::Time || ends()
    });
    times.filter_map(|(field, value)| Some((Moment::read(value)?.minutes.map(u64::from)?, field.span))).collect()
}

fn count_minutes(minutes: u64) -> String {
    count(usize::try_from(minutes).unwrap_or(usize::MAX), "minute")
}

/// The earliest and the latest time noted in a section.
fn ends(noted: &[Noted], section: &Section) -> Option<(Noted, Noted)> {
    let inside = || {
        let from = noted.partition_point(|(_, span)| span.start < section.extent.start);
        noted.iter().skip(from).take_while(|(_, span)| span.start < section.extent.end).copied()
    };
    Some((inside().min_by_key(|(minutes, _)| *minutes)?, inside().max_by_key(|(minutes, _)| *minutes)?))
}
