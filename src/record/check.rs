//! One commit of the record after another: what it may add, its number, its signature. Used by audit and writer alike.

use std::sync::Arc;

use super::about::Judge;
use super::audit::{Entry, Finding, ItemDigest, Released};
use super::changes::{Added, Changes, compare};
use super::layout::{self, Kind, Trailers};
use super::policies;
use super::policy::Policy;
use super::run_folder::{self, Folder};
use crate::git::objects::{self, RawCommit};
use crate::git::{CommitId, ObjectId, ObjectKind, Objects, Recent, Repository};
use crate::signing::openpgp::Gpg;
use crate::signing::stamp::OpenSsl;
use crate::signing::{Judgement, statement};
use crate::time::Timestamp;

/// The namespace of commit signatures, as git has it.
pub(super) const GIT: &str = "git";

/// What is known between two commits.
#[derive(Clone, Default)]
pub(super) struct Point {
    pub genesis: Option<CommitId>,
    pub policies: Arc<Vec<Policy>>,
    pub next_seq: Option<u64>,
    pub time: Option<i64>,
    pub tree: Option<ObjectId>,
    pub adopt: Option<CommitId>,
}

impl Point {
    /// Before the first commit.
    pub fn beginning(genesis: Option<CommitId>) -> Self {
        Self { genesis, next_seq: Some(0), ..Self::default() }
    }

    /// At a commit in the middle, whose tree is taken as it is.
    pub fn middle(first: Option<CommitId>) -> Self {
        Self { adopt: first, ..Self::default() }
    }

    /// Goes past a commit that changes no policy, whether it holds or not.
    pub fn pass(&mut self, tree: ObjectId, time: i64, seq: Option<u64>) {
        self.tree = Some(tree);
        self.time = self.time.max(Some(time));
        self.next_seq = seq.or(self.next_seq.and_then(|next| next.checked_sub(1))).map(|seq| seq + 1);
    }
}

/// The programs that an audit asks.
#[derive(Clone)]
pub(super) struct Programs {
    pub gpg: Gpg,
    pub openssl: OpenSsl,
}

impl Programs {
    /// In the environment that a repository was opened in.
    pub fn of(repo: &Repository) -> Self {
        Self { gpg: repo.gpg(), openssl: repo.openssl() }
    }
}

/// The check of one commit after another, from a point on.
pub(super) struct Walk<'a> {
    pub repo: Recent<'a>,
    /// What checks signatures of OpenPGP, and time-stamps.
    pub programs: Programs,
    pub item_digest: Option<ItemDigest<'a>>,
    pub released: Option<Released<'a>>,
    pub judge: Option<Judge<'a>>,
    /// A writer cannot know items; it leaves their blocks to whoever judged the run.
    pub writing: bool,
    pub findings: Vec<Finding>,
    pub unchecked: Vec<String>,
    /// What is known before the next commit.
    pub at: Point,
}

impl<'a> Walk<'a> {
    pub fn new(repo: &'a dyn Objects, programs: Programs, at: Point) -> Self {
        let (findings, unchecked) = (Vec::new(), Vec::new());
        let repo = Recent::of(repo);
        Self { repo, programs, item_digest: None, released: None, judge: None, writing: false, findings, unchecked, at }
    }

    /// Checks one commit on top of those before it; the answer is `None` where it can't be read, and that is noted.
    pub fn step(&mut self, id: CommitId) -> Option<Entry> {
        let raw = match self.repo.object(id.0, ObjectKind::Commit) {
            Ok(bytes) => objects::commit(id.format(), &bytes),
            Err(error) => Err(error.to_string()),
        };
        let raw = match raw {
            Ok(raw) => raw,
            Err(reason) => {
                self.doubt(id, reason);
                return None;
            }
        };
        let trailers = Trailers::of(&raw.message);
        let mut entry = Entry {
            seq: trailers.as_ref().ok().map(|t| t.seq),
            kind: trailers.as_ref().ok().map(|t| t.kind),
            run: trailers.as_ref().ok().and_then(|t| t.run.clone()),
            outcome: trailers.as_ref().ok().and_then(|t| t.outcome),
            commit: id,
            time: Timestamp::from_unix(raw.committer.time),
            committer: raw.committer.email.clone(),
            signer: Judgement::Unchecked("not looked at".into()),
            signoffs: Vec::new(),
        };
        let seq = entry.seq;
        if self.at.adopt.take_if(|adopt| *adopt == id).is_some() {
            self.read_policies(id, raw.tree);
            self.at.pass(raw.tree, raw.committer.time, seq);
            return Some(entry);
        }
        self.header(id, &raw);
        match &trailers {
            Err(reason) => {
                self.fail("sequence", id, None, reason.clone());
            }
            Ok(trailers) => {
                if let Some(expected) = self.at.next_seq.filter(|&expected| expected != trailers.seq) {
                    self.fail("sequence", id, None, format!("Gonogo-Seq is {}, not {expected}", trailers.seq));
                }
                if (trailers.kind == Kind::Genesis) != (self.at.genesis == Some(id)) {
                    self.fail("sequence", id, None, "the kind genesis belongs to the first commit, and only there");
                }
            }
        }
        let added = self.changes(id, raw.tree);
        let tree = self.at.tree;
        self.at.pass(raw.tree, raw.committer.time, seq);
        let policies = self.at.policies.clone();
        let before = policies.last();
        match trailers.ok() {
            Some(Trailers { kind: Kind::Run, run: Some(run), .. }) => {
                self.signature(id, &raw, before, None, &mut entry);
                self.run(id, &run, &added, &mut entry);
            }
            Some(Trailers { kind: Kind::Amendment, run: Some(run), .. }) => {
                self.signature(id, &raw, before, None, &mut entry);
                self.amendment(id, &run, tree, &added, &entry);
            }
            Some(Trailers { kind, .. }) => {
                let new = self.policy(id, kind, &added).map(|new| Policy { since: entry.time, ..new });
                match (kind, before, &new) {
                    (Kind::Genesis, _, new) => self.signature(id, &raw, new.as_ref(), None, &mut entry),
                    (_, old, new) => self.signature(id, &raw, old, new.as_ref().or(old), &mut entry),
                }
                Arc::make_mut(&mut self.at.policies).extend(new);
            }
            None => self.signature(id, &raw, before, None, &mut entry),
        }
        Some(entry)
    }

    pub fn fail(&mut self, rule: &'static str, commit: CommitId, path: Option<&str>, reason: impl Into<String>) {
        let (commit, path) = (Some(commit), path.map(str::to_owned));
        self.findings.push(Finding { rule, commit, path, reason: reason.into() });
    }

    pub fn doubt(&mut self, commit: CommitId, reason: impl std::fmt::Display) {
        self.unchecked.push(format!("commit {commit}: {reason}"));
    }

    /// A judgement other than good becomes a finding or a doubt; the answer is whether it was good.
    pub fn note(&mut self, judgement: &Judgement, commit: CommitId, path: Option<&str>) -> bool {
        let rule = match judgement {
            Judgement::Good { .. } => return true,
            Judgement::Unchecked(reason) => {
                self.doubt(commit, format!("{}{reason}", path.map(|p| format!("{p}: ")).unwrap_or_default()));
                return false;
            }
            Judgement::Bad(reason) if reason.starts_with("malformed") => "malformed-signature",
            Judgement::Bad(_) => "bad-signature",
            Judgement::Untrusted(_) => "untrusted-signer",
            Judgement::Lapsed(_) => "lapsed-key",
        };
        self.fail(rule, commit, path, judgement.to_string());
        false
    }

    fn header(&mut self, id: CommitId, raw: &RawCommit) {
        if let Some(name) = raw.other.first() {
            self.fail("malformed-commit", id, None, format!("a header {name:?} stands in it"));
        }
        if raw.message.contains(&0) {
            self.fail("malformed-commit", id, None, "a NUL stands in the message");
        }
        if raw.author != raw.committer {
            self.fail("author-mismatch", id, None, "author and committer are not the same");
        }
        if let Some(last) = self.at.time.filter(|&last| raw.committer.time < last) {
            let reason = format!("its time is {} s before that of the entry before it", last - raw.committer.time);
            self.fail("time-order", id, None, reason);
        }
    }

    fn changes(&mut self, id: CommitId, tree: ObjectId) -> Vec<Added> {
        let mut changes = Changes::default();
        compare(&self.repo, self.at.tree, Some(tree), "", 0, &mut changes);
        for (rule, path, reason) in changes.findings {
            self.fail(rule, id, Some(&path), reason);
        }
        for reason in changes.unchecked {
            self.doubt(id, reason);
        }
        changes.added
    }

    /// The files that an entry adds, which all have to stand in the folder `prefix`; `rule` says so to people.
    pub fn folder(&mut self, id: CommitId, prefix: &str, added: &[Added], rule: &str) -> Folder {
        let mut folder = Folder::default();
        for file in added {
            match file.path.strip_prefix(prefix) {
                None => self.fail("wrong-run", id, Some(&file.path), rule),
                Some(name) => {
                    if let Err(reason) = folder.load(&self.repo, name, file.id) {
                        self.doubt(id, reason);
                    }
                }
            }
        }
        folder
    }

    fn run(&mut self, id: CommitId, run: &str, added: &[Added], entry: &mut Entry) {
        let rule = format!("an entry of the run {run} adds a file outside of its folder");
        let folder = self.folder(id, &(layout::run_folder(run) + "/"), added, &rule);
        if folder.is_empty() {
            return self.fail("wrong-run", id, None, format!("it adds no files of the run {run}"));
        }
        run_folder::check(self, id, run, &folder, entry);
    }

    fn policy(&mut self, id: CommitId, kind: Kind, added: &[Added]) -> Option<Policy> {
        let number = self.at.policies.last().map_or(1, |policy| policy.number + 1);
        let prefix = layout::policy_folder(number) + "/";
        let mut folder = Folder::default();
        for file in added {
            let known = |name: &&str| {
                layout::POLICY_FILES.contains(name) || (kind == Kind::Policy && *name == layout::POLICY_SIGNATURES)
            };
            let name = file.path.strip_prefix(&prefix).filter(known);
            let attributes = kind == Kind::Genesis && file.path == layout::ATTRIBUTES.0;
            if !attributes && name.is_none() {
                self.fail("record-layout", id, Some(&file.path), "this file does not belong into such an entry");
                continue;
            }
            if let Err(reason) = folder.load(&self.repo, name.unwrap_or(&file.path), file.id) {
                self.doubt(id, reason);
                return None;
            }
        }
        if kind == Kind::Genesis && folder.bytes(layout::ATTRIBUTES.0) != Some(layout::ATTRIBUTES.1.as_bytes()) {
            let reason = "the attributes that keep line ends are not as they must be";
            self.fail("record-layout", id, Some(layout::ATTRIBUTES.0), reason);
        }
        let files = folder.policy();
        match files.ok_or_else(|| format!("{prefix} is not complete")).and_then(|files| files.read(number)) {
            Ok(policy) => Some(policy),
            Err(reason) => {
                self.fail("policy-invalid", id, Some(&prefix), reason);
                None
            }
        }
    }

    /// Takes the policies of a tree as they stand.
    fn read_policies(&mut self, id: CommitId, tree: ObjectId) {
        match policies::standing(&self.repo, tree) {
            Ok(standing) => {
                let mut policies: Vec<Policy> = standing.into_iter().map(|(_, policy)| policy).collect();
                policies::date(&self.repo, id, &mut policies);
                self.at.policies = Arc::new(policies);
            }
            Err(reason) => self.doubt(id, reason),
        }
    }
}

/// Whether a statement's role is the one its file's name gives.
pub(super) fn role_of_file(name: &str) -> Option<&str> {
    let (role, rest) = name.rsplit_once("--")?;
    let hex = rest.strip_suffix(".txt")?;
    let plain = hex.len() == 12 && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    (plain && statement::is_role(role)).then_some(role)
}
