//! Repositories that name objects by SHA-256, or keep references in a table: all that is done in the usual kind is done in
//! these, forged entries are refused in them, and nothing gets lost between two who record at once.
//!
//! A git that is too old for a kind is passed over. With `GIT_DEFAULT_HASH=sha256` or `GIT_DEFAULT_REF_FORMAT=reftable` in
//! the environment every other test runs in such repositories as well.

use std::path::Path;
use std::process::Output;
use std::time::Duration;

use gonogo::record::{RecordError, Written};

use crate::cli_env::GONOGO;
use crate::record::bare_run;
use crate::record::forge::{headers, message, place, sign, text, tree, tree_with_run, with_signature};
use crate::support::{Kind, Sandbox, ana, branch, now};
use crate::team::{PATH, Team};

const KINDS: [Kind; 3] = [
    Kind { hash: Some("sha256"), references: None },
    Kind { hash: None, references: Some("reftable") },
    Kind { hash: Some("sha256"), references: Some("reftable") },
];

/// The kinds that the git here can make, each with a team.
fn teams() -> impl Iterator<Item = (Kind, Team)> {
    KINDS.into_iter().filter_map(|kind| match Sandbox::of(kind) {
        Some(sandbox) => Some((kind, Team::within(sandbox, ""))),
        None => {
            eprintln!("passed over: git here is too old for {kind:?}");
            None
        }
    })
}

/// The one of them that has most of what is unusual.
fn strangest() -> Option<(Kind, Team)> {
    KINDS.iter().rev().find_map(|&kind| Some((kind, Team::within(Sandbox::of(kind)?, ""))))
}

fn said(out: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
}

fn digits(kind: Kind) -> usize {
    if kind.hash == Some("sha256") { 64 } else { 40 }
}

const TEMPLATE: &str = "# Release [VERSION]\n\n- [ ] Backup taken\n- [ ] Tests pass\n- Build: ____\n\n## Decision\n\n- [ ] GO\n\
                        - [ ] NO-GO\n\n## Sign-off\n\n- Release Manager: ________ Date: ________\n- QA Lead: ________ Date: ________\n";

#[test]
fn the_whole_day_goes_as_it_does_elsewhere() {
    for (kind, team) in teams() {
        let (env, sandbox) = (&team.env, team.env.sandbox());
        let remote = sandbox.root().join("remote.git");
        let bare = remote.to_str().unwrap();
        sandbox.git(&["init", "-q", "--bare", bare]);
        sandbox.git(&["remote", "add", "origin", bare]);
        sandbox.write("checklists/release.md", TEMPLATE);
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "-q", "-m", "set up"]);
        assert!(sandbox.command(GONOGO).args(["hook", "install"]).status().unwrap().success());

        // A run is made, filled and worked through.
        let run = "releases/v2.0.0.md";
        env.gonogo(["new", "checklists/release.md", "-o", run, "--set", "VERSION=2.0.0", "--set", "Build=77"]).exit(0);
        let pin = env.read(run).lines().last().unwrap().split(' ').nth_back(1).unwrap().to_owned();
        assert_eq!(pin, sandbox.git(&["rev-parse", "HEAD:checklists/release.md"]).trim(), "{kind:?}");
        env.gonogo(["tick", run, "Backup taken"]).exit(0);
        // Half done is let through, a false claim is not.
        sandbox.git(&["add", "."]);
        let out = sandbox.try_git(&["commit", "-m", "half"]);
        assert!(out.status.success() && said(&out).contains("half done"), "{kind:?}: {}", said(&out));
        env.gonogo(["tick", run, "GO"]).exit(0);
        sandbox.git(&["add", "."]);
        let out = sandbox.try_git(&["commit", "-m", "claimed"]);
        assert!(!out.status.success() && said(&out).contains("claims completion"), "{kind:?}: {}", said(&out));
        env.gonogo(["tick", run, "Tests pass"]).exit(0);
        for (name, role) in [("ben", "QA Lead"), ("ana", "Release Manager")] {
            team.works(name);
            env.gonogo(["sign", run, "--role", role]).exit(0);
        }
        env.gonogo(["check", run]).exit(0);
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "-q", "-m", "done"]);
        env.gonogo(["check", "--rev", "HEAD", run]).exit(0);
        // The template may go on; the run is held against what it was made from.
        sandbox.write("checklists/release.md", TEMPLATE.replace("Backup", "Full backup"));
        env.gonogo(["check", run]).exit(1).says("template");
        sandbox.git(&["checkout", "-q", "--", "checklists"]);

        // It is recorded, pushed, and found as it was.
        env.gonogo(["record", run, "--push"]).exit(0);
        env.gonogo(["record", run, "--push"]).exit(0).says("recorded already");
        let tip = sandbox.git(&["rev-parse", "gonogo/record"]);
        assert_eq!(tip.trim().len(), digits(kind), "{kind:?}");
        assert_eq!(sandbox.git(&["--git-dir", bare, "rev-parse", "gonogo/record"]), tip);
        sandbox.git(&["config", "gpg.ssh.allowedSignersFile", env.path(".gonogo/allowed_signers").to_str().unwrap()]);
        for commit in sandbox.git(&["rev-list", "gonogo/record"]).lines() {
            sandbox.git(&["verify-commit", commit]);
        }
        for dir in [".git", bare] {
            sandbox.git(&["--git-dir", dir, "fsck", "--strict", "--full"]);
        }
        let first = sandbox.git(&["rev-list", "--max-parents=0", "gonogo/record"]);
        let audits: [&[&str]; 5] = [
            &["audit"],
            &["audit", "--pin", tip.trim()],
            &["audit", "--since", first.trim()],
            &["audit", "--against", "origin"],
            &["audit", bare],
        ];
        for words in audits {
            env.words(words.iter().copied()).exit(0).says("0 findings, 0 not checked");
        }
        let other = sandbox.git(&["rev-parse", "main"]);
        env.gonogo(["audit", "--pin", other.trim()]).exit(1).says("rollback");
        let log = env.gonogo(["log"]).exit(0).says("v2.0.0").stdout;
        let page = env.gonogo(["show", "v2.0.0", "checklist.md"]).exit(0).stdout;
        assert_eq!(page, env.read(run));

        // All of that from packs too, from a bundle, and by the script.
        sandbox.git(&["gc", "-q", "--prune=now"]);
        env.gonogo(["log"]).exit(0).stdout(&log);
        env.gonogo(["show", "v2.0.0", "checklist.md"]).exit(0).stdout(&page);
        let plain = env.gonogo(["audit", "--export", "out"]).exit(0).stdout;
        env.gonogo(["audit", "out/record.bundle"]).exit(0).stdout(&plain);
        let out = sandbox.command("sh").arg(env.path("out/audit.sh")).output().unwrap();
        assert!(out.status.success() && said(&out).contains("verified: 2 commits"), "{kind:?}: {}", said(&out));
        let bundle = std::fs::read(env.path("out/record.bundle")).unwrap();
        for at in [bundle.len() / 3, bundle.len() - 30] {
            let mut flipped = bundle.clone();
            flipped[at] ^= 1;
            for damaged in [&flipped[..], &bundle[..at]] {
                sandbox.write("damaged.bundle", damaged);
                let done = env.gonogo(["audit", "damaged.bundle"]);
                assert!(matches!(done.status, 1..=3) && !done.stderr.is_empty(), "{kind:?}: {done:?}");
            }
        }
        let status = sandbox.git(&["status", "--porcelain", "--untracked-files=no"]);
        assert_eq!(status, "", "{kind:?}");
    }
}

#[test]
fn forged_entries_are_refused_there_too() {
    if let Some((kind, team)) = strangest() {
        team.sign_all();
        team.record().exit(0);
        let sandbox = team.env.sandbox();
        sandbox.key("eve", &["-t", "ed25519"]);
        let tip = sandbox.git(&["rev-parse", "gonogo/record"]).trim().to_owned();
        let run = tree_with_run(sandbox, &tip, "v2");
        let with = |path: &str, bytes: Option<&[u8]>| tree(sandbox, &run, &[(path, "100644", bytes)]);
        let signed = |tree: &str, seq| sign(sandbox, &text(tree, &[&tip], &message(seq, "v2")), "ana");
        let plain = text(&run, &[&tip], &message(2, "v2"));
        let [proper, other] = headers(&plain);
        let signature = sandbox.sign_by_hand("ana", "git", plain.as_bytes());
        let main = sandbox.git(&["rev-parse", "main"]);
        let merge = text(&run, &[&tip, main.trim()], &message(2, "v2"));
        for (rule, forged) in [
            ("signature-count", plain.clone()),
            ("signature-count", with_signature(&sign(sandbox, &plain, "ana"), other, &signature)),
            ("malformed-signature", with_signature(&plain, other, &signature)),
            ("bad-signature", with_signature(&plain.replace("Record v2", "Record v3"), proper, &signature)),
            ("untrusted-signer", sign(sandbox, &plain, "eve")),
            ("sequence", signed(&run, 3)),
            ("record-edited", signed(&with("runs/v1.2.0/content.md", Some(b"x")), 2)),
            ("record-edited", signed(&with("runs/v1.2.0/content.md", None), 2)),
            ("manifest", signed(&with("runs/v2/content.md", Some(b"x")), 2)),
            ("record-not-linear", sign(sandbox, &merge, "ana")),
        ] {
            place(sandbox, &forged);
            let done = team.audit().exit(1);
            assert!(done.stdout.contains(rule), "{kind:?}, {rule}: {done:#?}");
        }
        // Only objects count, and what is missing is said.
        sandbox.git(&["update-ref", "refs/heads/gonogo/record", &tip]);
        let blob = sandbox.git(&["rev-parse", "gonogo/record:runs/v1.2.0/content.md"]);
        sandbox.git(&["replace", &tip, &format!("{tip}~1")]);
        team.audit().exit(0).says("verified: 2 commits");
        let (folder, name) = blob.trim().split_at(2);
        let path = sandbox.dir().join(".git/objects").join(folder).join(name);
        let bytes = std::fs::read(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        team.audit().exit(3).says("is missing");
        std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        team.audit().exit(3).says("is damaged");
    }
}

/// Records a run with the real program, without waiting for it.
fn recording(sandbox: &Sandbox, dir: &Path, run: &str) -> std::process::Child {
    let path = dir.join(format!("releases/{run}.md"));
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, format!("# {run}\n\n- [x] Done\n")).unwrap();
    let mut command = sandbox.command(GONOGO);
    command.current_dir(dir).arg("record").arg(path).arg("--push");
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
}

#[test]
fn two_who_record_at_once_lose_nothing() {
    if gonogo::time::Timestamp::system_now().unix() < crate::support::NOW {
        return;
    }
    for kind in [KINDS[0], KINDS[2]] {
        let Some(sandbox) = Sandbox::of(kind) else { continue };
        sandbox.git(&["config", "gpg.format", "ssh"]);
        sandbox.git(&["config", "user.signingkey", sandbox.key_path("ana").to_str().unwrap()]);
        sandbox.write(
            "gonogo.toml",
            "[[checklist]]\npaths = [\"releases/**/*.md\"]\nstage = \"run\"\nassurance = \"typed\"\n",
        );
        let env = crate::cli_env::CliEnv::of(sandbox);
        env.gonogo(["init", "--no-hook"]).exit(0);
        let sandbox = env.sandbox();
        let remote = sandbox.root().join("remote.git");
        sandbox.git(&["init", "-q", "--bare", remote.to_str().unwrap()]);
        sandbox.git(&["remote", "add", "origin", remote.to_str().unwrap()]);
        sandbox.git(&["push", "-q", "origin", "main", "gonogo/record"]);
        let clone = sandbox.root().join("clone");
        sandbox.git(&["clone", "-q", remote.to_str().unwrap(), clone.to_str().unwrap()]);
        let config = std::fs::read(sandbox.dir().join("gonogo.toml")).unwrap();
        std::fs::write(clone.join("gonogo.toml"), config).unwrap();
        for (name, value) in [("user.name", "Ana Doe"), ("user.email", "ana@example.org"), ("gpg.format", "ssh")] {
            sandbox.git(&["-C", clone.to_str().unwrap(), "config", name, value]);
        }
        let key = sandbox.key_path("ana");
        sandbox.git(&["-C", clone.to_str().unwrap(), "config", "user.signingkey", key.to_str().unwrap()]);
        sandbox.git(&["-C", clone.to_str().unwrap(), "branch", "-q", "gonogo/record", "origin/gonogo/record"]);
        // Two in one repository, and one in another that pushes to the same place.
        let here = sandbox.dir();
        let names = ["a1", "a2", "b1"];
        let dirs = [here.as_path(), here.as_path(), clone.as_path()];
        let children: Vec<_> = dirs.iter().zip(names).map(|(dir, run)| recording(sandbox, dir, run)).collect();
        for child in children {
            let out = child.wait_with_output().unwrap();
            assert!(out.status.success(), "{kind:?}: {}", said(&out));
        }
        let bare = remote.to_str().unwrap();
        let log =
            sandbox.git(&["--git-dir", bare, "log", "--format=%(trailers:key=Gonogo-Run,valueonly)", "gonogo/record"]);
        let mut runs: Vec<&str> = log.lines().filter(|line| !line.is_empty()).collect();
        runs.sort_unstable();
        assert_eq!(runs, names, "{kind:?}");
        env.gonogo(["audit", bare]).exit(0).says("verified: 4 commits, 3 runs");
    }
}

#[test]
fn a_branch_that_is_checked_out_is_left_alone() {
    if let Some((kind, team)) = strangest() {
        team.sign_all();
        let sandbox = team.env.sandbox();
        let tree = sandbox.root().join("tree");
        sandbox.git(&["worktree", "add", "-q", tree.to_str().unwrap(), "gonogo/record"]);
        let refused = team.record();
        assert!(refused.status != 0 && refused.stderr.contains("is checked out in"), "{kind:?}: {refused:?}");
        sandbox.git(&["worktree", "remove", tree.to_str().unwrap()]);
        sandbox.git(&["symbolic-ref", "refs/heads/other", "refs/heads/gonogo/record"]);
        sandbox.write("gonogo.toml", team.env.read("gonogo.toml") + "\n[record]\nbranch = \"other\"\n");
        let refused = team.env.gonogo(["record", PATH]);
        assert!(refused.status != 0 && refused.stderr.contains("not an ordinary branch"), "{kind:?}: {refused:?}");
    }
}

/// One run recorded in process, waiting no longer than this for others.
fn record(sandbox: &Sandbox, run: &str, patience: Duration) -> Result<Written, RecordError> {
    let repo = sandbox.repo().with_patience(patience);
    crate::support::add_run(&repo, &branch(), &bare_run(run), &sandbox.signer("ana"), &ana(), &now)
}

/// A gonogo and its git died together, where the next table of references was written and not yet in force.
fn left_in_the_table(sandbox: &Sandbox, lock: &Path) {
    let (folder, list) = (lock.parent().unwrap(), lock.with_extension(""));
    let tables = || std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let before: Vec<_> = tables().map(|path| (std::fs::read(&path).unwrap(), path)).collect();
    let tip = sandbox.git(&["rev-parse", "gonogo/record"]).trim().to_owned();
    let next = sandbox.git(&["commit-tree", "-p", &tip, "-m", "next", &format!("{tip}^{{tree}}")]).trim().to_owned();
    sandbox.git(&["update-ref", "refs/heads/gonogo/record", &next]);
    std::fs::rename(&list, lock).unwrap();
    before.iter().for_each(|(bytes, path)| std::fs::write(path, bytes).unwrap());
    assert_eq!(sandbox.git(&["rev-parse", "gonogo/record"]).trim(), tip);
    let announced = |commit: &str| {
        let note = format!("pid 1\nmoving refs/heads/gonogo/record {commit}\n");
        std::fs::write(sandbox.dir().join(".git/gonogo.lock"), note).unwrap();
    };
    // Somebody else's stays, and is named.
    announced(&"1".repeat(tip.len()));
    let error = record(sandbox, "v3", Duration::from_millis(300)).unwrap_err();
    assert!(error.to_string().contains("reftable/tables.list.lock") && lock.exists(), "{error}");
    announced(&next);
    record(sandbox, "v3", Duration::from_secs(9)).unwrap();
    assert!(!lock.exists());
}

#[test]
#[cfg(unix)]
fn what_stands_in_the_way_is_named_and_what_a_killed_git_left_is_cleared() {
    for kind in KINDS {
        let Some(sandbox) = Sandbox::of(kind) else { continue };
        let fixture = crate::record::Fixture::within(sandbox);
        let sandbox = &fixture.sandbox;
        let table = kind.references == Some("reftable");
        let name = if table { "reftable/tables.list.lock" } else { "refs/heads/gonogo/record.lock" };
        let lock = sandbox.dir().join(".git").join(name);
        // Somebody else's.
        std::fs::write(&lock, "").unwrap();
        let error = record(sandbox, "v1", Duration::from_millis(300)).unwrap_err();
        assert!(error.to_string().contains(name) && lock.exists(), "{kind:?}: {error}");
        assert!(error.hint().unwrap().contains("delete"), "{kind:?}");
        std::fs::remove_file(&lock).unwrap();
        record(sandbox, "v1", Duration::from_secs(9)).unwrap();
        // A git that dies where it has begun to move the branch: once, or every time.
        let bin = sandbox.root().join("bin");
        std::fs::create_dir(&bin).unwrap();
        let real = sandbox.command("sh").args(["-c", "command -v git"]).output().unwrap();
        let script = format!(
            "#!/bin/sh\nhere=$(dirname \"$0\")\n\
             case \"$*\" in *update-ref*) if [ -e \"$here/dies\" ]; then\n\
             for id; do before=$last; last=$id; done; grep -q once \"$here/dies\" && rm \"$here/dies\"\n\
             echo \"$before\" >'{}'; kill -9 $$; fi;; esac\nexec {} \"$@\"\n",
            lock.display(),
            String::from_utf8_lossy(&real.stdout).trim()
        );
        let git = bin.join("git");
        crate::support::write_program(&git, &script);
        let mut world = sandbox.world();
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        world.env.insert("PATH".into(), path.into());
        let repo = gonogo::git::Repository::open(&world, Path::new("."), gonogo::git::Entered::Plainly).unwrap();
        let by_dying =
            |run| crate::support::add_run(&repo, &branch(), &bare_run(run), &sandbox.signer("ana"), &ana(), &now);
        std::fs::write(bin.join("dies"), "once").unwrap();
        by_dying("v2").unwrap();
        assert!(!lock.exists() && !bin.join("dies").exists(), "{kind:?}");
        if !table {
            std::fs::write(bin.join("dies"), "always").unwrap();
            let tip = repo.tip(&branch()).unwrap();
            let dying = by_dying("v3");
            assert!(dying.is_err() && lock.exists() && sandbox.repo().tip(&branch()).unwrap() == tip, "{dying:?}");
            record(sandbox, "v3", Duration::from_secs(9)).unwrap();
            assert!(!lock.exists());
        } else {
            left_in_the_table(sandbox, &lock);
        }
        assert!(fixture.audit().holds());
    }
}

#[test]
fn without_git_it_is_said_and_damage_never_passes() {
    for (kind, team) in teams() {
        let sandbox = team.env.sandbox();
        let mut world = sandbox.world();
        world.env.insert("PATH".into(), sandbox.home().into());
        let open = || gonogo::git::Repository::open(&world, Path::new("."), gonogo::git::Entered::Plainly);
        let error = open().err().unwrap();
        assert!(error.to_string().contains("git itself, which may read it, can't be started"), "{kind:?}: {error}");
        assert!(error.hint().unwrap().contains("install a git"), "{kind:?}");
        if kind.references.is_some() {
            sandbox.git(&["pack-refs", "--all"]);
        }
        let record = match kind.references {
            None => sandbox.dir().join(".git/refs/heads/gonogo/record"),
            Some(_) => {
                let tables = std::fs::read_dir(sandbox.dir().join(".git/reftable")).unwrap().flatten();
                let mut tables: Vec<_> = tables.map(|table| table.path()).collect();
                tables.retain(|path| path.extension().is_some_and(|end| end == "ref"));
                assert_eq!(tables.len(), 1);
                tables.remove(0)
            }
        };
        let bytes = std::fs::read(&record).unwrap();
        for damaged in [&b""[..], &bytes[..bytes.len() / 2], b"junk\n"] {
            std::fs::remove_file(&record).unwrap();
            std::fs::write(&record, damaged).unwrap();
            for words in [vec!["audit"], vec!["log"], vec!["record", PATH]] {
                let done = team.env.words(words.iter().copied());
                assert!(matches!(done.status, 2 | 3) && !done.stderr.is_empty(), "{kind:?}, {words:?}: {done:?}");
            }
        }
        std::fs::write(&record, &bytes).unwrap();
        team.audit().exit(0);
    }
}
