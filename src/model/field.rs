//! Fields: named slots for values.

use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Applicability, Ref};
use crate::text::{Position, Span};

/// What kind of value a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Any words.
    #[default]
    Text,
    /// A number, perhaps with a unit.
    Number,
    /// A number followed by `%`.
    Percent,
    /// `passed/total`.
    Ratio,
    /// A length of time.
    Duration,
    /// A calendar date.
    Date,
    /// A time of day, or date and time.
    Time,
    /// A link.
    Url,
    /// One of the options.
    Choice,
}

/// How a field's slot is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldShape {
    /// A run of underscores.
    Blank,
    /// `[VERSION]`, `<id>` and their kin as the whole value.
    Placeholder,
    /// `Label:` with nothing behind it.
    EmptyLabel,
    /// A cell of a table.
    TableCell,
    /// A blank that a formatter has rewritten.
    Damaged,
    /// A label with a value already written behind it, or options to choose from.
    Written,
}

/// How a value is compared with its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub enum Comparison {
    /// `<`
    #[serde(rename = "<")]
    Less,
    /// `<=`
    #[serde(rename = "<=")]
    AtMost,
    /// `=`
    #[serde(rename = "=")]
    Equal,
    /// `>=`
    #[serde(rename = ">=")]
    AtLeast,
    /// `>`
    #[serde(rename = ">")]
    Greater,
}

impl Comparison {
    /// Whether `value` stands in this relation to `target`.
    pub fn holds(self, value: f64, target: f64) -> bool {
        match self {
            Self::Less => value < target,
            Self::AtMost => value <= target,
            Self::Equal => value == target,
            Self::AtLeast => value >= target,
            Self::Greater => value > target,
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::Equal => "=",
            Self::AtLeast => "≥",
            Self::Greater => ">",
        })
    }
}

/// What a value has to reach.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Target {
    /// The relation.
    pub op: Comparison,
    /// The number; of a ratio the first part.
    pub value: f64,
    /// Of a ratio such as `19/20` the second part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<f64>,
    /// `%`, `ms`, `s` … as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// `≥98%`, `≥19/20`, `<500 ms`.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.op, self.value)?;
        if let Some(of) = self.of {
            write!(f, "/{of}")?;
        }
        match self.unit.as_deref() {
            None => Ok(()),
            Some("%") => f.write_str("%"),
            Some(unit) => write!(f, " {unit}"),
        }
    }
}

/// A named slot for a value.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Field {
    /// Unique in the document: id of its item or section, `#`, slug of the label, and `~2` … where that repeats.
    pub id: Arc<str>,
    /// The item it belongs to, as a reader sees it.
    pub item: Option<Ref>,
    /// The section it stands in.
    pub section: Option<Ref>,
    /// What the value is of.
    pub label: String,
    /// What kind of value it takes.
    pub kind: FieldKind,
    /// The value, when there is one.
    pub value: Option<String>,
    /// `ms`, `GB`, `minutes` … written behind the slot.
    pub unit: Option<String>,
    /// What the value has to reach.
    pub target: Option<Target>,
    /// The options of a choice.
    pub options: Vec<String>,
    /// How the slot is written.
    pub shape: FieldShape,
    /// Whether it stands in code.
    pub in_code: bool,
    /// Whether nothing is lost when it stays empty: comments, notes, remarks.
    #[serde(skip)]
    pub optional: bool,
    /// Whether it has to be filled: `conditional` where its label says when, `Ticket (if any)`.
    pub applicability: Applicability,
    /// The words that make it conditional. While it is empty and nothing before it answers them, they are taken not to hold.
    pub condition: Option<String>,
    /// Line and column of the slot.
    #[serde(flatten)]
    pub at: Position,
    /// The slot: the blank, the value, the options.
    pub span: Span,
}

impl Field {
    /// A value as it reads with the field's unit: `95%`, `12 min`. One that ends in the unit has it.
    pub fn with_unit(&self, value: &str) -> String {
        match self.unit.as_deref() {
            Some("%") if !value.ends_with('%') => format!("{value}%"),
            Some(unit) if !value.ends_with(unit) => format!("{value} {unit}"),
            _ => value.to_owned(),
        }
    }
}
