//! `gonogo status`: how far a run is, and what stands between here and GO.

use std::path::PathBuf;

use anyhow::Result;

use super::{Door, Exit, Ui};
use crate::engine::check;
use crate::output::status::Status;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The run; - is standard input
    run: PathBuf,
    /// How to write it
    #[arg(long, value_parser = ["text", "json"], default_value = "text")]
    format: String,
}

impl Door for Args {
    const NAME: &'static str = "status";
    const ABOUT: &'static str = "How far the run is, who has to act next, and what stands between here and GO";
    const ONLY_READS: bool = true;

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let checked = check::check(world, &self.run)?;
        let judged = checked.judged();
        let status = Status::of(&judged);
        match self.format.as_str() {
            "json" => status.json(&mut world.stdout)?,
            _ => status.text(judged.verdict, &ui.style(world), &mut world.stdout)?,
        }
        Ok(Exit::from(judged.verdict))
    }
}
