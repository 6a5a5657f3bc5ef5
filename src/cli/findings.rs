//! How findings are written to standard output.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::builder::PossibleValuesParser;

use super::{Exit, Ui};
use crate::engine::check::Checked;
use crate::output::{self, FORMATS, Style};
use crate::verdict::Judged;
use crate::world::World;

// No doc comment: it would become the help of every command that has these.
// The arguments that every command with findings has.
#[derive(clap::Args)]
struct Shape {
    /// How to write findings
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)), default_value = "text")]
    format: String,
    /// One line for each finding
    #[arg(long)]
    concise: bool,
}

// The files that `check` and `lint` judge, and how they say what they found.
#[derive(clap::Args)]
pub(super) struct Judging {
    /// Files; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    shape: Shape,
}

impl Judging {
    /// Judges every file, writes what was found, and gives the worst outcome.
    pub fn run(&self, ui: &Ui, world: &mut World, judge: fn(&mut World, &Path) -> Result<Checked>) -> Result<Exit> {
        let mut all = Vec::with_capacity(self.paths.len());
        for path in &self.paths {
            all.push(judge(world, path)?);
        }
        self.shape.write(ui, world, &all)?;
        Ok(all.iter().map(|checked| Exit::from(checked.verdict)).max().unwrap_or(Exit::Fault))
    }
}

impl Shape {
    /// Writes the findings of every file, and the verdicts.
    fn write(&self, ui: &Ui, world: &mut World, all: &[Checked]) -> Result<()> {
        let style = Style { concise: self.concise, ..ui.style(world) };
        let judged: Vec<Judged<'_>> = all.iter().map(Checked::judged).collect();
        // Clap lets only names of the table through.
        if let Some(format) = output::find(&self.format) {
            (format.write)(&judged, &style, &mut world.stdout)?;
        }
        Ok(())
    }
}

/// The findings of one file for people, and its verdict.
pub(super) fn text(ui: &Ui, world: &mut World, checked: &Checked) -> Result<()> {
    let style = ui.style(world);
    // The first format of the table is the one for people.
    match FORMATS.first() {
        Some(format) => Ok((format.write)(&[checked.judged()], &style, &mut world.stdout)?),
        None => Ok(()),
    }
}
