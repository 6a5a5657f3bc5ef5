//! `gonogo tick`, `untick`, `na`, `fail` and `note`: say how an item stands, or something about it.

use anyhow::Result;

use super::act::Where;
use super::{Door, Exit, Ui, show};
use crate::engine::place::Place;
use crate::engine::template;
use crate::fill::{Act, Actor};
use crate::output::acts;
use crate::world::World;

// No doc comment: it would become the help of every command that has these.
// What all of them take.
#[derive(clap::Args)]
struct Which {
    #[command(flatten)]
    at: Where,
    /// An item: its id, its number such as 2.3.1, :LINE, or words of its text
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,
}

// What those take that know of slots for time, person and result.
#[derive(clap::Args)]
struct Slots {
    /// Who did it, for a slot such as "Completed by"; what git says, where nothing is given
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// What to write into a slot for the result, in place of the usual word
    #[arg(long, value_name = "TEXT")]
    result: Option<String>,
    /// Leave the slots for time, person and result alone
    #[arg(long, conflicts_with_all = ["by", "result"])]
    bare: bool,
}

#[derive(clap::Args)]
pub(super) struct Tick {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    slots: Slots,
}

#[derive(clap::Args)]
pub(super) struct Untick {
    #[command(flatten)]
    which: Which,
    /// Leave the slots for time, person and result alone
    #[arg(long)]
    bare: bool,
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
    #[command(flatten)]
    slots: Slots,
}

#[derive(clap::Args)]
pub(super) struct Note {
    #[command(flatten)]
    which: Which,
    /// What to write below the items
    #[arg(long, short = 'm')]
    text: String,
}

impl Door for Tick {
    const NAME: &'static str = "tick";
    const ABOUT: &'static str = "Say that items are done";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        self.which.act(ui, world, Self::NAME, Act::Tick, Some(&self.slots))
    }
}

impl Door for Untick {
    const NAME: &'static str = "untick";
    const ABOUT: &'static str = "Open items again";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let slots = Slots { by: None, result: None, bare: self.bare };
        self.which.act(ui, world, Self::NAME, Act::Untick, Some(&slots))
    }
}

impl Door for Na {
    const NAME: &'static str = "na";
    const ABOUT: &'static str = "Say that items do not apply, and why";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        self.which.act(ui, world, Self::NAME, Act::NotApplicable(&self.reason), None)
    }
}

impl Door for Fail {
    const NAME: &'static str = "fail";
    const ABOUT: &'static str = "Say that items have failed, and why";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        self.which.act(ui, world, Self::NAME, Act::Fail(&self.reason), Some(&self.slots))
    }
}

impl Door for Note {
    const NAME: &'static str = "note";
    const ABOUT: &'static str = "Write a note below items";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        self.which.act(ui, world, Self::NAME, Act::Note(&self.text), None)
    }
}

impl Which {
    /// Changes every item, or nothing at all.
    fn act(&self, ui: &Ui, world: &mut World, name: &'static str, act: Act<'_>, slots: Option<&Slots>) -> Result<Exit> {
        let (mut desk, before) = self.at.desk(world)?;
        if let (Act::Untick, Some(template)) = (act, template::memory(world, &self.at.run, desk.checklist())) {
            desk = desk.remembering(template);
        }
        // Found first: a reason that is written must not decide which item the next words name.
        let indices = self.items.iter().map(|what| desk.find(what)).collect::<Result<Vec<_>, _>>()?;
        let slots = slots.filter(|slots| !slots.bare);
        let name_known = slots.and_then(|slots| slots.by.clone().or_else(|| Place::worker(world, &self.at.run)));
        let time = world.now();
        let actor = slots.map(|slots| Actor { name: name_known.as_deref(), time, result: slots.result.as_deref() });
        let mut acts = Vec::with_capacity(indices.len());
        let mut nameless = Vec::new();
        for index in indices {
            let done = desk.act(index, act, actor.as_ref())?;
            nameless.extend(done.nameless.clone());
            acts.push(acts::Act::on_item(name, done));
        }
        let exit = self.at.finish(ui, world, &before, &desk, acts)?;
        if !nameless.is_empty() {
            let remark = format!("{} stays empty: git does not know who you are; pass --by NAME", nameless.join(", "));
            show::remark(ui, world, &remark)?;
        }
        Ok(exit)
    }
}
