//! The repository around a run: who works there, with which key, and where its record is.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::config::{self, Config};
use crate::git::{CommitId, Entered, GitError, Identity, RefName, Repository};
use crate::record::{self, AuditOptions, Clock, State, Writer};
use crate::signing::Signer;
use crate::signing::gpg::GpgSigner;
use crate::signing::ssh_keygen::SshKeygen;
use crate::time::Timestamp;
use crate::world::World;

/// The setting of git in which a clone keeps the record's first commit.
pub const GENESIS: &str = "gonogo.genesis";

/// Who else may say how a record began.
const AROUND: &str = "the repository around it";

/// Commits of the record that the reader remembers, by their full ids.
#[derive(Clone, Copy, Debug, Default)]
pub struct Remembered<'a> {
    /// One that must still be part of it.
    pub pin: Option<&'a str>,
    /// One up to which it was found to hold, so that only what came later is checked.
    pub since: Option<&'a str>,
    /// The last one that an earlier audit here saw; like a pin.
    pub seen: Option<&'a str>,
}

/// A repository with the configuration that holds in it.
pub struct Place {
    /// The repository.
    pub repository: Repository,
    /// The configuration.
    pub config: Config,
    /// The record's branch.
    pub branch: RefName,
    /// The record's first commit as the repository around knows it, where this one was told nothing.
    around: Option<String>,
    /// The time by which what stands there is judged.
    now: Timestamp,
}

impl Place {
    /// The place of a file or folder.
    ///
    /// # Errors
    /// When it is in no repository, or the configuration can't be read.
    pub fn of(world: &World, path: &Path) -> Result<Self> {
        let full = world.path(path);
        let full = dunce::canonicalize(&full).unwrap_or(full);
        let folder = if full.is_dir() { full.as_path() } else { full.parent().unwrap_or(&full) };
        let config = Config::find(folder)?;
        Self::with(world, folder, config)
    }

    /// The place of a record to be read: of a repository, or of a bundle that was made of one, by the configuration where
    /// the reader stands.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn of_record(world: &World, path: &Path) -> Result<Self> {
        let full = world.path(path);
        match full.is_file() {
            true => Self::around(world, Repository::of_bundle(world, &full)?, Config::find(&world.cwd)?),
            false => Self::of(world, path),
        }
    }

    /// The place of a folder whose configuration is known.
    ///
    /// # Errors
    /// When it is in no repository.
    pub fn with(world: &World, folder: &Path, config: Config) -> Result<Self> {
        let place = Self::around(world, Repository::open(world, folder, Entered::Plainly)?, config)?;
        let around = place.genesis_around(world);
        Ok(Self { around, ..place })
    }

    /// Whoever may commit to a repository may make a folder of it a repository of their own: what that is not told itself, the
    /// one around says.
    fn genesis_around(&self, world: &World) -> Option<String> {
        let above = self.repository.work_dir().filter(|_| self.repository.config(GENESIS).is_none())?.parent()?;
        Repository::open(world, above, Entered::Plainly).ok()?.config(GENESIS).map(str::to_owned)
    }

    fn around(world: &World, repository: Repository, config: Config) -> Result<Self> {
        let name = &config.record().branch;
        let branch = RefName::new(&full(name)).with_context(|| format!("'{name}' is no name for a branch"))?;
        Ok(Self { repository, config, branch, around: None, now: world.now() })
    }

    /// The work tree's root without links, or the repository's own folder where it has none: where paths start from.
    pub fn root(&self) -> PathBuf {
        let root = self.repository.work_dir().unwrap_or_else(|| self.repository.git_dir());
        dunce::canonicalize(root).unwrap_or_else(|_| root.to_path_buf())
    }

    /// The record as it stands. Where the configuration says how it began, it must have begun so; and it must stand where its
    /// own policy says.
    ///
    /// # Errors
    /// When there is none, or it is another one.
    pub fn state(&self) -> Result<State> {
        let state = self.state_to_change()?;
        match self.elsewhere_by(&state) {
            Some(reason) => bail!(
                "{reason} (wrong-record); where it has been renamed, change the policy with it: gonogo policy approve"
            ),
            None => Ok(state),
        }
    }

    /// What is wrong where the record's own policy names another branch than the configuration: that may come with a proposal,
    /// and lead to an older state of the same record, with an older policy.
    pub(super) fn elsewhere_by(&self, state: &State) -> Option<String> {
        let policy = Config::parse(Path::new(config::FILE_NAME), state.files.policy_toml.clone()).ok()?;
        let own = policy.record();
        let stands = [full(&own.branch), fetched(own)].iter().any(|name| name == self.branch.as_str());
        (!stands).then(|| {
            format!("the record's policy says that it is kept in {}, and gonogo.toml names {}", own.branch, self.branch)
        })
    }

    /// The same for whoever changes the policy, and with it perhaps the branch.
    ///
    /// # Errors
    /// When there is none, or it did not begin as it must have.
    pub fn state_to_change(&self) -> Result<State> {
        if self.repository.tip(&self.branch)?.is_none() && self.elsewhere()?.is_some() {
            bail!("{}", self.nothing()?);
        }
        self.state_at(&self.branch)
    }

    /// The record whose policy counts for a run: here, as it was last fetched, or where records are by default; `None` where none
    /// has been begun.
    ///
    /// # Errors
    /// When it can't be read, or is another one.
    pub fn governing(&self) -> Result<Option<State>> {
        if self.repository.tip(&self.branch)?.is_some() {
            return self.state().map(Some);
        }
        let default = config::Record::default();
        for name in [fetched(self.config.record()), full(&default.branch), fetched(&default)] {
            if let Some(name) = RefName::new(&name).filter(|name| matches!(self.repository.tip(name), Ok(Some(_)))) {
                return self.state_at(&name).map(Some);
            }
        }
        Ok(None)
    }

    fn state_at(&self, branch: &RefName) -> Result<State> {
        let state = record::state(&self.repository, branch)?;
        let (known, begun) = (self.known_genesis(), state.genesis.to_string());
        match known.into_iter().find(|(genesis, _)| *genesis != begun) {
            Some((genesis, who)) => {
                let own = if who == AROUND {
                    format!("; where it has one of its own: git config {GENESIS} {begun}")
                } else {
                    String::new()
                };
                bail!("{branch} began with {begun}, but {who} says it began with {genesis} (wrong-record){own}")
            }
            None => Ok(state),
        }
    }

    /// The record's first commit as it is known from elsewhere, and from where. What a proposal may change, such as
    /// `gonogo.toml`, does not outweigh what this clone was told.
    fn known_genesis(&self) -> Vec<(&str, &'static str)> {
        let told = self.repository.config(GENESIS).map(|id| (id, "git config gonogo.genesis"));
        let written = self.config.record().genesis.as_deref().map(|id| (id, "gonogo.toml"));
        let around = self.around.as_deref().map(|id| (id, AROUND));
        told.into_iter().chain(around).chain(written).collect()
    }

    /// The record as it stands, where it has been begun.
    ///
    /// # Errors
    /// When it is only at the remote so far, or it is another one.
    pub fn begun(&self) -> Result<Option<State>> {
        if self.repository.tip(&self.branch)?.is_none() && self.elsewhere()?.is_none() {
            return Ok(None);
        }
        self.state().map(Some)
    }

    /// What to say where nothing is recorded here: where the record may be, and how to get it.
    ///
    /// # Errors
    /// When the references can't be read.
    pub fn nothing(&self) -> Result<String> {
        let record = self.config.record();
        let (short, remote) = (&record.branch, &record.remote);
        if let Some(there) = self.elsewhere()? {
            let from = there.as_str().trim_start_matches("refs/remotes/");
            return Ok(format!("the record is at {from} and not here yet; get it: git branch {short} {from}"));
        }
        Ok(match self.repository.config(&format!("remote.{remote}.url")) {
            Some(_) => format!(
                "{}: nothing is recorded here; if the record is at {remote}, get it: git fetch {remote} {short}:{short}",
                self.branch
            ),
            None => format!("{}: nothing is recorded", self.branch),
        })
    }

    /// The record as it was last fetched from the remote.
    fn elsewhere(&self) -> Result<Option<RefName>> {
        let here = self.branch.as_str().starts_with("refs/heads/");
        let Some(name) = RefName::new(&fetched(self.config.record())).filter(|_| here) else { return Ok(None) };
        Ok(self.repository.tip(&name)?.map(|_| name))
    }

    /// What an audit here knows from elsewhere: the beginning that the configuration names, a pin, and the time.
    ///
    /// # Errors
    /// When one of them is no full commit id.
    pub fn audit_options(&self, remembered: Remembered<'_>) -> Result<AuditOptions<'static>> {
        let commit = |id: &str| CommitId::parse(id).with_context(|| format!("'{id}' is no full commit id"));
        let known: Vec<CommitId> = self.known_genesis().into_iter().map(|(id, _)| commit(id)).collect::<Result<_>>()?;
        let genesis = known.first().copied();
        if known.iter().any(|other| Some(*other) != genesis) {
            bail!("git config {GENESIS} and gonogo.toml name different first commits of the record (wrong-record)");
        }
        let Remembered { pin, since, seen } = remembered;
        let [pin, since, seen] = [pin, since, seen].map(|id| id.map(commit).transpose());
        let now = Some(self.now);
        Ok(AuditOptions { pin: pin?, since: since?, seen: seen?, genesis, now, ..AuditOptions::default() })
    }

    /// Who git says is working here.
    ///
    /// # Errors
    /// When git does not know.
    pub fn identity(&self) -> Result<Identity> {
        let (Some(name), Some(email)) = (self.repository.config("user.name"), self.repository.config("user.email"))
        else {
            return Err(GitError::Nobody.into());
        };
        Ok(Identity::new(name, &email.to_lowercase())?)
    }

    /// Who writes to the record here.
    pub fn writer<'a>(&'a self, signer: &'a dyn Signer, identity: &'a Identity, clock: Clock<'a>) -> Writer<'a> {
        Writer { repo: &self.repository, branch: &self.branch, signer, identity, clock }
    }

    /// The name that git says somebody working on `run` has, where it says so.
    pub fn worker(world: &World, run: &Path) -> Option<String> {
        Self::of(world, run).ok()?.identity().ok().map(|identity| identity.name().to_owned())
    }

    /// What signs here, as git is told to.
    ///
    /// # Errors
    /// When git is told to sign with something else than SSH or OpenPGP, or no key is named.
    pub fn signer(&self, world: &World) -> Result<Box<dyn Signer>> {
        let config = |name: &str| self.repository.config(name);
        let key = config("user.signingkey");
        match config("gpg.format") {
            // Git's own default is OpenPGP; where nothing is said, ours is SSH.
            None | Some("ssh") => Ok(Box::new(SshKeygen::new(world, config("gpg.ssh.program"), key)?)),
            Some("openpgp") => {
                let program = config("gpg.openpgp.program").or_else(|| config("gpg.program"));
                Ok(Box::new(GpgSigner::new(world, program, key)?))
            }
            Some(format) => bail!(
                "git signs with {format} here, but a record is signed with SSH or OpenPGP keys; choose one: git config gpg.format ssh"
            ),
        }
    }
}

/// The full name of a branch.
fn full(name: &str) -> String {
    if name.starts_with("refs/") { name.to_owned() } else { format!("refs/heads/{name}") }
}

/// Where git keeps what it has fetched of a record.
fn fetched(record: &config::Record) -> String {
    let name = full(&record.branch);
    format!("refs/remotes/{}/{}", record.remote, name.trim_start_matches("refs/heads/"))
}
