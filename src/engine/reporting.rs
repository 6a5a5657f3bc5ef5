//! Reporting: a run, or its recorded copy, with what an audit of the record says about it.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::check::{self, Checked};
use super::place::Place;
use super::{auditing, files, statements};
use crate::config::Settings;
use crate::model::{Checklist, Stage};
use crate::record::{self, Audit, Audited, Entry, layout};
use crate::report::{Judgement as Said, RecordView, Report, SignedView};
use crate::signing;
use crate::signing::statement::Meaning;
use crate::text::Source;
use crate::world::World;

/// The report on `what`: a run's file, or the name of a recorded run.
///
/// # Errors
/// When there is no such thing.
pub fn report(world: &mut World, what: &Path) -> Result<Report> {
    let is_file = what == Path::new(files::STDIN) || world.path(what).exists();
    let (checked, recorded) = if is_file { of_file(world, what)? } else { of_record(world, what)? };
    Ok(Report::of(&checked.judged(), recorded.as_ref()))
}

/// A run's file; what the record says of it is shown where these very bytes are recorded.
fn of_file(world: &mut World, path: &Path) -> Result<(Checked, Option<RecordView>)> {
    let checked = check::check(world, path)?;
    let Ok(place) = Place::of(world, path) else { return Ok((checked, None)) };
    let Ok(run) = statements::run_name(&world.path(path)) else { return Ok((checked, None)) };
    let Ok(Some(kept)) = record::read_run(&place.repository, &place.branch, &run) else { return Ok((checked, None)) };
    let same = kept.get(layout::CHECKLIST).is_some_and(|bytes| bytes == checked.source.text().as_bytes());
    let view = if same { Some(view(&place, &run, &checked.checklist)?) } else { None };
    Ok((checked, view))
}

/// A recorded run, by its name.
fn of_record(world: &World, name: &Path) -> Result<(Checked, Option<RecordView>)> {
    let run = name.to_str().unwrap_or_default();
    let place = Place::of(world, Path::new("."))?;
    let Some(kept) = record::read_run(&place.repository, &place.branch, run)? else {
        bail!("there is no file {}, and no run of this name in {}", name.display(), place.branch);
    };
    let bytes = kept.get(layout::CHECKLIST).context("the recorded run has no checklist.md")?;
    let source = Source::new(format!("{run}.md"), bytes.clone())?;
    // What the audit says of the signatures stands beside each of them.
    let settings = Settings { listed: true, stage: Some(Stage::Record), ..Settings::default() };
    let checked = check::recorded(source, &place.config, settings, world.now());
    let view = view(&place, run, &checked.checklist)?;
    Ok((checked, Some(view)))
}

fn view(place: &Place, run: &str, checklist: &Checklist) -> Result<RecordView> {
    let audit = audit(place)?;
    let entry =
        audit.entries.iter().find(|entry| entry.run.as_deref() == Some(run)).context("the run is not in the record")?;
    // One finding anywhere means that the record as a whole can't be relied on.
    let doubt = match (audit.findings.first(), audit.unchecked.first()) {
        (Some(finding), _) => Some(format!("the record does not hold: {} ({})", finding.reason, finding.rule)),
        (None, Some(reason)) => Some(format!("not everything could be checked: {reason}")),
        (None, None) => None,
    };
    Ok(RecordView {
        commit: entry.commit.to_string(),
        branch: place.branch.as_str().to_owned(),
        seq: entry.seq.map_or_else(|| "?".to_owned(), |seq| seq.to_string()),
        folder: layout::run_folder(run),
        time: entry.time.map_or_else(|| "unknown".to_owned(), |time| time.to_string()),
        recorder: entry.committer.clone(),
        judgement: said(entry.signer.is_good(), doubt.as_deref(), &entry.signer),
        signoffs: signed(entry, checklist, doubt.as_deref()),
    })
}

/// Audits the whole record; a missing one is an error here.
///
/// # Errors
/// When nothing is recorded, or the repository can't be read.
fn audit(place: &Place) -> Result<Box<Audit>> {
    match auditing::audit(place, None)? {
        Audited::Record(audit) => Ok(audit),
        Audited::NothingRecorded => bail!("{}", place.nothing()?),
    }
}

fn signed(entry: &Entry, checklist: &Checklist, doubt: Option<&str>) -> Vec<SignedView> {
    let one = |signoff: &record::SignoffEntry| {
        let statement = &signoff.statement;
        let place = checklist.sign_offs.iter().find(|sign_off| statements::fits(statement, sign_off));
        let fingerprint = match &signoff.judgement {
            signing::Judgement::Good { fingerprint, .. } => fingerprint.clone(),
            _ => String::new(),
        };
        let past = match statement.meaning {
            _ if !signoff.judgement.is_good() => None,
            _ if signoff.replaced => Some("its signer has said otherwise later"),
            Meaning::Withdrawn => Some("it takes an earlier statement back"),
            _ => None,
        };
        SignedView {
            place: place.map(|sign_off| sign_off.id.to_string()),
            role: statement.role.clone(),
            name: statement.name.clone(),
            email: statement.signer.clone(),
            meaning: statement.said(),
            time: statement.time.to_string(),
            principal: statement.principal(),
            fingerprint,
            statement: signoff.path.clone(),
            judgement: match past {
                Some(why) => Said::Past(why.to_owned()),
                None => said(signoff.counts, doubt, &signoff.judgement),
            },
        }
    };
    entry.signoffs.iter().map(one).collect()
}

/// What is said of a signature: that it is verified only where it counts and nothing in the record is in doubt.
fn said(counts: bool, doubt: Option<&str>, judgement: &signing::Judgement) -> Said {
    match doubt {
        None if counts => Said::Verified,
        Some(doubt) if judgement.is_good() => Said::NotVerified(doubt.to_owned()),
        _ => Said::NotVerified(judgement.to_string()),
    }
}
