//! The command line: one file for each subcommand, with its arguments and its run; one table.

mod act;
mod amend;
mod ask;
mod attach;
mod audit;
mod check;
mod compile;
mod completions;
mod data;
mod decide;
mod demo;
mod diff;
mod door;
mod event;
mod explain;
mod fill;
mod findings;
mod hook;
mod init;
mod lint;
mod log;
mod lsp;
mod man;
mod mark;
mod merge;
mod new;
mod policy;
mod progress;
mod record;
mod record_text;
mod recorded;
mod report;
mod rules;
mod run;
mod run_data;
mod schema;
mod set;
mod show;
mod sign;
mod status;
mod withdraw;
mod write_back;

use std::ffi::OsString;
use std::io::Write as _;

use clap::ColorChoice;

pub use door::{COMMANDS, Exit, Subcommand};
use door::{Door, Ui};

use crate::engine::files::FileError;
use crate::git::GitError;
use crate::record::RecordError;
use crate::signing::SignError;
use crate::world::World;

/// The whole command line. What belongs to a subcommand is only built once it is asked for.
pub fn command() -> clap::Command {
    clap::Command::new("gonogo")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Markdown checklist compiler and verifier: GO or NO-GO")
        .after_help(
            "Exit status: 0 GO or clean; 1 NO-GO or findings; 2 wrong usage, unreadable input or a fault; \
             3 undecided, or impossible to check, sign or record; 4 recorded here but not pushed.",
        )
        .color(ColorChoice::Never)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(door::everywhere())
        .subcommands(COMMANDS.iter().map(Subcommand::command))
}

/// Runs one command line, program name first, within `world`; the exit status.
pub fn run(args: impl IntoIterator<Item = OsString>, world: &mut World) -> u8 {
    let status = match command().try_get_matches_from(args) {
        Ok(matches) => dispatch(&matches, world),
        Err(error) => usage(&error, world),
    };
    // What can't be delivered has not been said: the status must not look as if it had.
    match world.stdout.flush() {
        Ok(()) => status,
        Err(error) => fault(&error.into(), world),
    }
}

fn dispatch(matches: &clap::ArgMatches, world: &mut World) -> u8 {
    let ui = Ui::new(matches, world);
    let Some((name, matches)) = matches.subcommand() else { return Exit::Fault.status() };
    let Some(subcommand) = COMMANDS.iter().find(|subcommand| subcommand.name == name) else {
        return Exit::Fault.status();
    };
    match subcommand.run(matches, &ui, world) {
        Ok(exit) => exit.status(),
        Err(error) => fault(&error, world),
    }
}

/// Says what went wrong and the way out; a reader who has gone away is told nothing.
fn fault(error: &anyhow::Error, world: &mut World) -> u8 {
    if !show::is_broken_pipe(error) {
        // Nobody is left to hear of it if this fails too.
        drop(show::error(world, error));
    }
    exit_of(error).status()
}

/// What can't be signed, recorded or written here is not wrong for that: the same command may do it once the way is free.
fn exit_of(error: &anyhow::Error) -> Exit {
    let hinders = |cause: &(dyn std::error::Error + 'static)| {
        let git = || cause.downcast_ref::<GitError>().is_some_and(GitError::hinders);
        let record = || cause.downcast_ref::<RecordError>().is_some_and(RecordError::hinders);
        let file = || matches!(cause.downcast_ref::<FileError>(), Some(FileError::Write { .. }));
        cause.is::<SignError>() || git() || record() || file()
    };
    if error.chain().any(hinders) { Exit::Undecided } else { Exit::Fault }
}

/// Help and version to standard output, wrong usage to standard error.
fn usage(error: &clap::Error, world: &mut World) -> u8 {
    let text = show::visible_lines(&error.render().to_string()).into_owned();
    if error.use_stderr() {
        drop(world.stderr.write_all(text.as_bytes()));
        return Exit::Fault.status();
    }
    match world.stdout.write_all(text.as_bytes()) {
        Ok(()) => Exit::Clean.status(),
        Err(error) => fault(&error.into(), world),
    }
}
