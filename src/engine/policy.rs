//! The policy: what stands in the work tree, whether it is sound, and how it becomes the one in force.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::files;
use super::init::SIGNERS;
use super::place::Place;
use crate::config::{self, Config, People};
use crate::digest::Sha256;
use crate::record::{self, POLICY_NAMESPACE, PolicyFiles, Proposed, State, Written, email_of};
use crate::signing::Signer as _;
use crate::signing::allowed_signers::{AllowedSigners, Entry, RevokedKeys, is_wild};
use crate::signing::openpgp::Pinned;
use crate::signing::sshsig::{self, Key};
use crate::signing::statement::{NAMESPACE, is_email, role_slug};
use crate::time::Timestamp;
use crate::world::World;

/// Where the public keys that count for nothing are kept, from the repository's root; may be left out.
pub const REVOKED: &str = ".gonogo/revoked_keys";
/// Where approvals of a policy lie until it is recorded, from the repository's root.
pub const APPROVALS: &str = ".gonogo/approvals";
/// How long before its end a key is spoken of, in seconds.
const SOON: i64 = 30 * 86_400;

/// The policy as the work tree has it.
///
/// # Errors
/// When a file can't be read.
pub fn written(place: &Place) -> Result<PolicyFiles> {
    let root = place.root();
    let read = |name: &str| files::read_bytes(&root.join(name), name).map(files::as_kept);
    let revoked_keys = if root.join(REVOKED).exists() { read(REVOKED)? } else { Vec::new() };
    let (policy_toml, allowed_signers) = (read(config::FILE_NAME)?, read(SIGNERS)?);
    Ok(PolicyFiles { policy_toml, allowed_signers, revoked_keys, signatures: Vec::new() })
}

/// What there is to say of a policy.
#[derive(Clone, Debug, Default)]
pub struct Soundness {
    /// What makes it useless.
    pub faults: Vec<String>,
    /// What to look at.
    pub warnings: Vec<String>,
}

/// Looks whether a policy can be lived with: it can be read, everybody who has to sign has a key, and enough may change it.
pub fn soundness(files: &PolicyFiles, now: Timestamp) -> Soundness {
    let mut said = Soundness::default();
    let config = Config::parse(Path::new(config::FILE_NAME), files.policy_toml.clone());
    let allowed = AllowedSigners::parse(&files.allowed_signers);
    let revoked = RevokedKeys::parse(&files.revoked_keys);
    said.faults.extend(config.as_ref().err().map(ToString::to_string));
    said.faults.extend(
        allowed.as_ref().err().map(|error| format!("{SIGNERS}:{}:{}: {}", error.line, error.column, error.reason)),
    );
    said.faults.extend(
        revoked.as_ref().err().map(|error| format!("{REVOKED}:{}:{}: {}", error.line, error.column, error.reason)),
    );
    let (Ok(config), Ok(allowed), Ok(revoked)) = (config, allowed, revoked) else { return said };
    for entry in allowed.entries() {
        said.key(entry, &revoked, now);
    }
    said.faults.extend(people(&config, &allowed));
    for (role, people) in config.roles() {
        said.role(&Keys { config: &config, allowed: &allowed, revoked: &revoked, now }, role, people);
    }
    let roots = record::roots(files, now).unwrap_or_default();
    let need = config.policy().threshold;
    if roots.len() < need {
        said.faults.push(format!(
            "{}{}: {} people have a key that names {POLICY_NAMESPACE}, but {need} have to sign a change of the policy",
            config::FILE_NAME,
            config.place_of("policy.threshold"),
            roots.len()
        ));
    }
    said
}

/// The keys that a policy lists or pins.
struct Keys<'a> {
    config: &'a Config,
    allowed: &'a AllowedSigners,
    revoked: &'a RevokedKeys,
    now: Timestamp,
}

impl Keys<'_> {
    /// Whether somebody has a key that may sign for them now, `role/ana@example.org`.
    fn sign_for(&self, who: &str) -> bool {
        let pinned = self.config.policy().openpgp.iter().any(|pin| pin.principals.iter().any(|own| own == who));
        let live = self.allowed.entries().iter().filter(|entry| !self.revoked.contains(&entry.key));
        pinned || live.into_iter().any(|entry| self.allowed.judge(who, &entry.key, NAMESPACE, self.now).is_good())
    }
}

impl Soundness {
    /// A listed key: one that is good for everybody, or that nobody can sign with, or soon can't.
    fn key(&mut self, entry: &Entry, revoked: &RevokedKeys, now: Timestamp) {
        let at = format!("{SIGNERS}:{}", entry.line);
        if entry.cert_authority || entry.is_wild() {
            self.faults.push(format!(
                "{at}: certificate authorities and wildcards are never enough; write out who it is, and for what (policy-wildcard)"
            ));
        }
        match entry.ends() {
            Some(end) if end < now => self.warnings.push(format!("{at}: the key ended on {end}")),
            Some(end) if end.unix() - now.unix() < SOON => {
                self.warnings.push(format!("{at}: the key ends soon, on {end}"));
            }
            _ => {}
        }
        if revoked.contains(&entry.key) {
            self.warnings.push(format!("{at}: the key is revoked"));
        }
    }

    /// A role, for which enough people need a key.
    fn role(&mut self, keys: &Keys<'_>, role: &str, people: &People) {
        let at = format!("{}{}", config::FILE_NAME, keys.config.place_of(&format!("roles.{role}")));
        let Some(slug) = role_slug(role) else {
            let why = "has no letters a-z or digits to name it by in a statement";
            return self.faults.push(format!("{at}: the role '{role}' {why}"));
        };
        let signs = |email: &&String| keys.sign_for(&format!("{slug}/{}", email.to_lowercase()));
        let (can, cannot): (Vec<&String>, Vec<&String>) = people.people().iter().partition(signs);
        if can.len() < people.quorum() {
            let need = people.quorum();
            let whose = cannot.first().map(|email| format!("; name {slug}/{email} before a key in {SIGNERS}"));
            self.faults.push(format!(
                "{at}: {} of the {need} people that '{role}' needs have a key to sign with{}",
                can.len(),
                whose.unwrap_or_default()
            ));
        } else if let Some(email) = cannot.first() {
            self.warnings.push(format!("{at}: {email} may sign as '{role}', but no key is listed for {slug}/{email}"));
        }
    }
}

/// What keeps people from being told apart: they are counted by their addresses, and each has keys of their own.
fn people(config: &Config, allowed: &AllowedSigners) -> Vec<String> {
    let listed = allowed.entries().iter().filter(|entry| !entry.cert_authority).flat_map(|entry| {
        let at = format!("{SIGNERS}:{}", entry.line);
        entry.principals.iter().map(move |principal| (at.clone(), entry.key.fingerprint(), principal))
    });
    let pinned = config.policy().openpgp.iter().flat_map(|pin| {
        let key = format!("OpenPGP:{}", pin.fingerprint);
        pin.principals.iter().map(move |principal| (config::FILE_NAME.to_owned(), key.clone(), principal))
    });
    let mut faults = Vec::new();
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for (at, key, principal) in listed.chain(pinned).filter(|(.., principal)| !is_wild(principal)) {
        let address = email_of(principal);
        if !is_email(&address) {
            faults.push(format!(
                "{at}: '{principal}' is no address of plain letters (a-z, 0-9, . _ % + -), so that people could not be told apart by it"
            ));
            continue;
        }
        let owner = owners.entry(key).or_insert_with(|| address.clone());
        if *owner != address {
            faults.push(format!(
                "{at}: the key is listed for {owner} and for {address}; a key is one person's, and people are counted by address"
            ));
        }
    }
    faults.dedup();
    faults
}

/// What there is to say of the OpenPGP keys that a policy pins: which can't be used, and which end soon.
pub fn pinned(place: &Place, files: &PolicyFiles, now: Timestamp) -> Vec<String> {
    let Ok(config) = Config::parse(Path::new(config::FILE_NAME), files.policy_toml.clone()) else { return Vec::new() };
    let gpg = place.repository.gpg();
    let said = |key: &config::OpenPgpKey| {
        let pin = Pinned { fingerprint: &key.fingerprint, key: &key.key };
        let of = format!("{}: the OpenPGP key {}", config::FILE_NAME, key.fingerprint);
        match gpg.ends(pin, now) {
            Err(why) => Some(format!("{of} {why}")),
            Ok(Some(end)) if end.unix() - now.unix() < SOON => Some(format!("{of} ends soon, on {end}")),
            Ok(_) => None,
        }
    };
    config.policy().openpgp.iter().filter_map(said).collect()
}

/// How the policy in the work tree stands: what it would be, who has approved it, and the one in force.
///
/// # Errors
/// When there is no record, nothing has changed, or the files are no policy.
pub fn proposal(place: &Place, now: Timestamp) -> Result<(State, PolicyFiles, Proposed)> {
    let state = place.state_to_change()?;
    let files = written(place)?;
    if files.digest() == state.policy().1 {
        bail!("the policy in the work tree is the one in force; change {} or {SIGNERS} first", config::FILE_NAME);
    }
    if let Some(fault) = soundness(&files, now).faults.first() {
        bail!("the policy in the work tree is not sound: {fault}");
    }
    let number = state.policy().0 + 1;
    let approvals = approvals(place, number, files.digest())?;
    let proposed = state.proposed(&files, &approvals, now).map_err(anyhow::Error::msg)?;
    if proposed.committers().is_empty() {
        let old = proposed.roots.iter().cloned().collect::<Vec<_>>().join(", ");
        bail!(
            "nobody may change the policy both before and after, so nobody could record this one; hand over in two steps: add the new people first, and take {old} out with the policy after that"
        );
    }
    Ok((state, files, proposed))
}

/// Approves the policy in the work tree as whoever works here, beside it; and records it once enough people have.
///
/// # Errors
/// When it can't be proposed, or this person may not approve it.
pub fn approve(world: &World, place: &Place) -> Result<(Proposed, Option<Written>)> {
    let now = world.now();
    let (state, mut files, proposed) = proposal(place, now)?;
    let (signer, identity) = (place.signer(world)?, place.identity()?);
    let (email, digest) = (identity.email(), files.digest());
    if !proposed.roots.contains(email) && !proposed.new_roots.contains(email) {
        let roots = proposed.roots.iter().cloned().collect::<Vec<_>>().join(", ");
        bail!("{email} has no key that may change the policy; these people have: {roots}");
    }
    if !proposed.approved.contains(email) {
        let armour = signer.sign(POLICY_NAMESPACE, proposed.text.as_bytes())?;
        sshsig::verify(armour.as_bytes(), POLICY_NAMESPACE, proposed.text.as_bytes())
            .map_err(|j| anyhow::anyhow!("{j}"))?;
        let path = folder(place, proposed.number, digest).join(format!("{email}.sig"));
        files::create(&path, armour.as_bytes())?;
    }
    let approvals = approvals(place, proposed.number, digest)?;
    let proposed = state.proposed(&files, &approvals, now).map_err(anyhow::Error::msg)?;
    // Who is to commit it must be allowed to by both policies.
    if proposed.missing > 0 || !proposed.committers().contains(email) {
        return Ok((proposed, None));
    }
    // Only what counts goes with it.
    let counts = |armour: &Vec<u8>| {
        state.proposed(&files, std::slice::from_ref(armour), now).is_ok_and(|alone| !alone.approved.is_empty())
    };
    let good: Vec<Vec<u8>> = approvals.into_iter().filter(counts).collect();
    files.signatures = good.concat();
    let written = place.writer(&signer, &identity, &|| world.now()).add_policy(&files)?;
    Ok((proposed, Some(written)))
}

/// The folder of the approvals of one policy.
fn folder(place: &Place, number: u32, digest: Sha256) -> PathBuf {
    let short: String = digest.hex().chars().take(12).collect();
    place.root().join(APPROVALS).join(format!("{number:06}-{short}"))
}

/// The signatures that lie there, by the names of their files.
fn approvals(place: &Place, number: u32, digest: Sha256) -> Result<Vec<Vec<u8>>> {
    let folder = folder(place, number, digest);
    let Ok(entries) = std::fs::read_dir(&folder) else { return Ok(Vec::new()) };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "sig"));
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.display().to_string();
        files::read_bytes(path, &name).map(files::as_kept).with_context(|| format!("can't read {name}"))
    };
    paths.iter().map(read).collect()
}

/// When the key that somebody signs with ends, if that is soon.
pub fn ends_soon(state: &State, key: &Key, now: Timestamp) -> Option<Timestamp> {
    let own = state.allowed().entries().iter().filter(|entry| entry.key == *key);
    own.filter_map(|entry| entry.ends()).filter(|end| end.unix() - now.unix() < SOON).max()
}
