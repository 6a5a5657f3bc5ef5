//! `gonogo merge`: a merge driver for git.

use std::path::PathBuf;

use anyhow::Result;

use super::{Door, Exit, Ui, show};
use crate::engine::files;
use crate::merge::{Markers, merge};
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The version that both started from; %O in git's configuration
    base: PathBuf,
    /// Ours, which the result is written to; %A
    ours: PathBuf,
    /// Theirs; %B
    theirs: PathBuf,
    /// The name of the file in messages; %P
    path: Option<String>,
    /// How long the markers of a conflict are; %L
    #[arg(long, default_value_t = 7)]
    marker_size: usize,
}

impl Door for Args {
    const NAME: &'static str = "merge";
    const ABOUT: &'static str = "Merge two copies of a run by what they say, as a merge driver of git";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let base = files::read(world, &self.base)?;
        let ours = files::read(world, &self.ours)?;
        let theirs = files::read(world, &self.theirs)?;
        let merged = merge(&base, &ours, &theirs, Markers { size: self.marker_size, ..Markers::default() })?;
        files::replace(&world.path(&self.ours), &ours, merged.text.as_bytes())?;
        if merged.conflicts == 0 {
            return Ok(Exit::Clean);
        }
        let name = self.path.clone().unwrap_or_else(|| files::name(&self.ours));
        let what = if merged.conflicts == 1 { "one place is" } else { "places are" };
        let count = if merged.conflicts == 1 { String::new() } else { format!("{} ", merged.conflicts) };
        show::remark(ui, world, &format!("{name}: {count}{what} said differently by two people; decide between them"))?;
        Ok(Exit::Findings)
    }
}
