//! Killed at a system call, or refused one: signing and recording leave all or nothing, claim success only where all is
//! done, and the same command again finishes the job.
//!
//! Needs strace, and does nothing without it. A few calls by default; `GONOGO_TEST_KILLS=1000000` for every one.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::NOW;
use crate::team::{PATH, RUN, Team};

/// A command line under strace; `None` where that is not installed.
fn traced(team: &Team, options: &[&str], words: &[&str]) -> Option<bool> {
    let mut command: Command = team.env.sandbox().command("strace");
    command.args(["-qq", "-o"]).arg(team.env.path("trace")).args(options).arg(crate::cli_env::GONOGO).args(words);
    // What a killed process leaves behind goes with the sandbox.
    command.env("TMPDIR", team.env.sandbox().root());
    let success = command.output().ok().map(|out| out.status.success());
    // A git that was started by what has been killed goes on, and is to be through before anything is looked at.
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(30) && is_anybody_in(team.env.sandbox().root()) {
        std::thread::yield_now();
    }
    success
}

/// Whether a process works in a folder, by what the system says.
pub fn is_anybody_in(folder: &Path) -> bool {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|process| std::fs::read_link(process.path().join("cwd")).ok())
        .any(|cwd| cwd.starts_with(folder))
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

/// What becomes of a system call.
const KILLED: &str = "signal=SIGKILL";
const FULL: &str = "error=ENOSPC";
const BROKEN: &str = "error=EIO";
const DENIED: &str = "error=EACCES";
/// No file can be opened any more, by this process or by any.
const TOO_MANY: &str = "error=EMFILE";
/// A signal came in between; the call is to be made again.
const INTERRUPTED: &str = "error=EINTR";

/// The calls that a full or broken disk, or missing rights, refuse.
const OF_FILES: &[&str] = &[
    "openat",
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "rename",
    "renameat2",
    "link",
    "linkat",
    "mkdir",
    "ftruncate",
    "unlink",
    "fchmod",
];

/// The calls that each fault can meet; none for all of them.
const MET: &[(&str, &[&str])] = &[
    (KILLED, &[]),
    (FULL, OF_FILES),
    (BROKEN, OF_FILES),
    (DENIED, OF_FILES),
    (TOO_MANY, &["openat", "pipe2", "socket", "dup", "fcntl"]),
    (INTERRUPTED, &["openat", "read", "write", "fsync", "wait4", "poll"]),
    // The system has let go of the file all the same, but here it has not: pipes stay open.
    (UNCLOSED, &["close"]),
];
const UNCLOSED: &str = "error=EBADF";

/// A command, what stands before it, what must be true after whatever happened, and whether all of it is done.
struct Job<'a> {
    words: &'a [&'a str],
    before: &'a dyn Fn(&Team),
    after: &'a dyn Fn(&Team, &str),
    done: &'a dyn Fn(&Team) -> bool,
}

/// How many calls of each kind meet their fault, where the variable says so.
fn tries() -> Option<usize> {
    std::env::var("GONOGO_TEST_KILLS").ok().and_then(|n| n.parse().ok())
}

/// All faults of a job; a few calls by default, whichever the faults are.
fn at_calls(job: &Job<'_>, faults: &[&str]) {
    faults.iter().for_each(|fault| at_each_call(job, fault, 10_usize.div_ceil(faults.len())));
}

/// Runs a command with a fault at one system call after another, and looks at what it left each time.
fn at_each_call(job: &Job<'_>, fault: &str, few: usize) {
    let Job { words, before, after, done } = job;
    let team = Team::new();
    // The record was begun by the fixed clock, and the program has the real one.
    if gonogo::time::Timestamp::system_now().unix() < NOW || traced(&team, &["-e", "trace=none"], &["rules"]).is_none()
    {
        return;
    }
    before(&team);
    assert_eq!(traced(&team, &[], words), Some(true));
    let mut calls = calls(&team.env.read("trace"));
    let met = MET.iter().find(|(name, _)| *name == fault).unwrap().1;
    calls.retain(|(name, _)| met.is_empty() || met.contains(&name.as_str()));
    let most = tries().unwrap_or(few);
    let step = calls.len().div_ceil(most).max(1);
    let mut failed = 0;
    for (name, nth) in calls.iter().skip(step / 2).step_by(step) {
        before(&team);
        let call = format!("{name} {nth} {fault}");
        match traced(&team, &["-e", &format!("inject={name}:{fault}:when={nth}")], words) {
            Some(true) => assert!(done(&team), "{call}: success is claimed"),
            _ => failed += 1,
        }
        after(&team, &call);
        let again = team.env.program([]).args(*words).output().unwrap();
        assert!(again.status.success(), "{call}: {}", String::from_utf8_lossy(&again.stderr));
        assert!(done(&team), "{call}");
        after(&team, &call);
    }
    let calls = calls.len();
    assert!(fault != KILLED || failed * 2 > most.min(calls), "{failed} of {calls} were killed");
    println!("{fault}: {calls} calls, failed at {failed}");
}

fn signing(faults: &[&str]) {
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
    let done = |team: &Team| team.env.read(PATH).contains("Release Manager: Ana Doe") && team.statements().len() == 1;
    let job = Job { words: &words, before: &before, after: &after, done: &done };
    at_calls(&job, faults);
}

fn recording(faults: &[&str]) {
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
    let done = |team: &Team| team.env.sandbox().git(&["rev-list", "--count", "gonogo/record"]).trim() == "2";
    let job = Job { words: &["record", PATH], before: &before, after: &after, done: &done };
    at_calls(&job, faults);
}

/// Recording into a remote: the remote has the old entries or the new ones, and what was recorded here stays.
fn pushing(faults: &[&str]) {
    let git = |team: &Team, args: &[&str]| team.env.sandbox().git(args);
    let remote = |team: &Team| team.env.sandbox().root().join("remote.git").to_str().unwrap().to_owned();
    let there = |team: &Team, args: &[&str]| git(team, &[&["--git-dir", &remote(team)], args].concat());
    let before = |team: &Team| {
        let genesis = git(team, &["rev-list", "--max-parents=0", "gonogo/record"]).trim().to_owned();
        if !team.env.path("releases/v1.2.0.signoffs").exists() {
            team.sign_all();
            git(team, &["init", "-q", "--bare", &remote(team)]);
            git(team, &["remote", "add", "origin", &remote(team)]);
            git(team, &["push", "-q", "origin", "gonogo/record"]);
        }
        team.works("ana");
        for name in git(team, &["for-each-ref", "--format=%(refname)", "refs/gonogo"]).lines() {
            git(team, &["update-ref", "-d", name]);
        }
        git(team, &["update-ref", "refs/heads/gonogo/record", &genesis]);
        there(team, &["update-ref", "refs/heads/gonogo/record", &genesis]);
    };
    let count = |list: String| list.trim().parse::<usize>().unwrap();
    let after = |team: &Team, call: &str| {
        let here = count(git(team, &["rev-list", "--count", "gonogo/record"]));
        let pushed = count(there(team, &["rev-list", "--count", "gonogo/record"]));
        assert!((1..=here).contains(&pushed) && here < 3, "call {call}: {here}, {pushed}");
        there(team, &["fsck", "--strict", "--full"]);
        team.audit().exit(0);
    };
    let done = |team: &Team| count(there(team, &["rev-list", "--count", "gonogo/record"])) == 2;
    let job = Job { words: &["record", PATH, "--push"], before: &before, after: &after, done: &done };
    at_calls(&job, faults);
}

#[test]
fn pushing_killed_at_a_call_leaves_the_old_head_or_the_new_one() {
    pushing(&[KILLED]);
}

#[test]
fn pushing_on_a_bad_disk_leaves_the_old_head_or_the_new_one() {
    pushing(&[FULL, BROKEN, DENIED, TOO_MANY, INTERRUPTED]);
}

#[test]
fn signing_killed_at_a_call_leaves_all_or_nothing() {
    signing(&[KILLED]);
}

#[test]
fn signing_on_a_bad_disk_leaves_all_or_nothing() {
    signing(&[FULL, BROKEN, DENIED, TOO_MANY, INTERRUPTED]);
}

#[test]
fn signing_comes_to_an_end_where_pipes_stay_open() {
    // What waits for such a pipe is ended after a minute.
    if tries().is_some() {
        signing(&[UNCLOSED]);
    }
}

#[test]
fn recording_killed_at_a_call_leaves_the_old_head_or_the_new_one() {
    recording(&[KILLED]);
}

#[test]
fn recording_on_a_bad_disk_leaves_the_old_head_or_the_new_one() {
    recording(&[FULL, BROKEN, DENIED, TOO_MANY, INTERRUPTED]);
}
