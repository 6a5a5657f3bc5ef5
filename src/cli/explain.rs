//! `gonogo explain`: the page of a rule.

use std::io::Write as _;

use anyhow::{Result, bail};

use super::{Door, Exit, Ui};
use crate::rules::{self, RULES};
use crate::text::nearest;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The rule's name, as in a finding
    rule: String,
}

impl Door for Args {
    const NAME: &'static str = "explain";
    const ABOUT: &'static str = "Show the page of a rule";
    const ONLY_READS: bool = true;

    fn run(&self, _: &Ui, world: &mut World) -> Result<Exit> {
        let Some(rule) = rules::find(&self.rule) else {
            match nearest(&self.rule, RULES.iter().map(|rule| rule.name)) {
                Some(meant) => bail!("there is no rule `{}`; did you mean `{meant}`?", self.rule),
                None => bail!("there is no rule `{}`; `gonogo rules` lists them", self.rule),
            }
        };
        world.stdout.write_all(rule.page.as_bytes())?;
        world.stdout.write_all(rules::silenced(rule).as_bytes())?;
        Ok(Exit::Clean)
    }
}
