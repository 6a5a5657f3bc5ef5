//! The plain list of revoked keys, as `ssh-keygen -r` reads it.

use super::allowed_signers::ListError;
use super::lines::{Line, lines};
use super::sshsig::Key;
use crate::time::Timestamp;

/// Keys that count for nothing any more, whatever the list of allowed signers says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RevokedKeys {
    keys: Vec<(Key, Option<Timestamp>)>,
}

impl RevokedKeys {
    /// Reads public keys, one a line; blank lines and `#` comments are skipped. `since=2026-11-21T03:01:00Z` behind a key,
    /// where ssh-keygen reads a remark, says from when on it was in wrong hands. Binary revocation lists are refused.
    pub fn parse(bytes: &[u8]) -> Result<Self, ListError> {
        if bytes.starts_with(b"SSHKRL") {
            return Err(ListError {
                line: 1,
                column: 1,
                reason: "a binary revocation list is not supported; list the public keys, one a line".into(),
            });
        }
        let mut keys = Vec::new();
        for Line { line, indent, text } in lines(bytes)? {
            let column = indent + 1;
            let key = Key::parse(text).map_err(|reason| ListError { line, column, reason })?;
            let words = text.split_ascii_whitespace().skip(2).filter_map(|word| word.strip_prefix("since="));
            let since = words.map(|time| Timestamp::parse_rfc3339(time).ok_or(time)).next().transpose();
            let since = since.map_err(|time| ListError {
                line,
                column: column + text.find("since=").unwrap_or(0),
                reason: format!("since={time} is no time; write since=2026-11-21T03:01:00Z"),
            })?;
            keys.push((key, since));
        }
        Ok(Self { keys })
    }

    /// Whether `key` is listed.
    pub fn contains(&self, key: &Key) -> bool {
        self.keys.iter().any(|(known, _)| known == key)
    }

    /// The keys of which it is known since when they were in wrong hands.
    pub fn since(&self) -> impl Iterator<Item = (&Key, Timestamp)> {
        self.keys.iter().filter_map(|(key, since)| Some((key, (*since)?)))
    }
}
