//! Runs that name the template they were made from.

use crate::cli_env::CliEnv;

const TEMPLATE: &str = "# Release [VERSION]\n\n- [ ] Backup taken\n- [ ] Restore tried on a spare host\n";

/// A repository with a committed template, and a completed run of it.
fn run() -> CliEnv {
    let env = CliEnv::new().file("lists/release.md", TEMPLATE);
    env.git(&["init", "--quiet", "."]);
    env.git(&["add", "."]);
    env.git(&["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "commit", "--quiet", "--message=template"]);
    env.gonogo(["new", "lists/release.md", "-o", "runs/7.md", "--set", "VERSION=7"]).exit(0);
    env.gonogo(["tick", "runs/7.md", "Backup", "Restore"]).exit(0);
    env
}

#[test]
fn a_run_that_kept_its_template_is_go() {
    let env = run();
    let text = env.read("runs/7.md");
    assert!(text.contains("<!-- gonogo: template lists/release.md "), "{text}");
    env.gonogo(["check", "runs/7.md"]).exit(0).says("GO");
}

#[test]
fn a_deleted_step_is_found_though_every_box_is_ticked() {
    let env = run();
    let text = env.read("runs/7.md").replace("- [x] Restore tried on a spare host\n", "");
    let env = env.file("runs/7.md", text);
    env.gonogo(["check", "--concise", "runs/7.md"])
        .exit(1)
        .says("hold[item-removed]: item “Restore tried on a spare host”");
}

#[test]
fn a_template_that_went_on_is_told_by_its_old_version() {
    let env = run().file("lists/release.md", format!("{TEMPLATE}- [ ] Alerts muted\n"));
    env.gonogo(["check", "--concise", "runs/7.md"])
        .exit(1)
        .says("hold[template-outdated]")
        .says("it has changed since");
    // With the old version at hand, what was taken out of the run is found all the same.
    let text = env.read("runs/7.md").replace("- [x] Backup taken\n", "");
    let env = env.file("runs/7.md", text);
    env.gonogo(["check", "--concise", "runs/7.md"]).exit(1).says("hold[item-removed]");
}

#[test]
fn a_template_that_is_nowhere_leaves_the_verdict_open() {
    let env = run();
    let text = env.read("runs/7.md");
    let at = text.find("release.md ").expect("a pin") + "release.md ".len();
    let forged = format!("{}{}{}", &text[..at], "0".repeat(40), &text[at + 40..]);
    let env = env.file("runs/7.md", forged);
    env.gonogo(["check", "--concise", "runs/7.md"])
        .exit(3)
        .says("undecided[template-unknown]")
        .says("not in the repository");
}

#[test]
fn the_configuration_can_ask_for_a_template() {
    let config = "[[checklist]]\npaths = [\"runs/*.md\"]\nstage = \"run\"\ntemplate = \"lists/release.md\"\n";
    let env = run().file("gonogo.toml", config).file("lists/other.md", "# Release 7\n\n- [ ] Backup taken\n");
    env.gonogo(["check", "runs/7.md"]).exit(0);
    let text = env.read("runs/7.md");
    let bare = text.split("\n<!--").next().unwrap_or_default().to_owned();
    let env = env.file("runs/7.md", bare);
    env.gonogo(["check", "--concise", "runs/7.md"]).exit(3).says("the run names none");
    env.gonogo(["new", "lists/other.md", "-o", "runs/8.md"]).exit(0);
    env.gonogo(["tick", "runs/8.md", "Backup"]).exit(0);
    env.gonogo(["check", "--concise", "runs/8.md"]).exit(3).says("asks for lists/release.md");
}

#[test]
fn line_ends_make_no_other_template() {
    let env = run().file("lists/release.md", TEMPLATE.replace('\n', "\r\n"));
    env.gonogo(["check", "runs/7.md"]).exit(0);
}

#[test]
fn a_pin_that_says_nothing_is_a_hold() {
    let env = CliEnv::new().file("a.md", "# R\n\n- [x] Backup taken\n\n<!-- gonogo: template lists/release.md -->\n");
    env.gonogo(["check", "--concise", "a.md"]).exit(1).says("40 hex digits");
}

#[test]
fn a_template_can_be_named_on_the_command_line() {
    let env = CliEnv::new()
        .file("lists/release.md", TEMPLATE)
        .file("a.md", "# Release 7\n\n- [x] Backup taken\n- [x] Restore tried on a spare host\n")
        .file("b.md", "# Release 7\n\n- [x] Backup taken\n");
    env.gonogo(["check", "--concise", "b.md"]).exit(0);
    env.gonogo(["check", "--template", "lists/release.md", "a.md"]).exit(0);
    env.gonogo(["check", "--concise", "--template", "lists/release.md", "a.md", "b.md"])
        .exit(1)
        .says("hold[item-removed]: item “Restore tried on a spare host”")
        .says("1 hold");
    env.gonogo(["check", "--template", "lists/none.md", "a.md"]).exit(2);
}
