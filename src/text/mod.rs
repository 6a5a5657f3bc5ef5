//! Text as it was read: bytes, spans, positions and edits. Nothing here knows Markdown.

pub mod csv;
mod difference;
mod edit;
mod escape;
mod json;
pub mod markdown;
mod marks;
mod nearest;
mod position;
mod printed;
mod shell;
mod source;
mod span;

pub use difference::Difference;
pub use edit::{Edit, EditError, EditSet};
pub use escape::{escape, escape_line, is_invisible};
pub use json::json;
pub use marks::Marks;
pub use nearest::{distance, nearest};
pub use position::Position;
pub use printed::printed;
pub use shell::{shell_quoted, shell_word};
pub use source::{MAX_BYTES, Source, SourceError};
pub use span::Span;
