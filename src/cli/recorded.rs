//! `gonogo show`: one recorded run, or a file of it.

use std::io::Write as _;

use anyhow::{Context as _, Result, bail};

use super::{Door, Exit, Ui, record_text, show};
use crate::digest::Sha256;
use crate::engine::auditing;
use crate::engine::place::Place;
use crate::record::{self, Audited, RecordView, layout};
use crate::text::json;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The name of the run
    run: String,
    /// A file of it, such as checklist.md, to write as it is
    file: Option<String>,
    /// How to write it
    #[arg(long, value_parser = ["text", "json"], default_value = "text", conflicts_with = "file")]
    format: String,
}

impl Door for Args {
    const NAME: &'static str = "show";
    const ABOUT: &'static str = "A recorded run: its outcome, who signed, its files, and whether the record holds";
    const ONLY_READS: bool = true;

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let place = Place::of(world, std::path::Path::new("."))?;
        let run = self.run.as_str();
        let kept = record::read_run(&place.repository, &place.branch, run)?;
        let kept =
            kept.with_context(|| format!("there is no run \"{run}\" in {}; gonogo log lists them", place.branch))?;
        let Audited::Record(audit) = auditing::audit(&place, None)? else { bail!("{}", place.nothing()?) };
        if let Some(name) = &self.file {
            let bytes = kept.get(name).with_context(|| {
                let names: Vec<&str> = kept.keys().map(String::as_str).collect();
                format!("the run {run} has no file \"{name}\"; it has: {}", names.join(", "))
            })?;
            match std::str::from_utf8(bytes) {
                // What a terminal would obey is written out; a file or a pipe gets the very bytes.
                Ok(text) if world.terminal.0 => world.stdout.write_all(show::visible_lines(text).as_bytes())?,
                _ => world.stdout.write_all(bytes)?,
            }
            if !audit.holds() {
                show::remark(ui, world, &format!("{}: see gonogo audit", audit.verdict()))?;
            }
            return Ok(record_text::exit(&audit));
        }
        let entries = || audit.entries.iter().filter(|entry| entry.run.as_deref() == Some(run));
        if self.format == "json" {
            let view = RecordView::of(&audit, place.branch.as_str(), entries());
            world.stdout.write_all(json(&view)?.as_bytes())?;
            return Ok(record_text::exit(&audit));
        }
        for entry in entries() {
            writeln!(world.stdout, "{}", record_text::entry(entry))?;
            writeln!(
                world.stdout,
                "      recorded by {}: {}",
                show::visible(&entry.committer),
                show::visible(&entry.signer.to_string())
            )?;
            for line in record_text::signoffs(entry) {
                writeln!(world.stdout, "{line}")?;
            }
        }
        writeln!(world.stdout, "\n{}/", layout::run_folder(run))?;
        for (path, bytes) in &kept {
            writeln!(world.stdout, "  {}  {:>8}  {path}", Sha256::of(bytes).hex(), bytes.len())?;
        }
        writeln!(world.stdout)?;
        record_text::verdict(ui, world, &audit)
    }
}
