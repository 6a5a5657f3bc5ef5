//! What may be odd around a record: the repository's state, the environment, limits of the system, the other side.

use std::process::Output;

use crate::support::NOW;
use crate::team::{PATH, Team};

/// A team whose run is signed, where Ana works.
fn signed() -> Team {
    let team = Team::new();
    team.sign_all();
    team.works("ana");
    team
}

fn text(out: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
}

fn entries(team: &Team) -> usize {
    team.env.sandbox().git(&["rev-list", "--count", "gonogo/record"]).trim().parse().unwrap()
}

#[test]
fn a_remote_that_says_no_is_quoted_and_the_entry_stays_here() {
    let team = signed();
    let sandbox = team.env.sandbox();
    let remote = sandbox.root().join("remote.git");
    let path = remote.to_str().unwrap();
    sandbox.git(&["init", "-q", "--bare", path]);
    sandbox.git(&["remote", "add", "origin", path]);
    sandbox.git(&["push", "-q", "origin", "gonogo/record"]);
    let hook = remote.join("hooks/pre-receive");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\nprintf 'not on \\033[31mFridays\\033[0m\\n' >&2\nexit 1\n").unwrap();
    #[cfg(unix)]
    std::fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let refused = team.env.gonogo(["record", PATH, "--push"]).exit(4);
    let said = format!("{}{}", refused.stdout, refused.stderr);
    assert!(said.contains("Fridays") && !said.contains('\u{1b}'), "{said}");
    assert_eq!(entries(&team), 2);
    let tip = sandbox.git(&["rev-parse", "gonogo/record"]);
    std::fs::remove_file(&hook).unwrap();
    team.env.gonogo(["record", PATH, "--push"]).exit(0);
    assert_eq!(sandbox.git(&["--git-dir", path, "rev-parse", "gonogo/record"]), tip);
}

#[test]
fn what_else_is_under_way_in_the_repository_does_not_matter_and_is_left_alone() {
    for begin in [
        &["bisect", "start"][..],
        &["merge", "--no-commit", "--no-ff", "other"],
        &["-c", "sequence.editor=sed -i s/^pick/edit/", "rebase", "-i", "--root"],
        &["checkout", "-q", "--detach"],
    ] {
        let team = signed();
        let sandbox = team.env.sandbox();
        sandbox.git(&["checkout", "-q", "-b", "other"]);
        sandbox.git(&["commit", "-q", "--allow-empty", "-m", "other"]);
        sandbox.git(&["checkout", "-q", "main"]);
        sandbox.git(begin);
        let status = || sandbox.git(&["status", "--porcelain=v2", "--branch"]) + &sandbox.git(&["rev-parse", "HEAD"]);
        let before = status();
        team.record().exit(0);
        team.audit().exit(0);
        assert_eq!((status(), entries(&team)), (before, 2), "{begin:?}");
    }
}

#[test]
fn a_damaged_reference_or_pack_is_told_and_nothing_passes() {
    let team = signed();
    team.record().exit(0);
    let sandbox = team.env.sandbox();
    if sandbox.has_table() {
        return;
    }
    let reference = sandbox.dir().join(".git/refs/heads/gonogo/record");
    let tip = std::fs::read(&reference).unwrap();
    std::fs::write(&reference, b"").unwrap();
    for words in [vec!["audit"], vec!["log"], vec!["show", "v1.2.0"], vec!["record", PATH]] {
        let done = team.env.words(words.iter().copied());
        assert!(matches!(done.status, 2 | 3) && done.stderr.contains("gonogo/record"), "{words:?}: {done:?}");
    }
    team.audit().remarks("put it back: git update-ref refs/heads/gonogo/record COMMIT");
    let log = std::fs::read_to_string(sandbox.dir().join(".git/logs/refs/heads/gonogo/record")).unwrap();
    let last = log.lines().last().unwrap().split(' ').nth(1).unwrap();
    std::fs::remove_file(&reference).unwrap();
    sandbox.git(&["update-ref", "refs/heads/gonogo/record", last]);
    team.audit().exit(0);
    std::fs::write(&reference, tip).unwrap();
    // An object of no length, as a power cut leaves one where nothing is synced.
    let id = sandbox.git(&["rev-parse", "gonogo/record:runs/v1.2.0/content.md"]);
    let object = sandbox.dir().join(".git/objects").join(&id[..2]).join(id[2..].trim());
    let bytes = std::fs::read(&object).unwrap();
    std::fs::remove_file(&object).unwrap();
    std::fs::write(&object, b"").unwrap();
    let said = team.audit().exit(3);
    assert!(said.stdout.contains(id.trim()) && said.stderr.contains("git fetch --refetch"), "{said:?}");
    std::fs::write(&object, bytes).unwrap();
    sandbox.git(&["gc", "-q", "--prune=now"]);
    let packs = std::fs::read_dir(sandbox.dir().join(".git/objects/pack")).unwrap().flatten().map(|entry| entry.path());
    let pack = packs.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "pack")).unwrap();
    let bytes = std::fs::read(&pack).unwrap();
    std::fs::remove_file(&pack).unwrap();
    for step in 0..6 {
        let at = 12 + step * (bytes.len() - 32) / 6;
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x55;
        for damaged in [&bytes[..at], &flipped] {
            std::fs::write(&pack, damaged).unwrap();
            let done = team.audit();
            // An object that the record does not need may be the one that was hit.
            let other =
                done.status == 0 && sandbox.try_git(&["rev-list", "--objects", "gonogo/record"]).status.success();
            assert!(other || matches!(done.status, 1..=3), "cut or flipped at {at}: {done:?}");
        }
    }
    std::fs::write(&pack, bytes).unwrap();
    team.audit().exit(0);
}

#[test]
fn objects_that_are_borrowed_are_read_and_missed() {
    let team = signed();
    team.record().exit(0);
    let sandbox = team.env.sandbox();
    let clone = sandbox.root().join("clone");
    sandbox.git(&["clone", "-q", "--shared", ".", clone.to_str().unwrap()]);
    sandbox.git(&["-C", clone.to_str().unwrap(), "branch", "-q", "gonogo/record", "origin/gonogo/record"]);
    let audit = || team.env.words(["audit", clone.to_str().unwrap()]);
    audit().exit(0);
    let (objects, away) = (sandbox.dir().join(".git/objects"), sandbox.root().join("away"));
    std::fs::rename(&objects, &away).unwrap();
    let done = audit();
    assert!(matches!(done.status, 2 | 3), "{done:?}");
    std::fs::rename(&away, &objects).unwrap();
    audit().exit(0);
}

#[test]
fn a_submodule_has_a_record_of_its_own() {
    let team = signed();
    let sandbox = team.env.sandbox();
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "-q", "-m", "all"]);
    let above = sandbox.root().join("above");
    let at = |args: &[&str]| sandbox.git(&[&["-C", above.to_str().unwrap()], args].concat());
    sandbox.git(&["init", "-q", above.to_str().unwrap()]);
    let url = sandbox.dir();
    at(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", url.to_str().unwrap(), "part"]);
    let part = above.join("part");
    sandbox.git(&["-C", part.to_str().unwrap(), "branch", "-q", "gonogo/record", "origin/gonogo/record"]);
    for (name, value) in [("user.name", "Ana Doe"), ("user.email", "ana@example.org"), ("gpg.format", "ssh")] {
        sandbox.git(&["-C", part.to_str().unwrap(), "config", name, value]);
    }
    let key = sandbox.key_path("ana");
    sandbox.git(&["-C", part.to_str().unwrap(), "config", "user.signingkey", key.to_str().unwrap()]);
    team.env.words(["record", part.join(PATH).to_str().unwrap()]).exit(0);
    let count = sandbox.git(&["-C", part.to_str().unwrap(), "rev-list", "--count", "gonogo/record"]);
    assert_eq!((count.trim(), entries(&team)), ("2", 1));
    assert!(!above.join(".git/refs/heads/gonogo").exists());
    // Whoever may commit above could have put it there with a record of theirs: where the one above has a record, it is to be
    // told apart once.
    let check = || team.env.words(["check", part.join(PATH).to_str().unwrap()]);
    let audit = || team.env.words(["audit", part.to_str().unwrap()]);
    check().exit(0);
    at(&["config", "gonogo.genesis", &"1".repeat(sandbox.git(&["rev-parse", "HEAD"]).trim().len())]);
    let begun = sandbox.git(&["-C", part.to_str().unwrap(), "rev-list", "--max-parents=0", "gonogo/record"]);
    check().exit(3).says("but the repository around it says it began with 1111").says("(wrong-record)");
    check().says(&format!("where it has one of its own: git config gonogo.genesis {}", begun.trim()));
    audit().exit(1).says("finding[wrong-record]");
    sandbox.git(&["-C", part.to_str().unwrap(), "config", "gonogo.genesis", begun.trim()]);
    check().exit(0);
    audit().exit(0);
}

/// Whether the real program, which has the real clock, comes after what the fixed clock has made.
fn has_time_passed() -> bool {
    gonogo::time::Timestamp::system_now().unix() >= NOW
}

#[test]
fn limits_of_the_system_leave_all_or_nothing() {
    if !has_time_passed() {
        return;
    }
    let team = signed();
    let sandbox = team.env.sandbox();
    for limit in ["ulimit -n 4", "ulimit -n 7", "ulimit -n 10", "ulimit -f 0", "ulimit -f 1", "ulimit -v 60000"] {
        let before = entries(&team);
        let script = format!("{limit} && exec {} record {PATH}", crate::cli_env::GONOGO);
        let out = sandbox.command("sh").args(["-c", &script]).output().unwrap();
        assert_eq!(out.status.success(), entries(&team) == 2, "{limit}: {}", text(&out));
        assert!(!text(&out).contains("panicked"), "{limit}: {}", text(&out));
        assert!(before <= entries(&team), "{limit}");
        sandbox.git(&["fsck", "--strict", "--full"]);
        team.audit().exit(0);
        let again = team.env.program(["record", PATH]).output().unwrap();
        assert!(again.status.success() && entries(&team) == 2, "{limit}: {}", text(&again));
        let genesis = sandbox.git(&["rev-list", "--max-parents=0", "gonogo/record"]);
        sandbox.git(&["update-ref", "refs/heads/gonogo/record", genesis.trim()]);
    }
}

#[test]
fn where_no_thread_is_left_nothing_panics() {
    let team = signed();
    let sandbox = team.env.sandbox();
    std::fs::copy(team.env.path(PATH), team.env.path("other.md")).unwrap();
    // Somewhere among these the program can start, and its threads can't.
    for kilobytes in (40_000..=90_000).step_by(2_000) {
        for rest in ["check .", "audit"] {
            let script = format!("ulimit -v {kilobytes} && exec {} {rest}", crate::cli_env::GONOGO);
            let out = sandbox.command("sh").args(["-c", &script]).output().unwrap();
            assert!(!text(&out).contains("panicked"), "{kilobytes} {rest}: {}", text(&out));
        }
    }
}

#[test]
fn zone_language_and_folders_of_the_environment_change_no_verdict() {
    if !has_time_passed() {
        return;
    }
    let team = signed();
    team.record().exit(0);
    let plain = team.env.program(["audit"]).output().unwrap();
    assert!(plain.status.success(), "{}", text(&plain));
    for (name, value) in [
        ("TZ", "Pacific/Kiritimati"),
        ("TZ", "nowhere"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LANG", ""),
        ("HOME", "/nonexistent"),
        ("TMPDIR", "/nonexistent"),
        ("GIT_OBJECT_DIRECTORY", "/nonexistent"),
        ("GIT_ALTERNATE_OBJECT_DIRECTORIES", "/nonexistent"),
        ("GIT_NAMESPACE", "other"),
        ("GIT_GRAFT_FILE", "/nonexistent"),
        ("GIT_DIR", "/nonexistent"),
        ("GIT_CEILING_DIRECTORIES", "/"),
        ("GIT_TRACE", "/dev/stdout"),
        ("GIT_CONFIG_PARAMETERS", "'gonogo.genesis=0'"),
    ] {
        let out = team.env.program(["audit"]).env(name, value).output().unwrap();
        assert_eq!(text(&out), text(&plain), "{name}={value}");
    }
    let out = team.env.program(["audit"]).env_remove("HOME").env_remove("PATH").output().unwrap();
    assert_eq!(text(&out), text(&plain));
    // Where nothing can be put for a moment, nothing is signed, and it is said why.
    team.edit("Tests pass", "Tests pass, all");
    let out =
        team.env.program(["sign", PATH, "--role", "Release Manager"]).env("TMPDIR", "/nonexistent").output().unwrap();
    assert!(!out.status.success() && text(&out).contains("temporary"), "{}", text(&out));
}

/// The real program in this team's sandbox.
fn program(team: &Team, words: &[&str]) -> std::process::Command {
    let mut program = team.env.program([]);
    program.args(words);
    program
}

#[test]
#[cfg(unix)]
fn an_old_git_or_openssh_is_told_with_the_version_that_is_needed() {
    if !has_time_passed() {
        return;
    }
    let team = Team::new();
    let old = "#!/bin/sh\necho 'ssh-keygen: unknown option -- Y' >&2\necho 'usage: ssh-keygen [-q]' >&2\nexit 1\n";
    let path = team.env.sandbox().put("ssh-keygen", old);
    let sign = ["sign", PATH, "--role", "Release Manager"];
    let out = program(&team, &sign).env("PATH", &path).output().unwrap();
    assert_eq!(out.status.code(), Some(3), "{}", text(&out));
    assert!(
        text(&out).contains("unknown option -- Y") && text(&out).contains("OpenSSH 8.9 or newer"),
        "{}",
        text(&out)
    );
    assert!(!team.env.path("releases/v1.2.0.signoffs").exists() && team.env.read(PATH) == crate::team::RUN);
    team.sign_all();
    team.works("ana");
    let sandbox = team.env.sandbox();
    let remote = sandbox.root().join("remote.git");
    sandbox.git(&["init", "-q", "--bare", remote.to_str().unwrap()]);
    sandbox.git(&["remote", "add", "origin", remote.to_str().unwrap()]);
    let out = program(&team, &["record", PATH]).env("PATH", &path).output().unwrap();
    assert_eq!((out.status.code(), entries(&team)), (Some(3), 1), "{}", text(&out));
    std::fs::remove_file(sandbox.root().join("bin/ssh-keygen")).unwrap();
    let old = "#!/bin/sh\nPATH=${PATH#*:}\ncase \" $* \" in *' fetch '*) ;; *) exec git \"$@\" ;; esac\n\
               echo \"error: unknown option \\`no-write-fetch-head'\" >&2\necho 'usage: git fetch' >&2\nexit 129\n";
    let path = team.env.sandbox().put("git", old);
    let out = program(&team, &["audit", "--against", "origin"]).env("PATH", &path).output().unwrap();
    assert_eq!(out.status.code(), Some(3), "{}", text(&out));
    assert!(text(&out).contains("git 2.34 or newer is needed"), "{}", text(&out));
}

#[test]
fn where_nothing_can_be_written_reading_goes_on_and_writing_is_refused() {
    // In a name space of its own, where the folder is mounted once more and for reading only.
    let mount = "mount --bind . . && mount -o remount,bind,ro . && cd \"$PWD\" && exec \"$@\"";
    let can = |team: &Team, words: &[&str]| {
        let mut unshare = team.env.sandbox().command("unshare");
        unshare.args(["--map-root-user", "--mount", "sh", "-c", mount, "sh"]).args(words).output().ok()
    };
    let team = signed();
    if !has_time_passed() || !can(&team, &["true"]).is_some_and(|out| out.status.success()) {
        return;
    }
    let ask = |words: &[&str]| can(&team, &[&[crate::cli_env::GONOGO], words].concat()).unwrap();
    let before = team.env.read(PATH);
    for words in [
        &["record", PATH][..],
        &["withdraw", PATH, "--role", "Release Manager", "--reason", "no"],
        &["untick", PATH, ":3"],
    ] {
        let out = ask(words);
        assert_eq!(out.status.code(), Some(3), "{words:?}: {}", text(&out));
        assert!(text(&out).to_lowercase().contains("read-only file system"), "{words:?}: {}", text(&out));
    }
    assert_eq!((entries(&team), team.env.read(PATH)), (1, before));
    team.record().exit(0);
    for words in [&["audit"][..], &["log"], &["show", "v1.2.0"], &["check", PATH], &["report", PATH]] {
        let out = ask(words);
        assert_eq!(out.status.code(), Some(0), "{words:?}: {}", text(&out));
    }
}

#[test]
fn where_nobody_can_be_told_nothing_is_lost_and_no_success_claimed() {
    if !has_time_passed() {
        return;
    }
    let team = Team::new();
    team.sign("ben", "QA Lead", []).exit(0);
    team.works("ana");
    // What says nothing on success has nothing to lose.
    for words in [
        &["tick", PATH, ":3"][..],
        &["note", PATH, ":3", "seen"],
        &["sign", PATH, "--role", "Release Manager"],
        &["check", PATH],
        &["record", PATH],
        &["amend", "v1.2.0", "-m", "Later."],
        &["audit"],
        &["log"],
        &["show", "v1.2.0"],
        &["report", PATH],
        &["new", PATH, "-o", "releases/v2.md"],
        &["policy", "show"],
    ] {
        let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let out = program(&team, words).stdout(full()).output().unwrap();
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        let quiet = program(&team, words).output().unwrap();
        assert!(!said.contains("panicked"), "{words:?}: {said}");
        assert!(out.status.code() == Some(2) || quiet.stdout.is_empty(), "{words:?}: {said}");
        let both = program(&team, words).stdout(full()).stderr(full()).output().unwrap();
        assert!(both.status.code().is_some_and(|code| code < 5), "{words:?}");
    }
    // All of it has been done nevertheless, once.
    team.audit().exit(0);
    assert_eq!(entries(&team), 3);
}

#[test]
fn who_reads_no_further_is_written_to_no_more() {
    if !has_time_passed() {
        return;
    }
    let team = signed();
    team.record().exit(0);
    for words in [
        &["audit"][..],
        &["log", "--format", "json"],
        &["show", "v1.2.0", "checklist.md"],
        &["check", PATH],
        &["report", PATH],
        &["policy", "show"],
        &["rules"],
    ] {
        let piped = || std::process::Stdio::piped();
        let mut child = program(&team, words).stdout(piped()).stderr(piped()).spawn().unwrap();
        drop(child.stdout.take());
        let out = child.wait_with_output().unwrap();
        assert!(!text(&out).contains("panicked") && out.status.code() != Some(101), "{words:?}: {}", text(&out));
    }
    team.audit().exit(0);
}

#[test]
fn without_a_home_or_a_folder_for_a_moment_all_or_nothing_is_done() {
    if !has_time_passed() {
        return;
    }
    let team = signed();
    for (name, value) in [("TMPDIR", "/nonexistent"), ("HOME", "/nonexistent"), ("HOME", "")] {
        let genesis = team.env.sandbox().git(&["rev-list", "--max-parents=0", "gonogo/record"]);
        team.env.sandbox().git(&["update-ref", "refs/heads/gonogo/record", genesis.trim()]);
        let out = program(&team, &["record", PATH]).env(name, value).output().unwrap();
        assert_eq!(out.status.success(), entries(&team) == 2, "{name}={value}: {}", text(&out));
        assert!(out.status.success() || text(&out).contains("/nonexistent"), "{name}={value}: {}", text(&out));
        team.audit().exit(0);
    }
}

#[test]
#[cfg(unix)]
fn whoever_interrupts_is_told_what_that_comes_to() {
    if !has_time_passed() {
        return;
    }
    for signal in ["-INT", "-TERM"] {
        let team = Team::new();
        let pipe = team.env.sandbox().root().join("begun");
        assert!(team.env.sandbox().command("mkfifo").arg(&pipe).status().unwrap().success());
        // It says that it has begun, and waits for a touch that never comes.
        let waits = format!("#!/bin/sh\necho $$ >'{}'\nexec sleep 60 </dev/null >/dev/null 2>&1\n", pipe.display());
        let path = team.env.sandbox().put("ssh-keygen", &waits);
        let mut sign = program(&team, &["sign", PATH, "--role", "Release Manager"]);
        let streams = || std::process::Stdio::piped();
        let child = sign.env("PATH", path).stdout(streams()).stderr(streams()).spawn().unwrap();
        let waiting = std::fs::read_to_string(&pipe).unwrap();
        let kill = |signal: &str, id: &str| std::process::Command::new("kill").args([signal, id]).status().unwrap();
        assert!(kill(signal, &child.id().to_string()).success());
        let out = child.wait_with_output().unwrap();
        assert!(kill("-9", waiting.trim()).success());
        assert!(
            !out.status.success() && text(&out).contains("the same command again finishes the job"),
            "{}",
            text(&out)
        );
        assert!(!team.env.path("releases/v1.2.0.signoffs").exists() && team.env.read(PATH) == crate::team::RUN);
        std::fs::remove_file(team.env.sandbox().root().join("bin/ssh-keygen")).unwrap();
        assert!(program(&team, &["sign", PATH, "--role", "Release Manager"]).output().unwrap().status.success());
    }
}
