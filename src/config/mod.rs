//! Configuration: `gonogo.toml`, found upwards from a file; with none, every command works by its defaults.

mod commands;
mod error;
mod file;
mod pattern;
mod policy;
mod schema;
mod shown;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use commands::Commands;
pub use error::ConfigError;
pub use file::{Level, People, Record, TimeStamps};
pub use policy::{OpenPgpKey, Policy};
pub use schema::schema;
pub use shown::Setting;

use crate::digest::Sha256;
use crate::model::{Applicability, Assurance, Checklist, Ref, Stage};
use crate::text::{Position, Source};
use file::File;
use pattern::Pattern;

/// The name of the file.
pub const FILE_NAME: &str = "gonogo.toml";

/// The commented file that `gonogo init` writes.
pub const fn default_toml() -> &'static str {
    include_str!("default.toml")
}

/// The configuration of one directory tree.
#[derive(Clone, Debug, Default)]
pub struct Config {
    path: Option<PathBuf>,
    digest: Option<Sha256>,
    checklists: Vec<Group>,
    roles: BTreeMap<String, People>,
    policy: Policy,
    sections: Vec<(Pattern, Applicability)>,
    record: Record,
    rules: BTreeMap<String, RuleLevel>,
    /// Where some keys stand, for whoever finds later that what they say can't be.
    places: BTreeMap<String, Position>,
}

/// What a rule's findings do, and the line that says so, 1-based.
#[derive(Clone, Copy, Debug)]
struct RuleLevel {
    level: Level,
    line: usize,
}

/// One `[[checklist]]`.
#[derive(Clone, Debug)]
struct Group {
    paths: Vec<Pattern>,
    settings: Settings,
    /// Whether it says the assurance, rather than leave it to the default.
    says_assurance: bool,
    /// The template that its runs are made from.
    template: Option<String>,
    /// How its commands are run, where they may be.
    commands: Option<Commands>,
}

/// What holds for one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether any `[[checklist]]` names the file.
    pub listed: bool,
    /// What the file is, where the configuration says.
    pub stage: Option<Stage>,
    /// The least assurance of its sign-offs.
    pub assurance: Assurance,
    /// Which `[[checklist]]` names it, from 0.
    pub group: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { listed: false, stage: None, assurance: Assurance::Typed, group: None }
    }
}

impl Config {
    /// The configuration that holds in `dir`: of the nearest directory upwards that has one, up to the repository's root.
    ///
    /// # Errors
    /// When there is a file that can't be read or understood.
    pub fn find(dir: &Path) -> Result<Self, ConfigError> {
        for dir in dir.ancestors() {
            let path = dir.join(FILE_NAME);
            match std::fs::metadata(&path) {
                Ok(meta) if meta.is_file() => {
                    let read = |source| ConfigError::Read { path: path.clone(), source };
                    return Self::parse(&path, std::fs::read(&path).map_err(read)?);
                }
                Ok(_) => return Err(ConfigError::NotAFile(path)),
                Err(error) if is_absent(&error) => {}
                Err(source) => return Err(ConfigError::Read { path, source }),
            }
            if dir.join(".git").exists() {
                break;
            }
        }
        Ok(Self::default())
    }

    /// The template that a run has to be made from, by its path from the configuration's folder.
    pub fn template(&self, settings: Settings) -> Option<&str> {
        self.checklists.get(settings.group?)?.template.as_deref()
    }

    /// How the commands of a file are run; `None` where they may not be.
    pub fn commands(&self, settings: Settings) -> Option<&Commands> {
        self.checklists.get(settings.group?)?.commands.as_ref()
    }

    /// The folder of the configuration, from which its paths start.
    pub fn folder(&self) -> Option<&Path> {
        self.path.as_deref()?.parent()
    }

    /// Reads the bytes of the file `path`, whose directory is what its globs start from.
    ///
    /// # Errors
    /// When they are no configuration.
    pub fn parse(path: &Path, bytes: Vec<u8>) -> Result<Self, ConfigError> {
        let source = Source::new(path.to_string_lossy(), bytes)?;
        let file = File::parse(&source)?;
        let glob = |text: &toml::Spanned<String>| Pattern::new(&source, text);
        let mut checklists = Vec::new();
        for (index, group) in file.checklist.iter().enumerate() {
            let settings = Settings {
                group: Some(index),
                listed: true,
                stage: group.stage.map(Stage::from),
                assurance: group.assurance.map_or(Assurance::Typed, Assurance::from),
            };
            let paths = group.paths.iter().map(glob).collect::<Result<_, _>>()?;
            let template = group.template.clone();
            let commands = commands::commands(&source, group.commands.as_ref())?;
            checklists.push(Group { paths, settings, says_assurance: group.assurance.is_some(), template, commands });
        }
        let mut sections = Vec::new();
        for (title, applicability) in &file.sections {
            sections.push((glob(title)?, Applicability::from(*applicability)));
        }
        for name in file.rules.keys() {
            if crate::rules::find(name.get_ref()).is_none() {
                let known = crate::rules::RULES.iter().map(|rule| rule.name);
                return Err(ConfigError::unknown(&source, name.span(), "rule", name.get_ref(), known));
            }
        }
        let level = |(name, level): (toml::Spanned<String>, Level)| {
            let line = source.line_of(name.span().start);
            (name.into_inner(), RuleLevel { level, line })
        };
        let rules = file.rules.into_iter().map(level).collect();
        let roles_at = file.roles.keys().map(|role| (format!("roles.{}", role.get_ref()), role.span()));
        let threshold_at = file.policy.threshold.iter().map(|at| ("policy.threshold".to_owned(), at.span()));
        let places = roles_at.chain(threshold_at).map(|(key, span)| (key, source.position(span.start))).collect();
        let roles = policy::roles(&source, file.roles)?;
        let names = policy::names(&source, file.people)?;
        let openpgp = policy::openpgp(&source, file.openpgp)?;
        let time_stamps = policy::time_stamps(&source, file.time_stamps)?;
        let policy = Policy { names, openpgp, time_stamps, ..policy::policy(&source, file.policy, &roles)? };
        Ok(Self {
            path: Some(path.to_path_buf()),
            digest: Some(source.sha256()),
            checklists,
            roles,
            policy,
            sections,
            record: file.record,
            rules,
            places,
        })
    }

    /// The file it was read from; `None` where there is none.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The digest of its text.
    pub fn digest(&self) -> Option<Sha256> {
        self.digest
    }

    /// Whether it says which files are checklists.
    pub fn has_checklists(&self) -> bool {
        !self.checklists.is_empty()
    }

    /// What holds for a file; the last `[[checklist]]` that names it counts.
    pub fn for_path(&self, path: &Path) -> Settings {
        self.group(path).map(|(group, _)| group.settings).unwrap_or_default()
    }

    /// What holds for a file that is to be recorded: as ever, but one that nothing names needs the most assurance that
    /// any file does.
    pub fn for_record(&self, path: &Path) -> Settings {
        let settings = self.for_path(path);
        let most = self.checklists.iter().map(|group| group.settings.assurance).max();
        Settings { assurance: most.filter(|_| !settings.listed).unwrap_or(settings.assurance), ..settings }
    }

    /// The `[[checklist]]` that counts for a file, and the glob that names it.
    fn group(&self, path: &Path) -> Option<(&Group, &Pattern)> {
        let within = path.strip_prefix(self.path.as_deref()?.parent()?).ok()?;
        let named = |group: &'_ Group| group.paths.iter().position(|pattern| pattern.matches_path(within));
        self.checklists.iter().rev().find_map(|group| Some((group, group.paths.get(named(group)?)?)))
    }

    /// The place of a key such as `policy.threshold` or `roles.QA Lead`, as `:line:column`; empty where it does not stand.
    pub fn place_of(&self, key: &str) -> String {
        self.places.get(key).map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default()
    }

    /// Who may sign as what.
    pub fn roles(&self) -> &BTreeMap<String, People> {
        &self.roles
    }

    /// Rules about people.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Where the record is kept.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// What a rule's findings do to the verdict, where that is not left to the rule.
    pub fn level(&self, rule: &str) -> Option<Level> {
        self.rules.get(rule).map(|rule| rule.level)
    }

    /// Puts the file's stage and the `[sections]` into a checklist; a directive in the text wins over them.
    pub fn apply(&self, settings: Settings, checklist: &mut Checklist) {
        checklist.stage = settings.stage.or(checklist.stage);
        if self.sections.is_empty() {
            return;
        }
        let mut changed: Vec<Option<(Applicability, Applicability)>> = Vec::with_capacity(checklist.sections.len());
        let of =
            |changed: &[Option<_>], place: Option<&Ref>| place.and_then(|at| changed.get(at.index).copied().flatten());
        for section in &mut checklist.sections {
            let by_directive = section.condition.as_deref() == Some("directive");
            let named = self.sections.iter().find(|(pattern, _)| pattern.matches(&section.title));
            // What stands below keeps its own wording, and follows where it only took over what its section was.
            let inherited = of(&changed, section.parent.as_ref()).filter(|(was, _)| *was == section.applicability);
            let to = match named {
                _ if by_directive => None,
                Some((_, applicability)) => Some((section.applicability, *applicability)),
                None => inherited,
            };
            if let Some((_, applicability)) = to {
                section.applicability = applicability;
            }
            changed.push(to);
        }
        for item in &mut checklist.items {
            let inherited = of(&changed, item.section.as_ref()).filter(|(was, _)| *was == item.applicability);
            if let Some((_, applicability)) = inherited.filter(|_| item.condition.as_deref() != Some("directive")) {
                item.applicability = applicability;
            }
        }
    }
}

/// Whether nothing is there.
fn is_absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}
