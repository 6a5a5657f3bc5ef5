//! The lines of OpenSSH's lists of keys, read word by word: what is wrong is told with its place.

use super::allowed_signers::{Entry, ListError};
use super::sshsig::Key;
use crate::time::Timestamp;

/// Longest list that is read, in bytes.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The points in time that a bound may mean: one if it says UTC, else any between the world's time zones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    pub earliest: i64,
    pub latest: i64,
}

/// A line that says something.
pub(super) struct Line<'a> {
    /// Its number, from 1.
    pub line: usize,
    /// How many blanks stand before it.
    pub indent: usize,
    /// What it says, without the blanks around it.
    pub text: &'a str,
}

/// The lines of a list that say something: blank ones and `#` comments are skipped.
pub(super) fn lines(bytes: &[u8]) -> Result<Vec<Line<'_>>, ListError> {
    if bytes.len() > MAX_BYTES {
        return Err(ListError { line: 1, column: 1, reason: format!("the file is longer than {MAX_BYTES} bytes") });
    }
    let mut out = Vec::new();
    for (index, raw) in bytes.split(|&byte| byte == b'\n').enumerate() {
        let line = index + 1;
        let text = std::str::from_utf8(raw).map_err(|_| ListError { line, column: 1, reason: "not UTF-8".into() })?;
        let text = text.strip_suffix('\r').unwrap_or(text);
        if let Some(at) = text.chars().position(|c| c.is_control() && c != '\t') {
            return Err(ListError { line, column: at + 1, reason: "holds a control character".into() });
        }
        let indent = text.chars().take_while(|c| matches!(c, ' ' | '\t')).count();
        let text = text.trim_matches([' ', '\t']);
        if !text.is_empty() && !text.starts_with('#') {
            out.push(Line { line, indent, text });
        }
    }
    Ok(out)
}

/// Reads a line; the reason of a refusal comes with the byte in it where the word begins that is wrong.
pub(super) fn entry(line: usize, text: &str) -> Result<Entry, (usize, String)> {
    let start = |reason: String| (0, reason);
    // What is left to read is always the end of the line.
    let at = |rest: &str| text.len() - rest.len();
    let (principals, rest) = first_word(text).map_err(start)?;
    let principals = patterns(&principals, "principal").map_err(start)?;
    let mut entry_options = Options::default();
    // A key's kind never holds `=`, so a word that is not one of the options must be the key.
    let key = match Key::parse(rest) {
        Ok(key) => key,
        Err(reason) => {
            let (options, key) = split_options(rest);
            if options.is_empty() || !looks_like_options(options) {
                return Err((at(rest), reason));
            }
            entry_options = parse_options(options).map_err(|reason| (at(rest), reason))?;
            Key::parse(key).map_err(|reason| (at(key), reason))?
        }
    };
    let Options { cert_authority, namespaces, after, before } = entry_options;
    Ok(Entry { line, principals, namespaces, cert_authority, key, after, before })
}

#[derive(Default)]
struct Options {
    cert_authority: bool,
    namespaces: Option<Vec<String>>,
    after: Option<Bound>,
    before: Option<Bound>,
}

fn first_word(text: &str) -> Result<(String, &str), String> {
    let (word, rest) = match text.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').ok_or("a quote is not closed")?,
        None => text.split_once([' ', '\t']).ok_or("there is no key")?,
    };
    Ok((word.to_owned(), rest.trim_start_matches([' ', '\t'])))
}

fn patterns(list: &str, what: &str) -> Result<Vec<String>, String> {
    let list: Vec<String> = list.split(',').map(str::to_owned).collect();
    if list.iter().any(|pattern| pattern.trim_start_matches('!').is_empty()) {
        return Err(format!("an empty {what}"));
    }
    Ok(list)
}

fn looks_like_options(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    ["cert-authority", "namespaces=", "valid-after=", "valid-before="].iter().any(|name| lower.starts_with(name))
}

/// Cuts at the first blank outside of quotes.
fn split_options(text: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ' ' | '\t' if !quoted => {
                let (options, key) = text.split_at(at);
                return (options, key.trim_start_matches([' ', '\t']));
            }
            _ => {}
        }
    }
    (text, "")
}

fn parse_options(text: &str) -> Result<Options, String> {
    let mut options = Options::default();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find([',', '=']).unwrap_or(rest.len());
        let (name, tail) = rest.split_at(end);
        let (value, tail) = match tail.strip_prefix('=') {
            None => (None, tail),
            Some(tail) => {
                let tail = tail.strip_prefix('"').ok_or_else(|| format!("the value of {name} is not in quotes"))?;
                let (value, tail) = tail.split_once('"').ok_or("a quote is not closed")?;
                (Some(value), tail)
            }
        };
        set_option(&mut options, &name.to_ascii_lowercase(), value)?;
        rest = match tail.strip_prefix(',') {
            Some("") => return Err("a comma too many".into()),
            Some(more) => more,
            None if tail.is_empty() => tail,
            None => return Err(format!("cannot read the options from {tail:?} on")),
        };
    }
    match (options.after, options.before) {
        (Some(after), Some(before)) if after.earliest >= before.latest => {
            Err("valid-after is not before valid-before".into())
        }
        _ => Ok(options),
    }
}

fn set_option(options: &mut Options, name: &str, value: Option<&str>) -> Result<(), String> {
    let twice = || format!("{name} stands twice");
    match (name, value) {
        ("cert-authority", None) if options.cert_authority => return Err(twice()),
        ("cert-authority", None) => options.cert_authority = true,
        ("namespaces", Some(list)) => {
            if options.namespaces.replace(patterns(list, "namespace")?).is_some() {
                return Err(twice());
            }
        }
        ("valid-after" | "valid-before", Some(time)) => {
            let bound = bound(time).ok_or_else(|| format!("{time:?} is no time of the form YYYYMMDD[HHMM[SS]][Z]"))?;
            let slot = if name == "valid-after" { &mut options.after } else { &mut options.before };
            if slot.replace(bound).is_some() {
                return Err(twice());
            }
        }
        _ => return Err(format!("unknown option {name:?}")),
    }
    Ok(())
}

/// Reads YYYYMMDD[HHMM[SS]][Z]. Without `Z` the reader's own zone is meant, which may be anything from -12 h to +14 h.
fn bound(text: &str) -> Option<Bound> {
    let (digits, utc) = match text.strip_suffix(['Z', 'z']) {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(digits.len(), 8 | 12 | 14) {
        return None;
    }
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or("00");
    let time =
        format!("{}-{}-{}T{}:{}:{}Z", part(0, 4), part(4, 6), part(6, 8), part(8, 10), part(10, 12), part(12, 14));
    let seconds = Timestamp::parse_rfc3339(&time)?.unix();
    let (early, late) = if utc { (0, 0) } else { (14 * 3600, 12 * 3600) };
    Some(Bound { earliest: seconds - early, latest: seconds + late })
}
