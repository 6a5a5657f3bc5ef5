//! `gonogo diff`: what changed in meaning.

use std::path::PathBuf;

use anyhow::Result;

use super::{Door, Exit, Ui};
use crate::diff::{self, Version};
use crate::engine::versions;
use crate::output::changes::Changes;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// A file, or a version of one as git names it, such as main:releases/1.2.md; - is standard input
    old: PathBuf,
    /// The same, later; without it, OLD as it is now is compared with the last commit
    new: Option<PathBuf>,
    /// How to write it; markdown for a comment on a pull request
    #[arg(long, value_parser = ["text", "markdown", "json"], default_value = "text")]
    format: String,
    /// Exit with 1 where anything differs
    #[arg(long)]
    exit_code: bool,
}

impl Door for Args {
    const NAME: &'static str = "diff";
    const ABOUT: &'static str = "What changed in meaning between two versions of a checklist";
    const ONLY_READS: bool = true;

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let (old, new) = match &self.new {
            Some(new) => (versions::version(world, &self.old)?, versions::version(world, new)?),
            None => (versions::committed(world, &self.old)?, versions::version(world, &self.old)?),
        };
        let [old, new] = [&old, &new].map(|(source, checklist)| Version { source, checklist });
        let changes = diff::changes(old, new);
        let unsaid = diff::unsaid(old, new, &changes);
        let changes = Changes::of(old, new, &changes, &unsaid);
        match self.format.as_str() {
            "json" => changes.json(&mut world.stdout)?,
            "markdown" => changes.markdown(&mut world.stdout)?,
            _ => changes.text(&ui.style(world), &mut world.stdout)?,
        }
        Ok(if self.exit_code && changes.any() { Exit::Findings } else { Exit::Clean })
    }
}
