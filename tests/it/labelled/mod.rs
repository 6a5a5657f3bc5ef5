//! Documents labelled by hand, against what the parser reads in them.
//!
//! A label says what a person sees. Where the parser reads something else, the label stays and `known_gaps.rs` has a line
//! for the difference; a gap that is closed has to leave that table.

mod known_gaps;
mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gonogo::parse::parse;
use gonogo::text::Source;
use known_gaps::KNOWN_GAPS;
use read::Read;
use serde_json::Value;

/// A document, what a person sees in it, and what is read.
struct Case {
    name: String,
    labels: Value,
    read: Read,
}

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The pairs of `documents/NAME.md` and `labels/NAME.json`, sorted; labels without their document are left out.
fn cases(documents: &Path, labels: &Path) -> Vec<Case> {
    let names = std::fs::read_dir(labels).expect("a folder of labels").map(|entry| entry.expect("an entry").path());
    let mut names: Vec<PathBuf> = names.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    names.sort();
    let case = |path: PathBuf| {
        let name = path.file_stem()?.to_string_lossy().into_owned();
        let bytes = std::fs::read(documents.join(&name).with_extension("md")).ok()?;
        let labels = std::fs::read_to_string(&path).expect("labels");
        let labels = serde_json::from_str(&labels).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let source = Source::new(name.clone(), bytes).expect("text");
        Some(Case { labels, read: Read::new(&source, &parse(&source)), name })
    };
    names.into_iter().filter_map(case).collect()
}

fn ours() -> Vec<Case> {
    let folder = project("fixtures/labelled");
    cases(&folder, &folder)
}

impl Case {
    fn number(&self, path: &str) -> usize {
        let value = self.labels.pointer(path).and_then(Value::as_u64);
        usize::try_from(value.unwrap_or_else(|| panic!("{}: no {path}", self.name))).expect("a small number")
    }

    fn list(&self, path: &str) -> &[Value] {
        let value = self.labels.pointer(path).and_then(Value::as_array);
        value.unwrap_or_else(|| panic!("{}: no {path}", self.name))
    }

    fn lines(&self, path: &str) -> Vec<String> {
        self.list(path).iter().map(Value::to_string).collect()
    }

    fn words(&self, path: &str) -> Vec<String> {
        self.list(path).iter().map(|word| word.as_str().expect("words").to_owned()).collect()
    }

    /// Each kind of label with what a person sees and what is read, where these differ.
    fn differences(&self) -> BTreeMap<&'static str, String> {
        let read = &self.read;
        let mut found = BTreeMap::new();
        let mut differ = |kind: &'static str, difference: Option<String>| {
            if let Some(difference) = difference {
                found.insert(kind, difference);
            }
        };
        let titles = [self.list("/title_alternatives"), std::slice::from_ref(&self.labels["title"])];
        let title = read.title.clone().map_or(Value::Null, Value::String);
        differ("title", (!titles.concat().contains(&title)).then(|| format!("read {title}")));
        for (kind, path, number) in [
            ("gfm tasks", "/gfm_tasks", read.summary.gfm_tasks),
            ("gfm checked", "/gfm_checked", read.summary.gfm_checked),
            ("top-level tasks", "/top_level_tasks", read.summary.top_level_tasks),
            ("task depth", "/max_task_depth", read.summary.max_task_depth),
            ("sections with tasks", "/sections_with_tasks", read.sections_with_tasks),
            ("tasks before a heading", "/tasks_before_any_heading", read.tasks_before_any_heading),
            ("blanks", "/blank_fields", read.summary.blanks),
            ("radio groups", "/radio_groups", read.radio_groups),
            ("items in code", "/in_code/human_items", read.items_in_code),
            ("sign-offs in code", "/in_code/signoffs", read.sign_offs_in_code),
            ("conditionals in code", "/in_code/conditional", read.conditionals_in_code),
            ("choices in code", "/in_code/choices", read.choices_in_code),
        ] {
            let seen = self.number(path);
            differ(kind, (seen != number).then(|| format!("{seen}, read {number}")));
        }
        differ("items", apart(self.lines("/item_lines"), &read.items));
        differ("steps", apart(self.lines("/step_lines"), &read.steps));
        differ("conditionals", apart(self.lines("/conditional_lines"), &read.conditionals));
        differ("choices", apart(self.lines("/choice_lines"), &read.choices));
        let sign_offs = self.list("/signoffs").iter().map(|sign_off| {
            let word = |key: &str| sign_off[key].as_str().expect("a word").to_owned();
            format!("{} {} {}", sign_off["line"], word("kind"), word("role"))
        });
        differ("sign-offs", apart(sign_offs.collect(), &read.sign_offs));
        let tokens = [self.words("/placeholders"), self.words("/in_code/placeholders")].concat();
        let tokens: BTreeSet<String> = tokens.into_iter().collect();
        differ("placeholders", apart(tokens.into_iter().collect(), &read.placeholders));
        let counts = self.list("/declared_counts").iter().map(|count| {
            let holds = [&count["actual"], &count["actual_all"]].contains(&&count["declared"]);
            format!("{} {}", count["declared"], if holds { "right" } else { "wrong" })
        });
        differ("counts", apart(counts.collect(), &read.counts));
        found
    }
}

/// What stands in one list and not in the other, each as often as it does.
fn apart(seen: Vec<String>, read: &[String]) -> Option<String> {
    let mut extra = read.to_vec();
    let missing: Vec<String> = seen
        .into_iter()
        .filter(|word| match extra.iter().position(|other| other == word) {
            Some(at) => {
                extra.remove(at);
                false
            }
            None => true,
        })
        .collect();
    let said = [("not read: ", missing), ("read too: ", extra)];
    let said: Vec<String> = said
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(what, w)| format!("{what}{}", w.join(", ")))
        .collect();
    (!said.is_empty()).then(|| said.join("; "))
}

#[test]
fn labelled_documents_are_read_as_a_person_reads_them_but_for_the_known_gaps() {
    let cases = ours();
    assert!(cases.len() >= 25, "{} labelled documents", cases.len());
    let found: Vec<_> = cases.iter().map(|case| (case.name.as_str(), case.differences())).collect();
    let all =
        found.iter().flat_map(|(name, kinds)| kinds.iter().map(move |(kind, said)| (*name, *kind, said.as_str())));
    let all: Vec<(&str, &str, &str)> = all.collect();
    let table: String = all.iter().map(|gap| format!("    {gap:?},\n")).collect();
    let changed = |from: &[(&str, &str, &str)], to: &[(&str, &str, &str)]| -> Vec<String> {
        from.iter().filter(|gap| !to.contains(gap)).map(|gap| format!("{gap:?}")).collect()
    };
    let (new, closed) = (changed(&all, KNOWN_GAPS), changed(KNOWN_GAPS, &all));
    assert!(new.is_empty() && closed.is_empty(), "new: {new:#?}\nclosed: {closed:#?}\nthe table is now:\n{table}");
}

#[test]
fn labels_agree_with_themselves() {
    for case in ours() {
        let kinds = ["/gfm_tasks", "/pseudo_items", "/table_tasks", "/plain_items", "/other_items"];
        let items: usize = kinds.iter().map(|kind| case.number(kind)).sum();
        assert_eq!(items, case.number("/human_items"), "{}", case.name);
        for (number, list) in [
            ("/human_items", "/item_lines"),
            ("/steps", "/step_lines"),
            ("/conditional", "/conditional_lines"),
            ("/choices", "/choice_lines"),
        ] {
            assert_eq!(case.number(number), case.list(list).len(), "{}: {number}", case.name);
        }
    }
}

#[test]
fn the_index_names_documents_that_are_there_and_leaves_none_out() {
    let index = std::fs::read_to_string(project("fixtures/labelled/README.md")).expect("an index");
    let rows = index.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
    let mut left: BTreeSet<String> = ours().into_iter().map(|case| case.name).collect();
    let rows: Vec<(&str, &str)> = rows.skip(1).collect();
    assert!(rows.len() > 80, "{} conventions", rows.len());
    for (convention, names) in rows {
        let mut names = names.split(", ").map(|name| name.trim_matches('`')).peekable();
        assert!(names.peek().is_some_and(|name| !name.is_empty()), "{convention}: no document");
        for name in names {
            assert!(project("fixtures/labelled").join(name).with_extension("md").is_file(), "{convention}: {name}");
            left.remove(name);
        }
    }
    assert!(left.is_empty(), "not in the index: {left:?}");
}

/// Other labelled checklists that may lie beside the project; what GFM sees there is exact, the rest is shown.
#[test]
fn labelled_checklists_beside_the_project_have_their_tasks() {
    let folder = project("../shared/corpus");
    if !folder.is_dir() {
        println!("skipped: no labelled checklists lie beside the project");
        return;
    }
    for case in cases(&folder.join("files"), &folder.join("gold")) {
        let (read, summary) = (&case.read, &case.read.summary);
        for (path, number) in [
            ("/gfm_tasks", summary.gfm_tasks),
            ("/gfm_checked", summary.gfm_checked),
            ("/top_level_tasks", summary.top_level_tasks),
            ("/max_task_depth", summary.max_task_depth),
            ("/sections_with_tasks", read.sections_with_tasks),
        ] {
            assert_eq!(case.number(path), number, "{}: {path}", case.name);
        }
        let (items, blanks) = (case.number("/human_items"), case.number("/blank_fields"));
        println!("{}: items {items}, read {}; blanks {blanks}, read {}", case.name, summary.items, summary.blanks);
    }
}
