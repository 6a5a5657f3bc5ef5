//! Who can't sign, or record, is told why and until when, with what to do; nothing is written, and nothing waits for ever.

use crate::cli_env::Done;
use crate::team::{PATH, RUN, Team};

/// That somebody can't sign, is told this, and has left nothing.
#[track_caller]
fn nothing_done(team: &Team, done: &Done, says: &[&str]) {
    refused(team, done, 3, says);
}

#[track_caller]
fn refused(team: &Team, done: &Done, status: u8, says: &[&str]) {
    assert_eq!(done.status, status, "{done:?}");
    says.iter().for_each(|says| assert!(done.stderr.contains(says), "{says}: {done:?}"));
    assert!(!done.stderr.contains('\u{1b}'), "{done:?}");
    assert_eq!(team.env.read(PATH), RUN);
    assert!(!team.env.path("releases/v1.2.0.signoffs").exists(), "{done:?}");
}

fn set(team: &Team, name: &str, value: &str) {
    team.env.git(&["config", name, value]);
}

#[test]
fn a_key_that_is_not_valid_does_not_sign_and_it_is_said_since_when() {
    let team = Team::new();
    let [ben, cy] = ["ben", "cy"].map(|name| team.env.sandbox().public(name));
    let limited =
        |text: String, key: &str, limit: &str| text.replace(&format!("\" {key}"), &format!("\",{limit} {key}"));
    team.changes_policy(
        60,
        |text| limited(limited(text, &ben, "valid-before=\"20261121030000Z\""), &cy, "valid-after=\"20261201Z\""),
        "",
    );
    let mine =
        |name: &str, says: &str| nothing_done(&team, &team.sign(name, "QA Lead", []), &[says, "gonogo policy approve"]);
    mine("ben", "was not valid after 2026-11-21 03:00 UTC");
    mine("cy", "was not valid before 2026-12-01 00:00 UTC");
    team.changes_policy(60, |text| text, &format!("{ben}\n"));
    mine("ben", " is revoked");
    // Nor one that the policy does not know for this, or for anything.
    nothing_done(
        &team,
        &team.sign("cy", "Release Manager", []),
        &["lists the key for: cy@example.org, qa-lead/cy@example.org"],
    );
    team.env.sandbox().key("new", &["-t", "ed25519"]);
    set(&team, "user.signingkey", team.env.sandbox().key_path("new").to_str().unwrap());
    nothing_done(&team, &team.env.gonogo(["sign", PATH, "--role", "QA Lead"]), &["lists the key for: none"]);
}

#[test]
fn without_a_key_or_a_name_it_is_said_how_to_get_one() {
    let team = Team::new();
    team.works("cy");
    let sandbox = team.env.sandbox();
    let own = sandbox.key_path("cy").to_str().unwrap().to_owned();
    let locked = sandbox.key("locked", &["-t", "ed25519", "-N", "secret words"]);
    let line = format!("cy@example.org,qa-lead/cy@example.org {}\n", sandbox.public("locked"));
    team.changes_policy(0, |text| text + &line, "");
    let sign = || team.env.gonogo(["sign", PATH, "--role", "QA Lead"]);
    std::fs::write(sandbox.key_path("junk"), "no key\n").unwrap();
    for (key, says) in [
        ("", &["no signing key is configured", "git config --global user.signingkey"][..]),
        ("/nowhere/key", &["/nowhere/key does not exist", "check user.signingkey"]),
        (sandbox.key_path("junk").to_str().unwrap(), &["cannot use the signing key", "ssh-keygen -t ed25519"]),
        (locked.to_str().unwrap(), &["no terminal to ask for it", "ssh-add"]),
    ] {
        set(&team, "user.signingkey", key);
        nothing_done(&team, &sign(), says);
    }
    set(&team, "user.signingkey", &own);
    for (name, value, says) in [
        ("user.email", "<cy@example.org>", "user.email is not an e-mail address"),
        ("user.email", "", "git config user.email you@example.org"),
        ("user.name", "Cy\nparent 0", "user.name holds a line break"),
        ("user.name", "<>", "user.name"),
    ] {
        team.works("cy");
        set(&team, name, value);
        nothing_done(&team, &sign(), &[says]);
    }
    team.works("cy");
    team.env.git(&["config", "--unset", "user.email"]);
    set(&team, "user.useConfigOnly", "true");
    nothing_done(&team, &sign(), &["git does not know who you are", "git config user.email"]);
    team.works("cy");
    for (reason, says) in
        [("a\nb", "not a statement"), ("\u{1b}[2Jb", "holds U+001B"), (&"x".repeat(10_000_000), "longer")]
    {
        refused(&team, &team.sign("cy", "QA Lead", ["--reason", reason]), 2, &[says]);
    }
    // Recording asks for the same.
    team.sign_all();
    for (name, value, says) in [
        ("user.email", "", "git config user.email you@example.org"),
        ("user.signingkey", "", "git config --global user.signingkey"),
        ("user.signingkey", "/nowhere/key", "check user.signingkey"),
    ] {
        team.works("ana");
        set(&team, name, value);
        team.env.gonogo(["record", PATH]).exit(3).remarks(says);
    }
    assert_eq!(sandbox.git(&["rev-list", "--count", "gonogo/record"]).trim(), "2");
    team.record().exit(0);
}

#[test]
#[cfg(unix)]
fn an_agent_that_is_locked_or_gone_is_told_apart_from_a_bad_key() {
    use std::process::Stdio;
    let team = Team::new();
    let sandbox = team.env.sandbox();
    let socket = sandbox.root().join("agent");
    let mut agent = sandbox.command("ssh-agent");
    let Ok(mut agent) = agent.arg("-D").arg("-a").arg(&socket).stdout(Stdio::null()).spawn() else { return };
    let mut tries = 0..500;
    while !socket.exists() && tries.next().is_some() {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let ask = sandbox.root().join("ask");
    crate::support::write_program(&ask, "#!/bin/sh\necho secret\n");
    let add = |args: &[&str]| {
        let mut add = sandbox.command("ssh-add");
        add.args(args).env("SSH_AUTH_SOCK", &socket).env("SSH_ASKPASS", &ask).env("SSH_ASKPASS_REQUIRE", "force");
        add.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
    };
    let added = add(&[sandbox.key_path("cy").to_str().unwrap()]) && add(&["-x"]);
    team.works("cy");
    set(&team, "user.signingkey", &format!("key::{}", sandbox.public("cy")));
    let socket = socket.to_str().unwrap().to_owned();
    let sign = || team.env.words_with(["sign", PATH, "--role", "QA Lead"], &[("SSH_AUTH_SOCK", &socket)]);
    let locked = sign();
    let unlocked = add(&["-X"]);
    let dry = team.env.read(PATH) == RUN;
    let open = if unlocked { Some(sign()) } else { None };
    agent.kill().unwrap();
    agent.wait().unwrap();
    assert!(added && dry);
    let said = &locked.stderr;
    assert!(
        locked.status == 3 && said.contains("the SSH agent did not sign") && said.contains("unlock the agent"),
        "{said}"
    );
    assert_eq!(open.map(|done| done.status), Some(0));
    std::fs::remove_dir_all(team.env.path("releases/v1.2.0.signoffs")).unwrap();
    std::fs::write(team.env.path(PATH), RUN).unwrap();
    nothing_done(&team, &sign(), &["the SSH agent did not sign", "start or unlock the agent and add the key"]);
}
