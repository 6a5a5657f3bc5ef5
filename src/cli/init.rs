//! `gonogo init`: configuration, signers, record and hook in one go.

use anyhow::Result;

use super::{Door, Exit, Ui, show};
use crate::engine::init::{self, Wish};
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Who may sign as what; may be given several times
    #[arg(long, value_name = "ROLE=EMAIL")]
    role: Vec<String>,
    /// The public key of somebody else who signs; may be given several times
    #[arg(long, value_name = "EMAIL=FILE.pub")]
    signer: Vec<String>,
    /// Install no pre-commit hook
    #[arg(long)]
    no_hook: bool,
}

impl Door for Args {
    const NAME: &'static str = "init";
    const ABOUT: &'static str = "Set a repository up: configuration, signers, the record, the hook";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let program = if self.no_hook { None } else { std::env::current_exe().ok() };
        let wish = Wish { roles: self.role.clone(), signers: self.signer.clone(), program };
        for line in init::init(world, &wish)? {
            show::remark(ui, world, &line)?;
        }
        Ok(Exit::Clean)
    }
}
