//! `gonogo man`: the manual pages, made from the declarations that `--help` is made from.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Command;
use clap_mangen::Man;

use super::{Door, Exit, Ui};
use crate::engine::files;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The words of a subcommand, such as `hook install`; the page of gonogo itself without any
    command: Vec<String>,
    /// Write every page into this directory, as `gonogo-check.1`
    #[arg(long, short, value_name = "DIR", conflicts_with = "command")]
    output: Option<PathBuf>,
}

impl Door for Args {
    const NAME: &'static str = "man";
    const ABOUT: &'static str = "Write the manual pages: one, or all of them into a directory";

    fn run(&self, _: &Ui, world: &mut World) -> Result<Exit> {
        let mut all = super::command();
        // Names the pages, and makes what is else only made once it is asked for.
        all.build();
        let Some(output) = &self.output else {
            let found = self.command.iter().try_fold(&all, |command, word| {
                command.find_subcommand(word).with_context(|| {
                    format!("{} has no subcommand {word:?}; `{} --help` lists them", shown(command), shown(command))
                })
            })?;
            world.stdout.write_all(&page(found)?)?;
            return Ok(Exit::Clean);
        };
        let folder = world.path(output);
        for command in with_all_below(&all) {
            let name = format!("{}.1", command.get_display_name().unwrap_or_else(|| command.get_name()));
            files::create_or_replace(&folder.join(name), &page(command)?)?;
        }
        Ok(Exit::Clean)
    }
}

/// What a person types for a command.
fn shown(command: &Command) -> &str {
    command.get_bin_name().unwrap_or_else(|| command.get_name())
}

/// A command and every one below it; `help` only says what the pages say.
fn with_all_below(command: &Command) -> Vec<&Command> {
    let below = command.get_subcommands().filter(|below| below.get_name() != "help");
    std::iter::once(command).chain(below.flat_map(with_all_below)).collect()
}

fn page(command: &Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    let made = Man::new(command.clone()).source(concat!("gonogo ", env!("CARGO_PKG_VERSION"))).manual("gonogo manual");
    made.render(&mut page)?;
    Ok(page)
}
