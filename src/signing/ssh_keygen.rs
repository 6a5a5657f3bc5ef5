//! Signing as git does it: by `ssh-keygen -Y sign`, so that agents, security keys and passphrase prompts work.

use std::path::PathBuf;
use std::time::Duration;

use super::sshsig::{self, Key};
use super::{PublicKey, SignError, Signer};
use crate::process::{Finished, Launcher};
use crate::world::World;

const LIMIT: Duration = Duration::from_secs(60);

/// Where the key is.
#[derive(Clone, Debug)]
enum Source {
    /// A private key, or a public one whose private half an agent or the file beside it has.
    File(PathBuf),
    /// The public key itself; the private half is with the agent.
    Literal(Key),
}

/// Signs by a program that takes the arguments of ssh-keygen.
#[derive(Clone, Debug)]
pub struct SshKeygen {
    launcher: Launcher,
    program: String,
    key: String,
    source: Source,
}

impl SshKeygen {
    /// `program` is git's `gpg.ssh.program`, `key` is git's `user.signingkey`: a path (`~/` is the home directory), a
    /// path of a `.pub` file, or `key::ssh-…`. Nothing is run or read yet, except that a literal key must be one.
    pub fn new(world: &World, program: Option<&str>, key: Option<&str>) -> Result<Self, SignError> {
        let launcher = Launcher::new(world);
        let key = key.map(str::trim).filter(|key| !key.is_empty()).ok_or(SignError::NoKey)?;
        let literal = key.strip_prefix("key::").or_else(|| key.starts_with("ssh-").then_some(key));
        let source = match literal {
            Some(text) => {
                Source::Literal(Key::parse(text).map_err(|reason| SignError::BadKey { key: short(key), reason })?)
            }
            None => Source::File(world.path(expand(key, &launcher)?)),
        };
        let program = program.map(str::trim).filter(|p| !p.is_empty()).unwrap_or("ssh-keygen");
        let program = match expand(program, &launcher)?.into_os_string().into_string() {
            Ok(program) => program,
            Err(_) => program.to_owned(),
        };
        Ok(Self { launcher, program, key: short(key), source })
    }

    /// The key, by its public half.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn read_key(&self) -> Result<Key, SignError> {
        let path = match &self.source {
            Source::Literal(key) => return Ok(key.clone()),
            Source::File(path) => path,
        };
        let bad = |reason: String| SignError::BadKey { key: self.key.clone(), reason };
        let public = if path.extension().is_some_and(|e| e == "pub") {
            path.clone()
        } else {
            let mut name = path.clone().into_os_string();
            name.push(".pub");
            name.into()
        };
        if let Ok(text) = std::fs::read_to_string(&public) {
            return Key::parse(&text).map_err(bad);
        }
        if !path.exists() {
            return Err(bad(format!("{} does not exist", path.display())));
        }
        let args = ["-y".as_ref(), "-f".as_ref(), path.as_os_str()];
        let done = self.launcher.run("ssh-keygen", args, b"", LIMIT)?;
        if !done.status.success() {
            return Err(self.explain(&done));
        }
        Key::parse(&String::from_utf8_lossy(&done.stdout)).map_err(bad)
    }

    fn explain(&self, done: &Finished) -> SignError {
        let said = done.stderr.to_ascii_lowercase();
        let has = |needles: &[&str]| needles.iter().any(|needle| said.contains(needle));
        let reason = clean(&done.stderr);
        let key = self.key.clone();
        if has(&["incorrect passphrase", "bad passphrase"]) {
            SignError::Passphrase { key }
        } else if has(&["agent", "no private key found"]) {
            SignError::Agent { key, reason }
        } else if has(&["couldn't load", "no such file", "invalid format", "permissions", "error in libcrypto"]) {
            SignError::BadKey { key, reason }
        } else if has(&["unknown option", "illegal option", "usage:"]) {
            SignError::Old { program: self.program.clone(), reason }
        } else {
            SignError::Refused { program: self.program.clone(), reason }
        }
    }
}

impl Signer for SshKeygen {
    fn sign(&self, namespace: &str, payload: &[u8]) -> Result<String, SignError> {
        let dir = tempfile::Builder::new().prefix("gonogo-sign").tempdir()?;
        let message = dir.path().join("payload");
        std::fs::write(&message, payload)?;
        let key_file = match &self.source {
            Source::File(path) if !path.exists() => {
                let reason = format!("{} does not exist", path.display());
                return Err(SignError::BadKey { key: self.key.clone(), reason });
            }
            Source::File(path) => path.clone(),
            Source::Literal(key) => {
                let path = dir.path().join("key.pub");
                std::fs::write(&path, key.openssh() + "\n")?;
                path
            }
        };
        let mut args = ["-Y", "sign", "-n", namespace, "-f"].map(std::ffi::OsString::from).to_vec();
        args.push(key_file.into_os_string());
        if matches!(self.source, Source::Literal(_)) {
            args.push("-U".into());
        }
        args.push(message.clone().into_os_string());
        let done = self.launcher.run(&self.program, args, b"", LIMIT)?;
        if !done.status.success() {
            return Err(self.explain(&done));
        }
        let useless = |reason: String| SignError::Useless { program: self.program.clone(), reason };
        let armour = std::fs::read_to_string(message.with_extension("sig")).map_err(|e| useless(e.to_string()))?;
        sshsig::verify(armour.as_bytes(), namespace, payload).map_err(|judgement| useless(judgement.to_string()))?;
        Ok(armour)
    }

    fn public_key(&self) -> Result<PublicKey, SignError> {
        Ok(PublicKey::Ssh(self.read_key()?))
    }
}

fn expand(path: &str, launcher: &Launcher) -> Result<PathBuf, SignError> {
    match path.strip_prefix("~/") {
        None => Ok(PathBuf::from(path)),
        Some(rest) => launcher.home().map(|home| home.join(rest)).ok_or_else(|| SignError::BadKey {
            key: path.to_owned(),
            reason: "the environment names no home directory".into(),
        }),
    }
}

/// A key's name for messages; a literal key is cut.
fn short(key: &str) -> String {
    let mut text: String = key.chars().filter(|c| !c.is_control()).take(60).collect();
    if key.chars().count() > 60 {
        text.push('…');
    }
    text
}

/// What a program said, in one line without controls.
fn clean(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|c| !c.is_control()).take(300).collect()
}
