//! How findings are written to standard output.

use anyhow::Result;
use clap::builder::PossibleValuesParser;

use super::Ui;
use crate::engine::check::Checked;
use crate::output::{self, FORMATS, Style};
use crate::verdict::Judged;
use crate::world::World;

// No doc comment: it would become the help of every command that has these.
// The arguments that every command with findings has.
#[derive(clap::Args)]
pub(super) struct Shape {
    /// How to write findings
    #[arg(long, value_name = "FORMAT", value_parser = formats(), default_value = FORMATS.first().map_or("text", |first| first.name))]
    format: String,
    /// One line for each finding
    #[arg(long)]
    concise: bool,
}

fn formats() -> PossibleValuesParser {
    FORMATS
        .iter()
        .map(|format| clap::builder::PossibleValue::new(format.name).help(format.summary))
        .collect::<Vec<_>>()
        .into()
}

impl Shape {
    /// Writes the findings of every file, and the verdicts.
    pub fn write(&self, ui: &Ui, world: &mut World, all: &[Checked]) -> Result<()> {
        write(&self.format, &ui.style(self.concise), world, all)
    }
}

/// Writes findings for people.
pub(super) fn text(ui: &Ui, world: &mut World, all: &[Checked]) -> Result<()> {
    write("text", &ui.style(false), world, all)
}

fn write(format: &str, style: &Style, world: &mut World, all: &[Checked]) -> Result<()> {
    let judged: Vec<Judged<'_>> = all.iter().map(Checked::judged).collect();
    match output::find(format) {
        Some(format) => Ok((format.write)(&judged, style, &mut world.stdout)?),
        None => anyhow::bail!("there is no format `{format}`"),
    }
}
