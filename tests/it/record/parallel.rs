//! An audit by several threads: what it says does not depend on how many there are, and it reads objects alone.

use std::num::NonZero;
use std::sync::Mutex;

use crate::support::add_policy;
use gonogo::git::CommitId;
use gonogo::record::AuditOptions;

use super::{Fixture, bare_run, forge, policy};
use crate::support::{ana, branch, now};

/// Runs, a new policy, an amendment's worth of faults, and runs behind them.
fn mixed() -> Fixture {
    let fixture = Fixture::new();
    let sandbox = &fixture.sandbox;
    fixture.add(&fixture.run("v1"));
    let other = policy(
        sandbox,
        "ben@example.org namespaces=\"git\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\n",
    );
    add_policy(&sandbox.repo(), &branch(), &other, &sandbox.signer("ana"), &ana(), &now).unwrap();
    fixture.add(&fixture.run("v2"));
    let tip = || sandbox.git(&["rev-parse", "gonogo/record"]).trim().to_owned();
    for (seq, run) in [(7, "v3"), (8, "v4")] {
        let tree = forge::tree_with_run(sandbox, &tip(), run);
        forge::place(sandbox, &forge::text(&tree, &[&tip()], &forge::message(seq, run)));
    }
    let entry = bare_run("v5");
    crate::support::add_run(&sandbox.repo(), &branch(), &entry, &sandbox.signer("ana"), &ana(), &now).unwrap();
    fixture
}

#[test]
fn one_thread_or_many_find_the_same() {
    let fixture = mixed();
    let by = |threads| {
        let told = Mutex::new(Vec::new());
        let tell = |done, of| told.lock().unwrap().push((done, of));
        let audit = fixture.audit_with(&AuditOptions {
            threads: NonZero::new(threads),
            progress: Some(&tell),
            ..Default::default()
        });
        let mut told = told.into_inner().unwrap();
        told.sort_unstable();
        (format!("{audit:?}"), told)
    };
    let (one, told) = by(1);
    assert!(one.contains("sequence") && one.contains("signature-count"), "{one}");
    assert_eq!(told, (1..8).map(|n| (n, 7)).collect::<Vec<_>>());
    for threads in [2, 3, 7] {
        assert_eq!(by(threads), (one.clone(), told.clone()));
    }
}

#[test]
fn what_an_index_gives_out_under_another_id_is_damaged() {
    let fixture = Fixture::new();
    fixture.add(&fixture.run("v1"));
    let sandbox = &fixture.sandbox;
    sandbox.git(&["gc", "-q", "--prune=now"]);
    let packs = sandbox.dir().join(".git/objects/pack");
    let index = std::fs::read_dir(packs).unwrap().map(|entry| entry.unwrap().path());
    let path = index.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "idx")).unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    let count = u32::from_be_bytes(bytes[8 + 1020..8 + 1024].try_into().unwrap()) as usize;
    let length = sandbox.git(&["rev-parse", "HEAD"]).trim().len() / 2;
    let (names, offsets) = (8 + 1024, 8 + 1024 + count * (length + 4));
    let place = |file: &str| {
        let id = sandbox.git(&["rev-parse", &format!("gonogo/record:runs/v1/{file}")]);
        let hex =
            |at: usize| bytes[names + at * length..][..length].iter().map(|b| format!("{b:02x}")).collect::<String>();
        offsets + 4 * (0..count).find(|at| hex(*at) == id.trim()).unwrap()
    };
    let (one, two) = (place("content.md"), place("evidence/log.txt"));
    (0..4).for_each(|at| bytes.swap(one + at, two + at));
    // Git keeps its packs read-only.
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, bytes).unwrap();
    let audit = fixture.audit();
    assert_eq!(audit.unchecked.iter().filter(|reason| reason.contains("is damaged")).count(), 2, "{audit:?}");
}

#[test]
fn nothing_but_objects_and_the_reference_is_read() {
    let fixture = Fixture::new();
    fixture.add(&fixture.run("v1"));
    fixture.add(&fixture.run("v2"));
    let sandbox = &fixture.sandbox;
    let first = sandbox.git(&["rev-parse", "gonogo/record~1"]);
    let before = format!("{:?}", fixture.audit());
    // What makes git itself show another history.
    sandbox.git(&["replace", "gonogo/record", first.trim()]);
    sandbox.write(".git/info/grafts", format!("{}\n", sandbox.git(&["rev-parse", "gonogo/record"]).trim()));
    sandbox.write(".git/info/attributes", "* filter=x\n");
    assert_eq!(format!("{:?}", fixture.audit()), before);
}

#[test]
fn what_was_found_to_hold_is_not_checked_again_and_what_came_later_is() {
    let fixture = mixed();
    let sandbox = &fixture.sandbox;
    let at = |revision: &str| CommitId::parse(sandbox.git(&["rev-parse", revision]).trim());
    let whole = fixture.audit();
    // The last good commit: all faults come later, with the numbers and the policies that stood then.
    let later = |since| fixture.audit_with(&AuditOptions { since, ..Default::default() });
    let audit = later(at("gonogo/record~3"));
    assert_eq!(format!("{:?}", audit.findings), format!("{:?}", whole.findings));
    assert_eq!((audit.genesis, audit.head, audit.entries.len()), (whole.genesis, whole.head, 4));
    assert!(audit.remarks.iter().any(|said| said == "what stood in the first 4 commits was not checked again"));
    // The faulty ones are not looked at again; what comes later holds.
    let audit = later(at("gonogo/record~1"));
    assert!(audit.holds() && audit.entries[1].signer.is_good(), "{audit:?}");
    let gone = later(at("main"));
    assert!(gone.findings.iter().any(|finding| finding.rule == "rollback") && gone.entries.len() == 7, "{gone:?}");
}
