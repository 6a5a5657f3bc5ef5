//! Commands of a checklist: what would be run, why it is not, and running it.

mod job;
mod plain;

use std::path::PathBuf;

pub use job::{Job, Ran};

use super::check::Checked;
use crate::config::Commands;
use crate::model::Command;
use crate::text::escape_line;

/// Languages of blocks that hold commands; a block without one does too.
const LANGUAGES: &[&str] = &["sh", "bash", "shell", "zsh", "console", "shell-session", "shellsession", "terminal"];

/// Languages of blocks in which a prompt stands before each command, and all else is output.
const SESSIONS: &[&str] = &["console", "shell-session", "shellsession", "terminal"];

/// A block of commands that can be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What it is called in a note: its first line.
    pub name: String,
    /// The line of the block in the checklist, 1-based.
    pub line: usize,
    /// What is run, one after the other, until one fails.
    pub calls: Vec<Call>,
    /// Where it runs.
    pub folder: PathBuf,
    /// How it is run.
    pub how: Commands,
}

/// A program and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The program.
    pub program: String,
    /// Its arguments.
    pub args: Vec<String>,
    /// The very lines of the checklist.
    pub text: String,
}

/// What would be run of a block.
///
/// # Errors
/// Why it can't be, in words.
pub fn plan(checked: &Checked, block: &Command, how: &Commands, folder: PathBuf) -> Result<Plan, String> {
    let line = block.line;
    let language = block.language.as_deref().unwrap_or("").to_lowercase();
    if !language.is_empty() && !LANGUAGES.contains(&language.as_str()) {
        return Err(format!("line {line}: this block is {language}, and holds no commands"));
    }
    if let Some(open) = unfilled(checked, block) {
        return Err(open);
    }
    // Whatever it is the blank of.
    if let Some(at) = block.text.lines().position(|line| line.contains("___")) {
        return Err(format!("line {}: a blank is not filled in; fill it first", line + at + 1));
    }
    let text = commands(&block.text, SESSIONS.contains(&language.as_str()));
    let lines = plain::lines(&text);
    let Some((_, first)) = lines.first() else { return Err(format!("line {line}: this block holds no command")) };
    let name = first.trim().to_owned();
    let split = lines.iter().map(|(at, text)| match plain::split(text) {
        Ok(words) => Ok((words, text.clone())),
        Err(why) => Err(format!("line {}: {why}", line + at)),
    });
    let calls = match (split.collect::<Result<Vec<_>, _>>(), how.shell.split_first()) {
        // A shell runs the block as it is, and so with what its lines leave to the next.
        (_, Some((program, before))) => {
            let args = before.iter().cloned().chain([text.clone()]).collect();
            vec![Call { program: program.clone(), args, text }]
        }
        (Err(why), None) => {
            return Err(format!("{why}; a shell can do that: name one in gonogo.toml, commands.shell"));
        }
        (Ok(lines), None) => {
            let call = |(words, text): (Vec<String>, String)| {
                let mut words = words.into_iter();
                Some(Call { program: words.next()?, args: words.collect(), text })
            };
            lines.into_iter().filter_map(call).collect()
        }
    };
    Ok(Plan { name, line, calls, folder, how: how.clone() })
}

/// The first slot within a block that is still empty, in words.
fn unfilled(checked: &Checked, block: &Command) -> Option<String> {
    let checklist = &checked.checklist;
    let places = checklist.placeholders.iter().flat_map(|placeholder| {
        placeholder.occurrences.iter().map(|place| (place.span, place.at.line, placeholder.name.as_str()))
    });
    let fields = checklist.fields.iter().filter(|field| field.value.is_none());
    let fields = fields.map(|field| (field.span, field.at.line, field.label.as_str()));
    let (_, line, name) =
        places.chain(fields).filter(|(span, ..)| block.span.covers(*span)).min_by_key(|slot| slot.0)?;
    Some(format!("line {line}: \"{}\" is not filled in; fill it first", escape_line(name)))
}

/// The commands of a block: all of it, or what stands behind prompts.
fn commands(text: &str, session: bool) -> String {
    let prompted = |line: &str| line.trim_start().starts_with("$ ");
    let mut filled = text.lines().filter(|line| !line.trim().is_empty());
    let has_prompts = filled.clone().all(prompted) || session && filled.any(prompted);
    if !has_prompts {
        return text.trim_end().to_owned();
    }
    // Lines that are none stay as blank ones, so that each command keeps its number.
    let command = |line: &str| line.trim_start().strip_prefix("$ ").unwrap_or("").to_owned();
    text.trim_end().lines().map(command).collect::<Vec<_>>().join("\n")
}

impl Plan {
    /// What a person is shown before it is run.
    pub fn words(&self) -> String {
        let mut out = String::new();
        for call in &self.calls {
            out.push_str(call.text.trim_end());
            out.push('\n');
        }
        let shell = if self.how.shell.is_empty() { "no shell".to_owned() } else { self.how.shell.join(" ") };
        let limit = self.how.limit.as_secs();
        out + &format!("\nLine {}, in {}, by {shell}, for {limit} s at most.", self.line, self.folder.display())
    }
}
