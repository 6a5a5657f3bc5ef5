//! `gonogo lsp`: the editor server.

use anyhow::Result;

use super::{Door, Exit, Ui, show};
use crate::lsp;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// What it does anyway; many editors say so
    #[arg(long, hide = true)]
    stdio: bool,
}

impl Door for Args {
    const NAME: &'static str = "lsp";
    const ABOUT: &'static str = "Serve an editor by the Language Server Protocol, over standard input and output";
    const ONLY_READS: bool = true;

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        if world.person {
            show::remark(ui, world, "an editor is to start this, and speaks to it: docs/editors.md says how")?;
        }
        lsp::serve(world)?;
        Ok(Exit::Clean)
    }
}
