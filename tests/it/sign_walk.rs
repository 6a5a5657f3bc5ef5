//! Signing as people do it: what has changed since is shown first, and each of several places is asked for by itself.

use crate::pty::Pty;
use crate::support::NOW;
use crate::team::{PATH, Team};

/// Two items with a place each, a whole sign-off, and one of somebody else.
const PLACES: &str = "# Release 1.2.0\n\n- [x] Backup taken\n  - **Responsible:** QA Lead\n  - **Sign-off:** ________\n\
                      - [x] Tests pass\n  - **Responsible:** QA Lead\n  - **Sign-off:** ________\n\n\
                      ## Sign-off\n\n- QA Lead: ________ Date: ________\n- Release Manager: ________ Date: ________\n";

#[test]
fn what_has_changed_since_is_shown_with_the_statement() {
    let team = Team::new();
    let sign = |more: &[&str]| {
        team.works("ben");
        team.env.words(["sign", PATH, "--role", "QA Lead"].into_iter().chain(more.iter().copied()))
    };
    let first = sign(&[]).exit(0).remarks("you have not signed here before\ngonogo-signoff: v1\n");
    assert!(!first.stderr.contains("@@"), "{first:?}");
    sign(&["--decision", "GO"]).exit(0).remarks("nothing has changed since you signed here on 2026-11-21 03:01 UTC");
    team.edit("Tests pass", "Tests pass\u{1b}[2J");
    let shown = sign(&["--dry-run"]).exit(0);
    shown
        .says("changed since you signed here on 2026-11-21 03:01 UTC:")
        .says("\n-- [x] Tests pass\n+- [x] Tests pass\\u{1b}[2J\n")
        .says("\nscope: whole\n");
    let now = sign(&[]).exit(0).remarks("\n-- [x] Tests pass\n+- [x] Tests pass\\u{1b}[2J\n");
    let at = |what: &str| now.stderr.find(what).unwrap();
    assert!(at("changed since") < at("gonogo-signoff: v1") && at("gonogo-signoff: v1") < at("signed: releases"));
    // Of others nothing is shown.
    team.sign("cy", "QA Lead", ["--dry-run"]).exit(2);
    team.sign("ana", "Release Manager", ["--dry-run"]).exit(0).says("you have not signed here before");
    // Where it is not to be found, that is said.
    for entry in std::fs::read_dir(team.env.path("releases/v1.2.0.signoffs")).unwrap().flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "seen") {
            std::fs::remove_file(entry.path()).unwrap();
        }
    }
    team.edit("Backup taken", "Backup is taken");
    sign(&["--dry-run"]).exit(0).says("is not to be found, so what has changed since can't be shown");
}

#[test]
fn what_was_signed_is_said_to_programs() {
    let team = Team::new();
    team.works("ben");
    let sign = |more: &[&str]| {
        let words = ["sign", PATH, "--role", "QA Lead", "--format", "json"];
        let done = team.env.words(words.into_iter().chain(more.iter().copied())).exit(0);
        serde_json::from_str::<serde_json::Value>(&done.stdout).unwrap()
    };
    let planned = sign(&["--dry-run"]);
    assert_eq!(planned["written"], false);
    assert!(!team.env.path("releases/v1.2.0.signoffs").exists());
    let said = sign(&[]);
    let statement = &said["acts"][0]["statement"];
    assert_eq!((&said["written"], &said["acts"][0]["act"]), (&true.into(), &"sign".into()));
    assert_eq!(team.env.read(statement["path"].as_str().unwrap()), statement["text"].as_str().unwrap());
    let schema = team.env.gonogo(["schema", "acts"]).exit(0).stdout;
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    assert!(schema.is_valid(&said) && schema.is_valid(&planned));
}

#[test]
fn each_place_is_asked_for_by_itself() {
    let mut team = Team::new();
    std::fs::write(team.env.path(PATH), PLACES).unwrap();
    let mine = ["sign", PATH, "--all-mine"];
    team.works("ben");
    // Nobody is there to be asked.
    let refused = team.env.gonogo(mine).exit(2).remarks("each signature is an act of its own");
    refused.remarks("--role 'QA Lead' --at ");
    assert!(!team.env.path("releases/v1.2.0.signoffs").exists());
    // Neither a full stop nor a y is a yes.
    team.env.answers("y\n\nYES\nyes\nno\nquit\n");
    let done =
        team.env.gonogo(mine).exit(1).remarks("1 of 3: line 5, as QA Lead").remarks("3 of 3: line 12, as QA Lead");
    assert_eq!(done.stderr.matches("Sign this as QA Lead? Type yes, no, or quit: ").count(), 6, "{done:?}");
    assert!(done.stderr.contains("2 of 3 not signed"), "{done:?}");
    assert_eq!(team.statements().len(), 1);
    let text = team.env.read(PATH);
    assert!(text.contains("  - **Sign-off:** Ben Ito") && text.contains("- QA Lead: ________"), "{text}");
    // What is signed is not asked for again; the end of the input is no answer.
    team.env.answers("yes\n");
    team.env.gonogo(mine).exit(1).remarks("1 of 2: line 8").remarks("1 of 2 not signed");
    team.env.answers("yes");
    team.env.gonogo(mine).exit(0).remarks("1 of 1: line 12");
    assert_eq!(team.statements().len(), 3);
    let left = "there is nothing for you to sign; the record's policy leaves to others what is open: Release Manager (";
    team.env.gonogo(mine).exit(0).remarks(left);
    // A change of one item makes that one and the whole stale.
    team.edit("Tests pass", "Tests pass today");
    team.env.answers("yes\nyes\n");
    team.env.gonogo(mine).exit(0).remarks("2 of 2: line 12").remarks("+- [x] Tests pass today");
    team.works("ana");
    team.env.answers("yes\n");
    team.env.gonogo(mine).exit(0).remarks("1 of 1: line 13, as Release Manager");
    team.env.gonogo(mine).exit(0).remarks("there is nothing for you to sign\n");
    team.check().exit(0);
}

#[test]
fn a_place_that_does_not_hold_is_passed_over_and_told() {
    let mut team = Team::new();
    std::fs::write(team.env.path(PATH), PLACES.replace("[x] Backup", "[ ] Backup")).unwrap();
    team.works("ben");
    team.env.answers("yes\nyes\nyes\n");
    let done = team.env.gonogo(["sign", PATH, "--all-mine"]).exit(1).remarks("“Backup taken” is open (open-item)");
    assert!(done.stderr.contains("2 of 3 not signed"), "{done:?}");
    assert_eq!(team.statements().len(), 1);
    for word in ["--role=QA Lead", "--decision=NO-GO", "--reason=x", "--dry-run", "--typed"] {
        team.env.gonogo(["sign", PATH, "--all-mine", word]).exit(2);
    }
    team.env.gonogo(["sign", PATH]).exit(2);
}

#[test]
fn in_a_terminal_each_yes_signs_once() {
    let team = Team::new();
    // The record was begun by the fixed clock, and the program has the real one.
    if gonogo::time::Timestamp::system_now().unix() < NOW {
        return;
    }
    std::fs::write(team.env.path(PATH), PLACES).unwrap();
    team.works("ben");
    let mut terminal = Pty::open(team.env.sandbox(), (40, 120), &["sign", PATH, "--all-mine"]);
    let mut said = String::new();
    for (nth, answer) in ["yes", "no", "yes"].into_iter().enumerate() {
        terminal.hear(&mut said, |said| said.matches("Type yes, no, or quit: ").count() > nth);
        terminal.answer(answer);
    }
    assert_eq!(terminal.child.wait().unwrap().exit_code(), 1, "{said}");
    assert_eq!(team.statements().len(), 2, "{said}");
}
