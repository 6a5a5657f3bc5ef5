//! Where run data comes from: what counts over what, and what collectors know of git, tests, coverage and scans.

use crate::cli_env::{CliEnv, Done};
use crate::support::Sandbox;

const RUN: &str = "# Release [VERSION]\n\n**Commit:** [COMMIT]\n**Branch:** ____\n**Release date:** ____\n\n- [ ] Unit tests passed: \
____/48\n- [ ] Coverage: ____% (target: ≥90%)\n- [ ] Critical: ____ High: ____\n- [ ] Build number: ____\n";

/// What filling makes of the run.
fn filled<const N: usize>(env: &CliEnv, args: [&str; N]) -> String {
    env.gonogo(args).exit(0);
    env.read("x.md")
}

#[test]
fn pairs_count_over_files_files_over_the_environment_that_over_collectors() {
    let env = CliEnv::of(Sandbox::new())
        .file("x.md", RUN)
        .file("a.toml", "version = \"file\"\n")
        .file("b.yaml", "VERSION: later file\n");
    env.git(&["tag", "v1.49.0"]);
    let all = ["fill", "x.md", "--dry-run", "--git"];
    env.gonogo(all).exit(0).says("+# Release 1.49.0\n");
    let with_env = |args: &[&str]| {
        let mut command = env.program(all);
        let out = command.env("REL_VERSION", "env").args(["--env", "REL"]).args(args).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    assert!(with_env(&[]).contains("+# Release env\n"));
    assert!(
        with_env(&["--data", "a.toml"]).contains("+# Release file\n"),
        "another spelling of the key is the same slot"
    );
    assert!(with_env(&["--data", "a.toml", "--data", "b.yaml"]).contains("+# Release later file\n"));
    assert!(with_env(&["--data", "a.toml", "--set", "Version=pair"]).contains("+# Release pair\n"));
}

#[test]
fn the_environment_names_slots_in_its_own_spelling() {
    let env = CliEnv::new().file("x.md", RUN);
    let run = |name: &str, value: &str| {
        let out = env.program(["fill", "x.md", "--dry-run", "--env", "REL_"]).env(name, value).output().unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap() + &String::from_utf8(out.stderr).unwrap())
    };
    assert!(run("REL_BUILD_NUMBER", "017").1.contains("+- [ ] Build number: 017\n"));
    assert!(
        run("REL_RELEASE_VERSION__BRANCH", "main").1.contains("+**Branch:** main\n"),
        "two underscores are a point"
    );
    let typo = run("REL_BUILD_NUMBR", "17");
    assert!(typo.0 == Some(2) && typo.1.contains("the nearest are `build-number`"), "{typo:?}");
    assert_eq!(run("REL_BUILD_NUMBER", "").0, Some(0), "an empty variable is none");
    env.gonogo(["fill", "x.md", "--env", ""]).exit(2).remarks("a prefix");
}

#[test]
fn git_gives_a_version_only_where_the_commit_is_tagged() {
    let env = CliEnv::of(Sandbox::new()).file("x.md", RUN);
    let preview = |env: &CliEnv| env.gonogo(["fill", "x.md", "--dry-run", "--git"]).exit(0);
    let untagged = preview(&env);
    assert!(!untagged.stdout.contains("+# Release"), "{untagged:#?}");
    assert!(untagged.stdout.contains("+**Branch:** main\n"), "{untagged:#?}");
    env.git(&["tag", "-a", "-m", "x", "v1.50.0"]);
    let tagged = preview(&env).says("+# Release 1.50.0\n").remarks("taken from facts: VERSION, COMMIT, branch");
    assert!(!tagged.stdout.contains("+**Release date"), "the day of the commit is not the day of the release");
    env.git(&["commit", "-q", "--allow-empty", "-m", "more"]);
    let after = preview(&env);
    assert!(!after.stdout.contains("1.50.0"), "{after:#?}");
    let facts =
        ["fill", "x.md", "--dry-run", "--git", "--from", "VERSION=git.tag", "--from", "build-number=git.commits"];
    env.gonogo(facts).exit(0).says("+# Release v1.50.0\n").says("+- [ ] Build number: 1\n");
    env.gonogo(["fill", "x.md", "--git", "--from", "VERSION=git.version"])
        .exit(2)
        .remarks("no fact is called git.version");
    env.git(&["checkout", "-q", "--detach"]);
    assert!(!preview(&env).stdout.contains("Branch:** main"));
    CliEnv::new().file("x.md", RUN).gonogo(["fill", "x.md", "--git"]).exit(2);
}

#[test]
fn now_is_a_date_or_a_time_by_what_its_slot_is_named() {
    let env = CliEnv::new().file("x.md", "# R [START_TIME]\n\n**Release date:** ____\n**Time:** ____\n");
    let text = filled(&env, ["fill", "x.md", "--now", "release-date", "--now", "time", "--now", "START_TIME"]);
    assert_eq!(text, "# R 2026-11-21 03:01 UTC\n\n**Release date:** 2026-11-21\n**Time:** 2026-11-21 03:01 UTC\n");
    let env = CliEnv::new().file("x.md", RUN);
    env.gonogo(["fill", "x.md", "--now", "nothing"]).exit(2).remarks("no slot is called `nothing`");
}

const JUNIT: &str = "<?xml version=\"1.0\"?>\n<testsuites tests=\"99\"><testsuite name=\"a\"><testcase name=\"1\"/>\
<testcase name=\"2\"><failure message=\"&lt;x>\">no</failure></testcase><testcase name=\"3\"><skipped/></testcase></testsuite>\
<testsuite><testcase name=\"4\"></testcase></testsuite></testsuites>\n";

/// What one report gives for one fact.
fn fact(name: &str, report: &str, option: &str, fact: &str) -> Done {
    let env = CliEnv::new().file("x.md", "# R\n\n- [ ] Value: ____\n").file(name, report);
    env.gonogo(["fill", "x.md", "--dry-run", option, name, "--from", &format!("value={fact}")])
}

#[test]
fn test_cases_are_counted_whatever_the_totals_say() {
    for (name, value) in
        [("ratio", "2/4"), ("passed", "2"), ("total", "4"), ("failed", "1"), ("skipped", "1"), ("rate", "50")]
    {
        fact("j.xml", JUNIT, "--junit", &format!("junit.{name}")).exit(0).says(&format!("+- [ ] Value: {value}\n"));
    }
    let many = format!("<testsuite>{}<testcase><error/></testcase></testsuite>", "<testcase/>".repeat(29_999));
    fact("j.xml", &many, "--junit", "junit.rate").exit(0).says("+- [ ] Value: 99.99\n");
    let attribute = "<testsuite><testcase status=\"failed\"/><testcase result=\"skipped\"/></testsuite>";
    fact("j.xml", attribute, "--junit", "junit.ratio").exit(0).says("Value: 0/2\n");
    for (report, why) in [
        ("<testsuites tests=\"3\"/>", "no test case"),
        (JUNIT.split("<testcase name=\"3\"").next().unwrap(), "ends in the middle"),
        ("<a></b>", "no XML"),
        ("", "no test case"),
        ("<!DOCTYPE x [<!ENTITY a \"b\">]><testsuite>&a;</testsuite>", "no test case"),
    ] {
        fact("j.xml", report, "--junit", "junit.ratio").exit(2).remarks(why);
    }
}

#[test]
fn a_total_that_the_checklist_states_is_not_taken_over() {
    let env = CliEnv::new().file("x.md", RUN).file("j.xml", JUNIT);
    let from = ["fill", "x.md", "--junit", "j.xml", "--from", "unit-tests-passed=junit.passed"];
    env.gonogo(from).exit(2).remarks("has the form `____/48`; write \"2/4\" in that form");
    assert_eq!(env.read("x.md"), RUN);
}

#[test]
fn coverage_is_rounded_down() {
    let lcov =
        "TN:\nSF:a.rs\nDA:1,1\nLF:2\nLH:2\nBRF:4\nBRH:3\nend_of_record\nSF:b.rs\nLF:1000\nLH:999\nend_of_record\n";
    fact("l.info", lcov, "--coverage", "coverage.lines").exit(0).says("+- [ ] Value: 99.9\n");
    fact("l.info", lcov, "--coverage", "coverage.branches").exit(0).says("+- [ ] Value: 75\n");
    let cobertura = "<?xml version=\"1.0\"?><!DOCTYPE coverage SYSTEM \"x\"><coverage line-rate=\"1\" lines-covered=\"2\" \
                     lines-valid=\"3\"><packages/></coverage>";
    fact("c.xml", cobertura, "--coverage", "coverage.lines").exit(0).says("+- [ ] Value: 66.66\n");
    let env = CliEnv::new().file("x.md", RUN).file("c.xml", cobertura);
    assert!(filled(&env, ["fill", "x.md", "--coverage", "c.xml"]).contains("Coverage: 66.66% (target"));
    for (report, why) in [
        ("SF:a\nLF:2\nLH:3\nend_of_record\n", "more is covered than there is"),
        ("SF:a\nLF:2\nLH:2\n", "ends in the middle"),
        ("SF:a\nLF:x\nend_of_record\n", "\"x\" is no number"),
        ("nonsense\n", "no line of code"),
        ("<testsuite/>", "neither lcov nor Cobertura"),
        ("<coverage line-rate=\"1\"/>", "no line of code"),
    ] {
        fact("r", report, "--coverage", "coverage.lines").exit(2).remarks(why);
    }
}

#[test]
fn findings_are_counted_by_score_and_by_level() {
    let sarif = r#"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "t", "rules": [
        {"id": "a", "properties": {"security-severity": "9.8"}}, {"id": "b", "properties": {"security-severity": "7.0"}},
        {"id": "c", "defaultConfiguration": {"level": "note"}}]}},
        "results": [{"ruleId": "a"}, {"ruleIndex": 1}, {"ruleId": "c"}, {"ruleId": "x", "level": "error"}, {"ruleId": "x"},
        {"ruleId": "a", "kind": "pass"}, {"ruleId": "a", "suppressions": [{"kind": "inSource"}]}]}]}"#;
    let env = CliEnv::new().file("x.md", RUN).file("s.sarif", sarif);
    assert!(
        filled(&env, ["fill", "x.md", "--sarif", "s.sarif"]).contains("Critical: 2 High: 2\n"),
        "a suppressed one counts"
    );
    fact("s", sarif, "--sarif", "sarif.total").exit(0).says("+- [ ] Value: 6\n");
    for (report, why) in [
        ("{\"runs\": []}", "no scan is in this report"),
        ("{\"runs\": [{}]}", "no results"),
        (r#"{"runs": [{"results": [], "invocations": [{"executionSuccessful": false}]}]}"#, "did not succeed"),
        ("[", "no SARIF"),
    ] {
        fact("s", report, "--sarif", "sarif.total").exit(2).remarks(why);
    }
}

#[test]
fn strict_wants_all_and_partial_passes_over_what_is_not_here() {
    let env = CliEnv::new().file("x.md", "# R\n\n- [ ] A: ____\n- [ ] B: ____\n").file("d.yaml", "a: 1\nother: 2\n");
    env.gonogo(["fill", "x.md", "--data", "d.yaml"]).exit(2).remarks("line 2 of the data: no slot is called `other`");
    env.gonogo(["fill", "x.md", "--data", "d.yaml", "--partial", "--strict"]).exit(2).remarks("`b` (line 4)");
    env.gonogo(["fill", "x.md", "--data", "d.yaml", "--partial"]).exit(0).remarks("passed over");
    assert_eq!(env.read("x.md"), "# R\n\n- [ ] A: 1\n- [ ] B: ____\n");
    env.gonogo(["fill", "x.md", "--set", "b=2", "--strict", "--output", "y.md"]).exit(0);
    assert_eq!(env.read("y.md"), "# R\n\n- [ ] A: 1\n- [ ] B: 2\n");
}
