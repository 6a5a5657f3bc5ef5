//! The starter templates: sound as they are, blank they hold, and each can be worked through to GO.

use gonogo::engine::starters::STARTERS;
use gonogo::fill::data_skeleton;
use gonogo::model::{Comparison, FieldKind, Role};
use gonogo::parse::parse;

use crate::cli_env::CliEnv;
use crate::support::Sandbox;

#[test]
fn starters_are_listed_and_copied_by_name() {
    let env = CliEnv::new();
    let listed = env.gonogo(["new", "--list"]).exit(0).stdout;
    assert!(STARTERS.iter().all(|starter| listed.contains(starter.summary)));
    assert_eq!(listed.lines().count(), STARTERS.len());
    for starter in STARTERS {
        let output = format!("checklists/{}.md", starter.name);
        env.gonogo(["new", starter.name, "-o", &output]).exit(0);
        assert_eq!(env.read(&output), starter.text, "a copy, to be made one's own");
        env.gonogo(["lint", &output]).exit(0).says("SOUND");
        env.gonogo(["check", &output]).exit(1);
    }
    env.gonogo(["new", "nonsense", "-o", "x.md"]).exit(2).remarks("no such file");
    env.gonogo(["new"]).exit(2);
    let own = env.file("deployment", "# Mine\n\n- [ ] a\n");
    own.gonogo(["new", "deployment", "-o", "x.md"]).exit(0);
    assert!(own.read("x.md").starts_with("# Mine\n"), "a file of that name counts");
}

#[test]
fn a_run_of_a_starter_is_held_against_it() {
    let env = CliEnv::new().file("gonogo.toml", "[[checklist]]\npaths = [\"runs/*.md\"]\nstage = \"run\"\n");
    for starter in STARTERS {
        env.gonogo(["new", starter.name, "-o", "runs/1.md", "--force"]).exit(0);
        let text = env.read("runs/1.md");
        assert!(text.contains(&format!("\n<!-- gonogo: template gonogo:{} ", starter.name)), "{text}");
        let found = env.gonogo(["check", "--concise", "runs/1.md"]).exit(1).stdout;
        for rule in ["item-", "template-", "field-", "role-"] {
            assert!(!found.contains(&format!("[{rule}")), "{}: {found}", starter.name);
        }
        let box_line = text.lines().find(|line| line.starts_with("- [ ] ")).unwrap();
        let env = CliEnv::new().file("1.md", text.replacen(&format!("{box_line}\n"), "", 1));
        env.gonogo(["check", "--concise", "1.md"]).says("[item-removed]");
        let at = text.find("<!-- gonogo: template ").unwrap();
        let (head, pin) = text.split_at(at);
        let other = pin.replace(|c: char| c.is_ascii_digit(), "0");
        let env = env.file("1.md", format!("{head}{other}"));
        env.gonogo(["check", "--concise", "1.md"])
            .exit(1)
            .says("warning[template-unknown]")
            .says("another version of gonogo");
    }
}

#[test]
fn every_starter_can_be_worked_through_to_go() {
    for starter in STARTERS {
        let env = CliEnv::of(Sandbox::new()).file("t.md", starter.text);
        let source = starter.source().unwrap();
        let checklist = parse(&source);
        let actions = checklist.items.iter().filter(|item| item.role == Role::Action).count();
        // Nothing but the way back of a deployment may go unasked.
        let required = checklist
            .items
            .iter()
            .filter(|item| item.role == Role::Action && item.applicability.name() != "contingent");
        assert!(required.count() * 4 >= actions * 3, "{}", starter.name);
        let mut set = Vec::new();
        for entry in data_skeleton(&checklist).iter().filter(|entry| entry.current.is_none()) {
            let field = checklist.fields.iter().find(|field| Some(&field.at.line) == entry.lines.first());
            let value = match field.and_then(|field| field.target.as_ref().map(|target| (target.op, target.value))) {
                Some((Comparison::Less, value)) => (value / 2.0).to_string(),
                Some((_, value)) => value.to_string(),
                None if entry.key == "DATE" => "2026-11-20".to_owned(),
                None if field.is_some_and(|field| field.kind == FieldKind::Ratio) => "12/12".to_owned(),
                None if field.is_some_and(|field| field.kind == FieldKind::Time) => "2026-11-21 02:00 UTC".to_owned(),
                None if field.is_some_and(|field| field.kind == FieldKind::Number) => "1".to_owned(),
                None => entry.options.first().cloned().unwrap_or_else(|| "seen".to_owned()),
            };
            set.push(format!("{}={value}", entry.key));
        }
        let data: serde_json::Map<String, serde_json::Value> = set
            .iter()
            .map(|pair| pair.split_once('=').unwrap())
            .map(|(key, value)| (key.to_owned(), value.into()))
            .collect();
        let env = env.file("d.json", serde_json::to_string(&data).unwrap());
        env.gonogo(["new", "t.md", "-o", "x.md", "--data", "d.json", "--strict"]).exit(0);
        for item in checklist.items.iter().filter(|item| item.role == Role::Action) {
            env.gonogo(["tick", "x.md", &format!(":{}", item.at.line), "-q"]).exit(0);
        }
        if !checklist.decisions.is_empty() {
            env.gonogo(["decide", "x.md", "GO"]).exit(0);
        }
        if starter.text.contains("\n## Log\n") {
            env.gonogo(["event", "x.md", "Users can sign in again", "--by", "Ana"]).exit(0);
        }
        for sign_off in &checklist.sign_offs {
            env.gonogo(["sign", "x.md", "--typed", "--role", &sign_off.role]).exit(0);
        }
        // The column for a signature is signed by hand where names are only typed.
        let signed = env.read("x.md").replace("| Ana Doe | 2026-11-21 | |", "| Ana Doe | 2026-11-21 | A. Doe |");
        let env = env.file("x.md", signed);
        let done = env.gonogo(["check", "x.md"]);
        assert_eq!(done.status, 0, "{}: {done:#?}", starter.name);
    }
}
