//! Boxes broken in every way that people break them: each is an item or a finding on its line, and never a GO.

mod broken;

use broken::{BROKEN, CELLS};
use gonogo::evidence::Evidence;
use gonogo::parse::parse;
use gonogo::rules;
use gonogo::text::{EditSet, Source};
use gonogo::time::Timestamp;
use gonogo::verdict::Verdict;

/// A complete document around the broken line, whose number is given with it; the line may have to be indented.
type Context = (&'static str, fn(&str) -> String);

const CONTEXTS: &[Context] = &[
    ("among items", |line| format!("# Release\n\n- [x] Tests pass\n{line}\n- [x] Tag set\n")),
    ("on its own", |line| format!("# Release\n\n- [x] Tests pass\n\n{line}\n\n- [x] Tag set\n")),
    ("first of all", |line| format!("{line}\n\n- [x] Tests pass\n")),
    ("under a label", |line| format!("# Release\n\n- [x] Tests pass\n\n**Before:**\n{line}\n")),
    ("under a paragraph", |line| format!("# Release\n\n- [x] Tests pass\n\nThen we go on\n{line}\n")),
    ("nested", |line| format!("# Release\n\n- [x] Tests pass\n  {line}\n- [x] Tag set\n")),
    ("nested deep", |line| format!("# Release\n\n- [x] Tests pass\n    - [x] On Linux\n        {line}\n")),
    ("below a number", |line| format!("# Release\n\n1. [x] Tests pass\n   {line}\n2. [x] Tag set\n")),
    ("in a quote", |line| format!("# Release\n\n- [x] Tests pass\n\n> {line}\n")),
    ("behind a table", |line| format!("# Release\n\n- [x] Tests pass\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n{line}\n")),
];

fn now() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time")
}

/// Whether the document is GO, and whether the line of the broken box is an item or has a finding.
fn judged(text: &str) -> (bool, bool) {
    let source = Source::new("run.md", text.into()).expect("a text");
    let at = source.lines().position(|line| source.slice(line).contains("Backup")).or_else(|| {
        source.lines().position(|line| ["- [ ]", "- []"].contains(&source.slice(line).trim_matches([' ', '>'])))
    });
    let line = at.expect("the broken line") + 1;
    let checklist = parse(&source);
    let found = rules::judge(&source, &checklist, &Evidence::at(now()));
    let item = checklist.items.iter().any(|item| item.at.line == line);
    let finding = found.iter().any(|finding| source.position(finding.span.start).line == line);
    (Verdict::of(&found) == Verdict::Go, item || finding)
}

#[test]
fn a_broken_box_is_an_item_or_a_finding_and_never_go() {
    let mut lost = Vec::new();
    for (name, context) in CONTEXTS {
        for line in BROKEN {
            for end in ["\n", "\r\n"] {
                let (go, seen) = judged(&context(line).replace('\n', end));
                if go || !seen {
                    lost.push(format!(
                        "{line:?} {name}{}: go {go}, seen {seen}",
                        if end == "\n" { "" } else { " (CRLF)" }
                    ));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{} of {}:\n{}", lost.len(), CONTEXTS.len() * BROKEN.len() * 2, lost.join("\n"));
}

/// Where a fix is offered it mends the box.
#[test]
fn a_mended_box_is_a_task() {
    let mut mended = 0;
    for line in BROKEN {
        let source = Source::new("run.md", format!("- [x] Tests pass\n{line}\n").into()).expect("a text");
        let found = rules::judge(&source, &parse(&source), &Evidence::at(now()));
        for finding in found.iter().filter(|finding| !finding.fix.is_empty()) {
            let text =
                EditSet::new(&source, finding.fix.clone()).and_then(|edits| edits.apply(&source)).expect("an edit");
            let summary = parse(&Source::new("run.md", text.clone().into()).expect("a text")).summary;
            // Without a word behind it, GFM takes a box for words.
            let tasks = if text.ends_with("[ ]\n") { 1 } else { 2 };
            assert_eq!((summary.gfm_tasks, summary.items), (tasks, 2), "{line}: {text}");
            mended += 1;
        }
    }
    assert!(mended > 10, "{mended} mended");
}

/// The contexts are complete: only the box makes the difference.
#[test]
fn the_same_documents_with_a_ticked_box_are_go() {
    for (name, context) in CONTEXTS {
        assert_eq!(judged(&context("- [x] Backup taken")), (true, true), "{name}");
        assert!(!judged(&context("- [ ] Backup taken")).0, "{name}");
    }
}

/// Tables in which only the cell in question is open; the header of its column says that it is the box, or does not.
const TABLES: &[Context] = &[
    ("under a status", |cell| {
        format!("- [x] a\n\n| Check | Status |\n|---|---|\n| Tests | [x] |\n| Backup | {cell} |\n")
    }),
    ("under done", |cell| format!("- [x] a\n\n| Check | Done |\n|---|---|\n| Tests | ✅ |\n| Backup | {cell} |\n")),
    ("alone", |cell| format!("- [x] a\n\n| Check | Status |\n|---|---|\n| Backup | {cell} |\n")),
    ("under any word", |cell| {
        format!("- [x] a\n\n| What | Share | Go on? |\n|---|---|---|\n| Backup | 5 | {cell} |\n")
    }),
    ("in front", |cell| format!("- [x] a\n\n| | What |\n|---|---|\n| {cell} | Backup |\n")),
];

#[test]
fn a_broken_box_in_a_cell_is_an_item_or_a_finding_and_never_go() {
    let mut lost = Vec::new();
    for (name, table) in TABLES {
        for cell in CELLS {
            let (go, seen) = judged(&table(cell));
            if go || !seen {
                lost.push(format!("{cell:?} {name}: go {go}, seen {seen}"));
            }
        }
    }
    assert!(lost.is_empty(), "{} of {}:\n{}", lost.len(), TABLES.len() * CELLS.len(), lost.join("\n"));
}
