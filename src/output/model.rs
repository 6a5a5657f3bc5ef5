//! The checklist as `gonogo.model/1`, for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::json;
use crate::model::Checklist;

#[derive(Serialize)]
struct Model<'a> {
    schema: &'static str,
    #[serde(flatten)]
    checklist: &'a Checklist,
}

/// Writes the whole model as JSON, the keys in the order of the contract.
///
/// # Errors
/// When `out` can't be written to.
pub fn write(checklist: &Checklist, out: &mut dyn Write) -> io::Result<()> {
    json::pretty(&Model { schema: "gonogo.model/1", checklist }, out)
}
