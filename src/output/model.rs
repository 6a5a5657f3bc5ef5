//! The model as JSON: `gonogo.model/1`, the keys in the order of the contract.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::model::Checklist;
use crate::text::json;

/// The version that says so of itself in a recorded model.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A checklist, compiled by gonogo.
#[derive(JsonSchema, Serialize)]
struct Model<'a> {
    /// The name of this contract.
    #[schemars(extend("const" = "gonogo.model/1"))]
    schema: &'static str,
    /// The version of gonogo that made it; in a record, where it is compared with what that version reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    gonogo: Option<&'static str>,
    #[serde(flatten)]
    checklist: &'a Checklist,
}

/// Writes the model of one checklist, pretty-printed, with a line end.
pub fn write(checklist: &Checklist, out: &mut dyn Write) -> io::Result<()> {
    write_by(checklist, None, out)
}

/// The same for a record, where it says which version of gonogo has made it.
pub fn write_recorded(checklist: &Checklist, out: &mut dyn Write) -> io::Result<()> {
    write_by(checklist, Some(VERSION), out)
}

fn write_by(checklist: &Checklist, gonogo: Option<&'static str>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(json(&Model { schema: "gonogo.model/1", gonogo, checklist })?.as_bytes())
}

/// The JSON Schema, draft 2020-12, of what [`write()`] writes.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Model<'_>>()
}
