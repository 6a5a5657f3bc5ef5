//! What the commands that act on a checklist have in common: where, whether it is written, and how it is said.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{Exit, Ui, show, write_back};
use crate::engine::{check, files};
use crate::fill::Desk;
use crate::output::acts::{Act, Acts};
use crate::text::Source;
use crate::world::World;

// No doc comment: it would become the help of every command that has these.
// What all of them take.
#[derive(clap::Args)]
pub(super) struct Where {
    /// The run; - reads standard input and writes standard output
    pub run: PathBuf,
    /// Show what would be written
    #[arg(long)]
    pub dry_run: bool,
    /// How to say what was done
    #[arg(long, value_parser = ["text", "json"], default_value = "text")]
    format: String,
}

impl Where {
    /// The checklist, ready to be worked on, and its text as it was read.
    pub fn desk(&self, world: &mut World) -> Result<(Desk, Source)> {
        if self.json() && self.run == Path::new(files::STDIN) && !self.dry_run {
            bail!("- writes the checklist to standard output; name a file to have --format json there");
        }
        let (source, checklist) = check::as_written(world, &self.run)?;
        Ok((Desk::new(source.clone(), checklist), source))
    }

    /// Writes the checklist as it is now, and says what was done.
    pub fn finish(&self, ui: &Ui, world: &mut World, before: &Source, desk: &Desk, acts: Vec<Act>) -> Result<Exit> {
        let after = desk.source().text();
        if !(self.dry_run && self.json()) {
            write_back::write_back(world, &self.run, before, after, self.dry_run)?;
        }
        if self.json() {
            let diff = self.dry_run.then(|| write_back::unified(before.path(), before.text(), after));
            Acts::new(before.path().to_owned(), acts, diff).json(&mut world.stdout)?;
            return Ok(Exit::Clean);
        }
        for act in acts {
            show::remark(ui, world, &format!("{}:{}: {}", files::name(&self.run), act.line, act.words()))?;
        }
        Ok(Exit::Clean)
    }

    fn json(&self) -> bool {
        self.format == "json"
    }
}
