//! The audit: walks the branch from its beginning to its tip and says what does not hold and what cannot be checked.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::RecordError;
use super::about::Judge;
use super::check::{Point, Programs, Walk};
use super::compromised;
use super::grounds::Subject;
use super::layout::{Kind, Outcome, Trailers};
use crate::digest::Sha256;
use crate::git::{CommitId, GitError, ObjectId, ObjectKind, Objects as _, RefName, Repository, Store, objects};
use crate::parallel;
use crate::signing::statement::Statement;
use crate::signing::{Judgement, SKEW};
use crate::time::Timestamp;

/// The digest of an item's block, from the content and the item's id; `None` if there is no such item.
pub type ItemDigest<'a> = &'a (dyn Fn(&[u8], &str) -> Option<Sha256> + Sync);

/// What a run releases as far as it can be told, by its name, its recorded model and its checklist.
pub type Released<'a> = &'a (dyn Fn(&str, &[u8], &[u8]) -> Subject + Sync);

/// Told how many commits of how many have been checked; by several threads at once, and in any order.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// What helps where objects are missing or damaged.
const RESTORE: &str = "git fsck --full lists what is missing or damaged; it comes back from another clone: \
                       git fetch --refetch REMOTE, or a copy of its .git/objects";

/// How many commits one thread takes at a time: a sixteenth of the record, and so many at most.
const STRETCH: usize = 64;

/// What the auditor knows from elsewhere. Nothing in the repository itself can stand in for it.
#[derive(Clone, Copy, Default)]
pub struct AuditOptions<'a> {
    /// A commit that the record had at some time; it must still be part of it.
    pub pin: Option<CommitId>,
    /// A commit up to which the record was found to hold; what stood then is not checked again.
    pub since: Option<CommitId>,
    /// A commit that an earlier audit ended with; it must still be part of it.
    pub seen: Option<CommitId>,
    /// The record's first commit.
    pub genesis: Option<CommitId>,
    /// The time now, which no entry may be ahead of. Without it that is not looked at.
    pub now: Option<Timestamp>,
    /// How the block that an item's sign-off covers is found. Without it such sign-offs end as unchecked.
    pub item_digest: Option<ItemDigest<'a>>,
    /// How it is told what a run releases. Without it statements are not held against that.
    pub released: Option<Released<'a>>,
    /// How a run is judged anew. Without it that runs come to their outcomes is not looked at.
    pub judge: Option<Judge<'a>>,
    /// Told how far the audit is.
    pub progress: Option<Progress<'a>>,
    /// How many threads work at most; as many as the machine runs at once unless said. The answer is the same.
    pub threads: Option<NonZero<usize>>,
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its name, such as `record-edited`.
    pub rule: &'static str,
    /// The commit, if it is about one.
    pub commit: Option<CommitId>,
    /// The path, if it is about one.
    pub path: Option<String>,
    /// What is wrong, in lower case, without a full stop. May hold text from the repository: escape it.
    pub reason: String,
}

/// One commit of the record.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number, if its trailers can be read.
    pub seq: Option<u64>,
    /// What it adds, likewise.
    pub kind: Option<Kind>,
    /// The run.
    pub run: Option<String>,
    /// The run's outcome.
    pub outcome: Option<Outcome>,
    /// The commit.
    pub commit: CommitId,
    /// The committer's time.
    pub time: Option<Timestamp>,
    /// The committer's address, as the commit states it.
    pub committer: String,
    /// What is to be thought of the commit's signature.
    pub signer: Judgement,
    /// The sign-offs, in the order of their paths.
    pub signoffs: Vec<SignoffEntry>,
}

/// One sign-off of a run.
#[derive(Clone, Debug)]
pub struct SignoffEntry {
    /// The statement's path, inside the run's folder.
    pub path: String,
    /// What it says.
    pub statement: Statement,
    /// What is to be thought of its signature.
    pub judgement: Judgement,
    /// Whether its signer has said something else later, which counts instead.
    pub replaced: bool,
    /// Whether it counts: the signature is good, it is its signer's last word and not taken back, and no finding and
    /// no doubt is about it.
    pub counts: bool,
}

/// What an audit found.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    /// The first commit, unless history is cut off before it.
    pub genesis: Option<CommitId>,
    /// The tip.
    pub head: Option<CommitId>,
    /// The commits, oldest first.
    pub entries: Vec<Entry>,
    /// What does not hold.
    pub findings: Vec<Finding>,
    /// What cannot be checked, and why.
    pub unchecked: Vec<String>,
    /// What the reader should know besides; never a reason to pass or fail.
    pub remarks: Vec<String>,
}

/// The outcome of an audit as a whole.
#[derive(Clone, Debug)]
pub enum Audited {
    /// The branch does not exist, and nothing said that it should.
    NothingRecorded,
    /// There is a record. It holds if there are no findings; it is known to hold if nothing is unchecked either.
    Record(Box<Audit>),
}

impl Audit {
    /// What it all comes to, in a word or two.
    pub fn verdict(&self) -> &'static str {
        match (self.findings.is_empty(), self.unchecked.is_empty()) {
            (false, _) => "DOES NOT HOLD",
            (true, false) => "NOT VERIFIED",
            (true, true) => "verified",
        }
    }

    /// Whether everything was checked and holds.
    pub fn holds(&self) -> bool {
        self.findings.is_empty() && self.unchecked.is_empty()
    }
}

/// Audits the record on `branch`, which may be any reference. Errors are those of reading the repository at all;
/// whatever is wrong with the record itself is in the answer.
pub fn audit(repo: &Repository, branch: &RefName, options: &AuditOptions<'_>) -> Result<Audited, RecordError> {
    let mut audit = Audit::default();
    let Some(head) = repo.tip(branch)? else {
        if [options.pin, options.since, options.seen, options.genesis].iter().all(Option::is_none) {
            return Ok(Audited::NothingRecorded);
        }
        audit.findings.push(finding("rollback", None, format!("{branch} is gone, though it is known to have existed")));
        return Ok(Audited::Record(Box::new(audit)));
    };
    audit.head = Some(head);
    let way = if repo.is_shallow() { "; this clone is shallow: git fetch --unshallow" } else { "" };
    let (store, programs) = (repo.fresh_store()?, Programs::of(repo));
    let (mut chain, whole) = chain(&store, head, way, &mut audit)?;
    pins(&chain, whole, options, &mut audit);
    if options.judge.is_none() {
        audit.remarks.push("whether the runs come to their outcomes was not judged".into());
    }
    let first = chain.first().map(|link| link.id);
    audit.genesis = first.filter(|_| whole);
    let mut begin = if whole { Point::beginning(first) } else { Point::middle(first) };
    if let Some(at) = options.since.and_then(|since| chain.iter().position(|link| link.id == since)) {
        let known = chain.drain(..at).count();
        begin = Point { genesis: audit.genesis, ..Point::middle(options.since) };
        // Its policies are taken as they stand.
        chain.iter_mut().take(1).for_each(|link| link.past = None);
        audit.remarks.push(format!("what stood in the first {} commits was not checked again", known + 1));
    }
    let done = AtomicUsize::new(0);
    let check = |(at, links): &(Point, &[Link])| {
        let mut walk = Walk::new(&store, programs.clone(), at.clone());
        (walk.item_digest, walk.released, walk.judge) = (options.item_digest, options.released, options.judge);
        let step = |link: &Link| {
            let entry = walk.step(link.id);
            if let Some(progress) = options.progress {
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, chain.len());
            }
            entry
        };
        let entries: Vec<Entry> = links.iter().filter_map(step).collect();
        (entries, walk.findings, walk.unchecked)
    };
    let (stretches, end) = stretches(&store, &programs, begin, &chain);
    for (entries, findings, unchecked) in parallel::map(&stretches, options.threads, check) {
        audit.entries.extend(entries);
        audit.findings.extend(findings);
        audit.unchecked.extend(unchecked);
    }
    audit.findings.extend(options.now.iter().flat_map(|now| ahead(&audit.entries, *now)));
    audit.findings.extend(compromised::found(&end.policies, &mut audit.entries));
    if audit.unchecked.iter().any(|reason| reason.contains("history-incomplete")) && way.is_empty() {
        audit.remarks.push(RESTORE.into());
    }
    Ok(Audited::Record(Box::new(audit)))
}

/// The record in stretches that can be checked at the same time, each with what is known before it; and what is known in
/// the end.
fn stretches<'c>(
    store: &Store,
    programs: &Programs,
    begin: Point,
    chain: &'c [Link],
) -> (Vec<(Point, &'c [Link])>, Point) {
    let mut at = begin;
    let mut stretches = Vec::new();
    for links in chain.chunks(chain.len().div_ceil(16).clamp(1, STRETCH)) {
        stretches.push((at.clone(), links));
        for link in links {
            match link.past {
                Some((tree, time, seq)) => at.pass(tree, time, seq),
                // What comes behind it has to be known now; what is wrong with it is noted in its turn.
                None => {
                    let mut walk = Walk::new(store, programs.clone(), at);
                    walk.step(link.id);
                    at = walk.at;
                }
            }
        }
    }
    (stretches, at)
}

/// Entries of a time that has not come: a key that is not valid yet would count there, and every honest entry behind one be late.
fn ahead(entries: &[Entry], now: Timestamp) -> impl Iterator<Item = Finding> {
    entries.iter().filter_map(move |entry| {
        let by = entry.time?.unix() - now.unix();
        let reason = || format!("it is of a time that comes in {by} s, or the clock here is behind");
        (by > SKEW).then(|| finding("time-future", Some(entry.commit), reason()))
    })
}

pub(super) fn finding(rule: &'static str, commit: Option<CommitId>, reason: impl Into<String>) -> Finding {
    Finding { rule, commit, path: None, reason: reason.into() }
}

/// A commit of the record.
struct Link {
    id: CommitId,
    /// Its tree, time and number, unless it may change the policy or can't be read.
    past: Option<(ObjectId, i64, Option<u64>)>,
}

/// The commits from the oldest that can be reached to `head`, by first parents, and whether the oldest is a root.
fn chain(store: &Store, head: CommitId, way: &str, audit: &mut Audit) -> Result<(Vec<Link>, bool), GitError> {
    let mut chain = Vec::new();
    let mut next = Some(head);
    let mut whole = true;
    while let Some(id) = next {
        let bytes = match store.object(id.0, ObjectKind::Commit) {
            Ok(bytes) => bytes,
            Err(error @ (GitError::Missing(_) | GitError::Damaged { .. })) => {
                audit.unchecked.push(format!("history-incomplete: {error}{way}"));
                whole = false;
                break;
            }
            Err(error) => return Err(error),
        };
        match objects::commit(id.format(), &bytes) {
            Ok(commit) => {
                if commit.parents.len() > 1 {
                    audit.findings.push(finding("record-not-linear", Some(id), "a merge stands in the record"));
                }
                next = commit.parents.first().copied();
                let trailers = Trailers::of(&commit.message).ok();
                let policy = trailers.as_ref().is_some_and(|t| matches!(t.kind, Kind::Genesis | Kind::Policy));
                let past = (commit.tree, commit.committer.time, trailers.map(|t| t.seq));
                chain.push(Link { id, past: Some(past).filter(|_| !policy) });
            }
            Err(reason) => {
                audit.findings.push(finding("malformed-commit", Some(id), reason));
                chain.push(Link { id, past: None });
                whole = false;
                break;
            }
        }
    }
    chain.reverse();
    if let Some(first) = chain.first_mut().filter(|_| !whole) {
        first.past = None;
    }
    Ok((chain, whole))
}

fn pins(chain: &[Link], whole: bool, options: &AuditOptions<'_>, audit: &mut Audit) {
    let mut pins: Vec<CommitId> = [options.pin, options.since, options.seen].into_iter().flatten().collect();
    pins.dedup();
    if pins.is_empty() {
        audit.remarks.push("no pin was given, so that nothing was dropped from the end is not checked".into());
        if options.genesis.is_none() {
            let said = "nobody said how the record begins (git config gonogo.genesis), so that it is no other one is not checked";
            audit.remarks.push(said.into());
        }
    }
    for pin in pins.into_iter().filter(|pin| !chain.iter().any(|link| link.id == *pin)) {
        if whole {
            let reason = format!("{pin} was part of the record and is not any more");
            audit.findings.push(finding("rollback", Some(pin), reason));
        } else {
            audit.unchecked.push(format!("history-incomplete: the pinned commit {pin} is out of reach"));
        }
    }
    match (options.genesis, chain.first().map(|link| link.id)) {
        (Some(expected), Some(first)) if whole && first != expected => {
            let reason = format!("the record begins with {first}, not with {expected}");
            audit.findings.push(finding("wrong-record", Some(first), reason));
        }
        (Some(_), _) if !whole => audit.unchecked.push("history-incomplete: the first commit is out of reach".into()),
        _ => {}
    }
}
