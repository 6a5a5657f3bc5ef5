//! Documents written to get a GO that is none: a file for each kind of attack under `fixtures/attacks`, with the verdict
//! and the rules that must speak on each, or why it is harmless. `\u{…}` stands for a character that can't be seen.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use gonogo::diff::{Version, conformance};
use gonogo::evidence::{Conformance, Evidence, Fact};
use gonogo::parse::parse;
use gonogo::rules;
use gonogo::text::Source;
use gonogo::verdict::Verdict;

use crate::rules::now;

/// One document: its name, what is expected of it, and its text.
struct Attack {
    name: String,
    expected: String,
    text: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/attacks")
}

/// The documents of a file.
fn attacks(file: &str) -> Vec<Attack> {
    let all = std::fs::read_to_string(folder().join(file)).expect("a file");
    let one = |part: &str| {
        let (head, text) = part.split_once('\n').expect("a text");
        let (name, expected) = head.split_once(": ").expect("what is expected");
        Attack { name: name.to_owned(), expected: expected.to_owned(), text: unescaped(text) }
    };
    all.split("\n=== ").skip(1).map(one).collect()
}

/// A text with `\u{…}` as the characters, `\\` as a backslash, and no line end where a backslash ends the text.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((head, tail)) = rest.split_once('\\') {
        out += head;
        rest = if let Some(code) = tail.strip_prefix("u{") {
            let (code, tail) = code.split_once('}').expect("a code");
            out.extend(char::from_u32(u32::from_str_radix(code, 16).expect("hex")));
            tail
        } else if let Some(tail) = tail.strip_prefix('\\') {
            out.push('\\');
            tail
        } else {
            tail.strip_prefix('\n').expect("an escape")
        };
    }
    out + rest
}

fn files() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).expect("a folder");
    let mut files: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    files.sort();
    files
}

fn judge(text: &str, template: Option<&str>) -> (Verdict, BTreeSet<&'static str>) {
    let run = Source::new("run.md", text.into()).expect("a text");
    let checklist = parse(&run);
    let mut known = Evidence::at(now());
    if let Some(template) = template {
        let template = Source::new("template.md", template.into()).expect("a text");
        let version = |source, checklist| Version { source, checklist };
        let changes = conformance(version(&template, &parse(&template)), version(&run, &checklist));
        known.template =
            Fact::Known(Conformance { path: "template.md".into(), current: Ok(()), changes, unjudged: None });
    }
    let found = rules::judge(&run, &checklist, &known);
    (Verdict::of(&found), found.iter().map(|found| found.rule).collect())
}

#[test]
fn no_attack_gets_a_go_and_each_is_named() {
    let (mut count, mut wrong) = (0, Vec::new());
    for file in files() {
        for attack in attacks(&file) {
            count += 1;
            let (verdict, found) = judge(&attack.text, None);
            let (expected, why) = match attack.expected.split_once(" because ") {
                Some((expected, why)) => (expected, Some(why)),
                None => (attack.expected.as_str(), None),
            };
            let names: Vec<&str> = found.into_iter().collect();
            let said = format!("{verdict} {}", names.join(", "));
            if said.trim() != expected {
                wrong.push(format!("{file}, {}: {said}, and not {expected}", attack.name));
            }
            assert_eq!(verdict == Verdict::Go, why.is_some(), "{file}, {}: what is GO says why", attack.name);
        }
    }
    assert!(wrong.is_empty() && count > 700, "{count} documents\n{}", wrong.join("\n"));
}

#[test]
fn what_is_hidden_from_a_template_is_missed() {
    let template = "# Release\n\n- [ ] Build\n- [ ] Backup\n";
    assert_eq!(judge("# Release\n\n- [x] Build\n- [x] Backup\n", Some(template)).0, Verdict::Go);
    for file in ["hidden-in-comments.cases", "hidden-in-code.cases"] {
        for attack in
            attacks(file).iter().filter(|attack| attack.text.contains("Build") && attack.text.contains("Backup"))
        {
            let (verdict, found) = judge(&attack.text, Some(template));
            assert_ne!(verdict, Verdict::Go, "{file}, {}: {found:?}", attack.name);
        }
    }
}

/// Rows of the list of attacks on meaning and parsing, and the tests that hold them; the files are those above.
const ROWS: &[(&str, &[&str])] = &[
    ("a box ticked inside a comment, block or unclosed", &["hidden-in-comments.cases"]),
    ("a box inside code; an unclosed fence swallows the rest", &["hidden-in-code.cases"]),
    ("a comment opened in a paragraph, which a list item ends", &["hidden-in-comments.cases"]),
    ("boxes that only some parsers see", &["renderers-differ.cases", "near_miss/broken.rs"]),
    ("checkboxes in raw HTML", &["hidden-in-comments.cases"]),
    ("signs that look like a tick", &["look-alike-ticks.cases", "near_miss/broken.rs"]),
    ("zero-width characters", &["zero-width.cases"]),
    ("bidi controls", &["bidi.cases", "terminal_escapes.rs"]),
    ("letters of two scripts in a role or name", &["homoglyphs.cases"]),
    ("one person under several spellings", &["people.rs"]),
    ("an item, role or target removed, added or reworded", &["template.rs", "mutations.rs"]),
    ("parents before children", &["parents-and-children.cases"]),
    ("contradicting decisions", &["decisions.cases", "branches.cases"]),
    ("number tricks", &["numbers.cases", "measures.rs"]),
    ("blanks that only look filled", &["blanks.cases", "sign-offs.cases"]),
    ("choices left open, or taken twice", &["choices.cases"]),
    ("stated numbers", &["counts.cases", "mutations.rs"]),
    ("impossible times", &["times.cases"]),
    ("ticks in batches", &["history.rs"]),
    ("line ends, and what is none", &["line-ends.cases", "reading.rs"]),
    ("front matter", &["front-matter.cases"]),
    ("no text at all", &["bad_input.rs"]),
    ("sign-offs that say no", &["sign-offs.cases"]),
    ("titles that get work out of the way", &["rollbacks.cases"]),
    ("a tick beside words that say otherwise", &["words-beside-ticks.cases"]),
    ("nothing to judge", &["nothing-to-judge.cases"]),
    ("what has no box beside what has one", &["boxless.cases", "boxless.rs"]),
    ("words, numbers and answers anywhere that say no", &["says-no-go.cases", "half_said.rs"]),
];

#[test]
fn every_row_has_its_tests_and_every_file_its_row() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    for (row, places) in ROWS {
        for place in *places {
            assert!(folder().join(place).is_file() || tests.join(place).is_file(), "{row}: no {place}");
        }
    }
    for file in files() {
        assert!(ROWS.iter().any(|(_, places)| places.contains(&file.as_str())), "{file} is in no row");
    }
}
