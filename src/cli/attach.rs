//! `gonogo attach`: keep a file beside the run, or name a link, as evidence for items.

use anyhow::Result;

use super::act::Where;
use super::{Door, Exit, Ui};
use crate::engine::evidence;
use crate::fill::Act;
use crate::output::acts;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    at: Where,
    /// An item: its id, its number such as 2.3.1, :LINE, or words of its text
    item: String,
    /// A file, or a URL that begins with https:// or http://
    #[arg(required = true)]
    what: Vec<String>,
    /// Leave the file where it is, and only say where
    #[arg(long)]
    link: bool,
}

impl Door for Args {
    const NAME: &'static str = "attach";
    const ABOUT: &'static str = "Attach evidence to an item: a file with its SHA-256, or a link";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let (mut desk, before) = self.at.desk(world)?;
        let index = desk.find(&self.item)?;
        let mut acts = Vec::new();
        let mut kept = Vec::new();
        for what in &self.what {
            let found = evidence::look_at_beside(world, &self.at.run, what, self.link, &kept)?;
            let mut done = desk.act(index, Act::Attach(&found.attachment), None)?;
            done.text = format!("{} to {}", found.attachment.target, done.text);
            acts.push(acts::Act::on_item(Self::NAME, done));
            kept.push(found);
        }
        if !self.at.dry_run {
            // First the file, then what names it: the other way round a reader could look for nothing.
            for found in &kept {
                found.keep()?;
            }
        }
        self.at.finish(ui, world, &before, &desk, acts)
    }
}
