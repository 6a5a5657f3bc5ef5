//! The house: imports run downwards, each library stays in its room, the pure floors do no I/O, files stay readable,
//! and what the documents point at exists.

use std::path::{Path, PathBuf};

/// The floors from the ground up, each a list of groups; within a floor a room may import from rooms of an earlier group.
const FLOORS: &[(&str, &[&[&str]])] = &[
    ("ground", &[&["digest", "parallel", "time"], &["text"], &["world"], &["process"]]),
    ("first", &[&["model", "change"], &["diagnostic", "evidence"], &["asked", "verdict"]]),
    ("second", &[&["parse"], &["fill", "rules", "diff", "merge"], &["report"]]),
    ("walls", &[&["output", "config", "signing"], &["git"], &["record"]]),
    ("hall", &[&["engine"]]),
    ("doors", &[&["tui", "lsp"], &["cli"], &["lib", "main"]]),
];

/// Outside libraries, and the rooms or files that alone may name them.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["output"]),
    ("anyhow", &["engine", "tui", "lsp", "cli", "main"]),
    ("clap", &["cli", "main"]),
    ("clap_complete", &["cli", "main"]),
    ("clap_mangen", &["cli/man.rs"]),
    ("foldhash", &["parse", "asked", "rules"]),
    ("memchr", &["parse"]),
    ("gen_lsp_types", &["lsp"]),
    ("git2", &["git/libgit.rs", "git/libgit/packs.rs"]),
    ("glob", &["config"]),
    ("ignore", &["engine/inputs.rs"]),
    ("lsp_server", &["lsp"]),
    ("jiff", &["time"]),
    ("miniz_oxide", &["git"]),
    ("minijinja", &["report/render.rs", "fill/template.rs"]),
    ("percent_encoding", &["lsp/uri.rs"]),
    ("pulldown_cmark", &["parse/markdown.rs"]),
    ("quick_xml", &["output/junit.rs", "engine/collect/xml.rs"]),
    ("ratatui", &["tui"]),
    ("regex", &["parse", "rules"]),
    ("ring", &["digest", "signing"]),
    ("rustix", &["engine/memory.rs", "process/live.rs"]),
    ("schemars", &["text", "model", "change", "report/view.rs", "output", "config", "cli/schema.rs"]),
    ("serde_saphyr", &["parse/front_matter.rs", "fill/data/yaml.rs"]),
    ("signal_hook", &["process/interrupt.rs"]),
    ("similar", &["cli", "diff", "merge"]),
    ("ssh_key", &["signing"]),
    ("tempfile", &["engine", "signing", "git", "record", "cli/demo.rs"]),
    ("toml", &["config", "fill"]),
];

/// What only the outside can tell or do.
const OUTSIDE: &[&str] =
    &["std::fs", "std::process", "std::env", "std::net", "std::time::SystemTime", "std::time::Instant"];

/// Files that are longer than 400 lines, and why.
const LONG: &[(&str, &str)] = &[];

/// Folders whose files pages name in code spans.
const FOLDERS: &[&str] = &[".ci/", "docs/", "examples/", "fixtures/", "src/", "templates/", "tests/"];

/// What a file of `src` says: its path from `src`, and its text.
struct Code {
    path: String,
    text: String,
}

impl Code {
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    fn room(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap()
    }

    /// Every path that is named, with its line number: `use` trees are spread out, comments and strings left out.
    fn paths(&self) -> Vec<(usize, String)> {
        let mut paths = Vec::new();
        let code = blanked(&self.text);
        let mut rest = 0;
        while let Some(at) = code[rest..].find("use ").map(|at| rest + at) {
            rest = at + 4;
            let starts_statement =
                code[..at].trim_end().ends_with([';', '}', '{', ')', ']']) || code[..at].trim().is_empty();
            let visible = code[..at].trim_end().ends_with("pub");
            if (starts_statement || visible)
                && let Some(end) = code[rest..].find(';')
            {
                let line = code[..at].matches('\n').count() + 1;
                spread("", &code[rest..rest + end], &mut |path| paths.push((line, path)));
            }
        }
        for (index, line) in code.lines().enumerate() {
            let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
            let words = line.split(|c: char| !is_path(c)).filter(|word| word.contains("::"));
            paths.extend(words.map(|word| (index + 1, word.trim_matches(':').to_owned())));
        }
        paths.sort();
        paths.dedup();
        paths
    }
}

/// The text with comments, strings and characters blanked, line by line the same.
fn blanked(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.char_indices().peekable();
    let blank = |part: &str| part.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect::<String>();
    while let Some((at, c)) = chars.next() {
        let rest = &text[at..];
        let raw = rest.strip_prefix('r').map(|more| more.len() - more.trim_start_matches('#').len());
        let after_word = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(hashes) = raw.filter(|n| !after_word && rest[1 + n..].starts_with('"')) {
            let close = format!("\"{}", "#".repeat(hashes));
            let body = 2 + hashes;
            rest[body..].find(&close).map_or(rest.len(), |end| body + end + close.len())
        } else if c == '"' {
            quoted(rest)
        } else if c == '\'' {
            let letter = rest[1..].chars().next().unwrap_or(' ');
            let close = 1 + letter.len_utf8();
            if letter == '\\' {
                2 + rest[2..].char_indices().skip(1).find(|(_, c)| *c == '\'').map_or(0, |(end, _)| end + 1)
            } else if rest[close..].starts_with('\'') {
                close + 1
            } else {
                0
            }
        } else {
            0
        };
        if length == 0 {
            out.push(c);
            continue;
        }
        out.push_str(&blank(&rest[..length]));
        while chars.peek().is_some_and(|(next, _)| *next < at + length) {
            chars.next();
        }
    }
    out
}

/// The length of the string that `text` starts with, quotes included.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`.
fn spread(before: &str, tree: &str, take: &mut impl FnMut(String)) {
    let tree = tree.trim();
    let Some((head, inner)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap();
        return take(format!("{before}{path}").split_whitespace().collect());
    };
    let (mut depth, mut start) = (0, 0);
    let inner = inner.trim_end().strip_suffix('}').unwrap_or(inner);
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = inner[start..at].trim();
                if !part.is_empty() {
                    spread(&format!("{before}{}", head.trim()), part, take);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// The floor of a room, and its place on it.
fn place(room: &str) -> Option<(usize, usize)> {
    FLOORS
        .iter()
        .enumerate()
        .find_map(|(floor, (_, groups))| Some((floor, groups.iter().position(|group| group.contains(&room))?)))
}

/// Imports that do not run downwards.
fn upward_imports(code: &Code) -> Vec<String> {
    let from = code.room();
    if matches!(from, "lib" | "main") {
        return Vec::new();
    }
    let Some(here) = place(from) else { return vec![format!("{}: the room `{from}` is on no floor", code.path)] };
    let mut wrong = Vec::new();
    for (line, path) in code.paths() {
        let Some(to) = path.strip_prefix("crate::").and_then(|rest| rest.split("::").next()) else { continue };
        if to != from && place(to).is_none_or(|there| there >= here) {
            wrong.push(format!("{}:{line}: `{from}` may not import `{path}`", code.path));
        }
    }
    wrong
}

/// Libraries that are named outside of their rooms.
fn strayed_libraries(code: &Code) -> Vec<String> {
    let mut wrong = Vec::new();
    for (line, path) in code.paths() {
        let name = path.split("::").next().unwrap();
        let rooms = LIBRARIES.iter().find(|(library, _)| *library == name).map(|(_, rooms)| *rooms);
        if rooms.is_some_and(|rooms| rooms.iter().all(|room| *room != code.room() && *room != code.path)) {
            wrong.push(format!("{}:{line}: `{name}` belongs in {}", code.path, rooms.unwrap().join(", ")));
        }
    }
    wrong
}

/// I/O, clocks and processes on the first and second floor.
fn impurities(code: &Code) -> Vec<String> {
    if !place(code.room()).is_some_and(|(floor, _)| matches!(FLOORS[floor].0, "first" | "second")) {
        return Vec::new();
    }
    let is_outside = |path: &str| {
        OUTSIDE
            .iter()
            .any(|name| path == *name || path.ends_with("::system_now") || path.starts_with(&format!("{name}::")))
    };
    let found = code.paths().into_iter().filter(|(_, path)| is_outside(path));
    found.map(|(line, path)| format!("{}:{line}: `{path}` on a floor that is pure", code.path)).collect()
}

/// What makes a file hard to read.
fn unreadable(code: &Code) -> Vec<String> {
    let mut wrong = Vec::new();
    if !code.text.starts_with("//! ") {
        wrong.push(format!("{}: the first line does not say what the file is for", code.path));
    }
    let lines = code.text.lines().count();
    if lines > 400 && LONG.iter().all(|(path, _)| *path != code.path) {
        wrong.push(format!("{}: {lines} lines", code.path));
    }
    wrong
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files below `dir` with this extension, as paths from the package's root.
fn files(dir: &str, extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(dir)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<Code> {
    let read = |path: String| {
        Code::new(path.strip_prefix("src/").unwrap(), &std::fs::read_to_string(root().join(&path)).unwrap())
    };
    files("src", "rs").into_iter().map(read).collect()
}

/// Nothing is wrong with any source file.
fn clean(check: fn(&Code) -> Vec<String>) {
    let wrong: Vec<String> = sources().iter().flat_map(check).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn imports_run_downwards() {
    clean(upward_imports);
}

#[test]
fn each_library_is_named_in_its_rooms_only() {
    clean(strayed_libraries);
}

#[test]
fn the_first_and_second_floor_do_no_io() {
    clean(impurities);
}

#[test]
fn files_say_what_they_are_for_and_stay_short() {
    clean(unreadable);
    for (path, why) in LONG {
        let long = std::fs::read_to_string(root().join("src").join(path)).is_ok_and(|text| text.lines().count() > 400);
        assert!(long, "{path} is excused ({why}) and need not be");
    }
}

#[test]
fn every_library_has_its_rooms() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let section = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let everywhere = ["serde", "serde_json", "thiserror"];
    let only_built = ["libz_sys"];
    for line in section.lines().filter(|line| line.contains('=')) {
        let name = line.split_whitespace().next().unwrap().replace('-', "_");
        let known = LIBRARIES.iter().any(|(library, _)| *library == name);
        assert!(
            known || everywhere.contains(&name.as_str()) || only_built.contains(&name.as_str()),
            "{name} has no room"
        );
    }
}

#[test]
fn every_room_of_the_table_is_in_the_architecture_page() {
    let page = std::fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    for code in sources().iter().filter(|code| !matches!(code.room(), "lib" | "main")) {
        assert!(page.contains(&format!("`{}`", code.room())), "docs/architecture.md does not name `{}`", code.room());
    }
}

#[test]
fn a_wrong_import_a_strayed_library_and_hidden_io_are_found() {
    let bad = Code::new(
        "rules/bad.rs",
        "//! Bad.\nuse crate::{\n    model::Item,\n    engine::{check, files as f},\n};\n// use crate::cli;\nfn f() -> String {\n    \
         let _ = (\"crate::git\", r#\"crate::\"git\"#, 'x', '\\'');\n    let _ = git2::Repository::open(\".\");\n    \
         std::fs::read_to_string(crate::cli::NAME)\n}\n",
    );
    assert_eq!(
        upward_imports(&bad),
        [
            "rules/bad.rs:2: `rules` may not import `crate::engine::check`",
            "rules/bad.rs:2: `rules` may not import `crate::engine::files`",
            "rules/bad.rs:10: `rules` may not import `crate::cli::NAME`",
        ]
    );
    assert_eq!(strayed_libraries(&bad), ["rules/bad.rs:9: `git2` belongs in git/libgit.rs, git/libgit/packs.rs"]);
    assert_eq!(impurities(&bad), ["rules/bad.rs:10: `std::fs::read_to_string` on a floor that is pure"]);
    assert!(unreadable(&bad).is_empty());
    let same_floor = |path: &str, text: &str| upward_imports(&Code::new(path, text)).len();
    assert_eq!(same_floor("parse/x.rs", "use crate::rules::Rule;"), 1);
    assert_eq!(same_floor("rules/x.rs", "use crate::parse::parse;"), 0);
    assert_eq!(same_floor("git/x.rs", "use crate::record::Entry;"), 1);
    assert_eq!(same_floor("attic/x.rs", ""), 1);
    assert_eq!(unreadable(&Code::new("x.rs", &"\n".repeat(401))).len(), 2);
}

/// The files that a page names, from the package's root: the targets of its links, and paths in code spans. Blocks of
/// code hold examples only.
fn named(page: &str, text: &str) -> Vec<PathBuf> {
    let folder = Path::new(page).parent().unwrap();
    let mut fenced = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        let prose: String = line.split('`').step_by(2).collect();
        for part in prose.split("](").skip(1) {
            let target = part.split([')', ' ', '#']).next().unwrap();
            found.extend((!target.is_empty() && !target.contains(':')).then(|| folder.join(target)));
        }
        let is_path =
            |span: &&str| FOLDERS.iter().any(|at| span.starts_with(at)) && !span.contains([' ', '<', '*', '{', '…']);
        found.extend(line.split('`').skip(1).step_by(2).filter(is_path).map(PathBuf::from));
    }
    found
}

#[test]
fn the_files_that_pages_name_exist() {
    let mut pages = files("docs", "md");
    pages.extend(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(str::to_owned));
    let mut missing = Vec::new();
    for page in pages {
        let Ok(text) = std::fs::read_to_string(root().join(&page)) else { continue };
        let gone = named(&page, &text).into_iter().filter(|path| !root().join(path).exists());
        missing.extend(gone.map(|path| format!("{page}: {}", path.display())));
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn a_file_named_in_prose_is_seen_and_one_in_a_block_of_code_is_not() {
    let text = "[a](a.md#part), `[b](b.md)`, `src/x.rs`, `src/*.rs`, [c](https://example.org)\n```\n[d](d.md)\n```\n[e](../e.md \"title\")\n";
    assert_eq!(named("docs/page.md", text), ["docs/a.md", "src/x.rs", "docs/../e.md"].map(PathBuf::from));
}

/// Tests are built with more of the regex crate than the program is: a pattern that needs its tables of Unicode would work
/// here and silently find nothing there.
#[test]
fn patterns_need_no_tables_of_unicode() {
    for path in files("src", "rs") {
        let text = std::fs::read_to_string(root().join(&path)).unwrap();
        if text.contains("regex::Regex") {
            for class in ["\\d", "\\w", "\\s", "\\b", "\\p", "(?i:", "(?i)"] {
                assert!(!text.contains(class), "{path} has {class}; write the ASCII class, or (?i-u:");
            }
        }
    }
}
