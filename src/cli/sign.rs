//! `gonogo sign`: sign as a role.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use clap::builder::PossibleValuesParser;

use super::{Door, Exit, Ui, show, write_back};
use crate::engine::sign::{self, Wish};
use crate::signing::statement::{Decision, Meaning};
use crate::world::World;

/// What signing can mean; taking back is a command of its own.
const MEANINGS: [Meaning; 6] =
    [Meaning::Authored, Meaning::Performed, Meaning::Reviewed, Meaning::Approved, Meaning::Verified, Meaning::Waived];

#[derive(clap::Args)]
pub(super) struct Args {
    /// The run
    run: PathBuf,
    /// As whom, e.g. "Release Manager"
    #[arg(long)]
    role: String,
    /// Which of several places: an item, a sign-off's id, or :LINE
    #[arg(long, visible_alias = "item", value_name = "PLACE")]
    at: Option<String>,
    /// What signing means
    #[arg(long, default_value = "approved", value_parser = PossibleValuesParser::new(MEANINGS.map(Meaning::word)))]
    meaning: String,
    /// The decision that goes with it
    #[arg(long, default_value = "none", value_parser = PossibleValuesParser::new(Decision::ALL.iter().map(|word| word.word())))]
    decision: String,
    /// Why, in one line; needed for NO-GO, CONDITIONAL-GO and waived
    #[arg(long)]
    reason: Option<String>,
    /// Only type the name: no statement, no signature, no proof
    #[arg(long, conflicts_with_all = ["meaning", "decision", "reason"])]
    typed: bool,
    /// Show the statement and the change, and sign nothing
    #[arg(long)]
    dry_run: bool,
}

impl Door for Args {
    const NAME: &'static str = "sign";
    const ABOUT: &'static str = "Sign as a role: a statement with an SSH signature, and the name in the text";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        if self.typed {
            let (before, after) = sign::typed(world, &self.run, &self.role, self.at.as_deref())?;
            write_back::write_back(world, &self.run, &before, after.text(), self.dry_run)?;
            show::remark(
                ui,
                world,
                &format!("{}: name typed for {}; nothing was signed", self.run.display(), self.role),
            )?;
            return Ok(Exit::Clean);
        }
        let wish = Wish {
            run: &self.run,
            role: &self.role,
            at: self.at.as_deref(),
            // Clap lets only the words of the two lists through.
            meaning: Meaning::parse(&self.meaning).unwrap_or(Meaning::Approved),
            decision: Decision::parse(&self.decision).unwrap_or(Decision::None),
            reason: self.reason.as_deref(),
        };
        let ready = sign::prepare(world, &wish)?;
        let after = ready.after()?;
        if self.dry_run {
            world.stdout.write_all(show::visible_lines(&ready.text).as_bytes())?;
            write_back::diff(world, ready.before().path(), ready.before().text(), after.text())?;
            return Ok(Exit::Clean);
        }
        if ui.remarks {
            writeln!(world.stderr, "{}", show::visible_lines(ready.text.trim_end()))?;
            world.stderr.flush()?;
        }
        if let Some(end) = ready.ends {
            show::remark(ui, world, &format!("your key ends on {end}; have a new one added: gonogo policy propose"))?;
        }
        let resumed = ready.resumed;
        let path = ready.sign(world)?;
        let path = path.strip_prefix(&world.cwd).unwrap_or(&path).display().to_string();
        show::remark(ui, world, &if resumed { format!("signed before: {path}") } else { format!("signed: {path}") })?;
        Ok(Exit::Clean)
    }
}
