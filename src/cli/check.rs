//! `gonogo check`: is the run complete?

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
    const NAME: &'static str = "check";
    const ABOUT: &'static str = "Is the run complete? GO or NO-GO, and every hold";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        self.judging.run(ui, world, Question::Complete)
    }
}
