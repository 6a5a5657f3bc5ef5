//! The names of findings on sign-offs and the record: each stands in the page, and in the test that the page names for it.

use std::collections::BTreeSet;
use std::path::Path;

const PAGE: &str = include_str!("../../docs/findings.md");

/// What stands before the name of a finding in the source, and what behind.
const FORMS: [(&str, &str); 6] = [
    ("Fault::new(\"", "\""),
    (".fail(\"", "\""),
    ("finding(\"", "\""),
    ("rule: \"", "\""),
    ("findings.push((\"", "\""),
    (" (", ")\""),
];

fn is_name(text: &str) -> bool {
    text.len() > 4 && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

/// The names in a file of the source.
fn names(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (before, behind) in FORMS {
        for part in text.split(before).skip(1) {
            found.extend(part.split_once(behind).map(|(name, _)| name.to_owned()).filter(|name| is_name(name)));
        }
    }
    found
}

#[test]
fn every_finding_stands_in_the_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = BTreeSet::new();
    let mut count = 0;
    for room in ["src/record", "src/engine", "src/signing"] {
        for entry in std::fs::read_dir(root.join(room)).unwrap().flatten() {
            let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
            let names = names(&text);
            count += names.len();
            missing.extend(names.into_iter().filter(|name| !PAGE.contains(&format!("| `{name}` |"))));
        }
    }
    assert!(missing.is_empty() && count > 40, "{missing:?} of {count}");
}

#[test]
fn every_finding_of_the_page_is_in_the_test_that_it_names() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rows = PAGE.lines().filter(|line| line.starts_with("| `"));
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let text = std::fs::read_to_string(root.join(cells[3])).unwrap();
        assert!(text.contains(cells[1]), "{row}");
    }
}
