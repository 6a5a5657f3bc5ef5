//! What a sign-off outlives, and what it does not: ways of git to bring it to another branch, other line ends, and each event
//! after which it counts still, or no more.

use crate::team::{PATH, Team};

/// A run with a sign-off of an item and one of the whole, both on the branch `side` and not on `main`, which has gone on.
fn on_a_branch() -> Team {
    let team = Team::new();
    std::fs::write(team.env.path(PATH), RUN).unwrap();
    std::fs::write(team.env.path("test.log"), "48 of 48\nall well\n").unwrap();
    team.env.gonogo(["attach", PATH, "Tests pass", "test.log"]).exit(0);
    let git = |args: &[&str]| drop(team.env.sandbox().git(args));
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "the run"]);
    git(&["checkout", "-q", "-b", "side"]);
    for (name, role) in [("ben", "QA Lead"), ("ana", "Release Manager")] {
        team.sign(name, role, []).exit(0);
        git(&["add", "."]);
        git(&["commit", "-q", "-m", role]);
    }
    git(&["checkout", "-q", "main"]);
    team.env.sandbox().write("notes.md", "meanwhile\n");
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "meanwhile"]);
    team
}

const RUN: &str = "# Release 1.2.0\n\n**Image:** registry.example/app:1.2.0\n\n- [x] Backup taken\n  - **Responsible:** QA Lead\n  \
                   - **Sign-off:** ________\n- [x] Tests pass\n\n## Sign-off\n\n- Release Manager: ________ Date: ________\n";

#[test]
fn sign_offs_outlive_every_way_to_another_branch_and_other_line_ends() {
    let team = on_a_branch();
    let git = |args: &[&str]| drop(team.env.sandbox().git(args));
    let ways: [(&str, &[&[&str]]); 5] = [
        ("merge", &[&["merge", "-q", "--no-ff", "-m", "merged", "side"]]),
        ("squash", &[&["merge", "-q", "--squash", "side"], &["commit", "-q", "-m", "squashed"]]),
        ("cherry-pick", &[&["cherry-pick", "main..side"]]),
        ("rebase", &[&["reset", "-q", "--hard", "side"], &["rebase", "-q", "main"]]),
        ("merge", &[&["reset", "-q", "--hard", "side"], &["merge", "-q", "-m", "merged", "main"]]),
    ];
    for (nth, (way, commands)) in ways.into_iter().enumerate() {
        git(&["checkout", "-q", "-b", &format!("by-{nth}"), "main"]);
        commands.iter().for_each(|command| git(command));
        assert!(team.env.path("notes.md").exists(), "{way}");
        team.check().exit(0);
        team.env.gonogo(["record", "--dry-run", PATH]).exit(0);
    }
    // As another system checks all of it out, and back.
    let ends = |ends: &str| {
        git(&["config", "core.autocrlf", ends]);
        for name in ["releases", ".gonogo", "gonogo.toml"] {
            git(&["rm", "-q", "-r", "-f", name]);
        }
        git(&["reset", "-q", "--hard"]);
        for name in [PATH, ".gonogo/allowed_signers", &format!("releases/v1.2.0.signoffs/{}", team.statements()[0])] {
            assert_eq!(team.env.read(name).contains("\r\n"), ends == "true", "{name}");
        }
    };
    ends("true");
    team.env.gonogo(["policy", "propose"]).exit(2).remarks("is the one in force");
    team.check().exit(0);
    // What has changed since is told there too, and who signs there signs the same.
    team.edit("Tests pass", "Tests pass today");
    team.check().exit(1).says("first in line 8: “- [x] Tests pass” then, “- [x] Tests pass today” now");
    team.sign("ana", "Release Manager", []).exit(0);
    team.check().exit(0);
    git(&["commit", "-q", "-a", "-m", "from there"]);
    git(&["add", "."]);
    git(&["commit", "-q", "--amend", "-m", "from there"]);
    ends("false");
    team.check().exit(0);
    ends("true");
    team.record().exit(0);
    team.audit().exit(0);
    // A line end that git did not put there is another byte.
    let name = format!("releases/v1.2.0.signoffs/{}", team.statements()[0]);
    std::fs::write(team.env.path(&name), team.env.read(&name).replacen("\r\n", "\n", 1)).unwrap();
    team.check().exit(1).says("(statement-grammar)");
}

/// A run of which Ben has signed an item and the whole; it names a template and an image.
fn both_signed() -> Team {
    let team = Team::new();
    let git = |args: &[&str]| drop(team.env.sandbox().git(args));
    team.env.sandbox().write("lists/release.md", TEMPLATE);
    git(&["add", "lists"]);
    git(&["commit", "-q", "-m", "template"]);
    std::fs::remove_file(team.env.path(PATH)).unwrap();
    team.env.gonogo(["new", "lists/release.md", "-o", PATH, "--set", &format!("Image={}", image("a"))]).exit(0);
    for item in ["Backup taken", "Tests pass"] {
        team.env.gonogo(["tick", PATH, item]).exit(0);
    }
    team.sign("ben", "QA Lead", ["--at", "Backup taken"]).exit(0);
    team.sign("ben", "QA Lead", ["--at", &place(&team)]).exit(0);
    team.check().exit(0);
    team
}

const TEMPLATE: &str = "# Release\n\n**Image:** ________\n\n- [ ] Backup taken\n  - **Responsible:** QA Lead\n  - **Sign-off:** ________\n\
                        - [ ] Tests pass\n\n## Sign-off\n\n- QA Lead: ________ Date: ________\n";

fn image(digit: &str) -> String {
    format!("registry.example/app@sha256:{}", digit.repeat(64))
}

/// Where the whole is signed.
fn place(team: &Team) -> String {
    let text = team.env.read(PATH);
    format!(":{}", text.lines().position(|line| line.starts_with("- QA Lead")).unwrap() + 1)
}

/// What `check` says of the item's sign-off, and of the whole's, where they hold the run.
fn held(team: &Team) -> [Vec<String>; 2] {
    let lines: Vec<usize> = team
        .env
        .read(PATH)
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains("Ben Ito"))
        .map(|(n, _)| n + 1)
        .collect();
    let said = team.check().stdout;
    let at =
        |line: usize| said.lines().filter(move |said| said.starts_with(&format!("{PATH}:{line}:"))).map(str::to_owned);
    [at(lines[0]).collect(), at(lines[1]).collect()]
}

#[test]
fn each_event_ends_what_it_must_and_nothing_else() {
    let team = both_signed();
    let signed = team.env.read(PATH);
    let pin = team.env.sandbox().git(&["rev-parse", "HEAD:lists/release.md"]);
    team.env.sandbox().write("lists/release.md", TEMPLATE.replace("## Sign-off", "Text.\n\n## Sign-off"));
    team.env.git(&["commit", "-q", "-a", "-m", "template"]);
    let present = team.env.sandbox().git(&["rev-parse", "HEAD:lists/release.md"]);
    // What is changed, to what, and what holds the item's sign-off and the whole's then.
    for (from, to, item, whole) in [
        ("- [x] Backup taken", "- [x] Backup made", "first in line 5: “- [x] Backup taken” then", "first in line 5: "),
        ("- [x] Tests pass", "- [x] Tests ran", "", "first in line 8: “- [x] Tests pass” then"),
        (&image("a"), &image("b"), "what is released is not what the signer saw", "first in line 3: "),
        (pin.trim(), present.trim(), "(wrong-template)", "(wrong-template)"),
    ] {
        assert!(signed.contains(from), "{from}: {signed}");
        std::fs::write(team.env.path(PATH), signed.replace(from, to)).unwrap();
        for (held, says) in held(&team).iter().zip([item, whole]) {
            let fits = if says.is_empty() { held.is_empty() } else { held.iter().any(|held| held.contains(says)) };
            assert!(fits, "{from} → {to}, {says}: {held:?}");
        }
    }
    // The policy changes, and Ben is in it as he was; then he is not.
    let ben = |text: String, from: &str, to: &str| {
        let line = |line: &str| if line.contains("ben@") { line.replace(from, to) + "\n" } else { format!("{line}\n") };
        text.lines().map(line).collect()
    };
    let team = both_signed();
    team.changes_policy(60, |text| format!("# Anew.\n{text}"), "");
    team.check().exit(0);
    team.changes_policy(60, |text| ben(text, "qa-lead/ben@example.org", "release-manager/ben@example.org"), "");
    let [item, whole] = held(&team);
    assert!(item[0].contains("untrusted") && whole[0].contains("untrusted"), "{item:?} {whole:?}");
}

#[test]
fn in_the_record_both_outlive_a_retired_key_and_neither_one_in_wrong_hands() {
    let team = both_signed();
    team.record().exit(0);
    let ben = team.env.sandbox().public("ben");
    let ended =
        |text: String| text.replace(&format!("\" {ben}"), &format!("\",valid-before=\"20261121030130Z\" {ben}"));
    team.changes_policy(60, ended, "");
    team.audit().exit(0);
    team.changes_policy(60, |text| text, &format!("{ben} since=2026-11-21T03:01:01Z\n"));
    team.audit().exit(0);
    team.changes_policy(60, |text| text, &format!("{ben} since=2026-11-21T03:00:00Z\n"));
    let said = team.audit().exit(1);
    assert_eq!(said.stdout.matches("finding[compromised-key]").count(), 2, "{said:?}");
}
