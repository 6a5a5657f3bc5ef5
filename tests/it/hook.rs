//! The hook, by real commits: what counts is what is staged.

use std::process::{Command, Output};

use crate::cli_env::GONOGO;
use crate::support::Sandbox;

const HALF: &str = "# Release\n\n- [x] Tests pass\n- [ ] Backup taken\n\nStatus: in progress\n";
const CLAIMED: &str = "# Release\n\n- [x] Tests pass\n- [ ] Backup taken\n\nStatus: COMPLETE\n";
const DONE: &str = "# Release\n\n- [x] Tests pass\n- [x] Backup taken\n\nStatus: COMPLETE\n";
const UNSIGNED: &str = "# Release\n\n- [x] Tests pass\n\n## Decision\n\n- [x] GO\n- [ ] NO-GO\n\n## Sign-off\n\n- Release Manager: ________\n";

fn repository() -> Sandbox {
    let sandbox = Sandbox::new();
    let out = sandbox.command(GONOGO).args(["hook", "install"]).output().unwrap();
    assert!(out.status.success(), "{out:?}");
    sandbox
}

fn stage(sandbox: &Sandbox, path: &str, text: &str) {
    sandbox.write(path, text);
    sandbox.git(&["add", path]);
}

fn said(out: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr))
}

#[track_caller]
fn passes(out: &Output) -> String {
    assert!(out.status.success(), "{}", said(out));
    said(out)
}

#[track_caller]
fn refused(out: &Output) -> String {
    assert!(!out.status.success(), "{}", said(out));
    let text = said(out);
    assert!(text.contains("claims completion"), "{text}");
    text
}

#[test]
fn half_done_work_passes_with_a_remark() {
    let sandbox = repository();
    stage(&sandbox, "x.md", HALF);
    let said = passes(&sandbox.try_git(&["commit", "-m", "half"]));
    assert!(said.contains("x.md: half done (1 hold)"), "{said}");
}

#[test]
fn a_go_without_its_sign_off_is_refused_by_that_hold() {
    let sandbox = repository();
    stage(&sandbox, "x.md", UNSIGNED);
    let said = refused(&sandbox.try_git(&["commit", "-m", "go"]));
    assert!(said.contains("missing-sign-off") && said.contains("Release Manager"), "{said}");
}

#[test]
fn what_is_staged_counts_and_not_the_work_tree() {
    let sandbox = repository();
    stage(&sandbox, "x.md", DONE);
    sandbox.write("x.md", CLAIMED);
    passes(&sandbox.try_git(&["commit", "-m", "complete in the index"]));
    stage(&sandbox, "x.md", CLAIMED);
    sandbox.write("x.md", DONE);
    let said = refused(&sandbox.try_git(&["commit", "-m", "open in the index"]));
    assert!(said.contains("x.md:4:1") && said.contains("open-item"), "{said}");
}

#[test]
fn a_commit_of_one_path_is_judged_by_its_own_index() {
    let sandbox = repository();
    for name in ["good.md", "bad.md"] {
        stage(&sandbox, name, HALF);
    }
    passes(&sandbox.try_git(&["commit", "-m", "both"]));
    sandbox.write("good.md", DONE);
    stage(&sandbox, "bad.md", CLAIMED);
    passes(&sandbox.try_git(&["commit", "-m", "one", "good.md"]));
    refused(&sandbox.try_git(&["commit", "-m", "the other"]));
    // Staged complete, but the path is committed from the work tree.
    stage(&sandbox, "bad.md", DONE);
    sandbox.write("bad.md", CLAIMED);
    refused(&sandbox.try_git(&["commit", "-m", "from the work tree", "bad.md"]));
}

#[test]
fn a_linked_work_tree_has_its_own_index() {
    let sandbox = repository();
    let tree = sandbox.root().join("linked");
    sandbox.git(&["worktree", "add", "-q", tree.to_str().unwrap()]);
    let git = |args: &[&str]| sandbox.command("git").current_dir(&tree).args(args).output().unwrap();
    std::fs::write(tree.join("x.md"), CLAIMED).unwrap();
    git(&["add", "x.md"]);
    refused(&git(&["commit", "-m", "claimed"]));
    std::fs::write(tree.join("x.md"), DONE).unwrap();
    git(&["add", "x.md"]);
    passes(&git(&["commit", "-m", "done"]));
}

#[test]
fn the_staged_configuration_says_what_is_a_run() {
    let sandbox = repository();
    let config = "[[checklist]]\npaths = [\"releases/*.md\"]\nstage = \"run\"\n";
    stage(&sandbox, "gonogo.toml", config);
    stage(&sandbox, "notes/x.md", CLAIMED);
    let said = passes(&sandbox.try_git(&["commit", "-m", "no run"]));
    assert!(said.contains("notes/x.md: not judged"), "{said}");
    stage(&sandbox, "releases/x.md", CLAIMED);
    refused(&sandbox.try_git(&["commit", "-m", "a run"]));
    sandbox.git(&["reset", "-q"]);
    stage(&sandbox, "gonogo.toml", &config.replace("\"run\"", "\"record\""));
    stage(&sandbox, "releases/x.md", HALF);
    refused(&sandbox.try_git(&["commit", "-m", "a record claims by its place"]));
}

#[test]
fn a_run_that_is_executable_or_a_link_is_refused() {
    let sandbox = repository();
    stage(&sandbox, "gonogo.toml", "[[checklist]]\npaths = [\"releases/*.md\"]\nstage = \"run\"\n");
    stage(&sandbox, "releases/x.md", DONE);
    sandbox.git(&["update-index", "--chmod=+x", "releases/x.md"]);
    let out = sandbox.try_git(&["commit", "-m", "executable"]);
    assert!(!out.status.success() && said(&out).contains("releases/x.md: is executable"), "{}", said(&out));
    sandbox.git(&["update-index", "--chmod=-x", "releases/x.md"]);
    let blob = sandbox.git_with(&["hash-object", "-w", "--stdin"], b"../README.md");
    sandbox.git(&["update-index", "--add", "--cacheinfo", &format!("120000,{blob},releases/y.md")]);
    let out = sandbox.try_git(&["commit", "-m", "link"]);
    assert!(!out.status.success() && said(&out).contains("releases/y.md: is a symbolic link"), "{}", said(&out));
    sandbox.git(&["update-index", "--force-remove", "releases/y.md"]);
    passes(&sandbox.try_git(&["commit", "-m", "file"]));
}

#[test]
fn files_that_are_named_are_judged_from_the_index_too() {
    let sandbox = repository();
    stage(&sandbox, "x.md", CLAIMED);
    sandbox.write("x.md", DONE);
    let run = |args: &[&str]| sandbox.command(GONOGO).args(["hook", "run"]).args(args).output().unwrap();
    assert_eq!(run(&["x.md"]).status.code(), Some(1));
    assert_eq!(run(&["README.md"]).status.code(), Some(0));
    assert!(said(&run(&["unknown.md"])).contains("not staged"));
    assert_eq!(run(&["../../elsewhere.md"]).status.code(), Some(2));
}

#[test]
fn another_hook_is_left_alone_unless_forced() {
    let sandbox = Sandbox::new();
    sandbox.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n");
    let install = |args: &[&str]| sandbox.command(GONOGO).args(["hook", "install"]).args(args).output().unwrap();
    let out = install(&[]);
    assert_eq!(out.status.code(), Some(2));
    assert!(said(&out).contains("gonogo hook run || exit $?"), "{}", said(&out));
    let shown = install(&["--force", "--dry-run"]);
    let told = String::from_utf8(shown.stdout.clone()).unwrap();
    assert!(told.contains("\n-exit 0\n") && told.contains("hook run"), "{told}");
    passes(&shown);
    assert!(!install(&[]).status.success(), "the other hook is still there");
    passes(&install(&["--force"]));
    passes(&install(&[]));
}

#[test]
fn a_folder_of_hooks_that_git_is_told_of_is_used() {
    let sandbox = Sandbox::new();
    sandbox.git(&["config", "core.hooksPath", "my hooks"]);
    passes(&sandbox.command(GONOGO).args(["hook", "install"]).output().unwrap());
    assert!(sandbox.dir().join("my hooks/pre-commit").exists());
    stage(&sandbox, "x.md", CLAIMED);
    refused(&sandbox.try_git(&["commit", "-m", "claimed"]));
}

#[test]
fn a_folder_of_hooks_at_home_is_found_by_either_name_of_home() {
    let sandbox = Sandbox::new();
    sandbox.git(&["config", "core.hooksPath", "~/hooks"]);
    for name in ["HOME", "USERPROFILE"] {
        let mut world = sandbox.world();
        world.env.remove(std::ffi::OsStr::new("HOME"));
        world.env.insert(name.into(), sandbox.home().into());
        let hook = gonogo::engine::hook::prepare(&world, std::path::Path::new(GONOGO), false).unwrap();
        assert_eq!(hook.path, sandbox.home().join("hooks/pre-commit"), "{name}");
    }
}

#[test]
fn the_pre_commit_framework_runs_it() {
    if Command::new("pre-commit").arg("--version").output().is_err() {
        println!("the pre-commit framework is not installed: not tested");
        return;
    }
    let sandbox = Sandbox::new();
    let config = format!(
        "repos:\n- repo: local\n  hooks:\n  - id: gonogo\n    name: gonogo\n    entry: {GONOGO} hook run\n    language: system\n    types: [markdown]\n"
    );
    stage(&sandbox, ".pre-commit-config.yaml", &config);
    let store = sandbox.home().join("pre-commit");
    let run = || sandbox.command("pre-commit").arg("run").env("PRE_COMMIT_HOME", &store).output().unwrap();
    stage(&sandbox, "x.md", HALF);
    assert!(run().status.success(), "{}", said(&run()));
    stage(&sandbox, "x.md", CLAIMED);
    sandbox.write("x.md", DONE);
    let out = run();
    assert!(!out.status.success() && said(&out).contains("open-item"), "{}", said(&out));
}

#[test]
fn every_staged_file_is_judged_though_some_cannot_be() {
    let sandbox = repository();
    sandbox.write("gonogo.toml", "[[checklist]]\npaths = [\"*.md\"]\nstage = \"run\"\n");
    stage(&sandbox, "b.md", CLAIMED);
    sandbox.git(&["add", "gonogo.toml"]);
    for name in ["a.md", "c.md"] {
        sandbox.write(name, b"# Release\n\n- [x] \xff\n");
        sandbox.git(&["add", name]);
    }
    let out = sandbox.try_git(&["commit", "-m", "all"]);
    let said = refused(&out);
    for name in ["a.md could not be judged", "b.md:6: it claims completion", "c.md could not be judged"] {
        assert_eq!(said.matches(name).count(), 1, "{name}: {said}");
    }
}
