//! Runs held against their templates.

use gonogo::change::{Change, ChangeKind};
use gonogo::diff::{Version, conformance};
use gonogo::parse::parse;
use gonogo::text::Source;

fn diff(template: &str, run: &str) -> Vec<Change> {
    let source = |name, text: &str| Source::new(name, text.into()).expect("a text");
    let (old, new) = (source("template.md", template), source("run.md", run));
    let (old_model, new_model) = (parse(&old), parse(&new));
    let old = Version { source: &old, checklist: &old_model };
    conformance(old, Version { source: &new, checklist: &new_model })
}

fn read(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn templates() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/checklists");
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let markdown = files.filter(|path| path.extension().is_some_and(|end| end == "md"));
    let mut all: Vec<_> =
        markdown.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("a text"))).collect();
    all.push(("demo.md".into(), read("templates/demo.md")));
    all.extend(["criteria", "environments", "plain", "production", "steps"].map(|name| {
        let name = format!("fixtures/go/{name}.md");
        (name.clone(), read(&name))
    }));
    all.sort();
    all
}

#[test]
fn a_document_conforms_to_itself() {
    for (name, text) in templates() {
        assert_eq!(diff(&text, &text), [], "{name}");
    }
}

#[test]
fn ticks_and_line_ends_make_no_difference() {
    for (name, text) in templates() {
        let ticked = text.replace("[ ]", "[x]");
        assert_eq!(diff(&text, &ticked), [], "{name} ticked");
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(diff(&text, &crlf), [], "{name} with CRLF");
    }
}

/// What is taken out of a template, line by line, is always found, and nothing else is said to be gone.
#[test]
fn an_item_that_is_taken_out_is_the_one_finding() {
    for (name, text) in templates() {
        let source = Source::new("template.md", text.as_str().into()).expect("a text");
        let checklist = parse(&source);
        for item in &checklist.items {
            let has_children =
                checklist.items.iter().any(|other| other.parent.as_ref().is_some_and(|parent| parent.id == item.id));
            if has_children {
                continue;
            }
            let mut run = text.clone();
            let end =
                item.block.end + usize::from(text.get(item.block.end..).is_some_and(|rest| rest.starts_with('\n')));
            run.replace_range(item.block.start..end, "");
            let found = diff(&text, &run);
            let gone: Vec<_> = found.iter().filter(|change| change.kind == ChangeKind::EntryRemoved).collect();
            assert!(!gone.is_empty(), "{name}: {} was taken out and nothing is found\n{found:#?}", item.text);
        }
    }
}

#[test]
fn what_became_of_an_entry_is_told_apart() {
    let template =
        "# R\n## One\n- [ ] Alpha checked twice\n- [ ] Beta sent to [WHO]\n\n## Two\n- [ ] Gamma waited for\n";
    let kinds = |run: &str| diff(template, run).into_iter().map(|change| change.kind).collect::<Vec<_>>();
    let filled = template.replace("[WHO]", "Ana and Bo");
    assert_eq!(kinds(&filled), []);
    assert_eq!(kinds(&filled.replace("checked twice", "checked once")), [ChangeKind::EntryReworded]);
    assert_eq!(kinds(&filled.replace("- [ ] Gamma waited for\n", "")), [ChangeKind::EntryRemoved]);
    assert_eq!(kinds(&format!("{filled}- [ ] Delta done\n")), [ChangeKind::EntryAdded]);
    let moved = filled.replace("- [ ] Alpha checked twice\n", "") + "- [ ] Alpha checked twice\n";
    assert_eq!(kinds(&moved), [ChangeKind::EntryMoved]);
    assert_eq!(kinds("# R\n## One\n- [ ] Alpha checked twice\n- [ ] Beta sent to Ana\n"), [ChangeKind::EntryRemoved]);
    assert_eq!(
        kinds(&filled.replace("## Two\n", "## Two\n<!-- gonogo: reference -->\n")),
        [ChangeKind::ApplicabilityRelaxed]
    );
}

#[test]
fn a_section_that_is_gone_is_one_finding() {
    let template = "# R\n## One\n- [ ] Alpha\n\n## Two\n- [ ] Gamma\n- [ ] Delta\n";
    let found = diff(template, "# R\n## One\n- [ ] Alpha\n");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].what.as_str(), found[0].text.as_str()), ("section with 2 entries", "Two"));
}

#[test]
fn a_role_that_became_conditional_is_found() {
    let template = "# Release\n\n## Sign-off\n\n| Role | Name | Date |\n|---|---|---|\n| Card Officer | | |\n";
    let run = template.replace("| Card Officer | | |", "| Card Officer (if required) | N/A - not needed | |");
    let changes = diff(template, &run);
    assert_eq!(changes.iter().map(|change| change.kind).collect::<Vec<_>>(), [ChangeKind::ApplicabilityRelaxed]);
    assert_eq!(diff(&run, &run), [], "unless the template says so");
}

/// A target that asks for more hides no other word that was changed beside it.
#[test]
fn other_words_beside_a_target_are_told() {
    let text = "# Run\n\n- [ ] Error rate must stay below: ____ (target: <1%)\n";
    let kinds = |run: &str| diff(text, run).iter().map(|change| change.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&text.replace("<1%", "<0.5%")), []);
    assert_eq!(kinds(&text.replace("<1%", "<2%")), [ChangeKind::TargetRelaxed]);
    for target in ["<0.5%", "<1%"] {
        let run = text.replace("must stay", "may stay").replace("<1%", target);
        assert!(kinds(&run).contains(&ChangeKind::EntryReworded), "{target}: {:?}", kinds(&run));
    }
    let both = kinds(&text.replace("must stay", "may stay").replace("<1%", "<2%"));
    assert!(both.contains(&ChangeKind::EntryReworded), "{both:?}");
}
