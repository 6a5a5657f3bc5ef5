//! `gonogo init`: keys, configuration, signers, record, hook and a first sign-off in one go.

use std::io::Write as _;

use anyhow::Result;

use super::ask::{self, line};
use super::{Door, Exit, Ui, show, sign};
use crate::config;
use crate::engine::init::{self, Plan, Wish};
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Who may sign as what; may be given several times, and is asked for where it is not
    #[arg(long, value_name = "ROLE=EMAIL")]
    role: Vec<String>,
    /// The public key of somebody else who signs, or its file; may be given several times
    #[arg(long, value_name = "EMAIL=FILE.pub")]
    signer: Vec<String>,
    /// Install no pre-commit hook
    #[arg(long)]
    no_hook: bool,
    /// Make no first run to sign
    #[arg(long)]
    no_first_run: bool,
    /// Show what would be done, with every file, and do nothing
    #[arg(long)]
    dry_run: bool,
}

impl Door for Args {
    const NAME: &'static str = "init";
    const ABOUT: &'static str =
        "Set a repository up: keys, configuration, signers, the record, the hook, a first sign-off";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let program = if self.no_hook { None } else { std::env::current_exe().ok() };
        let (roles, signers, first_run) = (self.role.clone(), self.signer.clone(), !self.no_first_run);
        let mut wish = Wish { roles, signers, program, first_run };
        if wish.roles.is_empty() && world.person && !world.path(config::FILE_NAME).exists() {
            questions(world, &mut wish)?;
        }
        let plan = init::plan(world, &wish)?;
        if self.dry_run {
            shown(world, &plan)?;
            return Ok(Exit::Clean);
        }
        let warnings = plan.warnings.clone();
        let done = plan.carry_out(world)?;
        for line in &done.lines {
            show::remark(ui, world, line)?;
        }
        for warning in warnings {
            show::remark(ui, world, &format!("look at: {warning}"))?;
        }
        let Some(run) = done.first_run else { return Ok(Exit::Clean) };
        let run = run.strip_prefix(&world.cwd).map(std::path::Path::to_path_buf).unwrap_or(run);
        if world.person {
            sign::all_mine(ui, world, &run)?;
        } else {
            show::remark(ui, world, &format!("sign it: gonogo sign {} --all-mine", run.display()))?;
        }
        let next = format!(
            "commit these files; once everybody has signed {0}: gonogo record {0}; in each other clone: gonogo init",
            run.display()
        );
        show::remark(ui, world, &next)?;
        Ok(Exit::Clean)
    }
}

/// Asks who is in the team; an empty answer ends it.
fn questions(world: &mut World, wish: &mut Wish) -> Result<()> {
    ask::say(world, "Who signs? One role after the other; an empty line ends.\n")?;
    while let Some(role) = line(world, "Role, e.g. Release Manager: ")? {
        let Some(email) = line(world, &format!("E-mail of who signs as {role}: "))? else { break };
        wish.roles.push(format!("{role}={email}"));
        let known = wish.signers.iter().any(|pair| pair.starts_with(&format!("{email}=")));
        if !known
            && let Some(key) = line(world, "Their public key, or its file; empty if it is yours or comes later: ")?
        {
            wish.signers.push(format!("{email}={key}"));
        }
    }
    Ok(())
}

fn shown(world: &mut World, plan: &Plan) -> Result<()> {
    for step in &plan.steps {
        writeln!(world.stdout, "{}", show::visible(&format!("{}: {}", step.what, step.why)))?;
        let text = step.text.as_deref().unwrap_or_default();
        for line in text.lines() {
            writeln!(world.stdout, "  | {}", show::visible(line))?;
        }
    }
    for warning in &plan.warnings {
        writeln!(world.stdout, "{}", show::visible(&format!("look at: {warning}")))?;
    }
    Ok(())
}
