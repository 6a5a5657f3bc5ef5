//! Excerpts: the few lines around a span, made safe, with the span moved along; the one file that names the
//! excerpt library.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::style::Style;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{Source, Span, escape, escape_line};

/// More lines than these of one span are not shown.
const MOST_LINES: usize = 4;

/// The finding with its lines, ready to print, without a line end.
pub(super) fn render(source: &Source, found: &Diagnostic, style: &Style) -> String {
    let level = match found.severity {
        Severity::Hold => Level::ERROR,
        Severity::Undecided => Level::NOTE,
        Severity::Warning => Level::WARNING,
    };
    let title = level.with_name(found.severity.name()).primary_title(escape_line(&found.message)).id(found.rule);
    let label = found.label.as_deref().unwrap_or("");
    let mut group = title.element(snippet(source, found.span, label, AnnotationKind::Primary));
    for (span, label) in &found.related {
        group = group.element(snippet(source, *span, label, AnnotationKind::Context));
    }
    if let Some(help) = &found.help {
        group = group.element(Level::HELP.message(escape_line(help)));
    }
    let groups: [Group<'_>; 1] = [group];
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).term_width(style.width.max(40)).render(&groups)
}

fn snippet<'a>(
    source: &'a Source,
    span: Span,
    label: &'a str,
    kind: AnnotationKind,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let (lines, first, marked) = cut(source, span);
    let annotation = kind.span(marked.range());
    let annotation = if label.is_empty() { annotation } else { annotation.label(escape_line(label)) };
    Snippet::source(lines).line_start(first).path(escape_line(source.path())).annotation(annotation)
}

/// The lines that hold `span`, safe to show; the number of the first; and where the span stands in them.
fn cut(source: &Source, span: Span) -> (String, usize, Span) {
    let span = clamp(source, span);
    let first = source.line_of(span.start);
    let last_byte = span.end.saturating_sub(1).max(span.start);
    let last = source.line_of(last_byte).clamp(first, first + MOST_LINES - 1);
    let mut lines = String::new();
    let mut marked = Span::default();
    for number in first..=last {
        let mut line = source.line(number);
        if number == 1 {
            line = Span::new(line.start.max(source.body_start()), line.end);
        }
        if number > first {
            lines.push('\n');
        }
        let start = span.start.clamp(line.start, line.end);
        let end = span.end.clamp(start, line.end);
        if number == first {
            let from = lines.len() + escape(source.slice(Span::new(line.start, start))).len();
            marked = Span::at(from);
        }
        marked.end = lines.len() + escape(source.slice(Span::new(line.start, end))).len();
        lines.push_str(&escape(source.slice(line)));
    }
    (lines, first, marked)
}

/// `span` within the text and on the borders of characters.
fn clamp(source: &Source, span: Span) -> Span {
    let text = source.text();
    let fit = |offset: usize| {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    Span::new(fit(span.start), fit(span.end))
}
