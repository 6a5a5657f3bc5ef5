//! `gonogo audit`: verify the whole record.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;

use super::progress::Progress;
use super::{Door, Exit, Ui, record_text, show};
use crate::engine::memory::Memory;
use crate::engine::place::{Place, Remembered};
use crate::engine::{auditing, export};
use crate::record::{Audited, RecordView};
use crate::text::json;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The repository, or a bundle of the record
    #[arg(default_value = ".")]
    repository: PathBuf,
    /// A commit that the record had at some time; it must still be part of it
    #[arg(long, value_name = "COMMIT")]
    pin: Option<String>,
    /// A commit up to which the record was found to hold; only what came later is checked and listed
    #[arg(long, value_name = "COMMIT")]
    since: Option<String>,
    /// Go on from what an earlier audit here found to hold, by this version and under the same policy
    #[arg(long, conflicts_with_all = ["since", "no_cache"])]
    cached: bool,
    /// Neither heed nor keep what an audit here has seen
    #[arg(long)]
    no_cache: bool,
    /// A remote whose record must be this one, as far as either goes
    #[arg(long, value_name = "REMOTE")]
    against: Option<String>,
    /// Write a bundle for auditors without gonogo into a new folder: sh audit.sh there verifies it
    #[arg(long, value_name = "FOLDER")]
    export: Option<PathBuf>,
    /// How to write it
    #[arg(long, value_parser = ["text", "json"], default_value = "text")]
    format: String,
}

impl Door for Args {
    const NAME: &'static str = "audit";
    const ABOUT: &'static str = "Verify every signature and digest of the record";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let place = Place::of_record(world, &self.repository)?;
        if let Some(folder) = &self.export {
            export::export(&place, &world.path(folder))?;
            show::remark(
                ui,
                world,
                &format!("written: {0}; to verify it without gonogo: sh {0}/audit.sh", folder.display()),
            )?;
        }
        let (memory, passed) = match self.no_cache {
            true => (None, None),
            false => Memory::open(world, &place, &self.repository),
        };
        if let Some(remark) = passed {
            show::remark(ui, world, &remark)?;
        }
        let vouched = memory.as_ref().filter(|_| self.cached).and_then(|memory| memory.vouched(&place));
        if self.cached && vouched.is_none() {
            show::remark(
                ui,
                world,
                "no earlier audit by this version and under this policy is known here; all is judged",
            )?;
        }
        let since = self.since.as_deref().or(vouched);
        let seen = memory.as_ref().and_then(Memory::seen);
        let remembered = Remembered { pin: self.pin.as_deref(), since, seen };
        let progress = Progress::new(ui.remarks && world.terminal.1);
        let tell = |done, of| progress.tell(done, of);
        let mut audited = auditing::audit_branch(&place, &place.branch, remembered, Some(&tell))?;
        drop(progress);
        if let (Some(remote), Audited::Record(audit)) = (&self.against, &mut audited) {
            auditing::compare(&place, remote, audit)?;
        }
        if let (Some(memory), Audited::Record(audit)) = (&memory, &mut audited) {
            audit.remarks.extend(memory.remark(audit, remembered));
            memory.keep(world, &place, audit, since);
        }
        match audited {
            Audited::NothingRecorded => {
                writeln!(world.stdout, "{}; so nothing was verified", show::visible(&place.nothing()?))?;
                Ok(Exit::Undecided)
            }
            Audited::Record(audit) if self.format == "json" => {
                let view = RecordView::of(&audit, place.branch.as_str(), audit.entries.iter());
                world.stdout.write_all(json(&view)?.as_bytes())?;
                Ok(record_text::exit(&audit))
            }
            Audited::Record(audit) => {
                for entry in &audit.entries {
                    writeln!(world.stdout, "{}", record_text::entry(entry))?;
                    for line in record_text::signoffs(entry) {
                        writeln!(world.stdout, "{line}")?;
                    }
                }
                record_text::verdict(ui, world, &audit)
            }
        }
    }
}
