//! The view: the data a report template may see. Frozen: names are only ever added, and user text is a string always.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

/// What checking something against keys gave; nothing is called verified unless it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It was checked, and it is good.
    Verified,
    /// It was checked and is good, but does not count any more; and why.
    Past(String),
    /// It was not checked, or it is not good; and why.
    NotVerified(String),
}

/// `verified`, or what is in the way and why.
impl std::fmt::Display for Judgement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Verified => f.write_str("verified"),
            Self::Past(why) => write!(f, "does not count any more: {why}"),
            Self::NotVerified(why) => write!(f, "not verified: {why}"),
        }
    }
}

/// It is told in words.
impl JsonSchema for Judgement {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Judgement".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

impl Serialize for Judgement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Where a run stands in the record.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct RecordView {
    /// Id of the commit.
    pub commit: String,
    /// The branch, by its full name.
    pub branch: String,
    /// Number in the record.
    pub seq: String,
    /// The run's folder in the record, `runs/…`.
    pub folder: String,
    /// When it was recorded.
    pub time: String,
    /// Who recorded it.
    pub recorder: String,
    /// What checking the commit's signature gave.
    pub judgement: Judgement,
    /// The signed statements beside the run.
    pub signoffs: Vec<SignedView>,
}

/// One signed statement.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct SignedView {
    /// The id of the sign-off in the checklist that it was made for; `None` where that is not in the text.
    pub place: Option<String>,
    /// As what the person signed.
    pub role: String,
    /// Who.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What the signature means, with the decision and the reason: `approved GO`.
    pub meaning: String,
    /// When, by the statement.
    pub time: String,
    /// The principal, `role/e-mail`.
    pub principal: String,
    /// Fingerprint of the key.
    pub fingerprint: String,
    /// File of the statement in the run's folder; its signature stands beside it, with `.sig` added.
    pub statement: String,
    /// What checking it gave.
    pub judgement: Judgement,
}

/// A label with its value.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct FactView {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: String,
}

/// The numbers at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Numbers {
    /// Actions done.
    pub done: usize,
    /// Actions to be done: all that are asked and applicable.
    pub due: usize,
    /// Actions open.
    pub open: usize,
    /// Actions said to be not applicable.
    pub not_applicable: usize,
    /// Actions said to have failed.
    pub failed: usize,
    /// Done of due, rounded down; 100 where nothing is due.
    pub percent: usize,
    /// Holds.
    pub holds: usize,
    /// Needed facts that are missing.
    pub undecided: usize,
    /// Warnings.
    pub warnings: usize,
    /// Sign-offs that are there.
    pub signed: usize,
    /// Sign-offs that are asked.
    pub signatures: usize,
}

/// How far a section has come.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct SectionView {
    /// Its title.
    pub title: String,
    /// 0 for the outermost.
    pub depth: usize,
    /// Actions done.
    pub done: usize,
    /// Actions due.
    pub due: usize,
    /// Actions not applicable.
    pub not_applicable: usize,
    /// Done of due, rounded down.
    pub percent: usize,
    /// Why nothing is asked here, where nothing is.
    pub note: Option<String>,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DecisionView {
    /// What is decided.
    pub label: String,
    /// The options.
    pub options: Vec<String>,
    /// What was chosen; more than one where it contradicts itself.
    pub chosen: Vec<String>,
    /// Line in the checklist.
    pub line: usize,
}

/// A sign-off of the checklist, with the signed statement where there is one.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct SignOffView {
    /// Who is asked.
    pub role: String,
    /// What it is about: the whole, a section or an item.
    pub scope: String,
    /// The name, where there is one.
    pub name: Option<String>,
    /// Date and time, where stated.
    pub date: Option<String>,
    /// What it means, e.g. `approved GO`.
    pub meaning: String,
    /// How sure one can be, in plain words.
    pub assurance: String,
    /// `verified`, `signed`, `missing` or `optional`, for looks.
    pub class: &'static str,
    /// The principal of the signature.
    pub principal: Option<String>,
    /// The key of the signature.
    pub fingerprint: Option<String>,
    /// Line in the checklist; `None` for a statement without a place there.
    pub line: Option<usize>,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct FindingView {
    /// `hold`, `undecided` or `warning`.
    pub severity: &'static str,
    /// The rule.
    pub rule: String,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Line in the checklist.
    pub line: usize,
    /// Column in characters.
    pub column: usize,
}

/// A rollback criterion.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct CriterionView {
    /// Its words.
    pub text: String,
    /// `fired`, `not fired` or `not stated`.
    pub state: &'static str,
    /// Line in the checklist.
    pub line: usize,
}

/// A value with a target.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct MeasureView {
    /// What was measured.
    pub label: String,
    /// The item or section it stands in.
    pub place: String,
    /// The value, with its unit.
    pub value: Option<String>,
    /// What it has to reach.
    pub target: String,
    /// `met`, `missed`, `not filled` or `not asked`.
    pub state: &'static str,
    /// Line in the checklist.
    pub line: usize,
}

/// A value without a target.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ValueView {
    /// What it is.
    pub label: String,
    /// The item or section it stands in.
    pub place: String,
    /// The value, with its unit.
    pub value: String,
    /// Line in the checklist.
    pub line: usize,
}

/// A step with what was stated about its time.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct StepView {
    /// Its number as written.
    pub number: String,
    /// Its words.
    pub title: String,
    /// Times stated, `Started: 10:32`.
    pub times: Vec<String>,
    /// Line in the checklist.
    pub line: usize,
}

/// A block of code.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct CommandView {
    /// The item or section it stands in.
    pub place: String,
    /// The code.
    pub text: String,
    /// Line in the checklist.
    pub line: usize,
}

/// An item, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ItemView {
    /// Its words.
    pub text: String,
    /// The section it stands in.
    pub place: String,
    /// `done`, `open`, `failed`, `not applicable`, or `not asked` where nothing is to be done about it.
    pub state: &'static str,
    /// The reason given, where it was not done.
    pub reason: Option<String>,
    /// Line in the checklist.
    pub line: usize,
}

/// Something attached to an item.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct EvidenceView {
    /// The item.
    pub place: String,
    /// What is attached, as written.
    pub value: String,
    /// Line in the checklist.
    pub line: usize,
}

/// Everything a template may see.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Report {
    /// The checklist's title, or its file name.
    pub title: String,
    /// The checklist's file.
    pub path: String,
    /// Its digest, `sha256:…`.
    pub sha256: String,
    /// `GO`, `NO-GO` or `UNDECIDED`.
    pub verdict: String,
    /// `go`, `no-go` or `undecided`, for looks.
    pub class: &'static str,
    /// The verdict in one sentence.
    pub sentence: String,
    /// How the run came out, where that is stated.
    pub outcome: Option<String>,
    /// When it was judged.
    pub judged_at: String,
    /// The tool and its version.
    pub tool: String,
    /// The values at the head of the document: version, date, commit …
    pub facts: Vec<FactView>,
    /// The numbers.
    pub numbers: Numbers,
    /// The sections that hold actions.
    pub sections: Vec<SectionView>,
    /// The decisions.
    pub decisions: Vec<DecisionView>,
    /// The sign-offs that are asked or there.
    pub sign_offs: Vec<SignOffView>,
    /// What the rules found.
    pub findings: Vec<FindingView>,
    /// The rollback criteria.
    pub criteria: Vec<CriterionView>,
    /// Values with a target.
    pub measures: Vec<MeasureView>,
    /// Values without one.
    pub values: Vec<ValueView>,
    /// The steps.
    pub steps: Vec<StepView>,
    /// The commands.
    pub commands: Vec<CommandView>,
    /// Every item, in the order of the checklist.
    pub items: Vec<ItemView>,
    /// What is not applicable.
    pub not_applicable: Vec<ItemView>,
    /// What has failed.
    pub failed: Vec<ItemView>,
    /// What is attached.
    pub evidence: Vec<EvidenceView>,
    /// Where it stands in the record.
    pub record: Option<RecordView>,
    /// Commands that check it by hand.
    pub checks: Vec<String>,
}
