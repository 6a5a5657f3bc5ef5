//! How findings are written to standard output.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::builder::PossibleValuesParser;

use super::{Exit, Ui, show};
use crate::engine::check::Checked;
use crate::engine::inputs::Wanted;
use crate::engine::many::{self, Outcome, Question};
use crate::engine::objects::Origin;
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
    /// Every finding on one line, in the order of the document
    #[arg(long)]
    concise: bool,
    /// Every finding with its lines, however many there are
    #[arg(long, conflicts_with = "concise")]
    all: bool,
}

// The files that `check` and `lint` judge, and how they say what they found.
#[derive(clap::Args)]
pub(super) struct Judging {
    /// Files and folders; - is standard input
    #[arg(required_unless_present_any = ["staged", "rev"], value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Judge files as they are staged; without any, all that the next commit changes
    #[arg(long)]
    staged: bool,
    /// Judge files as they are in this commit; without any, all of it
    #[arg(long, value_name = "REV", conflicts_with = "staged")]
    rev: Option<String>,
    /// Work on so many files at once; as many as the machine can, unless said
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
    #[command(flatten)]
    shape: Shape,
}

impl Judging {
    /// Judges every file, writes what was found, and gives the worst outcome.
    pub fn run(&self, ui: &Ui, world: &mut World, question: Question) -> Result<Exit> {
        let outcome = self.judge(world, question)?;
        self.write(ui, world, &outcome)
    }

    /// Judges every file.
    pub fn judge(&self, world: &mut World, question: Question) -> Result<Outcome> {
        many::judge(world, &self.wanted(), question, self.threads)
    }

    /// Judges every file as a run, against a template where one is given.
    pub fn judge_runs(&self, world: &mut World, template: Option<&Path>) -> Result<Outcome> {
        let wanted = Wanted { template: template.map(Path::to_path_buf), ..self.wanted() };
        many::judge(world, &wanted, Question::Complete, self.threads)
    }

    /// Writes what was found, and gives the worst outcome.
    pub fn write(&self, ui: &Ui, world: &mut World, outcome: &Outcome) -> Result<Exit> {
        // Where nothing could be judged, the errors say it all.
        if !outcome.judged.is_empty() || outcome.failed.is_empty() {
            self.shape.write(ui, world, &outcome.judged)?;
        }
        passed_over(ui, world, &outcome.passed_over)?;
        self.exit(world, outcome)
    }

    /// Says what could not be judged, and gives the worst outcome.
    pub fn exit(&self, world: &mut World, outcome: &Outcome) -> Result<Exit> {
        for error in &outcome.failed {
            show::error(world, error)?;
        }
        let judged = outcome.judged.iter().map(|checked| Exit::from(checked.verdict));
        let failed = outcome.failed.iter().map(|_| Exit::Fault);
        Ok(judged.chain(failed).max().unwrap_or(Exit::Undecided))
    }

    /// The files and folders that were named.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    fn wanted(&self) -> Wanted {
        let staged = self.staged.then_some(Origin::Staged);
        Wanted {
            paths: self.paths.clone(),
            origin: staged.or_else(|| self.rev.clone().map(Origin::Revision)),
            template: None,
        }
    }
}

/// Says which files of a folder were not judged: for each reason how many, and the first by name.
fn passed_over(ui: &Ui, world: &mut World, files: &[(String, &'static str)]) -> Result<()> {
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, why) in files {
        reasons.entry(why).or_default().push(name);
    }
    for (why, names) in reasons {
        let Some((first, others)) = names.split_first() else { continue };
        let more = if others.is_empty() { String::new() } else { format!(" and {} more", others.len()) };
        show::remark(ui, world, &format!("{first}{more}: not judged, {why}"))?;
    }
    Ok(())
}

impl Shape {
    /// Writes the findings of every file, and the verdicts.
    fn write(&self, ui: &Ui, world: &mut World, all: &[Checked]) -> Result<()> {
        let style = Style { concise: self.concise, all: self.all, ..ui.style(world) };
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
