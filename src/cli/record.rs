//! `gonogo record`: commit a completed run to the record.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;

use super::record_text::push;
use super::{Door, Exit, Ui, findings, show};
use crate::engine::recording;
use crate::record::Written;
use crate::verdict::Verdict;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The run
    run: PathBuf,
    /// Push the record afterwards
    #[arg(long)]
    push: bool,
    /// Show what would be recorded, and record nothing
    #[arg(long)]
    dry_run: bool,
}

impl Door for Args {
    const NAME: &'static str = "record";
    const ABOUT: &'static str = "Verify a completed run and commit it, signed, to the record branch";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let checked = recording::judge(world, &self.run)?;
        let Some(ready) = recording::prepare(world, &self.run, &checked)? else {
            findings::text(ui, world, &checked)?;
            show::remark(ui, world, "not recorded: the run is not complete")?;
            return Ok(match checked.verdict {
                Verdict::Undecided => Exit::Undecided,
                _ => Exit::Findings,
            });
        };
        if self.dry_run {
            writeln!(world.stdout, "would record the run {}", ready.run())?;
            for (path, size) in ready.files() {
                writeln!(world.stdout, "  {path} ({size} bytes)")?;
            }
            writeln!(world.stdout, "  {} signed statements", ready.statements())?;
            return Ok(Exit::Clean);
        }
        let recorded = ready.record(world)?;
        let (commit, said) = match recorded.written {
            Written::New(commit) => (commit, "recorded"),
            Written::AlreadyRecorded(commit) => (commit, "recorded already"),
        };
        writeln!(
            world.stdout,
            "{said}: {} ({}) in {} as {commit}",
            ready.run(),
            recorded.outcome.name(),
            recorded.branch
        )?;
        if self.push { push(ui, world, ready.place()) } else { Ok(Exit::Clean) }
    }
}
