//! `gonogo tick`, `untick`, `na` and `fail`: say how an item stands.

use std::path::PathBuf;

use anyhow::Result;

use super::{Door, Exit, Ui, show, write_back};
use crate::engine::check;
use crate::fill::{self, Change, FillError};
use crate::model::{Checklist, Item};
use crate::parse::parse;
use crate::text::Source;
use crate::world::World;

// No doc comment: it would become the help of every command that has these.
// What all of them take.
#[derive(clap::Args)]
struct Which {
    /// The run; - reads standard input and writes standard output
    run: PathBuf,
    /// An item: its id, :LINE, or words of its text
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,
    /// Show what would be written
    #[arg(long)]
    dry_run: bool,
}

#[derive(clap::Args)]
pub(super) struct Tick {
    #[command(flatten)]
    which: Which,
}

#[derive(clap::Args)]
pub(super) struct Untick {
    #[command(flatten)]
    which: Which,
}

#[derive(clap::Args)]
pub(super) struct Na {
    #[command(flatten)]
    which: Which,
    /// Why it does not apply
    #[arg(long)]
    reason: String,
}

#[derive(clap::Args)]
pub(super) struct Fail {
    #[command(flatten)]
    which: Which,
    /// What went wrong
    #[arg(long)]
    reason: String,
}

impl Door for Tick {
    const NAME: &'static str = "tick";
    const ABOUT: &'static str = "Say that items are done";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        self.which.change(ui, world, "done", fill::tick)
    }
}

impl Door for Untick {
    const NAME: &'static str = "untick";
    const ABOUT: &'static str = "Open items again";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        self.which.change(ui, world, "open", fill::untick)
    }
}

impl Door for Na {
    const NAME: &'static str = "na";
    const ABOUT: &'static str = "Say that items do not apply, and why";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let set_aside = |source: &Source, checklist: &Checklist, item: &Item| {
            fill::not_applicable(source, checklist, item, &self.reason)
        };
        self.which.change(ui, world, "not applicable", set_aside)
    }
}

impl Door for Fail {
    const NAME: &'static str = "fail";
    const ABOUT: &'static str = "Say that items have failed, and why";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let failed =
            |source: &Source, checklist: &Checklist, item: &Item| fill::fail(source, checklist, item, &self.reason);
        self.which.change(ui, world, "failed", failed)
    }
}

impl Which {
    /// Changes every item, or nothing at all.
    fn change(
        &self,
        ui: &Ui,
        world: &mut World,
        state: &str,
        propose: impl Fn(&Source, &Checklist, &Item) -> Result<Change, FillError>,
    ) -> Result<Exit> {
        let (before, mut checklist) = check::compile(world, &self.run)?;
        // Found first: a reason that is written must not decide which item the next words name.
        let mut ids = Vec::with_capacity(self.items.len());
        for what in &self.items {
            ids.push(fill::select(&checklist, what)?.id.clone());
        }
        let mut after = before.clone();
        let mut said = Vec::with_capacity(ids.len());
        for id in &ids {
            let item = fill::select(&checklist, id)?;
            said.push(format!("{}:{}: {state}: {}", self.run.display(), item.at.line, item.text));
            after = propose(&after, &checklist, item)?.apply(&after)?;
            checklist = parse(&after);
        }
        write_back::write_back(world, &self.run, &before, after.text(), self.dry_run)?;
        for line in said {
            show::remark(ui, world, &line)?;
        }
        Ok(Exit::Clean)
    }
}
