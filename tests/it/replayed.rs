//! Signed statements where they do not belong: of another run, another record, another role or place; and a policy that comes
//! with a proposal. All of it as it lies beside a run.

use crate::support::add_policy;
use gonogo::digest::Sha256;
use gonogo::record::{PolicyFiles, RecordError, state};

use crate::support::{NOW, ana, branch};
use crate::team::{PATH, Team};

const FOLDER: &str = "releases/v1.2.0.signoffs";

/// That neither `check` nor `record` takes it, by this finding.
#[track_caller]
fn refused(team: &Team, run: &str, finding: &str) {
    let check = team.env.gonogo(["check", "--concise", run]);
    assert!(check.status == 1 && check.stdout.contains(finding), "{finding}: {check:?}");
    team.works("ana");
    let record = team.env.gonogo(["record", run]);
    assert!(matches!(record.status, 1 | 2), "{finding}: {record:?}");
}

#[test]
fn statements_of_another_run_or_record_do_not_count() {
    let team = Team::new();
    team.sign_all();
    std::fs::copy(team.env.path(PATH), team.env.path("releases/v1.3.0.md")).unwrap();
    std::fs::create_dir(team.env.path("releases/v1.3.0.signoffs")).unwrap();
    for entry in std::fs::read_dir(team.env.path(FOLDER)).unwrap().flatten() {
        std::fs::copy(entry.path(), team.env.path("releases/v1.3.0.signoffs").join(entry.file_name())).unwrap();
    }
    refused(&team, "releases/v1.3.0.md", "(wrong-run)");
    team.check().exit(0);
    // The same people begin another record with the same keys, and there is the same run in it.
    team.env.git(&["update-ref", "-d", "refs/heads/gonogo/record"]);
    team.env.git(&["config", "--unset", "gonogo.genesis"]);
    std::fs::write(team.env.path("gonogo.toml"), team.env.read("gonogo.toml") + "# Another record.\n").unwrap();
    team.works("ana");
    team.env.gonogo(["init", "--no-hook"]).exit(0);
    refused(&team, PATH, "(wrong-record)");
    std::fs::remove_dir_all(team.env.path(FOLDER)).unwrap();
    team.sign_all();
    team.record().exit(0);
}

/// The first statement of this role, and where it lies.
fn statement(team: &Team, role: &str) -> (std::path::PathBuf, String) {
    let name = team.statements().into_iter().find(|name| name.starts_with(role)).unwrap();
    let path = team.env.path(FOLDER).join(name);
    (path.clone(), std::fs::read_to_string(path).unwrap())
}

#[test]
fn a_statement_counts_for_no_other_role_and_no_other_place() {
    let text = "# Release 1.2.0\n\n- [x] Backup taken\n  - **Responsible:** QA Lead\n  - **Sign-off:** Ben Ito\n\
                - [x] Tests pass\n  - **Responsible:** QA Lead\n  - **Sign-off:** ________\n\n\
                ## Sign-off\n\n- Release Manager: Ben Ito Date: 2026-11-21\n- QA Lead: Ben Ito Date: 2026-11-21\n";
    let team = Team::new();
    std::fs::write(team.env.path(PATH), text).unwrap();
    team.sign("ben", "QA Lead", ["--at", "Tests pass", "--reason", "as it is"]).exit(0);
    let (path, item) = statement(&team, "qa-lead--");
    // One item's does not stand for the other's, nor for the whole.
    let open = team.check().exit(1);
    for line in [5, 12, 13] {
        assert!(open.stdout.contains(&format!("{PATH}:{line}:1: hold[assurance-too-low]")), "{line}: {open:?}");
    }
    assert!(!open.stdout.contains(&format!("{PATH}:8:")), "{open:?}");
    // Under the name of another role, or changed to it, with the signature that it had.
    let digest = Sha256::of(item.as_bytes()).hex();
    let renamed = path.with_file_name(format!("release-manager--{}.txt", &digest[..12]));
    let moved = |from: &std::path::Path, to: &std::path::Path| {
        std::fs::rename(from, to).unwrap();
        let sig = |path: &std::path::Path| path.with_extension("txt.sig");
        std::fs::rename(sig(from), sig(to)).unwrap();
    };
    moved(&path, &renamed);
    refused(&team, PATH, "(statement-name)");
    moved(&renamed, &path);
    for (from, to) in [
        ("role: qa-lead", "role: release-manager"),
        ("scope: item:", "scope: item:x"),
        (&item[item.find("scope: ").unwrap()..item.find("content: ").unwrap()], "scope: whole\n"),
        ("run: v1.2.0", "run: v1.3.0"),
        ("signer: ben@", "signer: cy@"),
    ] {
        let changed = item.replace(from, to);
        assert_ne!(changed, item);
        let role = if to.contains("manager") { "release-manager" } else { "qa-lead" };
        let other = path.with_file_name(format!("{role}--{}.txt", &Sha256::of(changed.as_bytes()).hex()[..12]));
        moved(&path, &other);
        std::fs::write(&other, &changed).unwrap();
        refused(&team, PATH, "(bad-signature)");
        std::fs::write(&other, &item).unwrap();
        moved(&other, &path);
    }
    // Signed anew for a role that the key does not have.
    team.forge("qa-lead", "ben", &[("role: qa-lead", "role: release-manager"), ("name: Ben Ito", "name: Ana Doe")]);
    let (path, text) = statement(&team, "qa-lead--");
    moved(&path, &path.with_file_name(format!("release-manager--{}.txt", &Sha256::of(text.as_bytes()).hex()[..12])));
    refused(&team, PATH, "assurance-too-low");
}

#[test]
fn a_policy_that_comes_with_a_proposal_lets_nobody_sign() {
    let team = Team::new();
    let signers = team.env.read(".gonogo/allowed_signers");
    let more = signers.replace("qa-lead/ben@example.org", "release-manager/ben@example.org,qa-lead/ben@example.org");
    let config = team.env.read("gonogo.toml");
    std::fs::write(team.env.path(".gonogo/allowed_signers"), &more).unwrap();
    std::fs::write(team.env.path("gonogo.toml"), config.replace("[\"ana@", "[\"ben@example.org\", \"ana@")).unwrap();
    for folder in ["releases/.gonogo", ".gonogo/.gonogo"] {
        std::fs::create_dir(team.env.path(folder)).unwrap();
        std::fs::write(team.env.path(folder).join("allowed_signers"), &more).unwrap();
    }
    let list = team.env.path(".gonogo/allowed_signers");
    team.env.git(&["config", "gpg.ssh.allowedSignersFile", list.to_str().unwrap()]);
    team.sign("ben", "Release Manager", [])
        .exit(3)
        .remarks("does not let this key sign as release-manager/ben@example.org");
    team.sign_all();
    team.forge("release-manager", "ben", &[("signer: ana@", "signer: ben@"), ("name: Ana Doe", "name: Ben Ito")]);
    team.edit("Release Manager: Ana Doe", "Release Manager: Ben Ito");
    refused(&team, PATH, "is not listed for release-manager/ben@example.org");
    // Nor does he make it the policy.
    team.works("ben");
    team.env.gonogo(["policy", "approve"]).exit(2).remarks("ben@example.org has no key that may change the policy");
}

#[test]
fn an_older_policy_that_held_once_is_not_brought_back_by_its_old_approval() {
    let team = Team::new();
    let repo = || team.env.sandbox().repo();
    let first = state(&repo(), &branch()).unwrap().files;
    let ben = team.env.sandbox().public("ben");
    // Policy 2 takes Ben's key away; Ben brings the first one back, as what it was, and as what it would be.
    team.changes_policy(0, |text| text, &format!("{ben}\n"));
    let who = gonogo::git::Identity::new("Ben Ito", "ben@example.org").unwrap();
    let clock = || gonogo::time::Timestamp::from_unix(NOW).unwrap();
    let put = |files: &PolicyFiles, key: &str, who| match add_policy(
        &repo(),
        &branch(),
        files,
        &team.env.sandbox().signer(key),
        who,
        &clock,
    )
    .unwrap_err()
    {
        RecordError::Refused { findings } => findings[0].rule,
        error => panic!("{error}"),
    };
    assert_eq!(put(&first, "ben", &who), "lapsed-key");
    let number = |files: &PolicyFiles, number: &str| {
        let text = state(&repo(), &branch()).unwrap().proposed(files, &[], clock()).unwrap().text;
        let text = text.replace("number: 3", number);
        team.env.sandbox().sign_by_hand("ana", "gonogo-policy@v1", text.as_bytes()).into_bytes()
    };
    let old = PolicyFiles { signatures: number(&first, "number: 1"), ..first.clone() };
    assert_eq!(
        put(&old, "cy", &gonogo::git::Identity::new("Cy Roe", "cy@example.org").unwrap()),
        "policy-change-needs-root"
    );
    // Whoever may change the policy brings it back as a new one, with a number of its own.
    add_policy(&repo(), &branch(), &first, &team.env.sandbox().signer("ana"), &ana(), &clock).unwrap();
    assert_eq!(state(&repo(), &branch()).unwrap().policy().0, 3);
}
