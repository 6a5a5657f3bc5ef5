//! Values that miss their target.

use std::collections::HashSet;

use super::count_mismatch;
use super::measure::{self, Measure, Met};
use super::target_columns::{self, HELP};
use super::words::{quote, says_nothing};
use super::{Context, Rule, pairs};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Comparison, State, Target};
use crate::parse::words::{LESS_IS_BETTER, MEASURED};
use crate::parse::{target, target_and_rest};

pub(super) const RULE: Rule = Rule {
    name: "target-missed",
    summary: "A value misses its stated target, or can't be compared with it.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/target-missed.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    out.extend(pairs::differing(context, RULE.name));
    out.extend(target_columns::missed(context, RULE.name));
    out.extend(told(context));
    let counts = context.checklist.counts.iter().filter(|count| count_mismatch::mismatch(count).is_some());
    let miscounted: HashSet<usize> = counts.map(|count| count.span.start).collect();
    // A total that is wrong by itself is that finding.
    for field in context.fields().filter(|field| !miscounted.contains(&field.span.start)) {
        let Some((value, target)) =
            context.value(field).filter(|value| !says_nothing(value)).zip(field.target.as_ref())
        else {
            continue;
        };
        // A value that is no number at all is another rule's finding.
        let Ok(measured) = measure::of(field, value) else { continue };
        let target = &aimed(&field.label, target);
        let met = measure::met(&measured, target);
        if met == Met::Yes {
            continue;
        }
        let (label, value, stated) = (quote(&field.label), quote(value), stated(target));
        let message = match met {
            Met::Unclear(why) => format!("{label} is {value}, which can't be compared with {stated}: {why}"),
            _ => format!("{label} is {value}, and the target is {stated}"),
        };
        let found = Diagnostic::hold(RULE.name, field.span, message).label(format!("target {stated}")).help(HELP);
        out.push(found.part_of(field.item.as_ref()));
    }
}

/// What a target without a relation, `(target: 95%)`, asks for where doing better is no harm.
fn aimed(label: &str, target: &Target) -> Target {
    let is_time = target.unit.as_deref().is_some_and(measure::is_time);
    let scaled = is_time || target.unit.as_deref() == Some("%");
    let op = match target.op {
        Comparison::Equal if scaled && target.of.is_none() && target.value > 0.0 => {
            if is_time || LESS_IS_BETTER.find(label).is_some() { Comparison::AtMost } else { Comparison::AtLeast }
        }
        op => op,
    };
    Target { op, ..target.clone() }
}

/// Ticked items whose words state a target and what was measured, which misses it: "p95 < 500 ms — measured 900 ms", "Free
/// space > 20 GB — 3 GB".
fn told(context: &Context) -> impl Iterator<Item = Diagnostic> {
    let done = context.items().map(|(_, item)| item).filter(|item| item.state == State::Done);
    // What is read as a field is judged as one.
    let own = done.filter(|item| context.checklist.fields_on(item.at.line).all(|field| field.target.is_none()));
    own.filter_map(|item| {
        let (wanted, measured) = measured(&item.text).or_else(|| behind(&item.text))?;
        let message = format!("{} is ticked, and what was measured misses {wanted}", quote(&item.text));
        let found = Diagnostic::hold(RULE.name, item.span, message).label(format!("target {wanted}"));
        (measure::met(&measured, &wanted) == Met::No).then(|| found.help(HELP).item(&item.id))
    })
}

/// A target, and behind the word that says so what was measured.
fn measured(text: &str) -> Option<(Target, Measure)> {
    let place = MEASURED.places(text).next()?;
    let wanted = target(text.get(..place.start)?)?;
    let mut measured = Measure::rough(place.rest.trim_start_matches([':', '=', ' '])).ok()?;
    measured.unit = measured.unit.or_else(|| wanted.unit.clone());
    Some((wanted, measured))
}

/// A target, and right behind its unit what was measured, in parentheses or behind a mark.
fn behind(text: &str) -> Option<(Target, Measure)> {
    const MARKS: [&str; 8] = [": ", "- ", "– ", "— ", "→ ", "-> ", "=> ", "= "];
    let text = text.to_lowercase();
    let (wanted, rest) = target_and_rest(&text)?;
    let rest = rest.trim_start_matches([')', '*', ' ']);
    let inner = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let there = inner.or_else(|| MARKS.iter().find_map(|mark| rest.strip_prefix(mark)))?;
    let measured = Measure::rough(there).ok()?;
    // "Nodes ≥ 3 (1 per zone)" measures something else.
    let same = wanted.unit.is_some() && (measured.unit.is_some() || inner.is_none());
    let unit = measured.unit.clone().or_else(|| wanted.unit.clone());
    same.then_some((wanted, Measure { unit, ..measured }))
}

/// The target as a reader would write it.
fn stated(target: &Target) -> String {
    let of = target.of.map(|of| format!("/{of}")).unwrap_or_default();
    let unit = target.unit.as_deref().unwrap_or("");
    let space = if unit.starts_with(char::is_alphabetic) { " " } else { "" };
    format!("{} {}{of}{space}{unit}", target.op, target.value)
}
