//! What comes with a proposal, or lies in a repository, and would have another record count or a program run.

use std::path::Path;

use crate::team::{PATH, RUN, Team};

/// Copies a folder with everything in it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn a_folder_of_tracked_files_is_no_repository() {
    let team = Team::new();
    let sandbox = team.env.sandbox();
    // Somebody else's record, of which they are everybody, as the files of a bare repository.
    let other =
        Team::with("[roles]\n\"Release Manager\" = [\"ana@example.org\"]\n\"QA Lead\" = [\"ana@example.org\"]\n");
    for name in ["HEAD", "config"] {
        let to = team.env.path("releases").join(name);
        std::fs::copy(other.env.path(".git").join(name), to).unwrap();
    }
    for name in ["objects", "refs", "reftable"].iter().filter(|name| other.env.path(".git").join(name).exists()) {
        copy(&other.env.path(".git").join(name), &team.env.path("releases").join(name));
    }
    for bare in ["true", "false"] {
        sandbox.git(&["config", "-f", "releases/config", "core.bare", bare]);
        sandbox.git(&["config", "-f", "releases/config", "gpg.ssh.program", "./evil"]);
        sandbox.git(&["add", "-f", "."]);
        let refused = "looks like a repository, but its files are tracked by the one around it";
        for args in [&["sign", PATH, "--role", "QA Lead"][..], &["record", PATH], &["audit", "releases"]] {
            let done = team.env.words(args.iter().copied());
            assert!(done.status > 1 && format!("{done:?}").contains(refused), "{args:?}: {done:?}");
        }
        assert!(!team.env.path("releases/v1.2.0.signoffs").exists());
    }
    // One that just lies there is whoever's put it there.
    sandbox.git(&["rm", "-q", "-r", "--cached", "releases"]);
    sandbox.git(&["config", "-f", "releases/config", "core.bare", "true"]);
    team.env.gonogo(["audit", "releases"]).says("1 commits");
}

#[test]
fn a_proposal_names_no_place_to_push_to() {
    let team = Team::new();
    let sandbox = team.env.sandbox();
    sandbox.git(&["init", "-q", "--bare", "tools/kept.git"]);
    let hook = team.env.path("tools/kept.git/hooks/pre-receive");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    crate::support::write_program(&hook, "#!/bin/sh\ntouch ran\n");
    team.sign_all();
    let config = team.env.read("gonogo.toml");
    for remote in ["tools/kept.git", "./tools/kept.git", "file:///tmp", "nobody"] {
        std::fs::write(team.env.path("gonogo.toml"), format!("{config}[record]\nremote = \"{remote}\"\n")).unwrap();
        team.works("ana");
        let done = team.env.gonogo(["record", PATH, "--push"]).exit(4);
        done.remarks(&format!("no remote is called '{remote}' here; add it: git remote add"));
    }
    assert!(!team.env.path("tools/kept.git/ran").exists());
    sandbox.git(&["remote", "add", "nobody", "tools/kept.git"]);
    team.env.gonogo(["record", PATH, "--push"]).exit(0);
    assert!(team.env.path("tools/kept.git/ran").exists());
}

#[test]
fn a_proposal_names_no_older_state_of_the_record() {
    let team = Team::new();
    let sandbox = team.env.sandbox();
    let config = team.env.read("gonogo.toml");
    sandbox.git(&["branch", "before", "gonogo/record"]);
    team.sign_all();
    team.works("ana");
    // From now on Cy signs for nothing; by the record as it was before he would.
    std::fs::write(team.env.path("gonogo.toml"), config.replace(", \"cy@example.org\"", "")).unwrap();
    team.env.gonogo(["policy", "approve"]).exit(0).says("policy 2 is in force");
    for branch in ["before", "refs/heads/before"] {
        let proposed = format!("{config}[record]\nbranch = \"{branch}\"\n");
        std::fs::write(team.env.path("gonogo.toml"), proposed).unwrap();
        team.works("cy");
        for args in [&["sign", PATH, "--role", "QA Lead"][..], &["check", PATH], &["record", PATH], &["audit"]] {
            let done = team.env.words(args.iter().copied());
            let said = format!("{done:?}");
            assert!(
                done.status > 0 && said.contains("(wrong-record)") || said.contains("finding[wrong-record]"),
                "{done:?}"
            );
        }
    }
    // Who renames it changes the policy with it.
    team.works("ana");
    sandbox.git(&["branch", "-q", "-m", "gonogo/record", "releases/record"]);
    std::fs::write(team.env.path("gonogo.toml"), format!("{config}[record]\nbranch = \"releases/record\"\n")).unwrap();
    team.env.gonogo(["policy", "approve"]).exit(0).says("policy 3 is in force");
    team.record().exit(0);
    team.audit().exit(0);
}

#[test]
fn a_link_is_no_way_around_what_is_asked() {
    use std::os::unix::fs::symlink;
    let team = Team::new();
    // What lies behind a link is kept by nobody.
    let outside = team.env.sandbox().root().join("outside");
    std::fs::create_dir(&outside).unwrap();
    symlink(&outside, team.env.path("releases/v1.2.0.signoffs")).unwrap();
    team.sign("ben", "QA Lead", []).exit(2).remarks("(file-mode)");
    assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 0);
    // A run elsewhere, where a name is enough, is not enough where signatures are asked for.
    let typed = RUN.replace("Manager: ________ Date: ________", "Manager: Ana Doe Date: 2026-11-20");
    let typed = typed.replace("Lead: ________ Date: ________", "Lead: Ben Ito Date: 2026-11-20");
    team.env.sandbox().write("notes/v1.2.0.md", typed);
    team.env.gonogo(["check", "notes/v1.2.0.md"]).exit(0);
    std::fs::remove_file(team.env.path(PATH)).unwrap();
    symlink("../notes/v1.2.0.md", team.env.path(PATH)).unwrap();
    team.check().exit(3).says("(file-mode)");
    std::fs::remove_file(team.env.path("releases/v1.2.0.signoffs")).unwrap();
    let asked = "has no signature, and the policy asks for one";
    team.check().exit(1).says(asked);
    // Nor where the folder is the link.
    std::fs::remove_dir_all(team.env.path("releases")).unwrap();
    symlink("notes", team.env.path("releases")).unwrap();
    for path in [PATH, "./releases/v1.2.0.md"] {
        team.env.gonogo(["check", path]).exit(1).says(asked);
    }
    team.env.gonogo(["check", "releases/../notes/v1.2.0.md"]).exit(0);
}

#[test]
fn a_name_in_a_proposed_command_does_not_act() {
    let team = Team::new();
    let path = "releases/v1'; touch ran; $(touch ran) 'x.md";
    let role = "QA';touch ran;' Lead";
    std::fs::write(team.env.path(path), RUN.replace("QA Lead", role)).unwrap();
    let bin = team.env.sandbox().root().join("bin");
    std::fs::create_dir(&bin).unwrap();
    crate::support::write_program(&bin.join("gonogo"), "#!/bin/sh\nprintf '<%s>' \"$@\"\n");
    let said = team.env.gonogo(["check", path]).exit(1).stdout;
    let proposed = said.lines().filter_map(|line| line.split_once("help: `")?.1.strip_suffix('`'));
    let proposed: Vec<&str> = proposed.filter(|command| command.starts_with("gonogo sign")).collect();
    assert_eq!(proposed.len(), 2, "{said}");
    let found =
        std::env::join_paths(std::iter::once(bin).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())));
    let ran = team.env.sandbox().command("sh").args(["-c", proposed[1]]).env("PATH", found.unwrap()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ran.stdout), format!("<sign><{path}><--role><{role}>"));
    assert!(!team.env.path("ran").exists());
}
