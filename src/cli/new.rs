//! `gonogo new`: a run from a template and run data.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{Door, Exit, Ui, run_data, show, write_back};
use crate::engine::{check, files, template};
use crate::fill::{FillOptions, Filled, Slots, Target, fill};
use crate::parse::parse;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The blank master; it stays as it is
    template: PathBuf,
    /// The run; directories that lack are made
    #[arg(long, short, value_name = "RUN")]
    output: PathBuf,
    #[command(flatten)]
    given: run_data::Given,
    /// Refuse to leave a placeholder open
    #[arg(long)]
    strict: bool,
    /// Replace a run that is there already
    #[arg(long)]
    force: bool,
    /// Show what would be written
    #[arg(long)]
    dry_run: bool,
}

impl Door for Args {
    const NAME: &'static str = "new";
    const ABOUT: &'static str = "Make a run from a template and run data";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let (source, checklist) = check::compile(world, &self.template)?;
        let data = self.given.read(ui, world, &checklist, Path::new("."))?;
        let filled = fill(&source, &checklist, &data, FillOptions::default())?;
        self.given.all_known(ui, world, &filled)?;
        let open = open_placeholders(&filled);
        if self.strict && !open.is_empty() {
            bail!("nothing was written: no value is given for {}; pass --set KEY=VALUE", open.join(", "));
        }
        let text = template::pinned(world, &self.template, &self.output, &source, &filled.after);
        if self.dry_run {
            write_back::diff(world, &self.output.display().to_string(), source.text(), &text)?;
            return Ok(Exit::Clean);
        }
        let path = world.path(&self.output);
        if same_file(&path, &world.path(&self.template)) {
            bail!("{}: is the template itself; choose another name for the run", self.output.display());
        }
        if self.force {
            files::create_or_replace(&path, text.as_bytes())?;
        } else {
            files::create(&path, text.as_bytes())?;
        }
        let left = filled.report.left_over.len();
        let remark = format!("{}: made; slots still empty: {left}", self.output.display());
        show::remark(ui, world, &remark)?;
        if !open.is_empty() {
            show::remark(ui, world, &format!("placeholders still open: {}", open.join(", ")))?;
        }
        Ok(Exit::Clean)
    }
}

/// The placeholders that nobody gave a value for.
fn open_placeholders(filled: &Filled) -> Vec<String> {
    let compiled = parse(&filled.after);
    let slots = Slots::new(&compiled);
    (0..slots.placeholders().len()).map(|index| slots.key(&Target::Placeholder(index))).collect()
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
