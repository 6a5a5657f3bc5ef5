//! `gonogo run`: the guided walk-through.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;

use super::{Door, Exit, Ui};
use crate::engine::files;
use crate::engine::walk::Walk;
use crate::text::escape_line;
use crate::tui::session::Session;
use crate::tui::{lines, plain, terminal};
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The run
    run: PathBuf,
    /// Line by line instead of a full screen, as on a terminal that can't draw
    #[arg(long)]
    plain: bool,
}

impl Door for Args {
    const NAME: &'static str = "run";
    const ABOUT: &'static str = "Work through a run step by step; each is written at once";

    fn run(&self, _: &Ui, world: &mut World) -> Result<Exit> {
        let mut session = Session::new(Walk::open(world, &self.run)?, world);
        let can_draw = world.terminal.0 && world.person && world.var("TERM") != Some("dumb");
        if self.plain || !can_draw {
            plain::run(world, &mut session)?;
        } else {
            terminal::run(world, &mut session)?;
        }
        let path = files::name(&self.run);
        writeln!(world.stdout, "{}: {}", escape_line(&path), lines::standing(&session.walk))?;
        Ok(Exit::from(session.walk.checked().verdict))
    }
}
