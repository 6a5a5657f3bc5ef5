//! Auditing: the record of a place with every run in it judged anew, and compared with that of a remote.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;

use super::place::{Place, Remembered};
use super::rejudging::{Model, Outside, judge};
use super::{people, statements, subject};
use crate::digest::Sha256;
use crate::git::RefName;
use crate::model::Checklist;
use crate::parse::parse;
use crate::record::{self, Audit, AuditOptions, Audited, Finding, Progress, Recorded, Subject};
use crate::text::Source;

/// Audits the record of a place, and judges every run in it anew.
///
/// # Errors
/// When the configuration names no commit, or the repository can't be read.
pub fn audit(place: &Place, pin: Option<&str>) -> anyhow::Result<Audited> {
    audit_branch(place, &place.branch, Remembered { pin, ..Remembered::default() }, None)
}

/// The same for a record that may stand at another reference, telling how far it is.
///
/// # Errors
/// Likewise.
pub fn audit_branch(
    place: &Place,
    branch: &RefName,
    remembered: Remembered<'_>,
    progress: Option<Progress<'_>>,
) -> anyhow::Result<Audited> {
    let block = |content: &[u8], slot: &str| Some(Sha256::of(statements::bound_by(content, slot)?.as_bytes()));
    // A repository serves one thread at a time.
    let authors = Mutex::new(place.repository.again()?);
    let author =
        |checklist: &Checklist| people::author_in(&authors.lock().unwrap_or_else(PoisonError::into_inner), checklist);
    let uncompared = Mutex::new(Uncompared::default());
    let note = |note: &dyn Fn(&mut Uncompared)| note(&mut uncompared.lock().unwrap_or_else(PoisonError::into_inner));
    let released = |run: &str, model: &[u8], text: &[u8]| {
        let read = Model::read(model, run).and_then(|model| Source::new(model.path, text.to_vec()).ok());
        let Some(source) = read else { return Subject::default() };
        let checklist = parse(&source);
        let repository = authors.lock().unwrap_or_else(PoisonError::into_inner);
        let subject = subject::at(&repository, source.path(), &checklist);
        if subject.tree.is_none() && subject::commit(&checklist).is_some() {
            note(&|uncompared| {
                uncompared.trees.insert(run.to_owned());
            });
        }
        subject
    };
    let openssl = place.repository.openssl();
    let other_version = |run: &str, version: &str| {
        note(&|uncompared| {
            uncompared.models.insert(run.to_owned(), version.to_owned());
        });
    };
    let judge = |run: &Recorded<'_>| {
        judge(&Outside { author: &author, other_version: &other_version, openssl: openssl.clone() }, run)
    };
    let known = place.audit_options(remembered)?;
    let options =
        AuditOptions { item_digest: Some(&block), released: Some(&released), judge: Some(&judge), progress, ..known };
    let mut audited = record::audit(&place.repository, branch, &options)?;
    if let (Audited::Record(audit), true) = (&mut audited, *branch == place.branch)
        && let Some(reason) = place.state_to_change().ok().and_then(|state| place.elsewhere_by(&state))
    {
        audit.findings.push(Finding { rule: "wrong-record", commit: audit.head, path: None, reason });
    }
    if let Audited::Record(audit) = &mut audited {
        audit.remarks.extend(uncompared.into_inner().unwrap_or_else(PoisonError::into_inner).remarks());
    }
    Ok(audited)
}

/// What could not be compared with the outside, and makes nothing good or bad: by the names of the runs.
#[derive(Default)]
struct Uncompared {
    /// The commit that they released is not here.
    trees: BTreeSet<String>,
    /// Their models are of these versions of gonogo.
    models: BTreeMap<String, String>,
}

impl Uncompared {
    fn remarks(&self) -> impl Iterator<Item = String> {
        let others = |count: usize| match count {
            0 | 1 => String::new(),
            many => format!(" (and {} others)", many - 1),
        };
        let trees = self.trees.first().map(|run| {
            let others = others(self.trees.len());
            format!("the tree that {run}{others} released was not compared: its commit is not here")
        });
        let models = self.models.first_key_value().map(|(run, version)| {
            let others = others(self.models.len());
            format!("what {run}{others} says in model.json was not compared: it is of gonogo {version}")
        });
        trees.into_iter().chain(models)
    }
}

/// Compares a record with that of a remote: one of the two heads must be part of the other, or somebody was shown
/// another record than we were.
///
/// # Errors
/// When the references can't be written, or history can't be read.
pub fn compare(place: &Place, remote: &str, audit: &mut Audit) -> anyhow::Result<()> {
    let (repo, branch) = (&place.repository, &place.branch);
    let name = format!("refs/gonogo/compared/{}", branch.as_str().trim_start_matches("refs/heads/"));
    let name = RefName::new(&name).with_context(|| format!("'{name}' is no name for a reference"))?;
    let theirs = match repo.fetch(remote, branch, &name) {
        Ok(theirs) => theirs,
        Err(error) => {
            let hint = error.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
            audit.unchecked.push(format!("the record of {remote}: {error}{hint}"));
            return Ok(());
        }
    };
    let finding = |rule, commit, reason| Finding { rule, commit, path: None, reason };
    match (audit.head, theirs) {
        (Some(ours), Some(theirs)) if repo.is_within(ours, theirs)? => {}
        (Some(ours), Some(theirs)) if repo.is_within(theirs, ours)? => {
            audit.remarks.push(format!("{remote} has this record only up to {theirs}; push it"));
        }
        (_, Some(theirs)) => {
            let reason = format!("{remote} has another record under this name, which ends with {theirs}");
            audit.findings.push(finding("fork", Some(theirs), reason));
        }
        (_, None) => audit.findings.push(finding("rollback", None, format!("{remote} has no record"))),
    }
    Ok(())
}
