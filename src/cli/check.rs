//! `gonogo check`: is the run complete?

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;

use super::{Door, Exit, Ui, findings, show};
use crate::engine::check;
use crate::output;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    judging: findings::Judging,
    /// Say which settings hold for each file, and where from; judge nothing
    #[arg(long, conflicts_with_all = ["staged", "rev"])]
    show_config: bool,
    /// The template that the runs have to keep to, whichever they name themselves
    #[arg(long, value_name = "FILE", conflicts_with = "show_config")]
    template: Option<PathBuf>,
    /// Say what is not asked for, or only under a condition, by which words, and how to say otherwise
    #[arg(long, conflicts_with_all = ["show_config", "format", "concise", "all"])]
    why: bool,
}

impl Door for Args {
    const NAME: &'static str = "check";
    const ABOUT: &'static str = "Is the run complete? GO or NO-GO, and every hold";
    const ONLY_READS: bool = true;

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        if self.show_config {
            return show_config(world, self.judging.paths());
        }
        let outcome = self.judging.judge_runs(world, self.template.as_deref())?;
        if self.why {
            for checked in &outcome.judged {
                output::reasons::reasons(&checked.judged(), &mut world.stdout)?;
            }
            return self.judging.exit(world, &outcome);
        }
        self.judging.write(ui, world, &outcome)
    }
}

/// The settings that hold for each file, one on a line, with its place in the configuration.
fn show_config(world: &mut World, paths: &[PathBuf]) -> Result<Exit> {
    for path in paths {
        let (config, settings) = check::settings_of(world, path)?;
        let name = config.path().map(|path| show::visible(&path.display().to_string()).into_owned());
        let from = name.as_deref().unwrap_or("no gonogo.toml: the defaults hold");
        writeln!(world.stdout, "{}: {from}", show::visible(&path.display().to_string()))?;
        for setting in settings {
            let line = setting.line.zip(name.as_deref()).map(|(line, name)| format!("{name}:{line}"));
            let from = line.unwrap_or_else(|| "default".to_owned());
            let (key, value) = (show::visible(&setting.key), show::visible(&setting.value));
            writeln!(world.stdout, "  {key} = {value}  ({from})")?;
        }
    }
    Ok(Exit::Clean)
}
