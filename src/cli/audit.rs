//! `gonogo audit`: verify the whole record.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;

use super::{Door, Exit, Ui, show};
use crate::engine::auditing;
use crate::engine::place::Place;
use crate::record::{Audit, Audited};
use crate::signing::statement::Decision;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The repository
    #[arg(default_value = ".")]
    repository: PathBuf,
    /// A commit that the record had at some time; it must still be part of it
    #[arg(long, value_name = "COMMIT")]
    pin: Option<String>,
}

impl Door for Args {
    const NAME: &'static str = "audit";
    const ABOUT: &'static str = "Verify every signature and digest of the record";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let place = Place::of(world, &self.repository)?;
        match auditing::audit(&place, self.pin.as_deref())? {
            Audited::NothingRecorded => {
                writeln!(world.stdout, "{}: nothing is recorded, so nothing was verified", place.branch)?;
                Ok(Exit::Undecided)
            }
            Audited::Record(audit) => report(ui, world, &audit),
        }
    }
}

fn report(ui: &Ui, world: &mut World, audit: &Audit) -> Result<Exit> {
    for entry in &audit.entries {
        let seq = entry.seq.map_or_else(|| "?".to_owned(), |seq| seq.to_string());
        let what = match (&entry.run, entry.outcome) {
            (Some(run), Some(outcome)) => format!("{run}  {}", outcome.name()),
            (Some(run), None) => run.clone(),
            (None, _) => entry.kind.map_or("?", |kind| kind.word()).to_owned(),
        };
        let time = entry.time.map_or_else(|| "?".to_owned(), |time| time.to_string());
        writeln!(world.stdout, "{seq:>4}  {}  {time}  {}", entry.commit, show::visible(&what))?;
        for signed in &entry.signoffs {
            let statement = &signed.statement;
            let decision = match statement.decision {
                Decision::None => String::new(),
                decision => format!(" {}", decision.word()),
            };
            let later = if signed.replaced { "; has said otherwise later" } else { "" };
            let (who, meaning, role) = (&statement.name, statement.meaning.word(), &statement.role);
            let line = format!("{who} {meaning}{decision} as {role}: {}{later}", signed.judgement);
            writeln!(world.stdout, "      {}", show::visible(&line))?;
        }
    }
    for finding in &audit.findings {
        let commit = finding.commit.map_or_else(String::new, |commit| format!("{commit}: "));
        let path = finding.path.as_ref().map_or_else(String::new, |path| format!("{path}: "));
        let line = format!("{commit}{path}{}", finding.reason);
        writeln!(world.stdout, "finding[{}]: {}", finding.rule, show::visible(&line))?;
    }
    for reason in &audit.unchecked {
        writeln!(world.stdout, "not checked: {}", show::visible(reason))?;
    }
    for remark in &audit.remarks {
        show::remark(ui, world, remark)?;
    }
    let runs = audit.entries.iter().filter(|entry| entry.run.is_some()).count();
    let (verdict, exit) = match (audit.findings.is_empty(), audit.unchecked.is_empty()) {
        (false, _) => ("DOES NOT HOLD", Exit::Findings),
        (true, false) => ("NOT VERIFIED", Exit::Undecided),
        (true, true) => ("verified", Exit::Clean),
    };
    writeln!(
        world.stdout,
        "{verdict}: {} commits, {runs} runs, {} findings, {} not checked",
        audit.entries.len(),
        audit.findings.len(),
        audit.unchecked.len()
    )?;
    Ok(exit)
}
