//! `gonogo hook`: refuse commits of checklists that claim a completion they don't have.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::{Door, Exit, Ui, findings, show, write_back};
use crate::diagnostic::Severity;
use crate::engine::hook::{self, Outcome};
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Put the hook into this repository
    Install {
        /// Replace another hook
        #[arg(long)]
        force: bool,
        /// Show what would be written, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Judge what is staged, as the hook does
    Run {
        /// Judge these files, as they are staged; without any, all that the commit changes
        files: Vec<PathBuf>,
    },
}

impl Door for Args {
    const NAME: &'static str = "hook";
    const ABOUT: &'static str = "Refuse commits of checklists that falsely claim completion";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        match &self.what {
            What::Install { force, dry_run } => {
                let program = std::env::current_exe().context("where this program is can't be found out")?;
                let hook = hook::prepare(world, &program, *force)?;
                let path = hook.path.display().to_string();
                if *dry_run {
                    let before = std::fs::read(&hook.path).unwrap_or_default();
                    write_back::diff(world, &path, &String::from_utf8_lossy(&before), &hook.text)?;
                    return Ok(Exit::Clean);
                }
                hook.install()?;
                show::remark(ui, world, &format!("{path}: installed"))?;
                Ok(Exit::Clean)
            }
            What::Run { files } => report(ui, world, &hook::run(world, files)?),
        }
    }
}

/// One line for each file that may be committed; every finding of those that may not.
fn report(ui: &Ui, world: &mut World, outcome: &Outcome) -> Result<Exit> {
    let mut exit = Exit::Clean;
    for staged in &outcome.judged {
        let (path, checked) = (&staged.path, &staged.checked);
        let holds = checked.diagnostics.iter().filter(|found| found.severity != Severity::Warning).count();
        match &staged.claim {
            None => {
                let done = match holds {
                    0 => "nothing holds it".to_owned(),
                    1 => "half done (1 hold)".to_owned(),
                    many => format!("half done ({many} holds)"),
                };
                show::remark(ui, world, &format!("gonogo: {path}: {done}, and it claims nothing: may be committed"))?;
            }
            Some(_) if !staged.is_refused() => {
                show::remark(ui, world, &format!("gonogo: {path}: {}", checked.verdict))?;
            }
            Some(claim) => {
                exit = exit.max(Exit::from(checked.verdict));
                findings::text(ui, world, checked)?;
                let line = checked.source.line_of(claim.span.start);
                let words = show::visible(&claim.words);
                writeln!(
                    world.stdout,
                    "{}:{line}: it claims completion: {words}; mend the holds, or take the claim back, and stage it again",
                    show::visible(path)
                )?;
            }
        }
    }
    for error in &outcome.failed {
        exit = Exit::Fault;
        show::error(world, error)?;
    }
    for (path, why) in &outcome.passed_over {
        show::remark(ui, world, &format!("gonogo: {path}: not judged, {why}"))?;
    }
    Ok(exit)
}
