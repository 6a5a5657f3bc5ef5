//! The format for people: each finding with its lines, or on one line; then one line with the verdict.

use std::io::{self, Write};

use super::excerpt;
use super::style::{Ink, Style};
use super::tally::{Tally, plural};
use super::{Format, overall};
use crate::asked::{Asked, Progress};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Stage;
use crate::text::{Source, escape_line};
use crate::verdict::{Judged, Verdict};

pub(super) const FORMAT: Format =
    Format { name: "text", summary: "for people: each finding with its lines, then the verdict", write };

fn write(judged: &[Judged], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let findings: usize = judged.iter().map(|judged| judged.diagnostics.len()).sum();
    let concise = style.concise || findings > style.limit;
    for judged in judged {
        for found in judged.diagnostics {
            if concise {
                one_line(judged.source, found, style, out)?;
            } else {
                writeln!(out, "{}\n", excerpt::render(judged.source, found, style))?;
            }
        }
    }
    for judged in judged {
        verdict_line(judged, style, out)?;
    }
    if judged.is_empty() {
        writeln!(out, "{}  there is no checklist to judge", style.verdict(overall(judged)))?;
    }
    if judged.len() > 1 {
        let tally = Tally::of(judged.iter().flat_map(|judged| judged.diagnostics));
        let go = judged.iter().filter(|judged| judged.verdict.exit_status() == 0).count();
        let all = plural(judged.len(), "checklist");
        if judged.iter().all(|judged| judged.checklist.stage == Some(Stage::Template)) {
            writeln!(out, "{all}: {tally} — {go} sound")?;
        } else {
            writeln!(out, "{}  {all}: {tally} — {go} GO", style.verdict(overall(judged)))?;
        }
    }
    Ok(())
}

fn one_line(source: &Source, found: &Diagnostic, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let at = source.position(found.span.start);
    let ink = match found.severity {
        Severity::Hold => Ink::Bad,
        Severity::Undecided | Severity::Warning => Ink::Doubt,
    };
    let kind = style.paint(ink, format_args!("{}[{}]", found.severity.name(), found.rule));
    let path = escape_line(source.path());
    writeln!(out, "{path}:{}:{}: {kind}: {}", at.line, at.column, escape_line(&found.message))
}

fn verdict_line(judged: &Judged, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let progress = Progress::of(judged.checklist, &Asked::of(judged.checklist));
    let path = escape_line(judged.source.path());
    let tally = Tally::of(judged.diagnostics);
    let due = progress.due();
    if judged.checklist.stage == Some(Stage::Template) {
        let verdict = match judged.verdict {
            Verdict::Go => style.paint(Ink::Good, "SOUND"),
            Verdict::NoGo | Verdict::Undecided => style.paint(Ink::Bad, "UNSOUND"),
        };
        return writeln!(out, "{verdict}  {path}: {tally} — {} in the template", plural(due, "action"));
    }
    write!(
        out,
        "{}  {path}: {tally} — {} of {} done",
        style.verdict(judged.verdict),
        progress.done,
        plural(due, "action")
    )?;
    if progress.not_applicable > 0 {
        write!(out, ", {} not applicable", progress.not_applicable)?;
    }
    writeln!(out)
}
