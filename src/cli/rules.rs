//! `gonogo rules`: every rule in a line.

use std::io::Write as _;

use anyhow::Result;

use super::{Door, Exit, Ui};
use crate::rules::RULES;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {}

impl Door for Args {
    const NAME: &'static str = "rules";
    const ABOUT: &'static str = "List the rules";
    const ONLY_READS: bool = true;

    fn run(&self, _: &Ui, world: &mut World) -> Result<Exit> {
        let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
        for rule in RULES {
            writeln!(world.stdout, "{:width$}  {:9}  {}", rule.name, rule.severity.name(), rule.summary)?;
        }
        Ok(Exit::Clean)
    }
}
