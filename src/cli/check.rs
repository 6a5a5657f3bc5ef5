//! `gonogo check`: is the run complete?

use std::path::PathBuf;

use anyhow::Result;

use super::{Door, Exit, Ui, findings};
use crate::engine::check;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Checklists; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    shape: findings::Shape,
}

impl Door for Args {
    const NAME: &'static str = "check";
    const ABOUT: &'static str = "Is the run complete? GO or NO-GO, and every hold";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let mut all = Vec::with_capacity(self.paths.len());
        for path in &self.paths {
            all.push(check::check(world, path)?);
        }
        self.shape.write(ui, world, &all)?;
        Ok(all.iter().map(|checked| Exit::from(checked.verdict)).max().unwrap_or(Exit::Fault))
    }
}
