//! The format for code scanning: SARIF 2.1.0, with the page of each rule as its help.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::style::Style;
use super::{Format, fingerprint, uri};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{RULES, Rule};
use crate::text::{Edit, Source, Span, escape_line, json};
use crate::verdict::Judged;

pub(super) const FORMAT: Format = Format { name: "sarif", summary: "for code scanning: one SARIF 2.1.0 log", write };

/// Where the schema of the format is published.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// A part of a file, lines and columns 1-based; the end column is the one behind the last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

fn write(judged: &[Judged], _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let results: Vec<Value> = judged.iter().flat_map(results).collect();
    let rules: Vec<Value> = RULES.iter().map(descriptor).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "gonogo",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "artifacts": judged.iter().map(artifact).collect::<Vec<_>>(),
            "results": results,
        }],
    });
    out.write_all(json(&log)?.as_bytes())
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": level(rule.severity)},
    })
}

fn artifact(judged: &Judged) -> Value {
    json!({
        "location": {"uri": uri::of(judged.source.path())},
        "hashes": {"sha-256": judged.source.sha256().hex()},
        "sourceLanguage": "markdown",
    })
}

fn results<'a>(judged: &'a Judged) -> impl Iterator<Item = Value> + 'a {
    let named = judged.diagnostics.iter().zip(fingerprint::of(judged));
    named.map(|(found, fingerprint)| result(judged.source, found, &fingerprint))
}

fn result(source: &Source, found: &Diagnostic, fingerprint: &str) -> Value {
    let help = found.help.as_deref().map(|help| format!("; {help}")).unwrap_or_default();
    let mut location = place(source, found.span);
    if let Some(item) = &found.item {
        location["logicalLocations"] = json!([{"fullyQualifiedName": &**item, "kind": "item"}]);
    }
    let mut result = json!({
        "ruleId": found.rule,
        "level": level(found.severity),
        "message": {"text": escape_line(&format!("{}{help}", found.message))},
        "locations": [location],
        "partialFingerprints": {"gonogo/v1": fingerprint},
        "properties": {"severity": found.severity.name()},
    });
    if let Some(index) = RULES.iter().position(|rule| rule.name == found.rule) {
        result["ruleIndex"] = index.into();
    }
    if found.waived {
        result["suppressions"] = json!([{"kind": "inSource", "status": "accepted"}]);
    }
    if !found.related.is_empty() {
        let related = found.related.iter().map(|(span, label)| {
            let mut place = place(source, *span);
            place["message"] = json!({"text": escape_line(label)});
            place
        });
        result["relatedLocations"] = related.collect();
    }
    if !found.fix.is_empty() {
        let replacements: Vec<Value> = found.fix.iter().map(|edit| replacement(source, edit)).collect();
        let changes = json!([{"artifactLocation": {"uri": uri::of(source.path())}, "replacements": replacements}]);
        result["fixes"] =
            json!([{"description": {"text": "what `gonogo lint --fix` does"}, "artifactChanges": changes}]);
    }
    result
}

fn replacement(source: &Source, edit: &Edit) -> Value {
    json!({"deletedRegion": region(source, edit.span), "insertedContent": {"text": edit.text}})
}

fn place(source: &Source, span: Span) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri::of(source.path())},
        "region": region(source, span),
    }})
}

fn region(source: &Source, span: Span) -> Region {
    let (start, end) = (source.position(span.start), source.position(span.end));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// A missing fact keeps the verdict from GO, so it is an error too.
const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Hold | Severity::Undecided => "error",
        Severity::Warning => "warning",
    }
}
