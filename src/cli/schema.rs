//! `gonogo schema`: the contracts of the JSON that gonogo writes.

use anyhow::Result;

use super::{Door, Exit, Ui};
use crate::output;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Of what
    #[arg(value_parser = ["model"])]
    what: String,
}

impl Door for Args {
    const NAME: &'static str = "schema";
    const ABOUT: &'static str = "Print the JSON Schema of the model";

    fn run(&self, _: &Ui, world: &mut World) -> Result<Exit> {
        if self.what == "model" {
            output::model::write_schema(&mut world.stdout)?;
        }
        Ok(Exit::Clean)
    }
}
