//! Times that cannot be: an end before its start, a step before the one above it, a duration that start and end deny.

use foldhash::{HashMap, HashMapExt};

use super::moment::Moment;
use super::words::quote;
use super::{Context, Rule, time_tables};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Field, FieldKind, Section};
use crate::parse::vocabulary::Lists;
use crate::parse::words::{DURATIONS, ENDS, FILLS_TIMES, STARTS};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "time-order",
    summary: "Times are noted that cannot be: an end before its start, or a step before the one above it.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/time-order.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    pairs(context, out);
    steps(context, out);
    out.extend(time_tables::ranges(context).chain(time_tables::columns(context)));
}

/// What a label says: a beginning, an end, a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    End,
    Duration,
}

/// The side that a label names, and the words that say of what.
pub(super) fn side(label: &str) -> Option<(Side, String)> {
    let words = || label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut starts, mut ends, mut lasts) = (0, 0, false);
    for lists in words().map(Lists::of) {
        starts += usize::from(lists.has(STARTS));
        ends += usize::from(lists.has(ENDS));
        lasts |= lists.has(DURATIONS);
    }
    let (side, dropped) = match (starts, ends) {
        (1, 0) => (Side::Start, FILLS_TIMES),
        (0, 1) => (Side::End, FILLS_TIMES),
        (0, 0) if lasts => (Side::Duration, DURATIONS),
        _ => return None,
    };
    let kept = words().filter(|word| !STARTS.has(word) && !ENDS.has(word) && !dropped.has(word));
    Some((side, kept.map(str::to_lowercase).collect::<Vec<_>>().join(" ")))
}

/// A beginning and an end of one thing, as far as they have been noted.
#[derive(Clone, Debug, Default)]
struct Stretch<'a> {
    start: Option<(Moment, &'a Field)>,
    end: Option<(Moment, &'a Field)>,
    duration: Option<&'a Field>,
}

/// Where a pair stands, and what it is of: only what stands together is compared.
type Place = (Option<usize>, Option<usize>, String);

fn pairs(context: &Context, out: &mut Vec<Diagnostic>) {
    let mut open: HashMap<Place, Stretch> = HashMap::new();
    let mut stretches = Vec::new();
    for (field, value) in context.timed() {
        let Some((side, of)) = side(&field.label) else { continue };
        let index = |of: &Option<crate::model::Ref>| of.as_ref().map(|of| of.index);
        let stretch = open.entry((index(&field.item), index(&field.section), of)).or_default();
        if side == Side::Duration {
            stretch.duration = stretch.duration.or(Some(field));
            continue;
        }
        let Some(moment) = Moment::read(value) else { continue };
        // A second beginning begins something else, unless it only adds the time of day to the day.
        let again = |known: &Option<(Moment, &Field)>| {
            known.as_ref().is_some_and(|(known, _)| {
                known.day.is_some() && moment.day.is_some() || known.minutes.is_some() && moment.minutes.is_some()
            })
        };
        let slot = if side == Side::Start { &stretch.start } else { &stretch.end };
        if again(slot) {
            stretches.push(std::mem::take(stretch));
        }
        let slot = if side == Side::Start { &mut stretch.start } else { &mut stretch.end };
        *slot = Some(match slot.take() {
            Some((known, field)) => (known.with(moment), field),
            None => (moment, field),
        });
    }
    for stretch in stretches.iter().chain(open.values()) {
        out.extend(reversed(stretch).or_else(|| denied(context, stretch)));
    }
}

/// An end before its start.
fn reversed(stretch: &Stretch) -> Option<Diagnostic> {
    let ((start, from), (end, until)) = (stretch.start.as_ref()?, stretch.end.as_ref()?);
    if !end.is_before(start) {
        return None;
    }
    let message = format!("{} is {end}, before {} at {start}", quote(&until.label), quote(&from.label));
    let found = Diagnostic::hold(RULE.name, until.span, message).label("before its start").help(HELP);
    Some(found.related(from.span, "the start").part_of(until.item.as_ref()))
}

/// A duration that start and end deny: further off than the hand rounds.
fn denied(context: &Context, stretch: &Stretch) -> Option<Diagnostic> {
    let ((start, _), (end, until), field) = (stretch.start.as_ref()?, stretch.end.as_ref()?, stretch.duration?);
    let real = end.minutes_since(start)?;
    let (stated, grain) = minutes(context, field)?;
    if stated.abs_diff(real) <= grain.max(real / 10) {
        return None;
    }
    let message = format!("{} is {stated} min, and from start to end it is {real} min", quote(&field.label));
    let found = Diagnostic::hold(RULE.name, field.span, message).label("denied by start and end").help(HELP);
    Some(found.related(until.span, "the end").part_of(field.item.as_ref()))
}

/// How many minutes the length of time in a field is, `1 h 30 min`, and how far off a person may be who writes it so.
fn minutes(context: &Context, field: &Field) -> Option<(u32, u32)> {
    let line = context.source.line(field.at.line);
    let written = context.source.slice(Span::new(field.span.start, line.end.max(field.span.end)));
    let text = written.split(['(', '*', '|']).next()?;
    let (mut sum, mut grain) = (0_u32, None);
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: u32 = rest.get(..end)?.parse().ok()?;
        let unit = rest.get(end..)?.trim_start();
        let len = unit.find(|c: char| !c.is_alphabetic()).unwrap_or(unit.len());
        let (size, off) = match unit.get(..len)?.to_lowercase().as_str() {
            "min" | "mins" | "minute" | "minutes" | "m" => (1, 5),
            "h" | "hr" | "hrs" | "hour" | "hours" => (60, 30),
            _ => return None,
        };
        sum = sum.checked_add(number.checked_mul(size)?)?;
        grain = Some(off);
        rest = unit.get(len..)?.trim_start();
    }
    Some((sum, grain?))
}

/// Numbered steps whose times all lie before those of the step above them.
fn steps(context: &Context, out: &mut Vec<Diagnostic>) {
    if context.checklist.steps.is_empty() {
        return;
    }
    let (sections, noted) = (&context.checklist.sections, noted(context));
    let titled = |line: usize| sections.get(sections.binary_search_by_key(&line, |section| section.line).ok()?);
    let mut last: HashMap<Option<usize>, (Vec<u32>, &Section)> = HashMap::new();
    for step in &context.checklist.steps {
        let Some((number, section)) = number(&step.number).zip(titled(step.line)) else { continue };
        let parent = section.parent.as_ref().map(|parent| parent.index);
        let above = last.insert(parent, (number.clone(), section)).filter(|(above, _)| *above < number);
        let Some((_, above)) = above else { continue };
        let (earlier, later) = (within(&noted, above), within(&noted, section));
        let Some(Noted { moment, field }) = later.first() else { continue };
        let alike = |noted: &&Noted| noted.field.label.eq_ignore_ascii_case(&field.label);
        let is_before = |later: &Noted| earlier.iter().filter(alike).all(|noted| later.moment.is_before(&noted.moment));
        if !earlier.iter().any(|noted| alike(&noted)) || !later.iter().filter(alike).all(is_before) {
            continue;
        }
        let (of, above_it) = (quote(&section.title), quote(&above.title));
        let message = format!("{} of {of} is {moment}, before that of {above_it}", quote(&field.label));
        let found = Diagnostic::hold(RULE.name, field.span, message).label("before the step above").help(HELP);
        out.push(found.related(above.span, "the step above").part_of(field.item.as_ref()));
    }
}

/// A time that was noted, and where.
struct Noted<'a> {
    moment: Moment,
    field: &'a Field,
}

/// Every time that was noted, in document order.
fn noted<'a>(context: &Context<'a>) -> Vec<Noted<'a>> {
    let timed = |field: &Field| {
        field.kind == FieldKind::Time || matches!(side(&field.label), Some((Side::Start | Side::End, _)))
    };
    let fields = context.timed().filter(|(field, _)| timed(field));
    fields.filter_map(|(field, value)| Some(Noted { moment: Moment::read(value)?, field })).collect()
}

/// Those that stand in a section.
fn within<'n, 'a>(noted: &'n [Noted<'a>], section: &Section) -> &'n [Noted<'a>] {
    let before = |at: usize| noted.partition_point(|noted| noted.field.span.start < at);
    noted.get(before(section.extent.start)..before(section.extent.end)).unwrap_or(&[])
}

/// The numbers of a step, `2.1`.
fn number(text: &str) -> Option<Vec<u32>> {
    text.trim_end_matches('.').split('.').map(|part| part.parse().ok()).collect()
}

pub(super) const HELP: &str = "mend the time that is wrong; where a midnight lies between, write the days too";
