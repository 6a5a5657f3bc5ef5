//! A team in the state before a command, that is put back there after every try, and the command under strace.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::calls::Call;
use crate::team::Team;

/// Who meets the fault.
#[derive(Clone, Copy, Debug)]
pub enum Who {
    /// The program, with all its threads, while what it has started goes on.
    Itself,
    /// The `n`th program that it starts, counted from 1, with what that starts.
    Child(usize),
}

/// Stands for `git` and `ssh-keygen` on the search path, counts them, and traces the one that is asked for.
const SHIM: &str = r#"#!/bin/sh
PATH=${PATH#*:}
n=$(($(cat "$SHIM_FOLDER/count") + 1))
echo $n >"$SHIM_FOLDER/count"
[ "$n" = "$SHIM_TRACES" ] || exec "${0##*/}" "$@"
exec strace -f -y -q -o "$SHIM_FOLDER/trace" $SHIM_OPTIONS "${0##*/}" "$@"
"#;

/// What may change during a try, below the root of the sandbox.
const KEPT: [&str; 3] = ["home", "repo", "remote.git"];

pub struct Stage {
    pub team: Team,
    kept: tempfile::TempDir,
}

impl Stage {
    /// With the team in the state that is meant; `None` where there is no strace.
    pub fn of(team: Team) -> Option<Self> {
        Command::new("strace").arg("-V").stdout(Stdio::null()).status().ok().filter(|status| status.success())?;
        let stage = Self { team, kept: tempfile::tempdir().unwrap() };
        let bin = stage.root().join("bin");
        std::fs::create_dir(&bin).unwrap();
        for name in ["git", "ssh-keygen"] {
            crate::support::write_program(&bin.join(name), SHIM);
        }
        stage.copy(stage.root(), stage.kept.path());
        Some(stage)
    }

    fn root(&self) -> &Path {
        self.team.env.sandbox().root()
    }

    fn trace(&self) -> PathBuf {
        self.root().join("bin/trace")
    }

    fn copy(&self, from: &Path, to: &Path) {
        let there = KEPT.iter().map(|name| from.join(name)).filter(|path| path.exists());
        assert!(Command::new("cp").arg("-a").args(there).arg(to).status().unwrap().success());
    }

    /// Puts everything back to where it was, and empties the folder for temporary files.
    pub fn back(&self) {
        for name in KEPT.iter().chain(&["tmp"]) {
            let path = self.root().join(name);
            assert!(!path.exists() || std::fs::remove_dir_all(path).is_ok());
        }
        std::fs::create_dir(self.root().join("tmp")).unwrap();
        self.copy(self.kept.path(), self.root());
    }

    /// Runs the command, with these options of strace for whom they concern; whether it claims success.
    fn run(&self, who: Who, options: &str, words: &[&str]) -> bool {
        let bin = self.root().join("bin");
        std::fs::write(bin.join("count"), "0\n").unwrap();
        let sandbox = self.team.env.sandbox();
        let mut command = match who {
            // What it starts is let go of, and goes on.
            Who::Itself => {
                let mut command = sandbox.command("strace");
                command.args(["-f", "-y", "-q", "-b", "execve", "-o"]).arg(self.trace());
                command.args(options.split_whitespace()).arg(crate::cli_env::GONOGO);
                command
            }
            Who::Child(_) => sandbox.command(crate::cli_env::GONOGO),
        };
        let traces = if let Who::Child(n) = who { n } else { 0 };
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(std::iter::once(bin.clone()).chain(std::env::split_paths(&path))).unwrap();
        command.args(words).env("PATH", path).env("TMPDIR", self.root().join("tmp"));
        command.env("SHIM_FOLDER", &bin).env("SHIM_TRACES", traces.to_string()).env("SHIM_OPTIONS", options);
        let success = command.output().unwrap().status.success();
        // What was started by somebody who has been killed goes on, and is to be through before anything is looked at.
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(30) && is_anybody_in(self.root()) {
            std::thread::sleep(Duration::from_millis(1));
        }
        success
    }

    /// How many programs the command starts.
    pub fn children(&self, words: &[&str]) -> usize {
        self.back();
        assert!(self.run(Who::Child(0), "", words), "{words:?}");
        std::fs::read_to_string(self.root().join("bin/count")).unwrap().trim().parse().unwrap()
    }

    /// The trace of somebody who meets nothing.
    pub fn plain(&self, who: Who, words: &[&str]) -> String {
        self.back();
        assert!(self.run(who, "", words), "{words:?}");
        std::fs::read_to_string(self.trace()).unwrap()
    }

    /// Runs the command from the beginning with a fault at one call; whether it claims success, and whether the fault was met.
    pub fn meets(&self, who: Who, fault: &str, (name, nth): &Call, words: &[&str]) -> (bool, bool) {
        self.back();
        let _ = std::fs::remove_file(self.trace());
        let success = self.run(who, &format!("-e inject={name}:{fault}:when={nth}"), words);
        let trace = std::fs::read_to_string(self.trace()).unwrap_or_default();
        (success, trace.contains("(INJECTED)") || trace.contains("+++ killed by SIGKILL +++"))
    }
}

/// Whether a process works in a folder, by what the system says.
pub fn is_anybody_in(folder: &Path) -> bool {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|process| std::fs::read_link(process.path().join("cwd")).ok())
        .any(|cwd| cwd.starts_with(folder))
}
