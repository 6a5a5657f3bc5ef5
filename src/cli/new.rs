//! `gonogo new`: a run from a template and run data.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{Door, Exit, Ui, run_data, show, write_back};
use crate::engine::{check, files, parts, starters, template};
use crate::fill::{FillOptions, Filled, RunData, Slots, Target, fill, render};
use crate::model::Stage;
use crate::parse::parse;
use crate::text::Source;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The blank master, which stays as it is; *.j2 is rendered whole; or the name of a starter that gonogo brings along
    #[arg(required_unless_present = "list")]
    template: Option<PathBuf>,
    /// The run; directories that lack are made
    #[arg(long, short, value_name = "RUN", required_unless_present = "list")]
    output: Option<PathBuf>,
    /// List the starters
    #[arg(long, exclusive = true)]
    list: bool,
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
        let (Some(template), Some(output)) = (&self.template, &self.output) else { return list(world) };
        let made = self.made(ui, world, template, output)?;
        let open = open_placeholders(&made.filled);
        if self.strict && !open.is_empty() {
            bail!("nothing was written: no value is given for {}; pass --set KEY=VALUE", open.join(", "));
        }
        if self.dry_run {
            write_back::diff(world, &files::name(output), made.before.text(), &made.text)?;
            return Ok(Exit::Clean);
        }
        let path = world.path(output);
        if same_file(&path, &world.path(template)) {
            bail!("{}: is the template itself; choose another name for the run", files::name(output));
        }
        if self.force {
            files::create_or_replace(&path, made.text.as_bytes())?;
        } else {
            files::create(&path, made.text.as_bytes())?;
        }
        let left = made.filled.report.left_over.len();
        let remark = format!("{}: made; slots still empty: {left}", files::name(output));
        show::remark(ui, world, &remark)?;
        if !open.is_empty() {
            show::remark(ui, world, &format!("placeholders still open: {}", open.join(", ")))?;
        }
        Ok(Exit::Clean)
    }
}

/// A run that can be written.
struct Made {
    /// The template.
    before: Source,
    /// What was filled, and what is left.
    filled: Filled,
    /// The run.
    text: String,
}

impl Args {
    /// The run, of a starter, of a template that is rendered whole, or of one that is filled slot by slot.
    fn made(&self, ui: &Ui, world: &mut World, template: &Path, output: &Path) -> Result<Made> {
        if parts::is_whole(template) {
            return self.rendered(ui, world, template, output);
        }
        let starter = starters::find(&template.to_string_lossy()).filter(|_| !world.path(template).exists());
        let (before, checklist) = match starter {
            Some(starter) => {
                let source = starter.source()?;
                let checklist = parse(&source);
                (source, checklist)
            }
            None => check::as_written(world, template)?,
        };
        let data = self.given.read(ui, world, &checklist, Path::new("."))?;
        let filled = fill(&before, &checklist, &data, FillOptions::default())?;
        self.given.all_known(ui, world, &filled)?;
        let text = match starter {
            Some(starter) if check::configured(world, output)?.1.stage == Some(Stage::Run) => {
                template::pinned_to_starter(starter, &before, &filled.after)
            }
            // What is to be made one's own is held against nothing.
            Some(_) => filled.after.text().to_owned(),
            None => template::pinned(world, template, output, &before, &filled.after),
        };
        Ok(Made { before, filled, text })
    }

    /// The run of a template that is rendered whole.
    fn rendered(&self, ui: &Ui, world: &mut World, template: &Path, output: &Path) -> Result<Made> {
        let parts = parts::read(world, template)?;
        let name = files::name(template);
        let before = Source::new(name, parts.first().map(|part| part.text.clone().into_bytes()).unwrap_or_default())?;
        let empty = parse(&Source::new("", Vec::new())?);
        let data = self.given.read_for_template(world, &empty)?;
        let made = render(&files::name(output), &parts, &data)?;
        self.given.all_used(ui, world, &made.unused)?;
        let filled = fill(&made.source, &made.checklist, &RunData::default(), FillOptions::default())?;
        let text = template::pinned(world, template, output, &before, &made.source);
        Ok(Made { before, text, filled })
    }
}

/// The starters, one a line.
fn list(world: &mut World) -> Result<Exit> {
    let width = starters::STARTERS.iter().map(|starter| starter.name.len()).max().unwrap_or(0);
    for starter in starters::STARTERS {
        writeln!(world.stdout, "{:width$}  {}", starter.name, starter.summary)?;
    }
    Ok(Exit::Clean)
}

/// The placeholders that nobody gave a value for.
fn open_placeholders(filled: &Filled) -> Vec<String> {
    let slots = Slots::new(&filled.compiled);
    (0..slots.placeholders().len()).map(|index| slots.key(&Target::Placeholder(index))).collect()
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((dunce::canonicalize(a), dunce::canonicalize(b)), (Ok(a), Ok(b)) if a == b)
}
