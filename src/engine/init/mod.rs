//! Setting up: keys, configuration, who may sign, the record's first commit, the hook, the merge driver, a first run.
//!
//! All of it is planned first, so that it can be shown; what is there already is left as it is.

mod texts;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::place::{GENESIS, Place};
use super::{files, hook, policy};
use crate::config::{self, Config};
use crate::git::Identity;
use crate::record::{self, PolicyFiles};
use crate::signing::ssh_keygen::SshKeygen;
use crate::signing::sshsig::Key;
use crate::world::World;

/// Where the public keys of those who may sign are kept, from the repository's root.
pub const SIGNERS: &str = ".gonogo/allowed_signers";
/// The first run, which setting up makes to be signed; from the repository's root.
pub const FIRST_RUN: &str = "releases/setup.md";
/// The keys that OpenSSH looks for, in its order.
const KEYS: [&str; 3] = [".ssh/id_ed25519", ".ssh/id_ecdsa", ".ssh/id_rsa"];
/// What git says of files that the merge driver is for.
const ATTRIBUTE: &str = "releases/**/*.md merge=gonogo\n";

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
    let mut steps = Vec::new();
    let setting = |name: &str| before.repository.config(name).map(str::to_owned);
    if let Some(format) = setting("gpg.format").filter(|format| format != "ssh") {
        bail!(
            "git signs with {format} here, but a record is begun with an SSH key: git config gpg.format ssh; keys of OpenPGP are pinned in gonogo.toml later"
        );
    }
    let (key, program) = (setting("user.signingkey"), setting("gpg.ssh.program"));
    let key = match key {
        Some(key) => key,
        None => {
            let path = found_key(world)?;
            steps.push(set("user.signingkey", "the key that you sign with", path.clone()));
            path
        }
    };
    if setting("gpg.format").is_none() {
        steps.push(set("gpg.format", "git and gonogo sign with SSH keys", "ssh".to_owned()));
    }
    let own = SshKeygen::new(world, program.as_deref(), Some(&key))?.read_key()?;

    let roles = pairs(&wish.roles, "Role=ana@example.org")?;
    let path = root.join(config::FILE_NAME);
    let toml = match path.exists() {
        false => {
            let text = texts::starter(&roles);
            let why = "which files are what, and who may sign; every line is explained there";
            steps.push(create(config::FILE_NAME, why, path.clone(), &text));
            text.into_bytes()
        }
        true if !roles.is_empty() => {
            bail!("{} is there already; add the roles to its [roles] by hand", config::FILE_NAME)
        }
        true => {
            steps.push(keep(config::FILE_NAME, "is there already, and stays as it is"));
            std::fs::read(&path).with_context(|| format!("can't read {}", path.display()))?
        }
    };
    let config = Config::parse(&path, toml.clone())?;
    let people = texts::people(&config)?;

    let list = root.join(SIGNERS);
    let allowed = match list.exists() {
        false => {
            let mut keys = BTreeMap::from([(identity.email().to_owned(), own.openssh())]);
            for (email, key) in pairs(&wish.signers, "ana@example.org=ana.pub")? {
                keys.insert(email.to_lowercase(), public_key(world, &key)?.openssh());
            }
            let text = texts::signers(&keys, &people, identity.email());
            let why = "whose keys count, as what; the file that git and ssh-keygen read too";
            steps.push(create(SIGNERS, why, list.clone(), &text));
            text.into_bytes()
        }
        true if !wish.signers.is_empty() => bail!("{SIGNERS} is there already; add the keys to it by hand"),
        true => {
            steps.push(keep(SIGNERS, "is there already, and stays as it is"));
            std::fs::read(&list).with_context(|| format!("can't read {}", list.display()))?
        }
    };
    let policy =
        PolicyFiles { policy_toml: toml, allowed_signers: allowed, revoked_keys: Vec::new(), signatures: Vec::new() };
    let said = policy::soundness(&policy, world.now());
    let warnings = said.faults.into_iter().chain(said.warnings).collect();

    // A record that is known elsewhere is gone on with, never begun a second time.
    let place = Place::with(world, &root, config)?;
    let branch = place.branch.to_string();
    let begun = place.begun()?;
    match &begun {
        Some(state) => steps.push(keep(&branch, &format!("is there already, begun with {}", state.genesis))),
        None => {
            steps.push(step(&branch, "the record: a branch that only grows, begun with these two files", Act::Begin))
        }
    }
    if begun.is_none_or(|state| setting(GENESIS).as_deref() != Some(&state.genesis.to_string())) {
        steps.push(step(
            &format!("git config {GENESIS}"),
            "this clone takes no other record for this one",
            Act::Set(GENESIS),
        ));
    }
    if let Some(program) = &wish.program {
        steps.push(step("the pre-commit hook", "refuses false claims of completion", Act::Hook(program.clone())));
    }
    driver(&root, &setting, &mut steps)?;
    if wish.first_run && !root.join("releases").exists() && !place.config.roles().is_empty() {
        let (text, path) = (texts::first_run(&place.config), root.join(FIRST_RUN));
        let why = "a first run, for each of the team to sign";
        steps.push(Step { act: Act::FirstRun(path.clone()), ..create(FIRST_RUN, why, path, &text) });
    }
    let config = place.config;
    Ok(Plan { root, identity, key, program, config, policy, steps, warnings })
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
                    let begun = record::genesis(&place.repository, &place.branch, &policy, &signer, &identity, &clock)?
                        .commit();
                    begins = true;
                    done.lines.push(format!("{what}: the record, begun with {begun}; keep this id somewhere else too"));
                }
                Act::Hook(program) => match hook::install(world, &program, false) {
                    Ok(path) => done.lines.push(format!("{}: {why}", path.display())),
                    Err(error) => done.lines.push(format!("no hook: {error:#}")),
                },
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

/// The merge driver: git's setting, and the attribute by which it knows the files.
fn driver(root: &Path, setting: &dyn Fn(&str) -> Option<String>, steps: &mut Vec<Step>) -> Result<()> {
    if setting("merge.gonogo.driver").is_none() {
        let command = "gonogo merge --marker-size %L %O %A %B %P".to_owned();
        steps.push(set("merge.gonogo.driver", "two copies of a run come together by what they say", command));
    }
    let (name, path) = (".gitattributes", root.join(".gitattributes"));
    let why = "the files that this driver merges";
    if !path.exists() {
        steps.push(create(name, why, path, ATTRIBUTE));
        return Ok(());
    }
    let there = files::read_at(&path, name)?;
    if !there.text().contains("merge=gonogo") {
        let gap = if there.text().is_empty() || there.text().ends_with('\n') { "" } else { "\n" };
        let text = Some(format!("{gap}{ATTRIBUTE}"));
        steps.push(Step { text, ..step(name, why, Act::Append(path)) });
    }
    Ok(())
}

fn step(what: &str, why: &str, act: Act) -> Step {
    Step { what: what.to_owned(), why: why.to_owned(), text: None, act }
}

fn keep(what: &str, why: &str) -> Step {
    step(what, why, Act::Keep)
}

fn create(what: &str, why: &str, path: PathBuf, text: &str) -> Step {
    Step { text: Some(text.to_owned()), ..step(what, why, Act::Create(path)) }
}

fn set(name: &'static str, why: &str, value: String) -> Step {
    Step { text: Some(value), ..step(&format!("git config {name}"), why, Act::Set(name)) }
}

/// The key that OpenSSH would use.
fn found_key(world: &World) -> Result<String> {
    let home = world.var("HOME").or_else(|| world.var("USERPROFILE")).map(PathBuf::from);
    let there = home.into_iter().flat_map(|home| KEYS.map(|name| home.join(name))).find(|path| path.exists());
    match there {
        Some(path) => Ok(path.to_string_lossy().into_owned()),
        None => bail!(
            "no signing key is configured, and there is none in ~/.ssh; make one with: ssh-keygen -t ed25519; or name one with: git config user.signingkey KEY.pub"
        ),
    }
}

/// A public key, or the file that holds it.
fn public_key(world: &World, text: &str) -> Result<Key> {
    let text = match text.contains(' ') {
        true => text.to_owned(),
        false => std::fs::read_to_string(world.path(text)).with_context(|| format!("can't read the key {text}"))?,
    };
    Key::parse(text.trim()).map_err(|reason| anyhow::anyhow!("{} is no public key: {reason}", text.trim()))
}

/// `left=right`, once each.
fn pairs(given: &[String], example: &str) -> Result<Vec<(String, String)>> {
    given
        .iter()
        .map(|pair| match pair.split_once('=') {
            Some((left, right)) if !left.trim().is_empty() && !right.trim().is_empty() => {
                Ok((left.trim().to_owned(), right.trim().to_owned()))
            }
            _ => bail!("\"{pair}\" is no pair; write for example {example}"),
        })
        .collect()
}
