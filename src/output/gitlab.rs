//! The format for GitLab: a code quality report.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::style::Style;
use super::{Format, fingerprint, uri};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Source, escape_line, json};
use crate::verdict::Judged;

pub(super) const FORMAT: Format = Format { name: "gitlab", summary: "for GitLab: a code quality report", write };

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

fn write(judged: &[Judged], _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut issues = Vec::new();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for judged in judged {
        let path = uri::relative(judged.source.path());
        // GitLab takes findings of the same fingerprint for one; a file that is given twice has each of them twice.
        let time = times.entry(path).or_default();
        for (found, own) in judged.diagnostics.iter().zip(fingerprint::of(judged)) {
            let fingerprint = fingerprint::digest(&[path, &time.to_string(), &own]).hex();
            issues.push(issue(judged.source, path, found, fingerprint));
        }
        *time += 1;
    }
    out.write_all(json(&issues)?.as_bytes())
}

fn issue<'a>(source: &Source, path: &'a str, found: &'a Diagnostic, fingerprint: String) -> Issue<'a> {
    let lines = Lines { begin: source.position(found.span.start).line, end: source.position(found.span.end).line };
    Issue {
        description: escape_line(&found.message).into_owned(),
        check_name: found.rule,
        fingerprint,
        severity: match found.severity {
            Severity::Hold => "blocker",
            Severity::Undecided => "critical",
            Severity::Warning => "minor",
        },
        location: Location { path, lines },
    }
}
