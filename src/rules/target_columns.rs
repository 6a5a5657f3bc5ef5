//! What a table measures beside what it has to be: `| Latency | <500 ms | 700 ms |` below "Target" and "Actual".

use std::borrow::Cow;

use super::Context;
use super::measure::{self, Measure, Met};
use super::reading::{Table, cells};
use super::words::{quote, says_nothing};
use crate::diagnostic::Diagnostic;
use crate::model::{Comparison, Target};
use crate::parse::goal;
use crate::parse::words::{ACTUALS, LEAST, LESS_IS_BETTER, MOST, NOT_APPLICABLE, TARGET_HEADERS};
use crate::text::Span;

/// Columns of one table.
struct Columns<'a> {
    target: usize,
    actual: usize,
    /// The title of the first, which may say that it is a limit.
    title: &'a str,
}

/// Rows that miss their target, or do not say whether they reach it, as findings of a rule.
pub(super) fn missed(context: &Context, rule: &'static str) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for table in context.tables() {
        let Some(columns) = Columns::of(table) else { continue };
        out.extend(table.pairs(columns.target, columns.actual).filter_map(|(row, wanted, there, span)| {
            let mut names = cells(row).map(|(_, cell)| cell).filter(|cell| !cell.is_empty());
            // What a row says that does not apply is not measured.
            let set_aside = || cells(row).any(|(_, cell)| NOT_APPLICABLE.leading(cell).is_some());
            let judged = columns.judge(names.next().unwrap_or(""), wanted, there, span, rule);
            judged.filter(|_| !set_aside() && context.asked.span_standing(span).is_asked())
        }));
    }
    out
}

impl<'a> Columns<'a> {
    fn of(table: &Table<'a>) -> Option<Self> {
        let (target, actual) = table.column(TARGET_HEADERS).zip(table.column(ACTUALS))?;
        let title = table.title(target)?;
        Some(Self { target, actual, title })
    }

    fn judge(&self, name: &str, wanted: &str, there: &str, span: Span, rule: &'static str) -> Option<Diagnostic> {
        let (wanted, there) = (wanted.trim_matches(['*', '`', ' ']), there.trim_matches(['*', '`', ' ', '~']));
        let (target, sure) = match goal(&pointed(wanted)) {
            Some(target) => (target, true),
            None => self.guessed(name, &pointed(wanted))?,
        };
        let find = |message: String| Diagnostic::hold(rule, span, message).help(HELP);
        // A blank or a placeholder is asked for as such.
        if there.contains("__") || there.starts_with('[') {
            return None;
        }
        if says_nothing(there) {
            let message = format!("nobody says how {} came out, which has to be {}", quote(name), quote(wanted));
            return Some(find(message).undecided().label("not measured"));
        }
        let there = there.trim_start_matches(['<', '~', '≈', ' ']);
        let unclear = |why: String| {
            let message = format!("{} can't be compared with {}: {why}", quote(there), quote(wanted));
            Some(find(message).undecided().label("not to be compared"))
        };
        let measured = match Measure::parse(&pointed(there)) {
            Ok(measured) => measured,
            Err(why) if sure => return unclear(format!("it {why}")),
            // Of words nobody knows whether they name the same.
            Err(_) => return None,
        };
        match measure::met(&measured, &target) {
            Met::Yes => None,
            Met::Unclear(why) => unclear(why),
            Met::No => {
                let found = find(format!("{} is {}, and the target is {}", quote(name), quote(there), quote(wanted)));
                let found = found.label(format!("target {target}"));
                Some(if sure { found } else { found.undecided() })
            }
        }
    }

    /// A number without a relation as what it means below such a title and beside such a name, and whether that is sure.
    fn guessed(&self, name: &str, wanted: &str) -> Option<(Target, bool)> {
        let measure = Measure::parse(wanted).ok()?;
        let (least, most) = (LEAST.leading(self.title).is_some(), MOST.leading(self.title).is_some());
        // Of nothing there can only be more.
        let none = measure.is_zero() && !least;
        let less = none || measure.is_time() || LESS_IS_BETTER.find(name).is_some();
        let op = if most || less && !least { Comparison::AtMost } else { Comparison::AtLeast };
        let sign = if op == Comparison::AtMost { "≤" } else { "≥" };
        Some((goal(&format!("{sign}{wanted}"))?, least || most || none))
    }
}

/// A number with a decimal comma as one with a point, `99,9 %`; of three digits a comma is before thousands.
fn pointed(text: &str) -> Cow<'_, str> {
    let decimal = |(at, _): &(usize, &str)| {
        let (head, tail) = (text.get(..*at).unwrap_or(""), text.get(at + 1..).unwrap_or(""));
        let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
        head.ends_with(|c: char| c.is_ascii_digit()) && matches!(digits, 1 | 2) && !head.contains('.')
    };
    match text.match_indices(',').next().filter(decimal) {
        Some(_) => Cow::Owned(text.replacen(',', ".", 1)),
        None => Cow::Borrowed(text),
    }
}

pub(super) const HELP: &str = "measure again and write the new value down; or decide NO-GO";
