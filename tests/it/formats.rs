//! Formats for other tools: whole, valid, inert, and with the right columns.

use std::str::FromStr;

use gonogo::diagnostic::Diagnostic;
use gonogo::output::{self, FORMATS, Style};
use gonogo::rules::RULES;
use gonogo::text::{Edit, Span};
use gonogo::verdict::Judged;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};

use crate::output::{Case, DEMO};

const CONCISE: Style = Style { colour: false, concise: true, all: false, limit: 20, most: 40, width: 100 };

fn write(format: &str, judged: &[Judged]) -> String {
    let mut out = Vec::new();
    (output::find(format).expect("a format").write)(judged, &CONCISE, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

fn json_of(format: &str, judged: &[Judged]) -> Value {
    Value::from_str(&write(format, judged)).expect("JSON")
}

/// An element of XML: its name, attributes, children and text.
#[derive(Clone, Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str()).expect("the attribute")
    }

    fn all<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        if self.name == name {
            found.push(self);
        }
        self.children.iter().for_each(|child| child.all(name, found));
    }

    fn every(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.all(name, &mut found);
        found
    }
}

/// Reads a document with a reader that refuses what is not well-formed.
fn xml(text: &str) -> Element {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    let element = |start: &quick_xml::events::BytesStart| Element {
        name: start.name().as_ref().to_owned(),
        attributes: start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.expect("an attribute");
                let value = quick_xml::escape::unescape(&attribute.value).expect("escapes").into_owned();
                (attribute.key.as_ref().to_owned(), value)
            })
            .collect(),
        ..Element::default()
    };
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => open.last_mut().expect("a parent").children.push(element(&start)),
            Event::End(_) => {
                let done = open.pop().expect("an element");
                open.last_mut().expect("a parent").children.push(done);
            }
            Event::Text(text) => {
                open.last_mut().expect("a parent").text += &text;
            }
            Event::GeneralRef(name) => {
                let name = format!("&{};", &*name);
                open.last_mut().expect("a parent").text += &quick_xml::escape::unescape(&name).expect("a character");
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "an element is not closed");
    open.pop().and_then(|mut root| root.children.pop()).expect("a root")
}

/// What JUnit readers agree on: each element, its attributes, all needed, and its children in their order.
const GRAMMAR: &[(&str, &[&str], &[&str])] = &[
    ("testsuites", &[], &["testsuite"]),
    (
        "testsuite",
        &["name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "skipped", "time"],
        &["properties", "testcase", "system-out", "system-err"],
    ),
    ("properties", &[], &["property"]),
    ("property", &["name", "value"], &[]),
    ("testcase", &["name", "classname", "time"], &["skipped", "error", "failure"]),
    ("skipped", &["message"], &[]),
    ("error", &["message", "type"], &[]),
    ("failure", &["message", "type"], &[]),
    ("system-out", &[], &[]),
    ("system-err", &[], &[]),
];

fn valid(element: &Element) {
    let (_, attributes, children) =
        GRAMMAR.iter().find(|(name, ..)| *name == element.name).unwrap_or_else(|| panic!("no <{}>", element.name));
    let names: Vec<&str> = element.attributes.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(&names, attributes, "{}", element.name);
    let places: Vec<usize> = element
        .children
        .iter()
        .map(|child| children.iter().position(|name| *name == child.name).expect("a child that is allowed"))
        .collect();
    assert!(places.is_sorted(), "{}: children out of order", element.name);
    match element.name.as_str() {
        "testcase" => assert!(element.children.len() <= 1, "more than one end of a test case"),
        "testsuite" => {
            let count = |name: &str| element.every(name).len().to_string();
            for (attribute, child) in
                [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
            {
                assert_eq!(element.attribute(attribute), count(child), "{attribute}");
            }
            assert_eq!(element.attribute("timestamp").len(), "2026-11-21T10:00:00".len());
        }
        _ => {}
    }
    for (_, value) in &element.attributes {
        assert!(!value.is_empty() && value.trim() == value, "{}: {value:?}", element.name);
    }
    element.children.iter().for_each(valid);
}

/// The parts of the SARIF 2.1.0 schema that a log of gonogo is made of, with nothing else allowed.
fn sarif_schema() -> Value {
    let object = |properties: Value, required: Value| json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false});
    let list = |of: Value| json!({"type": "array", "items": of});
    let at_least = |least: i64| json!({"type": "integer", "minimum": least});
    let text = json!({"type": "string", "minLength": 1});
    let message = object(json!({"text": text, "markdown": text}), json!(["text"]));
    let uri = json!({"type": "string", "pattern": "^(file:///)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"});
    let artifact = object(json!({"uri": uri}), json!(["uri"]));
    let level = json!({"enum": ["none", "note", "warning", "error"]});
    let region = object(
        json!({"startLine": at_least(1), "startColumn": at_least(1), "endLine": at_least(1), "endColumn": at_least(1)}),
        json!(["startLine", "startColumn", "endLine", "endColumn"]),
    );
    let physical =
        object(json!({"artifactLocation": artifact, "region": region}), json!(["artifactLocation", "region"]));
    let logical = object(json!({"fullyQualifiedName": text, "kind": text}), json!(["fullyQualifiedName"]));
    let location = object(
        json!({"physicalLocation": physical, "logicalLocations": list(logical), "message": message}),
        json!(["physicalLocation"]),
    );
    let replacement = object(
        json!({"deletedRegion": region, "insertedContent": object(json!({"text": {"type": "string"}}), json!(["text"]))}),
        json!(["deletedRegion"]),
    );
    let change = object(
        json!({"artifactLocation": artifact, "replacements": list(replacement)}),
        json!(["artifactLocation", "replacements"]),
    );
    let fix = object(json!({"description": message, "artifactChanges": list(change)}), json!(["artifactChanges"]));
    let result = object(
        json!({
            "ruleId": text, "ruleIndex": at_least(0), "level": level, "message": message, "locations": list(location.clone()),
            "relatedLocations": list(location), "fixes": list(fix), "properties": {"type": "object"},
            "suppressions": list(object(json!({"kind": {"enum": ["inSource", "external"]}, "status": text}), json!(["kind"]))),
            "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        }),
        json!(["ruleId", "level", "message", "locations", "partialFingerprints"]),
    );
    let rule = object(
        json!({
            "id": text, "shortDescription": message, "fullDescription": message, "help": message,
            "defaultConfiguration": object(json!({"level": level}), json!(["level"])),
        }),
        json!(["id", "shortDescription", "help"]),
    );
    let driver = object(json!({"name": text, "semanticVersion": text, "rules": list(rule)}), json!(["name", "rules"]));
    let file = object(
        json!({"location": artifact, "hashes": {"type": "object"}, "sourceLanguage": text}),
        json!(["location"]),
    );
    let run = object(
        json!({
            "tool": object(json!({"driver": driver}), json!(["driver"])), "columnKind": {"const": "unicodeCodePoints"},
            "artifacts": {"type": "array", "items": file, "uniqueItems": true}, "results": list(result),
        }),
        json!(["tool", "results", "columnKind"]),
    );
    object(
        json!({"$schema": {"type": "string", "format": "uri"}, "version": {"const": "2.1.0"}, "runs": list(run)}),
        json!(["version", "runs"]),
    )
}

fn valid_sarif(log: &Value) {
    let validator = jsonschema::validator_for(&sarif_schema()).expect("a schema");
    let errors: Vec<String> =
        validator.iter_errors(log).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

const HOSTILE: &str = "50% a:b, c ]]> <x y=\"&amp;\"> \u{1b}[2J\u{202e}\u{fffe}\r\n::error::forged";

/// A file with a hostile name and hostile words, one hostile finding of each severity, with a fix.
fn hostile() -> Case {
    let text = "# 50% ]]> & \u{1b}[2J\n\n- [ ] é🙂漢 ]]> <b> here\u{fffe}\n- [] b\n";
    let at = text.find("here").expect("needle");
    let edit = Edit { span: Span::new(text.len() - 5, text.len() - 3), text: "[ ]".to_owned() };
    let said = vec![
        Diagnostic::hold("open-item", Span::new(at, at + 4), HOSTILE).help(HOSTILE).related(Span::new(0, 3), HOSTILE),
        Diagnostic::hold("no-such-rule", Span::new(0, text.len()), HOSTILE).undecided().fix(edit),
        Diagnostic::hold("open-item", Span::new(at, at), HOSTILE).warning(),
    ];
    Case::new("./a,b:c% é\n]]>.md", text).saying(said)
}

/// How many findings a format has written.
fn counted(format: &str, shown: &str) -> usize {
    let json = || Value::from_str(shown).expect("JSON");
    let of = |list: &Value| list.as_array().expect("a list").len();
    match format {
        "text" => shown.lines().filter(|line| line.contains(".md:") && line.contains("[")).count(),
        "json" => json()["files"].as_array().expect("files").iter().map(|file| of(&file["diagnostics"])).sum(),
        "github" => shown.lines().filter(|line| line.starts_with("::")).count(),
        "sarif" => of(&json()["runs"][0]["results"]),
        "gitlab" => of(&json()),
        "junit" => {
            let root = xml(shown);
            let output = root.every("system-out").iter().map(|out| out.text.lines().count()).sum::<usize>();
            root.every("failure").len() + root.every("error").len() + output
        }
        other => panic!("how many findings are in {other}?"),
    }
}

#[test]
fn every_format_writes_each_finding_once() {
    let demo = Case::new("demo.md", DEMO);
    let open = Case::new("open.md", "# R\n\n- [x] a\n  - [ ] b\n  - [ ] c\n- [] d\n\n## S\n\n- [ ] a\n- [ ] a\n");
    for case in [demo, open, hostile(), Case::new("none.md", "# R\n\n- [x] a\n")] {
        let judged = [case.judged(), case.judged()];
        for format in FORMATS {
            let shown = write(format.name, &judged);
            assert_eq!(counted(format.name, &shown), case.diagnostics.len() * 2, "{}:\n{shown}", format.name);
        }
    }
}

#[test]
fn no_format_lets_hostile_names_act() {
    let case = hostile();
    for format in FORMATS {
        let shown = write(format.name, &[case.judged()]);
        let bidi = |c: char| c == '\u{202e}';
        let raw = shown.chars().find(|c| *c != '\n' && (c.is_control() || bidi(*c)));
        assert_eq!(raw, None, "{}:\n{shown}", format.name);
        let forged = shown.lines().any(|line| line.trim_start().starts_with("::error::forged"));
        assert!(!forged, "{}:\n{shown}", format.name);
    }
    let junit = write("junit", &[case.judged()]);
    valid(&xml(&junit));
    assert!(!junit.contains("]]>") && !junit.contains(['\u{fffe}', '\u{ffff}']), "{junit}");
    let failure = xml(&junit).every("failure")[0].clone();
    let seen = "50% a:b, c ]]> <x y=\"&amp;\"> \\u{1b}[2J\\u{202e}\u{fffd}\\u{d}\\u{a}::error::forged";
    assert_eq!(failure.attribute("message"), seen);
    assert!(failure.text.ends_with(seen), "{}", failure.text);
    valid_sarif(&json_of("sarif", &[case.judged()]));
    assert_eq!(json_of("gitlab", &[case.judged()])[0]["location"]["path"], "a,b:c% é\n]]>.md");
}

#[test]
fn columns_count_characters_in_every_format_that_has_them() {
    let case = hostile();
    for (format, place) in
        [("text", "]]>.md:3:19: hold"), ("github", ",line=3,col=19,endColumn=23,"), ("junit", "]]&gt;.md:3:19: hold")]
    {
        let shown = write(format, &[case.judged()]);
        assert!(shown.contains(place), "{format}: {shown}");
    }
    let json = json_of("json", &[case.judged()]);
    let found = &json["files"][0]["diagnostics"][0];
    assert_eq!([&found["line"], &found["column"], &found["end_column"]], [3, 19, 23]);
    let region = &json_of("sarif", &[case.judged()])["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(region["region"], json!({"startLine": 3, "startColumn": 19, "endLine": 3, "endColumn": 23}));
    assert_eq!(region["artifactLocation"]["uri"], "a%2Cb%3Ac%25%20%C3%A9%0A%5D%5D%3E.md");
    assert_eq!(json_of("gitlab", &[case.judged()])[0]["location"]["lines"], json!({"begin": 3, "end": 3}));
}

#[test]
fn sarif_has_every_rule_with_its_page_and_its_fixes() {
    let case = Case::new("a.md", "# R\n\n- [x] a\n- [] b\n");
    let log = json_of("sarif", &[case.judged()]);
    valid_sarif(&log);
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), RULES.len());
    for (shown, rule) in rules.iter().zip(RULES) {
        assert_eq!([&shown["id"], &shown["help"]["markdown"]], [rule.name, rule.page]);
    }
    let result = &run["results"][0];
    assert_eq!(
        rules[usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small")]["id"],
        result["ruleId"]
    );
    assert_eq!(
        result["fixes"][0]["artifactChanges"][0]["replacements"][0],
        json!({
            "deletedRegion": {"startLine": 4, "startColumn": 3, "endLine": 4, "endColumn": 5},
            "insertedContent": {"text": "[ ]"},
        })
    );
    assert_eq!(
        json_of("sarif", &[Case::new("/tmp/x.md", "- [ ] a\n").judged()])["runs"][0]["artifacts"][0]["location"]["uri"],
        "file:///tmp/x.md"
    );
}

#[test]
fn what_is_waived_is_marked_as_such() {
    let text = "# R\n\n- [ ] a <!-- gonogo: waive open-item until 2099-01-01 by Ana: the lab is down -->\n- [ ] b\n";
    let case = Case::new("a.md", text);
    let log = json_of("sarif", &[case.judged()]);
    valid_sarif(&log);
    let results = &log["runs"][0]["results"];
    assert_eq!(results[0]["suppressions"][0]["kind"], "inSource");
    assert_eq!(results[1].get("suppressions"), None);
    let found = &json_of("json", &[case.judged()])["files"][0]["diagnostics"];
    assert_eq!([&found[0]["waived"], &found[1]["waived"]], [true, false]);
}

#[test]
fn fingerprints_outlive_moved_lines_and_tell_findings_apart() {
    let text = "# R\n\n## S\n\n- [ ] a\n- [ ] a\n\n## T\n\n- [ ] a: ____\n";
    let prints = |text: &str, format: &str, at: &str| -> Vec<String> {
        let log = json_of(format, &[Case::new("a.md", text).judged()]);
        let list = if format == "sarif" { &log["runs"][0]["results"] } else { &log };
        let list = list.as_array().expect("findings").iter();
        list.map(|found| found.pointer(at).and_then(Value::as_str).expect("a fingerprint").to_owned()).collect()
    };
    for (format, at) in [("sarif", "/partialFingerprints/gonogo~1v1"), ("gitlab", "/fingerprint")] {
        let before = prints(text, format, at);
        assert_eq!(before.len(), 5);
        let mut distinct = before.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), 5, "{before:?}");
        let moved = text.replace("# R\n", "# R\n\nSome words.\n\n- [x] something else\n");
        assert_eq!(prints(&moved, format, at), before);
    }
}

#[test]
fn junit_shows_each_action_once() {
    let text = "# R\n\n- [x] a\n- [x] b — N/A: no need\n- [ ] c\n- [x] d\n  - [ ] e\n\n## Rollback v1.2\n\n- [ ] f\n";
    let root = xml(&write("junit", &[Case::new("a.md", text).judged()]));
    valid(&root);
    let shown: Vec<String> = root
        .every("testcase")
        .iter()
        .map(|case| {
            let end = case.children.first().map(|end| format!("{}: {}", end.name, end.attribute("message")));
            format!("{} > {}: {}", case.attribute("classname"), case.attribute("name"), end.unwrap_or_default())
        })
        .collect();
    assert_eq!(
        shown,
        [
            "R > a: ",
            "R > b: skipped: no need",
            "R > c: failure: “c” is open",
            "R > d: failure: “d” is ticked, but “e” below it is open",
            "R > e: skipped: not done",
            "R.Rollback v1_2 > f: skipped: for a case that has not come up",
        ]
    );
}
