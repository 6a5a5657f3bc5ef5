//! Reading the record: `log`, `show` and `audit`, for people and for programs.

use crate::team::Team;

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn nothing_is_recorded_until_something_is() {
    let team = Team::new();
    let log = team.env.gonogo(["log"]).exit(0).says("genesis").says("verified: 1 commits, 0 runs");
    assert_eq!(log.stderr, "no pin was given, so that nothing was dropped from the end is not checked\n");
    team.env.gonogo(["show", "v1.2.0"]).exit(2).remarks("there is no run \"v1.2.0\" in refs/heads/gonogo/record");
}

#[test]
fn the_record_is_read_newest_first_and_in_json() {
    let team = Team::new();
    team.sign_all();
    team.record().exit(0);
    let log = team.env.gonogo(["log"]).exit(0);
    let (run, genesis) = (log.stdout.find("v1.2.0  go").unwrap(), log.stdout.find("genesis").unwrap());
    assert!(run < genesis, "{log:?}");
    assert!(!team.env.gonogo(["log", "-n", "1"]).exit(0).stdout.contains("genesis"));
    let log = json(&team.env.gonogo(["log", "-n", "1", "--format", "json"]).exit(0).stdout);
    assert_eq!(log["schema"], "gonogo.audit/1");
    assert_eq!(log["verdict"], "verified");
    assert_eq!(log["entries"].as_array().unwrap().len(), 1);
    let run = &log["entries"][0];
    assert_eq!((&run["seq"], &run["run"], &run["outcome"]), (&1.into(), &"v1.2.0".into(), &"go".into()));
    assert_eq!(run["signed"], true);
    let signed: Vec<_> = run["sign_offs"].as_array().unwrap().iter().map(|s| (&s["signer"], &s["counts"])).collect();
    assert_eq!(signed, [(&"ben@example.org".into(), &true.into()), (&"ana@example.org".into(), &true.into())]);
    assert_eq!(
        json(&team.env.gonogo(["audit", "--format", "json"]).exit(0).stdout)["entries"].as_array().unwrap().len(),
        2
    );

    let shown = team.env.gonogo(["show", "v1.2.0"]).exit(0);
    let shown = shown.says("recorded by ana@example.org: good").says("Ben Ito approved as qa-lead: good");
    shown.says("  checklist.md\n").says("manifest.sha256");
    assert_eq!(json(&team.env.gonogo(["show", "v1.2.0", "--format", "json"]).stdout)["entries"][0]["run"], "v1.2.0");
    let page = team.env.gonogo(["show", "v1.2.0", "checklist.md"]).exit(0);
    assert_eq!(page.stdout, team.env.read(crate::team::PATH));
    team.env.gonogo(["show", "v1.2.0", "notes.md"]).exit(2).remarks("it has: checklist.md, content.md");
}

#[test]
fn a_record_that_does_not_hold_is_never_shown_as_if_it_did() {
    let team = Team::new();
    team.sign_all();
    team.record().exit(0);
    let git = |args: &[&str]| team.env.sandbox().git(args);
    // An unsigned commit on top.
    let tree = git(&["rev-parse", "gonogo/record^{tree}"]);
    let commit = git(&["commit-tree", "-p", "gonogo/record", "-m", "\u{1b}[2Jcleared", tree.trim()]);
    git(&["update-ref", "refs/heads/gonogo/record", commit.trim()]);
    for args in [&["log"][..], &["show", "v1.2.0"], &["audit"], &["show", "v1.2.0", "content.md"]] {
        let said = team.env.words(args.iter().copied()).exit(1);
        assert!(format!("{}{}", said.stdout, said.stderr).contains("DOES NOT HOLD"), "{said:?}");
        assert!(!said.stdout.contains('\u{1b}'), "{said:?}");
    }
    let log = json(&team.env.gonogo(["log", "--format", "json"]).exit(1).stdout);
    assert_eq!(log["verdict"], "DOES NOT HOLD");
    let rules: Vec<_> = log["findings"].as_array().unwrap().iter().map(|f| f["rule"].as_str().unwrap()).collect();
    assert!(rules.contains(&"signature-count") && rules.contains(&"sequence"), "{rules:?}");
}
