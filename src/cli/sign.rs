//! `gonogo sign`: sign as a role.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::builder::PossibleValuesParser;

use super::ask::{self, Answer};
use super::{Door, Exit, Ui, show, write_back};
use crate::engine::files;
use crate::engine::mine::{self, Mine, Open};
use crate::engine::sign::{self, Ready, Since, Wish};
use crate::fill::find;
use crate::output::acts::{Act, Acts, Signed};
use crate::parse::parse;
use crate::signing::statement::{Decision, Meaning};
use crate::text::{Source, shell_quoted, shell_word};
use crate::world::World;

/// What signing can mean; taking back is a command of its own.
const MEANINGS: [Meaning; 6] =
    [Meaning::Authored, Meaning::Performed, Meaning::Reviewed, Meaning::Approved, Meaning::Verified, Meaning::Waived];

#[derive(clap::Args)]
pub(super) struct Args {
    /// The run
    run: PathBuf,
    /// As whom, e.g. "Release Manager"
    #[arg(long, required_unless_present = "all_mine")]
    role: Option<String>,
    /// Go through every place at which you have still to sign, and ask at each
    #[arg(long, conflicts_with_all = ["role", "at", "decision", "reason", "typed", "dry_run"])]
    all_mine: bool,
    /// Which of several places: an item, a sign-off's id, or :LINE
    #[arg(long, visible_alias = "item", value_name = "PLACE")]
    at: Option<String>,
    /// What signing means
    #[arg(long, default_value = "approved", value_parser = PossibleValuesParser::new(MEANINGS.map(Meaning::word)))]
    meaning: String,
    /// The decision that goes with it
    #[arg(long, default_value = "none", value_parser = PossibleValuesParser::new(Decision::ALL.iter().map(|word| word.word())))]
    decision: String,
    /// Why, in one line; needed for NO-GO, CONDITIONAL-GO and waived
    #[arg(long)]
    reason: Option<String>,
    /// Only type the name: no statement, no signature, no proof
    #[arg(long, conflicts_with_all = ["meaning", "decision", "reason"])]
    typed: bool,
    /// Show the statement and the change, and sign nothing
    #[arg(long)]
    dry_run: bool,
    /// How to say what was done
    #[arg(long, value_parser = ["text", "json"], default_value = "text", conflicts_with = "all_mine")]
    format: String,
}

impl Door for Args {
    const NAME: &'static str = "sign";
    const ABOUT: &'static str = "Sign as a role: a statement with an SSH signature, and the name in the text";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let role = match &self.role {
            Some(role) => role,
            None => return walk(ui, world, &self.run, Meaning::parse(&self.meaning).unwrap_or(Meaning::Approved)),
        };
        let json = self.format == "json";
        if self.typed {
            let (before, after) = sign::typed(world, &self.run, role, self.at.as_deref())?;
            if json {
                let checklist = parse(&before);
                let sign_off = find(&checklist, role, self.at.as_deref())?;
                let act = Act::on("type", sign_off.id.to_string(), sign_off.line, &sign_off.role);
                if !self.dry_run {
                    write_back::write_back(world, &self.run, &before, after.text(), false)?;
                }
                return self.say(world, act, &before, after.text());
            }
            write_back::write_back(world, &self.run, &before, after.text(), self.dry_run)?;
            show::remark(ui, world, &format!("{}: name typed for {}; nothing was signed", self.run.display(), role))?;
            return Ok(Exit::Clean);
        }
        let ready = sign::prepare(world, &self.wish(role, self.at.as_deref()))?;
        let after = ready.after()?;
        if json {
            let (id, line) = ready.at.clone();
            let (path, before) = (ready.kept(), ready.before().clone());
            let path = files::name(path.strip_prefix(&world.cwd).unwrap_or(&path));
            let statement = Signed { path, text: ready.text.clone(), resumed: ready.resumed };
            if !self.dry_run {
                ready.sign(world)?;
            }
            let act = Act { statement: Some(statement), ..Act::on("sign", id, line, role) };
            return self.say(world, act, &before, after.text());
        }
        if self.dry_run {
            world.stdout.write_all(show::visible_lines(&shown(&ready)).as_bytes())?;
            write_back::diff(world, ready.before().path(), ready.before().text(), after.text())?;
            return Ok(Exit::Clean);
        }
        if ui.remarks {
            write!(world.stderr, "{}", show::visible_lines(&shown(&ready)))?;
            world.stderr.flush()?;
        }
        make(ui, world, ready)?;
        Ok(Exit::Clean)
    }
}

impl Args {
    /// Says what was done, or would be, as JSON.
    fn say(&self, world: &mut World, act: Act, before: &Source, after: &str) -> Result<Exit> {
        let diff = self.dry_run.then(|| write_back::unified(before.path(), before.text(), after));
        Acts::new(before.path().to_owned(), vec![act], diff).json(&mut world.stdout)?;
        Ok(Exit::Clean)
    }

    fn wish<'a>(&'a self, role: &'a str, at: Option<&'a str>) -> Wish<'a> {
        Wish {
            run: &self.run,
            role,
            at,
            // Clap lets only the words of the two lists through.
            meaning: Meaning::parse(&self.meaning).unwrap_or(Meaning::Approved),
            decision: Decision::parse(&self.decision).unwrap_or(Decision::None),
            reason: self.reason.as_deref(),
        }
    }
}

/// Goes through every place at which whoever works here has still to sign; each is shown, and asked for by itself.
pub(super) fn all_mine(ui: &Ui, world: &mut World, run: &Path) -> Result<Exit> {
    walk(ui, world, run, Meaning::Approved)
}

fn walk(ui: &Ui, world: &mut World, run: &Path, meaning: Meaning) -> Result<Exit> {
    let Open { mine: places, others } = mine::open(world, run)?;
    if places.is_empty() {
        let left = match others.as_slice() {
            [] => String::new(),
            roles => format!(
                "; the record's policy leaves to others what is open: {} (see `gonogo policy show`)",
                roles.join(", ")
            ),
        };
        show::remark(ui, world, &format!("{}: there is nothing for you to sign{left}", run.display()))?;
        return Ok(Exit::Clean);
    }
    if !world.person {
        let path = shell_word(&files::name(run));
        let one = |place: &Mine| {
            format!("gonogo sign {path} --role {} --at {}", shell_quoted(&place.role), shell_word(&place.id))
        };
        let each = places.iter().map(one).collect::<Vec<_>>().join("; ");
        bail!("each signature is an act of its own, and nobody is here to be asked; sign one by one: {each}");
    }
    let mut left = 0;
    for (at, place) in places.iter().enumerate() {
        let wish =
            Wish { run, role: &place.role, at: Some(&place.id), meaning, decision: Decision::None, reason: None };
        let ready = match sign::prepare(world, &wish) {
            Ok(ready) => ready,
            Err(error) => {
                show::error(world, &error)?;
                left += 1;
                continue;
            }
        };
        let head = format!("\n{} of {}: line {}, as {}\n", at + 1, places.len(), place.line, place.role);
        ask::say(world, &(head + &shown(&ready)))?;
        match ask::whole_word(world, &format!("Sign this as {}? Type yes, no, or quit: ", place.role))? {
            Answer::Yes => make(ui, world, ready)?,
            Answer::No => left += 1,
            Answer::Quit => {
                left += places.len() - at;
                break;
            }
        }
    }
    if left > 0 {
        show::remark(ui, world, &format!("{left} of {} not signed", places.len()))?;
    }
    Ok(if left > 0 { Exit::Findings } else { Exit::Clean })
}

/// What has changed since this person signed last, and what they would sign now.
fn shown(ready: &Ready) -> String {
    let since = match &ready.since {
        None => "you have not signed here before\n".to_owned(),
        Some(Since { time, then: None, .. }) => {
            format!("what you signed here on {time} is not to be found, so what has changed since can't be shown\n")
        }
        Some(Since { time, then: Some(then), now }) if then == now => {
            format!("nothing has changed since you signed here on {time}\n")
        }
        Some(Since { time, then: Some(then), now }) => {
            format!("changed since you signed here on {time}:\n{}", write_back::unified("what you sign", then, now))
        }
    };
    since + &ready.text
}

/// Signs, and says so.
fn make(ui: &Ui, world: &mut World, ready: Ready) -> Result<()> {
    if let Some(end) = ready.ends {
        show::remark(ui, world, &format!("your key ends on {end}; have a new one added: gonogo policy propose"))?;
    }
    let resumed = ready.resumed;
    let path = ready.sign(world)?;
    let path = files::name(path.strip_prefix(&world.cwd).unwrap_or(&path));
    show::remark(ui, world, &if resumed { format!("signed before: {path}") } else { format!("signed: {path}") })
}
