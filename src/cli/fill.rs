//! `gonogo fill`: run data into a run.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{Door, Exit, Ui, findings, run_data, show, write_back};
use crate::engine::{check, files};
use crate::fill::{Desk, FillOptions, computed, fill};
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The run; - reads standard input and writes standard output
    run: PathBuf,
    #[command(flatten)]
    given: run_data::Given,
    /// Put values in the place of others
    #[arg(long)]
    overwrite: bool,
    /// Then make stated numbers true: items complete, tests passed, durations between recorded times
    #[arg(long)]
    computed: bool,
    /// Refuse to leave a slot empty
    #[arg(long)]
    strict: bool,
    /// Then judge the run as gonogo check does, without reading it a second time
    #[arg(long)]
    check: bool,
    /// Write to a new file instead
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Show what would be written
    #[arg(long)]
    dry_run: bool,
}

impl Door for Args {
    const NAME: &'static str = "fill";
    const ABOUT: &'static str = "Put run data into a run";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        if self.check && self.run == Path::new(files::STDIN) && !self.dry_run && self.output.is_none() {
            bail!("- writes the run to standard output; name a file to have --check there");
        }
        let (source, checklist) = check::as_written(world, &self.run)?;
        let data = self.given.read(ui, world, &checklist, Path::new("."))?;
        let filled = fill(&source, &checklist, &data, FillOptions { overwrite: self.overwrite })?;
        self.given.all_known(ui, world, &filled)?;
        if self.strict && !filled.report.left_over.is_empty() {
            let left: Vec<String> =
                filled.report.left_over.iter().map(|(key, line)| format!("`{key}` (line {line})")).collect();
            bail!("nothing was written: no value is given for {}", left.join(", "));
        }
        let mut desk = Desk::new(filled.after, filled.compiled);
        let mut worked_out = Vec::new();
        if self.computed {
            let (change, report) = computed(desk.source(), desk.checklist())?;
            desk.make(&change)?;
            worked_out = report;
        }
        let after = desk.source().text();
        match &self.output {
            Some(output) if !self.dry_run => files::create(&world.path(output), after.as_bytes())?,
            _ => write_back::write_back(world, &self.run, &source, after, self.dry_run)?,
        }
        for value in worked_out {
            let before = value.before.as_deref().unwrap_or("____");
            let place = format!("{}:{}", files::name(&self.run), value.line);
            show::remark(ui, world, &format!("{place}: computed: {}: {before} → {}", value.label, value.after))?;
        }
        for (key, line, words) in &filled.report.within {
            let place = format!("{}:{line}", files::name(&self.run));
            let words =
                format!("{place}: {key}: stands in \"{words}\" already; --overwrite puts it in place of all of that");
            show::remark(ui, world, &words)?;
        }
        let (changes, left) = (filled.change.edits.edits().len(), filled.report.left_over.len());
        let name = files::name(self.output.as_ref().unwrap_or(&self.run));
        show::remark(ui, world, &format!("{name}: filled in: {changes}, still empty: {left}"))?;
        if !self.check {
            return Ok(Exit::Clean);
        }
        let (after, compiled) = desk.into_parts();
        let checked = check::judge_written(world, self.output.as_ref().unwrap_or(&self.run), after, compiled)?;
        findings::text(ui, world, &checked)?;
        Ok(Exit::from(checked.verdict))
    }
}
