//! The words of `gonogo.toml`, as they are written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::ConfigError;
use crate::model::{Applicability, Assurance, Stage};
use crate::text::Source;

/// The configuration of gonogo: `gonogo.toml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[schemars(title = "gonogo.toml")]
pub(super) struct File {
    /// For editors only.
    #[serde(rename = "$schema")]
    pub _schema: Option<String>,
    /// Which files are what.
    pub checklist: Vec<Group>,
    /// Who may sign as what.
    #[schemars(with = "BTreeMap<String, People>")]
    pub roles: BTreeMap<Spanned<String>, People>,
    /// The names of people by their e-mail addresses: nobody named here signs under another name.
    #[schemars(with = "BTreeMap<String, String>")]
    pub people: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Keys of OpenPGP that count, each pinned by its full fingerprint.
    pub openpgp: Vec<Pin>,
    /// Time-stamps of sign-offs.
    #[schemars(with = "Option<TimeStamps>")]
    pub time_stamps: Option<Spanned<TimeStamps>>,
    /// Rules about people.
    pub policy: PolicyWords,
    /// Applicability by the title of a section.
    #[schemars(with = "BTreeMap<String, ApplicabilityWord>")]
    pub sections: BTreeMap<Spanned<String>, ApplicabilityWord>,
    /// Where the record is kept.
    pub record: Record,
    /// What the findings of a rule do.
    #[schemars(with = "BTreeMap<String, Level>", extend("propertyNames" = rule_names()))]
    pub rules: BTreeMap<Spanned<String>, Level>,
}

/// A `[[checklist]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    /// Globs from the file's directory.
    #[schemars(with = "Vec<String>")]
    pub paths: Vec<Spanned<String>>,
    /// What those files are.
    pub stage: Option<StageWord>,
    /// The least assurance of their sign-offs.
    pub assurance: Option<AssuranceWord>,
    /// The template that they are made from, by its path from this file's folder.
    pub template: Option<String>,
    /// Whether and how `gonogo run` may run their commands, each after a yes; not at all unless this says so.
    pub commands: Option<CommandWords>,
}

/// How commands of a checklist are run.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Commands")]
pub(super) struct CommandWords {
    /// Whether they may be run at all.
    pub run: bool,
    /// The program that runs blocks with shell syntax, and its arguments before the block, such as `["bash", "-c"]`;
    /// without it, such blocks are not run.
    #[schemars(with = "Vec<String>")]
    pub shell: Vec<Spanned<String>>,
    /// How long a block may run: a number with `s`, `m` or `h`, such as `10m`; an hour, unless said.
    #[schemars(with = "Option<String>")]
    pub limit: Option<Spanned<String>>,
}

/// A key of OpenPGP: `[[openpgp]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Pin {
    /// The full fingerprint of the primary key, as `gpg --fingerprint` prints it.
    #[schemars(with = "String")]
    pub fingerprint: Spanned<String>,
    /// What it signs as: `role/address` for sign-offs, `address` for commits of the record.
    #[schemars(with = "Vec<String>")]
    pub signs_as: Vec<Spanned<String>>,
    /// The public key, as `gpg --armor --export` prints it.
    #[schemars(with = "String")]
    pub key: Spanned<String>,
}

/// Time-stamps of sign-offs by RFC 3161: `[time-stamps]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimeStamps {
    /// The certificates of the authorities that count, in PEM.
    pub authorities: String,
    /// Whether a signed sign-off needs one.
    #[serde(default)]
    pub required: bool,
}

/// Who may sign as a role.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected a list of e-mail addresses, or { people = […], quorum = 1 }")]
pub enum People {
    /// Any one of them.
    Any(Vec<String>),
    /// So many of them.
    Quorum(Quorum),
}

/// People, and how many of them have to sign.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// Their e-mail addresses.
    pub people: Vec<String>,
    /// How many different ones have to sign.
    #[serde(default = "one")]
    pub quorum: usize,
}

const fn one() -> usize {
    1
}

impl People {
    /// Their e-mail addresses.
    pub fn people(&self) -> &[String] {
        match self {
            Self::Any(people) => people,
            Self::Quorum(quorum) => &quorum.people,
        }
    }

    /// How many different ones have to sign.
    pub const fn quorum(&self) -> usize {
        match self {
            Self::Any(_) => 1,
            Self::Quorum(quorum) => quorum.quorum,
        }
    }
}

/// Rules about people.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[schemars(rename = "Policy")]
pub(super) struct PolicyWords {
    /// Roles that no person may hold together.
    #[schemars(with = "Vec<Vec<String>>")]
    pub distinct: Vec<Vec<Spanned<String>>>,
    /// Whether the author of what is released may not approve it.
    pub author_may_not_approve: bool,
    /// Whether somebody who has signed as performing the work may not approve it.
    pub performer_may_not_approve: bool,
    /// Whether the one who records a run may not have approved it.
    pub recorder_may_not_approve: bool,
    /// The roles that may waive; everybody may where it is left out.
    #[schemars(with = "Option<Vec<String>>")]
    pub may_waive: Option<Vec<Spanned<String>>>,
    /// How old a signed sign-off may be when the run is judged: a number with `h` or `d`, such as `7d`.
    #[schemars(with = "Option<String>")]
    pub max_age: Option<Spanned<String>>,
    /// How many people have to sign a change of the policy.
    #[schemars(with = "Option<usize>")]
    pub threshold: Option<Spanned<usize>>,
}

/// Where the record is kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Record {
    /// The branch.
    pub branch: String,
    /// The remote it is pushed to.
    pub remote: String,
    /// The first commit of the record, which pins it.
    pub genesis: Option<String>,
}

impl Default for Record {
    fn default() -> Self {
        Self { branch: "gonogo/record".to_owned(), remote: "origin".to_owned(), genesis: None }
    }
}

/// What the findings of a rule do to the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// They are not shown.
    Off,
    /// They are shown.
    Warning,
    /// The verdict can't be GO.
    Undecided,
    /// The verdict is NO-GO.
    Hold,
}

/// What a file is.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum StageWord {
    /// The blank master.
    Template,
    /// A copy being worked through.
    Run,
    /// The completed copy.
    Record,
}

impl From<StageWord> for Stage {
    fn from(word: StageWord) -> Self {
        match word {
            StageWord::Template => Self::Template,
            StageWord::Run => Self::Run,
            StageWord::Record => Self::Record,
        }
    }
}

/// How sure a sign-off has to be.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum AssuranceWord {
    /// A name stands there.
    Typed,
    /// Git says that this person wrote it.
    Authored,
    /// A valid signature by a key allowed for this person.
    Signed,
}

impl From<AssuranceWord> for Assurance {
    fn from(word: AssuranceWord) -> Self {
        match word {
            AssuranceWord::Typed => Self::Typed,
            AssuranceWord::Authored => Self::Authored,
            AssuranceWord::Signed => Self::Signed,
        }
    }
}

/// Whether and when something has to be done.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum ApplicabilityWord {
    /// Always.
    Required,
    /// Done, or said to be not applicable with a reason.
    Conditional,
    /// One of its group.
    Alternative,
    /// Only if something has happened.
    Contingent,
    /// Never; there to be looked up.
    Reference,
}

impl From<ApplicabilityWord> for Applicability {
    fn from(word: ApplicabilityWord) -> Self {
        match word {
            ApplicabilityWord::Required => Self::Required,
            ApplicabilityWord::Conditional => Self::Conditional,
            ApplicabilityWord::Alternative => Self::Alternative,
            ApplicabilityWord::Contingent => Self::Contingent,
            ApplicabilityWord::Reference => Self::Reference,
        }
    }
}

/// The names that a rule can have, for the schema.
fn rule_names() -> serde_json::Value {
    serde_json::json!({"enum": crate::rules::RULES.iter().map(|rule| rule.name).collect::<Vec<_>>()})
}

impl File {
    /// Reads the file.
    pub fn parse(source: &Source) -> Result<Self, ConfigError> {
        toml::from_str(source.text()).map_err(|error| ConfigError::syntax(source, &error))
    }
}
