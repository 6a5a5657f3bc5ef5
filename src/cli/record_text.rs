//! The record as people read it: lines of entries and sign-offs, what does not hold, the verdict, and how a push went.

use std::io::Write;

use anyhow::Result;

use super::show::visible;
use super::{Exit, Ui, show};
use crate::engine::place::Place;
use crate::engine::pushing::{self, Taken};
use crate::record::{Audit, Entry};
use crate::world::World;

/// One line on an entry.
pub(super) fn entry(entry: &Entry) -> String {
    let seq = entry.seq.map_or_else(|| "?".to_owned(), |seq| seq.to_string());
    let what = match (&entry.run, entry.outcome) {
        (Some(run), Some(outcome)) => format!("{run}  {}", outcome.name()),
        (Some(run), None) => format!("{run}  {}", entry.kind.map_or("?", |kind| kind.word())),
        (None, _) => entry.kind.map_or("?", |kind| kind.word()).to_owned(),
    };
    let time = entry.time.map_or_else(|| "?".to_owned(), |time| time.to_string());
    visible(&format!("{seq:>4}  {}  {time}  {what}", entry.commit)).into_owned()
}

/// A line on each of its sign-offs.
pub(super) fn signoffs(entry: &Entry) -> Vec<String> {
    let one = |signed: &crate::record::SignoffEntry| {
        let statement = &signed.statement;
        let later = if signed.replaced { "; has said otherwise later" } else { "" };
        let (who, role, said) = (&statement.name, &statement.role, statement.said());
        let line = format!("      {who} {said} as {role}: {}{later}", signed.judgement);
        visible(&line).into_owned()
    };
    entry.signoffs.iter().map(one).collect()
}

/// What does not hold, what could not be checked, and the verdict.
pub(super) fn verdict(ui: &Ui, world: &mut World, audit: &Audit) -> Result<Exit> {
    for finding in &audit.findings {
        let commit = finding.commit.map_or_else(String::new, |commit| format!("{commit}: "));
        let path = finding.path.as_ref().map_or_else(String::new, |path| format!("{path}: "));
        let line = format!("{commit}{path}{}", finding.reason);
        writeln!(world.stdout, "finding[{}]: {}", finding.rule, visible(&line))?;
    }
    for reason in &audit.unchecked {
        writeln!(world.stdout, "not checked: {}", visible(reason))?;
    }
    for remark in &audit.remarks {
        show::remark(ui, world, remark)?;
    }
    let runs = audit.entries.iter().filter(|entry| entry.outcome.is_some()).count();
    writeln!(
        world.stdout,
        "{}: {} commits, {runs} runs, {} findings, {} not checked",
        audit.verdict(),
        audit.entries.len(),
        audit.findings.len(),
        audit.unchecked.len()
    )?;
    Ok(exit(audit))
}

/// The exit status that the state of a record comes to.
pub(super) fn exit(audit: &Audit) -> Exit {
    match (audit.findings.is_empty(), audit.unchecked.is_empty()) {
        (false, _) => Exit::Findings,
        (true, false) => Exit::Undecided,
        (true, true) => Exit::Clean,
    }
}

/// Pushes the record, and says how that went; what can't be pushed stays recorded here.
pub(super) fn push(ui: &Ui, world: &mut World, place: &Place) -> Result<Exit> {
    let stays = match pushing::push(world, place) {
        Ok(Ok(Taken { tries: 1, .. })) => return Ok(Exit::Clean),
        Ok(Ok(Taken { tries, left_out })) => {
            show::remark(ui, world, &format!("pushed at the {tries}. try, on top of what others had recorded"))?;
            left_out.iter().try_for_each(|text| show::remark(ui, world, text))?;
            return Ok(Exit::Clean);
        }
        Ok(Err(reason)) => reason,
        Err(error) => format!("{error:#}"),
    };
    show::remark(ui, world, &format!("recorded here, but not pushed: {stays}; run the same command again"))?;
    Ok(Exit::NotPushed)
}
