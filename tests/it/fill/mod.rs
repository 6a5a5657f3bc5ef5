//! Filling, ticking, signing: what is written, what is refused, and that nothing else changes.

mod acting;
mod cases;
mod checklists;
mod computed;
mod data;
mod documents;
mod guard;
mod random;
mod signing;
mod ticking;

use std::path::{Path, PathBuf};

use gonogo::model::Checklist;
use gonogo::parse::parse;
use gonogo::text::Source;

/// A text as a source.
fn source(text: &str) -> Source {
    Source::new("run.md", text.into()).expect("a text")
}

/// A text and its model.
fn compiled(text: &str) -> (Source, Checklist) {
    let source = source(text);
    let checklist = parse(&source);
    (source, checklist)
}

/// The fixtures of this repository.
fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Every Markdown document at hand: our fixtures, and real ones beside the repository where there are any.
fn documents() -> Vec<(PathBuf, Source)> {
    let mut found = Vec::new();
    walk(&fixtures(), &mut found);
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    for folder in ["seeds", "corpus/files"] {
        let folder = shared.join(folder);
        if folder.is_dir() {
            walk(&folder, &mut found);
        } else {
            println!("skipped: {} is not here", folder.display());
        }
    }
    found.sort();
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).expect("a readable file");
        Source::new(path.to_string_lossy(), bytes).ok().map(|source| (path, source))
    };
    found.into_iter().filter_map(read).collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md" || extension == "txt") {
            found.push(path);
        }
    }
}

/// A document as it is, with CRLF, and with a byte-order mark.
fn variants(source: &Source) -> Vec<Source> {
    let text = source.text();
    let lf = text.replace("\r\n", "\n");
    [text.to_owned(), lf.replace('\n', "\r\n"), format!("\u{feff}{}", text.trim_start_matches('\u{feff}'))]
        .into_iter()
        .map(|text| Source::new(source.path(), text.into_bytes()).expect("a text"))
        .collect()
}
