//! The plan of a setup in the making: each part looks at what is there, and adds what has to be done.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::super::files;
use super::super::place::{GENESIS, Place};
use super::{Act, FIRST_RUN, SIGNERS, Step, Wish, texts};
use crate::config::{self, Config};
use crate::signing::sshsig::Key;
use crate::world::World;

/// The keys that OpenSSH looks for, in its order.
const KEYS: [&str; 3] = [".ssh/id_ed25519", ".ssh/id_ecdsa", ".ssh/id_rsa"];
/// What git says of files that the merge driver is for.
const ATTRIBUTE: &str = "releases/**/*.md merge=gonogo\n";

/// A plan in the making.
pub(super) struct Draft<'a> {
    world: &'a World,
    wish: &'a Wish,
    /// The place as it is found.
    before: &'a Place,
    root: &'a Path,
    pub steps: Vec<Step>,
}

impl<'a> Draft<'a> {
    pub fn new(world: &'a World, wish: &'a Wish, before: &'a Place, root: &'a Path) -> Self {
        Self { world, wish, before, root, steps: Vec::new() }
    }

    /// A setting of git, as it is found.
    pub fn setting(&self, name: &str) -> Option<&'a str> {
        self.before.repository.config(name)
    }

    /// The key that is signed with: the one that git is told, or one that OpenSSH would use.
    pub fn key(&mut self) -> Result<String> {
        if let Some(format) = self.setting("gpg.format").filter(|format| *format != "ssh") {
            bail!(
                "git signs with {format} here, but a record is begun with an SSH key: git config gpg.format ssh; keys of OpenPGP are pinned in gonogo.toml later"
            );
        }
        let key = match self.setting("user.signingkey") {
            Some(key) => key.to_owned(),
            None => {
                let path = found_key(self.world)?;
                self.steps.push(set("user.signingkey", "the key that you sign with", path.clone()));
                path
            }
        };
        if self.setting("gpg.format").is_none() {
            self.steps.push(set("gpg.format", "git and gonogo sign with SSH keys", "ssh".to_owned()));
        }
        Ok(key)
    }

    /// The configuration as it stands, or a first one.
    pub fn toml(&mut self) -> Result<Vec<u8>> {
        let roles = pairs(&self.wish.roles, "Role=ana@example.org")?;
        let path = self.root.join(config::FILE_NAME);
        if !path.exists() {
            let text = texts::starter(&roles);
            let why = "which files are what, and who may sign; every line is explained there";
            self.steps.push(create(config::FILE_NAME, why, path, &text));
            return Ok(text.into_bytes());
        }
        if !roles.is_empty() {
            bail!("{} is there already; add the roles to its [roles] by hand", config::FILE_NAME);
        }
        self.kept(config::FILE_NAME)
    }

    /// Whose keys count as it stands, or a first list: one's own key, and those that are given.
    pub fn signers(&mut self, config: &Config, email: &str, own: &Key) -> Result<Vec<u8>> {
        let people = texts::people(config)?;
        let path = self.root.join(SIGNERS);
        if !path.exists() {
            let mut keys = BTreeMap::from([(email.to_owned(), own.openssh())]);
            for (email, key) in pairs(&self.wish.signers, "ana@example.org=ana.pub")? {
                keys.insert(email.to_lowercase(), public_key(self.world, &key)?.openssh());
            }
            let text = texts::signers(&keys, &people, email);
            let why = "whose keys count, as what; the file that git and ssh-keygen read too";
            self.steps.push(create(SIGNERS, why, path, &text));
            return Ok(text.into_bytes());
        }
        if !self.wish.signers.is_empty() {
            bail!("{SIGNERS} is there already; add the keys to it by hand");
        }
        self.kept(SIGNERS)
    }

    /// A file that stays as it is.
    fn kept(&mut self, name: &str) -> Result<Vec<u8>> {
        self.steps.push(keep(name, "is there already, and stays as it is"));
        let path = self.root.join(name);
        std::fs::read(&path).with_context(|| format!("can't read {}", path.display()))
    }

    /// The record. One that is known elsewhere is gone on with, never begun a second time.
    pub fn record(&mut self, place: &Place) -> Result<()> {
        let branch = place.branch.to_string();
        let begun = place.begun()?.map(|state| state.genesis.to_string());
        self.steps.push(match &begun {
            Some(genesis) => keep(&branch, &format!("is there already, begun with {genesis}")),
            None => step(&branch, "the record: a branch that only grows, begun with these two files", Act::Begin),
        });
        if begun.is_none() || self.setting(GENESIS) != begun.as_deref() {
            let why = "this clone takes no other record for this one";
            self.steps.push(step(&format!("git config {GENESIS}"), why, Act::Set(GENESIS)));
        }
        Ok(())
    }

    /// The hook, where it is known which program it runs.
    pub fn hook(&mut self) {
        if let Some(program) = &self.wish.program {
            let hook = Act::Hook(program.clone());
            self.steps.push(step("the pre-commit hook", "refuses false claims of completion", hook));
        }
    }

    /// The merge driver: git's setting, and the attribute by which it knows the files.
    pub fn driver(&mut self) -> Result<()> {
        if self.setting("merge.gonogo.driver").is_none() {
            let command = "gonogo merge --marker-size %L %O %A %B %P".to_owned();
            self.steps.push(set("merge.gonogo.driver", "two copies of a run come together by what they say", command));
        }
        let (name, path) = (".gitattributes", self.root.join(".gitattributes"));
        let why = "the files that this driver merges";
        if !path.exists() {
            self.steps.push(create(name, why, path, ATTRIBUTE));
            return Ok(());
        }
        let there = files::read_at(&path, name)?;
        if !there.text().contains("merge=gonogo") {
            let gap = if there.text().is_empty() || there.text().ends_with('\n') { "" } else { "\n" };
            let text = Some(format!("{gap}{ATTRIBUTE}"));
            self.steps.push(Step { text, ..step(name, why, Act::Append(path)) });
        }
        Ok(())
    }

    /// A first run, where one is wished and there is somebody to sign it.
    pub fn first_run(&mut self, config: &Config) {
        if self.wish.first_run && !self.root.join("releases").exists() && !config.roles().is_empty() {
            let (text, path) = (texts::first_run(config), self.root.join(FIRST_RUN));
            let why = "a first run, for each of the team to sign";
            self.steps.push(Step { act: Act::FirstRun(path.clone()), ..create(FIRST_RUN, why, path, &text) });
        }
    }
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
    let home = world.home();
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
