//! The configuration file: what it says, where it is looked for, and how its mistakes are named.

use std::path::Path;

use gonogo::config::{Config, ConfigError, FILE_NAME, Level, Settings, default_toml};
use gonogo::model::{Applicability, Assurance, Checklist, Stage};
use gonogo::parse::parse as compile;
use gonogo::text::Source;

use crate::cli_env::CliEnv;

fn parse(text: &str) -> Config {
    Config::parse(Path::new("/repo/gonogo.toml"), text.into()).unwrap()
}

/// The message without the path.
fn mistake(text: &str) -> String {
    let error = Config::parse(Path::new("/repo/gonogo.toml"), text.into()).unwrap_err();
    assert!(matches!(error, ConfigError::Invalid { .. }));
    error.to_string().strip_prefix("/repo/gonogo.toml:").unwrap().to_owned()
}

const WHOLE: &str = r#"
"$schema" = "https://example.org/gonogo.json"
[[checklist]]
paths = ["checklists/**/*.md"]
stage = "template"
[[checklist]]
paths = ["releases/**/*.md", "runs/*.md"]
stage = "run"
assurance = "signed"
[[checklist]]
paths = ["releases/small/*.md"]
assurance = "typed"
[roles]
"Deployment Lead"     = ["ana@example.org", "ben@example.org"]
"Engineering Manager" = { people = ["cy@example.org", "dee@example.org"], quorum = 2 }
[policy]
distinct = [["Deployment Lead", "Engineering Manager"]]
author-may-not-approve = true
[sections]
"Smoke*" = "contingent"
[record]
branch = "releases/record"
[rules]
unclear-text = "off"
blank-field = "warning"
"#;

#[test]
fn files_have_the_stage_and_assurance_of_the_patterns_they_match() {
    let config = parse(WHOLE);
    let settings = |path: &str| config.for_path(&Path::new("/repo").join(path));
    let template = Settings { listed: true, stage: Some(Stage::Template), assurance: Assurance::Typed, group: Some(0) };
    let signed_run = Settings { listed: true, stage: Some(Stage::Run), assurance: Assurance::Signed, group: Some(1) };
    assert_eq!(settings("checklists/production.md"), template);
    assert_eq!(settings("checklists/deep/er/production.md"), template);
    assert_eq!(settings("releases/1.2.md"), signed_run);
    assert_eq!(settings("runs/a.md"), signed_run);
    assert_eq!(settings("runs/deeper/a.md"), Settings::default(), "one star stays within a folder");
    assert_eq!(settings("README.md"), Settings::default());
    assert_eq!(settings("../elsewhere/releases/1.2.md"), Settings::default());
    let small = Settings { listed: true, stage: None, assurance: Assurance::Typed, group: Some(2) };
    assert_eq!(settings("releases/small/1.md"), small, "the last group that names it counts");
}

#[test]
fn roles_rules_policy_and_record_are_read() {
    let config = parse(WHOLE);
    let role = |name: &str| config.roles().get(name).map(|role| (role.people().len(), role.quorum()));
    assert_eq!(role("Deployment Lead"), Some((2, 1)));
    assert_eq!(role("Engineering Manager"), Some((2, 2)));
    assert_eq!(config.level("unclear-text"), Some(Level::Off));
    assert_eq!(config.level("open-item"), None);
    assert!(config.policy().author_may_not_approve);
    assert_eq!(config.policy().distinct, [["Deployment Lead", "Engineering Manager"]]);
    assert_eq!((config.record().branch.as_str(), config.record().remote.as_str()), ("releases/record", "origin"));
}

#[test]
fn a_rule_that_is_off_hides_nothing_that_another_has_to_say_of_the_same_place() {
    let env = CliEnv::new().file("r.md", "# R\n\n**Smoke test result:** pending\n\n- [x] a\n");
    env.gonogo(["check", "r.md"]).exit(1).says("hold[blank-field]").says("1 hold —");
    for level in ["off", "warning"] {
        let env = CliEnv::new()
            .file("r.md", "# R\n\n**Smoke test result:** pending\n\n- [x] a\n")
            .file("gonogo.toml", format!("[rules]\nblank-field = \"{level}\"\n"));
        env.gonogo(["check", "r.md"]).exit(3).says("undecided[failed-item]");
    }
}

/// The applicability of each section, by title.
fn applied(text: &str) -> Vec<(String, Applicability)> {
    let mut checklist: Checklist = compile(&Source::new("run.md", text.into()).unwrap());
    parse(WHOLE).apply(Settings::default(), &mut checklist);
    checklist.sections.into_iter().map(|section| (section.title, section.applicability)).collect()
}

#[test]
fn sections_are_what_the_configuration_says_unless_the_text_does() {
    let text = "# Run\n\n## Smoke tests\n\n- [ ] one\n\n### Deeper\n\n- [ ] two\n\n## Deploy\n\n- [ ] three\n\n## Smoke again\n<!-- gonogo: required -->\n\n- [ ] four\n";
    let expected = [
        ("Run", Applicability::Required),
        ("Smoke tests", Applicability::Contingent),
        ("Deeper", Applicability::Contingent),
        ("Deploy", Applicability::Required),
        ("Smoke again", Applicability::Required),
    ];
    assert_eq!(applied(text), expected.map(|(title, applicability)| (title.to_owned(), applicability)));
}

#[test]
fn without_a_file_everything_is_at_its_default() {
    let config = Config::default();
    assert_eq!(config.for_path(Path::new("releases/1.md")), Settings::default());
    assert_eq!(config.record().branch, "gonogo/record");
    assert_eq!(config.path(), None);
}

#[test]
fn mistakes_are_named_with_line_column_and_what_was_meant() {
    let cases = [
        (
            "[[checklist]]\npaths = []\nstgae = \"run\"\n",
            "3:1: unknown field `stgae`, expected one of `paths`, `stage`, `assurance`, `template`, `commands`; did you mean `stage`?",
        ),
        (
            "[[checklist]]\npaths = []\nstage = \"rum\"\n",
            "3:9: unknown variant `rum`, expected one of `template`, `run`, `record`; did you mean `run`?",
        ),
        ("[rules]\nopen-itme = \"off\"\n", "2:1: there is no rule `open-itme`; did you mean `open-item`?"),
        ("[rules]\nsomething-else = \"off\"\n", "2:1: there is no rule `something-else`"),
        (
            "[[checklist]]\npaths = [\"é\", \"a**b\"]\n",
            "2:15: `a**b` is no glob: recursive wildcards must form a single path component",
        ),
        ("[roles]\nQA = 7\n", "2:6: expected a list of e-mail addresses, or { people = […], quorum = 1 }"),
    ];
    for (text, message) in cases {
        assert_eq!(mistake(text), message);
    }
    assert!(mistake("[record\n").starts_with("1:8: "));
}

#[test]
fn it_is_looked_for_upwards_as_far_as_the_repository() {
    let dir = tempfile::tempdir().unwrap();
    let repo = dir.path().join("repo");
    let deep = repo.join("a/b");
    std::fs::create_dir_all(&deep).unwrap();
    std::fs::write(dir.path().join(FILE_NAME), "").unwrap();
    std::fs::create_dir(repo.join(".git")).unwrap();
    assert_eq!(Config::find(&deep).unwrap().path(), None, "what is above the repository does not count");
    std::fs::write(repo.join(FILE_NAME), "").unwrap();
    assert_eq!(Config::find(&deep).unwrap().path(), Some(repo.join(FILE_NAME).as_path()));
    std::fs::write(repo.join(FILE_NAME), "recrod = 1").unwrap();
    assert!(Config::find(&deep).unwrap_err().to_string().ends_with("did you mean `record`?"));
}

#[test]
fn the_starter_file_says_what_holds_anyway_and_its_examples_are_right() {
    let starter = parse(default_toml());
    assert_eq!(starter.for_path(Path::new("/repo/releases/1.md")).stage, Some(Stage::Run));
    assert_eq!(starter.record(), Config::default().record());
    let commented = |line: &str| line.strip_prefix("# ").filter(|line| line.contains(" = ")).unwrap_or(line).to_owned();
    let examples: Vec<String> = default_toml().lines().map(commented).collect();
    let config = parse(&examples.join("\n"));
    assert_eq!(config.roles().len(), 2);
    assert!(config.record().genesis.is_some());
}

#[test]
fn the_example_of_the_page_is_read() {
    let page = include_str!("../../docs/configuration.md");
    let example = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(parse(example).roles().len(), 2);
}

/// A configuration as the schema sees it.
fn as_json(text: &str) -> serde_json::Value {
    serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap()
}

#[test]
fn the_schema_takes_what_is_taken_and_refuses_what_is_refused() {
    let schema = CliEnv::new().gonogo(["schema", "config"]).exit(0).stdout;
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let validator = jsonschema::validator_for(&schema).unwrap();
    for text in ["", WHOLE, default_toml(), "[rules]\nopen-item = \"off\"\n"] {
        parse(text);
        let errors: Vec<String> = validator.iter_errors(&as_json(text)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{text}: {errors:?}");
    }
    for text in [
        "[rule]\n",
        "[rules]\nopen-items = \"off\"\n",
        "[rules]\nopen-item = \"on\"\n",
        "[[checklist]]\nstage = \"run\"\n",
        "[[checklist]]\npaths = [\"a\"]\nstage = \"runs\"\n",
        "[roles]\na = \"b\"\n",
        "[roles]\na = { people = [\"b\"], quorums = 1 }\n",
        "[policy]\ndistinct = [\"a\"]\n",
        "[sections]\na = \"later\"\n",
    ] {
        mistake(text);
        assert!(!validator.is_valid(&as_json(text)), "{text}");
    }
}

#[test]
fn show_config_names_each_setting_and_its_line() {
    let config = "[[checklist]]\npaths = [\"r/*.md\"]\nstage = \"run\"\n\n[sections]\n\"Drill*\" = \"contingent\"\n[rules]\nopen-item = \"warning\"\n";
    let env = CliEnv::new().file("gonogo.toml", config).file("r/a.md", "- [ ] a\n");
    let shown = env.gonogo(["check", "--show-config", "r/a.md", "x.md"]).exit(0).stdout;
    let toml = dunce::canonicalize(env.path("gonogo.toml")).unwrap().display().to_string();
    let shown = shown.replace(&toml, "T");
    let (first, second) = shown.split_once("x.md: ").unwrap();
    assert_eq!(
        first,
        "r/a.md: T\n  checklist.paths = r/*.md  (T:2)\n  checklist.stage = run  (T:2)\n  checklist.assurance = typed  (default)\n  \
         checklist.commands = never run  (default)\n  \
         sections.\"Drill*\" = contingent  (T:6)\n  rules.open-item = warning  (T:8)\n"
    );
    assert!(second.contains("checklist.paths = none names it  (default)"), "{second}");
    let bare = CliEnv::new();
    bare.gonogo(["check", "--show-config", "-"]).exit(0).says("-: no gonogo.toml: the defaults hold\n");
}
