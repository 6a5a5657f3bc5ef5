//! What a subcommand is, and the table of them.

use anyhow::Result;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches};

use super::{
    amend, attach, audit, check, compile, completions, data, decide, demo, diff, event, explain, fill, hook, init,
    lint, log, lsp, man, mark, merge, new, policy, record, recorded, report, rules, run, schema, set, sign, status,
    withdraw,
};
use crate::output::Style;
use crate::verdict::Verdict;
use crate::world::World;

/// The arguments of a subcommand, and what it does.
pub(super) trait Door: clap::Args {
    /// Its name.
    const NAME: &'static str;
    /// What it does, in one line.
    const ABOUT: &'static str;
    /// Whether it leaves everything as it is, so that an interrupt needs no explanation.
    const ONLY_READS: bool = false;

    /// Does it.
    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit>;
}

/// How to speak to the person at the terminal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ui {
    /// Whether standard output takes colours.
    pub color: bool,
    /// Whether remarks are wanted.
    pub remarks: bool,
}

/// The arguments that may stand before a subcommand and behind it.
pub(super) fn everywhere() -> [Arg; 2] {
    let color = Arg::new("color")
        .long("color")
        .value_name("WHEN")
        .value_parser(["auto", "always", "never"])
        .default_value("auto")
        .help("When to use colours; NO_COLOR is honoured");
    let quiet =
        Arg::new("quiet").long("quiet").short('q').action(ArgAction::SetTrue).help("No remarks on standard error");
    [color, quiet]
}

impl Ui {
    /// From the arguments that may stand everywhere, and the outside.
    pub fn new(matches: &ArgMatches, world: &World) -> Self {
        let behind = matches.subcommand().map_or(matches, |(_, behind)| behind);
        let given = |id| behind.value_source(id) == Some(ValueSource::CommandLine);
        let of = |id| if given(id) { behind } else { matches };
        let color = match of("color").get_one::<String>("color").map(String::as_str) {
            Some("always") => true,
            Some("never") => false,
            _ => world.terminal.0 && world.var("NO_COLOR").is_none() && world.var("TERM") != Some("dumb"),
        };
        Self { color, remarks: !of("quiet").get_flag("quiet") }
    }

    /// How results are to look.
    pub fn style(&self, world: &World) -> Style {
        let width = world.var("COLUMNS").and_then(|columns| columns.parse().ok());
        Style { colour: self.color, width: width.unwrap_or(Style::default().width), ..Style::default() }
    }
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// GO, or nothing found.
    Clean,
    /// It can't be determined, or something stands in the way of it.
    Undecided,
    /// Recorded here, but not pushed.
    NotPushed,
    /// NO-GO, or something found.
    Findings,
    /// Wrong usage, unreadable input, or a fault.
    Fault,
}

impl Exit {
    /// The process's exit status.
    pub const fn status(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Fault => 2,
            Self::Undecided => 3,
            Self::NotPushed => 4,
        }
    }
}

impl From<Verdict> for Exit {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Go => Self::Clean,
            Verdict::NoGo => Self::Findings,
            Verdict::Undecided => Self::Undecided,
        }
    }
}

/// One subcommand.
#[derive(Clone, Copy, Debug)]
pub struct Subcommand {
    /// Its name.
    pub name: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
    only_reads: bool,
    arguments: fn(clap::Command) -> clap::Command,
    enter: fn(&ArgMatches, &Ui, &mut World) -> Result<Exit>,
}

impl Subcommand {
    const fn of<D: Door>() -> Self {
        Self {
            name: D::NAME,
            about: D::ABOUT,
            only_reads: D::ONLY_READS,
            // Global from here on only: clap would build what is global for all of them for each of the other subcommands too.
            arguments: |command| D::augment_args(command).args(everywhere().map(|argument| argument.global(true))),
            enter: |matches, ui, world| D::from_arg_matches(matches)?.run(ui, world),
        }
    }

    /// Its part of the command line; the arguments are built when they are needed.
    pub(super) fn command(&self) -> clap::Command {
        clap::Command::new(self.name).about(self.about).defer(self.arguments)
    }

    pub(super) fn run(&self, matches: &ArgMatches, ui: &Ui, world: &mut World) -> Result<Exit> {
        if !self.only_reads {
            (world.before_writing)();
        }
        (self.enter)(matches, ui, world)
    }
}

/// Every subcommand, in the order that help lists them.
pub static COMMANDS: &[Subcommand] = &[
    Subcommand::of::<init::Args>(),
    Subcommand::of::<compile::Args>(),
    Subcommand::of::<lint::Args>(),
    Subcommand::of::<check::Args>(),
    Subcommand::of::<status::Args>(),
    Subcommand::of::<new::Args>(),
    Subcommand::of::<data::Args>(),
    Subcommand::of::<fill::Args>(),
    Subcommand::of::<run::Args>(),
    Subcommand::of::<mark::Tick>(),
    Subcommand::of::<mark::Untick>(),
    Subcommand::of::<mark::Na>(),
    Subcommand::of::<mark::Fail>(),
    Subcommand::of::<mark::Note>(),
    Subcommand::of::<attach::Args>(),
    Subcommand::of::<set::Args>(),
    Subcommand::of::<decide::Args>(),
    Subcommand::of::<event::Args>(),
    Subcommand::of::<diff::Args>(),
    Subcommand::of::<merge::Args>(),
    Subcommand::of::<sign::Args>(),
    Subcommand::of::<withdraw::Args>(),
    Subcommand::of::<record::Args>(),
    Subcommand::of::<amend::Args>(),
    Subcommand::of::<log::Args>(),
    Subcommand::of::<recorded::Args>(),
    Subcommand::of::<audit::Args>(),
    Subcommand::of::<policy::Args>(),
    Subcommand::of::<report::Args>(),
    Subcommand::of::<hook::Args>(),
    Subcommand::of::<lsp::Args>(),
    Subcommand::of::<explain::Args>(),
    Subcommand::of::<rules::Args>(),
    Subcommand::of::<schema::Args>(),
    Subcommand::of::<completions::Args>(),
    Subcommand::of::<man::Args>(),
    Subcommand::of::<demo::Args>(),
];
