//! `gonogo amend`: add to a recorded run what became known later.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;

use super::record_text::push;
use super::{Door, Exit, Ui};
use crate::engine::recording;
use crate::record::Written;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The name of the recorded run
    run: String,
    /// What is to be added, in words
    #[arg(long, short)]
    message: String,
    /// A file that goes with it
    #[arg(long, value_name = "FILE")]
    file: Vec<PathBuf>,
    /// Push the record afterwards
    #[arg(long)]
    push: bool,
    /// Show what would be recorded, and record nothing
    #[arg(long)]
    dry_run: bool,
}

impl Door for Args {
    const NAME: &'static str = "amend";
    const ABOUT: &'static str = "Add to a recorded run what became known later; the run itself stays as it is";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let amending = recording::amending(world, &self.run, &self.message, &self.file)?;
        let place = amending.place();
        if self.dry_run {
            writeln!(world.stdout, "would amend the run {}", self.run)?;
            for (path, size) in amending.files()? {
                writeln!(world.stdout, "  {path} ({size} bytes)")?;
            }
            return Ok(Exit::Clean);
        }
        let said = match amending.amend(world)? {
            Written::New(commit) => format!("amended: {} in {} as {commit}", self.run, place.branch),
            Written::AlreadyRecorded(commit) => {
                format!("amended already: {} in {} as {commit}", self.run, place.branch)
            }
        };
        writeln!(world.stdout, "{said}")?;
        if self.push { push(ui, world, place) } else { Ok(Exit::Clean) }
    }
}
