//! `gonogo lint`: is the blank master sound?

use std::path::Path;

use anyhow::Result;

use super::{Door, Exit, Ui, findings, show, write_back};
use crate::engine::files;
use crate::engine::many::Question;
use crate::output::plural;
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    judging: findings::Judging,
    /// Mend what can be mended safely: near misses of boxes, damaged blanks
    #[arg(long, conflicts_with_all = ["staged", "rev"])]
    fix: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

impl Door for Args {
    const NAME: &'static str = "lint";
    const ABOUT: &'static str = "Is the template sound? Near misses, wrong counts, conflicts";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        if self.fix { self.mend(ui, world) } else { self.judging.run(ui, world, Question::Sound) }
    }
}

impl Args {
    /// Mends what can be, and says what is left; a dry run and standard input leave only the text on standard output.
    fn mend(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let outcome = self.judging.judge(world, Question::Mended)?;
        let mut shown = self.dry_run;
        for change in &outcome.changes {
            let (name, mended) = (change.before.path(), &change.mended);
            shown |= change.path == Path::new(files::STDIN);
            write_back::write_back(world, &change.path, &change.before, mended.source.text(), self.dry_run)?;
            if mended.mended > 0 {
                show::remark(ui, world, &format!("{name}: {} mended", plural(mended.mended, "finding")))?;
            }
            if mended.refused > 0 {
                let left = plural(mended.refused, "fix");
                show::remark(ui, world, &format!("{name}: {left} left out, as more would change than meant"))?;
            }
        }
        if shown { self.judging.exit(world, &outcome) } else { self.judging.write(ui, world, &outcome) }
    }
}
