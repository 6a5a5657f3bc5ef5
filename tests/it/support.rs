//! A sandbox for tests: a home, a repository and keys of its own, a fixed clock, real git and ssh-keygen.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::rc::Rc;

use gonogo::git::{CommitId, Entered, Identity, RefName, Repository};
use gonogo::record::{Clock, PolicyFiles, RecordError, RunEntry, Writer, Written};
use gonogo::signing::Signer;
use gonogo::signing::ssh_keygen::SshKeygen;
use gonogo::time::Timestamp;
use gonogo::world::World;

/// Writes a program that can be run at once. Another process does: what a test starts meanwhile holds open what this one has open
/// for writing, and such a file is busy (`ETXTBSY`).
#[cfg(unix)]
pub fn write_program(path: &Path, text: &str) {
    use std::io::Write as _;
    let mut shell = Command::new("sh");
    shell.args(["-c", "cat >\"$0\" && chmod 755 \"$0\""]).arg(path).stdin(std::process::Stdio::piped());
    let mut shell = shell.spawn().unwrap();
    shell.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert!(shell.wait().unwrap().success());
}

/// 2026-11-21T03:01:00Z.
pub const NOW: i64 = 1_795_230_060;

/// By which hash repositories name their objects, and how they keep references.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kind {
    pub hash: Option<&'static str>,
    pub references: Option<&'static str>,
}

pub struct Sandbox {
    root: PathBuf,
    _dir: Option<tempfile::TempDir>,
    kind: Kind,
}

impl Sandbox {
    /// A home without anything in it.
    pub fn empty() -> Self {
        Self::empty_of(Kind::default())
    }

    fn empty_of(kind: Kind) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let sandbox = Self { root: dir.path().to_path_buf(), _dir: Some(dir), kind };
        for name in ["home", "keys", "repo"] {
            std::fs::create_dir(sandbox.root().join(name)).unwrap();
        }
        std::fs::write(sandbox.home().join("gitconfig"), "[init]\n\tdefaultBranch = main\n").unwrap();
        sandbox
    }

    /// A repository with one commit, an ed25519 key `ana` and an identity.
    pub fn new() -> Self {
        Self::filled(Self::empty())
    }

    /// The same with repositories of another kind; `None` where git has none such.
    pub fn of(kind: Kind) -> Option<Self> {
        let sandbox = Self::empty_of(kind);
        let known = sandbox.try_git(&["init", "-q"]).status.success();
        // An older git does not know the variables, and makes what it always makes.
        let said = |option| sandbox.try_git(&["rev-parse", option]).stdout;
        let hash = kind.hash.is_none_or(|hash| said("--show-object-format").starts_with(hash.as_bytes()));
        let references = kind.references.is_none_or(|format| said("--show-ref-format").starts_with(format.as_bytes()));
        (known && hash && references).then(|| Self::filled(sandbox))
    }

    fn filled(sandbox: Self) -> Self {
        sandbox.git(&["init", "-q"]);
        sandbox.git(&["config", "user.name", "Ana Doe"]);
        sandbox.git(&["config", "user.email", "ana@example.org"]);
        sandbox.write("README.md", "hello\n");
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "-q", "-m", "first"]);
        sandbox.key("ana", &["-t", "ed25519"]);
        sandbox
    }

    /// One that another process made, and keeps.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_path_buf(), _dir: None, kind: Kind::default() }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn home(&self) -> PathBuf {
        self.root().join("home")
    }

    pub fn dir(&self) -> PathBuf {
        self.root().join("repo")
    }

    /// Whether references are kept in a table, and so not in files that a test could look into.
    pub fn has_table(&self) -> bool {
        self.dir().join(".git/reftable").exists()
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.dir().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn env(&self) -> BTreeMap<OsString, OsString> {
        let mut env = BTreeMap::new();
        let mut set = |name: &str, value: OsString| env.insert(OsString::from(name), value);
        set("PATH", std::env::var_os("PATH").unwrap_or_default());
        set("HOME", self.home().into());
        set("GIT_CONFIG_GLOBAL", self.home().join("gitconfig").into());
        set("GIT_CONFIG_NOSYSTEM", "1".into());
        set("LC_ALL", "C".into());
        // What one test has seen is nothing to the next.
        set("XDG_CACHE_HOME", self.home().join("gitconfig").into());
        for name in ["AUTHOR", "COMMITTER"] {
            set(&format!("GIT_{name}_DATE"), format!("{NOW} +0000").into());
        }
        // So that every test can be run in repositories of another kind: GIT_DEFAULT_HASH=sha256 cargo test
        for (name, ours) in [("GIT_DEFAULT_HASH", self.kind.hash), ("GIT_DEFAULT_REF_FORMAT", self.kind.references)] {
            ours.map(OsString::from).or_else(|| std::env::var_os(name)).map(|value| set(name, value));
        }
        env
    }

    /// The outside with a fixed clock.
    pub fn world(&self) -> World {
        World {
            now: Box::new(|| Timestamp::from_unix(NOW).unwrap()),
            env: self.env(),
            cwd: self.dir(),
            stdin: Box::new(std::io::empty()),
            stdout: Box::new(std::io::sink()),
            stderr: Box::new(std::io::sink()),
            terminal: (false, false),
            person: false,
            before_writing: || (),
        }
    }

    pub fn repo(&self) -> Repository {
        Repository::open(&self.world(), Path::new("."), Entered::Plainly).unwrap()
    }

    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.env()).current_dir(self.dir());
        command
    }

    pub fn try_git(&self, args: &[&str]) -> Output {
        self.command("git").args(args).output().unwrap()
    }

    /// Standard output of a git command that must succeed.
    pub fn git(&self, args: &[&str]) -> String {
        let out = self.try_git(args);
        assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    }

    /// A git command that must succeed, by a clock that shows this time.
    pub fn git_at(&self, time: &str, args: &[&str]) {
        let mut command = self.command("git");
        command.args(args).env("GIT_COMMITTER_DATE", time).env("GIT_AUTHOR_DATE", time);
        assert!(command.status().unwrap().success(), "git {args:?}");
    }

    /// Feeds bytes to a git command that must succeed, and gives its output without the line feed.
    pub fn git_with(&self, args: &[&str], stdin: &[u8]) -> String {
        use std::io::Write;
        use std::process::Stdio;
        let mut child = self.command("git").args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(stdin).unwrap();
        let out = child.wait_with_output().unwrap();
        assert!(out.status.success(), "git {args:?}");
        String::from_utf8(out.stdout).unwrap().trim().to_owned()
    }

    /// A program that stands before all others of its name; the search path by which it does.
    #[cfg(unix)]
    pub fn put(&self, name: &str, script: &str) -> OsString {
        let bin = self.root().join("bin");
        std::fs::create_dir_all(&bin).unwrap();
        write_program(&bin.join(name), script);
        let path = std::env::var_os("PATH").unwrap();
        std::env::join_paths(std::iter::once(bin).chain(std::env::split_paths(&path))).unwrap()
    }

    /// A git that runs these lines of a shell right after it has done such a subcommand for the first time; the search path by
    /// which it is found.
    #[cfg(unix)]
    pub fn git_then(&self, subcommand: &str, lines: &str) -> String {
        let done = self.root().join("bin/done");
        let path = std::env::var("PATH").unwrap();
        let lines = format!("mkdir '{}' 2>/dev/null && (unset GIT_DIR GIT_WORK_TREE; {lines}) >&2", done.display());
        let script = format!(
            "#!/bin/sh\nPATH='{path}'\ngit \"$@\"\nstatus=$?\n\
             case \" $* \" in *' {subcommand} '*) {lines};; esac\nexit $status\n"
        );
        drop(std::fs::remove_dir(&done));
        self.put("git", &script).into_string().unwrap()
    }

    /// Makes a key without passphrase unless the arguments say otherwise; the private key's path.
    pub fn key(&self, name: &str, args: &[&str]) -> PathBuf {
        let path = self.key_path(name);
        let mut command = self.command("ssh-keygen");
        command.args(["-q", "-C", name, "-f"]).arg(&path).args(args);
        if !args.contains(&"-N") {
            command.args(["-N", ""]);
        }
        assert!(command.status().unwrap().success());
        path
    }

    pub fn key_path(&self, name: &str) -> PathBuf {
        self.root().join("keys").join(name)
    }

    /// `ssh-ed25519 AAAA…` without the comment.
    pub fn public(&self, name: &str) -> String {
        let text = std::fs::read_to_string(self.key_path(name).with_extension("pub")).unwrap();
        text.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
    }

    pub fn signer(&self, name: &str) -> SshKeygen {
        SshKeygen::new(&self.world(), None, Some(self.key_path(name).to_str().unwrap())).unwrap()
    }

    /// Signs with real ssh-keygen, by hand.
    pub fn sign_by_hand(&self, key: &str, namespace: &str, payload: &[u8]) -> String {
        self.signer(key).sign(namespace, payload).unwrap()
    }

    /// `ssh-keygen -Y verify`, with the list of allowed signers given as text.
    pub fn ssh_verify(&self, allowed: &str, who: &str, namespace: &str, signature: &str, payload: &[u8]) -> bool {
        use std::io::Write;
        use std::process::Stdio;
        let (list, sig) = (self.root().join("allowed"), self.root().join("sig"));
        std::fs::write(&list, allowed).unwrap();
        std::fs::write(&sig, signature).unwrap();
        let mut child = self
            .command("ssh-keygen")
            .args(["-Y", "verify", "-n", namespace, "-I", who, "-f"])
            .arg(&list)
            .arg("-s")
            .arg(&sig)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(payload).unwrap();
        child.wait().unwrap().success()
    }
}

pub fn now() -> Timestamp {
    Timestamp::from_unix(NOW).unwrap()
}

/// A clock that goes on by one second with every look.
pub fn stepping() -> impl Fn() -> Timestamp {
    let seconds = Rc::new(Cell::new(NOW));
    move || {
        seconds.set(seconds.get() + 1);
        Timestamp::from_unix(seconds.get()).unwrap()
    }
}

pub fn ana() -> Identity {
    Identity::new("Ana Doe", "ana@example.org").unwrap()
}

pub fn branch() -> RefName {
    RefName::new("gonogo/record").unwrap()
}

pub fn commit(text: &str) -> CommitId {
    CommitId::parse(text.trim()).unwrap()
}

/// Who writes to the record, with a clock that stands still or not.
fn writer<'a>(
    (repo, branch): (&'a Repository, &'a RefName),
    signer: &'a dyn Signer,
    identity: &'a Identity,
    clock: Clock<'a>,
) -> Writer<'a> {
    Writer { repo, branch, signer, identity, clock }
}

pub fn genesis(
    repo: &Repository,
    branch: &RefName,
    policy: &PolicyFiles,
    signer: &dyn Signer,
    identity: &Identity,
    clock: Clock<'_>,
) -> Result<Written, RecordError> {
    writer((repo, branch), signer, identity, clock).begin(policy)
}

pub fn add_run(
    repo: &Repository,
    branch: &RefName,
    entry: &RunEntry,
    signer: &dyn Signer,
    identity: &Identity,
    clock: Clock<'_>,
) -> Result<Written, RecordError> {
    writer((repo, branch), signer, identity, clock).add_run(entry)
}

pub fn add_policy(
    repo: &Repository,
    branch: &RefName,
    policy: &PolicyFiles,
    signer: &dyn Signer,
    identity: &Identity,
    clock: Clock<'_>,
) -> Result<Written, RecordError> {
    writer((repo, branch), signer, identity, clock).add_policy(policy)
}
