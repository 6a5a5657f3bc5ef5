//! `gonogo decide`: choose an option of a decision.

use anyhow::Result;

use super::act::Where;
use super::{Door, Exit, Ui};
use crate::fill::{FillOptions, decide};
use crate::output::acts::Act;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    at: Where,
    /// The option, e.g. GO or NO-GO
    option: String,
    /// Which of several decisions: its id, its label, or :LINE
    #[arg(long, value_name = "DECISION")]
    of: Option<String>,
    /// Take back another option that is chosen
    #[arg(long)]
    overwrite: bool,
}

impl Door for Args {
    const NAME: &'static str = "decide";
    const ABOUT: &'static str = "Choose an option of a decision";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let (mut desk, before) = self.at.desk(world)?;
        let options = FillOptions { overwrite: self.overwrite };
        let change = decide(desk.source(), desk.checklist(), &self.option, self.of.as_deref(), options)?;
        let index = change.allowed.decisions.first().copied().unwrap_or(0);
        desk.make(&change)?;
        let decision = desk.checklist().decisions.get(index);
        let chosen = decision.and_then(|decision| decision.chosen().next()).map_or("", |option| option.text.as_str());
        let (label, line) = decision.map_or(("", 0), |decision| (decision.label.as_str(), decision.line));
        let act = Act::on("decide", chosen, line, format!("{label}: {chosen}"));
        self.at.finish(ui, world, &before, &desk, vec![act])
    }
}
