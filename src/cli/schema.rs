//! `gonogo schema`: the contracts of what gonogo writes and reads.

use std::io::Write as _;

use anyhow::Result;
use clap::builder::PossibleValuesParser;
use schemars::Schema;

use super::{Door, Exit, Ui};
use crate::config;
use crate::output;
use crate::text::json;
use crate::world::World;

/// A contract: its name, and how its schema is made.
type Contract = (&'static str, fn() -> Schema);

/// Every contract.
const SCHEMAS: &[Contract] = &[
    ("model", output::model::schema),
    ("config", config::schema),
    ("status", output::status::schema),
    ("acts", output::acts::schema),
    ("diff", output::changes::schema),
    ("report", output::report::schema),
];

#[derive(clap::Args)]
pub(super) struct Args {
    /// Of what
    #[arg(value_parser = PossibleValuesParser::new(SCHEMAS.iter().map(|(name, _)| *name)))]
    what: String,
}

impl Door for Args {
    const NAME: &'static str = "schema";
    const ABOUT: &'static str = "Print the JSON Schema of what gonogo reads and writes";
    const ONLY_READS: bool = true;

    fn run(&self, _: &Ui, world: &mut World) -> Result<Exit> {
        // Clap lets only names of the table through.
        if let Some((_, schema)) = SCHEMAS.iter().find(|(name, _)| *name == self.what) {
            world.stdout.write_all(json(&schema())?.as_bytes())?;
        }
        Ok(Exit::Clean)
    }
}
