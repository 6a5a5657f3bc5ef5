//! A folder for each rule under `fixtures/verdicts`: documents on which it fires and documents that nearly do, and one table
//! of every finding of each, with line and column. `GONOGO_BLESS=1` writes the table; its diff is reviewed like code.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gonogo::asked::Asked;
use gonogo::diagnostic::Diagnostic;
use gonogo::diff::{Version, conformance};
use gonogo::evidence::{Conformance, Evidence, Fact};
use gonogo::parse::parse;
use gonogo::rules::{self, Context, RULES};
use gonogo::text::Source;
use gonogo::time::Timestamp;

use crate::rules::{evidence, now};

/// Rules that look at the calendar.
const OF_THE_DAY: [&str; 2] = ["expired-waiver", "future-date"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/verdicts")
}

fn source(path: &Path) -> Source {
    Source::new(path.to_string_lossy(), std::fs::read(path).expect("a file")).expect("a text")
}

/// The documents of each rule, sorted.
fn documents() -> BTreeMap<String, Vec<PathBuf>> {
    let inside = |folder: &Path| -> Vec<PathBuf> {
        let mut all: Vec<PathBuf> =
            std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        all.sort();
        all
    };
    let rules = inside(&folder()).into_iter().filter(|path| path.is_dir());
    rules
        .map(|rule| {
            let documents = inside(&rule).into_iter().filter(|path| !path.ends_with("template.md")).collect();
            (rule.file_name().expect("a name").to_string_lossy().into_owned(), documents)
        })
        .collect()
}

/// What the rules say of a document at a time, in whichever order they come.
fn judge(path: &Path, now: Timestamp) -> (Source, Vec<Diagnostic>) {
    let run = source(path);
    let checklist = parse(&run);
    let mut known = Evidence { now, ..evidence(run.text(), &checklist) };
    if let Some(template) = Some(path.with_file_name("template.md")).filter(|template| template.is_file()) {
        let (template, version) = (source(&template), |source, checklist| Version { source, checklist });
        let changes = conformance(version(&template, &parse(&template)), version(&run, &checklist));
        known.template =
            Fact::Known(Conformance { path: "template.md".into(), current: Ok(()), changes, unjudged: None });
    }
    let found = rules::judge(&run, &checklist, &known);
    let asked = Asked::of(&checklist);
    let context = Context::new(&run, &checklist, &asked, &known);
    let straight = rules::run(RULES, &context);
    assert_eq!(straight, rules::run(RULES.iter().rev(), &context), "{}", path.display());
    (run, found)
}

#[test]
fn every_document_has_the_findings_of_the_table() {
    let mut table = String::new();
    for path in documents().values().flatten() {
        let (source, found) = judge(path, now());
        let name = path.strip_prefix(folder()).expect("below the folder").to_string_lossy().replace('\\', "/");
        if found.is_empty() {
            let _ = writeln!(table, "{name}: nothing");
        }
        for found in found {
            let at = source.position(found.span.start);
            let _ = writeln!(table, "{name}:{}:{}: {} {}", at.line, at.column, found.severity.name(), found.rule);
        }
    }
    let path = folder().join("findings.txt");
    if std::env::var_os("GONOGO_BLESS").is_some() {
        std::fs::write(&path, &table).expect("the table is written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let (new, old): (Vec<&str>, Vec<&str>) = (table.lines().collect(), expected.lines().collect());
    let more: Vec<&&str> = new.iter().filter(|line| !old.contains(line)).collect();
    let less: Vec<&&str> = old.iter().filter(|line| !new.contains(line)).collect();
    assert!(table == expected, "found and not in the table: {more:#?}\nin the table and not found: {less:#?}");
}

#[test]
fn each_rule_fires_where_it_should_and_not_where_it_nearly_would() {
    let documents = documents();
    let mut wrong = String::new();
    for rule in RULES {
        let own = documents.get(rule.name).map_or(&[][..], Vec::as_slice);
        let named = |start: &str| -> Vec<&PathBuf> {
            let of_kind =
                |path: &&PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start));
            own.iter().filter(of_kind).collect()
        };
        let (fires, nearly) = (named("fires-"), named("nearly-"));
        if fires.len() < 2 || nearly.len() < 2 {
            let _ = writeln!(wrong, "{}: two documents of each kind are wanted", rule.name);
        }
        for path in fires {
            let found = judge(path, now()).1;
            if found.is_empty() || found.iter().any(|found| found.rule != rule.name) {
                let rules: Vec<&str> = found.iter().map(|found| found.rule).collect();
                let _ = writeln!(wrong, "{}: {rules:?}", path.display());
            }
        }
        for path in nearly {
            let found = judge(path, now()).1;
            if !found.iter().all(|found| found.waived) {
                let rules: Vec<&str> = found.iter().map(|found| found.rule).collect();
                let _ = writeln!(wrong, "{}: {rules:?}", path.display());
            }
        }
    }
    let files: usize = documents.values().map(Vec::len).sum();
    assert!(wrong.is_empty() && files >= 150, "{files} documents\n{wrong}");
}

#[test]
fn the_day_changes_nothing_but_what_speaks_of_days() {
    let later = Timestamp::parse_rfc3339("2029-02-28T23:59:59Z").expect("a time");
    let documents = documents();
    let others = documents.iter().filter(|(rule, _)| !OF_THE_DAY.contains(&rule.as_str()));
    for path in others.flat_map(|(_, documents)| documents) {
        assert_eq!(judge(path, now()).1, judge(path, later).1, "{}", path.display());
    }
}
