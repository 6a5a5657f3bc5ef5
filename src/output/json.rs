//! The format for programs: `gonogo.check/1`.

use std::io::{self, Write};

use serde::Serialize;

use super::style::Style;
use super::tally::Tally;
use super::{Format, overall};
use crate::diagnostic::Diagnostic;
use crate::model::Summary;
use crate::text::{Source, Span, json};
use crate::verdict::Judged;

pub(super) const FORMAT: Format =
    Format { name: "json", summary: "for programs: one JSON document, gonogo.check/1", write };

#[derive(Serialize)]
struct Check<'a> {
    schema: &'static str,
    verdict: String,
    findings: Tally,
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    sha256: &'a str,
    title: Option<&'a str>,
    verdict: String,
    judged_at: String,
    findings: Tally,
    summary: &'a Summary,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    label: Option<&'a str>,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Place,
    item: Option<&'a str>,
    fixable: bool,
    waived: bool,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    label: &'a str,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    span: Span,
}

fn write(judged: &[Judged], _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let check = Check {
        schema: "gonogo.check/1",
        verdict: overall(judged).to_string(),
        findings: Tally::of(judged.iter().flat_map(|judged| judged.diagnostics)),
        files: judged.iter().map(file).collect(),
    };
    out.write_all(json(&check)?.as_bytes())
}

fn file<'a>(judged: &Judged<'a>) -> File<'a> {
    File {
        path: judged.source.path(),
        sha256: &judged.checklist.sha256,
        title: judged.checklist.title.as_deref(),
        verdict: judged.verdict.to_string(),
        judged_at: judged.at.rfc3339(),
        findings: Tally::of(judged.diagnostics),
        summary: &judged.checklist.summary,
        diagnostics: judged.diagnostics.iter().map(|found| finding(judged.source, found)).collect(),
    }
}

fn finding<'a>(source: &Source, found: &'a Diagnostic) -> Finding<'a> {
    Finding {
        rule: found.rule,
        severity: found.severity.name(),
        message: &found.message,
        label: found.label.as_deref(),
        help: found.help.as_deref(),
        place: place(source, found.span),
        item: found.item.as_deref(),
        fixable: !found.fix.is_empty(),
        waived: found.waived,
        related: found.related.iter().map(|(span, label)| Related { label, place: place(source, *span) }).collect(),
    }
}

fn place(source: &Source, span: Span) -> Place {
    let (start, end) = (source.position(span.start), source.position(span.end));
    Place { line: start.line, column: start.column, end_line: end.line, end_column: end.column, span }
}
