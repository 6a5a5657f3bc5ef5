//! The names and small formats of the record: paths, trailers, the manifest.

use std::collections::BTreeMap;

pub use crate::asked::Outcome;
use crate::digest::Sha256;
use crate::git::CommitId;
pub use crate::signing::statement::is_run;
use crate::signing::words::words;

/// The file that keeps git from changing line ends, and its bytes.
pub const ATTRIBUTES: (&str, &str) = (".gitattributes", "* -text\n");
/// The page that was signed, every sign-off slot blank.
pub const CONTENT: &str = "content.md";
/// The page as people read it, names filled in.
pub const CHECKLIST: &str = "checklist.md";
/// What was read from the page.
pub const MODEL: &str = "model.json";
/// The digests of all other files of the run.
pub const MANIFEST: &str = "manifest.sha256";
/// The blank page that the run was made from; may be left out.
pub const TEMPLATE: &str = "template.md";
/// The values that its fields hold; left out where it has none.
pub const RUN_DATA: &str = "run-data.json";
/// The folder of statements and their signatures.
pub const SIGNOFFS: &str = "signoffs";
/// The folder of what was signed and has been changed since, by its digest; may be left out.
pub const SEEN: &str = "seen";
/// The folder of time-stamps of signatures, each named after its signature; may be left out.
pub const STAMPS: &str = "stamps";
/// What an amendment says, in words.
pub const AMENDMENT: &str = "amendment.md";
/// The folder of a run's amendments.
pub const AMENDMENTS: &str = "amendments";
/// The folder of evidence; may be left out.
pub const EVIDENCE: &str = "evidence";
/// What stands behind the name of what a time-stamp is over.
pub const STAMP: &str = ".tsr";
/// The files that every run has.
pub const REQUIRED: [&str; 4] = [CONTENT, CHECKLIST, MODEL, MANIFEST];
/// The signatures of those who approve a policy; left out where who commits it is enough.
pub const POLICY_SIGNATURES: &str = "signatures";
/// The files of a policy, sorted.
pub const POLICY_FILES: [&str; 3] = ["allowed_signers", "policy.toml", "revoked_keys"];

words! {
    /// What a commit of the record adds.
    Kind {
        /// The beginning: attributes and the first policy.
        Genesis = "genesis",
        /// A later policy.
        Policy = "policy",
        /// A run.
        Run = "run",
        /// What is to be added to a run that stands.
        Amendment = "amendment",
    }
}

/// `runs/<run>`.
pub fn run_folder(run: &str) -> String {
    format!("runs/{run}")
}

/// `runs/<run>/amendments/001`.
pub fn amendment_folder(run: &str, number: u32) -> String {
    format!("{}/{AMENDMENTS}/{number:03}", run_folder(run))
}

/// The commit that a file of evidence is a time-stamp over, by its name: `evidence/<commit>.tsr`.
pub fn stamped_commit(name: &str) -> Option<CommitId> {
    CommitId::parse(name.strip_prefix(EVIDENCE)?.strip_prefix('/')?.strip_suffix(STAMP)?)
}

/// Whether a path stands in an amendment of a run.
pub fn is_amendment(path: &str) -> bool {
    matches!(path.split('/').collect::<Vec<_>>().as_slice(), ["runs", _, AMENDMENTS, _, _, ..])
}

/// `policy/000001`.
pub fn policy_folder(number: u32) -> String {
    format!("policy/{number:06}")
}

/// `signoffs/<role>--<12 hex>.txt`, inside the run's folder; the signature has `.sig` behind it.
pub fn statement_path(role: &str, statement: &[u8]) -> String {
    let hex: String = Sha256::of(statement).hex().chars().take(12).collect();
    format!("{SIGNOFFS}/{role}--{hex}.txt")
}

/// Whether a path inside a run's folder is safe on every system: `[A-Za-z0-9._-]`, no name that starts with a dot or
/// dash or ends with a dot, no device names, at most 100 bytes a name and 8 names.
pub fn is_safe_path(path: &str) -> bool {
    let names: Vec<&str> = path.split('/').collect();
    names.len() <= 8 && names.iter().all(|name| is_safe_name(name))
}

/// Whether a single name in a folder is safe on every system, and no path of several.
pub fn is_safe_name(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |word: &str| stem.strip_prefix(word).is_some_and(|n| n.len() == 1 && n.as_bytes().is_ascii());
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt");
    (1..=100).contains(&name.len())
        && name.bytes().all(plain)
        && !name.starts_with(['.', '-'])
        && !name.ends_with('.')
        && !device
}

/// The text that `sha256sum` would print for these files, and `sha256sum -c` checks: sorted by path.
pub fn manifest<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let digests: BTreeMap<&str, Sha256> = files.into_iter().map(|(path, bytes)| (path, Sha256::of(bytes))).collect();
    digests.iter().map(|(path, digest)| format!("{}  {path}\n", digest.hex())).collect()
}

/// Reads a manifest: sorted, each path once; the reason of a refusal is for people.
pub fn parse_manifest(text: &[u8]) -> Result<BTreeMap<String, Sha256>, String> {
    let text = std::str::from_utf8(text).map_err(|_| "it is not UTF-8")?;
    let mut out: BTreeMap<String, Sha256> = BTreeMap::new();
    let Some(body) = text.strip_suffix('\n') else { return Err("its last line is not ended".into()) };
    for (index, line) in body.split('\n').enumerate() {
        let entry = line.split_once("  ").and_then(|(hex, path)| Some((Sha256::parse_hex(hex)?, path)));
        let (digest, path) = entry.ok_or_else(|| format!("line {} is no digest and path", index + 1))?;
        if out.last_key_value().is_some_and(|(last, _)| last.as_str() >= path) {
            return Err(format!("line {} is out of order", index + 1));
        }
        out.insert(path.to_owned(), digest);
    }
    Ok(out)
}

/// The last paragraph of a commit of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trailers {
    /// 0 for the beginning, then without gaps.
    pub seq: u64,
    /// What the commit adds.
    pub kind: Kind,
    /// The run, if it adds one.
    pub run: Option<String>,
    /// Its outcome, if it adds one.
    pub outcome: Option<Outcome>,
}

impl Trailers {
    /// The message of the commit: a subject, a blank line, the trailers.
    pub fn message(&self, subject: &str) -> String {
        let mut text = format!("{subject}\n\nGonogo-Seq: {}\nGonogo-Kind: {}\n", self.seq, self.kind.word());
        if let Some(run) = &self.run {
            text += &format!("Gonogo-Run: {run}\n");
        }
        if let Some(outcome) = self.outcome {
            text += &format!("Gonogo-Outcome: {}\n", outcome.name());
        }
        text
    }

    /// Reads the message of a commit.
    pub(super) fn of(message: &[u8]) -> Result<Self, String> {
        Self::parse(std::str::from_utf8(message).map_err(|_| "the message is not UTF-8")?)
    }

    /// Reads a message: the trailers stand once each, in order, in the last paragraph, and nothing like them elsewhere.
    pub fn parse(message: &str) -> Result<Self, String> {
        let body = message.strip_suffix('\n').ok_or("the message does not end with a line feed")?;
        let (before, last) = body.rsplit_once("\n\n").ok_or("the message has no paragraph of trailers")?;
        if before.lines().any(|line| line.trim_start().to_ascii_lowercase().starts_with("gonogo-")) {
            return Err("a trailer stands outside of the last paragraph".into());
        }
        let mut lines = last.split('\n').peekable();
        let mut take = |key: &str| {
            lines.next_if(|line| line.starts_with(key)).and_then(|line| line.strip_prefix(key)).map(str::to_owned)
        };
        let seq = take("Gonogo-Seq: ").ok_or("there is no trailer Gonogo-Seq")?;
        let kind = take("Gonogo-Kind: ").ok_or("there is no trailer Gonogo-Kind behind Gonogo-Seq")?;
        let run = take("Gonogo-Run: ");
        let outcome = take("Gonogo-Outcome: ");
        if let Some(line) = lines.next() {
            return Err(format!("there is one line too many among the trailers: {:?}", cut(line)));
        }
        let digits =
            seq.len() <= 12 && seq.bytes().all(|b| b.is_ascii_digit()) && (seq == "0" || !seq.starts_with('0'));
        let seq = seq.parse().ok().filter(|_| digits).ok_or("Gonogo-Seq is no number")?;
        let kind = Kind::parse(&kind).ok_or("Gonogo-Kind is an unknown word")?;
        let outcome = match outcome {
            None => None,
            Some(word) => Some(Outcome::parse(&word).ok_or("Gonogo-Outcome is an unknown word")?),
        };
        if matches!(kind, Kind::Run | Kind::Amendment) != run.is_some() || (kind == Kind::Run) != outcome.is_some() {
            return Err(
                "Gonogo-Run belongs to runs and their amendments, Gonogo-Outcome to runs, and to nothing else".into()
            );
        }
        if run.as_deref().is_some_and(|run| !is_run(run)) {
            return Err("Gonogo-Run is no name of a run".into());
        }
        Ok(Self { seq, kind, run, outcome })
    }
}

fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}
