//! `gonogo policy`: who may sign what, as it stands in the record and as it is proposed.

use std::io::Write as _;
use std::path::Path;

use anyhow::Result;

use super::{Door, Exit, Ui, show, write_back};
use crate::config;
use crate::engine::place::Place;
use crate::engine::{init, policy};
use crate::record::{Proposed, Written};
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Is the policy in the work tree sound? Errors with line and column, and keys that end soon
    Check,
    /// The policy in force: its number, who may sign as what, who may change it
    Show,
    /// How the policy in the work tree differs from the one in force, and who has still to approve it
    Propose,
    /// Approve the policy in the work tree; recorded once enough people have
    Approve,
}

impl Door for Args {
    const NAME: &'static str = "policy";
    const ABOUT: &'static str = "The policy of the record: check, show, propose and approve changes";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let place = Place::of(world, Path::new("."))?;
        match self.what {
            What::Check => check(world, &place),
            What::Show => show(world, &place),
            What::Propose => propose(world, &place),
            What::Approve => approve(ui, world, &place),
        }
    }
}

fn check(world: &mut World, place: &Place) -> Result<Exit> {
    let (written, now) = (policy::written(place)?, world.now());
    let mut said = policy::soundness(&written, now);
    said.warnings.extend(policy::pinned(place, &written, now));
    for fault in &said.faults {
        writeln!(world.stdout, "{}", show::visible(&format!("error: {fault}")))?;
    }
    for warning in &said.warnings {
        writeln!(world.stdout, "{}", show::visible(&format!("warning: {warning}")))?;
    }
    if said.faults.is_empty() {
        writeln!(world.stdout, "the policy is sound")?;
    }
    Ok(if said.faults.is_empty() { Exit::Clean } else { Exit::Findings })
}

fn show(world: &mut World, place: &Place) -> Result<Exit> {
    let (state, now) = (place.state()?, world.now());
    let (number, digest) = state.policy();
    let since = state.since().map_or_else(|| "an unknown time".to_owned(), |time| time.to_string());
    writeln!(world.stdout, "policy {number} of {}, in force since {since}\n{digest}", place.branch)?;
    let config = config::Config::parse(Path::new("policy.toml"), state.files.policy_toml.clone())?;
    for (role, people) in config.roles() {
        let line = format!("{role}: {} of {}", people.quorum(), people.people().join(", "));
        writeln!(world.stdout, "  {}", show::visible(&line))?;
    }
    let roots = state.roots(now).into_iter().collect::<Vec<_>>().join(", ");
    let line = format!("changes need {} of {roots}", state.rules().threshold);
    writeln!(world.stdout, "  {}", show::visible(&line))?;
    let pinned = policy::pinned(place, &state.files, now);
    for warning in policy::soundness(&state.files, now).warnings.into_iter().chain(pinned) {
        writeln!(world.stdout, "{}", show::visible(&format!("warning: {warning}")))?;
    }
    Ok(Exit::Clean)
}

fn propose(world: &mut World, place: &Place) -> Result<Exit> {
    let (state, files, proposed) = policy::proposal(place, world.now())?;
    let pairs = [
        (config::FILE_NAME, &state.files.policy_toml, &files.policy_toml),
        (init::SIGNERS, &state.files.allowed_signers, &files.allowed_signers),
        (policy::REVOKED, &state.files.revoked_keys, &files.revoked_keys),
    ];
    for (name, old, new) in pairs.into_iter().filter(|(_, old, new)| old != new) {
        write_back::diff(world, name, &String::from_utf8_lossy(old), &String::from_utf8_lossy(new))?;
    }
    world.stdout.write_all(proposed.text.as_bytes())?;
    said(world, &proposed)?;
    Ok(Exit::Clean)
}

fn approve(ui: &Ui, world: &mut World, place: &Place) -> Result<Exit> {
    let (proposed, written) = policy::approve(world, place)?;
    world.stdout.write_all(proposed.text.as_bytes())?;
    match written {
        None => {
            said(world, &proposed)?;
            let short = policy::APPROVALS;
            show::remark(ui, world, &format!("your approval lies in {short}; commit it, so that the others find it"))?;
        }
        Some(Written::New(commit)) => {
            writeln!(world.stdout, "policy {} is in force: {} as {commit}", proposed.number, place.branch)?;
        }
        Some(Written::AlreadyRecorded(commit)) => writeln!(world.stdout, "in force already: {commit}")?,
    }
    Ok(Exit::Clean)
}

fn said(world: &mut World, proposed: &Proposed) -> Result<()> {
    let people = |people: &std::collections::BTreeSet<String>| match people.is_empty() {
        true => "nobody".to_owned(),
        false => people.iter().cloned().collect::<Vec<_>>().join(", "),
    };
    let (approved, may) = (people(&proposed.approved), people(&proposed.roots));
    let line = match proposed.missing {
        0 => format!(
            "approved by {approved}; to record it: gonogo policy approve, by {}",
            people(&proposed.committers())
        ),
        missing => format!("approved by {approved}; at least {missing} more needed, of {may}"),
    };
    Ok(writeln!(world.stdout, "{}", show::visible(&line))?)
}
