//! Time-stamps by RFC 3161: that a signature was there at a time, said by an authority that the policy pins, and checked by
//! `openssl`.

use std::time::Duration;

use super::Judgement;
use crate::process::{Finished, Launcher};
use crate::time::Timestamp;

const LIMIT: Duration = Duration::from_secs(60);
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The program that checks. Always `openssl` as the search path has it, with no configuration.
#[derive(Clone, Debug)]
pub struct OpenSsl {
    launcher: Launcher,
}

impl OpenSsl {
    /// In this environment; nothing is run yet.
    pub fn new(launcher: &Launcher) -> Self {
        Self { launcher: launcher.with_vars([("OPENSSL_CONF", "/dev/null"), ("LC_ALL", "C")]) }
    }

    /// When the token says that `data` was there, by one of the `authorities` (certificates in PEM) that were good at `at`.
    ///
    /// # Errors
    /// The judgement that the token gets: bad, or unchecked where `openssl` can't be asked.
    pub fn verify(&self, token: &[u8], data: &[u8], authorities: &str, at: Timestamp) -> Result<Timestamp, Judgement> {
        let disk = |error: std::io::Error| Judgement::Unchecked(format!("a file for openssl: {error}"));
        let folder = tempfile::Builder::new().prefix("gonogo-stamp").tempdir().map_err(disk)?;
        let file = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).map(|()| path.to_string_lossy().into_owned()).map_err(disk)
        };
        let (token, data) = (file("token", token)?, file("data", data)?);
        let pinned = file("authorities", authorities.as_bytes())?;
        let time = at.unix().to_string();
        let args = ["ts", "-verify", "-data", &data, "-in", &token, "-CAfile", &pinned, "-attime", &time];
        let verified = self.run(&args)?;
        let said = String::from_utf8_lossy(&verified.stdout).into_owned() + &verified.stderr;
        if !verified.status.success() || !said.lines().any(|line| line == "Verification: OK") {
            return Err(Judgement::Bad(
                "its time-stamp is not one over these bytes by an authority of the policy".into(),
            ));
        }
        let shown = self.run(&["ts", "-reply", "-in", &token, "-text"])?;
        let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
        let times: Vec<&str> = shown.lines().filter_map(|line| line.strip_prefix("Time stamp: ")).collect();
        match times.as_slice() {
            [one] => read(one).ok_or_else(|| Judgement::Unchecked(format!("openssl gives no time: {one}"))),
            _ => Err(Judgement::Unchecked("openssl does not say clearly of which time the time-stamp is".into())),
        }
    }

    fn run(&self, args: &[&str]) -> Result<Finished, Judgement> {
        let done = self.launcher.run("openssl", args, b"", LIMIT);
        done.map_err(|error| Judgement::Unchecked(format!("{error}; time-stamps are checked by OpenSSL")))
    }
}

/// `Nov 21 03:01:00 2026 GMT`, with fractions of a second or without.
fn read(text: &str) -> Option<Timestamp> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let &[month, day, time, year, "GMT"] = words.as_slice() else { return None };
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    let time = time.split('.').next()?;
    Timestamp::parse_rfc3339(&format!("{year}-{month:02}-{day:0>2}T{time}Z"))
}
