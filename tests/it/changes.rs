//! What changed in meaning between two versions: each change is told once, and nothing that differs passes in silence.

use std::path::Path;

use gonogo::change::{Change, ChangeKind};
use gonogo::diff::{Unsaid, Version, changes, unsaid};
use gonogo::model::{Role, State};
use gonogo::parse::parse;
use gonogo::text::Source;
use serde_json::Value;

use crate::cli_env::CliEnv;
use crate::support::Sandbox;

const OLD: &str = "\
# Release [VERSION]

**Version:** [VERSION]
**Date:** ____

## Before (2 items)

- [ ] Back up the tables
- [ ] Warm the lamp
  - **Time:** ____

```sh
hoist --tag [VERSION]
```

## Checks

- [ ] Error rate: ____ (target: <1%)
- [ ] Buoys seen: ____/20 (target: ≥19/20)
- [ ] Tide tables migrated (if applicable)

Some prose that explains.

Decision: [ ] GO  [ ] NO-GO

## Rollback criteria

- [ ] Error rate above 5 %

## Sign-off

| Role | Name | Date |
|---|---|---|
| QA Lead | | |
| Pilot | | |
";

fn compared(old: &str, new: &str) -> (Vec<Change>, Unsaid) {
    let source = |name, text: &str| Source::new(name, text.into()).expect("a text");
    let (old, new) = (source("old.md", old), source("new.md", new));
    let (before, after) = (parse(&old), parse(&new));
    let (old, new) = (Version { source: &old, checklist: &before }, Version { source: &new, checklist: &after });
    let changes = changes(old, new);
    let unsaid = unsaid(old, new, &changes);
    (changes, unsaid)
}

/// The changes as `kind text: before -> after`.
fn told(old: &str, new: &str) -> Vec<String> {
    let (changes, unsaid) = compared(old, new);
    assert_eq!(unsaid, Unsaid::default(), "{changes:#?}");
    changes.iter().map(word).collect()
}

fn word(change: &Change) -> String {
    let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".to_owned());
    let (before, after) = (side(&change.before), side(&change.after));
    format!("{:?} {}: {} -> {}", change.kind, change.text, before.trim(), after.trim())
}

/// `OLD` with one part replaced.
fn with(part: &str, by: &str) -> String {
    assert_eq!(OLD.matches(part).count(), 1, "{part}");
    OLD.replace(part, by)
}

#[test]
fn what_people_say_is_told() {
    for (part, by, expected) in [
        ("- [ ] Back", "- [x] Back", "StateChanged Back up the tables: open -> done"),
        (
            "[ ] Warm the lamp",
            "[x] Warm the lamp — N/A: electric",
            "StateChanged Warm the lamp: open -> not applicable: electric",
        ),
        (
            "[ ] Warm the lamp",
            "[ ] Warm the lamp — FAILED: no oil",
            "StateChanged Warm the lamp: open -> failed: no oil",
        ),
        ("**Time:** ____", "**Time:** 18:30", "ValueChanged Time: - -> 18:30"),
        ("**Date:** ____", "**Date:** 2026-11-20", "ValueChanged Date: - -> 2026-11-20"),
        ("rate: ____", "rate: 0.2%", "ValueChanged Error rate: - -> 0.2%"),
        ("[ ] GO", "[x] GO", "DecisionChanged Decision: - -> GO"),
        ("[ ] Error rate above", "[x] Error rate above", "StateChanged Error rate above 5 %: open -> fired"),
        ("| QA Lead | | |", "| QA Lead | Ana | 2026-11-20 |", "SignOffChanged QA Lead: - -> Ana, 2026-11-20"),
    ] {
        assert_eq!(told(OLD, &with(part, by)), [expected], "{by}");
    }
}

#[test]
fn what_is_asked_for_is_told() {
    for (part, by, expected) in [
        ("<1%", "<2%", "TargetRelaxed Error rate: < 1% -> < 2%"),
        ("<1%", "<0.5%", "TargetTightened Error rate: < 1% -> < 0.5%"),
        (
            "up the tables",
            "up all the tables",
            "EntryReworded Back up all the tables: Back up the tables -> Back up all the tables",
        ),
        ("- [ ] Back up the tables\n", "", "EntryRemoved Back up the tables: - -> -"),
        ("- [ ] Warm", "- [ ] Ring the bell\n- [ ] Warm", "EntryAdded Ring the bell: - -> -"),
        ("  - **Time:** ____\n", "", "FieldRemoved Time: - -> -"),
        ("**Date:** ____\n", "**Date:** ____\n**Tide:** ____\n", "FieldAdded Tide: - -> -"),
        ("| Pilot | | |\n", "", "RoleRemoved Pilot: - -> -"),
        ("| Pilot | | |\n", "| Pilot | | |\n| Owner | | |\n", "RoleAdded Owner: - -> -"),
        ("## Before (", "## Before the release (", "SectionRenamed Before the release: Before -> Before the release"),
        (
            "hoist --tag",
            "hoist --now --tag",
            "CommandChanged hoist --now --tag [VERSION]: hoist --tag [VERSION] -> hoist --now --tag [VERSION]",
        ),
    ] {
        assert_eq!(told(OLD, &with(part, by)), [expected], "{by}");
    }
    let directed = "# Run\n\n## Gates\n<!-- gonogo: conditional -->\n\n- [ ] Ring\n";
    let plain = directed.replace("<!-- gonogo: conditional -->", "<!-- nothing -->");
    let kinds = |old: &str, new: &str| {
        compared(old, new).0.iter().map(|change| change.kind).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(kinds(directed, &plain), [ChangeKind::ApplicabilityTightened].into());
    assert_eq!(kinds(&plain, directed), [ChangeKind::ApplicabilityRelaxed].into());
    // The words themselves are others then.
    let always = "EntryReworded Tide tables migrated: Tide tables migrated (if applicable) -> Tide tables migrated";
    assert_eq!(told(OLD, &with(" (if applicable)", "")), [always]);
}

#[test]
fn a_slot_that_is_nothing_yet_has_its_line() {
    let text = "# Run\n\n- [ ] Ring\n  - **Depth:** 7 m\n";
    let env = CliEnv::new().file("old.md", text).file("new.md", text.replace(" 7 m", ""));
    env.gonogo(["diff", "old.md", "new.md"]).exit(0).says("~ line 4  field Depth: 7 → empty\n");
    let env = env.file("new.md", format!("{text}  - **Keeper:**\n"));
    env.gonogo(["diff", "old.md", "new.md"]).exit(0).says("+ line 5  field added: Keeper\n");
}

#[test]
fn a_placeholder_that_is_filled_in_is_told_once() {
    let filled = OLD.replace("[VERSION]", "1.50.0");
    let expected = ["PlaceholderChanged [VERSION]: open at 3 places -> 1.50.0", "ValueChanged Version: - -> 1.50.0"];
    assert_eq!(told(OLD, &filled), expected);
    let other = filled.replace("hoist --tag", "drop --tag");
    assert!(told(OLD, &other).iter().any(|found| found.starts_with("CommandChanged drop --tag 1.50.0")));
}

#[test]
fn what_no_change_tells_of_is_named_by_its_line() {
    let (changes, other) = compared(OLD, &with("Some prose that", "Some other prose that"));
    assert_eq!((changes.len(), other), (0, Unsaid { old: vec![], new: vec![22] }));
    let (changes, other) = compared(OLD, &with("Some prose that explains.\n\n", ""));
    assert_eq!((changes.len(), other), (0, Unsaid { old: vec![22], new: vec![] }));
    // What has gone where something else is told now.
    let (changes, other) = compared(OLD, &with("Some prose that explains.", "- [ ] Bell rung"));
    assert_eq!(changes.iter().map(word).collect::<Vec<_>>(), ["EntryAdded Bell rung: - -> -"]);
    assert_eq!(other, Unsaid { old: vec![22], new: vec![] });
    let table = "# Run\n\n- [ ] Ring\n\n| Host | For |\n|---|---|\n| a | b |\n";
    let (_, other) = compared(table, &table.replace("|---|---|\n", "\n"));
    assert_eq!(other, Unsaid { old: vec![6], new: vec![] });
    // How it is laid out makes no difference.
    assert!(told(OLD, &OLD.replace('\n', "\r\n")).is_empty());
    assert!(told(OLD, &OLD.replace("\n\n", "\n\n\n")).is_empty());
}

fn documents() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["fixtures/go", "fixtures/shapes", "templates/checklists"].map(|folder| root.join(folder));
    let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("a folder"));
    let files = entries.map(|entry| entry.expect("an entry").path());
    let markdown = files.filter(|path| path.extension().is_some_and(|end| end == "md"));
    markdown.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("a text"))).collect()
}

#[test]
fn a_document_does_not_differ_from_itself() {
    for (name, text) in documents() {
        let (changes, other) = compared(&text, &text);
        assert_eq!((changes, other), (vec![], Unsaid::default()), "{name}");
    }
}

/// Each box that is ticked is one change of that item, of its decision, or of its sign-off.
#[test]
fn a_tick_is_one_change() {
    let mut ticked = 0;
    for (name, text) in documents() {
        let source = Source::new("old.md", text.as_str().into()).expect("a text");
        let items = parse(&source).items;
        let open = items.iter().filter(|item| item.state == State::Open && item.role == Role::Action);
        // Each box of a large document would take too long.
        for item in open.step_by(1 + items.len() / 40) {
            let Some(span) = item.box_span.filter(|span| source.slice(*span) == "[ ]") else { continue };
            let new = format!("{}[x]{}", &text[..span.start], &text[span.end..]);
            let (changes, other) = compared(&text, &new);
            let kinds: Vec<ChangeKind> = changes.iter().map(|change| change.kind).collect();
            let one = [ChangeKind::StateChanged, ChangeKind::SignOffChanged, ChangeKind::DecisionChanged];
            assert!(
                matches!(kinds.as_slice(), [kind] if one.contains(kind)) && other == Unsaid::default(),
                "{name}: {}: {changes:#?} {other:?}",
                item.text
            );
            ticked += 1;
        }
    }
    assert!(ticked > 100, "only {ticked} boxes");
}

/// Whatever line is taken out or written anew: either a change tells of it, or its number is named.
#[test]
fn nothing_that_differs_passes_in_silence() {
    for (name, text) in documents() {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        // Each line of a large document would take too long.
        let step = 1 + lines.len() / 30;
        for at in (0..lines.len()).step_by(step).filter(|at| !lines[*at].trim().is_empty()) {
            let (head, tail) = (lines[..at].concat(), lines[at + 1..].concat());
            let reworded = format!("{} anchored\n", lines[at].trim_end());
            for new in [format!("{head}{tail}"), format!("{head}{reworded}{tail}")] {
                let (changes, other) = compared(&text, &new);
                // One of two lines that are alike may be gone.
                assert!(!changes.is_empty() || other != Unsaid::default(), "{name}:{}: {}", at + 1, lines[at]);
            }
        }
    }
}

#[test]
fn people_read_a_line_for_each_change() {
    let env = CliEnv::new().file("old.md", OLD).file("new.md", with("[ ] Back", "[x] Back").replace("<1%", "<2%"));
    env.gonogo(["diff", "old.md", "new.md"]).exit(0).stdout(
        "old.md → new.md: 2 changes\n  ~  line 8  item Back up the tables: open → done\n  \
         ! line 18  target of Error rate relaxed: < 1% → < 2%\n",
    );
    env.gonogo(["diff", "old.md", "old.md", "--exit-code"])
        .exit(0)
        .stdout("old.md → old.md: nothing changed in meaning\n");
    env.gonogo(["diff", "old.md", "new.md", "--exit-code"]).exit(1);
    let markdown = env.gonogo(["diff", "old.md", "new.md", "--format", "markdown"]).exit(0).stdout;
    assert_eq!(
        markdown,
        "**old.md → new.md**: 2 changes\n\n- item Back up the tables: open → done, line 8\n\
         - target of Error rate relaxed: \\< 1% → \\< 2%, line 18\n"
    );
}

/// A comment on a pull request must not have boxes, links or mentions of its own.
#[test]
fn nothing_of_a_checklist_acts_in_markdown() {
    let text = "# Run\n\n- [ ] Ring\n";
    let new = "# Run\n\n- [ ] Ring\n- [ ] [ ] @crew <b>x</b> ![i](http://x.example) `c` | #12\n";
    let env = CliEnv::new().file("old.md", text).file("new.md", new);
    let page = env.gonogo(["diff", "old.md", "new.md", "--format", "markdown"]).exit(0).stdout;
    let checklist = parse(&Source::new("page.md", page.clone().into_bytes()).unwrap());
    assert_eq!(checklist.summary.gfm_tasks, 0, "{page}");
    assert!(!page.contains("@crew") && page.contains("\\<b\\>") && !page.contains("]("), "{page}");
}

#[test]
fn programs_read_what_the_schema_says() {
    let env = CliEnv::new().file("old.md", OLD).file("new.md", with("| Pilot | | |\n", "").replace("Some", "Any"));
    let schema: Value = serde_json::from_str(&env.gonogo(["schema", "diff"]).exit(0).stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let found: Value =
        serde_json::from_str(&env.gonogo(["diff", "old.md", "new.md", "--format", "json"]).exit(0).stdout).unwrap();
    let errors: Vec<String> = validator.iter_errors(&found).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(found["schema"], "gonogo.diff/1");
    assert_eq!(found["changes"][0]["kind"], "role-removed");
    assert_eq!(found["changes"][0]["old_line"], 35);
    assert_eq!(found["changes"][0]["line"], Value::Null);
    assert_eq!(found["other_lines"]["new"], serde_json::json!([22]));
}

#[test]
fn versions_are_named_as_git_names_them() {
    let env = CliEnv::of(Sandbox::new()).file("runs/a.md", OLD);
    env.git(&["add", "."]);
    env.git(&["commit", "-qm", "One"]);
    let env = env.file("runs/a.md", with("[ ] Back", "[x] Back"));
    let one = "item Back up the tables: open → done";
    env.gonogo(["diff", "runs/a.md"]).exit(0).says("HEAD:runs/a.md → runs/a.md: 1 change\n").says(one);
    env.gonogo(["diff", "HEAD:runs/a.md", ":runs/a.md"]).exit(0).says("nothing changed");
    env.git(&["add", "."]);
    env.gonogo(["diff", "HEAD:./runs/a.md", ":runs/a.md"]).exit(0).says("HEAD:runs/a.md → :runs/a.md").says(one);
    env.git(&["commit", "-qm", "Two"]);
    env.gonogo(["diff", "HEAD~1:runs/a.md", "HEAD:runs/a.md"]).exit(0).says(one);
    env.gonogo(["diff", "runs/a.md"]).exit(0).says("nothing changed");
    env.gonogo(["diff", "HEAD~7:runs/a.md", "runs/a.md"]).exit(2).remarks("HEAD~7 names no commit here");
    env.gonogo(["diff", "HEAD:runs/b.md", "runs/a.md"]).exit(2).remarks("runs/b.md is not in HEAD");
    let whole = env.path("gone:b.md").display().to_string();
    env.gonogo(["diff", &whole, "runs/a.md"]).exit(2).remarks("gone:b.md: no such file");
    env.gonogo(["diff", "runs/b.md", "runs/a.md"]).exit(2).remarks("runs/b.md");
    env.gonogo(["diff", "--", "--upload-pack=x:runs/a.md", "runs/a.md"]).exit(2);
    let env = env.stdin(OLD);
    env.gonogo(["diff", "-", "runs/a.md"]).exit(0).says(one);
    env.gonogo(["diff", "-"]).exit(2).remarks("gonogo diff OLD -");
}
