//! Sections: what titles the entries that follow it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::Ref;
use crate::text::Span;

/// Whether and when something has to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Always.
    #[default]
    Required,
    /// Done, or said to be not applicable with a reason.
    Conditional,
    /// One of its group, e.g. one of several environments.
    Alternative,
    /// Only if something happened: a rollback, an incident.
    Contingent,
    /// Never; there to be looked up.
    Reference,
}

impl Applicability {
    /// The word for it, as in directives and the JSON output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Conditional => "conditional",
            Self::Alternative => "alternative",
            Self::Contingent => "contingent",
            Self::Reference => "reference",
        }
    }
}

/// What makes a section a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// An ATX or setext heading.
    Heading,
    /// A paragraph or line that is all bold, `**Before release:**`.
    Bold,
    /// A plain line that titles the list below it.
    Paragraph,
    /// A bullet without a box that has entries below it.
    Bullet,
}

/// A titled part of the document.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Section {
    /// Unique in the document: the slugs of the titles from the outermost section inwards, joined by `/`.
    pub id: Arc<str>,
    /// The title without markup, ids, emoji at the ends, stated counts or durations.
    pub title: String,
    /// What makes it a section.
    pub label: Label,
    /// 1 to 6 for headings; labels stand one below the heading they are in.
    pub level: u8,
    /// The section it stands in.
    pub parent: Option<Ref>,
    /// Line of the title, 1-based.
    pub line: usize,
    /// Whether its contents have to be done.
    pub applicability: Applicability,
    /// The words that make it conditional, alternative or contingent.
    pub condition: Option<String>,
    /// "(8 items)" in the title.
    pub declared_items: Option<u64>,
    /// "(15 minutes)" in the title, in seconds.
    pub time_budget_seconds: Option<u64>,
    /// The title's line.
    #[serde(skip)]
    pub span: Span,
    /// From the title to the start of the next section of the same or a higher level.
    #[serde(skip)]
    pub extent: Span,
}
