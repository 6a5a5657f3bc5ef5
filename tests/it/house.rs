//! The house: who may import whom, which room names which library, how long a file may be, and that pages name real files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The floors, from the ground up: a room imports from its own floor and those below it.
const FLOORS: &[&[&str]] = &[
    &["text", "digest", "time", "world", "process"],
    &["model", "diagnostic", "evidence", "verdict", "asked"],
    &["parse", "rules", "fill", "diff", "report"],
    &["output", "config", "signing", "git", "record"],
    &["engine"],
    &["cli", "tui", "lsp"],
];

/// Outside libraries, and the rooms or files that alone may name them.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["output"]),
    ("anyhow", &["engine", "cli", "main.rs"]),
    ("clap", &["cli", "main.rs"]),
    ("clap_complete", &["cli", "main.rs"]),
    ("git2", &["git", "record"]),
    ("glob", &["config/pattern.rs"]),
    ("jiff", &["time.rs"]),
    ("minijinja", &["report/render.rs"]),
    ("pulldown_cmark", &["parse/markdown.rs"]),
    ("regex", &["parse", "rules"]),
    ("ring", &["digest.rs", "signing"]),
    ("serde_saphyr", &["parse"]),
    ("similar", &["cli/write_back.rs"]),
    ("ssh_key", &["signing"]),
    ("tempfile", &["engine", "signing", "git"]),
    ("toml", &["config", "fill"]),
];

/// What the second floor may not name: files, processes, the environment, the clock.
const OUTSIDE: &[&str] = &["std::fs", "std::process", "std::env", "SystemTime", "Instant::now", "system_now"];

/// Files over 400 lines, and why.
const LONG: &[(&str, &str)] = &[("parse/words.rs", "word lists")];

const MOST_LINES: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(dir: &Path, ext: &str, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            files(&path, ext, out);
        } else if path.extension().is_some_and(|known| known == ext) {
            out.push(path);
        }
    }
    out.sort();
}

/// Every source file: its path below `src`, and its text.
fn sources() -> BTreeMap<String, String> {
    let mut paths = Vec::new();
    files(&root().join("src"), "rs", &mut paths);
    let name = |path: &Path| path.strip_prefix(root().join("src")).unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// The text without comments, so that words in prose count for nothing.
fn code(text: &str) -> String {
    text.lines().map(|line| line.find("//").map_or(line, |at| &line[..at])).collect::<Vec<_>>().join("\n")
}

fn room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The word that `text` starts with.
fn word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len())]
}

/// What stands behind each `word` that is one, and no part of a longer path.
fn behind<'t>(code: &'t str, word: &'t str) -> impl Iterator<Item = &'t str> {
    code.match_indices(word).filter_map(move |(at, _)| {
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '$');
        (!code[..at].ends_with(part)).then(|| &code[at + word.len()..])
    })
}

/// The rooms that a file imports: `crate::room`, and each of `crate::{room, other::Thing}`.
fn imports(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for path in behind(code, "crate::") {
        let Some(group) = path.strip_prefix('{') else {
            rooms.push(word(path).to_owned());
            continue;
        };
        // Within nested braces are the things of one room.
        let (mut depth, mut fresh) = (1, true);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => fresh = true,
                _ if fresh && !c.is_whitespace() => {
                    rooms.push(word(&group[at..]).to_owned());
                    fresh = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    rooms
}

/// Whether code names an outside library.
fn names(code: &str, library: &str) -> bool {
    let ends = |rest: &str| rest.starts_with("::") || rest.starts_with(';') || rest.starts_with(" as ");
    let derived = code.contains(&format!("({library}::"));
    derived
        || behind(code, library).any(|rest| rest.starts_with("::"))
        || behind(code, &format!("use {library}")).any(ends)
}

#[track_caller]
fn none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_room_stands_on_a_floor() {
    let rooms = sources().into_keys().filter(|file| file != "lib.rs" && file != "main.rs");
    none(rooms.filter(|file| floor(room(file)).is_none()).collect());
}

#[test]
fn imports_run_downwards_only() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some(own) = floor(room(&file)) else { continue };
        for import in imports(&code(&text)) {
            if floor(&import).is_some_and(|other| other > own) {
                wrong.push(format!("src/{file} imports {import} from above"));
            }
        }
    }
    none(wrong);
}

#[test]
fn grouped_imports_are_seen() {
    assert_eq!(imports("use crate::{engine::{a, b}, text::Span};"), ["engine", "text"]);
    assert_eq!(imports("use crate::cli::x;\nlet y = crate::git::z();"), ["cli", "git"]);
}

#[test]
fn a_library_is_named_in_its_room_only() {
    let mut wrong = Vec::new();
    for (library, rooms) in LIBRARIES {
        for (file, text) in sources() {
            let allowed = rooms.iter().any(|room| file == *room || file.starts_with(&format!("{room}/")));
            if !allowed && names(&code(&text), library) {
                wrong.push(format!("src/{file} names {library}, which belongs to {}", rooms.join(", ")));
            }
        }
    }
    none(wrong);
}

#[test]
fn the_second_floor_touches_nothing_outside() {
    let mut wrong = Vec::new();
    for (file, text) in sources().into_iter().filter(|(file, _)| floor(room(file)) == Some(2)) {
        let code = code(&text);
        wrong
            .extend(OUTSIDE.iter().filter(|word| code.contains(**word)).map(|word| format!("src/{file} names {word}")));
    }
    none(wrong);
}

#[test]
fn every_file_says_what_it_is_for() {
    none(sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(file, _)| file).collect());
}

#[test]
fn no_file_is_longer_than_it_has_a_reason_to_be() {
    let mut wrong = Vec::new();
    let sources = sources();
    for (file, text) in &sources {
        let lines = text.lines().count();
        if lines > MOST_LINES && !LONG.iter().any(|(known, _)| known == file) {
            wrong.push(format!("src/{file} has {lines} lines; split it, or give its reason here"));
        }
    }
    for (file, _) in LONG {
        if sources.get(*file).is_none_or(|text| text.lines().count() <= MOST_LINES) {
            wrong.push(format!("src/{file} is short enough now; take it off the list"));
        }
    }
    none(wrong);
}

#[test]
fn pages_name_files_that_exist() {
    let mut pages = Vec::new();
    files(&root().join("docs"), "md", &mut pages);
    for page in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        pages.extend(Some(root().join(page)).filter(|path| path.exists()));
    }
    let mut wrong = Vec::new();
    for page in pages {
        let text = outside_fences(&std::fs::read_to_string(&page).unwrap());
        let folder = page.parent().unwrap();
        let links = text.match_indices("](").filter_map(|(at, _)| text[at + 2..].split_once(')'));
        let links = links.map(|(target, _)| target.split('#').next().unwrap());
        let links = links.filter(|target| !target.is_empty() && !target.contains([':', ' ']));
        let quoted = text.split('`').skip(1).step_by(2).filter(|path| TOP.iter().any(|top| path.starts_with(top)));
        let quoted = quoted.filter(|path| !path.contains([' ', '<', '*', '{', '…']));
        let targets = links.map(|link| folder.join(link)).chain(quoted.map(|path| root().join(path)));
        for target in targets.filter(|target| !target.exists()) {
            if AHEAD.iter().any(|ahead| target.ends_with(ahead)) {
                continue;
            }
            wrong.push(format!("{} names {}", page.display(), target.display()));
        }
    }
    none(wrong);
}

/// Files that pages may name before they are there.
const AHEAD: &[&str] = &[
    "tests/it/fill.rs",
    "tests/it/report.rs",
    "tests/it/record.rs",
    "docs/record.md",
    "docs/adding.md",
    "docs/dependencies.md",
];

/// Folders whose files pages name in code spans.
const TOP: &[&str] = &["src/", "tests/", "docs/", "fixtures/", "templates/", "examples/", ".ci/"];

/// A page without its blocks of code, whose links are examples.
fn outside_fences(text: &str) -> String {
    let mut inside = false;
    let mut kept = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
        } else if !inside {
            kept.push(line);
        }
    }
    kept.join("\n")
}
