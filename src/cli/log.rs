//! `gonogo log`: what is in the record, newest first.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;

use super::{Door, Exit, Ui, record_text, show};
use crate::engine::auditing;
use crate::engine::place::Place;
use crate::record::{Audited, RecordView};
use crate::text::json;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The repository, or a bundle of the record
    #[arg(default_value = ".")]
    repository: PathBuf,
    /// At most so many entries, the newest
    #[arg(long, short = 'n', value_name = "NUMBER")]
    limit: Option<usize>,
    /// How to write it
    #[arg(long, value_parser = ["text", "json"], default_value = "text")]
    format: String,
}

impl Door for Args {
    const NAME: &'static str = "log";
    const ABOUT: &'static str = "What is in the record, newest first, and whether it holds";
    const ONLY_READS: bool = true;

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let place = Place::of_record(world, &self.repository)?;
        let Audited::Record(audit) = auditing::audit(&place, None)? else {
            writeln!(world.stdout, "{}", show::visible(&place.nothing()?))?;
            return Ok(Exit::Undecided);
        };
        let newest = audit.entries.len().saturating_sub(self.limit.unwrap_or(usize::MAX));
        if self.format == "json" {
            let view = RecordView::of(&audit, place.branch.as_str(), audit.entries.iter().skip(newest));
            world.stdout.write_all(json(&view)?.as_bytes())?;
            return Ok(record_text::exit(&audit));
        }
        for entry in audit.entries.iter().skip(newest).rev() {
            writeln!(world.stdout, "{}", record_text::entry(entry))?;
        }
        record_text::verdict(ui, world, &audit)
    }
}
