//! How Markdown sees a document, once its events are read: what an edit must not change, and what a value is written into.

use super::markdown::{self, Mark, Markdown};
use super::{front_matter, lines};
use crate::text::{Source, Span};

/// Where a byte stands, as far as writing a value there goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// Running text.
    Text,
    /// A cell of a table.
    TableCell,
    /// A code span.
    CodeSpan,
    /// A fenced or indented block of code.
    CodeBlock,
    /// A link's target, raw HTML, or a comment.
    Opaque,
    /// The front matter.
    FrontMatter,
}

/// How Markdown sees a document.
#[derive(Debug)]
pub struct Layout {
    markdown: Markdown,
    /// Where the front matter ends; 0 where there is none.
    front: usize,
}

impl Layout {
    /// Reads it.
    pub fn of(source: &Source) -> Self {
        let end = front_matter::read(source).end;
        Self::new(source, markdown::read(source.text(), end), end)
    }

    /// What was read behind the byte `end`, where the front matter, if there is one, ends.
    pub(super) fn new(source: &Source, markdown: Markdown, end: usize) -> Self {
        Self { markdown, front: if end > source.body_start() { end } else { 0 } }
    }

    /// What an edit must not change: every block and every active inline with the offset where it starts.
    pub fn marks(&self) -> &[Mark] {
        &self.markdown.marks
    }

    /// The same, to be kept.
    pub(super) fn into_marks(self) -> Vec<Mark> {
        self.markdown.marks
    }

    /// The contexts of `spans` of the document that was read, in their order.
    pub fn contexts(&self, source: &Source, spans: &[Span]) -> Vec<Context> {
        let markdown = &self.markdown;
        let within = |list: &[Span], span: Span| list.iter().any(|outer| outer.covers(span));
        let opaque_html = |span: Span| {
            markdown.html_blocks.iter().any(|block| block.covers(span) && lines::is_html(source.slice(*block)))
                || markdown.inline_html.iter().any(|html| html.covers(span) && *html != span)
        };
        // The target of `[text](target)` starts behind the last `](` of the link.
        let target = |span: Span| {
            markdown.links.iter().any(|link| {
                let text = source.slice(*link);
                // Of `<target>` the text is the target.
                let behind = text.rfind("](").is_some_and(|at| link.start + at < span.start);
                link.covers(span) && (behind || text.starts_with('<') && *link != span)
            })
        };
        spans
            .iter()
            .map(|span| {
                if span.start < self.front {
                    Context::FrontMatter
                } else if markdown.code_blocks.iter().any(|block| block.span.covers(*span)) {
                    Context::CodeBlock
                } else if within(&markdown.code_spans, *span) {
                    Context::CodeSpan
                } else if within(&markdown.comments, *span)
                    || within(&markdown.definitions, *span)
                    || opaque_html(*span)
                    || target(*span)
                {
                    Context::Opaque
                } else if markdown.tables.iter().any(|table| table.span.covers(*span)) {
                    Context::TableCell
                } else {
                    Context::Text
                }
            })
            .collect()
    }
}
