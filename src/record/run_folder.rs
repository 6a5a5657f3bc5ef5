//! The folder of one run: complete, listed in its manifest, and every sign-off bound to exactly this run.

use std::collections::{BTreeMap, BTreeSet};

use super::about::{About, Doubt, Fault, Recorded, STALE, replaces, word_against};
use super::audit::{Entry, Released, SignoffEntry};
use super::check::{self, Walk};
use super::grounds::{Grounds, Subject, includes};
use super::layout::{self, Outcome};
use super::policy::PolicyFiles;
use super::write::SignedStatement;
use crate::digest::Sha256;
use crate::git::{CommitId, ObjectId, ObjectKind, Objects};
use crate::signing::Judgement;
use crate::signing::statement::{Meaning, Scope, Statement};

/// What is said of a statement that stands alone.
const UNSIGNED: &str = "there is no signature beside this statement";

/// Files that were read, with their digests; the bytes of evidence are not kept, but for time-stamps.
#[derive(Default)]
pub(super) struct Folder {
    files: BTreeMap<String, (Sha256, Vec<u8>)>,
    /// Files that could not be read.
    holes: BTreeSet<String>,
}

impl Folder {
    pub fn load(&mut self, repo: &dyn Objects, name: &str, id: ObjectId) -> Result<(), String> {
        match repo.object(id, ObjectKind::Blob) {
            Ok(bytes) => {
                let digest = Sha256::of(&bytes);
                let kept = !name.starts_with(layout::EVIDENCE) || layout::stamped_commit(name).is_some();
                self.files.insert(name.to_owned(), (digest, if kept { bytes } else { Vec::new() }));
                Ok(())
            }
            Err(error) => {
                self.holes.insert(name.to_owned());
                Err(format!("history-incomplete: {name}: {error}"))
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.holes.is_empty()
    }

    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(|(_, bytes)| bytes.as_slice())
    }

    pub fn policy(&self) -> Option<PolicyFiles> {
        let [allowed, policy, revoked] = layout::POLICY_FILES;
        Some(PolicyFiles {
            policy_toml: self.bytes(policy)?.to_vec(),
            allowed_signers: self.bytes(allowed)?.to_vec(),
            revoked_keys: self.bytes(revoked)?.to_vec(),
            signatures: self.bytes(layout::POLICY_SIGNATURES).unwrap_or_default().to_vec(),
        })
    }

    /// Whether a run has such a file. What stands beside the known ones would be read as part of it, and is part of no sign-off.
    fn belongs(&self, name: &str) -> bool {
        let (top, below) = name.split_once('/').unwrap_or((name, ""));
        match top {
            layout::SIGNOFFS | layout::EVIDENCE | layout::AMENDMENTS => !below.is_empty(),
            layout::SEEN => {
                let named = below.strip_suffix(".md").and_then(Sha256::parse_hex);
                named.is_some() && (named == self.digest(name) || self.holes.contains(name))
            }
            layout::STAMPS => {
                let of = below.strip_suffix(layout::STAMP);
                of.is_some_and(|of| self.has(&format!("{}/{of}", layout::SIGNOFFS)))
            }
            _ => layout::REQUIRED.contains(&name) || [layout::TEMPLATE, layout::RUN_DATA].contains(&name),
        }
    }

    pub fn has(&self, name: &str) -> bool {
        self.names().any(|there| there == name)
    }

    /// What the statements in it have to name.
    fn grounds(&self, run: &str, released: Option<Released<'_>>) -> Grounds {
        let within = |folder: &'static str| self.files.iter().filter(move |(name, _)| name.starts_with(folder));
        let statements = || {
            let statements = within(layout::SIGNOFFS).filter(|(name, _)| !name.ends_with(".sig"));
            statements.map(|(_, (_, bytes))| bytes.as_slice())
        };
        let evidence = within(layout::EVIDENCE).map(|(_, (digest, _))| *digest);
        let named = |bytes| Statement::parse(bytes).is_ok_and(|made| made.tree.is_some() || made.oci.is_some());
        let subject = match (released, self.bytes(layout::MODEL), self.bytes(layout::CHECKLIST)) {
            (Some(released), Some(model), Some(checklist)) if statements().any(named) => {
                released(run, model, checklist)
            }
            _ => Subject::default(),
        };
        Grounds { template: self.digest(layout::TEMPLATE), subject, includes: includes(statements(), evidence) }
    }

    fn digest(&self, name: &str) -> Option<Sha256> {
        self.files.get(name).map(|(digest, _)| *digest)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().chain(&self.holes).map(String::as_str)
    }
}

/// Checks everything inside the folder of `run`, which the commit `id` adds.
pub(super) fn check(walk: &mut Walk<'_>, id: CommitId, run: &str, folder: &Folder, entry: &mut Entry) {
    let path = |name: &str| format!("{}/{name}", layout::run_folder(run));
    parts(walk, id, folder, &path);
    manifest(walk, id, folder, &path);
    // Without a time nothing can be held against it, and that is a finding of its own.
    let Some(at) = entry.time else { return };
    let policies = walk.at.policies.clone();
    let record = walk.at.genesis.map(|genesis| genesis.to_string());
    let grounds = folder.grounds(run, walk.released);
    let about = About::new(record, run, grounds, at, &policies, walk.programs.gpg.clone());
    let mut words = Vec::new();
    for name in folder.names().filter(|name| name.starts_with(layout::SIGNOFFS)) {
        if let Some(statement) = name.strip_suffix(".sig") {
            if !folder.has(statement) {
                walk.fail("signature-count", id, Some(&path(name)), "there is no statement beside this signature");
            }
        } else {
            words.extend(word(walk, id, folder, name, &path(name), &about));
        }
    }
    for word in &words {
        let replaced = words.iter().any(|other| other.signed && replaces(&other.statement, &word.statement));
        let beside = Beside { id, folder, about: &about, outcome: entry.outcome, committer: &entry.committer };
        entry.signoffs.push(judge(walk, &beside, &path(word.name), word, replaced));
    }
    if let (Some(judge), Some(outcome), Some(policy)) = (walk.judge, entry.outcome, policies.last())
        && folder.holes.is_empty()
    {
        let signoffs: Vec<SignedStatement> = words.iter().filter_map(|word| word.signed_statement(folder)).collect();
        let files = |path: &str| folder.bytes(path);
        let policy_toml = policy.toml.as_slice();
        let run = Recorded { outcome, signoffs: &signoffs, about: &about, policy_toml, files: &files };
        for doubt in judge(&run) {
            match doubt {
                Doubt::Fault(name, fault) => walk.fail(fault.rule, id, Some(&path(name)), fault.reason),
                Doubt::Unchecked(reason) => walk.doubt(id, format!("run {}: {reason}", about.run)),
            }
        }
    }
}

/// The folder has the files that a run needs, and no others, each of them as it is named.
fn parts(walk: &mut Walk<'_>, id: CommitId, folder: &Folder, path: &dyn Fn(&str) -> String) {
    for name in layout::REQUIRED {
        if !folder.has(name) {
            walk.fail("record-layout", id, Some(&path(name)), "a run needs this file");
        }
    }
    if let Some(name) = folder.names().find(|name| name.starts_with(layout::AMENDMENTS)) {
        walk.fail("record-layout", id, Some(&path(name)), "amendments are entries of their own");
    }
    for name in folder.names().filter(|name| !folder.belongs(name)) {
        walk.fail(
            "record-layout",
            id,
            Some(&path(name)),
            "such a file does not belong into a run; nobody has signed it",
        );
    }
    let by_digest = |name: &&str| name.rsplit('/').next().is_some_and(|last| Sha256::parse_hex(last).is_some());
    for name in folder.names().filter(|name| name.starts_with(layout::EVIDENCE)).filter(by_digest) {
        if folder.digest(name).is_some_and(|found| !name.ends_with(&found.hex())) {
            walk.fail("evidence", id, Some(&path(name)), "its bytes are not those of the digest that it is named by");
        }
    }
    let mut folded = BTreeSet::new();
    for name in folder.names() {
        if !folded.insert(name.to_ascii_lowercase()) {
            walk.fail("tree-malformed", id, Some(&path(name)), "its name differs from another one by case only");
        }
    }
}

pub(super) fn manifest(walk: &mut Walk<'_>, id: CommitId, folder: &Folder, path: &dyn Fn(&str) -> String) {
    let Some(bytes) = folder.bytes(layout::MANIFEST) else { return };
    let listed = match layout::parse_manifest(bytes) {
        Ok(listed) => listed,
        Err(reason) => return walk.fail("manifest", id, Some(&path(layout::MANIFEST)), reason),
    };
    for (name, digest) in &listed {
        match folder.digest(name) {
            Some(found) if found == *digest => {}
            Some(_) => walk.fail("manifest", id, Some(&path(name)), "its bytes are not those that the manifest states"),
            None if folder.holes.contains(name) => {}
            None => walk.fail("manifest", id, Some(&path(name)), "the manifest lists it, but it is not there"),
        }
    }
    for name in folder.names().filter(|name| *name != layout::MANIFEST && !listed.contains_key(*name)) {
        walk.fail("manifest", id, Some(&path(name)), "the manifest does not list it");
    }
}

/// A statement with what its signature is worth.
struct Word<'f> {
    name: &'f str,
    statement: Statement,
    judgement: Judgement,
    /// Whether it is a good signature about this very run, whatever else is wrong.
    signed: bool,
    /// Whether nothing was wrong with its name.
    named: bool,
}

impl Word<'_> {
    /// Its bytes and those of its signature.
    fn signed_statement(&self, folder: &Folder) -> Option<SignedStatement> {
        let signature = folder.bytes(&format!("{}.sig", self.name))?.to_vec();
        Some(SignedStatement { statement: folder.bytes(self.name)?.to_vec(), signature })
    }
}

fn word<'f>(
    walk: &mut Walk<'_>,
    id: CommitId,
    folder: &'f Folder,
    name: &'f str,
    path: &str,
    about: &About<'_>,
) -> Option<Word<'f>> {
    // A file that could not be read was noted when it was loaded.
    let bytes = folder.bytes(name)?;
    let statement = match Statement::parse(bytes) {
        Ok(statement) => statement,
        Err(error) => {
            walk.fail("statement-grammar", id, Some(path), error.to_string());
            return None;
        }
    };
    let named = name == layout::statement_path(&statement.role, bytes);
    if !named {
        let file = name.rsplit('/').next().and_then(check::role_of_file);
        let rule = if file.is_some_and(|role| role != statement.role) { "wrong-role" } else { "statement-name" };
        walk.fail(rule, id, Some(path), "the file's name does not give the statement's role and digest");
    }
    let judgement = match folder.bytes(&format!("{name}.sig")) {
        None if folder.holes.contains(&format!("{name}.sig")) => {
            Judgement::Unchecked("the signature could not be read".into())
        }
        None => Judgement::Bad(UNSIGNED.into()),
        Some(armour) => about.judge(&statement, bytes, armour),
    };
    let here = |fault: &Fault| matches!(fault.rule, "wrong-record" | "wrong-run");
    let signed = judgement.is_good() && !about.faults(&statement).iter().any(here);
    Some(Word { name, statement, judgement, signed, named })
}

/// What a statement stands beside.
struct Beside<'a> {
    id: CommitId,
    folder: &'a Folder,
    about: &'a About<'a>,
    outcome: Option<Outcome>,
    committer: &'a str,
}

/// Notes what is wrong with a statement. One that its signer has replaced by a later one stays as it is on the record:
/// that it has become stale, or its key has lapsed since, is no fault then.
fn judge(walk: &mut Walk<'_>, beside: &Beside<'_>, path: &str, word: &Word<'_>, replaced: bool) -> SignoffEntry {
    let &Beside { id, folder, about, outcome, committer } = beside;
    let Word { statement, judgement, .. } = word;
    let before = (walk.findings.len(), walk.unchecked.len());
    match judgement {
        Judgement::Lapsed(_) if replaced => {}
        Judgement::Bad(reason) if reason == UNSIGNED => walk.fail("signature-count", id, Some(path), UNSIGNED),
        judgement => {
            walk.note(judgement, id, Some(path));
        }
    }
    if about.record.is_none() {
        walk.doubt(id, format!("{path}: the record's first commit is out of reach"));
    }
    let past = replaced || statement.meaning == Meaning::Withdrawn;
    let faults = about.faults(statement).into_iter();
    for fault in
        faults.filter(|fault| !past || !matches!(fault.rule, STALE | "wrong-template" | "wrong-policy" | "too-old"))
    {
        walk.fail(fault.rule, id, Some(path), fault.reason);
    }
    if !past {
        binding(walk, id, folder, path, statement);
        let against = outcome.and_then(|outcome| word_against(statement, outcome));
        let against = against.or_else(|| about.recorder(statement, committer));
        if let Some(fault) = against.filter(|_| judgement.is_good()) {
            walk.fail(fault.rule, id, Some(path), fault.reason);
        }
    }
    let clear = before == (walk.findings.len(), walk.unchecked.len());
    let counts = word.named && judgement.is_good() && clear && !past;
    SignoffEntry {
        path: word.name.to_owned(),
        statement: statement.clone(),
        judgement: judgement.clone(),
        replaced,
        counts,
    }
}

/// Whether the statement is about these bytes.
fn binding(walk: &mut Walk<'_>, id: CommitId, folder: &Folder, path: &str, statement: &Statement) {
    match (&statement.scope, folder.bytes(layout::CONTENT)) {
        (Scope::Whole, Some(content)) if Sha256::of(content) == statement.content => {}
        (Scope::Whole, Some(_)) => walk.fail(STALE, id, Some(path), "the content is not what was signed"),
        (Scope::Item(_), _) if walk.writing => {}
        (Scope::Item(item), Some(content)) => match walk.item_digest.map(|digest| digest(content, item)) {
            Some(Some(digest)) if digest == statement.content => {}
            Some(Some(_)) => walk.fail(STALE, id, Some(path), format!("the item {item} is not what was signed")),
            Some(None) => walk.fail("wrong-scope", id, Some(path), format!("the content has no item {item}")),
            None => walk.doubt(id, format!("{path}: the block of the item {item} was not compared")),
        },
        (_, None) => walk.doubt(id, format!("{path}: there is no content to compare it with")),
    }
}
