//! `gonogo compile`: Markdown to the model.

use std::path::PathBuf;

use anyhow::Result;

use super::{Door, Exit, Ui};
use crate::engine::check;
use crate::fill;
use crate::output;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The checklist; - is standard input
    file: PathBuf,
    /// What to write
    #[arg(long, value_parser = ["outline", "json"], default_value = "outline")]
    format: String,
    /// Say why each item, field and sign-off was seen
    #[arg(long, conflicts_with = "format")]
    why: bool,
    /// Show the numbers by which items can be named
    #[arg(long, conflicts_with = "format")]
    numbers: bool,
}

impl Door for Args {
    const NAME: &'static str = "compile";
    const ABOUT: &'static str = "Compile a checklist to its model";
    const ONLY_READS: bool = true;

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let (_, checklist) = check::compile(world, &self.file)?;
        if self.why {
            output::why::why(&checklist, &mut world.stdout)?;
            return Ok(Exit::Clean);
        }
        let numbers = if self.numbers { fill::numbers(&checklist) } else { Vec::new() };
        match self.format.as_str() {
            "json" => output::model::write(&checklist, &mut world.stdout)?,
            _ => output::outline::outline(&checklist, &numbers, &ui.style(world), &mut world.stdout)?,
        }
        Ok(Exit::Clean)
    }
}
