//! The record: written by us, read by git and ssh-keygen, and audited.

mod attacks;
mod faults;
pub mod forge;
mod honest;
mod parallel;

use std::collections::BTreeMap;

use crate::support::{add_run, genesis};
use gonogo::digest::Sha256;
use gonogo::git::CommitId;
use gonogo::record::{
    Audit, AuditOptions, Audited, Outcome, PolicyFiles, RunEntry, SignedStatement, Written, audit, includes,
};
use gonogo::signing::Signer;
use gonogo::signing::statement::{NAMESPACE, Statement};

use crate::signing::sample;
use crate::support::{Sandbox, ana, branch, now};

/// A sandbox whose record has begun; Ana may sign commits, policies and, as lead, sign-offs.
pub struct Fixture {
    pub sandbox: Sandbox,
    pub genesis: CommitId,
}

impl Fixture {
    pub fn new() -> Self {
        Self::within(Sandbox::new())
    }

    pub fn within(sandbox: Sandbox) -> Self {
        let policy = policy(&sandbox, "");
        let written = genesis(&sandbox.repo(), &branch(), &policy, &sandbox.signer("ana"), &ana(), &now).unwrap();
        Self { genesis: written.commit(), sandbox }
    }

    pub fn statement(&self, run: &str) -> Statement {
        let content = format!("# {run}\n");
        let policy = gonogo::record::state(&self.sandbox.repo(), &branch()).unwrap().policy();
        let record = Some(self.genesis.to_string());
        let includes = includes([], [Sha256::of(EVIDENCE)]);
        Statement {
            policy: Some(policy),
            includes,
            ..sample(record, run, "lead", "ana@example.org", content.as_bytes())
        }
    }

    pub fn signed(&self, statement: &Statement) -> SignedStatement {
        let text = statement.write().unwrap();
        let signature = self.sandbox.signer("ana").sign(NAMESPACE, text.as_bytes()).unwrap();
        SignedStatement { statement: text.into(), signature: signature.into() }
    }

    pub fn run(&self, run: &str) -> RunEntry {
        RunEntry { signoffs: vec![self.signed(&self.statement(run))], ..bare_run(run) }
    }

    pub fn add(&self, entry: &RunEntry) -> Written {
        let sandbox = &self.sandbox;
        add_run(&sandbox.repo(), &branch(), entry, &sandbox.signer("ana"), &ana(), &now).unwrap()
    }

    pub fn audit(&self) -> Audit {
        self.audit_with(&AuditOptions::default())
    }

    pub fn audit_with(&self, options: &AuditOptions<'_>) -> Audit {
        match audit(&self.sandbox.repo(), &branch(), options).unwrap() {
            Audited::Record(audit) => *audit,
            Audited::NothingRecorded => panic!("nothing recorded"),
        }
    }

    /// The names of what an audit finds, each once, sorted.
    pub fn findings(&self) -> Vec<&'static str> {
        let mut rules: Vec<_> = self.audit().findings.into_iter().map(|finding| finding.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}

/// The evidence of every run.
const EVIDENCE: &[u8] = b"all well\n";

/// A run without sign-offs.
pub fn bare_run(run: &str) -> RunEntry {
    let file = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    let files = BTreeMap::from([
        file("content.md", format!("# {run}\n")),
        file("checklist.md", format!("# {run}\n\nAna Doe\n")),
        file("model.json", "{}\n".into()),
        ("evidence/log.txt".to_owned(), EVIDENCE.to_vec()),
    ]);
    RunEntry { run: run.into(), outcome: Outcome::Go, files, signoffs: Vec::new() }
}

/// A policy that lists Ana for everything, and whatever else is given.
pub fn policy(sandbox: &Sandbox, more: &str) -> PolicyFiles {
    let spaces = format!("git,{NAMESPACE},gonogo-policy@v1");
    let line = format!("ana@example.org,lead/ana@example.org namespaces=\"{spaces}\" {}\n", sandbox.public("ana"));
    PolicyFiles {
        policy_toml: b"# nothing yet\n".to_vec(),
        allowed_signers: (line + more).into_bytes(),
        revoked_keys: Vec::new(),
        signatures: Vec::new(),
    }
}
