//! What signers have said counts, not only that they have signed: the last word of each, and no word against is lost.

use crate::team::{PATH, Team};

#[test]
fn a_signed_no_go_holds_whoever_else_signs() {
    let team = Team::new();
    team.sign("ben", "QA Lead", ["--decision", "NO-GO", "--reason", "the restore test failed"]).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    let against = "ben@example.org (qa-lead) has decided NO-GO: the restore test failed (decision-contradiction)";
    team.check().exit(1).says("invalid-signature").says(against);
    // Another one for the same role does not outvote it.
    team.edit("- QA Lead: Ben Ito", "- QA Lead: ________");
    team.sign("cy", "QA Lead", ["--decision", "GO"]).exit(0);
    team.check().exit(1).says(against);
    team.record().exit(1).says("decision-contradiction");
    // Nor does a change of the text, nor taking the place out of it.
    team.edit("Backup taken", "Backup was taken");
    team.sign("cy", "QA Lead", ["--decision", "GO"]).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    team.check().exit(1).says(against);
    let text = team.env.read(PATH);
    let line = text.lines().find(|line| line.starts_with("- QA Lead")).unwrap();
    team.edit(&format!("{line}\n"), "");
    team.sign("ana", "Release Manager", []).exit(0);
    team.check().exit(1).says(against);
}

#[test]
fn who_said_no_go_may_say_otherwise_and_both_are_recorded() {
    let team = Team::new();
    team.sign("ben", "QA Lead", ["--decision", "NO-GO", "--reason", "the restore test failed"]).exit(0);
    team.edit("Tests pass", "Tests pass, the restore too");
    team.sign("ben", "QA Lead", ["--decision", "GO"]).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    assert_eq!(team.statements().len(), 3);
    team.check().exit(0);
    team.record().exit(0);
    let audit = team.audit().exit(0).says("verified: 2 commits, 1 runs, 0 findings, 0 not checked");
    assert!(audit.stdout.contains("NO-GO") && audit.stdout.contains("said otherwise later"), "{audit:?}");
}

#[test]
fn a_condition_is_open_until_its_signer_says_go() {
    let team = Team::new();
    team.sign("ben", "QA Lead", ["--decision", "CONDITIONAL-GO", "--reason", "only with Eve on call"]).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    team.check().exit(1).says("under a condition: only with Eve on call (condition-open)");
    team.record().exit(1);
    team.sign("ben", "QA Lead", ["--decision", "GO"]).exit(0);
    team.check().exit(0);
}

#[test]
fn a_go_does_not_stand_under_a_no_go() {
    let team = Team::new();
    team.edit("- [x] GO\n- [ ] NO-GO", "- [ ] GO\n- [x] NO-GO");
    team.sign("ben", "QA Lead", ["--decision", "GO"]).exit(0);
    team.sign("ana", "Release Manager", ["--decision", "NO-GO", "--reason", "not today"]).exit(0);
    team.check().exit(1).says("ben@example.org (qa-lead) has decided GO, but the run is a NO-GO");
    team.record().exit(1);
    team.sign("ben", "QA Lead", ["--decision", "NO-GO", "--reason", "not today"]).exit(0);
    team.record().exit(0).says("recorded: v1.2.0 (no-go)");
    team.audit().exit(0);
}

#[test]
fn what_is_taken_back_does_not_count() {
    let team = Team::new();
    team.sign_all();
    team.check().exit(0);
    let back = ["withdraw", PATH, "--role", "QA Lead", "--reason", "signed the wrong run"];
    // Nobody takes back the word of another.
    team.env.gonogo(back).exit(2).remarks("no sign-off of yours as QA Lead");
    team.works("ben");
    team.env.gonogo(back).exit(0);
    team.env.gonogo(back).exit(2).remarks("no sign-off of yours as QA Lead");
    team.check().exit(1).says("has taken it back: signed the wrong run (withdrawn)");
    team.record().exit(1);
    // Cy may sign in his place, and Ben again.
    team.edit("- QA Lead: Ben Ito", "- QA Lead: ________");
    team.sign("cy", "QA Lead", []).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    team.check().exit(0);
    team.record().exit(0);
    team.audit().exit(0).says("verified");
}

#[test]
fn a_role_that_was_lost_signs_for_nothing() {
    let team = Team::new();
    team.sign_all();
    let root = team.env.sandbox();
    let text = team.env.read(".gonogo/allowed_signers");
    let without: String = text
        .lines()
        .map(|line| line.replace("ben@example.org,qa-lead/ben@example.org", "ben@example.org") + "\n")
        .collect();
    let files = gonogo::record::PolicyFiles {
        policy_toml: team.env.read("gonogo.toml").into_bytes(),
        allowed_signers: without.into_bytes(),
        revoked_keys: Vec::new(),
        signatures: Vec::new(),
    };
    let (branch, who) = (crate::support::branch(), crate::support::ana());
    crate::support::add_policy(&root.repo(), &branch, &files, &root.signer("ana"), &who, &crate::support::now).unwrap();
    team.check().exit(1).says("untrusted");
    team.record().exit(1);
}

#[test]
fn neither_a_key_that_ends_nor_a_role_that_is_lost_nor_a_clock_silences_a_no() {
    let key = |team: &Team| team.env.sandbox().public("ben");
    let team = || {
        let team = Team::new();
        team.sign("ben", "QA Lead", ["--decision", "NO-GO", "--reason", "the restore test failed"]).exit(0);
        team
    };
    let overruled = |team: &Team| {
        team.edit("- QA Lead: Ben Ito", "- QA Lead: ________");
        team.sign("cy", "QA Lead", []).exit(0);
        team.sign("ana", "Release Manager", []).exit(0);
    };
    let holds = |team: &Team, doubt: &str| {
        team.check().exit(1).says("has decided NO-GO: the restore test failed").says(doubt);
        assert_ne!(team.record().status, 0);
    };
    let ended = team();
    overruled(&ended);
    let line = format!("\" {}", key(&ended));
    ended.changes_policy(
        60,
        |text| text.replace(&line, &format!("\",valid-before=\"20261121030000Z\"{}", &line[1..])),
        "",
    );
    holds(&ended, "; lapsed: ");
    // With a new key its owner may say otherwise.
    let sandbox = ended.env.sandbox();
    sandbox.key("ben2", &["-t", "ed25519"]);
    let line = format!("qa-lead/ben@example.org {}\n", sandbox.public("ben2"));
    ended.changes_policy(60, |text| text + &line, "");
    ended.works("ben");
    sandbox.git(&["config", "user.signingkey", sandbox.key_path("ben2").to_str().unwrap()]);
    ended.edit("- QA Lead: Cy Roe", "- QA Lead: ________");
    ended.env.gonogo(["sign", PATH, "--role", "QA Lead", "--decision", "GO"]).exit(0);
    ended.check().exit(0);

    let lost = team();
    overruled(&lost);
    lost.changes_policy(60, |text| text.replace(",qa-lead/ben@example.org", ""), "");
    holds(&lost, "; untrusted: ");

    let revoked = team();
    overruled(&revoked);
    revoked.changes_policy(60, |text| text, &format!("{}\n", key(&revoked)));
    holds(&revoked, "; lapsed: ");

    let early = team();
    early.forge("qa-lead", "ben", &[("time: 2026-11-21T03:01:00Z", "time: 2026-11-21T04:01:00Z")]);
    overruled(&early);
    holds(&early, "(decision-contradiction)");
}

#[test]
fn a_statement_that_was_committed_stays() {
    let team = Team::new();
    let git = |args: &[&str]| team.env.sandbox().git(args);
    team.sign("ben", "QA Lead", ["--decision", "NO-GO", "--reason", "the restore test failed"]).exit(0);
    git(&["add", "releases"]);
    git(&["commit", "-q", "-m", "Ben's word"]);
    // Somebody takes it away, in the work tree and then in a commit; and Cy signs in Ben's place.
    let name = team.statements().remove(0);
    let path = format!("releases/v1.2.0.signoffs/{name}");
    git(&["rm", "-q", &path, &format!("{path}.sig")]);
    team.edit("- QA Lead: Ben Ito", "- QA Lead: ________");
    team.sign("cy", "QA Lead", []).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    let held = || {
        team.check()
            .exit(1)
            .says("was committed in releases/v1.2.0.signoffs and is not here")
            .says("(statement-removed)");
        team.record().exit(1);
    };
    held();
    git(&["add", "releases"]);
    git(&["commit", "-q", "-m", "Cy's word"]);
    held();
    // Nor does any variable of git's hide it.
    let shallow = team.env.sandbox().root().join("shallow");
    std::fs::write(&shallow, git(&["rev-parse", "HEAD"])).unwrap();
    for (name, value) in [
        ("GIT_SHALLOW_FILE", shallow.to_str().unwrap()),
        ("GIT_LITERAL_PATHSPECS", "1"),
        ("GIT_NOGLOB_PATHSPECS", "1"),
        ("GIT_GRAFT_FILE", shallow.to_str().unwrap()),
        ("GIT_DIR", "/nonexistent"),
    ] {
        team.env.words_with(["check", "--concise", PATH], &[(name, value)]).exit(1).says("(statement-removed)");
    }
    let (head, first) = (git(&["rev-parse", "HEAD"]), git(&["rev-list", "--max-parents=0", "HEAD"]));
    let grafts = team.env.path(".git/info/grafts");
    std::fs::create_dir_all(grafts.parent().unwrap()).unwrap();
    std::fs::write(&grafts, format!("{} {}\n", head.trim(), first.trim())).unwrap();
    held();
    std::fs::remove_file(&grafts).unwrap();
    git(&["replace", "--graft", "HEAD", first.trim()]);
    held();
    git(&["replace", "-d", head.trim()]);
    git(&["checkout", "-q", "HEAD~1", "--", &path, &format!("{path}.sig")]);
    team.check().exit(1).says("has decided NO-GO");
}

/// Ben has said NO-GO on a branch, Ana and Cy go ahead; what becomes of Ben's word is told by git commands.
fn left_behind(and_then: &[&[&str]], path: &str) -> crate::cli_env::Done {
    let team = Team::new();
    let git = |args: &[&str]| team.env.sandbox().git(args);
    git(&["add", "releases"]);
    git(&["commit", "-q", "-m", "the run"]);
    git(&["checkout", "-q", "-b", "side"]);
    team.sign("ben", "QA Lead", ["--decision", "NO-GO", "--reason", "the restore test failed"]).exit(0);
    git(&["add", "releases"]);
    git(&["commit", "-q", "-m", "Ben's word"]);
    let ben = format!("releases/v1.2.0.signoffs/{}", team.statements().remove(0));
    git(&["checkout", "-q", "main"]);
    for (name, role) in [("ana", "Release Manager"), ("cy", "QA Lead")] {
        team.sign(name, role, []).exit(0);
        git(&["add", "releases"]);
        git(&["commit", "-q", "-m", role]);
    }
    std::fs::create_dir(team.env.path("releases/prod")).unwrap();
    for args in and_then {
        git(&args.iter().map(|word| if *word == "BEN" { ben.as_str() } else { *word }).collect::<Vec<_>>());
    }
    // Not even what the repository is told to do when it is asked for its history hides it.
    git(&["config", "log.showSignature", "true"]);
    git(&["config", "log.follow", "true"]);
    git(&["config", "gpg.ssh.program", "./nothing"]);
    team.env.gonogo(["check", "--concise", path])
}

#[test]
fn taking_every_place_to_sign_out_of_the_run_silences_nobody() {
    let team = Team::new();
    team.sign("ben", "QA Lead", ["--decision", "NO-GO", "--reason", "the restore test failed"]).exit(0);
    team.env.git(&["add", "releases"]);
    team.env.git(&["commit", "-q", "-m", "Ben's word"]);
    let text = team.env.read(PATH);
    std::fs::write(team.env.path(PATH), &text[..text.find("## Sign-off").unwrap()]).unwrap();
    team.check().exit(1).says("nobody is asked to sign here any more, but ben@example.org (qa-lead) has decided NO-GO");
    team.record().exit(1);
    team.env.git(&["rm", "-q", "-r", "--cached", "releases/v1.2.0.signoffs"]);
    std::fs::remove_dir_all(team.env.path("releases/v1.2.0.signoffs")).unwrap();
    team.check().exit(1).says("nobody is asked to sign here any more, but qa-lead--").says("(statement-removed)");
    team.record().exit(1);
}

#[test]
fn where_signatures_are_asked_for_somebody_is_asked_to_sign() {
    let team = Team::new();
    let text = team.env.read(PATH);
    let (above, below) = text.split_at(text.find("## Sign-off").unwrap());
    for text in [above.to_owned(), format!("{above}## Rollback\n\n{}", below.replace("## Sign-off", "### Sign-off"))] {
        std::fs::write(team.env.path(PATH), text).unwrap();
        team.check().exit(3).says("the policy asks for signatures, and nobody is asked to sign here");
        team.record().exit(3);
    }
}

#[test]
fn no_merge_and_no_move_leaves_a_word_behind() {
    const DROPPED: &[&str] = &["merge", "-q", "-s", "ours", "-m", "merged", "side"];
    const TAKEN: &[&str] = &["checkout", "-q", "side", "--", "releases/v1.2.0.signoffs"];
    const MOVED: &[&str] = &["mv", "releases/v1.2.0.md", "releases/v1.2.0.signoffs", "releases/prod"];
    const COMMIT: &[&str] = &["commit", "-q", "-m", "done"];
    let gone = "was committed in releases/v1.2.0.signoffs and is not here";
    left_behind(&[], PATH).exit(0);
    left_behind(&[DROPPED], PATH).exit(1).says(gone).says("(statement-removed)");
    left_behind(&[TAKEN, COMMIT], PATH).exit(1).says("has decided NO-GO");
    // The run goes elsewhere, with those statements that suit.
    let there: &[&[&str]] = &[TAKEN, COMMIT, &["rm", "-q", "BEN"], COMMIT, MOVED, COMMIT];
    left_behind(there, "releases/prod/v1.2.0.md").exit(1).says(gone);
    // With all of them it may.
    left_behind(&[MOVED, COMMIT], "releases/prod/v1.2.0.md").exit(0);
}

#[test]
fn what_a_shallow_clone_has_left_out_is_not_guessed() {
    let team = Team::new();
    team.sign_all();
    let sandbox = team.env.sandbox();
    for text in ["one", "two"] {
        sandbox.write("notes.md", text);
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "-q", "-m", text]);
    }
    team.check().exit(0);
    let head = sandbox.git(&["rev-parse", "HEAD"]);
    std::fs::write(sandbox.dir().join(".git/shallow"), head).unwrap();
    team.check().exit(3).says("this clone is shallow").says("history-incomplete");
}

#[test]
fn nobody_signs_what_does_not_hold_without_saying_why() {
    let team = Team::new();
    team.edit("[x] Tests pass", "[ ] Tests pass");
    let refused = team.sign("ben", "QA Lead", []).exit(2);
    refused.remarks("does not hold: line 4: “Tests pass” is open (open-item)").remarks("--decision NO-GO");
    assert!(!team.env.path("releases/v1.2.0.signoffs").exists());
    team.sign("ben", "QA Lead", ["--reason", "they pass once the flag is off"]).exit(0);
    team.edit("[ ] Tests pass", "[x] Tests pass");
    team.sign("ben", "QA Lead", []).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    team.record().exit(0);
}

#[test]
fn an_item_is_signed_by_itself() {
    let team = Team::new();
    let text = "# Release 1.2.0\n\n- [x] Backup taken\n  - **Responsible:** QA Lead\n  - **Sign-off:** ________\n\
                - [ ] Tests pass\n  - **Responsible:** QA Lead\n  - **Sign-off:** ________\n";
    std::fs::write(team.env.path(PATH), text).unwrap();
    team.sign("ben", "QA Lead", ["--at", ":5"]).exit(0);
    team.sign("ben", "QA Lead", ["--at", ":8"]).exit(2).remarks("line 6: “Tests pass” is open");
}
