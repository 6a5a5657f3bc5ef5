//! What must never pass: each change that is made behind gonogo's back, by its finding's name.

use gonogo::record::AuditOptions;
use gonogo::record::layout;
use gonogo::signing::Signer;
use gonogo::signing::allowed_signers::{AllowedSigners, RevokedKeys};
use gonogo::signing::statement::{NAMESPACE, Statement};

use super::forge::{
    append_run, files, headers, message, place, sign, text, text_by, tree, tree_with_run, with_signature,
};
use super::{Fixture, policy};
use crate::support::{NOW, Sandbox, commit, now};

struct Attack {
    fixture: Fixture,
    tip: String,
}

impl Attack {
    /// A record with one signed run.
    fn new() -> Self {
        let fixture = Fixture::new();
        let tip = fixture.add(&fixture.run("v1")).commit().to_string();
        Self { fixture, tip }
    }

    fn sandbox(&self) -> &Sandbox {
        &self.fixture.sandbox
    }

    /// A run `v2` on top, with other changes to the tree beside it.
    fn beside(&self, changes: &[(&str, &str, Option<&[u8]>)]) -> Vec<&'static str> {
        let with = tree_with_run(self.sandbox(), &self.tip, "v2");
        let forged = tree(self.sandbox(), &with, changes);
        self.commit(&text(&forged, &[&self.tip], &message(2, "v2")))
    }

    /// That commit, signed by Ana.
    fn commit(&self, text: &str) -> Vec<&'static str> {
        place(self.sandbox(), &sign(self.sandbox(), text, "ana"));
        self.fixture.findings()
    }

    fn run_tree(&self) -> String {
        tree_with_run(self.sandbox(), &self.tip, "v2")
    }
}

#[test]
fn plumbing_in_order_passes() {
    let attack = Attack::new();
    append_run(&attack.fixture, &attack.tip, "v2", "ana");
    let audit = attack.fixture.audit();
    assert!(audit.holds(), "{audit:?}");
}

#[test]
fn recorded_files_stay_as_they_are() {
    let attack = Attack::new();
    let other: Option<&[u8]> = Some(b"other\n");
    let same: Option<&[u8]> = Some(b"# v1\n");
    for (path, mode, bytes) in [
        ("runs/v1/content.md", "100644", other),
        ("runs/v1/content.md", "100644", None),
        ("runs/v1/content.md", "100755", same),
        ("runs/v1/added.md", "100644", other),
        ("policy/000001/policy.toml", "100644", other),
        ("policy/000001/more", "100644", other),
        (".gitattributes", "100644", None),
    ] {
        let findings = attack.beside(&[(path, mode, bytes)]);
        assert!(findings.contains(&"record-edited"), "{path} {mode}: {findings:?}");
    }
    // Under another name.
    let renamed = [("runs/v1/content.md", "100644", None), ("runs/v1/page.md", "100644", same)];
    assert_eq!(attack.beside(&renamed), ["record-edited", "wrong-run"]);
    let gone: Vec<String> = attack
        .sandbox()
        .git(&["ls-tree", "-r", "--name-only", &attack.tip, "runs"])
        .lines()
        .map(str::to_owned)
        .collect();
    let gone: Vec<_> = gone.iter().map(|path| (path.as_str(), "", None)).collect();
    assert_eq!(attack.beside(&gone), ["record-edited"]);
    // Taken away in one commit and put back in the next.
    let back = tree(attack.sandbox(), &tree_with_run(attack.sandbox(), &attack.tip, "v3"), &[]);
    let tip = attack.sandbox().git(&["rev-parse", "gonogo/record"]);
    let findings = attack.commit(&text(&back, &[tip.trim()], &message(3, "v3")));
    assert!(findings.contains(&"record-edited") || findings.contains(&"wrong-run"), "{findings:?}");
}

#[test]
fn an_entry_adds_one_run_and_nothing_else() {
    let attack = Attack::new();
    let one: Option<&[u8]> = Some(b"1");
    assert_eq!(attack.beside(&[("notes.md", "100644", one)]), ["wrong-run"]);
    assert_eq!(attack.beside(&[("runs/v3/content.md", "100644", one)]), ["wrong-run"]);
    assert_eq!(attack.beside(&[("policy/000002/policy.toml", "100644", one)]), ["wrong-run"]);
    assert_eq!(attack.commit(&text(&attack.run_tree(), &[&attack.tip], &message(2, "v9"))), ["wrong-run"]);
    let same = attack.sandbox().git(&["rev-parse", &format!("{}^{{tree}}", attack.tip)]);
    assert_eq!(attack.commit(&text(same.trim(), &[&attack.tip], &message(2, "v2"))), ["wrong-run"]);
}

#[test]
fn a_runs_folder_is_complete_and_listed() {
    let attack = Attack::new();
    let other: Option<&[u8]> = Some(b"other\n");
    assert_eq!(attack.beside(&[("runs/v2/checklist.md", "100644", other)]), ["manifest"]);
    assert_eq!(attack.beside(&[("runs/v2/evidence/log.txt", "100644", other)]), ["manifest"]);
    assert_eq!(attack.beside(&[("runs/v2/evidence/more.txt", "100644", other)]), ["manifest"]);
    assert_eq!(attack.beside(&[("runs/v2/evidence/log.txt", "100644", None)]), ["manifest"]);
    assert_eq!(attack.beside(&[("runs/v2/manifest.sha256", "100644", other)]), ["manifest"]);
    assert_eq!(attack.beside(&[("runs/v2/manifest.sha256", "100644", None)]), ["record-layout"]);
    assert_eq!(attack.beside(&[("runs/v2/content.md", "100644", None)]), ["manifest", "record-layout"]);
}

#[test]
fn nothing_stands_in_a_runs_folder_that_does_not_belong_there() {
    let attack = Attack::new();
    let seen = |hex: &str| format!("seen/{hex}.md");
    let text: &[u8] = b"# An earlier text\n";
    let found = |name: &str| {
        let mut all = files("v2");
        all.retain(|(path, _)| !path.ends_with("manifest.sha256"));
        all.push((format!("runs/v2/{name}"), text.to_vec()));
        let listed = all.iter().map(|(path, bytes)| (path.trim_start_matches("runs/v2/"), bytes.as_slice()));
        let manifest = layout::manifest(listed);
        all.push(("runs/v2/manifest.sha256".into(), manifest.into()));
        let changes: Vec<_> = all.iter().map(|(p, b)| (p.as_str(), "100644", Some(b.as_slice()))).collect();
        let forged = tree(attack.sandbox(), &attack.tip, &changes);
        attack.commit(&self::text(&forged, &[&attack.tip], &message(2, "v2")))
    };
    for name in ["evidence/more.txt", "template.md", &seen(&gonogo::digest::Sha256::of(text).hex())] {
        assert_eq!(found(name), [""; 0], "{name}");
    }
    // A page that says GO, what nobody has seen, and a time-stamp of no signature.
    let other = seen(&"0".repeat(64));
    for name in ["report.html", "approved.md", "docs/report.md", "seen/other.md", &other, "stamps/x.txt.sig.tsr"] {
        assert_eq!(found(name), ["record-layout"], "{name}");
    }
}

#[test]
fn only_plain_files_with_safe_names_are_recorded() {
    let attack = Attack::new();
    let one: Option<&[u8]> = Some(b"1");
    for mode in ["100755", "120000"] {
        let findings = attack.beside(&[("runs/v2/evidence/x", mode, one)]);
        assert_eq!(findings, ["file-mode"], "{mode}");
    }
    let link = tree(attack.sandbox(), &attack.run_tree(), &[]);
    let index = attack.sandbox().root().join("forged-index");
    let mut add = attack.sandbox().command("git");
    add.args(["update-index", "--add", "--cacheinfo", "160000", &attack.tip, "runs/v2/sub"])
        .env("GIT_INDEX_FILE", &index);
    assert!(add.status().unwrap().success());
    let mut write = attack.sandbox().command("git");
    let out = write.args(["write-tree"]).env("GIT_INDEX_FILE", &index).output().unwrap();
    let linked = String::from_utf8(out.stdout).unwrap();
    assert_ne!(linked.trim(), link);
    assert_eq!(attack.commit(&text(linked.trim(), &[&attack.tip], &message(2, "v2"))), ["file-mode"]);
    let long = format!("runs/v2/evidence/{}", "x".repeat(255));
    for path in [
        "runs/v2/evidence/a b",
        "runs/v2/evidence/nul.txt",
        "runs/v2/evidence/é",
        "runs/v2/evidence/.x",
        "runs/v2/evidence/x~1",
        long.as_str(),
    ] {
        let findings = attack.beside(&[(path, "100644", one)]);
        assert!(findings.contains(&"tree-malformed"), "{path}: {findings:?}");
    }
    let findings = attack.beside(&[("runs/v2/Content.md", "100644", one)]);
    assert!(findings.contains(&"tree-malformed"), "{findings:?}");
}

#[test]
fn malformed_trees_are_found() {
    let attack = Attack::new();
    let sandbox = attack.sandbox();
    let entry = |mode: &str, name: &str, id: &str| {
        let mut bytes = format!("{mode} {name}\0").into_bytes();
        bytes.extend((0..id.len() / 2).map(|at| u8::from_str_radix(&id[at * 2..at * 2 + 2], 16).unwrap()));
        bytes
    };
    let place_tree = |bytes: &[u8]| {
        let id = sandbox.git_with(&["hash-object", "-t", "tree", "-w", "--stdin", "--literally"], bytes);
        attack.commit(&text(&id, &[&attack.tip], &message(2, "v2")))
    };
    let listing = sandbox.git(&["ls-tree", &attack.run_tree()]);
    let entries: Vec<Vec<u8>> = listing
        .lines()
        .map(|line| {
            let (meta, name) = line.split_once('\t').unwrap();
            let words: Vec<&str> = meta.split(' ').collect();
            entry(words[0].trim_start_matches('0'), name, words[2])
        })
        .collect();
    assert_eq!(place_tree(&entries.concat()), [""; 0]);
    let twice = [entries.clone(), vec![entries.last().unwrap().clone()]].concat();
    let backwards: Vec<_> = entries.iter().rev().cloned().collect();
    let empty = sandbox.git_with(&["hash-object", "-t", "tree", "-w", "--stdin"], b"");
    let dots = [entries.clone(), vec![entry("40000", "z..", &empty)]].concat();
    let hollow = [entries.clone(), vec![entry("40000", "zzz", &empty)]].concat();
    let zero = [entries.clone(), vec![entry("040000", "zzz", &empty)]].concat();
    for bad in [twice, backwards, dots, hollow, zero] {
        assert!(place_tree(&bad.concat()).contains(&"tree-malformed"));
    }
    // What git itself refuses to check out, or another system takes for something else.
    let blob = sandbox.git_with(&["hash-object", "-w", "--stdin"], b"1");
    let long = "x".repeat(4096);
    for name in ["..", ".", ".git", ".GIT", "GIT~1", "git~1", ".git ", "a/b", "a\\b", "\u{200c}.git", "con", &long] {
        for (mode, id) in [("100644", &blob), ("40000", &sandbox.git(&["rev-parse", &format!("{}:runs", attack.tip)]))]
        {
            let mut all = [entries.clone(), vec![entry(mode, name, id.trim())]].concat();
            all.sort_by_key(|entry| entry.iter().skip_while(|byte| **byte != b' ').copied().collect::<Vec<_>>());
            let found = place_tree(&all.concat());
            assert!(found.contains(&"tree-malformed"), "{mode} {name}: {found:?}");
        }
    }
    // A name that is a path: git would not find the folder that everybody reads there.
    let list = |tree: &str| -> Vec<(String, Vec<u8>)> {
        let lines = sandbox.git(&["ls-tree", tree]);
        let one = |line: &str| {
            let (meta, name) = line.split_once('\t').unwrap();
            let words: Vec<&str> = meta.split(' ').collect();
            (name.to_owned(), entry(words[0].trim_start_matches('0'), name, words[2]))
        };
        lines.lines().map(one).collect()
    };
    let put = |tree: &str, name: &str, by: Vec<u8>| {
        let entries = list(tree).into_iter().map(|(there, bytes)| if there == name { by.clone() } else { bytes });
        let entries: Vec<_> = entries.collect();
        sandbox.git_with(&["hash-object", "-t", "tree", "-w", "--stdin", "--literally"], &entries.concat())
    };
    let run = attack.run_tree();
    let log = sandbox.git(&["rev-parse", &format!("{run}:runs/v2/evidence/log.txt")]);
    let v2 = put(&format!("{run}:runs/v2"), "evidence", entry("100644", "evidence/log.txt", log.trim()));
    let runs = put(&format!("{run}:runs"), "v2", entry("40000", "v2", &v2));
    let whole = put(&run, "runs", entry("40000", "runs", &runs));
    assert_eq!(attack.commit(&text(&whole, &[&attack.tip], &message(2, "v2"))), ["tree-malformed"]);
    let mut cut = entries.concat();
    cut.pop();
    assert!(place_tree(&cut).contains(&"tree-malformed"));
}

#[test]
fn the_numbers_have_no_gaps() {
    let attack = Attack::new();
    let tree = attack.run_tree();
    let with = |message: &str| attack.commit(&text(&tree, &[&attack.tip], message));
    assert_eq!(with(&message(2, "v2")), [""; 0]);
    assert_eq!(with(&message(3, "v2")), ["sequence"]);
    assert_eq!(with(&message(1, "v2")), ["sequence"]);
    let good = message(2, "v2");
    for bad in [
        good.replace("Gonogo-Seq: 2\n", ""),
        good.replace("Gonogo-Seq: 2\n", "Gonogo-Seq: 2\nGonogo-Seq: 2\n"),
        good.replace("Gonogo-Seq", "gonogo-seq"),
        good.replace("Record v2: go", "Gonogo-Seq: 2"),
        good.replace("Kind: run", "Kind: genesis"),
        good.replace("Outcome: go", "Outcome: maybe"),
        "Record v2\n".to_owned(),
    ] {
        let findings = with(&bad);
        assert!(findings.contains(&"sequence"), "{bad}: {findings:?}");
    }
    assert!(with(&good.replace("Kind: run", "Kind: policy")).contains(&"sequence"));
}

#[test]
fn a_merge_does_not_belong_into_a_record() {
    let attack = Attack::new();
    let main = attack.sandbox().git(&["rev-parse", "main"]);
    let merge = text(&attack.run_tree(), &[&attack.tip, main.trim()], &message(2, "v2"));
    assert_eq!(attack.commit(&merge), ["record-not-linear"]);
}

#[test]
fn every_commit_has_one_signature_that_holds() {
    let attack = Attack::new();
    let sandbox = attack.sandbox();
    let good = text(&attack.run_tree(), &[&attack.tip], &message(2, "v2"));
    let signature = sandbox.signer("ana").sign("git", good.as_bytes()).unwrap();
    let found = |text: &str| {
        place(sandbox, text);
        attack.fixture.findings()
    };
    let [proper, other] = headers(&good);
    let signed = with_signature(&good, proper, &signature);
    assert_eq!(found(&signed), [""; 0]);
    assert_eq!(found(&good), ["signature-count"]);
    assert_eq!(found(&with_signature(&signed, proper, &signature)), ["signature-count"]);
    assert_eq!(found(&with_signature(&signed, other, &signature)), ["signature-count"]);
    assert_eq!(found(&with_signature(&good, other, &signature)), ["malformed-signature"]);
    assert_eq!(found(&with_signature(&good, proper, &format!("{signature}x"))), ["malformed-signature"]);
    assert_eq!(found(&signed.replace("Record v2: go", "Record v2: no")), ["bad-signature"]);
    assert_eq!(
        found(&with_signature(&good, proper, &sandbox.sign_by_hand("ana", "file", good.as_bytes()))),
        ["bad-signature"]
    );
    sandbox.key("eve", &["-t", "ed25519"]);
    assert_eq!(found(&sign(sandbox, &good, "eve")), ["untrusted-signer"]);
    let by =
        |who: &str| sign(sandbox, &text_by(&attack.run_tree(), &[&attack.tip], &message(2, "v2"), who, NOW), "ana");
    assert_eq!(found(&by("Ben <ben@example.org>")), ["untrusted-signer"]);
    let other = good.replacen("author Ana Doe <ana@", "author Eve <eve@", 1);
    assert_eq!(found(&sign(sandbox, &other, "ana")), ["author-mismatch"]);
    let header = good.replacen("\n\n", "\nencoding latin1\n\n", 1);
    assert_eq!(found(&sign(sandbox, &header, "ana")), ["malformed-commit"]);
    let early = text_by(&attack.run_tree(), &[&attack.tip], &message(2, "v2"), "Ana Doe <ana@example.org>", NOW - 9);
    assert_eq!(found(&sign(sandbox, &early, "ana")), ["time-order"]);
    assert!(found(&sign(sandbox, &good.replace("Record v2", "Record\0v2"), "ana")).contains(&"malformed-commit"));
    assert!(found(&good.replace("committer ", "comitter ")).contains(&"malformed-commit"));
}

#[test]
fn a_key_out_of_its_time_is_refused_however_the_clock_is_turned() {
    let sandbox = Sandbox::new();
    sandbox.key("old", &["-t", "ed25519"]);
    let line = format!("old@example.org valid-before=\"20260101Z\" {}\n", sandbox.public("old"));
    let policy = policy(&sandbox, &line);
    let (who, signer) = (crate::support::ana(), sandbox.signer("ana"));
    let written =
        crate::support::genesis(&sandbox.repo(), &crate::support::branch(), &policy, &signer, &who, &now).unwrap();
    let fixture = Fixture { genesis: written.commit(), sandbox };
    let sandbox = &fixture.sandbox;
    let tip = fixture.genesis.to_string();
    let tree = tree_with_run(sandbox, &tip, "v1");
    for (time, finding) in [(NOW, "lapsed-key"), (NOW - 400 * 86_400, "time-order")] {
        let text = text_by(&tree, &[&tip], &message(1, "v1"), "Old <old@example.org>", time);
        place(sandbox, &sign(sandbox, &text, "old"));
        assert_eq!(fixture.findings(), [finding]);
    }
}

#[test]
fn a_sign_off_is_not_dated_back_into_the_life_of_its_key() {
    use crate::support::{add_run, genesis};
    use gonogo::record::RecordError;
    let sandbox = Sandbox::new();
    sandbox.key("ben", &["-t", "ed25519"]);
    // Until a minute before it is recorded.
    let line = format!("qa/ben@example.org valid-before=\"20261121030000Z\" {}\n", sandbox.public("ben"));
    let (who, branch, signer) = (crate::support::ana(), crate::support::branch(), sandbox.signer("ana"));
    let early = || gonogo::time::Timestamp::from_unix(NOW - 600).unwrap();
    let written = genesis(&sandbox.repo(), &branch, &policy(&sandbox, &line), &signer, &who, &early).unwrap();
    let fixture = Fixture { genesis: written.commit(), sandbox };
    let statement = Statement {
        role: "qa".into(),
        signer: "ben@example.org".into(),
        time: gonogo::time::Timestamp::from_unix(NOW - 120).unwrap(),
        ..fixture.statement("v1")
    };
    let text = statement.write().unwrap();
    let signature = fixture.sandbox.sign_by_hand("ben", NAMESPACE, text.as_bytes());
    let mut entry = super::bare_run("v1");
    entry.signoffs.push(gonogo::record::SignedStatement { statement: text.into(), signature: signature.into() });
    let add = |clock: &dyn Fn() -> gonogo::time::Timestamp| {
        add_run(&fixture.sandbox.repo(), &branch, &entry, &signer, &who, clock)
    };
    match add(&now).unwrap_err() {
        RecordError::Refused { findings } => assert_eq!(findings[0].rule, "lapsed-key"),
        error => panic!("{error}"),
    }
    add(&|| gonogo::time::Timestamp::from_unix(NOW - 90).unwrap()).unwrap();
    assert!(fixture.audit().holds());
}

#[test]
fn a_policy_is_not_slipped_in() {
    let attack = Attack::new();
    let sandbox = attack.sandbox();
    sandbox.key("eve", &["-t", "ed25519"]);
    let mine = format!("eve@example.org namespaces=\"git,gonogo-policy@v1\" {}\n", sandbox.public("eve"));
    let forged = |number: &str, files: &[(&str, &str)]| {
        let changes: Vec<_> = files.iter().map(|(name, text)| (format!("policy/{number}/{name}"), *text)).collect();
        let changes: Vec<_> =
            changes.iter().map(|(path, text)| (path.as_str(), "100644", Some(text.as_bytes()))).collect();
        tree(sandbox, &attack.tip, &changes)
    };
    let full = [("allowed_signers", mine.as_str()), ("policy.toml", ""), ("revoked_keys", "")];
    let message = "Change the policy\n\nGonogo-Seq: 2\nGonogo-Kind: policy\n";
    let found = |tree: &str, who: &str, key: &str| {
        place(sandbox, &sign(sandbox, &text_by(tree, &[&attack.tip], message, who, NOW), key));
        attack.fixture.findings()
    };
    let (ana, eve) = ("Ana Doe <ana@example.org>", "Eve <eve@example.org>");
    assert_eq!(found(&forged("000002", &full), eve, "eve"), ["untrusted-signer"]);
    assert_eq!(found(&forged("000002", &full), ana, "ana"), ["policy-change-needs-root"]);
    assert_eq!(found(&forged("000003", &full), ana, "ana"), ["policy-invalid", "record-layout"]);
    assert_eq!(found(&forged("000002", &full[..2]), ana, "ana"), ["policy-invalid"]);
    let junk = [("allowed_signers", "junk\n"), ("policy.toml", ""), ("revoked_keys", "")];
    assert_eq!(found(&forged("000002", &junk), ana, "ana"), ["policy-invalid"]);
}

#[test]
fn an_entry_of_a_time_to_come_is_found() {
    let attack = Attack::new();
    let at = |seconds: i64| AuditOptions {
        now: gonogo::time::Timestamp::from_unix(crate::support::now().unix() + seconds),
        ..AuditOptions::default()
    };
    let rules = |options: &AuditOptions<'_>| -> Vec<_> {
        attack.fixture.audit_with(options).findings.into_iter().map(|found| found.rule).collect()
    };
    assert_eq!(rules(&at(0)), [""; 0]);
    assert_eq!(rules(&at(-300)), [""; 0]);
    assert!(rules(&at(-301)).contains(&"time-future"));
}

#[test]
fn dropped_and_rewritten_entries_are_found_against_a_pin() {
    let attack = Attack::new();
    let pin = commit(&append_run(&attack.fixture, &attack.tip, "v2", "ana"));
    let sandbox = attack.sandbox();
    let rules = |options: &AuditOptions<'_>| {
        attack.fixture.audit_with(options).findings.iter().map(|f| f.rule).collect::<Vec<_>>()
    };
    let pinned = AuditOptions { pin: Some(pin), ..AuditOptions::default() };
    assert_eq!(rules(&pinned), [""; 0]);
    append_run(&attack.fixture, &pin.to_string(), "v3", "ana");
    assert_eq!(rules(&pinned), [""; 0]);
    sandbox.git(&["update-ref", "refs/heads/gonogo/record", &attack.tip]);
    assert_eq!(rules(&AuditOptions::default()), [""; 0]);
    assert!(attack.fixture.audit().remarks[0].contains("no pin"));
    assert_eq!(rules(&pinned), ["rollback"]);
    append_run(&attack.fixture, &attack.tip, "v2b", "ana");
    assert_eq!(rules(&pinned), ["rollback"]);
    // However many are dropped from the end.
    let mut tips = vec![attack.tip.clone()];
    for nth in 2..7 {
        tips.push(append_run(&attack.fixture, tips.last().unwrap(), &format!("w{nth}"), "ana"));
    }
    let last = AuditOptions { pin: tips.last().map(|tip| commit(tip)), ..AuditOptions::default() };
    assert_eq!(rules(&last), [""; 0]);
    for tip in tips.iter().rev().skip(1) {
        sandbox.git(&["update-ref", "refs/heads/gonogo/record", tip]);
        assert_eq!(rules(&last), ["rollback"]);
    }
    let other = AuditOptions { genesis: Some(pin), ..AuditOptions::default() };
    assert_eq!(rules(&other), ["wrong-record"]);
    sandbox.git(&["update-ref", "-d", "refs/heads/gonogo/record"]);
    assert_eq!(rules(&pinned), ["rollback"]);
}

#[test]
fn replaced_objects_do_not_fool_the_audit() {
    let attack = Attack::new();
    let sandbox = attack.sandbox();
    // A commit with an edited file, hidden behind one that is in order.
    let forged = tree(sandbox, &attack.run_tree(), &[("runs/v1/content.md", "100644", Some(b"other\n"))]);
    let bad = place(sandbox, &sign(sandbox, &text(&forged, &[&attack.tip], &message(2, "v2")), "ana"));
    let good = append_run(&attack.fixture, &attack.tip, "v2", "ana");
    sandbox.git(&["update-ref", "refs/heads/gonogo/record", &bad]);
    sandbox.git(&["replace", &bad, &good]);
    assert_eq!(attack.fixture.findings(), ["record-edited"]);
    sandbox.git(&["replace", "-d", &bad]);
    std::fs::write(sandbox.dir().join(".git/info/grafts"), format!("{bad} {}\n", attack.tip)).unwrap();
    assert_eq!(attack.fixture.findings(), ["record-edited"]);
}

#[test]
fn statements_are_bound_to_record_run_role_and_bytes() {
    let attack = Attack::new();
    let signed = attack.fixture.signed(&attack.fixture.statement("v2"));
    let put = |name: &str, statement: &[u8], signature: Option<&[u8]>| {
        let mut all = files("v2");
        let mut add = |name: String, bytes: &[u8]| {
            all.retain(|(path, _)| !path.ends_with("manifest.sha256"));
            all.push((format!("runs/v2/{name}"), bytes.to_vec()));
            let listed = all.iter().map(|(path, bytes)| (path.trim_start_matches("runs/v2/"), bytes.as_slice()));
            let manifest = layout::manifest(listed);
            all.push(("runs/v2/manifest.sha256".into(), manifest.into()));
        };
        add(name.to_owned(), statement);
        if let Some(signature) = signature {
            add(format!("{name}.sig"), signature);
        }
        let changes: Vec<_> = all.iter().map(|(p, b)| (p.as_str(), "100644", Some(b.as_slice()))).collect();
        let forged = tree(attack.sandbox(), &attack.tip, &changes);
        attack.commit(&text(&forged, &[&attack.tip], &message(2, "v2")))
    };
    let name = layout::statement_path("lead", &signed.statement);
    let signature = Some(signed.signature.as_slice());
    assert_eq!(put(&name, &signed.statement, signature), [""; 0]);
    assert_eq!(put(&name, &signed.statement, None), ["signature-count"]);
    assert_eq!(put(&format!("{name}.sig"), &signed.signature, None), ["signature-count"]);
    assert_eq!(put(&name.replace("lead", "chief"), &signed.statement, signature), ["wrong-role"]);
    assert_eq!(put("signoffs/lead--0123456789ab.txt", &signed.statement, signature), ["statement-name"]);
    assert_eq!(put("signoffs/note.txt", b"hello\n", None), ["statement-grammar"]);
    // A sign-off of the first run, copied into the second.
    let first = attack.fixture.signed(&attack.fixture.statement("v1"));
    let copied = put(&layout::statement_path("lead", &first.statement), &first.statement, Some(&first.signature));
    assert_eq!(copied, ["stale", "wrong-run"]);
    // Bytes flipped here and there, with the name and manifest put right again.
    for at in (0..signed.statement.len()).step_by(97) {
        let mut bad = signed.statement.clone();
        bad[at] ^= 1;
        assert_ne!(put(&layout::statement_path("lead", &bad), &bad, signature), [""; 0], "byte {at}");
    }
    for at in (0..signed.signature.len() - 1).step_by(97) {
        let mut bad = signed.signature.clone();
        bad[at] ^= 1;
        assert_ne!(put(&name, &signed.statement, Some(&bad)), [""; 0], "byte {at}");
    }
}

#[test]
fn every_flipped_byte_of_a_statement_or_its_signature_is_refused() {
    let fixture = Fixture::new();
    let signed = fixture.signed(&fixture.statement("v1"));
    let list = AllowedSigners::parse(&policy(&fixture.sandbox, "").allowed_signers).unwrap();
    let good = |statement: &[u8], signature: &[u8]| {
        Statement::parse(statement).is_ok_and(|parsed| {
            let who = parsed.principal();
            list.verify(signature, &who, NAMESPACE, statement, parsed.time, &RevokedKeys::default()).is_good()
        })
    };
    assert!(good(&signed.statement, &signed.signature));
    for at in 0..signed.statement.len() {
        for bit in [0, 5] {
            let mut bad = signed.statement.clone();
            bad[at] ^= 1 << bit;
            assert!(!good(&bad, &signed.signature), "byte {at}");
        }
    }
    for at in 0..signed.signature.len() - 1 {
        for bit in [0, 5] {
            let mut bad = signed.signature.clone();
            bad[at] ^= 1 << bit;
            assert!(!good(&signed.statement, &bad), "byte {at}");
        }
    }
}

#[test]
fn wildcards_and_authorities_in_a_policy_end_as_unchecked() {
    let sandbox = Sandbox::new();
    sandbox.key("ben", &["-t", "ed25519"]);
    let policy = policy(&sandbox, &format!("*@example.org {}\n", sandbox.public("ben")));
    let (who, signer) = (crate::support::ana(), sandbox.signer("ana"));
    let written =
        crate::support::genesis(&sandbox.repo(), &crate::support::branch(), &policy, &signer, &who, &now).unwrap();
    let fixture = Fixture { genesis: written.commit(), sandbox };
    let tip = fixture.genesis.to_string();
    let tree = tree_with_run(&fixture.sandbox, &tip, "v1");
    let text = text_by(&tree, &[&tip], &message(1, "v1"), "Ben <ben@example.org>", NOW);
    place(&fixture.sandbox, &sign(&fixture.sandbox, &text, "ben"));
    let audit = fixture.audit();
    assert!(audit.findings.is_empty() && !audit.holds(), "{audit:?}");
    assert!(audit.unchecked[0].contains("policy-wildcard"), "{audit:?}");
}
