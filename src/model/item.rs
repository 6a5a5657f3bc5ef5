//! Items: the entries of a checklist, in whatever shape they are written.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Applicability, Ref};
use crate::text::{Position, Span};

/// How far an item has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nothing said yet.
    #[default]
    Open,
    /// Ticked, or a status word that says so.
    Done,
    /// Said to be not applicable.
    NotApplicable,
    /// Said to have failed.
    Failed,
}

impl State {
    /// The words for it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::NotApplicable => "not applicable",
            Self::Failed => "failed",
        }
    }
}

/// How an item is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemShape {
    /// A GFM task list item.
    Task,
    /// A row of a table.
    TableRow,
    /// `☐` and its kin.
    Glyph,
    /// A box that GFM does not see: `[]`, `[ ]x`, a numbered box in a paragraph.
    Malformed,
    /// A bullet or number without a box.
    Bullet,
    /// A block of labelled lines, `TEST 1.1 … Status: PASS / FAIL`.
    Form,
}

/// What an item is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// To be done or confirmed.
    #[default]
    Action,
    /// A condition that triggers something when it is true.
    Criterion,
    /// One of the options of a choice.
    Option,
    /// A place where a person attests.
    SignOff,
    /// An entry that points at a part of the checklist.
    Index,
}

/// What a tick means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// A tick is good.
    #[default]
    Normal,
    /// A tick is bad: the condition of a rollback has come true.
    Inverse,
}

/// An entry of the checklist.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Item {
    /// Unique in the document: section id, `/`, slug of the text, and `~2`, `~3` … where that repeats.
    pub id: Arc<str>,
    /// The section it stands in.
    pub section: Option<Ref>,
    /// The item it is a child of, as a reader sees it by indentation.
    pub parent: Option<Ref>,
    /// Its text without markup, and without a reason for not being done.
    pub text: String,
    /// How far it has come.
    pub state: State,
    /// How it is written.
    pub shape: ItemShape,
    /// What it is there for.
    pub role: Role,
    /// What a tick means.
    pub polarity: Polarity,
    /// Whether it has to be done.
    pub applicability: Applicability,
    /// The words that make it conditional, alternative or contingent.
    pub condition: Option<String>,
    /// Who is to do it, from `Responsible:`, `Owner:` and their kin.
    pub responsible: Option<String>,
    /// How it is shown to be done, from `Verification:`.
    pub verification: Option<String>,
    /// Why it is not applicable or has failed.
    pub reason: Option<String>,
    /// Line and column of the box, or of the text where there is none.
    #[serde(flatten)]
    pub at: Position,
    /// Its first line, from the list marker to the end of the text.
    pub span: Span,
    /// The box: `[ ]` or a glyph.
    pub box_span: Option<Span>,
    /// The item with everything below it, whole lines.
    #[serde(skip)]
    pub block: Span,
}
