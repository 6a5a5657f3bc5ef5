//! Whether and how commands of a checklist may be run: never, unless the configuration says so.

use std::time::Duration;

use super::ConfigError;
use super::file::CommandWords;
use crate::text::Source;

/// How long a block of commands may run, unless the configuration says otherwise.
const LIMIT: Duration = Duration::from_secs(3_600);

/// How the commands of some checklists are run, where they may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commands {
    /// The program that runs what has shell syntax, and its arguments before that; empty where there is none.
    pub shell: Vec<String>,
    /// How long a block may run.
    pub limit: Duration,
}

/// What is said of them; `None` where they may not be run.
pub(super) fn commands(source: &Source, words: Option<&CommandWords>) -> Result<Option<Commands>, ConfigError> {
    let Some(words) = words else { return Ok(None) };
    if let Some(program) = words.shell.first().filter(|program| program.get_ref().trim().is_empty()) {
        let message = "a shell without a name; write for example [\"bash\", \"-c\"]".to_owned();
        return Err(ConfigError::at(source, program.span(), message, None));
    }
    let limit = match &words.limit {
        None => LIMIT,
        Some(limit) => duration(limit.get_ref()).ok_or_else(|| {
            let message = format!("`{}` is no time; write a number with s, m or h, such as 10m", limit.get_ref());
            ConfigError::at(source, limit.span(), message, None)
        })?,
    };
    let shell = words.shell.iter().map(|word| word.get_ref().clone()).collect();
    Ok(words.run.then_some(Commands { shell, limit }))
}

/// `90s`, `10m` or `2h`, at most a day.
fn duration(text: &str) -> Option<Duration> {
    let units = [('s', 1), ('m', 60), ('h', 3_600)];
    let (number, unit) = units.iter().find_map(|(name, unit)| Some((text.strip_suffix(*name)?, *unit)))?;
    let digits = (1..=5).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let seconds = number.parse::<u64>().ok().filter(|number| digits && *number > 0)? * unit;
    (seconds <= 86_400).then(|| Duration::from_secs(seconds))
}
