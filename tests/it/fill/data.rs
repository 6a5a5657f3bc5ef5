//! Run data from JSON, TOML, YAML and pairs, and the skeleton of it.

use gonogo::fill::{
    DataError, RunData, Value, data_skeleton, skeleton_json, skeleton_schema, skeleton_toml, skeleton_yaml,
};
use gonogo::text::Source;

use super::{compiled, source};

fn json(text: &str) -> Result<RunData, DataError> {
    RunData::from_json(&Source::new("d.json", text.into()).expect("a text"))
}

fn toml(text: &str) -> Result<RunData, DataError> {
    RunData::from_toml(&Source::new("d.toml", text.into()).expect("a text"))
}

fn yaml(text: &str) -> Result<RunData, DataError> {
    RunData::from_yaml(&Source::new("d.yaml", text.into()).expect("a text"))
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

#[test]
fn yaml_keeps_what_is_written() {
    let data = yaml(
        "\u{feff}# c\nversion: 1.10\nok: no\nid: 017\nday: 2026-11-21\nn: ~\nm:\nbig: 1e3\nhex: 0x1F\nt: 10:30:00\nquoted: \"null\"\n\
         single: 'it''s'\nsec:\n  a: x y\n  list: [1.0, yes, \"\"]\n  more:\n    - 007\n    - off\nflow: {k: v w, z: .5}\nb: |-\n  one\n",
    );
    let expected = [
        ("version", "1.10"),
        ("ok", "no"),
        ("id", "017"),
        ("day", "2026-11-21"),
        ("big", "1e3"),
        ("hex", "0x1F"),
        ("t", "10:30:00"),
        ("quoted", "null"),
        ("single", "it's"),
        ("sec.a", "x y"),
        ("sec.list", "1.0|yes|"),
        ("sec.more", "007|off"),
        ("flow.k", "v w"),
        ("flow.z", ".5"),
        ("b", "one"),
    ];
    assert_eq!(shown(&data.expect("YAML")), pairs(&expected));
    assert!(yaml("").expect("nothing").is_empty() && yaml("# only\n").expect("nothing").is_empty());
}

#[test]
fn what_yaml_could_hide_is_refused() {
    let message = |text: &str| yaml(text).expect_err("a mistake").to_string();
    assert_eq!(message("a: 1\nb: 2\na: 3\n"), "d.yaml:3:1: the key `a` is given twice; remove one of the two");
    assert_eq!(message("a:\n  - 1\n  - [2]\n"), "d.yaml:3:5: the list `a` may only hold texts and numbers");
    assert!(message("a: &x 1\nb: *x\n").contains("d.yaml:2:4: an alias can't be used"));
    assert!(message("a: 1\n---\na: 2\n").contains("a second document begins here"));
    assert!(message("- a\n").contains("not a list"));
    assert!(message("just text\n").contains("a mapping of keys to values"));
    assert!(message("? [a]\n: b\n").contains("a key has to be one word or text"));
    assert!(message("a: [1\nb: 2\n").starts_with("d.yaml:"));
    assert!(message("a: \"x\n").starts_with("d.yaml:"));
    let deep = format!("{}{}", "a: {".repeat(5000), "}".repeat(5000));
    let _ = yaml(&deep);
}

#[test]
fn the_skeleton_is_valid_in_every_format_and_fits_its_schema() {
    let (_, checklist) = compiled(
        "# \"R\"\n\n**Env:** [ENV] [ENV]\n\n- [ ] Load: ____% (target: ≥98%)\n  **Result:** PASS/FAIL\n- [ ] It\u{7}s: ____\n",
    );
    let entries = data_skeleton(&checklist);
    let uncommented = |text: String, mark: &str| -> String {
        let value =
            |line: &str| line.strip_prefix("# \"").filter(|rest| rest.contains(mark)).map(|rest| format!("\"{rest}\n"));
        text.lines().filter_map(value).collect()
    };
    let keys = |data: Result<RunData, DataError>| {
        shown(&data.expect("data")).into_iter().map(|(key, _)| key).collect::<Vec<_>>()
    };
    let expected: Vec<String> = entries.iter().map(|entry| entry.key.clone()).collect();
    assert_eq!(keys(toml(&uncommented(skeleton_toml(&entries), "\" = "))), expected);
    assert_eq!(keys(yaml(&uncommented(skeleton_yaml(&entries), "\": "))), expected);
    let schema: serde_json::Value = serde_json::from_str(&skeleton_schema("R", &entries)).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let skeleton = serde_json::from_str(&skeleton_json(&entries)).expect("JSON");
    assert!(validator.is_valid(&skeleton));
    assert!(validator.is_valid(&serde_json::json!({"ENV": ["a", "b"], "result": "PASS", "load": 99})));
    assert!(!validator.is_valid(&serde_json::json!({"ENV": ["a"]})));
    assert!(!validator.is_valid(&serde_json::json!({"result": "MAYBE"})));
}
