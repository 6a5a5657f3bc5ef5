//! The policy: what is unsound is told with its place, and a change needs as many people as it says.

use crate::support::add_policy;
use gonogo::record::{PolicyFiles, RecordError, state};

use crate::support::{ana, branch, now};
use crate::team::{PATH, Team};

const SIGNERS: &str = ".gonogo/allowed_signers";

/// Puts a text in the place of another in a file of the work tree.
fn edit(team: &Team, path: &str, from: &str, to: &str) {
    let text = team.env.read(path);
    assert!(text.contains(from), "{text}");
    std::fs::write(team.env.path(path), text.replace(from, to)).unwrap();
}

/// Ana and Ben may change the policy, and both have to.
fn two_roots() -> Team {
    let team = Team::new();
    let ben = team.env.sandbox().public("ben");
    edit(
        &team,
        SIGNERS,
        &format!("git,gonogo-signoff@v1\" {ben}"),
        &format!("git,gonogo-signoff@v1,gonogo-policy@v1\" {ben}"),
    );
    let config = team.env.read("gonogo.toml") + "[policy]\nthreshold = 2\n";
    std::fs::write(team.env.path("gonogo.toml"), config).unwrap();
    // The new policy asks for two already.
    team.env
        .gonogo(["policy", "propose"])
        .exit(0)
        .says("+threshold = 2")
        .says("approved by nobody; at least 2 more needed");
    team.env.gonogo(["policy", "approve"]).exit(0).says("approved by ana@example.org; at least 1 more needed");
    team.env.gonogo(["policy", "approve"]).exit(0).says("approved by ana@example.org; at least 1 more needed");
    team.works("cy");
    team.env.gonogo(["policy", "approve"]).exit(2).remarks("cy@example.org has no key that may change the policy");
    team.works("ben");
    // Ben is not one of those who may change the policy that is in force, so Ana records it.
    let approved = team.env.gonogo(["policy", "approve"]).exit(0).says("approved by ana@example.org, ben@example.org");
    approved.says("to record it: gonogo policy approve, by ana@example.org");
    team.works("ana");
    team.env.gonogo(["policy", "approve"]).exit(0).says("policy 2 is in force");
    team
}

#[test]
fn a_change_is_proposed_approved_and_in_force() {
    let team = Team::new();
    team.env.gonogo(["policy", "propose"]).exit(2).remarks("is the one in force");
    edit(&team, "gonogo.toml", "\"cy@example.org\"]", "\"cy@example.org\", \"ana@example.org\"]");
    team.env.gonogo(["policy", "check"]).exit(0).says("no key is listed for qa-lead/ana@example.org");
    edit(&team, SIGNERS, "ana@example.org,release", "ana@example.org,qa-lead/ana@example.org,release");
    team.env.gonogo(["policy", "check"]).exit(0).stdout("the policy is sound\n");
    let proposed = team.env.gonogo(["policy", "propose"]).exit(0);
    proposed.says("number: 2").says("approved by nobody; at least 1 more needed, of ana@example.org");
    team.sign("ana", "QA Lead", []).exit(3);
    team.env.gonogo(["policy", "approve"]).exit(0).says("policy 2 is in force: refs/heads/gonogo/record as ");
    let shown = team.env.gonogo(["policy", "show"]).exit(0).says("policy 2 of refs/heads/gonogo/record");
    shown
        .says("QA Lead: 1 of ben@example.org, cy@example.org, ana@example.org")
        .says("changes need 1 of ana@example.org");
    team.sign("ana", "QA Lead", []).exit(0);
    team.audit().exit(0).says("verified: 2 commits");
}

#[test]
fn so_many_people_change_it_as_it_says_before_and_after() {
    let team = two_roots();
    team.audit().exit(0).says("verified: 2 commits");
    let repo = || team.env.sandbox().repo();
    let signer = |name: &str| team.env.sandbox().signer(name);
    let standing = state(&repo(), &branch()).unwrap();
    let refused =
        |files: &PolicyFiles| match add_policy(&repo(), &branch(), files, &signer("ana"), &ana(), &now).unwrap_err() {
            RecordError::Refused { findings } => findings[0].rule,
            error => panic!("{error}"),
        };
    let text = |from: &str, to: &str| {
        String::from_utf8(standing.files.policy_toml.clone()).unwrap().replace(from, to).into_bytes()
    };
    let changed = |signatures: Vec<u8>| PolicyFiles {
        policy_toml: text("threshold = 2", "threshold = 1"),
        signatures,
        ..standing.files.clone()
    };
    // Alone, with approvals of the policy before, with one's own twice, with junk, Ana does not.
    assert_eq!(refused(&changed(Vec::new())), "policy-change-needs-root");
    assert_eq!(refused(&changed(standing.files.signatures.clone())), "policy-change-needs-root");
    let new = standing.proposed(&changed(Vec::new()), &[], now()).unwrap();
    let approval =
        |key: &str, namespace: &str| team.env.sandbox().sign_by_hand(key, namespace, new.text.as_bytes()).into_bytes();
    let own = approval("ana", "gonogo-policy@v1");
    assert_eq!(refused(&changed(own.repeat(2))), "policy-change-needs-root");
    assert_eq!(refused(&changed(b"junk".to_vec())), "policy-change-needs-root");
    let ben = approval("ben", "gonogo-policy@v1");
    assert_eq!(refused(&changed([ben.as_slice(), b"junk"].concat())), "policy-change-needs-root");
    assert_eq!(refused(&changed(approval("ben", "gonogo-signoff@v1"))), "policy-change-needs-root");
    assert_eq!(refused(&changed(approval("cy", "gonogo-policy@v1"))), "policy-change-needs-root");
    for number in [(new.number + 1).to_string(), "1".into()] {
        let other = new.text.replace("number: 3", &format!("number: {number}"));
        let other = team.env.sandbox().sign_by_hand("ben", "gonogo-policy@v1", other.as_bytes());
        assert_eq!(refused(&changed(other.into_bytes())), "policy-change-needs-root");
    }
    // A key that is not of the old policy does not help, nor a second key of one person.
    team.env.sandbox().key("ana2", &["-t", "ed25519"]);
    let line = format!("ana@example.org namespaces=\"gonogo-policy@v1\" {}\n", team.env.sandbox().public("ana2"));
    let mut more = changed(Vec::new());
    more.allowed_signers.extend(line.into_bytes());
    let its = standing.proposed(&more, &[], now()).unwrap().text;
    more.signatures = team.env.sandbox().sign_by_hand("ana2", "gonogo-policy@v1", its.as_bytes()).into_bytes();
    assert_eq!(refused(&more), "policy-change-needs-root");
    // With Ben's it goes.
    add_policy(&repo(), &branch(), &changed(ben), &signer("ana"), &ana(), &now).unwrap();
    team.audit().exit(0).says("verified: 3 commits");
}

#[test]
fn those_who_change_the_policy_hand_over_wholly() {
    let team = Team::new();
    let both = team.env.read(SIGNERS).replace("git,gonogo-signoff@v1,gonogo-policy@v1", "git,gonogo-signoff@v1");
    let (ana, ben) = (team.env.sandbox().public("ana"), team.env.sandbox().public("ben"));
    let root = |text: &str, key: &str| {
        text.replace(&format!("signoff@v1\" {key}"), &format!("signoff@v1,gonogo-policy@v1\" {key}"))
    };
    let put = |text: &str| std::fs::write(team.env.path(SIGNERS), text).unwrap();
    // In one step there is nobody who could.
    put(&root(&both, &ben));
    for what in ["propose", "approve"] {
        team.env.gonogo(["policy", what]).exit(2).remarks("hand over in two steps").remarks("take ana@example.org out");
    }
    put(&root(&root(&both, &ben), &ana));
    team.env.gonogo(["policy", "approve"]).exit(0).says("policy 2 is in force");
    put(&root(&both, &ben));
    // Who is to go may approve it, and does not record it.
    team.env.gonogo(["policy", "propose"]).exit(0).says("at least 1 more needed");
    team.works("ben");
    team.env.gonogo(["policy", "approve"]).exit(0).says("policy 3 is in force");
    team.env.gonogo(["policy", "show"]).exit(0).says("changes need 1 of ben@example.org");
    team.works("ana");
    put(&root(&root(&both, &ben), &ana));
    // Her word as somebody new is not enough.
    team.env.gonogo(["policy", "approve"]).exit(0).says("at least 1 more needed, of ben@example.org");
    team.works("cy");
    team.env.gonogo(["policy", "approve"]).exit(2).remarks("cy@example.org has no key");
    team.works("ben");
    team.audit().exit(0).says("verified: 3 commits");
    // Ana has still a key for the rest.
    team.sign("ana", "Release Manager", []).exit(0);
}

#[test]
fn whose_key_ends_soon_is_told_when_signing() {
    let team = Team::new();
    let ana = team.env.sandbox().public("ana");
    edit(&team, SIGNERS, &format!("\" {ana}"), &format!("\",valid-before=\"20261210Z\" {ana}"));
    team.env.gonogo(["policy", "approve"]).exit(0);
    let said = team.env.gonogo(["policy", "show"]).exit(0);
    said.says("warning: .gonogo/allowed_signers:2: the key ends soon, on 2026-12-10");
    team.sign("ana", "Release Manager", [])
        .exit(0)
        .remarks("your key ends on 2026-12-10 00:00 UTC; have a new one added");
    let ben = team.sign("ben", "QA Lead", []).exit(0);
    assert!(!ben.stderr.contains("your key ends"), "{ben:?}");
}

#[test]
fn a_revoked_key_leaves_it_to_the_others() {
    let team = two_roots();
    team.works("ana");
    let ben = team.env.sandbox().public("ben");
    std::fs::write(team.env.path(".gonogo/revoked_keys"), format!("{ben}\n")).unwrap();
    // Two have to sign, and only one is left: such a policy would never change again.
    team.env.gonogo(["policy", "check"]).exit(1).says("1 people have a key that names gonogo-policy@v1, but 2 have to");
    let cy = team.env.sandbox().public("cy");
    edit(&team, SIGNERS, &format!("signoff@v1\" {cy}"), &format!("signoff@v1,gonogo-policy@v1\" {cy}"));
    team.env.gonogo(["policy", "approve"]).exit(0).says("at least 1 more needed");
}

#[test]
fn what_is_unsound_is_told_with_its_place() {
    let team = Team::new();
    team.env.sandbox().key("mal", &["-t", "ed25519"]);
    let config = team.env.read("gonogo.toml");
    let signers = team.env.read(SIGNERS);
    let check = |path: &str, text: String| {
        std::fs::write(team.env.path("gonogo.toml"), &config).unwrap();
        std::fs::write(team.env.path(SIGNERS), &signers).unwrap();
        std::fs::write(team.env.path(path), text).unwrap();
        team.env.gonogo(["policy", "check"])
    };
    for (text, says) in [
        (
            "[policy]\ndistinct = [[\"QA Laed\", \"Release Manager\"]]\n",
            "gonogo.toml:9:14: there is no role `QA Laed`; did you mean `QA Lead`?",
        ),
        ("[policy]\nmax-age = \"soon\"\n", "gonogo.toml:9:11: `soon` is no age"),
        ("[policy]\nmax-age = \"0d\"\n", "gonogo.toml:9:11: `0d` is no age"),
        ("[policy]\nthreshold = 0\n", "gonogo.toml:9:13: a policy that nobody has to sign is none"),
        ("[policy]\nthreshold = -1\n", "gonogo.toml:9:13: "),
        ("\"Ops\" = { people = [\"cy@example.org\"], quorum = 2 }\n", "gonogo.toml:8:1: 2 of 1 people can't sign"),
        ("\"Ops\" = { people = [\"cy@example.org\"], quorum = 0 }\n", "gonogo.toml:8:1: 0 of 1 people can't sign"),
        ("\"Ops\" = { people = [\"cy@example.org\", \"CY@example.org\"], quorum = 2 }\n", "2 of 1 people can't sign"),
        ("\"qa  lead\" = [\"cy@example.org\"]\n", "gonogo.toml:8:1: the role `QA Lead` stands there already"),
        ("\" \" = [\"cy@example.org\"]\n", "gonogo.toml:8:1: a role without a name"),
    ] {
        let done = check("gonogo.toml", format!("{config}{text}"));
        let said = format!("{}{}", done.stdout, done.stderr);
        assert!(done.status > 0 && said.contains(says), "{text}: {done:?}");
    }
    check("gonogo.toml", format!("{config}[policy]\nthreshold = 2\n"))
        .exit(1)
        .says("error: gonogo.toml:9:13: 1 people have a key");
    check("gonogo.toml", format!("{config}\"Ops\" = [\"eve@example.org\"]\n"))
        .exit(1)
        .says("error: gonogo.toml:8:1: 0 of the 1 people that 'Ops'");
    check(SIGNERS, format!("{signers}eve@example.org ssh-ed25519 AAAA\n"))
        .exit(1)
        .says("error: .gonogo/allowed_signers:5:17: ");
    let odd = format!("{signers}  eve@example.org valid-befor=\"20261201Z\" ssh-ed25519 AAAA\n");
    check(SIGNERS, odd).exit(1).says("error: .gonogo/allowed_signers:5:19: ");
    let odd = format!("{signers}eve@example.org valid-before=\"2026\" ssh-ed25519 AAAA\n");
    check(SIGNERS, odd).exit(1).says("error: .gonogo/allowed_signers:5:17: \"2026\" is no time");
    let odd = format!("{signers}eve@example.org valid-before=\"20261201Z\" ssh-ed25519 AAAA\n");
    check(SIGNERS, odd).exit(1).says("error: .gonogo/allowed_signers:5:42: not a public key");
    check(SIGNERS, format!("{signers}\"eve@example.org\n")).exit(1).says("error: .gonogo/allowed_signers:5:1: a quote");
    let key = team.env.sandbox().public("cy");
    check(SIGNERS, format!("{signers}*@example.org {key}\n")).exit(1).says("(policy-wildcard)");
    check(SIGNERS, format!("{signers}x cert-authority {key}\n")).exit(1).says("(policy-wildcard)");
    for namespaces in ["*", "git,gonogo-*@v1", "gi?", "!file,git"] {
        let line = format!("cy@example.org namespaces=\"{namespaces}\" {key}\n");
        check(SIGNERS, format!("{signers}{line}"))
            .exit(1)
            .says(".gonogo/allowed_signers:5: ")
            .says("(policy-wildcard)");
    }
    check(SIGNERS, format!("{signers}cy@example.org namespaces=\"\" {key}\n")).exit(1).says("an empty namespace");
    // People are told apart by plain addresses, and by keys of their own.
    let mal = team.env.sandbox().public("mal");
    for odd in [
        "\u{430}na@example.org",
        "\"ana@example.org \"",
        "ana",
        "ana\u{200b}@example.org",
        "qa-lead/ana@ex\u{e4}mple.org",
    ] {
        let text = format!("{signers}{odd} namespaces=\"git,gonogo-policy@v1\" {mal}\n");
        check(SIGNERS, text)
            .exit(1)
            .says("error: .gonogo/allowed_signers:5: '")
            .says("' is no address of plain letters");
        team.env.gonogo(["policy", "propose"]).exit(2).remarks("is no address of plain letters");
    }
    let both = "error: .gonogo/allowed_signers:5: the key is listed for cy@example.org and for dee@example.org";
    check(SIGNERS, format!("{signers}dee@example.org,qa-lead/dee@example.org {key}\n")).exit(1).says(both);
    check(SIGNERS, format!("{signers}eve@example.org,dee@example.org {mal}\n")).exit(1).says("a key is one person's");
    check(SIGNERS, format!("{signers}CY@example.org,release-manager/cy@example.org {key}\n")).exit(0);
    let soon = format!("{signers}cy@example.org valid-before=\"20261201Z\" {key}\n");
    check(SIGNERS, soon).exit(0).says("warning: .gonogo/allowed_signers:5: the key ends soon, on 2026-12-01 00:00 UTC");
    let gone = format!("{signers}cy@example.org valid-before=\"20251201Z\" {key}\n");
    check(SIGNERS, gone).exit(0).says("the key ended on 2025-12-01");
}

#[test]
fn a_sign_off_does_not_last_for_ever() {
    let team = Team::with("[policy]\nmax-age = \"36h\"\n");
    team.sign_all();
    team.check().exit(0);
    let later = |hours: i64| {
        let mut world = team.env.sandbox().world();
        world.now = Box::new(move || gonogo::time::Timestamp::from_unix(crate::support::NOW + hours * 3_600).unwrap());
        let args = ["gonogo", "check", PATH].map(std::ffi::OsString::from);
        gonogo::cli::run(args, &mut world)
    };
    assert_eq!(later(36), 0);
    assert_eq!(later(37), 1);
    // Once it is recorded it may grow old.
    team.record().exit(0);
    team.audit().exit(0);
}
