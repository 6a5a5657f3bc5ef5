//! What has been done to a checklist, for programs: `gonogo.acts/1`.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::fill::{Done, Written};
use crate::model::State;
use crate::text::json;

/// Acts on one checklist, all made or none.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Acts {
    /// The name of this contract.
    #[schemars(extend("const" = "gonogo.acts/1"))]
    schema: &'static str,
    /// The file's name as it was given.
    path: String,
    /// Whether the file has been changed; false when only asked what would change.
    written: bool,
    /// What was done, in order.
    acts: Vec<Act>,
    /// What changes in the text, as a unified diff; only where nothing was written.
    diff: Option<String>,
}

/// One act.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Act {
    /// `tick`, `untick`, `na`, `fail`, `note`, `attach`, `set`, `decide`, `log`, `sign`, or `type` for a name that is only typed.
    pub act: &'static str,
    /// The id of the item or sign-off, the key of the field, or the option.
    pub id: String,
    /// The item's number, where it has one.
    pub number: Option<String>,
    /// Line, 1-based.
    pub line: usize,
    /// The item's text, the field's value, the role, or what happened.
    pub text: String,
    /// How the item stands now.
    pub state: Option<State>,
    /// Slots that were filled besides, or emptied.
    pub slots: Vec<Slot>,
    /// What is signed.
    pub statement: Option<Signed>,
}

/// A statement, signed or to be signed.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Signed {
    /// Where it is kept; its signature is beside it, with `.sig` behind the name.
    pub path: String,
    /// Its text, which says who signs what.
    pub text: String,
    /// Whether it had been signed before, and only the name was missing.
    pub resumed: bool,
}

/// A slot that goes with an item.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Slot {
    /// Its label.
    label: String,
    /// Line, 1-based.
    line: usize,
    /// What stands there now; empty where it was emptied.
    value: String,
}

impl From<Written> for Slot {
    fn from(written: Written) -> Self {
        Self { label: written.label, line: written.line, value: written.value }
    }
}

impl Act {
    /// An act on an item.
    pub fn on_item(act: &'static str, done: Done) -> Self {
        let slots = done.slots.into_iter().map(Slot::from).collect();
        let Done { id, number, line, text, state, .. } = done;
        Self { act, id, number, line, text, state: Some(state), slots, statement: None }
    }

    /// An act on something else.
    pub fn on(act: &'static str, id: impl Into<String>, line: usize, text: impl Into<String>) -> Self {
        let (id, text) = (id.into(), text.into());
        Self { act, id, number: None, line, text, state: None, slots: Vec::new(), statement: None }
    }

    /// The act in words, without its place.
    pub fn words(&self) -> String {
        let said = match (self.act, self.state) {
            ("note", _) => "noted",
            ("attach", _) => "attached",
            ("set", _) => "set",
            ("decide", _) => "decided",
            ("log", _) => "logged",
            ("sign", _) => "signed",
            ("type", _) => "name typed, nothing signed",
            (_, Some(State::Done)) => "done",
            (_, Some(State::NotApplicable)) => "not applicable",
            (_, Some(State::Failed)) => "failed",
            _ => "open",
        };
        let number = self.number.as_deref().filter(|_| self.act != "attach");
        let number = number.map(|number| format!("{number} ")).unwrap_or_default();
        let slots: Vec<String> = self.slots.iter().map(Slot::words).collect();
        let slots = if slots.is_empty() { String::new() } else { format!(" ({})", slots.join(", ")) };
        format!("{said}: {number}{}{slots}", self.text)
    }
}

impl Slot {
    fn words(&self) -> String {
        if self.value.is_empty() {
            format!("{}: emptied", self.label)
        } else {
            format!("{}: {}", self.label, self.value)
        }
    }
}

impl Acts {
    /// Acts on the checklist at `path`; with a `diff`, nothing was written.
    pub fn new(path: String, acts: Vec<Act>, diff: Option<String>) -> Self {
        Self { schema: "gonogo.acts/1", path, written: diff.is_none(), acts, diff }
    }

    /// Writes them as JSON, with a line end.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(json(self)?.as_bytes())
    }
}

/// The JSON Schema, draft 2020-12, of what [`Acts::json()`] writes.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Acts>()
}
