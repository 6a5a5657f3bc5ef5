//! The configuration: what it says, and where it is wrong.

use std::path::Path;

use gonogo::config::{Config, Level, default_toml};
use gonogo::model::{Assurance, Stage};

fn config(text: &str) -> Config {
    Config::parse(Path::new("/repo/gonogo.toml"), text.into()).unwrap()
}

#[track_caller]
fn wrong(text: &str, expected: &str) {
    let error = Config::parse(Path::new("gonogo.toml"), text.into()).unwrap_err().to_string();
    assert!(error.contains(expected), "{error}");
}

const FULL: &str = r#"
[[checklist]]
paths = ["checklists/**/*.md"]
stage = "template"
[[checklist]]
paths = ["releases/**/*.md"]
stage = "run"
assurance = "signed"
[roles]
"Deployment Lead" = ["ana@example.org", "ben@example.org"]
"Engineering Manager" = { people = ["cy@example.org", "dee@example.org"], quorum = 2 }
[policy]
distinct = [["Deployment Lead", "Engineering Manager"]]
author-may-not-approve = true
[sections]
"Rollback*" = "contingent"
[record]
branch = "audit"
[rules]
unfilled-placeholder = "hold"
"#;

#[test]
fn everything_of_the_design_is_read() {
    let config = config(FULL);
    let run = config.for_path(Path::new("/repo/releases/2026/v1.md"));
    assert_eq!((run.listed, run.stage, run.assurance), (true, Some(Stage::Run), Assurance::Signed));
    assert_eq!(config.for_path(Path::new("/repo/checklists/a.md")).stage, Some(Stage::Template));
    assert!(!config.for_path(Path::new("/repo/README.md")).listed);
    assert!(!config.for_path(Path::new("/elsewhere/releases/a.md")).listed);
    assert_eq!(config.roles()["Deployment Lead"].quorum(), 1);
    assert_eq!(config.roles()["Engineering Manager"].quorum(), 2);
    assert!(config.policy().author_may_not_approve);
    assert_eq!((config.record().branch.as_str(), config.record().remote.as_str()), ("audit", "origin"));
    assert_eq!(config.level("unfilled-placeholder"), Some(Level::Hold));
    assert_eq!(config.level("open-item"), None);
}

#[test]
fn the_starter_file_is_read_with_and_without_its_comments() {
    config(default_toml());
    let lines = default_toml().lines().map(|line| match line.strip_prefix("# ") {
        Some(rest) if rest.split_once(" = ").is_some_and(|(key, _)| key.starts_with('"') || !key.contains(' ')) => rest,
        _ => line,
    });
    let all = config(&lines.collect::<Vec<_>>().join("\n"));
    assert_eq!(all.roles().len(), 2);
    assert!(all.record().genesis.is_some());
}

#[test]
fn mistakes_are_named_with_their_place() {
    wrong("[[checklist]]\npathss = []\n", "gonogo.toml:2:1: unknown field `pathss`");
    wrong("[[checklist]]\npathss = []\n", "did you mean `paths`?");
    wrong("[[checklist]]\npaths = []\nstage = \"rnu\"\n", "gonogo.toml:3:9");
    wrong("[rules]\nopen-itme = \"off\"\n", "gonogo.toml:2:1: there is no rule `open-itme`; did you mean `open-item`?");
    wrong("[[checklist]]\npaths = [\"a[.md\"]\n", "gonogo.toml:2:10: `a[.md` is no glob");
    wrong("a = \n", "gonogo.toml:1:");
    wrong("\"é\" = 1\nx y\n", "gonogo.toml:2:");
}

#[test]
fn the_nearest_file_upwards_counts_up_to_the_repository() {
    let dir = tempfile::tempdir().unwrap();
    let deep = dir.path().join("repo/a/b");
    std::fs::create_dir_all(&deep).unwrap();
    std::fs::create_dir(dir.path().join("repo/.git")).unwrap();
    std::fs::write(dir.path().join("gonogo.toml"), "[policy]\nauthor-may-not-approve = true\n").unwrap();
    assert!(Config::find(&deep).unwrap().path().is_none());
    std::fs::write(dir.path().join("repo/a/gonogo.toml"), "").unwrap();
    assert!(Config::find(&deep).unwrap().path().unwrap().ends_with("repo/a/gonogo.toml"));
}

#[test]
fn the_example_of_the_page_is_read() {
    let page = include_str!("../../docs/configuration.md");
    let example = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(config(example).roles().len(), 2);
}
