//! `gonogo set`: put a value into a field.

use anyhow::{Result, bail};

use super::act::Where;
use super::{Door, Exit, Ui};
use crate::fill::{FillOptions, RunData, fill};
use crate::output::acts::Act;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    at: Where,
    /// A field, as gonogo data names it, and its value; several pairs may follow
    #[arg(required = true, value_names = ["FIELD", "VALUE"], num_args = 2.., allow_negative_numbers = true)]
    pairs: Vec<String>,
    /// Put the value in the place of another
    #[arg(long)]
    overwrite: bool,
}

impl Door for Args {
    const NAME: &'static str = "set";
    const ABOUT: &'static str = "Put values into fields";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let (mut desk, before) = self.at.desk(world)?;
        let mut pairs = Vec::new();
        for pair in self.pairs.chunks(2) {
            let [key, value] = pair else {
                bail!("`{}` has no value; write FIELD VALUE", pair.concat());
            };
            pairs.push(format!("{key}={value}"));
        }
        let data = RunData::from_pairs(pairs.iter().map(String::as_str))?;
        let options = FillOptions { overwrite: self.overwrite };
        let filled = fill(desk.source(), desk.checklist(), &data, options)?;
        if let Some(unknown) = filled.report.unknown.first() {
            bail!("nothing was written: {}", unknown.error);
        }
        let mut acts = Vec::new();
        for (key, line) in &filled.report.filled {
            let value = self.pairs.chunks(2).find(|pair| pair.first() == Some(key)).and_then(|pair| pair.last());
            acts.push(Act::on("set", key, *line, format!("{key}: {}", value.map_or("", String::as_str))));
        }
        desk.make(&filled.change)?;
        self.at.finish(ui, world, &before, &desk, acts)
    }
}
