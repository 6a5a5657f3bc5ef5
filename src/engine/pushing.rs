//! Pushing the record: where others were quicker, our entries are built anew on theirs; nothing is forced, merged or lost.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::auditing;
use super::memory;
use super::place::{Place, Remembered};
use crate::git::{CommitId, Pushed, RefName, Repository};
use crate::record::{self, Amendment, Audited, Kind, Writer, layout};
use crate::world::World;

/// How long is tried before it is left for another time.
const PATIENCE: Duration = Duration::from_secs(60);

/// What came of a push.
#[derive(Debug)]
pub struct Taken {
    /// How many tries it took.
    pub tries: usize,
    /// What did not go along, and what to do about it.
    pub left_out: Vec<String>,
}

/// Pushes the record with the user's own git. The answer is how that went, or why it stays here for now.
///
/// # Errors
/// When what the remote has is not our record, has lost entries, or can't be brought together with ours.
pub fn push(world: &World, place: &Place) -> Result<Result<Taken, String>> {
    let (repo, branch, remote) = (&place.repository, &place.branch, place.config.record().remote.as_str());
    // The configuration comes with a proposal; where git pushes to, and what runs there, is for the clone to say.
    if !repo.has_remote(remote)? {
        bail!(
            "no remote is called '{remote}' here; add it: git remote add {remote} URL, or name another as record.remote in gonogo.toml"
        );
    }
    let names = Names::of(remote, branch)?;
    let mut left_out = Vec::new();
    let start = Instant::now();
    for tries in 1.. {
        // Others may push from this clone as well, so what is told of the remote here is told of what was asked before: where
        // the branch, or what was seen, has moved on since, theirs is the newer word.
        let seen = repo.tip(&names.seen)?;
        let ours = repo.tip(branch)?.context("the record is gone")?;
        let reason = match repo.push(remote, ours, branch)? {
            Pushed::Taken => {
                repo.move_ref(&names.seen, seen, ours)?;
                return Ok(Ok(Taken { tries, left_out }));
            }
            Pushed::Failed(reason) => return Ok(Err(reason)),
            Pushed::Behind(reason) => reason,
        };
        if start.elapsed() > PATIENCE {
            return Ok(Err(format!("others were quicker {tries} times: {reason}")));
        }
        // Those who come together do not come together again.
        std::thread::sleep(Duration::from_millis(repo.jitter(40 * tries as u64)));
        match repo.fetch(remote, branch, &names.fetched) {
            Ok(Some(theirs)) => {
                let caught_up = catch_up(world, place, &names, (seen, theirs));
                repo.remove_ref(&names.fetched)?;
                left_out.extend(caught_up?);
            }
            Ok(None) => {}
            Err(error) => return Ok(Err(error.to_string())),
        }
    }
    Ok(Err("nothing was tried".into()))
}

/// The references that pushing needs; none of them is ever pushed. Those of one push only are its own, so that nobody who was
/// killed is in the way.
struct Names {
    /// What the remote was last known to have.
    seen: RefName,
    /// What it has now.
    fetched: RefName,
    /// Where our entries are built anew.
    rebuilt: RefName,
}

impl Names {
    fn of(remote: &str, branch: &RefName) -> Result<Self> {
        let short = branch.as_str().trim_start_matches("refs/heads/");
        let plain: String = remote.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let name = |text: String| RefName::new(&text).with_context(|| format!("'{text}' is no name for a reference"));
        Ok(Self {
            seen: name(format!("refs/gonogo/seen/{plain}/{short}"))?,
            fetched: name(format!("refs/gonogo/fetched/{}/{short}", std::process::id()))?,
            rebuilt: name(format!("refs/gonogo/rebuilt/{}/{short}", std::process::id()))?,
        })
    }
}

/// Puts those of our entries that the remote does not have on top of what it has; the answer is what did not go along. What it
/// has was fetched after what it had was `seen`.
fn catch_up(
    world: &World,
    place: &Place,
    names: &Names,
    (seen, theirs): (Option<CommitId>, CommitId),
) -> Result<Vec<String>> {
    let (repo, branch) = (&place.repository, &place.branch);
    let ours = repo.tip(branch)?.context("the record is gone")?;
    if let Some(seen) = seen
        && !repo.is_within(seen, theirs)?
    {
        bail!(
            "the remote had {seen} and has it no more; it was rolled back or rewritten (rollback), so nothing is pushed"
        );
    }
    verified(place, &names.fetched)?;
    repo.move_ref(&names.seen, seen, theirs)?;
    if repo.is_within(theirs, ours)? {
        return Ok(Vec::new());
    }
    if let Some(at) = repo.is_checked_out(branch)? {
        bail!("{branch} is checked out in {}; switch to another branch there", at.display());
    }
    repo.remove_ref(&names.rebuilt)?;
    repo.move_ref(&names.rebuilt, None, theirs)?;
    let (mut anew, mut left_out) = (BTreeMap::new(), Vec::new());
    for id in own(repo, ours, theirs)? {
        let new = again(world, place, &names.rebuilt, (id, &anew), &mut left_out)?;
        anew.insert(id, new);
    }
    let rebuilt = repo.tip(&names.rebuilt)?.context("what was rebuilt is gone")?;
    // Up to here the record is as it was. If another process has moved the record meanwhile, the next round begins with what it made.
    repo.move_ref(branch, Some(ours), rebuilt)?;
    memory::forget(world, place);
    repo.remove_ref(&names.rebuilt)?;
    Ok(left_out)
}

/// What the remote has must hold by itself, and be our record.
fn verified(place: &Place, fetched: &RefName) -> Result<()> {
    match auditing::audit_branch(place, fetched, Remembered::default(), None)? {
        Audited::NothingRecorded => bail!("the remote has no record"),
        Audited::Record(audit) => {
            if let Some(finding) = audit.findings.first() {
                bail!("what the remote has does not hold: {} ({}); nothing is pushed", finding.reason, finding.rule);
            }
            Ok(())
        }
    }
}

/// Our commits that the remote does not have, oldest first.
fn own(repo: &Repository, ours: CommitId, theirs: CommitId) -> Result<Vec<CommitId>> {
    let mut own = Vec::new();
    let mut next = Some(ours);
    while let Some(id) = next {
        if repo.is_within(id, theirs)? {
            own.reverse();
            return Ok(own);
        }
        own.push(id);
        next = record::parent(repo, id)?;
    }
    bail!("the remote has another record under this name (fork)")
}

/// Records an entry of ours anew, after those that are `anew` already; the answer is its new commit. The sign-offs in it are those
/// that were made; nobody is asked for them again.
fn again(
    world: &World,
    place: &Place,
    branch: &RefName,
    (id, anew): (CommitId, &BTreeMap<CommitId, CommitId>),
    left_out: &mut Vec<String>,
) -> Result<CommitId> {
    let repo = &place.repository;
    let (signer, identity) = (place.signer(world)?, place.identity()?);
    let clock = || world.now();
    let writer = Writer { branch, ..place.writer(&signer, &identity, &clock) };
    let written = match record::entry_of(repo, id)? {
        record::Content::Run(entry) => writer.add_run(&entry)?,
        record::Content::Amendment(mut amendment) => {
            left_out.extend(unstamped(&mut amendment, anew));
            writer.amend(&amendment)?
        }
        record::Content::Other(Kind::Policy) => {
            bail!("{id} changes the policy, and others have recorded meanwhile; start from theirs and change it again")
        }
        record::Content::Other(_) => bail!("the remote has a record with another beginning (fork)"),
    };
    Ok(written.commit())
}

/// Takes the time-stamps over entries that were built anew out of an amendment, and says so in it: they are over commits that
/// nobody will have.
fn unstamped(amendment: &mut Amendment, anew: &BTreeMap<CommitId, CommitId>) -> Vec<String> {
    let mut said = Vec::new();
    for (old, new) in anew {
        if amendment.files.remove(&format!("{old}{}", layout::STAMP)).is_some() {
            let text = format!("The time-stamp over {old} was left out: that entry was built anew as {new}.");
            amendment.text = format!("{}\n\n{text}", amendment.text.trim_end());
            said.push(format!(
                "{text} Have that one stamped and add it: gonogo amend {} --file {new}{}",
                amendment.run,
                layout::STAMP
            ));
        }
    }
    said
}
