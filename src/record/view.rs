//! What an audit found as JSON: `gonogo.audit/1`, for `audit`, `log` and `show`.

use serde::Serialize;

use super::{Audit, Entry, Finding, SignoffEntry};

/// The record and what is to be thought of it.
#[derive(Debug, Serialize)]
pub struct RecordView<'a> {
    schema: &'static str,
    branch: &'a str,
    genesis: Option<String>,
    head: Option<String>,
    verdict: &'static str,
    entries: Vec<EntryView<'a>>,
    findings: Vec<FindingView<'a>>,
    unchecked: &'a [String],
    remarks: &'a [String],
}

#[derive(Debug, Serialize)]
struct EntryView<'a> {
    seq: Option<u64>,
    kind: Option<&'static str>,
    run: Option<&'a str>,
    outcome: Option<&'static str>,
    commit: String,
    time: Option<String>,
    committer: &'a str,
    signature: String,
    signed: bool,
    sign_offs: Vec<SignoffView<'a>>,
}

#[derive(Debug, Serialize)]
struct SignoffView<'a> {
    path: &'a str,
    role: &'a str,
    signer: &'a str,
    name: &'a str,
    meaning: &'static str,
    decision: &'static str,
    reason: Option<&'a str>,
    time: String,
    signature: String,
    replaced: bool,
    counts: bool,
}

#[derive(Debug, Serialize)]
struct FindingView<'a> {
    rule: &'static str,
    commit: Option<String>,
    path: Option<&'a str>,
    reason: &'a str,
}

impl<'a> RecordView<'a> {
    /// The view of an audit of `branch`, with these of its entries.
    pub fn of(audit: &'a Audit, branch: &'a str, entries: impl Iterator<Item = &'a Entry>) -> Self {
        Self {
            schema: "gonogo.audit/1",
            branch,
            genesis: audit.genesis.map(|id| id.to_string()),
            head: audit.head.map(|id| id.to_string()),
            verdict: audit.verdict(),
            entries: entries.map(EntryView::of).collect(),
            findings: audit.findings.iter().map(FindingView::of).collect(),
            unchecked: &audit.unchecked,
            remarks: &audit.remarks,
        }
    }
}

impl<'a> EntryView<'a> {
    fn of(entry: &'a Entry) -> Self {
        Self {
            seq: entry.seq,
            kind: entry.kind.map(|kind| kind.word()),
            run: entry.run.as_deref(),
            outcome: entry.outcome.map(|outcome| outcome.name()),
            commit: entry.commit.to_string(),
            time: entry.time.map(|time| time.rfc3339()),
            committer: &entry.committer,
            signature: entry.signer.to_string(),
            signed: entry.signer.is_good(),
            sign_offs: entry.signoffs.iter().map(SignoffView::of).collect(),
        }
    }
}

impl<'a> SignoffView<'a> {
    fn of(signoff: &'a SignoffEntry) -> Self {
        let statement = &signoff.statement;
        Self {
            path: &signoff.path,
            role: &statement.role,
            signer: &statement.signer,
            name: &statement.name,
            meaning: statement.meaning.word(),
            decision: statement.decision.word(),
            reason: statement.reason.as_deref(),
            time: statement.time.rfc3339(),
            signature: signoff.judgement.to_string(),
            replaced: signoff.replaced,
            counts: signoff.counts,
        }
    }
}

impl<'a> FindingView<'a> {
    fn of(finding: &'a Finding) -> Self {
        let Finding { rule, commit, path, reason } = finding;
        Self { rule, commit: commit.map(|id| id.to_string()), path: path.as_deref(), reason }
    }
}
