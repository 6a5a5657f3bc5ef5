//! How findings are written to standard output.

use std::io::Write as _;

use anyhow::Result;
use serde_json::json;

use super::{Ui, show};
use crate::diagnostic::Severity;
use crate::engine::check::Checked;
use crate::world::World;

// No doc comment: it would become the help of every command that has these.
// The arguments that every command with findings has.
#[derive(clap::Args)]
pub(super) struct Shape {
    /// How to write findings
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "json"], default_value = "text")]
    format: String,
    /// One line for each finding
    #[arg(long)]
    concise: bool,
}

impl Shape {
    /// Writes the findings of every file, and the verdicts.
    pub fn write(&self, ui: &Ui, world: &mut World, all: &[Checked]) -> Result<()> {
        if self.format == "json" {
            return json(world, all);
        }
        for checked in all {
            text(ui, world, checked, self.concise)?;
        }
        Ok(())
    }
}

/// The findings of one file, and its verdict; help only where it is not to be `concise`.
pub(super) fn text(ui: &Ui, world: &mut World, checked: &Checked, concise: bool) -> Result<()> {
    let path = show::visible(checked.source.path());
    for found in &checked.diagnostics {
        let at = checked.source.position(found.span.start);
        let severity = painted(ui, found.severity);
        let message = show::visible(&found.message);
        writeln!(world.stdout, "{path}:{}:{}: {severity}[{}]: {message}", at.line, at.column, found.rule)?;
        if let (Some(help), false) = (&found.help, concise) {
            writeln!(world.stdout, "    help: {}", show::visible(help))?;
        }
    }
    let count = |severity| checked.diagnostics.iter().filter(|found| found.severity == severity).count();
    let (holds, undecided, warnings) = (count(Severity::Hold), count(Severity::Undecided), count(Severity::Warning));
    writeln!(world.stdout, "{path}: {} ({holds} holds, {undecided} undecided, {warnings} warnings)", checked.verdict)?;
    Ok(())
}

fn painted(ui: &Ui, severity: Severity) -> String {
    let code = match severity {
        Severity::Hold => "31",
        Severity::Undecided => "35",
        Severity::Warning => "33",
    };
    if ui.color { format!("\u{1b}[{code}m{}\u{1b}[0m", severity.name()) } else { severity.name().to_owned() }
}

fn json(world: &mut World, all: &[Checked]) -> Result<()> {
    let files: Vec<_> = all
        .iter()
        .map(|checked| {
            let findings: Vec<_> = checked
                .diagnostics
                .iter()
                .map(|found| {
                    let at = checked.source.position(found.span.start);
                    json!({
                        "rule": found.rule,
                        "severity": found.severity.name(),
                        "message": found.message,
                        "help": found.help,
                        "item": found.item,
                        "line": at.line,
                        "column": at.column,
                        "span": found.span,
                    })
                })
                .collect();
            json!({
                "path": checked.source.path(),
                "sha256": checked.source.sha256().to_string(),
                "verdict": checked.verdict.to_string(),
                "findings": findings,
            })
        })
        .collect();
    serde_json::to_writer_pretty(&mut world.stdout, &json!({"schema": "gonogo.check/1", "files": files}))?;
    Ok(writeln!(world.stdout)?)
}
