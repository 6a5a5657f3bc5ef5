//! The folder of one run: complete, listed in its manifest, and every sign-off bound to exactly this run.

use std::collections::{BTreeMap, BTreeSet};

use git2::{ObjectType, Oid};

use super::audit::{Entry, SignoffEntry};
use super::check::{self, Walk};
use super::layout;
use super::policy::PolicyFiles;
use crate::digest::Sha256;
use crate::git::{CommitId, Repository};
use crate::signing::Judgement;
use crate::signing::sshsig;
use crate::signing::statement::{NAMESPACE, Scope, Statement};
use crate::time::Timestamp;

/// How far a signer's clock may be ahead of the recorder's, in seconds.
const SKEW: i64 = 5 * 60;

/// Files that were read, with their digests; the bytes of evidence are not kept.
#[derive(Default)]
pub(super) struct Folder {
    files: BTreeMap<String, (Sha256, Vec<u8>)>,
    /// Files that could not be read.
    holes: BTreeSet<String>,
}

impl Folder {
    pub fn load(&mut self, repo: &Repository, name: &str, id: Oid) -> Result<(), String> {
        match repo.object(id, ObjectType::Blob) {
            Ok(bytes) => {
                let digest = Sha256::of(&bytes);
                let evidence = name.starts_with(layout::EVIDENCE);
                self.files.insert(name.to_owned(), (digest, if evidence { Vec::new() } else { bytes }));
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
        })
    }

    fn digest(&self, name: &str) -> Option<Sha256> {
        self.files.get(name).map(|(digest, _)| *digest)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().chain(&self.holes).map(String::as_str)
    }
}

/// Checks everything inside the folder of `run`, which the commit `id` adds.
pub(super) fn check(walk: &mut Walk<'_>, id: CommitId, run: &str, folder: &Folder, entry: &mut Entry) {
    let path = |name: &str| format!("{}/{name}", layout::run_folder(run));
    for name in layout::REQUIRED {
        if !folder.names().any(|there| there == name) {
            walk.fail("record-layout", id, Some(&path(name)), "a run needs this file");
        }
    }
    let mut folded = BTreeSet::new();
    for name in folder.names() {
        if !folded.insert(name.to_ascii_lowercase()) {
            walk.fail("tree-malformed", id, Some(&path(name)), "its name differs from another one by case only");
        }
    }
    manifest(walk, id, folder, &path);
    let names: Vec<&str> = folder.names().filter(|name| name.starts_with(layout::SIGNOFFS)).collect();
    for name in names {
        if let Some(statement) = name.strip_suffix(".sig") {
            if !folder.names().any(|there| there == statement) {
                walk.fail("signature-count", id, Some(&path(name)), "there is no statement beside this signature");
            }
        } else {
            let signoff = signoff(walk, id, run, folder, name, &path(name), entry.time);
            entry.signoffs.extend(signoff);
        }
    }
}

fn manifest(walk: &mut Walk<'_>, id: CommitId, folder: &Folder, path: &dyn Fn(&str) -> String) {
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

fn signoff(
    walk: &mut Walk<'_>,
    id: CommitId,
    run: &str,
    folder: &Folder,
    name: &str,
    path: &str,
    recorded: Option<Timestamp>,
) -> Option<SignoffEntry> {
    // A file that could not be read was noted when it was loaded.
    let bytes = folder.bytes(name)?;
    let before = (walk.findings.len(), walk.unchecked.len());
    let statement = match Statement::parse(bytes) {
        Ok(statement) => statement,
        Err(error) => {
            walk.fail("statement-grammar", id, Some(path), error.to_string());
            return None;
        }
    };
    if name != layout::statement_path(&statement.role, bytes) {
        let file = name.rsplit('/').next().and_then(check::role_of_file);
        let rule = if file.is_some_and(|role| role != statement.role) { "wrong-role" } else { "statement-name" };
        walk.fail(rule, id, Some(path), "the file's name does not give the statement's role and digest");
    }
    binding(walk, id, run, folder, path, &statement);
    if recorded.is_some_and(|recorded| statement.time.unix() > recorded.unix() + SKEW) {
        let reason = format!("the statement is of {}, after it was recorded", statement.time.rfc3339());
        walk.fail("time-future", id, Some(path), reason);
    }
    let judgement = match (folder.bytes(&format!("{name}.sig")), walk.policies.last()) {
        (None, _) if folder.holes.contains(&format!("{name}.sig")) => {
            Judgement::Unchecked("the signature could not be read".into())
        }
        (None, _) => {
            walk.fail("signature-count", id, Some(path), "there is no signature beside this statement");
            Judgement::Bad("there is no signature".into())
        }
        (_, None) => Judgement::Unchecked("there is no policy to judge the signature by".into()),
        (Some(armour), Some(policy)) => match sshsig::verify(armour, NAMESPACE, bytes) {
            Err(judgement) => judgement,
            Ok(key) if policy.revoked.contains(&key) => Judgement::Lapsed(format!("{} is revoked", key.fingerprint())),
            Ok(key) => {
                let who = statement.principal();
                let at = |time| policy.allowed.judge(&who, &key, NAMESPACE, time);
                // A signer states any time they like, so the key must still be valid when it is recorded.
                let signed = at(statement.time);
                recorded.filter(|_| signed.is_good()).map_or(signed, at)
            }
        },
    };
    if !matches!(&judgement, Judgement::Bad(reason) if reason == "there is no signature") {
        walk.note(&judgement, id, Some(path));
    }
    let counts = judgement.is_good() && before == (walk.findings.len(), walk.unchecked.len());
    Some(SignoffEntry { path: name.to_owned(), statement, judgement, counts })
}

/// Whether the statement is about this record, this run and these bytes.
fn binding(walk: &mut Walk<'_>, id: CommitId, run: &str, folder: &Folder, path: &str, statement: &Statement) {
    match walk.genesis {
        Some(genesis) if statement.record.as_deref() == Some(&genesis.to_string()) => {}
        Some(_) => walk.fail("wrong-record", id, Some(path), "the statement is about another record"),
        None => walk.doubt(id, format!("{path}: the record's first commit is out of reach")),
    }
    if statement.run != run {
        walk.fail("wrong-run", id, Some(path), format!("the statement is about the run {}", statement.run));
    }
    match (&statement.scope, folder.bytes(layout::CONTENT)) {
        (Scope::Whole, Some(content)) if Sha256::of(content) == statement.content => {}
        (Scope::Whole, Some(_)) => walk.fail("stale", id, Some(path), "the content is not what was signed"),
        (Scope::Item(_), _) if walk.writing => {}
        (Scope::Item(item), Some(content)) => match walk.item_digest.map(|digest| digest(content, item)) {
            Some(Some(digest)) if digest == statement.content => {}
            Some(Some(_)) => walk.fail("stale", id, Some(path), format!("the item {item} is not what was signed")),
            Some(None) => walk.fail("wrong-scope", id, Some(path), format!("the content has no item {item}")),
            None => walk.doubt(id, format!("{path}: the block of the item {item} was not compared")),
        },
        (_, None) => walk.doubt(id, format!("{path}: there is no content to compare it with")),
    }
    let template = folder.digest(layout::TEMPLATE);
    if template.is_some() && statement.template != template {
        walk.fail("wrong-template", id, Some(path), "the template is not the one that the signer saw");
    }
    if let Some((number, digest)) = statement.policy
        && !walk.policies.iter().any(|policy| policy.number == number && policy.digest == digest)
    {
        walk.fail("wrong-policy", id, Some(path), format!("no policy {number} of this record has that digest"));
    }
}
