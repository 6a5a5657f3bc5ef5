//! Findings as `gonogo.check/1`, for programs.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use super::escape::is_hostile;
use super::{Format, Style, overall};
use crate::asked::{Asked, Outcome};
use crate::diagnostic::Diagnostic;
use crate::model::Summary;
use crate::text::{Source, Span};
use crate::verdict::Judged;

pub(super) const FORMAT: Format =
    Format { name: "json", summary: "every finding with its place, as gonogo.check/1", write };

#[derive(Serialize)]
struct Check<'a> {
    schema: &'static str,
    verdict: String,
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    sha256: &'a str,
    verdict: String,
    outcome: Option<Outcome>,
    summary: &'a Summary,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Place,
    item: Option<&'a str>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place,
}

/// A place, from its first character to one past its last.
#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    span: Span,
}

fn write(files: &[Judged<'_>], _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let check = Check {
        schema: "gonogo.check/1",
        verdict: overall(files).to_string(),
        files: files.iter().map(File::of).collect(),
    };
    pretty(&check, out)
}

impl<'a> File<'a> {
    fn of(judged: &Judged<'a>) -> Self {
        Self {
            path: judged.source.path(),
            sha256: &judged.checklist.sha256,
            verdict: judged.verdict.to_string(),
            outcome: Asked::of(judged.checklist).outcome(),
            summary: &judged.checklist.summary,
            diagnostics: judged.diagnostics.iter().map(|found| Finding::of(judged.source, found)).collect(),
        }
    }
}

impl<'a> Finding<'a> {
    fn of(source: &Source, found: &'a Diagnostic) -> Self {
        Self {
            rule: found.rule,
            severity: found.severity.name(),
            message: &found.message,
            help: found.help.as_deref(),
            place: Place::of(source, found.span),
            item: found.item.as_deref(),
            related: found
                .related
                .iter()
                .map(|(span, message)| Related { message, place: Place::of(source, *span) })
                .collect(),
        }
    }
}

impl Place {
    fn of(source: &Source, span: Span) -> Self {
        let (start, end) = (source.position(span.start), source.position(span.end));
        Self { line: start.line, column: start.column, end_line: end.line, end_column: end.column, span }
    }
}

/// Writes a value as indented JSON with a final newline; what is hostile to a terminal is written as `\u001b`.
pub(super) fn pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Visible(PrettyFormatter::new())))?;
    out.write_all(b"\n")
}

/// Indents, and escapes hostile characters, which leaves every value what it is.
struct Visible(PrettyFormatter<'static>);

impl Formatter for Visible {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        for piece in fragment.split_inclusive(is_hostile) {
            let kept = piece.trim_end_matches(is_hostile);
            out.write_all(kept.as_bytes())?;
            for unit in piece.strip_prefix(kept).unwrap_or("").encode_utf16() {
                write!(out, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }
}
