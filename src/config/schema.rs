//! The JSON Schema of `gonogo.toml`, derived from the types that read it.

use schemars::Schema;
use schemars::generate::SchemaSettings;

use super::file::File;

/// The JSON Schema, draft 2020-12, of the configuration; editors take it for completion and mistakes.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<File>()
}
