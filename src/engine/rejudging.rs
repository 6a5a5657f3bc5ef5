//! Judging a recorded run anew: what stands in the record must come to the outcome that it was recorded with.

use std::collections::BTreeMap;
use std::path::Path;

use super::stamps::{self, Stamps};
use super::{check, people, seen, signatures, statements, template};
use crate::asked::Asked;
use crate::config::{self, Config, Settings};
use crate::diagnostic::Severity;
use crate::diff::Version;
use crate::evidence::{Author, Conformance, Evidence, Fact, People};
use crate::fill;
use crate::git::is_blob;
use crate::model::{Assurance, Checklist};
use crate::output;
use crate::parse::parse;
use crate::record::{Doubt, Fault, Recorded, layout};
use crate::rules;
use crate::signing::stamp::OpenSsl;
use crate::text::{Difference, Source};

/// What only the outside can tell of a run.
pub struct Outside<'a> {
    /// Who made what a checklist releases.
    pub author: &'a dyn Fn(&Checklist) -> Fact<Author>,
    /// Told the run, and the version, where its model is of another version of gonogo, and so can't be made again here.
    pub other_version: &'a dyn Fn(&str, &str),
    /// What checks time-stamps.
    pub openssl: OpenSsl,
}

/// What does not hold of a run that is, or is about to be, recorded.
pub fn judge(outside: &Outside<'_>, run: &Recorded<'_>) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    match read(run) {
        Ok((source, model, config)) => {
            derived(run, &source, &model, &mut doubts);
            let settings = config.for_record(&Path::new("/").join(source.path()));
            let checklist = check::compiled(&source, &config, settings);
            remade(outside, run, &checklist, &model, &mut doubts);
            outcome(outside, run, (source, checklist), (&config, settings), &mut doubts);
        }
        Err(doubt) => doubts.push(doubt),
    }
    doubts
}

/// What is taken from a recorded model: where the checklist stood, the digest of its bytes, and which version made it.
#[derive(serde::Deserialize)]
pub(super) struct Model {
    pub path: String,
    sha256: String,
    gonogo: Option<String>,
}

impl Model {
    /// Where it is the model of this run.
    pub fn read(bytes: &[u8], run: &str) -> Option<Self> {
        let model: Self = serde_json::from_slice(bytes).ok()?;
        let plain = !model.path.split('/').any(|part| matches!(part, "" | "." | ".."));
        let named = statements::run_name(Path::new(&model.path)).is_ok_and(|name| name == run);
        (plain && named).then_some(model)
    }
}

/// The checklist, what its model states, and the policy.
fn read(run: &Recorded<'_>) -> Result<(Source, Model, Config), Doubt> {
    let fault = |path, rule, reason: String| Doubt::Fault(path, Fault { rule, reason });
    let model = run.file(layout::MODEL).and_then(|bytes| Model::read(bytes, run.about.run));
    let model = model.ok_or_else(|| {
        fault(layout::MODEL, "render-differs", "it does not say the path of a file of this run".into())
    })?;
    let bytes = run.file(layout::CHECKLIST).unwrap_or_default();
    let source = Source::new(model.path.as_str(), bytes.to_vec())
        .map_err(|error| fault(layout::CHECKLIST, "encoding", error.to_string()))?;
    let config = Config::parse(&Path::new("/").join(config::FILE_NAME), run.policy_toml.to_vec())
        .map_err(|error| Doubt::Unchecked(format!("the policy can't be read: {error}")))?;
    Ok((source, model, config))
}

/// The content and the model are made from the checklist, so they must say what it says.
fn derived(run: &Recorded<'_>, source: &Source, model: &Model, doubts: &mut Vec<Doubt>) {
    for named in fill::attached(source) {
        if run.file(&format!("{}/{}", layout::EVIDENCE, named.sha256.hex())).is_none() {
            let reason = format!("the evidence {} of line {} does not stand beside the run", named.target, named.line);
            doubts.push(Doubt::Fault(layout::CHECKLIST, Fault { rule: "evidence", reason }));
        }
    }
    let mut differs = |path, reason: String| doubts.push(Doubt::Fault(path, Fault { rule: "render-differs", reason }));
    let checklist = parse(source);
    let content = fill::content(source, &checklist);
    let there = run.file(layout::CONTENT);
    if there != Some(content.as_bytes()) {
        let there = String::from_utf8_lossy(there.unwrap_or_default());
        let first = Difference::first(&there, &content).map(|first| {
            let shown = |line: Option<String>| line.unwrap_or_default().trim().to_owned();
            format!(": line {} is “{}”, there “{}”", first.line, shown(first.was), shown(first.is))
        });
        differs(
            layout::CONTENT,
            format!("it is not the checklist with every sign-off blank{}", first.unwrap_or_default()),
        );
    }
    if let Some(value) = run.file(layout::RUN_DATA).and_then(|bytes| unheld(bytes, &checklist)) {
        differs(layout::RUN_DATA, format!("no field of the checklist holds {value}"));
    }
    if model.sha256 != source.sha256().to_string() {
        differs(layout::MODEL, "it is the model of another text than the checklist".to_owned());
    }
}

/// A model is what its version of gonogo reads in the checklist, under the policy, byte for byte.
fn remade(outside: &Outside<'_>, run: &Recorded<'_>, checklist: &Checklist, model: &Model, doubts: &mut Vec<Doubt>) {
    let version = model.gonogo.as_deref().unwrap_or("an unknown version");
    if version != output::model::VERSION {
        return (outside.other_version)(run.about.run, version);
    }
    let mut bytes = Vec::new();
    let written = output::model::write_recorded(checklist, &mut bytes);
    if written.is_err() || run.file(layout::MODEL) != Some(bytes.as_slice()) {
        let reason = format!("it is not what gonogo {version} reads in the checklist");
        doubts.push(Doubt::Fault(layout::MODEL, Fault { rule: "render-differs", reason }));
    }
}

/// The first value of recorded run data that no field of the checklist holds, or what stands there instead of run data.
/// Which key it has is left to the version that recorded it.
fn unheld(bytes: &[u8], checklist: &Checklist) -> Option<String> {
    let Ok(values) = serde_json::from_slice::<BTreeMap<String, Option<String>>>(bytes) else {
        return Some("what is no run data".to_owned());
    };
    let held = |value: &String| checklist.fields.iter().any(|field| field.value.as_ref() == Some(value));
    values.into_values().flatten().find(|value| !held(value)).map(|value| format!("“{value}”"))
}

/// The run is judged by the policy under which it was recorded, by what was known then.
fn outcome(
    outside: &Outside<'_>,
    run: &Recorded<'_>,
    (source, checklist): (Source, Checklist),
    (config, settings): (&Config, Settings),
    doubts: &mut Vec<Doubt>,
) {
    let signatures = match settings.assurance {
        Assurance::Typed => Fact::NotAsked,
        Assurance::Authored | Assurance::Signed => {
            let policy = config.policy().time_stamps.as_ref();
            let stamps = Stamps { policy, openssl: outside.openssl.clone(), at: run.about.at };
            let beside = signatures::Beside {
                seen: &|slot, digest| seen::recorded(run, slot, digest),
                stamped: &|signed, made| stamps.judge(signed, made, stamps::recorded(run, signed, made)),
            };
            Fact::Known(signatures::facts(&source, &checklist, run.signoffs, run.about, &beside))
        }
    };
    let author = match config.policy().author_may_not_approve {
        true => (outside.author)(&checklist),
        false => Fact::NotAsked,
    };
    let version = Version { source: &source, checklist: &checklist };
    let template = to_template(run, version, config, settings);
    let people = People { author, ..people::configured(config) };
    let evidence =
        Evidence { assurance: settings.assurance, signatures, template, people, ..Evidence::at(run.about.at) };
    let checked = check::judge_by(source, checklist, &evidence, config);
    match rules::settled(&Asked::of(&checked.checklist), &checked.diagnostics) {
        Some(outcome) if outcome == run.outcome => {}
        Some(outcome) => doubts.push(Doubt::Fault(
            layout::CHECKLIST,
            Fault {
                rule: "outcome-differs",
                reason: format!("it is recorded as {}, but comes to {}", run.outcome.name(), outcome.name()),
            },
        )),
        None => {
            let of = |severity| checked.diagnostics.iter().find(move |found| found.severity == severity);
            let said = |found: &crate::diagnostic::Diagnostic| {
                let line = checked.source.line_of(found.span.start);
                format!("line {line}: {} ({})", found.message, found.rule)
            };
            doubts.push(match (of(Severity::Hold), of(Severity::Undecided)) {
                (Some(hold), _) => {
                    let reason = format!("it is recorded as {}, but {}", run.outcome.name(), said(hold));
                    Doubt::Fault(layout::CHECKLIST, Fault { rule: "outcome-differs", reason })
                }
                (None, Some(open)) => Doubt::Unchecked(said(open)),
                (None, None) => Doubt::Unchecked("how it came out can't be told".into()),
            });
        }
    }
}

/// How the run stands to the template beside it, which must be the one it names.
fn to_template(run: &Recorded<'_>, version: Version<'_>, config: &Config, settings: Settings) -> Fact<Conformance> {
    let asked = config.template(settings);
    let Some(pin) = &version.checklist.template else {
        return match asked {
            Some(asked) => Fact::Unknown(format!("the policy asks for {asked}, and the run names no template")),
            None => Fact::NotAsked,
        };
    };
    if let Some(asked) = asked.filter(|asked| *asked != pin.path) {
        return Fact::Unknown(format!("the policy asks for {asked}, and the run names {}", pin.path));
    }
    let bytes = run.file(layout::TEMPLATE);
    if let Some(unjudged) = template::held_to_starter(pin).filter(|_| bytes.is_none()) {
        return Fact::Known(unjudged);
    }
    let Some(bytes) = bytes.filter(|bytes| is_blob(&pin.blob, bytes)) else {
        return Fact::Unknown(format!("the version {} of {} does not stand beside the run", pin.blob, pin.path));
    };
    match Source::new(pin.path.as_str(), bytes.to_vec()) {
        Ok(source) => Fact::Known(template::held_to(&source, version, config, settings)),
        Err(error) => Fact::Unknown(error.to_string()),
    }
}
