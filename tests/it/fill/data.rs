//! Run data from JSON, TOML and pairs, and the skeleton of it.

use gonogo::fill::{DataError, RunData, Value, data_skeleton, skeleton_json, skeleton_toml};
use gonogo::text::Source;

use super::{compiled, source};

fn json(text: &str) -> Result<RunData, DataError> {
    RunData::from_json(&Source::new("d.json", text.into()).expect("a text"))
}

fn toml(text: &str) -> Result<RunData, DataError> {
    RunData::from_toml(&Source::new("d.toml", text.into()).expect("a text"))
}

fn shown(data: &RunData) -> Vec<(String, String)> {
    let text = |value: &Value| match value {
        Value::One(text) => text.clone(),
        Value::Many(texts) => texts.join("|"),
    };
    data.entries().iter().map(|entry| (entry.key.clone(), text(&entry.value))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn scalars_stay_the_text_they_are_written_as() {
    let data = json(r#"{"a": 1.10, "b": {"c": 1E400, "d": [1.0, "no", true]}, "e": null, "f": "\u00e9\"x"}"#);
    let expected = [("a", "1.10"), ("b.c", "1E400"), ("b.d", "1.0|no|true"), ("f", "é\"x")];
    assert_eq!(shown(&data.expect("JSON")), pairs(&expected));
    let data = toml("z = 1.10\nb = 0x1F\n[s]\nwhen = 2026-11-21T10:00:00Z\nlist = ['a', 1.0]\ntext = \"\"\"x\"\"\"\n");
    let expected =
        [("z", "1.10"), ("b", "0x1F"), ("s.when", "2026-11-21T10:00:00Z"), ("s.list", "a|1.0"), ("s.text", "x")];
    assert_eq!(shown(&data.expect("TOML")), pairs(&expected));
    let data = RunData::from_pairs(["A=1.10", "b.c=x=y", "T[]=1", "T[]=2"]).expect("pairs");
    assert_eq!(shown(&data), pairs(&[("A", "1.10"), ("b.c", "x=y"), ("T", "1|2")]));
}

#[test]
fn mistakes_are_named_with_line_and_column() {
    let message = |result: Result<RunData, DataError>| result.expect_err("a mistake").to_string();
    assert_eq!(
        message(json("{\"a\": 1,\n \"a\": 2}")),
        "d.json:2:2: the key `a` is given twice; remove one of the two"
    );
    assert_eq!(
        message(json("{\"a\": {\"b\": 1},\n\n  \"a.b\" : 2}")),
        "d.json:3:3: the key `a.b` is given twice; remove one of the two"
    );
    assert_eq!(message(json("{\"a\": [1, [2]]}")), "d.json:1:11: the list `a` may only hold texts and numbers");
    assert!(message(json("{\"a\": 01}")).starts_with("d.json:1:"));
    assert!(message(json("[1]")).starts_with("d.json:1:"));
    assert!(message(toml("a = 1\nb = 017\n")).starts_with("d.toml:2:"), "a leading zero is no TOML");
    assert!(message(toml("a = 1\na = 2\n")).starts_with("d.toml:2:1:"));
    assert_eq!(
        message(RunData::from_pairs(["VERSION"])),
        "\"VERSION\" is no key=value pair; write for example VERSION=1.10"
    );
    assert_eq!(message(RunData::from_pairs(["a=1", "a=2"])), "the key `a` is given twice; remove one of the two");
}

#[test]
fn later_data_counts_more() {
    let mut data = json(r#"{"a": "1", "b": "2"}"#).expect("JSON");
    data.overlay(RunData::from_pairs(["b=3", "c=4"]).expect("pairs"));
    assert_eq!(shown(&data), pairs(&[("a", "1"), ("b", "3"), ("c", "4")]));
}

#[test]
fn the_skeleton_lists_every_slot_and_is_data_itself() {
    let (_, checklist) = compiled(
        "# Go\n\n**Version:** [VERSION]\n**Health:** GOOD / DEGRADED / CRITICAL\n**Build:** 17\n\n- [ ] Ship [VERSION]\n  - Passed: ____ (target: ≥98%)\n",
    );
    let skeleton = data_skeleton(&checklist);
    let keys: Vec<&str> = skeleton.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["VERSION", "health", "build", "passed"]);
    let comments: Vec<String> = skeleton.iter().map(gonogo::fill::SkeletonEntry::comment).collect();
    assert_eq!(comments[0], "placeholder VERSION, lines 3, 7");
    assert_eq!(comments[2], "Build — Go, line 5; now \"17\"");
    assert!(comments[3].ends_with("line 8; target ≥ 98%"), "{}", comments[3]);
    let data = json(&skeleton_json(&skeleton)).expect("its own JSON");
    assert_eq!(shown(&data), pairs(&[("build", "17")]));
    let lines = skeleton_toml(&skeleton).replace("\n# \"", "\n\"");
    let data = toml(&lines).expect("its own TOML, uncommented");
    assert_eq!(data.entries().len(), 4);
}

#[test]
fn every_key_of_the_skeleton_names_its_slot() {
    for (path, run) in super::documents() {
        let checklist = gonogo::parse::parse(&run);
        let slots = gonogo::fill::Slots::new(&checklist);
        for entry in data_skeleton(&checklist) {
            let target = slots.resolve(&entry.key);
            let target = target.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(Some(&slots.line(&target)), entry.lines.first(), "{}: {}", path.display(), entry.key);
        }
    }
    assert!(data_skeleton(&gonogo::parse::parse(&source(""))).is_empty());
}
