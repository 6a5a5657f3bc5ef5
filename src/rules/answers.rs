//! Answers that deny what is asked for: "Ready for production: No", "Approved? No", "Blocking? Yes", "Open blockers: 3".

use super::reading::Labelled;
use super::words::{counts_some, quote};
use super::{Context, parts};
use crate::diagnostic::Diagnostic;
use crate::model::Field;
use crate::parse::plain;
use crate::parse::vocabulary::Lists;
use crate::parse::words::{
    AWAITED, BLOCKERS, CAME_TRUE, DENIED, FAILURES, GO_LABELS, LACKING, NOBODY, NOES, NOT_APPLICABLE, OUTCOMES_PASSED,
    PASSES_WHOLE, PERFORMERS, REFUSALS, RESULT_LABELS, SAYS_WHOLE, SIGN_OFF_LABELS, SPARES, TARGET_HEADERS, UNDONE,
};
use crate::text::Span;

/// Everything of the kind, as findings of a rule.
pub(super) fn denied(context: &Context, rule: &'static str) -> Vec<Diagnostic> {
    let told = context.fields().filter_map(|field| Some((field, field.value.as_deref()?.trim())));
    // Of a place to sign another rule speaks.
    let signs = |field: &Field| context.checklist.sign_offs.iter().any(|sign_off| sign_off.span.overlaps(field.span));
    let no = |field: &Field, value: &str| {
        let label = field.label.trim_end_matches(['?', ' ']);
        let named = Lists::of(label);
        denies(label, &named, value) || disowns(&named, value) && !signs(field)
    };
    let fields = told.filter(|(field, value)| no(field, value)).map(|(field, value)| {
        let found = diagnostic(rule, field.span, &field.label, value);
        found.part_of(field.item.as_ref())
    });
    let counted = failures(context, rule).into_iter().chain(failed_rows(context, rule));
    let told = lines(context, rule).chain(cells(context, rule)).chain(tried(context, rule));
    fields.chain(counted).chain(told).collect()
}

/// Tests that failed or were not run, or did not all pass, where nothing says how many may: "Tests failed: 4", "Passed: 47/48",
/// "Pass rate: 60%", "Result: 3 of 5 passed".
/// A remark behind the number says why.
fn failures(context: &Context, rule: &'static str) -> Vec<Diagnostic> {
    let (source, checklist) = (context.source, context.checklist);
    let some = |(label, value, span): &(&str, &str, Span)| {
        let number = value.trim_end_matches(|c: char| !c.is_ascii());
        let failed = || FAILURES.has(label) && counts_some(number.trim_end());
        let missed = || {
            // Of what stands beside a box the item is asked.
            let apart = || checklist.item_on(source.line_of(span.start)).is_none();
            let share = || counts_passes(label) && share(number.trim_end()).is_some_and(|share| share < 1.0);
            TARGET_HEADERS.alone_in(label).is_none() && (share() || parts::is_short(value) && apart())
        };
        value.starts_with(|c: char| c.is_ascii_digit()) && (failed() || missed())
    };
    let fields = context.fields().filter(|field| field.target.is_none()).map(|field| {
        let line = source.line(field.at.line);
        let written = source.slice(Span::new(field.span.start, line.end.max(field.span.end)));
        (&*field.label, written.trim_matches(['*', ' ', '|']), field.span)
    });
    let lines = context.labelled().filter(|line| checklist.fields_on(line.number).next().is_none());
    let lines = lines.filter(|line| context.is_heard(line)).map(|line| (line.label, line.value, line.span));
    // Beside a target, or "20/20 passed", the numbers are held against those.
    let bounded = |span: Span| {
        let section = context.asked.innermost(span);
        let extent = section.and_then(|at| checklist.sections.get(at)).map(|section| section.extent);
        let near = extent.map_or(&checklist.fields[..], |extent| checklist.fields_in(extent));
        let near = near.iter().filter(|other| other.section.as_ref().map(|section| section.index) == section);
        let all = |other: &Field| {
            let share = other.value.as_deref().and_then(share);
            counts_passes(&other.label) && share == Some(1.0)
        };
        near.into_iter().any(|other| other.target.is_some() || all(other))
    };
    let told = fields.chain(lines).filter(some).filter(|(.., span)| !bounded(*span));
    told.map(|(label, value, span)| may_they(rule, span, &format!("{} is {}", quote(label), plain(value)))).collect()
}

/// Whether a label counts what passed, of all that there is.
fn counts_passes(label: &str) -> bool {
    OUTCOMES_PASSED.has(label) || PASSES_WHOLE.trailing(label).is_some()
}

/// How much of a whole a value is, `47/48`, `47/48 passed`, `98 %`.
fn share(value: &str) -> Option<f64> {
    if let Some(percent) = value.strip_suffix('%') {
        return percent.trim_end().parse().ok().map(|percent: f64| percent / 100.0);
    }
    let (part, rest) = value.split_once('/')?;
    let (whole, words) = rest.split_once(' ').unwrap_or((rest, ""));
    let (part, whole): (u32, u32) = (part.trim().parse().ok()?, whole.parse().ok()?);
    (words.is_empty() || SAYS_WHOLE.has(words)).then(|| f64::from(part) / f64::from(whole))
}

/// The same in a table, in rows that are no items: `| Unit tests | 480 | 3 |` below "Failed", `| Unit tests | 8/10 |` below
/// "Result".
fn failed_rows(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    let columns = |titles| {
        context.tables().iter().filter_map(move |table| Some((table, table.column(titles).filter(|at| *at > 0)?)))
    };
    let missed = |cell: &str| cell.contains('/') && share(cell).is_some_and(|share| share < 1.0);
    let failed = columns(FAILURES).map(move |column| (column, counts_some as fn(&str) -> bool, "failed"));
    let passed = [OUTCOMES_PASSED, PASSES_WHOLE, RESULT_LABELS].into_iter().flat_map(columns);
    let passed = passed.map(move |column| (column, missed as fn(&str) -> bool, "passed"));
    let rows = failed.chain(passed).flat_map(|((table, at), tells, what)| {
        table.pairs(0, at).map(move |(_, name, cell, span)| (name, cell.trim_matches(['*', ' ']), span, tells, what))
    });
    let read = |span: Span| context.is_read(context.source.line_of(span.start));
    rows.filter(move |(name, cell, span, tells, _)| {
        tells(cell) && !name.is_empty() && context.is_due(*span) && !read(*span)
    })
    .map(move |(name, cell, span, _, what)| may_they(rule, span, &format!("of {} {cell} {what}", quote(name))))
}

fn may_they(rule: &'static str, span: Span, told: &str) -> Diagnostic {
    let help = "say how many may, as with `(target: ≥19/20)` behind what passed; or mend the cause";
    let message = format!("{told}, and nothing says that so many may");
    Diagnostic::hold(rule, span, message).undecided().label("may they?").help(help)
}

fn diagnostic(rule: &'static str, span: Span, label: &str, value: &str) -> Diagnostic {
    let message = format!("{} is {}", quote(label), quote(value));
    Diagnostic::hold(rule, span, message)
        .label("says no")
        .help("settle what stands in the way, and write how it stands now")
}

/// Whether a value says no to what its label asks for.
pub(super) fn denies(label: &str, named: &Lists, value: &str) -> bool {
    let first = value.split(|c: char| !(c.is_alphanumeric() || c == '\'')).next().unwrap_or("");
    if named.has(BLOCKERS) {
        return counts_some(first) || CAME_TRUE.has(first);
    }
    // "No objections" approves.
    let ends = |rest: &str| rest.trim_start().starts_with(['(', ',', '-', '–', '—', '.', ';', ':']);
    let no = || NOES.has(value) || NOES.has(first) && value.get(first.len()..).is_some_and(ends);
    let not = || DENIED.leading(value).is_some() && SPARES.leading(value).is_none();
    (no() || not() || LACKING.has(value)) && asks(label) || NOBODY.has(value) && named.has(PERFORMERS)
}

/// Whether a value says that nobody attests whom its label asks for: `Approved by: rejected`.
fn disowns(named: &Lists, value: &str) -> bool {
    let nobody = || [NOBODY, NOES, REFUSALS, NOT_APPLICABLE].iter().any(|list| list.has(value));
    [PERFORMERS, SIGN_OFF_LABELS].iter().any(|list| named.has(*list)) && nobody()
}

/// Whether a label asks for a yes before anything goes ahead: "Approved", "Approved by Ben", "Ready for production".
pub(super) fn asks(label: &str) -> bool {
    let of_what = |_: &str, rest: &str| [" for ", " to ", " by "].iter().any(|word| rest.starts_with(word));
    GO_LABELS.trailing(label).is_some() || GO_LABELS.leading_to(label, of_what).is_some()
}

/// Labels of plain lines and rows with their answers, and questions: "Approved: no", "Approved? No".
fn lines(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    let plain = |label: &str| !label.contains(['[', '|', '?']);
    let told = context
        .labelled()
        .filter(move |line| line.value.len() < 60 && denies(line.label, &line.named, line.value) && plain(line.label));
    let read = |number: usize| context.checklist.fields_on(number).next().is_some();
    // Who is nobody in the place of a signer has not signed.
    let signs = |line: &Labelled| {
        NOBODY.has(line.value) && context.checklist.sign_offs.iter().any(|sign_off| sign_off.span.overlaps(line.span))
    };
    told.filter(move |line| !read(line.number) && !signs(line) && context.is_heard(line))
        .map(move |line| diagnostic(rule, line.span, line.label, line.value))
}

/// Cells of a column that asks for a yes, in rows that are no items: `| Loss of data | not yet |` below "Mitigated".
fn cells(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    let checklist = context.checklist;
    let columns =
        context.tables().iter().filter_map(|table| Some((table, table.column(GO_LABELS).filter(|at| *at > 0)?)));
    let rows = columns.flat_map(|(table, at)| table.pairs(0, at));
    let no = |cell: &str| {
        let cell = cell.trim_matches(['*', ' ']);
        NOES.has(cell)
            || cell == "N"
            || UNDONE.has(cell)
            || DENIED.leading(cell).is_some() && SPARES.leading(cell).is_none()
    };
    let denied = rows.filter(move |(_, name, cell, span)| no(cell) && !name.is_empty() && context.is_due(*span));
    let read = |span: Span| {
        let line = context.source.line_of(span.start);
        let signed = checklist.sign_offs.iter().any(|sign_off| sign_off.span.overlaps(span));
        signed || context.is_read(line)
    };
    denied.filter(move |(.., span)| !read(*span)).map(move |(_, name, cell, span)| {
        let message = format!("{} is {} by the title of its column", quote(name), quote(cell));
        let help = "settle it and write how it stands now; or say below the table why it may stand";
        Diagnostic::hold(rule, span, message).undecided().label("says no").help(help)
    })
}

/// Cells of a table of how something came out on each of several, in rows that are no items: `| Login | passed | failed |`
/// below "Windows" and "Linux". Beside what was expected they are no results.
fn tried(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    let bare = |cell: &str| cell.trim_matches(['*', '`', ' ']).to_ascii_lowercase();
    let failed = move |cell: &str| FAILURES.has(&bare(cell)) || matches!(&*bare(cell), "nok" | "ko");
    let result = move |cell: &str| failed(cell) || OUTCOMES_PASSED.has(&bare(cell)) || bare(cell) == "ok";
    let awaited = |title: &str| [TARGET_HEADERS, AWAITED].iter().any(|list| list.alone_in(title).is_some());
    let tables = context.tables().iter().filter(move |table| !(0..).map_while(|at| table.title(at)).any(awaited));
    let found = tables.flat_map(move |table| {
        let all = |at: &usize| {
            let mut cells = table.pairs(0, *at).peekable();
            cells.peek().is_some() && cells.all(|(_, _, cell, _)| result(cell))
        };
        let columns: Vec<usize> = (0..).take_while(|at| table.title(*at).is_some()).filter(all).collect();
        let several = columns.len() > 1 && columns.first() != Some(&0);
        columns.into_iter().filter(move |_| several).flat_map(move |at| {
            table.pairs(0, at).map(move |(_, name, cell, span)| (name, table.title(at).unwrap_or(""), cell, span))
        })
    });
    let due = |span: Span| context.is_due(span) && !context.is_read(context.source.line_of(span.start));
    found.filter(move |(.., cell, span)| failed(cell) && due(*span)).map(move |(name, title, cell, span)| {
        let message = format!("{} of {} is {}", quote(title), quote(name), quote(cell));
        let help = "mend it and write how it came out then; or say below the table why it may stand";
        Diagnostic::hold(rule, span, message).undecided().label("failed").help(help)
    })
}
