//! The statement of a sign-off: who, as what, meaning what, about which bytes; a small text that people can read.

use std::fmt;

use super::words::words;
use crate::digest::Sha256;
use crate::time::Timestamp;

/// The namespace that statements are signed in.
pub const NAMESPACE: &str = "gonogo-signoff@v1";
/// The longest statement, in bytes.
pub const MAX_BYTES: usize = 8 * 1024;
const MAX_LINE: usize = 1024;
const MAX_NAME: usize = 200;

/// A sign-off as it is signed. Fields stand in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The first commit of the record that this belongs to (40 or 64 hex digits), or `None` where there is no record.
    pub record: Option<String>,
    /// The run, `[a-z0-9][a-z0-9._-]{0,63}`.
    pub run: String,
    /// The digest of the template, or `None` if the run has none.
    pub template: Option<Sha256>,
    /// Number (from 1) and digest of the policy that the signer saw, or `None` if there is none.
    pub policy: Option<(u32, Sha256)>,
    /// The released tree, its id in hex.
    pub tree: Option<String>,
    /// The digest of the released image.
    pub oci: Option<Sha256>,
    /// What the sign-off covers.
    pub scope: Scope,
    /// The digest of the content, or of the item's block.
    pub content: Sha256,
    /// The digest of the sorted list of item sign-offs and evidence, or `None`.
    pub includes: Option<Sha256>,
    /// The role's slug, `[a-z0-9-]{1,40}`; see [`role_slug`].
    pub role: String,
    /// The signer's e-mail address in lower case.
    pub signer: String,
    /// The signer's printed name.
    pub name: String,
    /// What signing means here.
    pub meaning: Meaning,
    /// The decision that the signer takes.
    pub decision: Decision,
    /// Why, in one line; needed for a decision other than GO and for waivers and withdrawals.
    pub reason: Option<String>,
    /// When it was made, by the signer's clock.
    pub time: Timestamp,
    /// 32 hex digits that make the statement unlike every other; see [`fresh_nonce`].
    pub nonce: String,
}

/// What a sign-off covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every byte of the content.
    Whole,
    /// One item's block, by the id of its slot, `[A-Za-z0-9._/-]{1,200}`.
    Item(String),
}

words! {
    /// What signing means.
    Meaning {
        /// The signer wrote it.
        Authored = "authored",
        /// The signer did the work.
        Performed = "performed",
        /// The signer read and examined it.
        Reviewed = "reviewed",
        /// The signer approves it.
        Approved = "approved",
        /// The signer has seen for themselves that it is so.
        Verified = "verified",
        /// The signer lets it pass without being done.
        Waived = "waived",
        /// The signer takes an earlier statement back.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// The decision that a signer takes.
    Decision {
        /// Go ahead.
        Go = "GO",
        /// Go ahead under a condition, which the reason states.
        ConditionalGo = "CONDITIONAL-GO",
        /// Stop.
        NoGo = "NO-GO",
        /// None is taken.
        None = "none",
    }
}

/// Why a text is no statement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a statement: {0}")]
pub struct StatementError(String);

impl Statement {
    /// Reads a statement: each key once, in order, UTF-8, LF, closed alphabets; anything else is refused.
    pub fn parse(bytes: &[u8]) -> Result<Self, StatementError> {
        read(bytes).map_err(StatementError)
    }

    /// The text, refused if a value does not fit the grammar, so that `parse(write(x))` is always `x`.
    pub fn write(&self) -> Result<String, StatementError> {
        let text = self.to_string();
        match Self::parse(text.as_bytes()) {
            Ok(again) if again == *self => Ok(text),
            Ok(_) => Err(StatementError("a value reads back as another one".into())),
            Err(error) => Err(error),
        }
    }

    /// The principal that the key must be allowed for: `role/e-mail`.
    pub fn principal(&self) -> String {
        format!("{}/{}", self.role, self.signer)
    }

    /// What its signer says, `approved NO-GO (the scan found two)`: the meaning, a decision and a reason where there are any.
    pub fn said(&self) -> String {
        let decision = match self.decision {
            Decision::None => String::new(),
            decision => format!(" {}", decision.word()),
        };
        let reason = self.reason.as_deref().map(|reason| format!(" ({reason})")).unwrap_or_default();
        format!("{}{decision}{reason}", self.meaning.word())
    }
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digest = |value: &Option<Sha256>| value.map_or_else(|| "none".to_owned(), |d| d.to_string());
        let subject = match (&self.tree, self.oci) {
            (Some(tree), Some(oci)) => format!("tree:{tree} oci:{oci}"),
            (Some(tree), None) => format!("tree:{tree}"),
            (None, Some(oci)) => format!("oci:{oci}"),
            (None, None) => "none".to_owned(),
        };
        writeln!(f, "gonogo-signoff: v1")?;
        writeln!(f, "record: {}", self.record.as_deref().unwrap_or("none"))?;
        writeln!(f, "run: {}", self.run)?;
        writeln!(f, "template: {}", digest(&self.template))?;
        match self.policy {
            Some((number, digest)) => writeln!(f, "policy: {number} {digest}")?,
            None => writeln!(f, "policy: none")?,
        }
        writeln!(f, "subject: {subject}")?;
        match &self.scope {
            Scope::Whole => writeln!(f, "scope: whole")?,
            Scope::Item(id) => writeln!(f, "scope: item:{id}")?,
        }
        writeln!(f, "content: {}", self.content)?;
        writeln!(f, "includes: {}", digest(&self.includes))?;
        writeln!(f, "role: {}", self.role)?;
        writeln!(f, "signer: {}", self.signer)?;
        writeln!(f, "name: {}", self.name)?;
        writeln!(f, "meaning: {}", self.meaning.word())?;
        writeln!(f, "decision: {}", self.decision.word())?;
        writeln!(f, "reason: {}", self.reason.as_deref().unwrap_or("-"))?;
        writeln!(f, "time: {}", self.time.rfc3339())?;
        writeln!(f, "nonce: {}", self.nonce)
    }
}

/// The slug of a role as a checklist writes it: `Engineering Manager` becomes `engineering-manager`. `None` if no
/// letter or digit of ASCII is left, if other letters would be lost, or if the slug is longer than 40.
pub fn role_slug(role: &str) -> Option<String> {
    let mut slug = String::new();
    for c in role.trim().chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            return None;
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-').to_owned();
    is_role(&slug).then_some(slug)
}

/// Whether `text` can be a role in a statement.
pub fn is_role(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// Whether `text` can be the name of a run.
pub fn is_run(text: &str) -> bool {
    let first = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    first && text.len() <= 64 && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-'))
}

/// Whether `text` can be a signer's address: lower case, one `@`, `[a-z0-9._%+-]+@[a-z0-9.-]+`.
pub fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    let local_ok = !local.is_empty() && local.bytes().all(|b| plain(b) || matches!(b, b'_' | b'%' | b'+'));
    text.len() <= 254 && local_ok && !host.is_empty() && host.bytes().all(plain)
}

/// 32 hex digits from the system's source of randomness, or `None` if it has none to give.
pub fn fresh_nonce() -> Option<String> {
    use ring::rand::SecureRandom;
    let mut bytes = [0; 16];
    ring::rand::SystemRandom::new().fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn read(bytes: &[u8]) -> Result<Statement, String> {
    if bytes.len() > MAX_BYTES {
        return Err(format!("longer than {MAX_BYTES} bytes"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "not UTF-8")?;
    let mut lines = Lines { rest: text };
    if lines.value("gonogo-signoff")? != "v1" {
        return Err("of an unknown version".into());
    }
    let record = optional(lines.value("record")?, "record", object_id)?;
    let run = lines.value("run")?;
    let template = optional(lines.value("template")?, "template", Sha256::parse)?;
    let policy = optional(lines.value("policy")?, "policy", policy)?;
    let (tree, oci) = subject(lines.value("subject")?).ok_or("subject is neither tree:… nor oci:sha256:… nor none")?;
    let scope = scope(lines.value("scope")?).ok_or("scope is neither whole nor item:…")?;
    let content = Sha256::parse(lines.value("content")?).ok_or("content is no digest")?;
    let includes = optional(lines.value("includes")?, "includes", Sha256::parse)?;
    let role = lines.value("role")?;
    let signer = lines.value("signer")?;
    let name = lines.value("name")?;
    let meaning = Meaning::parse(lines.value("meaning")?).ok_or("meaning is an unknown word")?;
    let decision = Decision::parse(lines.value("decision")?).ok_or("decision is an unknown word")?;
    let reason = lines.value("reason")?;
    let time = lines.value("time")?;
    let nonce = lines.value("nonce")?;
    if !lines.rest.is_empty() {
        return Err("something follows the last line".into());
    }
    let reason = (reason != "-").then(|| reason.to_owned());
    check_words(run, role, signer, name, nonce)?;
    check_reason(reason.as_deref(), meaning, decision)?;
    let time = Timestamp::parse_rfc3339(time)
        .filter(|t| t.rfc3339() == time && time.len() == 20)
        .ok_or("time is not of the form 2026-11-21T03:01:00Z")?;
    Ok(Statement {
        record,
        run: run.into(),
        template,
        policy,
        tree,
        oci,
        scope,
        content,
        includes,
        role: role.into(),
        signer: signer.into(),
        name: name.into(),
        meaning,
        decision,
        reason,
        time,
        nonce: nonce.into(),
    })
}

struct Lines<'a> {
    rest: &'a str,
}

impl<'a> Lines<'a> {
    fn value(&mut self, key: &str) -> Result<&'a str, String> {
        let (line, rest) = self.rest.split_once('\n').ok_or_else(|| format!("ends before the line {key}"))?;
        let value = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(": "));
        let value = value.ok_or_else(|| format!("the line {key} is not where it must stand"))?;
        if value.is_empty() || line.len() > MAX_LINE || value.starts_with(' ') || value.ends_with(' ') {
            return Err(format!("the value of {key} is empty, too long or padded"));
        }
        if let Some(c) = value.chars().find(|&c| is_hidden(c)) {
            return Err(format!("the value of {key} holds U+{:04X}", u32::from(c)));
        }
        self.rest = rest;
        Ok(value)
    }
}

/// Controls, line separators, and what is invisible or turns the reading direction.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c), 0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f
            | 0xfe00..=0xfe0f | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe0fff)
        || (c != ' ' && c.is_whitespace())
}

fn check_words(run: &str, role: &str, signer: &str, name: &str, nonce: &str) -> Result<(), String> {
    let hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    if !is_run(run) {
        Err("run is not [a-z0-9][a-z0-9._-]{0,63}".into())
    } else if !is_role(role) {
        Err("role is not [a-z0-9-]{1,40}".into())
    } else if !is_email(signer) {
        Err("signer is not an address in lower case".into())
    } else if name.chars().count() > MAX_NAME {
        Err(format!("name is longer than {MAX_NAME} characters"))
    } else if nonce.len() != 32 || !nonce.bytes().all(hex) {
        Err("nonce is not 32 hex digits".into())
    } else {
        Ok(())
    }
}

fn check_reason(reason: Option<&str>, meaning: Meaning, decision: Decision) -> Result<(), String> {
    let grave = matches!(meaning, Meaning::Waived | Meaning::Withdrawn)
        || matches!(decision, Decision::NoGo | Decision::ConditionalGo);
    if grave && reason.is_none() {
        return Err(format!("a reason is needed for {} / {}", meaning.word(), decision.word()));
    }
    Ok(())
}

fn optional<T>(value: &str, key: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, String> {
    match value {
        "none" => Ok(None),
        value => read(value).map(Some).ok_or_else(|| format!("the value of {key} is malformed")),
    }
}

fn object_id(text: &str) -> Option<String> {
    let hex = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    (hex && matches!(text.len(), 40 | 64)).then(|| text.to_owned())
}

fn policy(text: &str) -> Option<(u32, Sha256)> {
    let (number, digest) = text.split_once(' ')?;
    let plain = number.len() <= 6 && !number.starts_with('0') && number.bytes().all(|b| b.is_ascii_digit());
    Some((number.parse().ok().filter(|_| plain)?, Sha256::parse(digest)?))
}

fn subject(text: &str) -> Option<(Option<String>, Option<Sha256>)> {
    let oci = |text: &str| Sha256::parse(text.strip_prefix("oci:")?);
    match (text, text.strip_prefix("tree:")) {
        ("none", _) => Some((None, None)),
        (_, None) => Some((None, Some(oci(text)?))),
        (_, Some(rest)) => match rest.split_once(' ') {
            None => Some((Some(object_id(rest)?), None)),
            Some((tree, rest)) => Some((Some(object_id(tree)?), Some(oci(rest)?))),
        },
    }
}

fn scope(text: &str) -> Option<Scope> {
    if text == "whole" {
        return Some(Scope::Whole);
    }
    let id = text.strip_prefix("item:")?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'/' | b'-');
    ((1..=200).contains(&id.len()) && id.bytes().all(plain)).then(|| Scope::Item(id.to_owned()))
}
