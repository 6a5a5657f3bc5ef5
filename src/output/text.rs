//! The format for people: findings by section, each with its lines or on one line; then one line with the verdict.

use std::io::{self, Write};

use super::excerpt;
use super::grouped::{self, Group};
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
    if style.concise {
        for judged in judged {
            for found in judged.diagnostics {
                let path = escape_line(judged.source.path());
                writeln!(out, "{path}:{}", line(judged.source, found, style))?;
            }
        }
    } else {
        by_section(judged, style, out)?;
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

/// So many findings of a section are shown where there are very many in all.
const FEW: usize = 5;

/// The findings of each section below its title, what blocks most first; many of them on a line each, and very many only
/// counted.
fn by_section(judged: &[Judged], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let groups = grouped::groups(judged);
    let all: usize = groups.iter().map(|group| group.findings.len()).sum();
    let excerpts = style.all || all <= style.limit;
    let (mut room, few) = if excerpts || all <= style.most { (all, all) } else { (style.most, FEW) };
    let mut hidden = (0, 0);
    for group in &groups {
        let shown = group.findings.get(..few.min(room)).unwrap_or(&group.findings);
        let more = group.findings.len() - shown.len();
        room -= shown.len();
        if shown.is_empty() {
            hidden = (hidden.0 + more, hidden.1 + 1);
            continue;
        }
        heading(group, judged.len() > 1, style, out)?;
        for found in shown {
            match excerpts {
                true => writeln!(out, "{}\n", excerpt::render(group.source, found, style))?,
                false => writeln!(out, "  {}", line(group.source, found, style))?,
            }
        }
        if more > 0 {
            writeln!(out, "  {}", style.paint(Ink::Faint, format_args!("… and {more} more here")))?;
        }
        if !excerpts {
            writeln!(out)?;
        }
    }
    if hidden.0 > 0 {
        writeln!(out, "… and {} in {}", plural(hidden.0, "more finding"), plural(hidden.1, "more section"))?;
    }
    if all > style.most && !excerpts {
        writeln!(out, "Every one: --all with its lines, --concise on a line each; by section: gonogo status\n")?;
    }
    Ok(())
}

/// The section of a group, with its file where there are several, and what is in it.
fn heading(group: &Group, several: bool, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let path = escape_line(group.source.path());
    let place = match (several || group.title.is_empty(), group.title.as_str()) {
        (true, "") => path.into_owned(),
        (true, title) => format!("{path}: {title}"),
        (false, title) => title.to_owned(),
    };
    writeln!(out, "{} ({})", style.paint(Ink::Strong, format_args!("── {place}")), group.tally())
}

/// A finding on one line, with its place in the file.
fn line(source: &Source, found: &Diagnostic, style: &Style) -> String {
    let at = source.position(found.span.start);
    let ink = match found.severity {
        Severity::Hold => Ink::Bad,
        Severity::Undecided | Severity::Warning => Ink::Doubt,
    };
    let kind = style.paint(ink, format_args!("{}[{}]", found.severity.name(), found.rule));
    format!("{}:{}: {kind}: {}", at.line, at.column, escape_line(&found.message))
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
