//! `gonogo compile`: Markdown to the model.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use serde::Serialize;

use super::{Door, Exit, Ui, show};
use crate::engine::check;
use crate::model::{Checklist, Item, State};
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The checklist; - is standard input
    file: PathBuf,
    /// What to write
    #[arg(long, value_parser = ["outline", "json"], default_value = "outline")]
    format: String,
}

/// The model as it is published.
#[derive(Serialize)]
struct Model<'a> {
    schema: &'static str,
    #[serde(flatten)]
    checklist: &'a Checklist,
}

impl Door for Args {
    const NAME: &'static str = "compile";
    const ABOUT: &'static str = "Compile a checklist to its model";

    fn run(&self, _: &Ui, world: &mut World) -> Result<Exit> {
        let (_, checklist) = check::compile(world, &self.file)?;
        if self.format == "json" {
            let model = Model { schema: "gonogo.model/1", checklist: &checklist };
            serde_json::to_writer_pretty(&mut world.stdout, &model)?;
            writeln!(world.stdout)?;
        } else {
            outline(world, &checklist)?;
        }
        Ok(Exit::Clean)
    }
}

fn outline(world: &mut World, checklist: &Checklist) -> Result<()> {
    if let Some(title) = &checklist.title {
        writeln!(world.stdout, "{}", show::visible(title))?;
    }
    let mut items = checklist.items.iter().peekable();
    while let Some(item) = items.next_if(|item| item.section.is_none()) {
        entry(world, checklist, item, 1)?;
    }
    for (at, section) in checklist.sections.iter().enumerate() {
        let depth = checklist.section_path(section.parent.as_ref()).count();
        writeln!(world.stdout, "{}{}", "  ".repeat(depth), show::visible(&section.title))?;
        for item in checklist.items.iter().filter(|item| item.section.as_ref().is_some_and(|own| own.index == at)) {
            entry(world, checklist, item, depth + 1)?;
        }
    }
    let summary = &checklist.summary;
    writeln!(
        world.stdout,
        "{} items, {} of {} actions done, {} sign-offs",
        summary.items, summary.done, summary.actions, summary.sign_offs
    )?;
    Ok(())
}

fn entry(world: &mut World, checklist: &Checklist, item: &Item, depth: usize) -> Result<()> {
    let mark = match item.state {
        State::Open => "[ ]",
        State::Done => "[x]",
        State::NotApplicable => "[-]",
        State::Failed => "[!]",
    };
    let indent = "  ".repeat(depth + checklist.ancestors(item).count());
    Ok(writeln!(world.stdout, "{indent}{mark} {}", show::visible(&item.text))?)
}
