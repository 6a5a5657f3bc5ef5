//! Killed at a system call: signing and recording leave all or nothing, and the same command again finishes the job.
//!
//! Needs strace, and does nothing without it. A few calls by default; `GONOGO_TEST_KILLS=1000000` for every one.

use std::process::Command;

use crate::support::NOW;
use crate::team::{PATH, RUN, Team};

/// A command line under strace; `None` where that is not installed.
fn traced(team: &Team, options: &[&str], words: &[&str]) -> Option<bool> {
    let mut command: Command = team.env.sandbox().command("strace");
    command.args(["-qq", "-o"]).arg(team.env.path("trace")).args(options).arg(crate::cli_env::GONOGO).args(words);
    // What a killed process leaves behind goes with the sandbox.
    command.env("TMPDIR", team.env.sandbox().root());
    command.output().ok().map(|out| out.status.success())
}

/// The system calls of a trace, each by its name and which one of that name it is, counted from 1.
fn calls(trace: &str) -> Vec<(String, usize)> {
    let mut seen = std::collections::BTreeMap::new();
    let names = trace.lines().filter_map(|line| line.split_once('(')).map(|(name, _)| name.to_owned());
    let calls = names.filter(|name| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
    let count = |name: String| {
        let nth = seen.entry(name.clone()).and_modify(|nth| *nth += 1).or_insert(1);
        (name, *nth)
    };
    calls.map(count).collect()
}

/// Runs a command, kills it at one system call after another, and looks at what it left each time.
fn at_each_call(words: &[&str], before: impl Fn(&Team), after: impl Fn(&Team, &str)) {
    let team = Team::new();
    // The record was begun by the fixed clock, and the program has the real one.
    if gonogo::time::Timestamp::system_now().unix() < NOW || traced(&team, &["-e", "trace=none"], &["rules"]).is_none()
    {
        return;
    }
    before(&team);
    assert_eq!(traced(&team, &[], words), Some(true));
    let calls = calls(&team.env.read("trace"));
    let most = std::env::var("GONOGO_TEST_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(10);
    let step = calls.len().div_ceil(most).max(1);
    let mut killed = 0;
    for (name, nth) in calls.iter().skip(step / 2).step_by(step) {
        before(&team);
        let inject = format!("inject={name}:signal=SIGKILL:when={nth}");
        killed += usize::from(traced(&team, &["-e", &inject], words) == Some(false));
        let call = format!("{name} {nth}");
        after(&team, &call);
        let again = team.env.program([]).args(words).output().unwrap();
        assert!(again.status.success(), "{call}: {}", String::from_utf8_lossy(&again.stderr));
        after(&team, &call);
    }
    let calls = calls.len();
    assert!(killed * 2 > most.min(calls), "nothing was killed at {calls} calls");
    println!("{calls} calls, killed at {killed}");
}

#[test]
fn signing_killed_at_a_call_leaves_all_or_nothing() {
    let words = ["sign", PATH, "--role", "Release Manager"];
    let before = |team: &Team| {
        let _ = std::fs::remove_dir_all(team.env.path("releases/v1.2.0.signoffs"));
        std::fs::write(team.env.path(PATH), RUN).unwrap();
    };
    let after = |team: &Team, call: &str| {
        let text = team.env.read(PATH);
        let named = text.contains("Release Manager: Ana Doe");
        assert!(named || text == RUN, "call {call}: {text}");
        let folder = team.env.path("releases/v1.2.0.signoffs");
        let statements = if folder.exists() { team.statements() } else { Vec::new() };
        for name in &statements {
            assert!(folder.join(format!("{name}.sig")).exists(), "call {call}: {name}");
        }
        // The name stands there only once the statement does, and nobody has to sign twice.
        assert!(!named || statements.len() == 1, "call {call}: {statements:?}");
        assert!(statements.len() < 2, "call {call}: {statements:?}");
    };
    at_each_call(&words, before, after);
}

#[test]
fn recording_killed_at_a_call_leaves_the_old_head_or_the_new_one() {
    let before = |team: &Team| {
        let git = |args: &[&str]| team.env.sandbox().git(args);
        if !team.env.path("releases/v1.2.0.signoffs").exists() {
            team.sign_all();
        }
        team.works("ana");
        let genesis = git(&["rev-list", "--max-parents=0", "gonogo/record"]);
        git(&["update-ref", "refs/heads/gonogo/record", genesis.trim()]);
    };
    let after = |team: &Team, call: &str| {
        let git = |args: &[&str]| team.env.sandbox().git(args);
        let count = git(&["rev-list", "--count", "gonogo/record"]);
        assert!(matches!(count.trim(), "1" | "2"), "call {call}: {count}");
        git(&["fsck", "--strict", "--full"]);
        assert_eq!(git(&["status", "--porcelain", "--untracked-files=no"]), "", "call {call}");
        team.audit().exit(0);
    };
    at_each_call(&["record", PATH], before, after);
}
