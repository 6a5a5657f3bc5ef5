//! Tables in raw HTML, which nobody reads: said where a header makes them one to be worked through or signed.

use memchr::memmem;

use super::draft::Draft;
use super::vocabulary::Words;
use super::{Recogniser, inline, words};
use crate::text::Span;

pub const RECOGNISER: Recogniser =
    Recogniser { name: "html-tables", summary: "tables in raw HTML that ask for a state or a signature", recognise };

/// Headers of columns that somebody fills in.
const LISTS: [Words; 5] = [
    words::STATUS_HEADERS,
    words::CHECK_HEADERS,
    words::SIGN_OFF_HEADERS,
    words::ROW_SIGN_HEADERS,
    words::SIGNATURE_LABELS,
];

fn recognise(draft: &mut Draft<'_>) {
    let asks = |span: &&Span| {
        let text = draft.source.slice(**span);
        is_table(text) && headers(text).any(|header| LISTS.iter().any(|list| list.has(&header)))
    };
    let found: Vec<Span> = draft.markdown.html_blocks.iter().filter(asks).copied().collect();
    for span in found {
        let why = "a table in raw HTML is not read, and this one asks for something; write it as a Markdown table";
        draft.problem("near-miss-box", Span::at(span.start), why);
    }
}

fn is_table(text: &str) -> bool {
    ["<table", "<TABLE"].iter().any(|tag| memmem::find(text.as_bytes(), tag.as_bytes()).is_some())
}

/// The words of the cells of a table's first row.
fn headers(text: &str) -> impl Iterator<Item = String> + '_ {
    let first = ["</tr", "</TR"].iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len());
    let row = text.get(..first).unwrap_or(text);
    let cells = ["<th", "<td", "<TH", "<TD"].into_iter().flat_map(move |tag| row.split(tag).skip(1));
    cells.filter_map(|cell| {
        let (_, words) = cell.split_once('>')?;
        Some(inline::plain(words.split("</").next().unwrap_or(words).rsplit('>').next()?))
    })
}
