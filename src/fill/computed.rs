//! Computed values: how many items of a section are complete, how many tests have passed, how long something took.
//!
//! Only what is counted is written. A stated total stays as it is: that it is wrong is a finding, not something to smooth over.

use std::collections::BTreeMap;

use super::FillError;
use super::outline::Change;
use super::values::{FillOptions, Wanted, put};
use crate::model::{Checklist, Count, CountKind, Field, FieldKind, Item, Role, Section, State};
use crate::parse::slug;
use crate::text::Source;
use crate::time::Timestamp;

/// Labels of when something began, and of when it ended.
const STARTED: &[&str] = &["start", "started", "start-time", "started-at", "began", "begin", "beginn"];
const ENDED: &[&str] =
    &["end", "ended", "end-time", "ended-at", "finished", "finished-at", "completed-at", "completion-time", "ende"];
/// Labels of tests that have passed, that have failed, and of how many there are.
const PASSED: &[&str] = &["passed", "tests-passed", "passed-tests"];
const FAILED: &[&str] = &["failed", "tests-failed", "failed-tests"];
const TESTS: &[&str] = &["total-tests", "tests", "total", "tests-total"];

/// Units of a duration, in seconds.
const UNITS: &[(&[&str], i64)] = &[
    (&["s", "sec", "secs", "second", "seconds"], 1),
    (&["m", "min", "mins", "minute", "minutes"], 60),
    (&["h", "hr", "hrs", "hour", "hours"], 3600),
];

/// A field whose value was worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// Its label.
    pub label: String,
    /// Its line, 1-based.
    pub line: usize,
    /// What stood there.
    pub before: Option<String>,
    /// What stands there now.
    pub after: String,
}

/// The change that makes every value true that can be worked out, and what it changes.
///
/// # Errors
/// When a value can't be written where it belongs.
pub fn computed(source: &Source, checklist: &Checklist) -> Result<(Change, Vec<Computed>), FillError> {
    let mut values: BTreeMap<usize, String> = BTreeMap::new();
    progress(checklist, &mut values);
    tests(source, checklist, &mut values);
    durations(checklist, &mut values);
    values.retain(|at, value| checklist.fields.get(*at).is_some_and(|field| field.value.as_ref() != Some(value)));
    let field = |at: &usize| checklist.fields.get(*at);
    let report = values.iter().filter_map(|(at, after)| {
        let field = field(at)?;
        let (label, before) = (field.label.clone(), field.value.clone());
        Some(Computed { label, line: field.at.line, before, after: after.clone() })
    });
    let report = report.collect();
    let wanted =
        values.iter().filter_map(|(at, value)| Some((*at, Wanted { key: &field(at)?.label, value }))).collect();
    Ok((put(source, checklist, wanted, FillOptions { overwrite: true })?, report))
}

/// `____/8 items complete`, and the total of several of them.
fn progress(checklist: &Checklist, values: &mut BTreeMap<usize, String>) {
    let mut sum = (0, 0);
    for count in &checklist.counts {
        let field =
            checklist.fields.iter().position(|field| field.span == count.span && field.kind == FieldKind::Ratio);
        let Some(field) = field else { continue };
        let done = match count.kind {
            CountKind::Total => {
                let (done, all) = std::mem::take(&mut sum);
                Some(done).filter(|_| all == count.declared)
            }
            _ => complete(checklist, count),
        };
        if count.kind != CountKind::Total {
            sum = (sum.0 + done.unwrap_or(0), sum.1 + if done.is_some() { count.declared } else { 0 });
        }
        if let Some(done) = done {
            values.insert(field, format!("{done}/{}", count.declared));
        }
    }
}

/// How many of a counted section's items are complete; `None` where the stated number is not the real one.
fn complete(checklist: &Checklist, count: &Count) -> Option<u64> {
    let section = checklist.section(count.section.as_ref()?)?;
    (count.actual == Some(count.declared)).then_some(())?;
    let counted = counted(checklist, section, count.declared);
    Some(counted.filter(|item| matches!(item.state, State::Done | State::NotApplicable)).count() as u64)
}

/// The items that a stated number counts: all of a section, or those that are in no other.
fn counted<'c>(checklist: &'c Checklist, section: &'c Section, declared: u64) -> impl Iterator<Item = &'c Item> {
    let inside = |item: &&Item| section.extent.covers(item.span) && matches!(item.role, Role::Action | Role::SignOff);
    let flat = checklist.items.iter().filter(inside).count() as u64 == declared;
    checklist.items.iter().filter(inside).filter(move |item| flat || item.parent.is_none())
}

/// How many tests have passed and failed, where one section of tests has the number that is stated.
fn tests(source: &Source, checklist: &Checklist, values: &mut BTreeMap<usize, String>) {
    for (at, field) in checklist.fields.iter().enumerate() {
        let passed = is(field, PASSED) || field.unit.as_deref() == Some("passed");
        if !(passed || is(field, FAILED))
            || !matches!(field.kind, FieldKind::Ratio | FieldKind::Number | FieldKind::Text)
        {
            continue;
        }
        let written = source.slice(field.span).rsplit_once('/').and_then(|(_, total)| total.trim().parse::<u64>().ok());
        let beside = || {
            let total = alike(checklist, field).find(|other| is(other, TESTS))?;
            total.value.as_deref()?.trim().parse::<u64>().ok()
        };
        let Some(total) = written.or_else(beside) else { continue };
        let of_tests = |count: &&Count| {
            count.kind == CountKind::Tests
                && count.declared == total
                && count.actual == Some(total)
                && count.section.is_some()
        };
        let mut all = checklist.counts.iter().filter(of_tests);
        let (Some(count), None) = (all.next(), all.next()) else { continue };
        let Some(section) = count.section.as_ref().and_then(|section| checklist.section(section)) else { continue };
        let state = if passed { State::Done } else { State::Failed };
        let number = counted(checklist, section, total).filter(|item| item.state == state).count();
        let ratio = written.is_some() || field.target.as_ref().is_some_and(|target| target.of.is_some());
        values.insert(at, if ratio { format!("{number}/{total}") } else { number.to_string() });
    }
}

/// How long something took, between the two times beside it.
fn durations(checklist: &Checklist, values: &mut BTreeMap<usize, String>) {
    for (at, field) in checklist.fields.iter().enumerate().filter(|(_, field)| field.kind == FieldKind::Duration) {
        let only = |labels: &[&str]| {
            let mut all = alike(checklist, field).filter(|other| is(other, labels));
            all.next().filter(|_| all.next().is_none()).and_then(|other| other.value.as_deref())
        };
        let (Some(start), Some(end)) = (only(STARTED), only(ENDED)) else { continue };
        let Some(seconds) = between(start, end).filter(|seconds| *seconds >= 0) else { continue };
        let unit = field.unit.as_deref().unwrap_or("min");
        let Some((_, size)) = UNITS.iter().find(|(names, _)| names.contains(&unit.to_lowercase().as_str())) else {
            continue;
        };
        let number = hundredths(seconds, *size);
        values.insert(at, if field.unit.is_some() { number } else { format!("{number} min") });
    }
}

/// Seconds in a unit, to two digits behind the point and never too few.
fn hundredths(seconds: i64, unit: i64) -> String {
    let hundredths = (seconds * 100 + unit - 1) / unit;
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Seconds between two points in time, or two times of one day.
fn between(start: &str, end: &str) -> Option<i64> {
    let point = |text: &str| {
        let text = text.trim().trim_end_matches("UTC").trim_end_matches('Z').trim();
        let (day, clock) = text.split_once([' ', 'T'])?;
        let seconds = if clock.len() == 5 { ":00" } else { "" };
        Timestamp::parse_rfc3339(&format!("{day}T{clock}{seconds}Z")).map(|time| time.unix())
    };
    let clock = |text: &str| {
        let (hour, minute) = text.trim().trim_end_matches("UTC").trim().split_once(':')?;
        let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
        ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 3600 + minute * 60)
    };
    match (point(start), point(end)) {
        (Some(start), Some(end)) => Some(end - start),
        (None, None) => Some(clock(end)? - clock(start)?),
        _ => None,
    }
}

/// The fields at the same place: of the same item, or of none in the same section.
fn alike<'c>(checklist: &'c Checklist, field: &'c Field) -> impl Iterator<Item = &'c Field> {
    checklist.fields.iter().filter(move |other| other.item == field.item && other.section == field.section)
}

fn is(field: &Field, labels: &[&str]) -> bool {
    labels.contains(&slug(&field.label).as_str())
}
