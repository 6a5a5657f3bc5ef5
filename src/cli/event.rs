//! `gonogo event`: write what happened, and when, into the log of the run.

use anyhow::Result;

use super::act::Where;
use super::{Door, Exit, Ui};
use crate::fill::{self, Event};
use crate::output::acts::Act;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    at: Where,
    /// What happened; a row that is planned for it gets the time, otherwise a new one is written
    event: String,
    /// How it stands now
    #[arg(long)]
    status: Option<String>,
    /// A remark
    #[arg(long)]
    note: Option<String>,
    /// Who says so
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Which of several logs: the title of its section, or :LINE
    #[arg(long = "in", value_name = "SECTION")]
    within: Option<String>,
}

impl Door for Args {
    const NAME: &'static str = "event";
    const ABOUT: &'static str = "Write an event with its time into the log of the run";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let (mut desk, before) = self.at.desk(world)?;
        let event = Event {
            text: &self.event,
            time: world.now(),
            status: self.status.as_deref(),
            note: self.note.as_deref(),
            who: self.by.as_deref(),
        };
        let (change, line) = fill::log(desk.source(), desk.checklist(), &event, self.within.as_deref())?;
        desk.make(&change)?;
        let act = Act::on("log", event.time.rfc3339(), line, format!("{}, {}", event.time, self.event));
        self.at.finish(ui, world, &before, &desk, vec![act])
    }
}
