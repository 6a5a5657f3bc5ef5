//! The model as JSON: `gonogo.model/1`, the keys in the order of the contract.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::Checklist;

#[derive(Serialize)]
struct Model<'a> {
    schema: &'static str,
    #[serde(flatten)]
    checklist: &'a Checklist,
}

/// Writes the model of one checklist, pretty-printed, with a line end.
pub fn write(checklist: &Checklist, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Model { schema: "gonogo.model/1", checklist })?;
    writeln!(out)
}
