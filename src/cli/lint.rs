//! `gonogo lint`: is the blank master sound?

use anyhow::Result;

use super::{Door, Exit, Ui, findings};
use crate::engine::many::Question;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    judging: findings::Judging,
}

impl Door for Args {
    const NAME: &'static str = "lint";
    const ABOUT: &'static str = "Is the template sound? Near misses, wrong counts, conflicts";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        self.judging.run(ui, world, Question::Sound)
    }
}
