//! Setting up: keys, configuration, who may sign, the record's first commit, the hook, the merge driver, a first run.
//!
//! All of it is planned first, so that it can be shown; what is there already is left as it is.

mod draft;
mod texts;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::place::{GENESIS, Place};
use super::{files, hook, policy};
use crate::config::{self, Config};
use crate::git::Identity;
use crate::record::PolicyFiles;
use crate::signing::ssh_keygen::SshKeygen;
use crate::world::World;
use draft::Draft;

/// Where the public keys of those who may sign are kept, from the repository's root.
pub const SIGNERS: &str = ".gonogo/allowed_signers";
/// The first run, which setting up makes to be signed; from the repository's root.
pub const FIRST_RUN: &str = "releases/setup.md";

/// What to set up.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// `Role=e-mail`: who may sign as what.
    pub roles: Vec<String>,
    /// `e-mail=FILE.pub`, or `e-mail=ssh-ed25519 AAAA…`: the public keys of others.
    pub signers: Vec<String>,
    /// The program that the hook runs; no hook is installed without it.
    pub program: Option<PathBuf>,
    /// Whether to make a first run to sign, where no run lies yet.
    pub first_run: bool,
}

/// One thing to do, and what it is for.
#[derive(Clone, Debug)]
pub struct Step {
    /// The file, setting or branch.
    pub what: String,
    /// What it is for, in a few words.
    pub why: String,
    /// The text of a file that is going to be written, or what is added to it.
    pub text: Option<String>,
    act: Act,
}

#[derive(Clone, Debug)]
enum Act {
    /// It is there already.
    Keep,
    Create(PathBuf),
    Append(PathBuf),
    Set(&'static str),
    Begin,
    Hook(PathBuf),
    /// A first run; only beside a record that begins now.
    FirstRun(PathBuf),
}

/// Everything that is going to be done.
pub struct Plan {
    root: PathBuf,
    identity: Identity,
    key: String,
    program: Option<String>,
    config: Config,
    policy: PolicyFiles,
    /// In order.
    pub steps: Vec<Step>,
    /// What to look at before others can sign.
    pub warnings: Vec<String>,
}

/// What was done.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// One line each.
    pub lines: Vec<String>,
    /// The first run, where one was made: it is to be signed next.
    pub first_run: Option<PathBuf>,
}

/// Works out what is to be done; nothing is written.
///
/// # Errors
/// When there is no work tree, git does not know who works here, there is no key, or what is wished can't be.
pub fn plan(world: &World, wish: &Wish) -> Result<Plan> {
    let before = Place::of(world, Path::new("."))?;
    let root = before
        .repository
        .work_dir()
        .context("a bare repository has no files to set up; run this in a clone")?
        .to_path_buf();
    let identity = before.identity()?;
    let mut draft = Draft::new(world, wish, &before, &root);
    let (key, program) = (draft.key()?, draft.setting("gpg.ssh.program").map(str::to_owned));
    let own = SshKeygen::new(world, program.as_deref(), Some(&key))?.read_key()?;
    let toml = draft.toml()?;
    let config = Config::parse(&root.join(config::FILE_NAME), toml.clone())?;
    let allowed = draft.signers(&config, identity.email(), &own)?;
    let policy =
        PolicyFiles { policy_toml: toml, allowed_signers: allowed, revoked_keys: Vec::new(), signatures: Vec::new() };
    let said = policy::soundness(&policy, world.now());
    let warnings = said.faults.into_iter().chain(said.warnings).collect();
    let place = Place::with(world, &root, config)?;
    draft.record(&place)?;
    draft.hook();
    draft.driver()?;
    draft.first_run(&place.config);
    let steps = draft.steps;
    Ok(Plan { root, identity, key, program, config: place.config, policy, steps, warnings })
}

impl Plan {
    /// Does it.
    ///
    /// # Errors
    /// When something can't be written. What was done by then stays, and the same command again does the rest.
    pub fn carry_out(self, world: &World) -> Result<Done> {
        let mut done = Done::default();
        let Self { root, identity, key, program, config, policy, steps, .. } = self;
        let place = Place::with(world, &root, config)?;
        let signer = SshKeygen::new(world, program.as_deref(), Some(&key))?;
        let mut begins = false;
        for Step { what, why, text, act } in steps {
            let text = text.unwrap_or_default();
            match act {
                Act::Keep => done.lines.push(format!("{what}: {why}")),
                Act::Create(path) => {
                    files::create(&path, text.as_bytes())?;
                    done.lines.push(format!("{what}: {why}"));
                }
                Act::Append(path) => {
                    let there = files::read_at(&path, &what)?;
                    files::replace(&path, &there, format!("{}{text}", there.text()).as_bytes())?;
                    done.lines.push(format!("{what}: {why}"));
                }
                Act::Set(GENESIS) => {
                    place.repository.set_config(GENESIS, &place.state()?.genesis.to_string())?;
                    done.lines.push(format!("{what}: {why}"));
                }
                Act::Set(name) => {
                    place.repository.set_config(name, &text)?;
                    done.lines.push(format!("{what}: {why}"));
                }
                Act::Begin => {
                    let clock = || world.now();
                    let begun = place.writer(&signer, &identity, &clock).begin(&policy)?.commit();
                    begins = true;
                    done.lines.push(format!("{what}: the record, begun with {begun}; keep this id somewhere else too"));
                }
                Act::Hook(program) => {
                    match hook::prepare(world, &program, false).and_then(|hook| hook.install().map(|()| hook.path)) {
                        Ok(path) => done.lines.push(format!("{}: {why}", path.display())),
                        Err(error) => done.lines.push(format!("no hook: {error:#}")),
                    }
                }
                Act::FirstRun(path) if begins => {
                    files::create(&path, text.as_bytes())?;
                    done.lines.push(format!("{what}: {why}"));
                    done.first_run = Some(path);
                }
                Act::FirstRun(_) => {}
            }
        }
        Ok(done)
    }
}
