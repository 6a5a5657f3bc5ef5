//! Cases as folders: `template.md` and `data.json`, `data.toml` or `data.yaml` give `expected.md`, or the message in `error.txt`.
//!
//! `report.txt`, where there is one, holds what the report says: unknown keys and slots left over.
//! `GONOGO_BLESS=1` writes what comes out into the cases that expect nothing yet.

use std::fs;
use std::path::Path;

use gonogo::fill::{DataError, FillOptions, Filled, RunData, fill};
use gonogo::parse::parse;
use gonogo::text::Source;

use super::fixtures;

#[test]
fn each_case_gives_what_it_expects() {
    let folder = fixtures().join("fill");
    let mut cases: Vec<_> = fs::read_dir(&folder).expect("cases").map(|case| case.expect("a case").path()).collect();
    cases.sort();
    assert!(cases.len() >= 200, "{} cases", cases.len());
    let failures: Vec<String> = cases.iter().filter_map(|case| check(case).err()).collect();
    assert!(failures.is_empty(), "{} cases fail\n{}", failures.len(), failures.join("\n"));
}

fn check(case: &Path) -> Result<(), String> {
    let name = case.file_name().expect("a name").to_string_lossy().into_owned();
    let read = |file: &str| fs::read(case.join(file)).ok();
    let template = Source::new("template.md", read("template.md").expect("a template")).expect("a text");
    let data = data(case).ok_or_else(|| format!("{name}: data.json, data.toml or data.yaml is wanted"))?;
    let options = FillOptions { overwrite: case.join("overwrite").exists() };
    let result = match data {
        Ok(data) => fill(&template, &parse(&template), &data, options).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    if std::env::var_os("GONOGO_BLESS").is_some() && read("expected.md").is_none() && read("error.txt").is_none() {
        match &result {
            Ok(filled) => {
                fs::write(case.join("expected.md"), filled.after.text()).expect("written");
                // Where nothing was filled, the report says why.
                if filled.change.edits.is_empty() {
                    fs::write(case.join("report.txt"), said(filled)).expect("written");
                }
            }
            Err(error) => fs::write(case.join("error.txt"), format!("{error}\n")).expect("written"),
        }
    }
    match (result, read("expected.md"), read("error.txt")) {
        (Ok(filled), Some(expected), None) => {
            let expected = String::from_utf8(expected).expect("UTF-8");
            if filled.after.text() != expected {
                return Err(format!("{name}:\n--- expected\n{expected}\n--- found\n{}", filled.after.text()));
            }
            report(&name, &filled, read("report.txt"))?;
            twice(&name, &filled, case)
        }
        (Err(error), None, Some(expected)) => {
            let expected = String::from_utf8(expected).expect("UTF-8");
            if error == expected.trim_end() { Ok(()) } else { Err(format!("{name}: {error}")) }
        }
        (Ok(filled), ..) => Err(format!("{name}: it should fail, but gives\n{}", filled.after.text())),
        (Err(error), ..) => Err(format!("{name}: it should not fail: {error}")),
    }
}

/// The run data of a case; `None` where there is no file.
fn data(case: &Path) -> Option<Result<RunData, DataError>> {
    let read = |file: &str| Some(Source::new(file, fs::read(case.join(file)).ok()?).expect("a text"));
    let json = read("data.json").map(|source| RunData::from_json(&source));
    let toml = || read("data.toml").map(|source| RunData::from_toml(&source));
    let yaml = || read("data.yaml").map(|source| RunData::from_yaml(&source));
    json.or_else(toml).or_else(yaml)
}

fn report(name: &str, filled: &Filled, expected: Option<Vec<u8>>) -> Result<(), String> {
    let Some(expected) = expected else { return Ok(()) };
    let found = said(filled);
    if found.as_bytes() == expected { Ok(()) } else { Err(format!("{name}: the report is\n{found}")) }
}

/// What the report says.
fn said(filled: &Filled) -> String {
    let mut found = String::new();
    for unknown in &filled.report.unknown {
        let present = if unknown.present { " (stands in the text)" } else { "" };
        found.push_str(&format!("unknown: {}{present}\n", unknown.error));
    }
    for (key, line, words) in &filled.report.within {
        found.push_str(&format!("within: {key}, line {line}: {words}\n"));
    }
    for (key, line) in &filled.report.left_over {
        found.push_str(&format!("left over: {key}, line {line}\n"));
    }
    found
}

/// The same data once more changes nothing.
fn twice(name: &str, filled: &Filled, case: &Path) -> Result<(), String> {
    let data = data(case).expect("a file").expect("data");
    let again = fill(&filled.after, &filled.compiled, &data, FillOptions::default());
    match again {
        Ok(again) if again.change.edits.is_empty() => {
            let missing = again.report.unknown.iter().find(|unknown| {
                !unknown.present && !filled.report.unknown.iter().any(|known| known.key == unknown.key)
            });
            missing.map_or(Ok(()), |unknown| Err(format!("{name}: the second time: {}", unknown.error)))
        }
        Ok(again) => Err(format!("{name}: the second time gives\n{}", again.after.text())),
        Err(error) => Err(format!("{name}: the second time: {error}")),
    }
}

#[test]
fn a_value_of_a_megabyte_is_refused() {
    let (run, checklist) = super::compiled("**Note:** ____\n");
    let data = RunData::from_pairs([format!("note={}", "x".repeat(1 << 20)).as_str()]).expect("a pair");
    let error = fill(&run, &checklist, &data, FillOptions::default()).expect_err("too long").to_string();
    assert!(error.ends_with("it is longer than 65536 bytes; attach it as a file instead"), "{error}");
}
