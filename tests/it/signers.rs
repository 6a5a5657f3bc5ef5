//! Who signs, as whom and when: names, waivers, keys that were retired or stolen, clocks that are wrong.

use gonogo::time::Timestamp;

use crate::support::NOW;
use crate::team::{PATH, Team};

const PEOPLE: &str = "[people]\n\"ana@example.org\" = \"Ana Doe\"\n\"ben@example.org\" = \"Benjamin Ito\"\n";

#[test]
fn nobody_signs_under_another_name_than_the_policy_knows() {
    let team = Team::with(PEOPLE);
    // Git says Ben Ito here; the policy's name is signed and written.
    team.sign_all();
    assert!(team.env.read(PATH).contains("- QA Lead: Benjamin Ito Date:"), "{}", team.env.read(PATH));
    team.check().exit(0);
    // A statement that says otherwise, signed by hand with Ben's own key.
    team.forge("qa-lead", "ben", &[("name: Benjamin Ito", "name: Cy Roe")]);
    team.edit("Benjamin Ito", "Cy Roe");
    team.check()
        .exit(1)
        .says("ben@example.org is Benjamin Ito by the policy, and has signed as Cy Roe (name-mismatch)");
    team.record().exit(1).says("name-mismatch");
}

#[test]
fn nobody_signs_for_another() {
    let team = Team::new();
    team.sign_all();
    for (written, good) in [
        ("Ben Ito", true),
        ("Ben Ito <ben@example.org>", true),
        ("ben@example.org", true),
        ("Ben Ito, 2026-11-21 03:01 UTC", true),
        ("Ben Ito for Cy Roe", false),
        ("Ben Ito i. A. Cy Roe", false),
        ("Ben Ito / Cy Roe", false),
        ("p.p. Ben Ito", false),
        ("Ben Itoh", false),
        ("Cy Roe", false),
        ("Вen Ito", false),
    ] {
        let text = team.env.read(PATH);
        team.edit("QA Lead: Ben Ito", &format!("QA Lead: {written}"));
        let check = team.check();
        assert_eq!(check.status, u8::from(!good), "{written}: {check:?}");
        assert!(good || check.stdout.contains("(name-mismatch)"), "{written}: {check:?}");
        std::fs::write(team.env.path(PATH), text).unwrap();
    }
}

#[test]
fn the_date_beside_a_name_is_that_of_the_signature_and_nothing_more() {
    let team = Team::new();
    team.sign_all();
    // Who signs anew leaves the date of the first time.
    team.forge("qa-lead", "ben", &[("time: 2026-11-21T03:01:00Z", "time: 2026-11-21T03:00:59Z")]);
    for (written, good) in [
        ("2026-11-21", true),
        ("2026-11-20", true),
        ("21.11.2026", true),
        ("21 Nov 2026", true),
        ("November 21st, 2026 at 03:01 UTC", true),
        ("2026-11-21T03:01:00Z", true),
        ("2026-11-19", false),
        ("2020-01-01", false),
        ("21 Oct 2026", false),
        ("2026-11-21 only for staging", false),
        ("2026-11-21, not 2026-11-22 in may", false),
        ("week 47 of 2026", false),
    ] {
        let text = team.env.read(PATH);
        team.edit("QA Lead: Ben Ito Date: 2026-11-21", &format!("QA Lead: Ben Ito Date: {written}"));
        let check = team.check();
        assert_eq!(check.status, u8::from(!good), "{written}: {check:?}");
        assert!(good || check.stdout.contains("(date-mismatch)"), "{written}: {check:?}");
        assert_eq!(team.env.gonogo(["record", "--dry-run", PATH]).status, u8::from(!good), "{written}");
        std::fs::write(team.env.path(PATH), text).unwrap();
    }
    team.record().exit(0);
    team.audit().exit(0);
}

#[test]
fn names_of_people_are_told_apart() {
    let team = Team::new();
    let config = team.env.read("gonogo.toml");
    for (people, says) in [
        ("\"a@b.c\" = \"Ana\"\n\"b@b.c\" = \" Ana\"\n", "gonogo.toml:11:11: ` Ana` is no name"),
        ("\"a@b.c\" = \"\"\n", "gonogo.toml:10:11: `` is no name"),
        ("\"a@b.c\" = \"Ana\\nDoe\"\n", "gonogo.toml:10:11: `Ana\\nDoe` is no name"),
        ("\"a@b.c\" = \"Ana Doe\"\n\"b@b.c\" = \"ana  doe\"\n", "gonogo.toml:11:11: a@b.c stands there already"),
        ("\"a@b.c\" = \"Ana\"\n\"A@B.c\" = \"Ben\"\n", "stands there already"),
    ] {
        std::fs::write(team.env.path("gonogo.toml"), format!("{config}\n[people]\n{people}")).unwrap();
        let said = format!("{:?}", team.env.gonogo(["policy", "check"]));
        assert!(said.contains(&says.replace('\\', "\\\\")), "{people}: {said}");
    }
}

#[test]
fn only_some_roles_may_waive() {
    let team = Team::with("[policy]\nmay-waive = [\"Release Manager\"]\n");
    let waived = ["--meaning", "waived", "--reason", "done by hand"];
    team.sign("ben", "QA Lead", waived).exit(2).remarks("qa-lead may not waive anything by the policy (waiver)");
    team.sign("ana", "Release Manager", ["--meaning", "waived"]).exit(2).remarks("reason");
    team.sign("ana", "Release Manager", waived).exit(0);
    team.sign("ben", "QA Lead", []).exit(0);
    team.check().exit(0);
    // One that was signed all the same.
    team.forge("qa-lead", "ben", &[("meaning: approved", "meaning: waived"), ("reason: -", "reason: as ever")]);
    team.check().exit(1).says("(waiver)");
    team.record().exit(1).says("(waiver)");
}

#[test]
fn who_approves_has_neither_done_the_work_nor_records_it() {
    let team = Team::with("[policy]\nperformer-may-not-approve = true\n");
    let item = "- [x] Backup taken\n  - **Responsible:** QA Lead\n  - **Sign-off:** ________\n";
    team.edit("- [x] Backup taken\n", item);
    team.sign("ben", "QA Lead", ["--at", ":5", "--meaning", "performed"]).exit(0);
    team.sign("ben", "QA Lead", ["--at", ":16"]).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    team.check()
        .exit(1)
        .says("ben@example.org has performed part of the work, and so may not approve it (not-distinct)");
    team.record().exit(1).says("(not-distinct)");
    team.edit("- QA Lead: Ben Ito", "- QA Lead: ________");
    team.sign("cy", "QA Lead", ["--at", ":16"]).exit(0);
    team.works("ben");
    team.env.gonogo(["withdraw", PATH, "--role", "QA Lead", "--at", ":16", "--reason", "not mine"]).exit(0);
    team.check().exit(0);
    team.record().exit(0);
    team.audit().exit(0);

    let team = Team::with("[policy]\nrecorder-may-not-approve = true\n");
    team.sign_all();
    team.check().exit(0);
    team.record().exit(2).remarks("ana@example.org has approved the run, and may not record it (not-distinct)");
    team.works("cy");
    team.env.gonogo(["record", PATH]).exit(0);
    team.audit().exit(0);
}

#[test]
fn no_other_word_for_it_lets_those_approve_who_may_not() {
    let item = "- [x] Backup taken\n  - **Responsible:** QA Lead\n  - **Sign-off:** ________\n";
    let team = Team::with("[policy]\nperformer-may-not-approve = true\n");
    team.edit("- [x] Backup taken\n", item);
    team.sign("ben", "QA Lead", ["--at", ":5", "--meaning", "performed"]).exit(0);
    // At the place of the whole every word lets it pass, and what was done stays done when other words follow.
    for meaning in ["reviewed", "verified", "authored", "performed", "approved"] {
        team.sign("ben", "QA Lead", ["--at", ":16", "--meaning", meaning]).exit(0);
        team.sign("ana", "Release Manager", []).exit(0);
        team.check().exit(1).says("ben@example.org has performed part of the work").says("(not-distinct)");
        assert_ne!(team.record().status, 0, "{meaning}");
    }
    team.sign("ben", "QA Lead", ["--at", ":5", "--meaning", "reviewed"]).exit(0);
    team.sign("ben", "QA Lead", ["--at", ":16"]).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    team.check().exit(1).says("(not-distinct)");
    team.record().exit(1).says("(not-distinct)");
    // Nor does saying of the whole at once that it was performed.
    let team = Team::with("[policy]\nperformer-may-not-approve = true\n");
    team.sign("ben", "QA Lead", ["--meaning", "performed"]).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    team.record().exit(1).says("(not-distinct)");

    for meaning in ["reviewed", "verified", "authored", "performed"] {
        let team = Team::with("[policy]\nrecorder-may-not-approve = true\n");
        team.sign("ben", "QA Lead", []).exit(0);
        team.sign("ana", "Release Manager", ["--meaning", meaning]).exit(0);
        team.record().exit(2).remarks("may not record it (not-distinct)");
        team.works("cy");
        team.env.gonogo(["record", PATH]).exit(0);
        team.audit().exit(0);
    }
}

#[test]
fn a_run_of_an_older_template_is_not_current() {
    let team = Team::with("");
    let git = |args: &[&str]| team.env.sandbox().git(args);
    let text = "# Release 1.2.0\n\n- [ ] Backup taken\n\n## Sign-off\n\n- Release Manager: ________ Date: ________\n                - QA Lead: ________ Date: ________\n";
    let version = |text: &str| {
        team.env.sandbox().write("lists/release.md", text);
        git(&["add", "lists"]);
        git(&["commit", "-q", "-m", "template"]);
    };
    version(text);
    std::fs::remove_file(team.env.path(PATH)).unwrap();
    team.env.gonogo(["new", "lists/release.md", "-o", PATH]).exit(0);
    team.env.gonogo(["tick", PATH, "Backup"]).exit(0);
    let pinned = team.env.read(PATH);
    team.sign_all();
    team.check().exit(0);
    // The template asks for more by now.
    version(&text.replace("Backup taken\n", "Backup taken\n- [ ] Restore tried\n"));
    team.check().exit(1).says("hold[template-outdated]");
    team.record().exit(1).says("template-outdated");
    // Pinned anew to the present version it lacks the step, and nobody has signed that.
    let present = git(&["rev-parse", "HEAD:lists/release.md"]);
    let older = git(&["rev-parse", "HEAD~1:lists/release.md"]);
    team.edit(older.trim(), present.trim());
    team.check().exit(1).says("item-removed").says("(wrong-template)");
    assert!(pinned.contains(older.trim()));
}

#[test]
fn a_sign_off_that_is_older_than_the_policy_allows_does_not_count() {
    let team = Team::with("[policy]\nmax-age = \"1h\"\n");
    team.sign_all();
    team.check().exit(0);
    team.forge("qa-lead", "ben", &[("time: 2026-11-21T03:01:00Z", "time: 2026-11-21T02:00:59Z")]);
    team.check().exit(1).says("more than 1 h ago (too-old)");
}

/// What `check` says at another time, so many seconds after the fixed one.
fn check_at(team: &Team, seconds: i64) -> u8 {
    let mut world = team.env.sandbox().world();
    world.now = Box::new(move || Timestamp::from_unix(NOW + seconds).unwrap());
    gonogo::cli::run(["gonogo", "check", PATH].map(std::ffi::OsString::from), &mut world)
}

#[test]
fn a_statement_of_a_time_to_come_does_not_count() {
    let team = Team::new();
    team.sign_all();
    // Who looks has a clock that is behind that of the signers, or ahead.
    for (seconds, status) in [(-299, 0), (-300, 0), (-301, 1), (-86_400, 1), (300, 0), (86_400, 0)] {
        assert_eq!(check_at(&team, seconds), status, "{seconds} s");
    }
    let mut time = "2026-11-21T03:01:00Z";
    for (other, says) in [
        ("2026-11-21T03:06:00Z", None),
        ("2026-11-21T03:06:01Z", Some("(time-future)")),
        ("2038-01-19T03:14:08Z", Some("(time-future)")),
        ("9999-12-30T00:00:00Z", Some("(time-future)")),
        // Before the policy that it names.
        ("2026-11-21T02:50:00Z", Some("(time-order)")),
        ("1970-01-01T00:00:00Z", Some("(time-order)")),
        // No times at all: a leap second, a day that is none, another zone, fractions.
        ("2026-12-31T23:59:60Z", Some("(statement-grammar)")),
        ("2026-02-29T00:00:00Z", Some("(statement-grammar)")),
        ("2026-11-21T04:01:00+01:00", Some("(statement-grammar)")),
        ("2026-11-21T03:01:00.5Z", Some("(statement-grammar)")),
        ("10000-01-01T00:00:00Z", Some("(statement-grammar)")),
        ("2026-11-21T03:01:00Z", None),
    ] {
        team.forge("qa-lead", "ben", &[(&format!("time: {time}"), &format!("time: {other}"))]);
        time = other;
        let check = team.check();
        assert_eq!(check.status, u8::from(says.is_some()), "{time}: {check:?}");
        assert!(says.is_none_or(|says| check.stdout.contains(says)), "{time}: {check:?}");
    }
}

#[test]
fn a_word_against_is_not_silenced_by_breaking_it() {
    let team = Team::new();
    team.sign("ben", "QA Lead", ["--decision", "NO-GO", "--reason", "the restore test failed"]).exit(0);
    team.edit("- QA Lead: Ben Ito", "- QA Lead: ________");
    let name = team.statements().remove(0);
    let folder = team.env.path("releases/v1.2.0.signoffs");
    team.sign("cy", "QA Lead", []).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    let (statement, signature) = (folder.join(&name), folder.join(format!("{name}.sig")));
    let (text, armour) = (std::fs::read_to_string(&statement).unwrap(), std::fs::read_to_string(&signature).unwrap());
    let by_eve = team.env.sandbox().sign_by_hand("cy", "gonogo-signoff@v1", b"another text");
    for (text, armour, says) in [
        (text.clone(), armour.clone(), "(decision-contradiction)"),
        (text.replace("gonogo-signoff: v1", "gonogo-signoff: v2"), armour.clone(), "(statement-grammar)"),
        (String::new(), armour.clone(), "(statement-grammar)"),
        (text.replace("restore", "Restore"), armour.clone(), "(statement-name)"),
        (text.clone(), format!("{armour}{armour}"), "(malformed-signature)"),
        (text.clone(), String::new(), "(malformed-signature)"),
        (text.clone(), by_eve, "(bad-signature)"),
    ] {
        std::fs::write(&statement, text).unwrap();
        std::fs::write(&signature, armour).unwrap();
        team.check().exit(1).says(says);
        assert_ne!(team.record().status, 0, "{says}");
    }
    std::fs::remove_file(&signature).unwrap();
    let check = team.check();
    assert_ne!(check.status, 0, "{check:?}");
}

/// The findings of an audit, by name.
fn audited(team: &Team) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_str(&team.env.gonogo(["log", "--format", "json"]).stdout).unwrap();
    let findings = json["findings"].as_array().unwrap().iter();
    findings.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_retired_key_keeps_what_it_signed_and_a_stolen_one_only_what_stood_before() {
    let recorded = || {
        let team = Team::new();
        team.sign_all();
        team.record().exit(0);
        team
    };
    let rotated = |text: String, old: &str, new: &str, options: &str| {
        text.lines()
            .map(|line| match line.contains(old) {
                true => format!("{}{options} {old}\n{}\n", line.split(" ssh-").next().unwrap(), line.replace(old, new)),
                false => format!("{line}\n"),
            })
            .collect::<String>()
    };
    // Retired: ends an hour later than it signed.
    let team = recorded();
    team.env.sandbox().key("ben2", &["-t", "ed25519"]);
    let (old, new) = (team.env.sandbox().public("ben"), team.env.sandbox().public("ben2"));
    team.changes_policy(7_200, |text| rotated(text, &old, &new, ",valid-before=\"20261121040100Z\""), "");
    team.audit().exit(0);
    // Revoked, with nothing said of when: from then on.
    let team = recorded();
    let ben = team.env.sandbox().public("ben");
    team.changes_policy(7_200, |text| text, &format!("{ben} ben\n"));
    team.audit().exit(0);
    // Stolen after it signed, and before.
    for (since, found) in [
        ("2026-11-21T03:01:01Z", [""; 0].as_slice()),
        ("2026-11-21T03:01:00Z", ["compromised-key"].as_slice()),
        ("2026-11-01T00:00:00Z", ["compromised-key"].as_slice()),
    ] {
        let team = recorded();
        let ben = team.env.sandbox().public("ben");
        team.changes_policy(7_200, |text| text, &format!("# Ben's\n{ben} since={since}\n"));
        assert_eq!(audited(&team), found, "{since}");
        let said = team.audit();
        assert_eq!(said.status, u8::from(!found.is_empty()), "{said:?}");
        assert!(found.is_empty() || said.stdout.contains("runs/v1.2.0/signoffs/qa-lead--"), "{said:?}");
        team.env.gonogo(["audit", "--export", "out"]).exit(said.status);
        let (status, script) = crate::exporting::verdict(&team, "out", &[]);
        assert!(status == i32::from(said.status) && found.iter().all(|rule| script.contains(rule)), "{script}");
        // ssh-keygen reads the list as well, and refuses the key.
        let state = gonogo::record::state(&team.env.sandbox().repo(), &crate::support::branch()).unwrap();
        let list = team.env.path("revoked");
        std::fs::write(&list, &state.files.revoked_keys).unwrap();
        let (sig, allowed) = (team.env.path("sig"), team.env.path("allowed"));
        std::fs::write(&sig, team.env.sandbox().sign_by_hand("ben", "git", b"")).unwrap();
        std::fs::write(&allowed, format!("ben@example.org {ben}\n")).unwrap();
        let verify = |revoked: &[&std::ffi::OsStr]| {
            let mut command = team.env.sandbox().command("ssh-keygen");
            command
                .args(["-Y", "verify", "-n", "git", "-I", "ben@example.org", "-f"])
                .arg(&allowed)
                .arg("-s")
                .arg(&sig);
            command.args(revoked).stdin(std::process::Stdio::null()).output().unwrap().status.success()
        };
        assert!(verify(&[]) && !verify(&["-r".as_ref(), list.as_os_str()]));
    }
    // What is said in another way is said to be wrong.
    let team = Team::new();
    let ben = team.env.sandbox().public("ben");
    std::fs::write(team.env.path(".gonogo/revoked_keys"), format!("# Ben's\n{ben} since=yesterday\n")).unwrap();
    team.env.gonogo(["policy", "check"]).exit(1).says(".gonogo/revoked_keys:2:82: since=yesterday is no time");
}

#[test]
fn a_new_key_does_not_sign_for_the_time_before_it() {
    let team = Team::new();
    team.sign("ana", "Release Manager", []).exit(0);
    team.sign("ben", "QA Lead", []).exit(0);
    team.env.sandbox().key("ben2", &["-t", "ed25519"]);
    let new = team.env.sandbox().public("ben2");
    let line = format!("qa-lead/ben@example.org namespaces=\"gonogo-signoff@v1\" {new}\n");
    team.changes_policy(7_200, |text| text + &line, "");
    // It names the policy that did not know it, or one that is later than what it says of the time.
    team.forge("qa-lead", "ben2", &[("nonce: ", "nonce: ")]);
    team.check().exit(1).says("is not listed for qa-lead/ben@example.org");
    let state = gonogo::record::state(&team.env.sandbox().repo(), &crate::support::branch()).unwrap();
    let old = gonogo::record::PolicyFiles { signatures: Vec::new(), ..state.files.clone() };
    let first = {
        let text = String::from_utf8(old.allowed_signers.clone()).unwrap().replace(&line, "");
        gonogo::record::PolicyFiles { allowed_signers: text.into_bytes(), ..old }.digest()
    };
    let (from, to) = (format!("policy: 1 {first}"), format!("policy: 2 {}", state.policy().1));
    team.forge("qa-lead", "ben2", &[(&from, &to)]);
    team.check().exit(1).says("(time-order)");
}
