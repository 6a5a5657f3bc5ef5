//! Rules about people, read and held against the roles that there are.

use std::collections::BTreeMap;

use toml::Spanned;

use super::ConfigError;
use super::file::{People, Pin, PolicyWords, TimeStamps};
use crate::model::role_key;
use crate::text::Source;

/// Rules about people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Roles that no person may hold together.
    pub distinct: Vec<Vec<String>>,
    /// Whether the author of what is released may not approve it.
    pub author_may_not_approve: bool,
    /// Whether somebody who has signed as performing the work may not approve it.
    pub performer_may_not_approve: bool,
    /// Whether the one who records a run may not have approved it.
    pub recorder_may_not_approve: bool,
    /// How old a signed sign-off may be when the run is judged, in seconds.
    pub max_age: Option<i64>,
    /// The roles that may waive; `None` where everybody may.
    pub may_waive: Option<Vec<String>>,
    /// The names of people, by their addresses in lower case.
    pub names: BTreeMap<String, String>,
    /// Time-stamps, where the policy says something of them.
    pub time_stamps: Option<TimeStamps>,
    /// The OpenPGP keys that count.
    pub openpgp: Vec<OpenPgpKey>,
    /// How many people have to sign a change of the policy; at least 1.
    pub threshold: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            distinct: Vec::new(),
            author_may_not_approve: false,
            performer_may_not_approve: false,
            recorder_may_not_approve: false,
            max_age: None,
            may_waive: None,
            names: BTreeMap::new(),
            openpgp: Vec::new(),
            time_stamps: None,
            threshold: 1,
        }
    }
}

/// The roles as they are written; refused where nobody, or fewer people than have to sign, may.
pub(super) fn roles(
    source: &Source,
    written: BTreeMap<Spanned<String>, People>,
) -> Result<BTreeMap<String, People>, ConfigError> {
    let mut roles = BTreeMap::new();
    for (name, people) in written {
        let wrong = |message: String| Err(ConfigError::at(source, name.span(), message, None));
        let mut known: Vec<String> = people.people().iter().map(|email| email.to_lowercase()).collect();
        known.sort();
        known.dedup();
        if name.get_ref().trim().is_empty() {
            return wrong("a role without a name".into());
        }
        if people.quorum() == 0 || people.quorum() > known.len().max(1) {
            return wrong(format!("{} of {} people can't sign", people.quorum(), known.len()));
        }
        let same = |other: &String| role_key(other) == role_key(name.get_ref());
        if let Some(other) = roles.keys().find(|other| same(other)) {
            return wrong(format!("the role `{other}` stands there already"));
        }
        roles.insert(name.into_inner(), people);
    }
    Ok(roles)
}

/// A key of OpenPGP that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPgpKey {
    /// The full fingerprint of the primary key: 40 upper-case hex digits.
    pub fingerprint: String,
    /// What it signs as: `role/address`, or `address` for commits of the record.
    pub principals: Vec<String>,
    /// The public key, armoured.
    pub key: String,
}

/// The keys of OpenPGP; refused where one is not pinned by its full fingerprint, or is no block of one key.
pub(super) fn openpgp(source: &Source, written: Vec<Pin>) -> Result<Vec<OpenPgpKey>, ConfigError> {
    let mut keys: Vec<OpenPgpKey> = Vec::new();
    for Pin { fingerprint, signs_as, key } in written {
        let wrong = |at: &Spanned<String>, message: &str| Err(ConfigError::at(source, at.span(), message.into(), None));
        let plain: String = fingerprint.get_ref().split_whitespace().collect::<String>().to_uppercase();
        if plain.len() != 40 || !plain.bytes().all(|b| b.is_ascii_hexdigit()) {
            return wrong(&fingerprint, "a key is pinned by its full fingerprint, 40 hex digits; short ids clash");
        }
        if keys.iter().any(|known| known.fingerprint == plain) {
            return wrong(&fingerprint, "this key stands there already");
        }
        let odd = |who: &&Spanned<String>| {
            let who = who.get_ref();
            !who.contains('@') || who.bytes().any(|b| b.is_ascii_uppercase() || matches!(b, b'*' | b'?' | b',' | b' '))
        };
        if let Some(who) = signs_as.iter().find(odd) {
            return wrong(who, "write role/address or address, in lower case; wildcards are never enough");
        }
        let block = key.get_ref().trim();
        let (begin, end) = ("-----BEGIN PGP PUBLIC KEY BLOCK-----", "-----END PGP PUBLIC KEY BLOCK-----");
        if !block.starts_with(begin) || !block.ends_with(end) || block.matches("-----BEGIN").count() != 1 {
            return wrong(&key, "is no block of one public key; gpg --armor --export prints one");
        }
        let principals = signs_as.into_iter().map(Spanned::into_inner).collect();
        keys.push(OpenPgpKey { fingerprint: plain, principals, key: format!("{block}\n") });
    }
    Ok(keys)
}

/// Time-stamps; refused where no authority is named.
pub(super) fn time_stamps(
    source: &Source,
    written: Option<Spanned<TimeStamps>>,
) -> Result<Option<TimeStamps>, ConfigError> {
    match written {
        Some(stamps) if !stamps.get_ref().authorities.contains("-----BEGIN CERTIFICATE-----") => {
            let message = "`authorities` holds no certificate in PEM".to_owned();
            Err(ConfigError::at(source, stamps.span(), message, None))
        }
        stamps => Ok(stamps.map(Spanned::into_inner)),
    }
}

/// The names of people; refused where an address has none that a statement can hold, or two people have the same.
pub(super) fn names(
    source: &Source,
    written: BTreeMap<Spanned<String>, Spanned<String>>,
) -> Result<BTreeMap<String, String>, ConfigError> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (email, name) in written {
        let text = name.get_ref();
        let wrong = |message: String| Err(ConfigError::at(source, name.span(), message, None));
        if text.trim().is_empty() || text.trim() != text || text.chars().any(char::is_control) {
            return wrong(format!("`{}` is no name", text.escape_debug()));
        }
        let email = email.into_inner().to_lowercase();
        if let Some((other, _)) = names.iter().find(|(other, known)| **other == email || plain(known) == plain(text)) {
            return wrong(format!("{other} stands there already, or has the same name"));
        }
        names.insert(email, name.into_inner());
    }
    Ok(names)
}

/// The rules; refused where they name what is not there.
pub(super) fn policy(
    source: &Source,
    written: PolicyWords,
    roles: &BTreeMap<String, People>,
) -> Result<Policy, ConfigError> {
    let known = |name: &str| roles.is_empty() || roles.keys().any(|role| role_key(role) == role_key(name));
    let named = written.distinct.iter().flatten().chain(written.may_waive.iter().flatten());
    if let Some(name) = named.into_iter().find(|name| !known(name.get_ref())) {
        let names = roles.keys().map(String::as_str);
        return Err(ConfigError::unknown(source, name.span(), "role", name.get_ref(), names));
    }
    let max_age = written.max_age.map(|age| match seconds(age.get_ref()) {
        Some(seconds) => Ok(seconds),
        None => {
            let message = format!("`{}` is no age; write a number with h or d, such as 36h or 7d", age.get_ref());
            Err(ConfigError::at(source, age.span(), message, None))
        }
    });
    let threshold = match written.threshold {
        Some(number) if *number.get_ref() == 0 => {
            let message = "a policy that nobody has to sign is none; the threshold is at least 1".to_owned();
            return Err(ConfigError::at(source, number.span(), message, None));
        }
        number => number.map_or(1, Spanned::into_inner),
    };
    let strings = |group: Vec<Spanned<String>>| group.into_iter().map(Spanned::into_inner).collect();
    Ok(Policy {
        distinct: written.distinct.into_iter().map(strings).collect(),
        author_may_not_approve: written.author_may_not_approve,
        performer_may_not_approve: written.performer_may_not_approve,
        recorder_may_not_approve: written.recorder_may_not_approve,
        max_age: max_age.transpose()?,
        may_waive: written.may_waive.map(strings),
        names: BTreeMap::new(),
        openpgp: Vec::new(),
        time_stamps: None,
        threshold,
    })
}

/// Words in lower case, with single spaces between, as names of people are compared.
fn plain(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// `36h` or `7d`, at most ten years.
fn seconds(age: &str) -> Option<i64> {
    let (number, unit) = match (age.strip_suffix('h'), age.strip_suffix('d')) {
        (Some(hours), _) => (hours, 3_600),
        (_, Some(days)) => (days, 86_400),
        _ => return None,
    };
    let digits = (1..=5).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let number: i64 = number.parse().ok().filter(|number| digits && *number > 0)?;
    Some(number * unit).filter(|seconds| *seconds <= 3_660 * 86_400)
}
