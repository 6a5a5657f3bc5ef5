//! The physical lines: what each is to CommonMark, how deep it is indented, and which list marker leads it.

use super::inline;
use super::markdown::Markdown;
use crate::text::{Source, Span};

/// The longest line that is read for what stands in it, in bytes; a longer one is reported. What people write is far
/// shorter, and reading a line takes longer than its length alone.
pub const MAX_LINE: usize = 8 * 1024;

/// What CommonMark sees in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing but blanks.
    Blank,
    /// Paragraphs and list items.
    Text,
    /// A heading; the index into [`Markdown::headings`].
    Heading(usize),
    /// Part of a code block; the index into [`Markdown::code_blocks`].
    Code(usize),
    /// Part of a table; the index into [`Markdown::tables`].
    Table(usize),
    /// A thematic break.
    Break,
    /// Raw HTML.
    Html,
    /// Inside an HTML comment.
    Comment,
    /// A link reference definition.
    Definition,
    /// Longer than [`MAX_LINE`].
    TooLong,
    /// The YAML block at the top.
    FrontMatter,
}

/// What leads a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// `-`, `*`, `+`, and `•` and `–` which only people see as bullets.
    Bullet,
    /// `1.` or `1)`; the span of the digits.
    Number(Span),
}

/// A physical line.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Without its line end.
    pub span: Span,
    /// What it is.
    pub kind: LineKind,
    /// Columns before the marker or text, tabs to the next multiple of four, block quote marks not counted.
    pub indent: usize,
    /// What leads it.
    pub marker: Option<Marker>,
    /// What follows the marker, without blanks at either end.
    pub content: Span,
}

/// The lines of `source`, told apart by `markdown`; `body` is the offset at which the front matter ends.
pub fn read(source: &Source, markdown: &Markdown, body: usize) -> Vec<Line> {
    let mut kinds = kinds(source, markdown, body);
    let spans: Vec<Span> = source.lines().collect();
    for (kind, span) in kinds.iter_mut().zip(&spans) {
        if span.len() > MAX_LINE && !matches!(kind, LineKind::Comment | LineKind::FrontMatter | LineKind::Code(_)) {
            *kind = LineKind::TooLong;
        }
    }
    spans.into_iter().zip(kinds).map(|(span, kind)| line(source, span, kind)).collect()
}

fn kinds(source: &Source, markdown: &Markdown, body: usize) -> Vec<LineKind> {
    let mut kinds = vec![LineKind::Text; source.line_count()];
    let mut paint = |span: Span, kind: LineKind| {
        let last = source.line_of(span.end.saturating_sub(1).max(span.start));
        for line in source.line_of(span.start)..=last {
            if let Some(slot) = kinds.get_mut(line - 1) {
                *slot = kind;
            }
        }
    };
    for block in &markdown.html_blocks {
        if is_html(source.slice(*block)) {
            paint(*block, LineKind::Html);
        }
    }
    for comment in &markdown.comments {
        // A comment behind other text hides no line of its own.
        let line = source.line(source.line_of(comment.start));
        if source.slice(Span::new(line.start, comment.start)).trim().is_empty() {
            paint(*comment, LineKind::Comment);
        }
    }
    for rule in &markdown.breaks {
        if !is_blank_to_fill(source.slice(*rule)) {
            paint(*rule, LineKind::Break);
        }
    }
    for (index, table) in markdown.tables.iter().enumerate() {
        paint(table.span, LineKind::Table(index));
    }
    for (index, heading) in markdown.headings.iter().enumerate() {
        paint(heading.span, LineKind::Heading(index));
    }
    for definition in &markdown.definitions {
        paint(*definition, LineKind::Definition);
    }
    for (index, block) in markdown.code_blocks.iter().enumerate() {
        match block.checklist {
            None => paint(block.span, LineKind::Code(index)),
            // Only the fences themselves are code.
            Some(inner) => {
                paint(Span::new(block.span.start, inner.start), LineKind::Code(index));
                paint(Span::new(inner.end, block.span.end), LineKind::Code(index));
            }
        }
    }
    if body > source.body_start() {
        paint(Span::new(0, body), LineKind::FrontMatter);
    }
    kinds
}

/// Whether an HTML block is HTML, and not a placeholder such as `<START TIME>` alone on its line.
pub fn is_html(block: &str) -> bool {
    let Some(rest) = block.trim_start().strip_prefix('<') else { return true };
    let name = rest.trim_start_matches('/');
    let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
    !name.starts_with(|c: char| c.is_ascii_alphabetic()) || super::words::is_html_element(&name)
}

/// A thematic break of four or more underscores is a blank to be filled in; nobody draws a line like that.
fn is_blank_to_fill(rule: &str) -> bool {
    let rule = rule.trim();
    rule.len() >= 4 && rule.bytes().all(|byte| byte == b'_')
}

fn line(source: &Source, span: Span, kind: LineKind) -> Line {
    if span.is_empty() && kind == LineKind::Text {
        return Line { span, kind: LineKind::Blank, indent: 0, marker: None, content: span };
    }
    let text = source.slice(span);
    let mut at = if span.start == 0 { source.body_start() } else { 0 };
    let mut indent = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b' ' => indent += 1,
            b'\t' => indent += 4 - indent % 4,
            // The text of a quote stands where it would without the mark.
            b'>' if indent < 4 => {
                indent = 0;
                if text.as_bytes().get(at + 1) == Some(&b' ') {
                    at += 1;
                }
            }
            _ => break,
        }
        at += 1;
    }
    let at = at.min(text.len());
    let rest = text.get(at..).unwrap_or("");
    let (marker, skip) = if kind == LineKind::Text { marker(rest, span.start + at) } else { (None, 0) };
    let after = rest.get(skip..).unwrap_or("");
    let lead = after.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let start = span.start + at + skip + lead;
    let content = Span::new(start, start + inline::trim(after).len());
    let kind = if kind == LineKind::Text && marker.is_none() && content.is_empty() { LineKind::Blank } else { kind };
    Line { span, kind, indent, marker, content }
}

/// The list marker at the start of `text`, and how many bytes it takes.
fn marker(text: &str, offset: usize) -> (Option<Marker>, usize) {
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return (None, 0);
    }
    let bullet = text.chars().next().filter(|c| matches!(c, '-' | '*' | '+' | '•' | '–' | '◦' | '▪'));
    let ends = |at: usize| matches!(text.as_bytes().get(at), None | Some(b' ' | b'\t'));
    if let Some(bullet) = bullet {
        return if ends(bullet.len_utf8()) { (Some(Marker::Bullet), bullet.len_utf8()) } else { (None, 0) };
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=9).contains(&digits) && matches!(text.as_bytes().get(digits), Some(b'.' | b')')) && ends(digits + 1) {
        return (Some(Marker::Number(Span::new(offset, offset + digits))), digits + 1);
    }
    (None, 0)
}
