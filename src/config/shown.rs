//! What holds for one file, setting by setting, and the line that says so.

use std::path::Path;

use serde::Serialize;

use super::{Commands, Config};

/// One setting that holds for a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its key, as in the file.
    pub key: String,
    /// Its value, in words.
    pub value: String,
    /// The line of the configuration that says so, 1-based; `None` where nothing does, and the default holds.
    pub line: Option<usize>,
}

impl Config {
    /// Every setting that holds for a file, in the order of the documentation.
    pub fn settings_for(&self, path: &Path) -> Vec<Setting> {
        let group = self.group(path);
        let line = group.map(|(_, pattern)| pattern.line);
        let settings = self.for_path(path);
        let mut shown = vec![
            Setting {
                key: "checklist.paths".to_owned(),
                value: group.map_or("none names it", |(_, pattern)| pattern.text()).to_owned(),
                line,
            },
            Setting {
                key: "checklist.stage".to_owned(),
                value: settings.stage.map_or_else(|| "not said".to_owned(), |stage| word(&stage)),
                line: line.filter(|_| settings.stage.is_some()),
            },
            Setting {
                key: "checklist.assurance".to_owned(),
                value: word(&settings.assurance),
                line: line.filter(|_| group.is_some_and(|(group, _)| group.says_assurance)),
            },
            Setting {
                key: "checklist.commands".to_owned(),
                value: commands(self.commands(settings)),
                line: line.filter(|_| self.commands(settings).is_some()),
            },
        ];
        shown.extend(self.sections.iter().map(|(pattern, applicability)| Setting {
            key: format!("sections.{:?}", pattern.text()),
            value: word(applicability),
            line: Some(pattern.line),
        }));
        shown.extend(self.rules.iter().map(|(name, rule)| Setting {
            key: format!("rules.{name}"),
            value: word(&rule.level),
            line: Some(rule.line),
        }));
        shown
    }
}

/// Whether and how commands are run.
fn commands(commands: Option<&Commands>) -> String {
    let Some(Commands { shell, limit }) = commands else { return "never run".to_owned() };
    let shell = if shell.is_empty() { "without a shell".to_owned() } else { format!("by {}", shell.join(" ")) };
    format!("run after a yes, {shell}, for {} s at most", limit.as_secs())
}

/// The word that the configuration, and every JSON, has for a value.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
