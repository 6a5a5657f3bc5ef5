//! Command lines: what they print, write and return.

use std::process::{Command, Stdio};

use crate::cli_env::CliEnv;

const OPEN: &str = "# Release\n\n- [x] Tests pass\n- [ ] Backup taken\n";
const DONE: &str = "# Release\n\n- [x] Tests pass\n- [x] Backup taken\n";
const TEMPLATE: &str = "# Release [BUILD]\n\n- [ ] Backup of [BUILD] taken\n- [ ] Ticket: ____\n";

#[test]
fn check_of_a_complete_run_is_go() {
    CliEnv::new().file("x.md", DONE).gonogo(["check", "x.md"]).exit(0).says("GO  x.md").stderr("");
}

#[test]
fn check_names_every_hold_with_its_place() {
    let env = CliEnv::new().file("x.md", OPEN);
    env.gonogo(["check", "x.md"]).exit(1).says("x.md:4:1").says("open-item").says("Backup taken");
}

#[test]
fn check_of_several_files_returns_the_worst() {
    let env = CliEnv::new().file("a.md", DONE).file("b.md", OPEN);
    env.gonogo(["check", "a.md", "b.md"]).exit(1).says("GO  a.md").says("NO-GO  b.md");
    env.gonogo(["check", "a.md", "none.md"]).exit(2).remarks("none.md: no such file");
}

#[test]
fn check_reads_standard_input() {
    CliEnv::new().stdin(OPEN).gonogo(["check", "-"]).exit(1).says("<stdin>:4:1");
}

#[test]
fn colours_may_be_asked_for_in_front_of_a_subcommand_and_behind_it() {
    let env = CliEnv::new().file("x.md", DONE);
    let coloured = |[before, behind]: [&str; 2]| {
        let done = env.gonogo([before, "check", behind, "x.md"]).exit(0);
        done.stdout.contains('\u{1b}')
    };
    assert!(coloured(["--color=always", "--quiet"]));
    assert!(coloured(["--quiet", "--color=always"]));
    assert!(coloured(["--color=never", "--color=always"]));
    assert!(!coloured(["--color=always", "--color=never"]));
    assert!(!coloured(["--quiet", "-q"]));
    env.gonogo(["policy", "--quiet", "show", "--color", "never"]).exit(2).remarks("not in a git repository");
    env.gonogo(["check", "--colour", "never", "x.md"]).exit(2).remarks("'--color'");
}

#[test]
fn check_as_json_is_json() {
    let done = CliEnv::new().file("x.md", OPEN).gonogo(["check", "x.md", "--format", "json"]).exit(1);
    let value: serde_json::Value = serde_json::from_str(&done.stdout).unwrap();
    assert!(value.is_object());
}

#[test]
fn lint_lets_a_blank_template_be_blank_and_reports_a_near_miss() {
    CliEnv::new().file("x.md", TEMPLATE).gonogo(["lint", "x.md"]).exit(0);
    CliEnv::new().file("x.md", "# R\n\n- [ ] a\n- [] b\n").gonogo(["lint", "x.md"]).exit(1).says("near-miss-box");
}

#[test]
fn the_configuration_sets_severities_and_sections() {
    let env = CliEnv::new().file("x.md", OPEN).file("gonogo.toml", "[rules]\nopen-item = \"warning\"\n");
    env.gonogo(["check", "x.md"]).exit(0).says("warning");
    let text = "# R\n\n- [x] a\n\n## Drill\n\n- [ ] b\n\n### Deeper\n\n- [ ] c\n";
    let env = CliEnv::new().file("x.md", text).file("gonogo.toml", "[sections]\n\"drill*\" = \"contingent\"\n");
    env.gonogo(["check", "x.md"]).exit(0);
}

#[test]
fn a_wrong_configuration_stops_every_command() {
    let env = CliEnv::new().file("x.md", DONE).file("gonogo.toml", "[rule]\n");
    env.gonogo(["check", "x.md"]).exit(2).remarks("gonogo.toml:1:2").remarks("did you mean `rules`?");
}

#[test]
fn new_makes_a_run_and_never_invents_a_value() {
    let env = CliEnv::new().file("t.md", TEMPLATE);
    env.gonogo(["new", "t.md", "-o", "runs/a.md", "--strict"]).exit(2).remarks("BUILD");
    assert!(!env.path("runs/a.md").exists());
    env.gonogo(["new", "t.md", "-o", "runs/a.md", "--set", "BUILD=7"]).exit(0);
    let pin = "\n<!-- gonogo: template ../t.md 8689930e353c0aec94e12ad438c36d4644967873 -->\n";
    assert_eq!(env.read("runs/a.md"), TEMPLATE.replace("[BUILD]", "7") + pin);
    env.gonogo(["new", "t.md", "-o", "runs/a.md", "--set", "BUILD=8"]).exit(2).remarks("exists already");
    env.gonogo(["new", "t.md", "-o", "runs/a.md", "--set", "BUILD=8", "--force"]).exit(0);
    env.gonogo(["new", "t.md", "-o", "t.md", "--set", "BUILD=8", "--force"]).exit(2).remarks("the template itself");
    env.gonogo(["new", "t.md", "-o", "b.md"]).exit(0).remarks("still open: BUILD");
    assert_eq!(env.read("b.md"), TEMPLATE.to_owned() + &pin.replace("../", ""));
}

#[test]
fn fill_takes_files_and_pairs_and_refuses_unknown_keys() {
    let env = CliEnv::new().file("x.md", TEMPLATE).file("d.toml", "BUILD = \"7\"\nticket = \"A-1\"\n");
    env.gonogo(["fill", "x.md", "--set", "tickte=A-1"]).exit(2).remarks("tickte");
    assert_eq!(env.read("x.md"), TEMPLATE);
    let preview = env.gonogo(["fill", "x.md", "--data", "d.toml", "--dry-run"]).exit(0);
    assert!(preview.stdout.contains("+- [ ] Ticket: A-1"), "{preview:#?}");
    assert_eq!(env.read("x.md"), TEMPLATE);
    env.gonogo(["fill", "x.md", "--data", "d.toml", "--set", "ticket=B-2"]).exit(0);
    assert_eq!(env.read("x.md"), TEMPLATE.replace("[BUILD]", "7").replace("____", "B-2"));
    env.gonogo(["fill", "x.md", "--set", "ticket=C-3"]).exit(2).remarks("--overwrite");
}

#[test]
fn a_blank_within_words_is_filled_twice_as_once() {
    let env = CliEnv::new().file("x.md", "# R\n\n- [ ] Ship\n  - **Window:** at ____ by night\n");
    env.gonogo(["fill", "x.md", "--set", "window=22:00"]).exit(0).remarks("filled in: 1");
    let once = env.read("x.md");
    env.gonogo(["fill", "x.md", "--set", "window=22:00"]).exit(0).remarks("stands in \"at 22:00 by night\" already");
    env.gonogo(["set", "x.md", "window", "22:00"]).exit(0);
    assert_eq!(env.read("x.md"), once);
    env.gonogo(["fill", "x.md", "--set", "window=2:00"]).exit(2).remarks("--overwrite");
}

#[test]
fn what_the_configuration_says_of_sections_is_no_change_of_the_text() {
    let env = CliEnv::new()
        .file("gonogo.toml", "[sections]\n\"Extra*\" = \"reference\"\n")
        .file("x.md", "# R\n\n- [ ] a: ____\n\n## Extra\n\n- [ ] b: ____\n")
        .stdin("e\n6\nq\n");
    env.gonogo(["fill", "x.md", "--set", "a=5"]).exit(0);
    env.gonogo(["set", "x.md", "b", "7"]).exit(0);
    env.gonogo(["note", "x.md", "a", "-m", "seen"]).exit(0);
    assert!(
        env.read("x.md").contains("- [ ] a: 5\n  - **Note:** seen\n\n## Extra\n\n- [ ] b: 7\n"),
        "{}",
        env.read("x.md")
    );
    let env = env.file("x.md", "# R\n\n- a: ____\n\n## Extra\n\n- [ ] b: ____\n");
    env.gonogo(["run", "--plain", "x.md"]).exit(1);
    assert!(env.read("x.md").contains("- a: 6\n"), "{}", env.read("x.md"));
    env.file("gonogo.toml", "[section]\n").gonogo(["fill", "x.md", "--set", "b=5"]).exit(2).remarks("gonogo.toml:1:2");
}

#[test]
fn filling_and_judging_at_once_says_what_both_say() {
    let env = CliEnv::new().file("x.md", "# R\n\n- [x] a: ____\n").file("y.md", "# R\n\n- [x] a: ____\n");
    let once = env.gonogo(["fill", "x.md", "--set", "a=5", "--check"]).exit(0).stdout;
    env.gonogo(["fill", "y.md", "--set", "a=5"]).exit(0);
    assert_eq!(once.replace('x', "y"), env.gonogo(["check", "y.md"]).exit(0).stdout);
    assert_eq!(env.read("x.md"), env.read("y.md"));
    let env = CliEnv::new().file("x.md", "# R\n\n- [ ] a: ____\n").stdin("# R\n\n- [ ] a: ____\n");
    env.gonogo(["fill", "x.md", "--check", "--dry-run"]).exit(1).says("NO-GO");
    env.gonogo(["fill", "-", "--check"]).exit(2).remarks("name a file");
}

#[test]
fn computed_values_are_said() {
    let env = CliEnv::new()
        .file("x.md", "# R\n\n## Code (1 item)\n\n- [x] a\n\n## Summary\n\n- Code: ____/1 items complete\n");
    env.gonogo(["fill", "x.md", "--computed"]).exit(0).remarks("x.md:9: computed: Code: ____ → 1/1");
    assert!(env.read("x.md").ends_with("- Code: 1/1 items complete\n"));
}

#[test]
fn data_lists_the_slots() {
    CliEnv::new().file("x.md", TEMPLATE).gonogo(["data", "x.md"]).exit(0).says("BUILD").says("ticket");
    let done = CliEnv::new().file("x.md", TEMPLATE).gonogo(["data", "x.md", "--format", "json"]).exit(0);
    assert!(serde_json::from_str::<serde_json::Value>(&done.stdout).unwrap().get("BUILD").is_some());
    let env = CliEnv::new().file("x.md", TEMPLATE).file("d.yaml", "BUILD: 1.10\nticket: no\n");
    env.gonogo(["data", "x.md", "--format", "yaml"]).exit(0).says("# \"BUILD\": \"\"\n");
    env.gonogo(["data", "x.md", "--format", "schema"]).exit(0).says("\"BUILD\": {");
    env.gonogo(["fill", "x.md", "--data", "d.yaml"]).exit(0);
    assert_eq!(env.read("x.md"), TEMPLATE.replace("[BUILD]", "1.10").replace("____", "no"));
}

#[test]
fn items_are_ticked_opened_set_aside_and_failed() {
    let env = CliEnv::new().file("x.md", OPEN);
    env.gonogo(["tick", "x.md", "backup"]).exit(0).remarks("Backup taken");
    assert_eq!(env.read("x.md"), DONE);
    env.gonogo(["untick", "x.md", ":4"]).exit(0);
    assert_eq!(env.read("x.md"), OPEN);
    env.gonogo(["na", "x.md", "backup", "--reason", "no data yet"]).exit(0);
    assert!(env.read("x.md").contains("- [x] Backup taken — N/A: no data yet\n"));
    env.gonogo(["na", "x.md", "backup"]).exit(2).remarks("--reason");
    env.gonogo(["fail", "x.md", "backup", "--reason", "disk full"]).exit(2);
    env.gonogo(["tick", "x.md", "nonsense"]).exit(2).remarks("nonsense");
}

#[test]
fn either_all_items_are_changed_or_none() {
    let env = CliEnv::new().file("x.md", "# R\n\n- [ ] a\n- [ ] b\n");
    env.gonogo(["tick", "x.md", ":3", ":9"]).exit(2);
    assert_eq!(env.read("x.md"), "# R\n\n- [ ] a\n- [ ] b\n");
    env.gonogo(["tick", "x.md", ":3", ":4"]).exit(0);
    assert_eq!(env.read("x.md"), "# R\n\n- [x] a\n- [x] b\n");
}

#[test]
fn standard_input_is_changed_on_its_way_to_standard_output() {
    CliEnv::new().stdin(OPEN).gonogo(["tick", "-", "backup", "--quiet"]).exit(0).stdout(DONE).stderr("");
}

#[test]
fn explain_prints_the_page_and_suggests_names() {
    CliEnv::new().gonogo(["explain", "open-item"]).exit(0).says("# open-item");
    for (rule, said) in [
        ("open-item", "gonogo: waive open-item until"),
        ("unboxed-work", "gonogo: ignore unboxed-work: reason"),
        ("no-decision", "Nothing in the text silences it"),
    ] {
        CliEnv::new().gonogo(["explain", rule]).exit(0).says(said);
    }
    CliEnv::new().gonogo(["explain", "open-itm"]).exit(2).remarks("did you mean `open-item`?");
    let rules = CliEnv::new().gonogo(["rules"]).exit(0).stdout;
    assert_eq!(rules.lines().count(), gonogo::rules::RULES.len());
}

#[test]
fn every_subcommand_has_help_and_completions() {
    for subcommand in gonogo::cli::COMMANDS {
        CliEnv::new().gonogo([subcommand.name, "--help"]).exit(0).says(subcommand.about);
    }
    for shell in ["bash", "zsh", "fish"] {
        let script = CliEnv::new().gonogo(["completions", shell]).exit(0).stdout;
        for subcommand in gonogo::cli::COMMANDS {
            assert!(script.contains(subcommand.name), "{shell} lacks {}", subcommand.name);
        }
    }
}

#[test]
fn every_subcommand_has_a_manual_page_that_groff_takes() {
    let env = CliEnv::new();
    env.gonogo(["man", "--output", "man"]).exit(0).stderr("");
    let is_there = Command::new("groff").arg("--version").output().is_ok();
    if !is_there {
        eprintln!("groff is not installed: the pages are not formatted");
    }
    let inner = ["hook-install", "hook-run", "policy-approve"];
    for name in gonogo::cli::COMMANDS.iter().map(|command| command.name).chain(inner) {
        let page = env.read(&format!("man/gonogo-{name}.1"));
        assert!(page.contains(&format!(".TH gonogo-{name} 1")), "{page}");
        env.words(["man"].into_iter().chain(name.split('-'))).exit(0).stdout(&page);
        if is_there {
            let file = env.path(&format!("man/gonogo-{name}.1"));
            let done = Command::new("groff").args(["-man", "-ww", "-Tutf8"]).arg(file).output().unwrap();
            assert_eq!(String::from_utf8_lossy(&done.stderr), "", "{name}");
        }
    }
    assert!(env.read("man/gonogo.1").contains("gonogo\\-withdraw(1)"));
    env.gonogo(["man", "hook", "instal"]).exit(2).remarks("`gonogo hook --help`");
    env.gonogo(["man", "check", "--output", "man"]).exit(2);
}

#[test]
fn wrong_usage_is_2_and_version_0() {
    CliEnv::new().gonogo(["chekc"]).exit(2).remarks("check");
    CliEnv::new().gonogo([]).exit(2);
    CliEnv::new().gonogo(["--version"]).exit(0).says("gonogo ");
}

#[test]
fn nothing_that_a_terminal_obeys_is_printed() {
    let env = CliEnv::new().file("x.md", "# R\n\n- [ ] \u{1b}]8;;http://x\u{7}a\u{202e}b\n");
    for done in [
        env.gonogo(["check", "x.md"]),
        env.gonogo(["compile", "x.md"]),
        env.gonogo(["tick", "x.md", ":3", "--dry-run"]),
        env.gonogo(["check", "\u{1b}[2J.md"]),
        env.gonogo(["\u{1b}[2J"]),
    ] {
        let all = done.stdout + &done.stderr;
        assert!(!all.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{all:?}");
    }
}

#[test]
fn colours_only_where_they_are_wanted() {
    let env = CliEnv::new().file("x.md", OPEN);
    assert!(!env.gonogo(["check", "x.md"]).stdout.contains('\u{1b}'));
    assert!(env.gonogo(["check", "x.md", "--color", "always"]).stdout.contains('\u{1b}'));
}

#[test]
fn a_reader_that_goes_away_is_no_fault_to_speak_of() {
    let env = CliEnv::new().file("x.md", OPEN);
    let mut child = env.program(["rules"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    // It may have been faster than the pipe was closed.
    assert!(matches!(out.status.code(), Some(0 | 2)), "{out:?}");
    assert!(out.stderr.is_empty(), "{out:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_2_and_no_panic() {
    let env = CliEnv::new().file("x.md", DONE);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let out = env.program(["check", "x.md"]).stdout(full).output().unwrap();
    assert_eq!(out.status.code(), Some(2));
    let stderr = String::from_utf8_lossy(&out.stderr);
    assert!(stderr.starts_with("error: ") && !stderr.contains("panicked"), "{stderr}");
}

#[test]
fn our_own_release_checklist_is_sound() {
    let text = include_str!("../../docs/release-checklist.md");
    CliEnv::new().file("x.md", text).gonogo(["lint", "x.md"]).exit(0);
}
