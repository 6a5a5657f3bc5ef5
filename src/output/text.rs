//! Findings for people: an annotated excerpt each, or a line each when there are many, and the verdict.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::escape::line as escaped;
use super::{Format, Style, counted, overall};
use crate::asked::{Asked, Progress};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Source, Span};
use crate::verdict::{Judged, Verdict};

pub(super) const FORMAT: Format =
    Format { name: "text", summary: "excerpts with what is wrong in them, and the verdict", write };

/// With more findings than this, each gets one line.
const MANY: usize = 20;

fn write(files: &[Judged<'_>], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let findings: usize = files.iter().map(|judged| judged.diagnostics.len()).sum();
    let concise = style.concise || findings > MANY;
    for judged in files {
        for found in judged.diagnostics {
            if concise {
                one_line(judged.source, found, out)?;
            } else {
                excerpt(judged.source, found, style, out)?;
            }
        }
    }
    for judged in files {
        verdict_line(judged, style, out)?;
    }
    if files.len() == 1 { Ok(()) } else { summary_line(files, style, out) }
}

/// `path:line:column: hold[rule]: message`
fn one_line(source: &Source, found: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let at = source.position(found.span.start);
    let (path, message) = (escaped(source.path()), escaped(&found.message));
    writeln!(out, "{path}:{}:{}: {}[{}]: {message}", at.line, at.column, found.severity.name(), found.rule)
}

fn excerpt(source: &Source, found: &Diagnostic, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let level = match found.severity {
        Severity::Hold => Level::ERROR,
        Severity::Undecided => Level::INFO,
        Severity::Warning => Level::WARNING,
    };
    let at = source.position(found.span.start);
    let excerpt = Excerpt::around(source, found.span);
    let last = excerpt.first + excerpt.text.lines().count().saturating_sub(1);
    let label = found.label.as_deref().map(escaped);
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.first)
        .fold(false)
        .annotation(AnnotationKind::Primary.span(excerpt.marked).label(label));
    let mut group: Group<'_> =
        level.with_name(found.severity.name()).primary_title(escaped(&found.message)).id(found.rule).element(snippet);
    for (span, label) in &found.related {
        let note = format!("line {}: {}", source.position(span.start).line, escaped(label));
        group = group.element(Level::NOTE.message(note));
    }
    if let Some(help) = &found.help {
        group = group.element(Level::HELP.message(escaped(help)));
    }
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let shown = renderer.term_width(style.width.max(40)).render(&[group]);
    // The place comes from the source itself: the crate would count its column in the escaped excerpt.
    let (title, rest) = shown.split_once('\n').unwrap_or((&shown, ""));
    let indent = " ".repeat(last.to_string().len());
    writeln!(out, "{title}\n{indent}--> {}:{}:{}\n{rest}\n", escaped(source.path()), at.line, at.column)
}

/// A few lines of the source, escaped, and the part of them that is marked.
struct Excerpt {
    text: String,
    first: usize,
    marked: Range<usize>,
}

impl Excerpt {
    /// The line that the span starts on, with one before and one after it. Only that line is marked: the span is cut
    /// at its end, and moved to whole characters.
    fn around(source: &Source, span: Span) -> Self {
        let at = source.line_of(span.start.min(source.text().len()));
        let first = at.saturating_sub(1).max(1);
        let mut text = String::new();
        let mut marked = 0..0;
        for line in first..=(at + 1).min(source.line_count()) {
            let bytes = source.line(line);
            if line == at {
                let cut = |offset: usize| floor(source.text(), offset.clamp(bytes.start, bytes.end));
                let (start, end) = (cut(span.start), cut(span.end));
                text += &escaped_source(source.slice(Span::new(bytes.start, start)));
                let from = text.len();
                text += &escaped_source(source.slice(Span::new(start, end)));
                marked = from..text.len();
                text += &escaped_source(source.slice(Span::new(end, bytes.end)));
            } else {
                text += &escaped_source(source.slice(bytes));
            }
            text.push('\n');
        }
        Self { text, first, marked }
    }
}

/// A line of the source; its tabs stay, its byte-order mark is not shown.
fn escaped_source(text: &str) -> std::borrow::Cow<'_, str> {
    super::escape::escape(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The start of the character that `offset` is in.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// `NO-GO  releases/x.md: 3 holds, 1 warning; 12 of 15 actions done`
fn verdict_line(judged: &Judged<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let progress = Progress::of(judged.checklist, &Asked::of(judged.checklist));
    let findings = findings(judged.diagnostics);
    let verdict = painted(judged.verdict, style);
    write!(out, "{verdict}  {}: {findings}", escaped(judged.source.path()))?;
    write!(out, "; {} of {} done", progress.done, counted(progress.total(), "action"))?;
    for (number, what) in [(progress.not_applicable, "not applicable"), (progress.failed, "failed")] {
        if number > 0 {
            write!(out, ", {number} {what}")?;
        }
    }
    writeln!(out)
}

/// `NO-GO  5 files: 3 GO, 2 NO-GO; 7 holds`
fn summary_line(files: &[Judged<'_>], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let verdicts: Vec<String> = [Verdict::Go, Verdict::Undecided, Verdict::NoGo]
        .into_iter()
        .map(|verdict| (verdict, files.iter().filter(|judged| judged.verdict == verdict).count()))
        .filter(|(_, number)| *number > 0)
        .map(|(verdict, number)| format!("{number} {verdict}"))
        .collect();
    let verdict = painted(overall(files), style);
    if verdicts.is_empty() {
        return writeln!(out, "{verdict}  no files");
    }
    let findings = findings(files.iter().flat_map(|judged| judged.diagnostics));
    writeln!(out, "{verdict}  {}: {}; {findings}", counted(files.len(), "file"), verdicts.join(", "))
}

/// `3 holds, 1 warning`
fn findings<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> String {
    let (mut holds, mut undecided, mut warnings) = (0, 0, 0);
    for found in diagnostics {
        *match found.severity {
            Severity::Hold => &mut holds,
            Severity::Undecided => &mut undecided,
            Severity::Warning => &mut warnings,
        } += 1;
    }
    let mut parts = vec![counted(holds, "hold")];
    if undecided > 0 {
        parts.push(format!("{undecided} undecided"));
    }
    if warnings > 0 {
        parts.push(counted(warnings, "warning"));
    }
    parts.join(", ")
}

/// The verdict, in its colour.
fn painted(verdict: Verdict, style: &Style) -> String {
    let color = match verdict {
        Verdict::Go => 32,
        Verdict::Undecided => 33,
        Verdict::NoGo => 31,
    };
    if style.color { format!("\u{1b}[1;{color}m{verdict}\u{1b}[0m") } else { verdict.to_string() }
}
