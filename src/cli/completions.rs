//! `gonogo completions`: what shells complete.

use std::io::Write as _;

use anyhow::Result;

use super::{Door, Exit, Ui};
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The shell
    shell: clap_complete::Shell,
}

impl Door for Args {
    const NAME: &'static str = "completions";
    const ABOUT: &'static str = "Write a completion script for a shell";
    const ONLY_READS: bool = true;

    fn run(&self, _: &Ui, world: &mut World) -> Result<Exit> {
        // The generator does not let a write fail.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::command(), "gonogo", &mut script);
        world.stdout.write_all(&script)?;
        Ok(Exit::Clean)
    }
}
