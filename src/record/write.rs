//! Writing the record: its beginning, a run, a later policy. Nothing is written that an audit would refuse.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::audit::finding;
use super::changes::{self, Standing};
use super::check::{self, Point, Programs, Walk};
use super::layout::{self, Kind, Outcome, Trailers};
use super::policy::PolicyFiles;
use super::read::{introduced, read_commit, root, same_files, same_run, trailers};
use super::{Finding, RecordError};
use crate::git::objects::{MODE_TREE, RawCommit};
use crate::git::{CommitId, Draft, Identity, RefName, Repository, Step};
use crate::signing::Signer;
use crate::signing::statement::Statement;
use crate::time::Timestamp;

/// The clock; asked anew for every attempt.
pub type Clock<'a> = &'a dyn Fn() -> Timestamp;

/// A run as it is to be recorded.
#[derive(Clone, Debug)]
pub struct RunEntry {
    /// Its name, `[a-z0-9][a-z0-9._-]{0,63}`.
    pub run: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Path inside the run's folder, and bytes: at least `content.md`, `checklist.md` and `model.json`. The manifest
    /// and the sign-offs are added.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The statements with their signatures.
    pub signoffs: Vec<SignedStatement>,
}

/// A statement's text and the armoured signature over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedStatement {
    /// The text.
    pub statement: Vec<u8>,
    /// The signature.
    pub signature: Vec<u8>,
}

/// What became of the wish to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// This commit was added.
    New(CommitId),
    /// The very same stands already, since this commit.
    AlreadyRecorded(CommitId),
}

impl Written {
    /// The commit, new or old.
    pub fn commit(&self) -> CommitId {
        match self {
            Self::New(commit) | Self::AlreadyRecorded(commit) => *commit,
        }
    }
}

/// Who writes to a record, and when: each entry is one commit on the branch, signed with their key.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    /// The repository.
    pub repo: &'a Repository,
    /// The record's branch.
    pub branch: &'a RefName,
    /// What signs.
    pub signer: &'a dyn Signer,
    /// Whose name the commits bear.
    pub identity: &'a Identity,
    /// What time it is.
    pub clock: Clock<'a>,
}

/// What is to be added on top of a tip.
pub(super) enum Next {
    /// Nothing: it was added with this commit.
    There(CommitId),
    /// An entry.
    Add(Addition),
}

/// An entry that is to be added.
pub(super) struct Addition {
    pub kind: Kind,
    pub run: Option<String>,
    pub outcome: Option<Outcome>,
    /// The first line of the message.
    pub title: String,
    /// Path from the root, and bytes.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Writer<'_> {
    /// Begins a record: a branch of its own, with the attributes and the first policy. Asked again with the same policy,
    /// it answers with the commit that stands.
    ///
    /// # Errors
    /// When there is another record, or this one would not stand an audit.
    pub fn begin(&self, policy: &PolicyFiles) -> Result<Written, RecordError> {
        let Self { repo, branch, .. } = *self;
        let mut files = policy_files(1, policy)?;
        files.insert(layout::ATTRIBUTES.0.to_owned(), layout::ATTRIBUTES.1.as_bytes().to_vec());
        let trailers = Trailers { seq: 0, kind: Kind::Genesis, run: None, outcome: None };
        let plan = |tip: Option<CommitId>| match tip {
            None => Ok(self.step(files.clone(), trailers.message("Begin the record"), (self.clock)())),
            Some(tip) => {
                let (first, raw) = root(repo, branch, tip)?;
                match same_files(repo, raw.tree, &files) {
                    Ok(true) => Ok(Step::Done(first)),
                    Ok(false) => Err(RecordError::RecordExists { branch: branch.clone(), genesis: first }),
                    Err(reason) => Err(self.broken(reason)),
                }
            }
        };
        let accept = |commit| accept(Walk::new(repo, Programs::of(repo), Point::beginning(Some(commit))), commit);
        repo.commit_on(branch, |payload| self.sign(payload), plan, accept).map(written)
    }

    /// Adds a run as one signed commit. Recorded already with the same files it answers with that commit, so that running
    /// the same command again finishes the job; with other files it is refused.
    ///
    /// # Errors
    /// When there is no record, another run of this name, or the commit would not stand an audit.
    pub fn add_run(&self, entry: &RunEntry) -> Result<Written, RecordError> {
        let Self { repo, branch, .. } = *self;
        let files = run_files(entry)?;
        let folder = layout::run_folder(&entry.run);
        self.add(|tip, raw| {
            if let Some(there) = self.lookup(raw, &folder)? {
                let since = introduced(repo, branch, tip, &folder)?;
                let same = there.mode == MODE_TREE
                    && same_run(repo, there.id, &files).map_err(|reason| self.broken(reason))?;
                let outcome = trailers(branch, &read_commit(repo, branch, since)?)?.outcome;
                if same && outcome == Some(entry.outcome) {
                    return Ok(Next::There(since));
                }
                return Err(RecordError::RunExists { run: entry.run.clone() });
            }
            Ok(Next::Add(Addition {
                kind: Kind::Run,
                run: Some(entry.run.clone()),
                outcome: Some(entry.outcome),
                title: format!("Record {}: {}", entry.run, entry.outcome.name()),
                files: within(&folder, &files),
            }))
        })
    }

    /// Adds the next policy. The signing key must be allowed for the namespace `gonogo-policy@v1`, by name, in the policy
    /// that stands and in the new one. Asked again with the policy that stands, it answers with that commit.
    ///
    /// # Errors
    /// When there is no record, the policy can't be read, or the commit would not stand an audit.
    pub fn add_policy(&self, policy: &PolicyFiles) -> Result<Written, RecordError> {
        let Self { repo, branch, .. } = *self;
        policy_files(1, policy)?;
        self.add(|tip, _| {
            let mut walk = Walk::new(repo, Programs::of(repo), Point::middle(Some(tip)));
            walk.step(tip);
            let standing = walk.at.policies.last().ok_or_else(|| self.broken("it has no policy".into()))?;
            if standing.digest == policy.digest() {
                let folder = layout::policy_folder(standing.number);
                return Ok(Next::There(introduced(repo, branch, tip, &folder)?));
            }
            let number = standing.number + 1;
            let title = format!("Change the policy to number {number}");
            let files = policy_files(number, policy)?;
            Ok(Next::Add(Addition { kind: Kind::Policy, run: None, outcome: None, title, files }))
        })
    }

    /// Adds what `next` wants on top of the tip, with the next number.
    pub(super) fn add(
        &self,
        next: impl Fn(CommitId, &RawCommit) -> Result<Next, RecordError>,
    ) -> Result<Written, RecordError> {
        let Self { repo, branch, .. } = *self;
        let tip_seen = Cell::new(None);
        let plan = |tip: Option<CommitId>| {
            let tip = tip.ok_or_else(|| RecordError::NoRecord(branch.clone()))?;
            let raw = read_commit(repo, branch, tip)?;
            let Addition { kind, run, outcome, title, files } = match next(tip, &raw)? {
                Next::There(commit) => return Ok(Step::Done(commit)),
                Next::Add(addition) => addition,
            };
            let seq = trailers(branch, &raw)?.seq + 1;
            let message = Trailers { seq, kind, run, outcome }.message(&title);
            tip_seen.set(Some(tip));
            Ok(self.step(files, message, later((self.clock)(), &raw)?))
        };
        let accept = |commit| self.accept_on(tip_seen.get(), commit);
        repo.commit_on(branch, |payload| self.sign(payload), plan, accept).map(written)
    }

    fn step(&self, files: BTreeMap<String, Vec<u8>>, message: String, time: Timestamp) -> Step<CommitId> {
        Step::Commit(Draft { files, message, identity: self.identity.clone(), time })
    }

    fn sign(&self, payload: &[u8]) -> Result<String, RecordError> {
        Ok(self.signer.sign(check::GIT, payload)?)
    }

    /// What stands at a path of a commit of the record.
    pub(super) fn lookup(&self, raw: &RawCommit, path: &str) -> Result<Option<Standing>, RecordError> {
        changes::lookup(self.repo, raw.tree, path).map_err(|reason| self.broken(reason))
    }

    pub(super) fn broken(&self, reason: String) -> RecordError {
        RecordError::Broken { branch: self.branch.clone(), reason }
    }

    /// The new commit must stand the audit on top of the tip that it was made for.
    fn accept_on(&self, tip: Option<CommitId>, commit: CommitId) -> Result<(), RecordError> {
        let Self { repo, branch, .. } = *self;
        let tip = tip.ok_or_else(|| RecordError::NoRecord(branch.clone()))?;
        let mut walk = Walk::new(repo, Programs::of(repo), Point::middle(Some(tip)));
        walk.step(tip);
        walk.at.genesis = Some(root(repo, branch, tip)?.0);
        accept(walk, commit)
    }
}

fn written(answer: Result<CommitId, CommitId>) -> Written {
    match answer {
        Ok(commit) => Written::New(commit),
        Err(commit) => Written::AlreadyRecorded(commit),
    }
}

/// The new commit must stand the audit that others will make.
fn accept(mut walk: Walk<'_>, commit: CommitId) -> Result<(), RecordError> {
    walk.writing = true;
    walk.step(commit);
    let doubts = walk.unchecked.into_iter().map(|reason| finding("unchecked", Some(commit), reason));
    let findings: Vec<Finding> = walk.findings.into_iter().chain(doubts).collect();
    if findings.is_empty() { Ok(()) } else { Err(RecordError::Refused { findings }) }
}

/// Files with their paths from the root, where they stand in a folder.
pub(super) fn within(folder: &str, files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    files.iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes.clone())).collect()
}

fn policy_files(number: u32, policy: &PolicyFiles) -> Result<BTreeMap<String, Vec<u8>>, RecordError> {
    policy.read(number).map_err(|reason| RecordError::Invalid(format!("the policy is not valid: {reason}")))?;
    let folder = layout::policy_folder(number);
    let signatures = (layout::POLICY_SIGNATURES, policy.signatures.as_slice());
    let signed = Some(signatures).filter(|(_, bytes)| !bytes.is_empty());
    let all = policy.files().into_iter().chain(signed);
    Ok(all.map(|(name, bytes)| (format!("{folder}/{name}"), bytes.to_vec())).collect())
}

/// All files of the run's folder, the manifest among them.
fn run_files(entry: &RunEntry) -> Result<BTreeMap<String, Vec<u8>>, RecordError> {
    let invalid = |reason: String| Err(RecordError::Invalid(reason));
    if !layout::is_run(&entry.run) {
        return invalid(format!("{:?} is no name of a run: [a-z0-9][a-z0-9._-]{{0,63}}", entry.run));
    }
    let mut files = entry.files.clone();
    for path in files.keys() {
        let top = path.split('/').next();
        let reserved = path == layout::MANIFEST || top == Some(layout::SIGNOFFS) || top == Some(layout::AMENDMENTS);
        if reserved || !layout::is_safe_path(path) {
            return invalid(format!("{path:?} cannot be the path of a file of a run"));
        }
    }
    if let Some(name) = layout::REQUIRED.iter().find(|name| **name != layout::MANIFEST && !files.contains_key(**name)) {
        return invalid(format!("a run needs the file {name}"));
    }
    for signed in &entry.signoffs {
        let statement = match Statement::parse(&signed.statement) {
            Ok(statement) => statement,
            Err(error) => {
                return Err(RecordError::Refused {
                    findings: vec![finding("statement-grammar", None, error.to_string())],
                });
            }
        };
        let path = layout::statement_path(&statement.role, &signed.statement);
        files.insert(format!("{path}.sig"), signed.signature.clone());
        files.insert(path, signed.statement.clone());
    }
    let manifest = layout::manifest(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    files.insert(layout::MANIFEST.to_owned(), manifest.into_bytes());
    Ok(files)
}

fn later(now: Timestamp, tip: &RawCommit) -> Result<Timestamp, RecordError> {
    if now.unix() >= tip.committer.time {
        return Ok(now);
    }
    let last = Timestamp::from_unix(tip.committer.time);
    let last = last.map_or_else(|| format!("{} s", tip.committer.time), |time| time.rfc3339());
    Err(RecordError::ClockBack { now: now.rfc3339(), last })
}
