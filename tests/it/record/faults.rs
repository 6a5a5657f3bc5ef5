//! What breaks: killed processes, missing and damaged objects, a store that cannot be written to.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::add_run;
use gonogo::record::Written;

use super::{Fixture, bare_run};
use crate::support::{Sandbox, ana, branch, now};

const KILL_ROOT: &str = "GONOGO_TEST_KILL_ROOT";
const KILL_RUN: &str = "GONOGO_TEST_KILL_RUN";

fn record(sandbox: &Sandbox, run: &str) -> Written {
    add_run(&sandbox.repo(), &branch(), &bare_run(run), &sandbox.signer("ana"), &ana(), &now).unwrap()
}

/// Not a test: what the next one starts as a process of its own, to be killed.
#[test]
#[ignore = "started by another test"]
fn child_that_is_killed() {
    if let (Some(root), Ok(run)) = (std::env::var_os(KILL_ROOT), std::env::var(KILL_RUN)) {
        record(&Sandbox::at(Path::new(&root)), &run);
    }
}

fn child(sandbox: &Sandbox, run: &str) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["record::faults::child_that_is_killed", "--exact", "--ignored", "--test-threads=1"])
        .env(KILL_ROOT, sandbox.root())
        .env(KILL_RUN, run)
        // What a killed process leaves behind goes with the sandbox.
        .env("TMPDIR", sandbox.root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
#[cfg(unix)]
fn killed_at_any_moment_the_record_is_old_or_new_and_the_next_try_succeeds() {
    use std::time::{Duration, Instant};
    const TRIES: u32 = 30;
    let fixture = Fixture::new();
    let sandbox = &fixture.sandbox;
    sandbox.write("README.md", "changed\n");
    sandbox.write("staged.md", "staged\n");
    sandbox.git(&["add", "staged.md"]);
    let status = || sandbox.git(&["status", "--porcelain=v2", "--branch"]);
    let tip = || sandbox.git(&["rev-parse", "gonogo/record"]).trim().to_owned();
    let before = status();
    let start = Instant::now();
    assert!(child(sandbox, "whole").wait().unwrap().success());
    let whole = start.elapsed().max(Duration::from_millis(5));
    let (mut old, mut new) = (0, 0);
    for n in 0..TRIES {
        let run = format!("run-{n}");
        let tip_before = tip();
        let mut child = child(sandbox, &run);
        std::thread::sleep(whole * n / (TRIES - 4));
        child.kill().unwrap();
        child.wait().unwrap();
        // A git that it had started goes on, and comes to its end.
        while crate::killed::is_anybody_in(sandbox.root()) {
            std::thread::yield_now();
        }
        let tip_after = tip();
        if tip_after == tip_before {
            old += 1;
        } else {
            new += 1;
            assert_eq!(sandbox.git(&["rev-parse", "gonogo/record^"]).trim(), tip_before);
        }
        sandbox.git(&["fsck", "--strict", "--full"]);
        assert_eq!(status(), before);
        let written = record(sandbox, &run);
        assert_eq!(matches!(written, Written::New(_)), tip_after == tip_before);
    }
    assert!(old > 0, "every child was done before it was killed");
    let audit = fixture.audit();
    assert!(audit.holds(), "{audit:?}");
    assert_eq!(audit.entries.len(), 2 + TRIES as usize, "{old} old, {new} new");
}

/// The path of a loose object.
fn object(sandbox: &Sandbox, revision: &str) -> std::path::PathBuf {
    let id = sandbox.git(&["rev-parse", revision]);
    let (folder, name) = id.trim().split_at(2);
    sandbox.dir().join(".git/objects").join(folder).join(name)
}

#[test]
fn missing_and_damaged_objects_end_as_unchecked() {
    let fixture = Fixture::new();
    fixture.add(&fixture.run("v1"));
    fixture.add(&fixture.run("v2"));
    let sandbox = &fixture.sandbox;
    for revision in [
        "gonogo/record:runs/v1/content.md",
        "gonogo/record:runs/v1/evidence/log.txt",
        "gonogo/record:runs/v1",
        "gonogo/record~1^{tree}",
        "gonogo/record~2",
        "gonogo/record~2:policy/000001/allowed_signers",
    ] {
        let path = object(sandbox, revision);
        let bytes = std::fs::read(&path).unwrap();
        let other = std::fs::read(object(sandbox, "gonogo/record:runs/v2/content.md")).unwrap();
        for replaced in [None, Some(&bytes[..bytes.len() / 2]), Some(&b"junk"[..]), Some(other.as_slice())] {
            let _ = std::fs::remove_file(&path);
            if let Some(replaced) = replaced {
                std::fs::write(&path, replaced).unwrap();
            }
            let audit = fixture.audit();
            assert!(!audit.unchecked.is_empty(), "{revision}: {audit:?}");
        }
        let _ = std::fs::remove_file(&path);
        std::fs::write(&path, bytes).unwrap();
    }
    assert!(fixture.audit().holds());
}

#[test]
fn a_shallow_clone_says_what_it_could_not_see() {
    let fixture = Fixture::new();
    for run in ["v1", "v2", "v3"] {
        fixture.add(&fixture.run(run));
    }
    let clone = fixture.sandbox.root().join("clone");
    let url = format!("file://{}", fixture.sandbox.dir().display());
    let args = ["clone", "-q", "--depth", "2", "--branch", "gonogo/record", &url, clone.to_str().unwrap()];
    fixture.sandbox.git(&args);
    let world = fixture.sandbox.world();
    let repo = gonogo::git::Repository::open(&world, &clone, gonogo::git::Entered::Plainly).unwrap();
    assert!(repo.is_shallow());
    let options = gonogo::record::AuditOptions { pin: Some(fixture.genesis), ..Default::default() };
    let answer = gonogo::record::audit(&repo, &branch(), &options).unwrap();
    let gonogo::record::Audited::Record(audit) = answer else { panic!("nothing recorded") };
    assert!(audit.findings.is_empty(), "{audit:?}");
    assert!(audit.unchecked.iter().any(|reason| reason.contains("git fetch --unshallow")), "{audit:?}");
    assert!(audit.unchecked.iter().any(|reason| reason.contains("pinned")), "{audit:?}");
    assert_eq!(audit.genesis, None);
    assert!(audit.entries.last().unwrap().signer.is_good());
}

#[test]
fn a_clone_without_blobs_says_what_it_could_not_see() {
    let fixture = Fixture::new();
    fixture.add(&fixture.run("v1"));
    fixture.sandbox.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = fixture.sandbox.root().join("clone.git");
    let url = format!("file://{}", fixture.sandbox.dir().display());
    fixture.sandbox.git(&["clone", "-q", "--bare", "--filter=blob:none", &url, clone.to_str().unwrap()]);
    let world = fixture.sandbox.world();
    let repo = gonogo::git::Repository::open(&world, &clone, gonogo::git::Entered::Plainly).unwrap();
    let answer = gonogo::record::audit(&repo, &branch(), &Default::default()).unwrap();
    let gonogo::record::Audited::Record(audit) = answer else { panic!("nothing recorded") };
    assert!(audit.unchecked.iter().any(|reason| reason.contains("history-incomplete")), "{audit:?}");
    assert!(!audit.holds());
}
