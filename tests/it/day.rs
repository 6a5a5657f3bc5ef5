//! The whole job through the real program: the demonstration, and what it leaves behind.

use std::path::Path;
use std::process::{Command, Output};

use crate::cli_env::GONOGO;

/// git or another program in the demonstration's folder, as Ana.
fn run(dir: &Path, program: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(dir).env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("GIT_CONFIG_GLOBAL", dir.join("ana.gitconfig"));
    // The demonstration is in a repository of the usual kind.
    command.env_remove("GIT_DEFAULT_HASH").env_remove("GIT_DEFAULT_REF_FORMAT");
    command.output().unwrap_or_else(|error| panic!("{program}: {error}"))
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn played() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    let done = run(dir.path(), GONOGO, &["demo", "--dir", "demo"]);
    assert!(done.status.success(), "{}", text(&done));
    assert!(text(&done).contains("verified: 2 commits, 1 runs, 0 findings, 0 not checked"), "{}", text(&done));
    dir
}

#[test]
fn the_demonstration_leaves_a_record_that_git_and_openssh_verify() {
    let folder = played();
    let dir = &folder.path().join("demo");
    let ok = |program: &str, arguments: &[&str]| {
        let done = run(dir, program, arguments);
        assert!(done.status.success(), "{program} {arguments:?}: {}", text(&done));
        text(&done)
    };
    ok("git", &["fsck", "--strict", "--no-dangling"]);
    ok("git", &["verify-commit", "gonogo/record", "gonogo/record~1"]);
    let log = ok("git", &["log", "--show-signature", "--format=%s%n%b", "gonogo/record"]);
    assert_eq!(log.matches("Good \"git\" signature for ana@example.org").count(), 2, "{log}");
    assert!(log.contains("Gonogo-Run: v2.4.0") && log.contains("Gonogo-Outcome: go"), "{log}");
    assert_eq!(ok("git", &["status", "--porcelain"]), "");

    // The template that everybody saw lies beside the run, and every statement names it.
    let template = ok("git", &["show", "gonogo/record:runs/v2.4.0/template.md"]);
    assert_eq!(template, std::fs::read_to_string(dir.join("checklists/release.md")).expect("the template"));
    let template = format!("template: {}\n", gonogo::digest::Sha256::of(template.as_bytes()));

    // Each statement, checked by hand as the report says.
    let files = ok("git", &["ls-tree", "--name-only", "gonogo/record:runs/v2.4.0/signoffs"]);
    let statements: Vec<&str> = files.lines().filter(|name| name.ends_with(".txt")).collect();
    assert_eq!(statements.len(), 2, "{files}");
    for name in statements {
        let blob =
            |name: &str| run(dir, "git", &["show", &format!("gonogo/record:runs/v2.4.0/signoffs/{name}")]).stdout;
        let statement = blob(name);
        assert!(String::from_utf8_lossy(&statement).contains(&template), "{template}");
        std::fs::write(dir.join("ben-signature"), blob(&format!("{name}.sig"))).expect("written");
        let who =
            if name.starts_with("qa-lead--") { "qa-lead/ben@example.org" } else { "release-manager/ana@example.org" };
        let mut verify = Command::new("ssh-keygen");
        verify.current_dir(dir).args([
            "-Y",
            "verify",
            "-n",
            "gonogo-signoff@v1",
            "-s",
            "ben-signature",
            "-I",
            who,
            "-f",
        ]);
        verify.arg(".gonogo/allowed_signers").stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::null());
        let mut child = verify.spawn().expect("ssh-keygen");
        std::io::Write::write_all(child.stdin.as_mut().expect("stdin"), &statement).expect("sent");
        drop(child.stdin.take());
        assert!(child.wait().expect("ended").success(), "{name} as {who}");
    }
    let report = std::fs::read_to_string(dir.join("report.html")).expect("a report");
    assert!(report.contains("signature verified") && !report.contains("<script"), "not the report");
}

#[test]
fn a_recorded_run_stays_as_it_is() {
    let folder = played();
    let dir = &folder.path().join("demo");
    let again = run(dir, GONOGO, &["record", "releases/v2.4.0.md"]);
    assert!(again.status.success() && text(&again).contains("recorded already"), "{}", text(&again));

    // Changed and signed anew it is another run, which may not take the place of the first.
    let path = dir.join("releases/v2.4.0.md");
    let changed = std::fs::read_to_string(&path).expect("the run").replace("0.03%", "0.02%");
    std::fs::write(&path, changed).expect("written");
    let refused = run(dir, GONOGO, &["record", "releases/v2.4.0.md"]);
    assert_eq!(refused.status.code(), Some(1), "{}", text(&refused));
    assert!(text(&refused).contains("stale"), "{}", text(&refused));
    assert_eq!(text(&run(dir, "git", &["rev-list", "--count", "gonogo/record"])).trim(), "2");
}

#[test]
fn nobody_signs_as_what_they_are_not() {
    let folder = played();
    let dir = &folder.path().join("demo");
    let blank = "# R\n\n- [x] a\n\n## Sign-off\n\n- [ ] QA Lead approval\n- [ ] Security Lead approval\n";
    std::fs::write(dir.join("releases/v3.md"), blank).expect("written");
    let refused = run(dir, GONOGO, &["sign", "releases/v3.md", "--role", "QA Lead"]);
    assert_eq!(refused.status.code(), Some(3), "{}", text(&refused));
    assert!(text(&refused).contains("release-manager/ana@example.org"), "{}", text(&refused));
    assert_eq!(std::fs::read_to_string(dir.join("releases/v3.md")).expect("the run"), blank);
    assert!(!dir.join("releases/v3.signoffs").exists());

    // A name typed by hand is no signature.
    let typed =
        blank.replace("[ ] QA Lead approval", "[x] QA Lead approval — Ben Ito <ben@example.org>, 2026-11-21 10:00 UTC");
    std::fs::write(dir.join("releases/v3.md"), typed).expect("written");
    let check = run(dir, GONOGO, &["check", "releases/v3.md", "--concise"]);
    assert_eq!(check.status.code(), Some(1), "{}", text(&check));
    assert!(text(&check).contains("assurance-too-low"), "{}", text(&check));
}

#[test]
fn a_statement_of_another_run_does_not_count() {
    let folder = played();
    let dir = &folder.path().join("demo");
    std::fs::copy(dir.join("releases/v2.4.0.md"), dir.join("releases/v9.md")).expect("copied");
    std::fs::create_dir(dir.join("releases/v9.signoffs")).expect("made");
    for entry in std::fs::read_dir(dir.join("releases/v2.4.0.signoffs")).expect("statements").flatten() {
        std::fs::copy(entry.path(), dir.join("releases/v9.signoffs").join(entry.file_name())).expect("copied");
    }
    let check = run(dir, GONOGO, &["check", "releases/v9.md", "--concise"]);
    assert_eq!(check.status.code(), Some(1), "{}", text(&check));
    assert!(text(&check).contains("wrong-run"), "{}", text(&check));
}

#[test]
fn a_weaker_configuration_does_not_weaken_the_record() {
    let folder = played();
    let dir = &folder.path().join("demo");
    let config = std::fs::read_to_string(dir.join("gonogo.toml")).expect("a configuration");
    std::fs::write(dir.join("gonogo.toml"), config.replace("assurance = \"signed\"", "assurance = \"typed\""))
        .expect("written");
    let typed =
        "# R\n\n- [x] a\n\n## Sign-off\n\n- [x] QA Lead approval — Ben Ito <ben@example.org>, 2026-11-21 10:00 UTC\n";
    std::fs::write(dir.join("releases/v3.md"), typed).expect("written");
    for command in ["check", "record"] {
        let refused = run(dir, GONOGO, &[command, "releases/v3.md"]);
        assert_eq!(refused.status.code(), Some(1), "{}", text(&refused));
        assert!(text(&refused).contains("assurance-too-low"), "{}", text(&refused));
    }
}

#[test]
fn a_clone_goes_on_with_the_record_that_is_there() {
    let folder = played();
    let dir = &folder.path().join("demo");
    let clone = &folder.path().join("clone");
    let done = run(dir, "git", &["clone", "--quiet", ".", "../clone"]);
    assert!(done.status.success(), "{}", text(&done));
    std::fs::copy(dir.join("ana.gitconfig"), clone.join("ana.gitconfig")).expect("copied");
    let refused = run(clone, GONOGO, &["init", "--no-hook"]);
    assert!(text(&refused).contains("git branch gonogo/record origin/gonogo/record"), "{}", text(&refused));
    assert!(run(clone, "git", &["branch", "gonogo/record", "origin/gonogo/record"]).status.success());
    let again = run(clone, GONOGO, &["init", "--no-hook"]);
    assert!(again.status.success() && text(&again).contains("is there already"), "{}", text(&again));
    assert!(run(clone, GONOGO, &["check", "releases/v2.4.0.md"]).status.success());
    let audit = run(clone, GONOGO, &["audit"]);
    assert!(audit.status.success(), "{}", text(&audit));
}

#[test]
fn what_cannot_be_pushed_stays_recorded() {
    let folder = played();
    let dir = &folder.path().join("demo");
    let lost = run(dir, GONOGO, &["record", "releases/v2.4.0.md", "--push"]);
    assert_eq!(lost.status.code(), Some(4), "{}", text(&lost));
    assert!(text(&lost).contains("recorded here, but not pushed"), "{}", text(&lost));

    let remote = folder.path().join("remote.git");
    assert!(run(folder.path(), "git", &["init", "--quiet", "--bare", "remote.git"]).status.success());
    let url = remote.display().to_string();
    assert!(run(dir, "git", &["remote", "add", "origin", &url]).status.success());
    let pushed = run(dir, GONOGO, &["record", "releases/v2.4.0.md", "--push"]);
    assert_eq!(pushed.status.code(), Some(0), "{}", text(&pushed));
    let there = run(&remote, "git", &["rev-parse", "refs/heads/gonogo/record"]);
    assert_eq!(text(&there), text(&run(dir, "git", &["rev-parse", "gonogo/record"])));
}
