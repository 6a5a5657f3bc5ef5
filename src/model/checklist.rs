//! The checklist itself, and its smaller parts.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{Applicability, Comparison, Field, Item, Ref, Section, SignOff};
use crate::text::{Position, Span};

/// What a copy of a checklist is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// The blank master.
    Template,
    /// A copy being worked through.
    Run,
    /// The completed copy in git.
    Record,
}

/// A value of the front matter; scalars stay the text they are written as.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
#[serde(untagged)]
pub enum FrontValue {
    /// A scalar, as written.
    Text(String),
    /// A sequence.
    List(Vec<FrontValue>),
    /// A mapping.
    Map(BTreeMap<String, FrontValue>),
}

/// How a placeholder is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceholderStyle {
    /// `[VERSION]`
    Bracket,
    /// `<version>`
    Angle,
    /// `{{ version }}`
    Mustache,
    /// `${VERSION}`, `{VERSION}`
    Shell,
    /// `X.Y.Z`, `YYYY-MM-DD`
    Bare,
}

/// One place where a placeholder stands.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Occurrence {
    /// Line and column.
    #[serde(flatten)]
    pub at: Position,
    /// The whole token, brackets included.
    pub span: Span,
    /// Whether it stands in a code block or code span.
    pub in_code: bool,
    /// Whether it stands in a code block, and so in a command or its output.
    #[serde(skip)]
    pub in_block: bool,
    /// The item it belongs to.
    #[serde(skip)]
    pub item: Option<Ref>,
    /// The section it stands in.
    #[serde(skip)]
    pub section: Option<Ref>,
}

/// A token that stands for a value to come, with every place where it stands.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Placeholder {
    /// What is between the brackets.
    pub name: String,
    /// How it is written.
    pub style: PlaceholderStyle,
    /// In document order; never empty.
    pub occurrences: Vec<Occurrence>,
}

/// One option of a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionOption {
    /// Its words, e.g. `NO-GO`.
    pub text: String,
    /// Whether choosing it lets the work go ahead.
    pub positive: bool,
    /// Whether it is chosen.
    pub chosen: bool,
    /// The item, where each option has a box of its own.
    pub item: Option<Ref>,
    /// The bytes of the option.
    pub span: Span,
}

/// A set of exclusive options.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Unique in the document.
    pub id: Arc<str>,
    /// What is decided.
    pub label: String,
    /// The options, in order.
    pub options: Vec<DecisionOption>,
    /// Line, 1-based.
    pub line: usize,
    /// The section it stands in.
    pub section: Option<Ref>,
    /// The bytes that hold the options.
    pub span: Span,
}

impl Decision {
    /// The options that are chosen: one, when it is well decided.
    pub fn chosen(&self) -> impl Iterator<Item = &DecisionOption> {
        self.options.iter().filter(|option| option.chosen)
    }
}

/// `chosen` is `null`, the text of the option, or a list where more than one is chosen.
impl Serialize for Decision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts: Vec<&str> = self.options.iter().map(|option| option.text.as_str()).collect();
        let chosen: Vec<&str> = self.chosen().map(|option| option.text.as_str()).collect();
        let mut out = serializer.serialize_struct("Decision", 5)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("label", &self.label)?;
        out.serialize_field("options", &texts)?;
        match chosen.as_slice() {
            [] => out.serialize_field("chosen", &None::<&str>)?,
            [one] => out.serialize_field("chosen", one)?,
            many => out.serialize_field("chosen", many)?,
        }
        out.serialize_field("line", &self.line)?;
        out.end()
    }
}

/// A condition that triggers an action when it is true.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Criterion {
    /// Unique in the document.
    pub id: Arc<str>,
    /// The section it stands in.
    pub section: Option<Ref>,
    /// Its words.
    pub text: String,
    /// What is measured.
    pub metric: Option<String>,
    /// The relation.
    pub op: Option<Comparison>,
    /// The number, with its unit as written.
    pub threshold: Option<String>,
    /// "for 5 minutes", in seconds.
    pub window_seconds: Option<u64>,
    /// Whether it has come true; `None` where the document has no place to say.
    pub fired: Option<bool>,
    /// Line, 1-based.
    pub line: usize,
    /// The item, where it has a box.
    #[serde(skip)]
    pub item: Option<Ref>,
    /// Its bytes.
    #[serde(skip)]
    pub span: Span,
}

/// An ordered action.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Step {
    /// Unique in the document.
    pub id: Arc<str>,
    /// The section it stands in, or that it titles.
    pub section: Option<Ref>,
    /// Its number as written: `3`, `2.1`, `R1`.
    pub number: String,
    /// Its words.
    pub title: String,
    /// Whether it is always to be done.
    pub applicability: Applicability,
    /// The words that make it conditional.
    pub condition: Option<String>,
    /// Line, 1-based.
    pub line: usize,
    /// The item it is, where it is one.
    #[serde(skip)]
    pub item: Option<Ref>,
}

/// A block of code in the checklist.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Command {
    /// The item it belongs to.
    pub item: Option<Ref>,
    /// The step it belongs to.
    pub step: Option<Ref>,
    /// The section it stands in.
    pub section: Option<Ref>,
    /// First word of the fence's info string.
    pub language: Option<String>,
    /// The code, without fences and without the indentation of the list.
    pub text: String,
    /// Line of the fence, 1-based.
    pub line: usize,
    /// The whole block, fences included.
    #[serde(skip)]
    pub span: Span,
}

/// What a stated number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CountKind {
    /// Items of a section.
    Items,
    /// Tests of a section.
    Tests,
    /// The sum of the others.
    Total,
}

/// A number stated in the text that can be counted in the document.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Count {
    /// The words that state it.
    pub text: String,
    /// What is counted.
    pub kind: CountKind,
    /// The number stated.
    pub declared: u64,
    /// The number there are; `None` where nothing countable was found.
    pub actual: Option<u64>,
    /// Line, 1-based.
    pub line: usize,
    /// The section whose items are meant.
    #[serde(skip)]
    pub section: Option<Ref>,
    /// The words' bytes.
    #[serde(skip)]
    pub span: Span,
}

/// Something in the text that is not what it seems.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Problem {
    /// The rule that reports it.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// Line and column.
    #[serde(flatten)]
    pub at: Position,
    /// Its bytes.
    #[serde(skip)]
    pub span: Span,
}

/// The numbers of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Default, JsonSchema, Serialize)]
pub struct Summary {
    /// Every entry that a person sees as one.
    pub items: usize,
    /// Those that are work to be done or confirmed.
    pub actions: usize,
    /// Actions done.
    pub done: usize,
    /// Actions open.
    pub open: usize,
    /// Actions said to be not applicable.
    pub not_applicable: usize,
    /// Actions said to have failed.
    pub failed: usize,
    /// What GFM sees.
    pub gfm_tasks: usize,
    /// What GFM sees as ticked.
    pub gfm_checked: usize,
    /// GFM tasks that are in no other task.
    pub top_level_tasks: usize,
    /// 1 where no task is in another; 0 without tasks.
    pub max_task_depth: usize,
    /// Sections.
    pub sections: usize,
    /// Fields.
    pub fields: usize,
    /// Runs of three or more underscores outside code.
    pub blanks: usize,
    /// Distinct placeholders.
    pub placeholders: usize,
    /// Sign-offs.
    pub sign_offs: usize,
    /// Decisions.
    pub decisions: usize,
    /// Criteria.
    pub criteria: usize,
    /// Steps.
    pub steps: usize,
    /// Stated counts.
    pub counts: usize,
}

/// The template that a run was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// Its path, with `/`, from the root of the repository, or from the run's folder where there is none.
    pub path: String,
    /// The id of the git blob that it was, in hex.
    pub blob: String,
    /// Line of the comment that says so, 1-based.
    pub line: usize,
    /// The comment.
    pub span: Span,
}

/// One Markdown document, compiled.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Checklist {
    /// The file's name as it was given.
    pub path: String,
    /// Digest of the bytes as read, `sha256:…`.
    pub sha256: String,
    /// First heading that titles the whole, or the front matter's title.
    pub title: Option<String>,
    /// From the configuration; `None` where nothing says.
    pub stage: Option<Stage>,
    /// The template it was made from, where a comment says so.
    #[serde(skip)]
    pub template: Option<Pin>,
    /// The YAML block at the top.
    pub front_matter: Option<BTreeMap<String, FrontValue>>,
    /// In document order, as are all lists.
    pub sections: Vec<Section>,
    /// The entries.
    pub items: Vec<Item>,
    /// The slots for values, sign-offs excluded.
    pub fields: Vec<Field>,
    /// Tokens that stand for values to come.
    pub placeholders: Vec<Placeholder>,
    /// Where people attest.
    pub sign_offs: Vec<SignOff>,
    /// Exclusive options.
    pub decisions: Vec<Decision>,
    /// Conditions of a rollback.
    pub criteria: Vec<Criterion>,
    /// Ordered actions.
    pub steps: Vec<Step>,
    /// Code blocks.
    pub commands: Vec<Command>,
    /// Where comments of HTML stand.
    #[serde(skip)]
    pub comments: Vec<Span>,
    /// Stated numbers.
    pub counts: Vec<Count>,
    /// What is not what it seems.
    pub problems: Vec<Problem>,
    /// The numbers.
    pub summary: Summary,
}
