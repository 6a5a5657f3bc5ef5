//! The release report as data: `gonogo.report/1`.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::report::Report;
use crate::text::json;

/// What a template sees, with the name of the contract.
#[derive(JsonSchema, Serialize)]
struct Data<'a> {
    /// The name of this contract.
    #[schemars(extend("const" = "gonogo.report/1"))]
    schema: &'static str,
    #[serde(flatten)]
    report: &'a Report,
}

/// Writes it as one JSON document.
///
/// # Errors
/// When it can't be written.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(json(&Data { schema: "gonogo.report/1", report })?.as_bytes())
}

/// The JSON Schema, draft 2020-12, of [`write()`].
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Data<'_>>()
}
