//! Setting up: configuration, who may sign, the record's first commit, and the hook.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::place::{GENESIS, Place};
use super::{files, hook};
use crate::config::{self, Config};
use crate::record::{self, PolicyFiles};
use crate::signing::sshsig::Key;
use crate::signing::statement::{self, role_slug};
use crate::signing::{PublicKey, Signer as _};
use crate::world::World;

/// Where the public keys of those who may sign are kept, from the repository's root.
pub const SIGNERS: &str = ".gonogo/allowed_signers";
/// What the keys may sign: commits of the record, and statements.
const NAMESPACES: &str = "git,gonogo-signoff@v1";

/// What to set up.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// `Role=e-mail`: who may sign as what.
    pub roles: Vec<String>,
    /// `e-mail=FILE.pub`: the public keys of others.
    pub signers: Vec<String>,
    /// The program that the hook runs; no hook is installed without it.
    pub program: Option<PathBuf>,
}

/// Sets a repository up, and says what was done; what is there already is left as it is.
///
/// # Errors
/// When there is no work tree, git does not know who works here or with which key, or something can't be written.
pub fn init(world: &World, wish: &Wish) -> Result<Vec<String>> {
    let mut done = Vec::new();
    let before = Place::of(world, Path::new("."))?;
    let root = before
        .repository
        .work_dir()
        .context("a bare repository has no files to set up; run this in a clone")?
        .to_path_buf();
    let identity = before.identity()?;
    let signer = before.signer(world)?;
    let PublicKey::Ssh(own) = signer.public_key()? else {
        bail!(
            "a record is begun with an SSH key: git config gpg.format ssh; OpenPGP keys are pinned in gonogo.toml later"
        )
    };
    let roles = pairs(&wish.roles, "Role=ana@example.org")?;
    let path = root.join(config::FILE_NAME);
    if !path.exists() {
        files::create(&path, starter(&roles).as_bytes())?;
        done.push(format!("{}: which files are what, and who may sign", config::FILE_NAME));
    } else if !roles.is_empty() {
        bail!("{} is there already; add the roles to its [roles] by hand", config::FILE_NAME);
    }
    let config = Config::find(&root)?;
    let people = people(&config)?;

    let list = root.join(SIGNERS);
    if !list.exists() {
        let mut keys = BTreeMap::from([(identity.email().to_owned(), own.openssh())]);
        for (email, file) in pairs(&wish.signers, "ana@example.org=ana.pub")? {
            let text =
                std::fs::read_to_string(world.path(&file)).with_context(|| format!("can't read the key {file}"))?;
            let key = Key::parse(text.trim()).map_err(|reason| anyhow::anyhow!("{file} is no public key: {reason}"))?;
            keys.insert(email.to_lowercase(), key.openssh());
        }
        files::create(&list, signers(&keys, &people, identity.email()).as_bytes())?;
        done.push(format!("{SIGNERS}: whose keys count, and for which roles"));
    }

    let place = Place::with(world, &root, config)?;
    let policy = PolicyFiles {
        policy_toml: std::fs::read(&path).with_context(|| format!("can't read {}", path.display()))?,
        allowed_signers: std::fs::read(&list).with_context(|| format!("can't read {}", list.display()))?,
        revoked_keys: Vec::new(),
        signatures: Vec::new(),
    };
    // A record that is known elsewhere is gone on with, never begun a second time.
    match place.begun()? {
        Some(state) => done.push(format!("{}: is there already, begun with {}", place.branch, state.genesis)),
        None => {
            let written =
                record::genesis(&place.repository, &place.branch, &policy, &signer, &identity, &|| world.now())?;
            let begun = written.commit();
            done.push(format!("{}: the record, begun with {begun}; keep this id somewhere else too", place.branch));
        }
    }
    let begun = place.state()?.genesis.to_string();
    if place.repository.config(GENESIS) != Some(begun.as_str()) {
        place.repository.set_config(GENESIS, &begun)?;
        done.push(format!("git config {GENESIS}: this clone takes no other record for this one"));
    }
    if let Some(program) = &wish.program {
        match hook::install(world, program, false) {
            Ok(path) => done.push(format!("{}: refuses false claims of completion", path.display())),
            Err(error) => done.push(format!("no hook: {error:#}")),
        }
    }
    Ok(done)
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

/// The starter configuration with these roles in it.
fn starter(roles: &[(String, String)]) -> String {
    let mut people: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (role, email) in roles {
        people.entry(role).or_default().push(email);
    }
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let lines: String = people
        .iter()
        .map(|(role, emails)| {
            let emails: Vec<String> = emails.iter().map(|email| quoted(&email.to_lowercase())).collect();
            format!("{} = [{}]\n", quoted(role), emails.join(", "))
        })
        .collect();
    // Whoever sets up a record has a key to sign with, so signatures are asked for from the start.
    config::default_toml().replace("[roles]\n", &format!("[roles]\n{lines}")).replace("# assurance = ", "assurance = ")
}

/// For each person the slugs of their roles.
fn people(config: &Config) -> Result<BTreeMap<String, Vec<String>>> {
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (role, people) in config.roles() {
        let slug =
            role_slug(role).with_context(|| format!("the role '{role}' has no letters a-z or digits to name it by"))?;
        for email in people.people() {
            let email = email.to_lowercase();
            if !statement::is_email(&email) {
                bail!("'{email}', who is to sign as '{role}', is no address that a statement can have");
            }
            out.entry(email).or_default().push(slug.clone());
        }
    }
    Ok(out)
}

/// OpenSSH's list of allowed signers: each key for its owner's address and for each role of theirs. Only the one who
/// begins the record may change its policy.
fn signers(keys: &BTreeMap<String, String>, people: &BTreeMap<String, Vec<String>>, first: &str) -> String {
    let mut out =
        String::from("# Whose signatures count, as what. The format is that of ssh-keygen's ALLOWED SIGNERS.\n");
    for (email, key) in keys {
        let roles = people.get(email).map_or(&[] as &[String], Vec::as_slice);
        let principals: Vec<String> =
            std::iter::once(email.clone()).chain(roles.iter().map(|role| format!("{role}/{email}"))).collect();
        let more = if email == first { ",gonogo-policy@v1" } else { "" };
        out.push_str(&format!("{} namespaces=\"{NAMESPACES}{more}\" {key}\n", principals.join(",")));
    }
    out
}
