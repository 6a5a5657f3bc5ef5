//! `gonogo withdraw`: take back what one has signed.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;

use super::{Door, Exit, Ui, show};
use crate::engine::files;
use crate::engine::sign::{self, Wish};
use crate::signing::statement::{Decision, Meaning};
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The run
    run: PathBuf,
    /// As whom it was signed, e.g. "Release Manager"
    #[arg(long)]
    role: String,
    /// Which of several places: an item, a sign-off's id, or :LINE
    #[arg(long, visible_alias = "item", value_name = "PLACE")]
    at: Option<String>,
    /// Why, in one line
    #[arg(long)]
    reason: String,
    /// Show the statement, and sign nothing
    #[arg(long)]
    dry_run: bool,
}

impl Door for Args {
    const NAME: &'static str = "withdraw";
    const ABOUT: &'static str = "Take back what you have signed: a statement that says so, signed in its turn";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let wish = Wish {
            run: &self.run,
            role: &self.role,
            at: self.at.as_deref(),
            meaning: Meaning::Withdrawn,
            decision: Decision::None,
            reason: Some(&self.reason),
        };
        let ready = sign::prepare(world, &wish)?;
        if self.dry_run {
            world.stdout.write_all(show::visible_lines(&ready.text).as_bytes())?;
            return Ok(Exit::Clean);
        }
        let path = ready.sign(world)?;
        let path = files::name(path.strip_prefix(&world.cwd).unwrap_or(&path));
        show::remark(ui, world, &format!("taken back: {path}; the name stays in the text until somebody signs anew"))?;
        Ok(Exit::Clean)
    }
}
