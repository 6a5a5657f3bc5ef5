//! The commands of an item: which there are, and what is kept of one that was run.

use anyhow::{Context as _, Result};

use super::{Kind, Spot, Told, Walk};
use crate::engine::check::configured;
use crate::engine::command::{self, Plan, Ran};
use crate::engine::evidence;
use crate::fill::{self, Desk};
use crate::model::{Checklist, Command, Item};
use crate::parse::{parse, slug};
use crate::world::World;

/// How much of a command a note quotes, in characters.
const QUOTED: usize = 80;

/// How much of it the name of its output has.
const NAMED: usize = 24;

/// The blocks of commands that go with an item: its own, or else those of its step, which no item has.
pub fn commands_of<'c>(checklist: &'c Checklist, item: &'c Item) -> Vec<&'c Command> {
    let all = || checklist.commands.iter();
    let own: Vec<&Command> =
        all().filter(|command| command.item.as_ref().is_some_and(|own| own.id == item.id)).collect();
    if !own.is_empty() {
        return own;
    }
    let of_step =
        |command: &&Command| command.item.is_none() && command.section.is_some() && command.section == item.section;
    all().filter(of_step).collect()
}

impl Walk {
    /// What would be run at an item, block by block: the plan, or why it is not run. Nothing is.
    ///
    /// # Errors
    /// When the configuration does not let commands of this checklist be run, or there are none.
    pub fn plans(&mut self, world: &mut World, spot: &Spot) -> Result<Vec<Result<Plan, String>>> {
        if let Some(Told::Conflict(why)) = self.look_again(world, spot)? {
            anyhow::bail!(why);
        }
        let (config, settings) = configured(world, &self.path)?;
        let checklist = &self.checked.checklist;
        let item = checklist.items.iter().find(|item| spot.is(Kind::Item, &item.id)).context("this is no item")?;
        let blocks = commands_of(checklist, item);
        if blocks.is_empty() {
            anyhow::bail!("there are no commands here");
        }
        let Some(how) = config.commands(settings) else {
            anyhow::bail!(
                "commands of this checklist are not run, unless gonogo.toml says so: commands = {{ run = true }} below the \
                 [[checklist]] that names it"
            );
        };
        let plan = |block: &Command| command::plan(&self.checked, block, how, world.cwd.clone());
        Ok(blocks.into_iter().map(plan).collect())
    }

    /// Keeps what was run at an item: its output as evidence, how it ended as a note.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn keep(&mut self, world: &mut World, spot: &Spot, ran: &Ran) -> Result<Told> {
        let command: String = slug(&ran.name).chars().take(NAMED).collect();
        let name = format!("output-{}.txt", command.trim_end_matches('-'));
        let found = evidence::of_bytes(world, &self.path, &name, ran.output.clone())?;
        // First the file, then what names it; and whatever becomes of the run, the output is not lost.
        found.keep()?;
        let short: String = ran.name.chars().take(QUOTED).collect();
        let more = if short.len() < ran.name.len() { "…" } else { "" };
        let (day, clock) = (ran.at.date(), ran.at.clock());
        let note = format!("ran \"{short}{more}\" on {day} at {clock} UTC: {} after {}", ran.end, ran.took);
        let propose = |walk: &Self, _: &mut World| {
            let mut desk = Desk::new(walk.checked.source.clone(), parse(&walk.checked.source));
            desk.act(walk.item(spot)?, fill::Act::Attach(&found.attachment), None)?;
            desk.act(walk.item(spot)?, fill::Act::Note(&note), None)?;
            Ok(desk.into_parts().0)
        };
        let say = |_: &Self| format!("{} after {}; kept as {}", ran.end, ran.took, found.attachment.target);
        match self.write(world, spot, propose, say)? {
            // What others have done to the item meanwhile does not speak against it.
            Told::Conflict(_) => self.write(world, spot, propose, say),
            done => Ok(done),
        }
    }
}
