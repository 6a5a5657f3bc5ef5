//! Text to model: never fails, never panics; what it can't make out is a problem in the model, not silence.
//!
//! Markdown events give contexts and masks, physical lines give ownership; each recogniser in [`RECOGNISERS`] then adds
//! its kind of thing to the draft, in this order, and sees what those before it found.

mod applicability;
mod bare_words;
mod boxes;
mod brackets;
mod choices;
mod clauses;
mod commands;
mod conditions;
mod counts;
mod criteria;
mod decisions;
mod draft;
mod edges;
mod fences;
mod fields;
mod forms;
mod frame;
mod front_matter;
pub mod hedges;
mod html_tables;
mod indexes;
mod inline;
mod items;
mod labels;
mod layout;
mod lexicon;
mod lines;
mod loose_boxes;
mod markdown;
mod placeholders;
mod plain_lists;
mod problems;
mod quantity;
mod radio_groups;
mod releases;
mod remarks;
mod sections;
mod sign_offs;
mod signs;
mod slots;
mod stand_ins;
mod statuses;
mod steps;
mod summary;
mod table_columns;
mod table_names;
mod table_rows;
mod template_pin;
mod ticket_numbers;
mod tokens;
mod trailing_boxes;
mod unboxed;
mod unboxed_work;
pub(crate) mod vocabulary;
pub(crate) mod words;
mod yours;

use crate::model::Checklist;
use crate::text::{Source, Span};
use draft::Draft;

pub(crate) use bare_words::is_date as is_date_form;
pub use choices::several;
pub(crate) use criteria::adverse;
pub use decisions::decided;
pub use inline::{plain, slug};
pub use layout::{Context, Layout};
pub use markdown::Mark;
pub(crate) use quantity::comparison;
pub use quantity::{Quantity, goal, is_total, number as parse_number, target, target_and_rest};
pub use vocabulary::Words;

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
    unboxed_work::RECOGNISER,
    problems::RECOGNISER,
    html_tables::RECOGNISER,
    loose_boxes::RECOGNISER,
];

/// Compiles a document.
pub fn parse(source: &Source) -> Checklist {
    parse_with_layout(source).0
}

/// Compiles a document, and keeps how Markdown sees it.
pub fn parse_with_layout(source: &Source) -> (Checklist, Layout) {
    let front = front_matter::read(source);
    let end = front.end;
    let mut markdown = markdown::read(source.text(), front.end);
    fences::read(source, &mut markdown);
    let mut draft = Draft::new(source, markdown, front);
    for recogniser in RECOGNISERS {
        (recogniser.recognise)(&mut draft);
    }
    let (checklist, markdown) = draft.finish();
    (checklist, Layout::new(source, markdown, end))
}

/// What an edit must not change: every block and every active inline with the offset where it starts.
pub fn structure(source: &Source) -> Vec<Mark> {
    Layout::of(source).into_marks()
}

/// The contexts of `spans`, in their order.
pub fn contexts(source: &Source, spans: &[Span]) -> Vec<Context> {
    Layout::of(source).contexts(source, spans)
}
