//! Text to model: never fails, never panics; what it can't make out is a problem in the model, not silence.
//!
//! Markdown events give contexts and masks, physical lines give ownership; each recogniser in [`RECOGNISERS`] then adds
//! its kind of thing to the draft, in this order, and sees what those before it found.

mod applicability;
mod bare_words;
mod boxes;
mod commands;
mod conditions;
mod counts;
mod criteria;
mod decisions;
mod draft;
mod fences;
mod fields;
mod forms;
mod frame;
mod front_matter;
mod indexes;
mod inline;
mod items;
mod labels;
mod lines;
mod loose_boxes;
mod markdown;
mod placeholders;
mod plain_lists;
mod problems;
mod quantity;
mod radio_groups;
mod sections;
mod sign_offs;
mod signs;
mod slots;
mod statuses;
mod steps;
mod summary;
mod table_rows;
mod template_pin;
mod tokens;
mod trailing_boxes;
mod unboxed;
mod vocabulary;
mod words;

use crate::model::Checklist;
use crate::text::{Source, Span};
use draft::Draft;

pub use inline::{plain, slug};
pub use markdown::Mark;
pub use quantity::{Quantity, number as parse_number};

/// A recogniser: its name, what it sees, and what it does.
pub struct Recogniser {
    /// Name, in kebab-case.
    pub name: &'static str,
    /// One line on what it recognises.
    pub summary: &'static str,
    recognise: fn(&mut Draft<'_>),
}

/// Every recogniser, in the order they run.
pub const RECOGNISERS: &[Recogniser] = &[
    sections::RECOGNISER,
    table_rows::RECOGNISER,
    forms::RECOGNISER,
    plain_lists::RECOGNISER,
    trailing_boxes::RECOGNISER,
    items::RECOGNISER,
    indexes::RECOGNISER,
    applicability::RECOGNISER,
    criteria::RECOGNISER,
    sign_offs::RECOGNISER,
    placeholders::RECOGNISER,
    fields::RECOGNISER,
    decisions::RECOGNISER,
    steps::RECOGNISER,
    commands::RECOGNISER,
    counts::RECOGNISER,
    template_pin::RECOGNISER,
    problems::RECOGNISER,
    loose_boxes::RECOGNISER,
];

/// Compiles a document.
pub fn parse(source: &Source) -> Checklist {
    let front = front_matter::read(source);
    let mut markdown = markdown::read(source.text(), front.end);
    fences::read(source, &mut markdown);
    let mut draft = Draft::new(source, markdown, front);
    for recogniser in RECOGNISERS {
        (recogniser.recognise)(&mut draft);
    }
    draft.finish()
}

/// What an edit must not change: every block and every active inline with the offset where it starts.
pub fn structure(source: &Source) -> Vec<Mark> {
    markdown::read(source.text(), front_matter::read(source).end).marks
}

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

/// The contexts of `spans`, in their order.
pub fn contexts(source: &Source, spans: &[Span]) -> Vec<Context> {
    let front = front_matter::read(source);
    let markdown = markdown::read(source.text(), front.end);
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
            if span.start < front.end && front.end > source.body_start() {
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
