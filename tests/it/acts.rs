//! Acting on a run from the command line: several at once or none, shown before it is written, said for programs.

use serde_json::Value;

use crate::cli_env::CliEnv;
use crate::support::Sandbox;

const RUN: &str = "# R\n\n## Checks\n\n- [ ] Backup taken\n  **Time:** ____ **Completed by:** ____\n- [ ] Build: ____\n\n## Go or \
no-go\n\n- [ ] **GO**\n- [ ] **NO-GO**\n\n## Log\n\n| Time | Event |\n|---|---|\n";

#[test]
fn time_and_person_come_from_the_clock_and_from_git() {
    let env = CliEnv::of(Sandbox::new()).file("x.md", RUN);
    env.gonogo(["tick", "x.md", "1.1"]).exit(0).remarks("x.md:5: done: 1.1 Backup taken (Time: 2026-11-21 03:01 UTC,");
    let done = RUN
        .replace("[ ] Backup", "[x] Backup")
        .replace("**Time:** ____ **Completed by:** ____", "**Time:** 2026-11-21 03:01 UTC **Completed by:** Ana Doe");
    assert_eq!(env.read("x.md"), done);
    env.gonogo(["untick", "x.md", "1.1"]).exit(0).remarks("Time: emptied");
    assert_eq!(env.read("x.md"), RUN);
    env.gonogo(["tick", "x.md", "1.1", "--bare"]).exit(0);
    assert_eq!(env.read("x.md"), RUN.replace("[ ] Backup", "[x] Backup"));
    let nobody = CliEnv::new().file("x.md", RUN);
    nobody
        .gonogo(["tick", "x.md", "backup"])
        .exit(0)
        .remarks("Completed by stays empty: git does not know who you are");
    nobody.gonogo(["tick", "x.md", "backup", "--by", "Ben"]).exit(0);
    assert!(nobody.read("x.md").contains("**Completed by:** Ben"));
}

#[test]
fn a_dry_run_shows_the_change_and_json_says_it_to_programs() {
    let env = CliEnv::new().file("x.md", RUN);
    env.gonogo(["note", "x.md", "backup", "-m", "took long", "--dry-run"]).exit(0).says("+  - **Note:** took long\n");
    let done = env.gonogo(["tick", "x.md", "backup", "--format", "json", "--dry-run", "--by", "Ben"]).exit(0);
    let said: Value = serde_json::from_str(&done.stdout).unwrap();
    assert_eq!(said["written"], false);
    assert!(said["diff"].as_str().unwrap().contains("+- [x] Backup taken\n"));
    assert_eq!(said["acts"][0]["slots"][1]["value"], "Ben");
    assert_eq!(env.read("x.md"), RUN);
    let schema = env.gonogo(["schema", "acts"]).exit(0).stdout;
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&said));
    let done = env.gonogo(["set", "x.md", "build", "1.10", "--format", "json"]).exit(0);
    let said: Value = serde_json::from_str(&done.stdout).unwrap();
    assert_eq!((&said["written"], &said["acts"][0]["text"]), (&true.into(), &"build: 1.10".into()));
    CliEnv::new().stdin(RUN).gonogo(["tick", "-", "backup", "--format", "json"]).exit(2).remarks("name a file");
}

#[test]
fn unticking_gives_a_choice_its_options_back_where_the_template_knows_them() {
    let text = "# R\n\n- [ ] a\n  - **Result:** PASS/FAIL\n- [ ] b\n  - **Result:** OK / DEGRADED / FAIL\n";
    let env = CliEnv::of(Sandbox::new()).file("t.md", text);
    env.gonogo(["new", "t.md", "-o", "x.md"]).exit(0);
    let new = env.read("x.md");
    env.gonogo(["tick", "x.md", "a", "b"]).exit(0);
    assert!(env.read("x.md").contains("PASS\n") && env.read("x.md").contains("**Result:** OK\n"));
    env.gonogo(["untick", "x.md", "a", "b"]).exit(0);
    assert_eq!(env.read("x.md"), new);
    // Without a template nobody knows.
    env.gonogo(["tick", "t.md", "a", "b"]).exit(0);
    let ticked = env.read("t.md");
    env.gonogo(["untick", "t.md", "a"])
        .exit(2)
        .remarks("\"Result\" says PASS, and what it was chosen from stands nowhere");
    assert_eq!(env.read("t.md"), ticked);
    env.gonogo(["untick", "t.md", "a", "--bare"]).exit(0);
    assert!(env.read("t.md").contains("- [ ] a\n  - **Result:** PASS\n"));
}

#[test]
fn a_typed_name_is_said_to_programs_too() {
    let text = "# R\n\n- [x] a\n\n- QA Lead: ________ Date: ________\n";
    let env = CliEnv::of(Sandbox::new()).file("x.md", text);
    let typed = ["sign", "x.md", "--role", "QA Lead", "--typed", "--format", "json"];
    let shown = env.words(typed.iter().copied().chain(["--dry-run"])).exit(0).stdout;
    let said: Value = serde_json::from_str(&shown).unwrap();
    assert!(
        said["written"] == false && said["diff"].as_str().unwrap().contains("+- QA Lead: Ana Doe Date: 2026-11-21")
    );
    assert_eq!(env.read("x.md"), text);
    let said: Value = serde_json::from_str(&env.gonogo(typed).exit(0).stdout).unwrap();
    assert_eq!((&said["acts"][0]["act"], &said["acts"][0]["line"]), (&"type".into(), &5.into()));
    assert!(env.read("x.md").contains("Ana Doe"));
}

#[test]
fn a_name_is_written_over_a_blank_in_a_code_span_and_stays_in_it() {
    let text = "# R\n\n- [x] a\n\n**Final approval:** `____` **Date:** `____`\n";
    let env = CliEnv::of(Sandbox::new()).file("x.md", text);
    env.gonogo(["sign", "x.md", "--role", "Final approval", "--typed"]).exit(0);
    assert_eq!(env.read("x.md"), "# R\n\n- [x] a\n\n**Final approval:** `Ana Doe` **Date:** `2026-11-21`\n");
    env.gonogo(["check", "x.md"]).exit(0);
}

#[test]
fn values_decisions_and_events_are_written_from_the_command_line() {
    let env = CliEnv::new().file("x.md", RUN);
    env.gonogo(["set", "x.md", "build", "017"]).exit(0).remarks("x.md:7: set: build: 017");
    env.gonogo(["set", "x.md", "build", "18"]).exit(2).remarks("--overwrite");
    env.gonogo(["set", "x.md", "build"]).exit(2);
    env.gonogo(["set", "x.md", "bulid", "18"]).exit(2).remarks("the nearest are `build`");
    env.gonogo(["decide", "x.md", "go"]).exit(0).remarks("decided");
    env.gonogo(["decide", "x.md", "no-go"]).exit(2).remarks("--overwrite");
    env.gonogo(["decide", "x.md", "no-go", "--overwrite"]).exit(0);
    env.gonogo(["event", "x.md", "Traffic moved"])
        .exit(0)
        .remarks("x.md:18: logged: 2026-11-21 03:01 UTC, Traffic moved");
    let expected = RUN.replace("Build: ____", "Build: 017").replace("[ ] **NO-GO", "[x] **NO-GO")
        + "| 2026-11-21 03:01 UTC | Traffic moved |\n";
    assert_eq!(env.read("x.md").trim_end(), expected.trim_end());
}

#[test]
fn evidence_is_kept_beside_the_run_with_its_digest() {
    let env =
        CliEnv::of(Sandbox::new()).file("runs/x.md", RUN).file("out/a b.log", "hello\n").file("b/a b.log", "other\n");
    let digest = "sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
    env.gonogo(["attach", "runs/x.md", "backup", "out/a b.log", "--dry-run"]).exit(0).says(digest);
    assert!(!env.path("runs/x.evidence").exists());
    env.gonogo(["attach", "runs/x.md", "backup", "out/a b.log"]).exit(0).remarks("attached: x.evidence/a-b.log");
    let line = format!("  - **Evidence:** [a b.log](x.evidence/a-b.log) {digest}\n");
    assert!(env.read("runs/x.md").contains(&line), "{}", env.read("runs/x.md"));
    assert_eq!(env.read("runs/x.evidence/a-b.log"), "hello\n");
    env.gonogo(["attach", "runs/x.md", "backup", "out/a b.log"]).exit(0);
    assert_eq!(env.read("runs/x.md").matches("Evidence").count(), 1, "the same once more is the same");
    env.gonogo(["attach", "runs/x.md", "backup", "b/a b.log"]).exit(0);
    assert_eq!(
        std::fs::read_dir(env.path("runs/x.evidence")).unwrap().count(),
        2,
        "another of the same name is kept too"
    );
    assert_eq!(env.read("runs/x.evidence/a-b.log"), "hello\n");
    let env = env.file("c/z.log", "one\n").file("d/z.log", "two\n");
    env.gonogo(["attach", "runs/x.md", "build", "c/z.log", "d/z.log", "c/z.log"]).exit(0);
    assert_eq!(std::fs::read_dir(env.path("runs/x.evidence")).unwrap().count(), 4, "two of one name at once");
    env.gonogo(["attach", "runs/x.md", "build", "out/a b.log", "--link"]).exit(0);
    assert!(env.read("runs/x.md").contains(&format!("[a b.log](../out/a%20b.log) {digest}\n")));
    env.gonogo(["attach", "runs/x.md", "build", "https://ci.example.org/7"]).exit(0);
    assert!(env.read("runs/x.md").contains("[https://ci.example.org/7](https://ci.example.org/7)\n"));
    for (what, why) in
        [("javascript://alert(1)", "is no link"), ("nothing.log", "no such file"), ("out", "is a directory")]
    {
        env.gonogo(["attach", "runs/x.md", "build", what]).exit(2).remarks(why);
    }
}
