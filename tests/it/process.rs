//! Other programs: their output is read to its end, and nothing that they leave running is waited for.

use std::time::Duration;

use gonogo::process::{Launcher, ProcessError};

use crate::support::Sandbox;

const LIMIT: Duration = Duration::from_secs(60);

fn shell(script: &str) -> Result<(Vec<u8>, String), ProcessError> {
    let launcher = Launcher::new(&Sandbox::empty().world()).in_dir(std::env::temp_dir());
    launcher.run("sh", ["-c", script], b"input\n", LIMIT).map(|done| (done.stdout, done.stderr))
}

#[test]
fn what_a_child_leaves_running_is_not_waited_for() {
    // The shell gives its own pipes to what it starts, and ends.
    let left = "(exec sleep 20 STREAMS) & echo said; echo more >&2";
    let (stdout, stderr) = shell(&left.replace("STREAMS", ">/dev/null")).unwrap();
    assert_eq!((stdout.as_slice(), stderr.as_str()), (&b"said\n"[..], "more\n"));
    // Where its answer may not be whole, it is none.
    assert!(matches!(shell(&left.replace("STREAMS", "2>/dev/null")), Err(ProcessError::Held { .. })));
}

#[test]
fn one_that_hangs_is_ended_and_what_it_has_started_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let launcher = Launcher::new(&Sandbox::empty().world()).in_dir(folder.path());
    // An agent that serves others too, and a program that waits for it.
    let script = "(exec sleep 30 </dev/null >/dev/null 2>&1) & echo $! >agent; echo $$ >own; exec sleep 30";
    let done = launcher.run("sh", ["-c", script], b"", Duration::from_millis(700));
    assert!(matches!(done, Err(ProcessError::Timeout { .. })), "{done:?}");
    let signal = |signal: &str, name: &str| {
        let id = std::fs::read_to_string(folder.path().join(name)).unwrap();
        let mut kill = std::process::Command::new("kill");
        kill.args([signal, id.trim()]).stderr(std::process::Stdio::null()).status().unwrap().success()
    };
    assert!(!signal("-0", "own") && signal("-9", "agent"));
}

#[test]
fn long_output_is_read_to_its_end() {
    let (stdout, stderr) = shell("cat; seq 1 100000; seq 1 50000 >&2").unwrap();
    assert!(stdout.starts_with(b"input\n1\n") && stdout.ends_with(b"\n100000\n"));
    assert!(stderr.ends_with("\n50000\n"));
}
