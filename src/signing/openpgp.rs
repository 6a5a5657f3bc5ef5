//! OpenPGP signatures, checked by the user's own `gpg`: in a home that holds nothing but the key that the policy pins, and
//! by its status lines, of which only those that are known count.

use std::path::Path;
use std::time::Duration;

use super::{Judgement, SKEW};
use crate::process::{Finished, Launcher};
use crate::time::Timestamp;

/// How long `gpg` may take.
pub(super) const LIMIT: Duration = Duration::from_secs(60);
/// No honest armoured signature is longer than this many bytes.
const MAX_ARMOUR: usize = 16 * 1024;
const BEGIN: &str = "-----BEGIN PGP SIGNATURE-----\n";
const END: &str = "\n-----END PGP SIGNATURE-----";
/// SHA-2, by the numbers of RFC 4880.
const HASHES: [&str; 4] = ["8", "9", "10", "11"];
/// RSA, ECDSA and EdDSA, likewise.
const KINDS: [&str; 3] = [RSA, "19", "22"];
const RSA: &str = "1";
/// The shortest RSA key that counts, in bits.
const SHORTEST: u32 = 2048;

/// A key that the policy pins.
#[derive(Clone, Copy, Debug)]
pub struct Pinned<'a> {
    /// The full fingerprint of the primary key, 40 upper-case hex digits.
    pub fingerprint: &'a str,
    /// The key, armoured.
    pub key: &'a str,
}

/// Whether a signature says that it is one of OpenPGP.
pub fn is_openpgp(armour: &[u8]) -> bool {
    armour.starts_with(b"-----BEGIN PGP")
}

/// Whether `text` is the fingerprint of a primary key: 40 upper-case hex digits.
pub fn is_fingerprint(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'))
}

/// The program that checks. Always `gpg` as the search path has it: what a repository's configuration names is not run.
#[derive(Clone, Debug)]
pub struct Gpg {
    launcher: Launcher,
}

impl Gpg {
    /// In this environment; nothing is run yet.
    pub fn new(launcher: &Launcher) -> Self {
        Self { launcher: launcher.with_vars([("LC_ALL", "C")]) }
    }

    /// Whether the pinned key has signed `payload`, not before `from` (in seconds since 1970), and was good at `at`.
    pub fn verify(
        &self,
        pinned: Pinned<'_>,
        principal: &str,
        armour: &[u8],
        payload: &[u8],
        from: i64,
        at: Timestamp,
    ) -> Judgement {
        let checked = one_block(armour).and_then(|()| self.checked(pinned, armour, payload, at));
        match checked {
            Err(judgement) => judgement,
            Ok(signed) if signed < from => Judgement::Bad("made before the time that stands in what was signed".into()),
            Ok(signed) if signed > at.unix() + SKEW => Judgement::Bad("made at a time that had not come".into()),
            Ok(_) => Judgement::Good {
                principal: principal.to_owned(),
                fingerprint: format!("OpenPGP:{}", pinned.fingerprint),
            },
        }
    }

    /// When a pinned key ends, if it does; in words what is wrong with it.
    ///
    /// # Errors
    /// When it can't be looked at, or must not count any more.
    pub fn ends(&self, pinned: Pinned<'_>, now: Timestamp) -> Result<Option<Timestamp>, String> {
        let listed = self.home(pinned, now).and_then(|home| self.list(&home, now)).map_err(|j| j.to_string())?;
        let primary = listed.lines().find_map(|line| line.strip_prefix("pub:")).unwrap_or_default();
        let fields: Vec<&str> = primary.split(':').collect();
        match fields.as_slice() {
            ["r", ..] => Err("is revoked".into()),
            ["e", ..] => Err("has ended".into()),
            [_, _, _, _, _, ends, ..] => Ok(ends.parse().ok().and_then(Timestamp::from_unix)),
            _ => Err("can't be read".into()),
        }
    }

    /// A home that holds nothing but the pinned key.
    fn home(&self, pinned: Pinned<'_>, at: Timestamp) -> Result<tempfile::TempDir, Judgement> {
        let home = tempfile::Builder::new().prefix("gonogo-gpg").tempdir().map_err(disk)?;
        let key = home.path().join("key");
        std::fs::write(&key, pinned.key).map_err(disk)?;
        let imported = self.run(home.path(), &["--import".as_ref(), key.as_os_str()], b"", at)?;
        let keys = lines(&imported.stdout).filter_map(|(word, rest)| (word == "IMPORT_OK").then_some(rest));
        match keys.collect::<Vec<&str>>().as_slice() {
            [one] if one.split(' ').nth(1) == Some(pinned.fingerprint) => Ok(home),
            _ => {
                let reason = format!("the policy's key block is not that of {} alone", pinned.fingerprint);
                Err(Judgement::Unchecked(reason))
            }
        }
    }

    /// Its key, in the words that gpg has for programs.
    fn list(&self, home: &tempfile::TempDir, at: Timestamp) -> Result<String, Judgement> {
        let args = ["--with-colons", "--fixed-list-mode", "--list-keys"].map(std::ffi::OsStr::new);
        Ok(String::from_utf8_lossy(&self.run(home.path(), &args, b"", at)?.stdout).into_owned())
    }

    /// When the signature was made, in seconds since 1970.
    fn checked(&self, pinned: Pinned<'_>, armour: &[u8], payload: &[u8], at: Timestamp) -> Result<i64, Judgement> {
        let home = self.home(pinned, at)?;
        let sig = home.path().join("sig");
        std::fs::write(&sig, armour).map_err(disk)?;
        let args = ["--verify".as_ref(), sig.as_os_str(), "-".as_ref()];
        let done = self.run(home.path(), &args, payload, at)?;
        let status = Status::read(&done)?;
        if status.primary != pinned.fingerprint {
            return Err(Judgement::Untrusted(format!("{} is not the key that the policy pins", status.primary)));
        }
        let short = |listed: &str| bits(listed, &status.key).is_none_or(|bits| bits < SHORTEST);
        if status.kind == RSA && short(&self.list(&home, at)?) {
            return Err(Judgement::Bad(format!("by an RSA key of less than {SHORTEST} bits")));
        }
        Ok(status.made)
    }

    fn run(&self, home: &Path, args: &[&std::ffi::OsStr], stdin: &[u8], at: Timestamp) -> Result<Finished, Judgement> {
        let time = format!("{}!", at.rfc3339().replace(['-', ':', 'Z'], ""));
        let mut all: Vec<&std::ffi::OsStr> = vec!["--homedir".as_ref(), home.as_os_str()];
        all.extend(["--batch", "--no-tty", "--no-options", "--no-autostart"].map(std::ffi::OsStr::new));
        all.extend(["--no-auto-key-retrieve", "--trust-model", "always", "--status-fd", "1"].map(std::ffi::OsStr::new));
        all.extend(["--faked-system-time", time.as_str()].map(std::ffi::OsStr::new));
        all.extend(args);
        let done = self.launcher.run("gpg", all, stdin, LIMIT);
        done.map_err(|error| Judgement::Unchecked(format!("{error}; OpenPGP signatures are checked by GnuPG")))
    }
}

fn disk(error: std::io::Error) -> Judgement {
    Judgement::Unchecked(format!("a file for gpg: {error}"))
}

/// Exactly one armoured signature, and nothing around it.
fn one_block(armour: &[u8]) -> Result<(), Judgement> {
    let malformed = |reason: &str| Err(Judgement::Bad(format!("malformed: {reason}")));
    let Ok(text) = std::str::from_utf8(armour) else { return malformed("not text") };
    let Some(body) = text.strip_prefix(BEGIN) else { return malformed("does not start with BEGIN PGP SIGNATURE") };
    let Some(body) = body.strip_suffix('\n').unwrap_or(body).strip_suffix(END) else {
        return malformed("does not end with END PGP SIGNATURE");
    };
    match text.len() > MAX_ARMOUR || body.contains("-----") || body.contains('\r') {
        true => malformed("is not one block of armour"),
        false => Ok(()),
    }
}

/// What gpg has said of one signature.
struct Status {
    /// The fingerprint of the key that signed, and of its primary key.
    key: String,
    primary: String,
    /// The kind of the key, by its number.
    kind: String,
    /// When it was made.
    made: i64,
}

impl Status {
    fn read(done: &Finished) -> Result<Self, Judgement> {
        let all: Vec<(&str, &str)> = lines(&done.stdout).collect();
        let count = |name: &str| all.iter().filter(|(word, _)| *word == name).count();
        if count("NEWSIG") > 1 {
            return Err(Judgement::Bad("malformed: more than one signature".into()));
        }
        for (word, rest) in &all {
            match *word {
                "BADSIG" => return Err(Judgement::Bad("does not match these bytes".into())),
                "EXPSIG" => return Err(Judgement::Lapsed("the signature has expired".into())),
                "EXPKEYSIG" => return Err(Judgement::Lapsed("the key had expired".into())),
                "REVKEYSIG" | "KEYREVOKED" => return Err(Judgement::Lapsed("the key is revoked".into())),
                "NO_PUBKEY" => {
                    return Err(Judgement::Untrusted(format!("made by {rest}, which the policy does not pin")));
                }
                _ => {}
            }
        }
        let unclear = || Judgement::Unchecked("gpg does not say clearly what the signature is worth".into());
        let known = |word: &str| {
            let plain = ["NEWSIG", "KEY_CONSIDERED", "SIG_ID", "GOODSIG", "VALIDSIG", "VERIFICATION_COMPLIANCE_MODE"];
            plain.contains(&word) || word.starts_with("TRUST_") || word.starts_with("NOTATION_") || word == "PROGRESS"
        };
        let clear = ["NEWSIG", "GOODSIG", "VALIDSIG"].iter().all(|name| count(name) == 1);
        if !clear || !done.status.success() || !all.iter().all(|(word, _)| known(word)) {
            return Err(unclear());
        }
        let valid = all.iter().find(|(word, _)| *word == "VALIDSIG").map_or("", |(_, rest)| rest);
        let &[key, _, made, _, _, _, kind, hash, class, primary] = valid.split(' ').collect::<Vec<_>>().as_slice()
        else {
            return Err(unclear());
        };
        if !KINDS.contains(&kind) || !HASHES.contains(&hash) || class != "00" {
            return Err(Judgement::Bad("of a kind of key, hash or signature that is not accepted".into()));
        }
        let made = made.parse().map_err(|_| unclear())?;
        let text = |word: &str| word.to_owned();
        Ok(Self { key: text(key), primary: text(primary), kind: text(kind), made })
    }
}

/// The status lines, each its word and the rest; names of people in them are no concern of ours.
pub(super) fn lines(output: &[u8]) -> impl Iterator<Item = (&str, &str)> {
    let text = output.split(|byte| *byte == b'\n').filter_map(|line| std::str::from_utf8(line).ok());
    text.filter_map(|line| line.strip_prefix("[GNUPG:] ")).map(|line| line.split_once(' ').unwrap_or((line, "")))
}

/// The length of a key, from a listing of keys with their fingerprints.
fn bits(listing: &str, fingerprint: &str) -> Option<u32> {
    let mut bits = None;
    for line in listing.lines() {
        let mut fields = line.split(':');
        match fields.next() {
            Some("pub" | "sub") => bits = fields.nth(1).and_then(|length| length.parse().ok()),
            Some("fpr") if fields.nth(8) == Some(fingerprint) => return bits,
            _ => {}
        }
    }
    None
}
