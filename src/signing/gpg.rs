//! Signing by the user's own `gpg`, as git does it: with its agent, its passphrase prompt and its cards.

use super::openpgp::{LIMIT, is_fingerprint, lines};
use super::{PublicKey, SignError, Signer};
use crate::process::{Finished, Launcher};
use crate::world::World;

/// Signs by a program that takes the arguments of gpg.
#[derive(Clone, Debug)]
pub struct GpgSigner {
    launcher: Launcher,
    program: String,
    key: String,
}

impl GpgSigner {
    /// `program` is git's `gpg.openpgp.program`, `key` is git's `user.signingkey`. Nothing is run yet.
    ///
    /// # Errors
    /// When no key is named.
    pub fn new(world: &World, program: Option<&str>, key: Option<&str>) -> Result<Self, SignError> {
        let key = key.map(str::trim).filter(|key| !key.is_empty()).ok_or(SignError::NoKey)?.to_owned();
        // What begins like an option is none.
        if key.starts_with('-') {
            return Err(SignError::BadKey { key, reason: "it is no name of a key".into() });
        }
        let program = program.map(str::trim).filter(|program| !program.is_empty()).unwrap_or("gpg").to_owned();
        Ok(Self { launcher: Launcher::new(world), program, key })
    }

    fn run(&self, args: &[&str], stdin: &[u8]) -> Result<Finished, SignError> {
        Ok(self.launcher.run(&self.program, args, stdin, LIMIT)?)
    }

    /// The full fingerprint of the one primary key that fits.
    fn primary(&self) -> Result<String, SignError> {
        let bad = |reason: &str| SignError::BadKey { key: self.key.clone(), reason: reason.to_owned() };
        let done = self.run(&["--batch", "--with-colons", "--list-secret-keys", "--", &self.key], b"")?;
        let text = String::from_utf8_lossy(&done.stdout).into_owned();
        let mut found = Vec::new();
        let mut primary = false;
        for line in text.lines() {
            let mut fields = line.split(':');
            match fields.next() {
                Some("sec") => primary = true,
                Some("fpr") if std::mem::take(&mut primary) => found.extend(fields.nth(8).map(str::to_owned)),
                _ => {}
            }
        }
        match found.as_slice() {
            [one] if is_fingerprint(one) => Ok(one.clone()),
            [] => Err(bad("gpg has no such secret key")),
            _ => Err(bad("several keys fit; name one by its full fingerprint")),
        }
    }
}

impl Signer for GpgSigner {
    fn sign(&self, _namespace: &str, payload: &[u8]) -> Result<String, SignError> {
        // The very key, whatever else has the same name or the same short id.
        let key = self.primary()?;
        let done = self.run(&["--status-fd=2", "--armor", "--detach-sign", "--local-user", &key], payload)?;
        let program = self.program.clone();
        let created = lines(done.stderr.as_bytes()).filter(|(word, _)| *word == "SIG_CREATED").count();
        if !done.status.success() || created != 1 {
            let said: Vec<&str> = done.stderr.lines().filter(|line| !line.starts_with("[GNUPG:]")).collect();
            let reason: String = said.join(" ").chars().filter(|c| !c.is_control()).take(300).collect();
            return Err(SignError::Refused { program, reason });
        }
        String::from_utf8(done.stdout).map_err(|_| SignError::Useless { program, reason: "it is not text".into() })
    }

    fn public_key(&self) -> Result<PublicKey, SignError> {
        Ok(PublicKey::OpenPgp(self.primary()?))
    }
}
