//! The format for GitHub Actions: each finding a workflow command, which GitHub shows beside its line.

use std::io::{self, Write};

use super::Format;
use super::style::Style;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Source, escape_line};
use crate::verdict::Judged;

pub(super) const FORMAT: Format =
    Format { name: "github", summary: "for GitHub Actions: one annotation a finding", write };

fn write(judged: &[Judged], _: &Style, out: &mut dyn Write) -> io::Result<()> {
    for judged in judged {
        for found in judged.diagnostics {
            annotation(judged.source, found, out)?;
        }
    }
    Ok(())
}

fn annotation(source: &Source, found: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    // A missing fact keeps the verdict from GO, so it is an error too.
    let command = match found.severity {
        Severity::Hold | Severity::Undecided => "error",
        Severity::Warning => "warning",
    };
    let (start, end) = (source.position(found.span.start), source.position(found.span.end));
    write!(out, "::{command} file={},line={},col={}", property(source.path()), start.line, start.column)?;
    // GitHub takes an end column only where a finding stays on its line.
    if end.line == start.line && end.column > start.column {
        write!(out, ",endColumn={}", end.column)?;
    }
    writeln!(out, ",title={}::{}", property(found.rule), message(&found.message))
}

/// Text after the command; line ends and other controls are visible escapes already.
fn message(text: &str) -> String {
    escape_line(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a colon or a comma would end.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
