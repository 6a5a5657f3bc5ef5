//! What honest people do: begin, record, record again, two at once, change the policy.

use std::collections::BTreeSet;

use crate::support::{add_policy, add_run, genesis};
use gonogo::git::{Identity, RefName};
use gonogo::record::layout::{self, Kind, Trailers};
use gonogo::record::{AuditOptions, Audited, Outcome, RecordError, Written, audit, read_run};
use gonogo::signing::fake::FakeSigner;
use gonogo::signing::statement::{Decision, Scope, Statement};
use gonogo::time::Timestamp;

use super::{Fixture, bare_run, policy};
use crate::support::{NOW, Sandbox, ana, branch, now, stepping};

#[test]
fn git_and_ssh_keygen_agree_with_the_audit() {
    let fixture = Fixture::new();
    let sandbox = &fixture.sandbox;
    let mut commits = vec![fixture.genesis];
    for run in ["v1.0.0", "v1.1.0", "v1.2.0"] {
        commits.push(fixture.add(&fixture.run(run)).commit());
    }
    let list = sandbox.root().join("allowed");
    std::fs::write(&list, policy(sandbox, "").allowed_signers).unwrap();
    sandbox.git(&["config", "gpg.ssh.allowedSignersFile", list.to_str().unwrap()]);
    for commit in &commits {
        sandbox.git(&["verify-commit", &commit.to_string()]);
    }
    sandbox.git(&["fsck", "--strict", "--full"]);
    let message = sandbox.git(&["log", "-1", "--format=%B", "gonogo/record"]);
    let expected = "Record v1.2.0: go\n\nGonogo-Seq: 3\nGonogo-Kind: run\nGonogo-Run: v1.2.0\nGonogo-Outcome: go\n";
    assert_eq!(message.trim(), expected.trim());
    let trailers = sandbox.git(&["log", "-1", "--format=%(trailers:key=Gonogo-Seq,valueonly)", "gonogo/record"]);
    assert_eq!(trailers.trim(), "3");

    let audit = fixture.audit();
    assert!(audit.holds(), "{audit:?}");
    assert_eq!((audit.genesis, audit.head), (Some(commits[0]), Some(commits[3])));
    assert_eq!(audit.entries.iter().map(|e| e.commit).collect::<Vec<_>>(), commits);
    assert_eq!(audit.entries.iter().filter_map(|e| e.seq).collect::<Vec<_>>(), [0, 1, 2, 3]);
    let last = audit.entries.last().unwrap();
    assert_eq!((last.kind, last.run.as_deref(), last.outcome), (Some(Kind::Run), Some("v1.2.0"), Some(Outcome::Go)));
    assert!(last.signer.is_good());
    assert!(last.signoffs.len() == 1 && last.signoffs[0].counts);
    assert_eq!(last.time, Some(now()));

    // Without gonogo: check the tree out, then sha256sum and ssh-keygen.
    let out = sandbox.root().join("out");
    sandbox.git(&["worktree", "add", "-q", "--detach", out.to_str().unwrap(), "gonogo/record"]);
    let folder = out.join("runs/v1.2.0");
    let mut sums = sandbox.command("sha256sum");
    assert!(
        sums.args(["--strict", "--quiet", "-c", "manifest.sha256"]).current_dir(&folder).status().unwrap().success()
    );
    let signoff = &last.signoffs[0];
    let text = std::fs::read(folder.join(&signoff.path)).unwrap();
    let signature = std::fs::read_to_string(folder.join(format!("{}.sig", signoff.path))).unwrap();
    let allowed = String::from_utf8(policy(sandbox, "").allowed_signers).unwrap();
    assert!(sandbox.ssh_verify(&allowed, "lead/ana@example.org", "gonogo-signoff@v1", &signature, &text));
    assert_eq!(signoff.statement, Statement::parse(&text).unwrap());

    let files = read_run(&sandbox.repo(), &branch(), "v1.2.0").unwrap().unwrap();
    assert_eq!(files["content.md"], b"# v1.2.0\n");
    assert!(files.contains_key("manifest.sha256") && files.contains_key(&signoff.path));
    assert_eq!(read_run(&sandbox.repo(), &branch(), "v9").unwrap(), None);
}

#[test]
fn nothing_recorded_is_an_answer_of_its_own() {
    let sandbox = Sandbox::new();
    let answer = audit(&sandbox.repo(), &branch(), &AuditOptions::default()).unwrap();
    assert!(matches!(answer, Audited::NothingRecorded));
    assert_eq!(read_run(&sandbox.repo(), &branch(), "v1").unwrap(), None);
    let entry = bare_run("v1");
    let error = add_run(&sandbox.repo(), &branch(), &entry, &sandbox.signer("ana"), &ana(), &now).unwrap_err();
    assert!(matches!(error, RecordError::NoRecord(_)), "{error}");
    assert!(error.hint().unwrap().contains("gonogo init"));
}

#[test]
fn beginning_twice_is_beginning_once() {
    let fixture = Fixture::new();
    let sandbox = &fixture.sandbox;
    let begin =
        |more: &str| genesis(&sandbox.repo(), &branch(), &policy(sandbox, more), &sandbox.signer("ana"), &ana(), &now);
    assert_eq!(begin("").unwrap(), Written::AlreadyRecorded(fixture.genesis));
    fixture.add(&fixture.run("v1"));
    assert_eq!(begin("").unwrap(), Written::AlreadyRecorded(fixture.genesis));
    assert!(matches!(begin("# more\n"), Err(RecordError::RecordExists { .. })));
}

#[test]
fn recording_twice_is_recording_once() {
    let fixture = Fixture::new();
    let entry = fixture.run("v1");
    let first = fixture.add(&entry);
    fixture.add(&fixture.run("v2"));
    assert_eq!(fixture.add(&entry), Written::AlreadyRecorded(first.commit()));
    let sandbox = &fixture.sandbox;
    let mut changed = entry.clone();
    changed.files.insert("checklist.md".into(), b"other\n".to_vec());
    let outcome = gonogo::record::RunEntry { outcome: Outcome::NoGo, ..entry.clone() };
    let fewer = gonogo::record::RunEntry { signoffs: Vec::new(), ..entry };
    for other in [changed, outcome, fewer] {
        let error = add_run(&sandbox.repo(), &branch(), &other, &sandbox.signer("ana"), &ana(), &now).unwrap_err();
        assert!(matches!(error, RecordError::RunExists { .. }), "{error}");
    }
    assert_eq!(fixture.audit().entries.len(), 3);
}

#[test]
fn two_at_once_lose_nothing() {
    let fixture = Fixture::new();
    let runs: Vec<_> = (0..20).map(|n| fixture.run(&format!("v{n}"))).collect();
    std::thread::scope(|scope| {
        for half in runs.chunks(10) {
            let sandbox = Sandbox::at(fixture.sandbox.root());
            scope.spawn(move || {
                let (repo, signer) = (sandbox.repo(), sandbox.signer("ana"));
                for entry in half {
                    let written = add_run(&repo, &branch(), entry, &signer, &ana(), &now).unwrap();
                    assert!(matches!(written, Written::New(_)));
                }
            });
        }
    });
    let audit = fixture.audit();
    assert!(audit.holds(), "{audit:?}");
    let recorded: BTreeSet<_> = audit.entries.iter().filter_map(|entry| entry.run.clone()).collect();
    assert_eq!(recorded, runs.iter().map(|entry| entry.run.clone()).collect());
    fixture.sandbox.git(&["fsck", "--strict", "--full"]);
}

#[test]
fn a_lost_race_is_planned_anew_on_the_new_tip() {
    use gonogo::signing::{PublicKey, SignError, Signer};
    use std::cell::RefCell;

    /// Signs, but not before somebody else has moved the branch.
    struct Slow<'a>(&'a Fixture, RefCell<Vec<&'static str>>);
    impl Signer for Slow<'_> {
        fn sign(&self, namespace: &str, payload: &[u8]) -> Result<String, SignError> {
            if let Some(other) = self.1.borrow_mut().pop() {
                // By git itself, which knows nothing of our lock: the same commit with another message and signature.
                let tip = self.0.sandbox.git(&["rev-parse", "gonogo/record"]);
                super::forge::append_run(self.0, tip.trim(), other, "ana");
            }
            self.0.sandbox.signer("ana").sign(namespace, payload)
        }
        fn public_key(&self) -> Result<PublicKey, SignError> {
            self.0.sandbox.signer("ana").public_key()
        }
    }

    let fixture = Fixture::new();
    let slow = Slow(&fixture, RefCell::new(vec!["other-2", "other-1"]));
    add_run(&fixture.sandbox.repo(), &branch(), &fixture.run("mine"), &slow, &ana(), &now).unwrap();
    let audit = fixture.audit();
    assert!(audit.holds(), "{audit:?}");
    let runs: Vec<_> = audit.entries.iter().filter_map(|entry| entry.run.as_deref()).collect();
    assert_eq!(runs, ["other-1", "other-2", "mine"]);
}

#[test]
fn what_an_audit_would_refuse_is_not_written() {
    let fixture = Fixture::new();
    let sandbox = &fixture.sandbox;
    sandbox.key("eve", &["-t", "ed25519"]);
    let tip = || sandbox.git(&["rev-parse", "gonogo/record"]);
    let before = tip();
    let refused = |entry: &gonogo::record::RunEntry, key: &str, who: &Identity| {
        let error = add_run(&sandbox.repo(), &branch(), entry, &sandbox.signer(key), who, &now).unwrap_err();
        assert!(error.hint().is_some() || matches!(error, RecordError::Invalid(_)), "{error}");
        match error {
            RecordError::Refused { findings } => findings[0].rule,
            error => panic!("{error}"),
        }
    };
    let eve = Identity::new("Eve", "eve@example.org").unwrap();
    assert_eq!(refused(&bare_run("v1"), "eve", &ana()), "untrusted-signer");
    assert_eq!(refused(&bare_run("v1"), "ana", &eve), "untrusted-signer");
    let with = |statement: Statement| {
        let mut entry = bare_run("v1");
        entry.signoffs.push(fixture.signed(&statement));
        refused(&entry, "ana", &ana())
    };
    let good = fixture.statement("v1");
    assert_eq!(with(Statement { run: "v2".into(), ..good.clone() }), "wrong-run");
    assert_eq!(with(Statement { record: None, ..good.clone() }), "wrong-record");
    assert_eq!(with(Statement { record: Some("c".repeat(40)), ..good.clone() }), "wrong-record");
    assert_eq!(with(Statement { role: "security".into(), ..good.clone() }), "untrusted-signer");
    assert_eq!(with(Statement { content: gonogo::digest::Sha256::of(b"other"), ..good.clone() }), "stale");
    let digest = gonogo::digest::Sha256::of(b"policy");
    assert_eq!(with(Statement { policy: Some((1, digest)), ..good.clone() }), "wrong-policy");
    let later = Timestamp::from_unix(NOW + 301).unwrap();
    assert_eq!(with(Statement { time: later, ..good.clone() }), "time-future");
    let mut unsigned = fixture.run("v1");
    unsigned.signoffs[0].signature = b"none\n".to_vec();
    assert_eq!(refused(&unsigned, "ana", &ana()), "malformed-signature");
    let mut grammar = fixture.run("v1");
    grammar.signoffs[0].statement.push(b'\n');
    assert_eq!(refused(&grammar, "ana", &ana()), "statement-grammar");
    let mut template = fixture.run("v1");
    template.files.insert("template.md".into(), b"# blank\n".to_vec());
    assert_eq!(refused(&template, "ana", &ana()), "wrong-template");
    // A signer that is none.
    let error = add_run(&sandbox.repo(), &branch(), &bare_run("v1"), &FakeSigner, &ana(), &now).unwrap_err();
    assert!(matches!(error, RecordError::Refused { .. }), "{error}");
    assert_eq!(tip(), before);
}

#[test]
fn values_outside_of_the_layout_are_refused_before_anything_is_signed() {
    let fixture = Fixture::new();
    let sandbox = &fixture.sandbox;
    let refused = |entry: &gonogo::record::RunEntry| {
        let error = add_run(&sandbox.repo(), &branch(), entry, &FakeSigner, &ana(), &now).unwrap_err();
        assert!(matches!(error, RecordError::Invalid(_)), "{error}");
    };
    for run in ["", "V1", "../x", "-x", ".x", "a/b", "x\n", &"x".repeat(65)] {
        refused(&bare_run(run));
    }
    for path in [
        "/etc/passwd",
        "../x",
        "a/../b",
        "a//b",
        ".git/x",
        "a\\b",
        "con",
        "aux.txt",
        "x.",
        "-x",
        "é",
        "a b",
        "manifest.sha256",
        "signoffs/x.txt",
        "1/2/3/4/5/6/7/8/9",
    ] {
        let mut entry = bare_run("v1");
        entry.files.insert(path.into(), Vec::new());
        refused(&entry);
    }
    let mut entry = bare_run("v1");
    entry.files.remove("content.md");
    refused(&entry);
}

#[test]
fn a_clock_that_went_back_is_noticed() {
    let fixture = Fixture::new();
    let sandbox = &fixture.sandbox;
    let early = || Timestamp::from_unix(NOW - 1).unwrap();
    let add = |clock: &dyn Fn() -> Timestamp| {
        add_run(&sandbox.repo(), &branch(), &bare_run("v1"), &sandbox.signer("ana"), &ana(), clock)
    };
    assert!(matches!(add(&early), Err(RecordError::ClockBack { .. })));
    add(&stepping()).unwrap();
}

#[test]
fn a_policy_changes_only_by_those_who_may_change_it() {
    let fixture = Fixture::new();
    let sandbox = &fixture.sandbox;
    fixture.add(&fixture.run("v1"));
    sandbox.key("ben", &["-t", "ed25519"]);
    let ben = Identity::new("Ben", "ben@example.org").unwrap();
    let line = format!("ben@example.org,qa/ben@example.org {}\n", sandbox.public("ben"));
    let second = policy(sandbox, &line);
    let change = |files, key: &str, who: &Identity| {
        add_policy(&sandbox.repo(), &branch(), files, &sandbox.signer(key), who, &now)
    };
    let as_ben = |run: &str| add_run(&sandbox.repo(), &branch(), &bare_run(run), &sandbox.signer("ben"), &ben, &now);
    assert!(as_ben("v2").is_err());
    let written = change(&second, "ana", &ana()).unwrap();
    assert_eq!(change(&second, "ana", &ana()).unwrap(), Written::AlreadyRecorded(written.commit()));
    as_ben("v2").unwrap();
    // Ben's line does not name the namespace of policies, though it forbids none.
    let third = policy(sandbox, "# third\n");
    match change(&third, "ben", &ben).unwrap_err() {
        RecordError::Refused { findings } => assert_eq!(findings[0].rule, "policy-change-needs-root"),
        error => panic!("{error}"),
    }
    let audit = fixture.audit();
    assert!(audit.holds(), "{audit:?}");
    assert_eq!(audit.entries[2].kind, Some(Kind::Policy));
    let statement = Statement { policy: Some((2, second.digest())), ..fixture.statement("v3") };
    let mut entry = bare_run("v3");
    entry.signoffs.push(fixture.signed(&statement));
    fixture.add(&entry);
    assert!(fixture.audit().holds());
}

#[test]
fn a_key_that_was_retired_later_keeps_its_entries() {
    let fixture = Fixture::new();
    let sandbox = &fixture.sandbox;
    fixture.add(&fixture.run("v1"));
    sandbox.key("new", &["-t", "ed25519"]);
    let old = sandbox.public("ana");
    let all = "git,gonogo-signoff@v1,gonogo-policy@v1";
    let list = format!(
        "ana@example.org namespaces=\"{all}\" {old}\nana@example.org namespaces=\"{all}\" {}\n",
        sandbox.public("new")
    );
    let mut both = policy(sandbox, "");
    both.allowed_signers = list.into_bytes();
    add_policy(&sandbox.repo(), &branch(), &both, &sandbox.signer("ana"), &ana(), &now).unwrap();
    let revoked = gonogo::record::PolicyFiles { revoked_keys: format!("{old}\n").into_bytes(), ..both };
    add_policy(&sandbox.repo(), &branch(), &revoked, &sandbox.signer("new"), &ana(), &now).unwrap();
    assert!(fixture.audit().holds(), "{:?}", fixture.audit());
    let add = |key: &str| add_run(&sandbox.repo(), &branch(), &bare_run("v2"), &sandbox.signer(key), &ana(), &now);
    match add("ana").unwrap_err() {
        RecordError::Refused { findings } => assert_eq!(findings[0].rule, "lapsed-key"),
        error => panic!("{error}"),
    }
    add("new").unwrap();
}

#[test]
fn blocks_of_items_are_compared_by_who_knows_them() {
    let fixture = Fixture::new();
    let block = |_: &[u8], item: &str| (item == "one").then(|| gonogo::digest::Sha256::of(b"block"));
    let statement = |item: &str, block: &[u8]| Statement {
        scope: Scope::Item(item.into()),
        content: gonogo::digest::Sha256::of(block),
        decision: Decision::None,
        ..fixture.statement("v1")
    };
    let mut entry = bare_run("v1");
    entry.signoffs.push(fixture.signed(&statement("one", b"block")));
    fixture.add(&entry);
    let audit = fixture.audit();
    assert!(audit.findings.is_empty() && audit.unchecked.len() == 1, "{audit:?}");
    assert!(!audit.entries[1].signoffs[0].counts);
    let options = AuditOptions { item_digest: Some(&block), ..AuditOptions::default() };
    let audit = fixture.audit_with(&options);
    assert!(audit.holds() && audit.entries[1].signoffs[0].counts, "{audit:?}");
    let mut entry = bare_run("v2");
    let wrong = [("one", &b"other"[..]), ("two", b"block")];
    entry
        .signoffs
        .extend(wrong.map(|(item, block)| fixture.signed(&Statement { run: "v2".into(), ..statement(item, block) })));
    fixture.add(&entry);
    let mut rules: Vec<_> = fixture.audit_with(&options).findings.iter().map(|f| f.rule).collect();
    rules.sort_unstable();
    assert_eq!(rules, ["stale", "wrong-scope"]);
}

#[test]
fn a_clone_is_audited_by_its_remote_branch() {
    let fixture = Fixture::new();
    fixture.add(&fixture.run("v1"));
    let clone = fixture.sandbox.root().join("clone");
    fixture.sandbox.git(&["clone", "-q", "--no-local", ".", clone.to_str().unwrap()]);
    let world = fixture.sandbox.world();
    let repo = gonogo::git::Repository::open(&world, &clone, gonogo::git::Entered::Plainly).unwrap();
    let name = RefName::new("refs/remotes/origin/gonogo/record").unwrap();
    let judge: gonogo::record::Judge<'_> = &|_| Vec::new();
    let (genesis, pin) = (Some(fixture.genesis), Some(fixture.genesis));
    let options = AuditOptions { genesis, pin, judge: Some(judge), ..AuditOptions::default() };
    match audit(&repo, &name, &options).unwrap() {
        Audited::Record(audit) => assert!(audit.holds() && audit.remarks.is_empty(), "{audit:?}"),
        Audited::NothingRecorded => panic!("nothing recorded"),
    }
}

#[test]
fn trailers_and_manifests_read_back() {
    let run = Trailers { seq: 7, kind: Kind::Run, run: Some("v1".into()), outcome: Some(Outcome::RolledBack) };
    let text = run.message("Record v1");
    assert_eq!(Trailers::parse(&text).unwrap(), run);
    for bad in [
        text.replace("Gonogo-Seq: 7\n", ""),
        text.replace("Seq: 7", "Seq: 07"),
        text.replace("Seq: 7", "seq: 7"),
        text.replace("Gonogo-Seq: 7\n", "Gonogo-Seq: 7\nGonogo-Seq: 8\n"),
        text.replace("Record v1", "Record v1\n\nGonogo-Seq: 7"),
        text.replace("Record v1", "Record v1\n\n  gonogo-run: v2"),
        text.replace("Gonogo-Run: v1\n", ""),
        text.replace("Gonogo-Run: v1", "Gonogo-Run: V1"),
        text.replace("rolled-back", "undone"),
        text.replace("Kind: run", "Kind: genesis"),
        format!("{text}Signed-off-by: Ana\n"),
        text.trim_end().to_owned(),
        String::new(),
    ] {
        assert!(Trailers::parse(&bad).is_err(), "{bad:?}");
    }
    let manifest = layout::manifest([("b", &b"2"[..]), ("a/c", b"1")]);
    assert_eq!(layout::parse_manifest(manifest.as_bytes()).unwrap().len(), 2);
    let swapped: String = manifest.lines().rev().map(|line| format!("{line}\n")).collect();
    for bad in [swapped, manifest.trim_end().into(), manifest.replace("  ", " *"), String::new()] {
        assert!(layout::parse_manifest(bad.as_bytes()).is_err(), "{bad:?}");
    }
}
