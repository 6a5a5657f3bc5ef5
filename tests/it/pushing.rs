//! Several who record into one remote: nobody's entry is lost, nothing is forced, and what was dropped is noticed.

use std::path::{Path, PathBuf};

use crate::cli_env::{CliEnv, Done};
use crate::support::Sandbox;

const CONFIG: &str = "[[checklist]]\npaths = [\"releases/**/*.md\"]\nstage = \"run\"\n";

/// A bare repository with a record that Ana has begun.
pub struct Remote {
    pub first: Clone,
    pub path: PathBuf,
}

/// Somebody's clone; everybody works as Ana.
pub struct Clone {
    pub env: CliEnv,
}

impl Remote {
    pub fn new() -> Self {
        let sandbox = Sandbox::new();
        let path = sandbox.root().join("remote.git");
        sandbox.git(&["config", "gpg.format", "ssh"]);
        sandbox.git(&["config", "user.signingkey", sandbox.key_path("ana").to_str().unwrap()]);
        sandbox.git(&["init", "-q", "--bare", path.to_str().unwrap()]);
        sandbox.git(&["remote", "add", "origin", path.to_str().unwrap()]);
        sandbox.write("gonogo.toml", CONFIG);
        sandbox.git(&["add", "."]);
        sandbox.git(&["commit", "-q", "-m", "set up"]);
        let first = Clone { env: CliEnv::of(sandbox) };
        first.env.gonogo(["init", "--no-hook"]).exit(0);
        first.env.git(&["push", "-q", "origin", "main", "gonogo/record"]);
        Self { first, path }
    }

    pub fn key(&self) -> PathBuf {
        self.first.env.sandbox().key_path("ana")
    }

    /// The runs in the record there, oldest first.
    pub fn runs(&self) -> Vec<String> {
        let args = [
            "--git-dir",
            self.path.to_str().unwrap(),
            "log",
            "--reverse",
            "--format=%(trailers:key=Gonogo-Run,valueonly)",
            "gonogo/record",
        ];
        let log = self.first.env.sandbox().git(&args);
        log.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }
}

impl Clone {
    pub fn of(remote: &Path, key: &Path) -> Self {
        let sandbox = Sandbox::empty();
        sandbox.git(&["clone", "-q", remote.to_str().unwrap(), "."]);
        for (name, value) in [
            ("user.name", "Ana Doe"),
            ("user.email", "ana@example.org"),
            ("gpg.format", "ssh"),
            ("user.signingkey", key.to_str().unwrap()),
        ] {
            sandbox.git(&["config", name, value]);
        }
        sandbox.git(&["branch", "-q", "gonogo/record", "origin/gonogo/record"]);
        Self { env: CliEnv::of(sandbox) }
    }

    pub fn record(&self, run: &str) -> Done {
        self.env.sandbox().write(&format!("releases/{run}.md"), format!("# {run}\n\n- [x] Done\n"));
        self.env.gonogo(["record", &format!("releases/{run}.md"), "--push"])
    }
}

#[test]
fn who_comes_second_builds_on_what_is_there() {
    let remote = Remote::new();
    let second = Clone::of(&remote.path, &remote.key());
    remote.first.record("v1").exit(0);
    second.record("v2").exit(0).remarks("pushed at the 2. try");
    second.env.gonogo(["amend", "v1", "-m", "Later.", "--push"]).exit(0);
    // Three entries at once are built anew, an amendment of what was there among them.
    let offline = remote.first.env.sandbox();
    offline.git(&["config", "remote.origin.url", "/nowhere"]);
    remote.first.record("v3").exit(4).remarks("recorded here, but not pushed");
    remote.first.env.gonogo(["amend", "v3", "-m", "Of v3.", "--push"]).exit(4);
    offline.git(&["config", "remote.origin.url", remote.path.to_str().unwrap()]);
    remote.first.record("v4").exit(0);
    assert_eq!(remote.runs(), ["v1", "v2", "v1", "v3", "v3", "v4"]);
    for clone in [&remote.first, &Clone::of(&remote.path, &remote.key())] {
        clone.env.gonogo(["audit"]).exit(0).says("verified: 7 commits, 4 runs");
    }
    let refs = offline.git(&["for-each-ref", "--format=%(refname)", "refs/heads", "refs/gonogo/rebuilt"]);
    assert_eq!(refs, "refs/heads/gonogo/record\nrefs/heads/main\n");
    // A second time there is nothing to do.
    remote.first.record("v3").exit(0).says("recorded already");
}

#[test]
fn a_time_stamp_over_an_entry_that_is_built_anew_is_left_out_and_that_is_said() {
    let remote = Remote::new();
    let second = Clone::of(&remote.path, &remote.key());
    let offline = remote.first.env.sandbox();
    let head = || offline.git(&["rev-parse", "gonogo/record"]).trim().to_owned();
    let (old, begun) = ("/nowhere", head());
    offline.git(&["config", "remote.origin.url", old]);
    remote.first.record("v1").exit(4);
    let entry = head();
    let tokens = [&entry, &begun].map(|commit| format!("{commit}.tsr"));
    tokens.iter().for_each(|name| offline.write(name, "a token"));
    let [one, other] = &tokens;
    let amend = ["amend", "v1", "-m", "Time-stamped.", "--file", one, "--file", other, "--push"];
    remote.first.env.gonogo(amend).exit(4);
    offline.git(&["config", "remote.origin.url", remote.path.to_str().unwrap()]);
    second.record("v2").exit(0);
    let said = remote.first.record("v3").exit(0);
    // The other entry stands as it stood, and so does its time-stamp.
    let anew = offline.git(&["rev-parse", "gonogo/record~2"]).trim().to_owned();
    let left_out = format!("The time-stamp over {entry} was left out: that entry was built anew as {anew}.");
    said.remarks(&format!("{left_out} Have that one stamped and add it: gonogo amend v1 --file {anew}.tsr"));
    let folder = "gonogo/record:runs/v1/amendments/001";
    assert_eq!(offline.git(&["show", &format!("{folder}/amendment.md")]), format!("Time-stamped.\n\n{left_out}\n"));
    assert_eq!(offline.git(&["ls-tree", "--name-only", &format!("{folder}/evidence")]), format!("{other}\n"));
    remote.first.env.gonogo(["audit"]).exit(0).says("verified: 5 commits, 3 runs");
}

#[test]
fn one_run_is_recorded_once() {
    let remote = Remote::new();
    let second = Clone::of(&remote.path, &remote.key());
    remote.first.record("v1").exit(0);
    // The very same by another is the same entry; another content is not.
    second.record("v1").exit(0);
    let third = Clone::of(&remote.path, &remote.key());
    remote.first.record("v2").exit(0);
    third.env.sandbox().write("releases/v2.md", "# v2\n\n- [x] Otherwise\n");
    third.env.gonogo(["record", "releases/v2.md", "--push"]).exit(4).remarks("run-exists");
    assert_eq!(remote.runs(), ["v1", "v2"]);
    assert!(third.env.gonogo(["show", "v2", "checklist.md"]).stdout.contains("Otherwise"));
}

#[test]
fn a_remote_that_lost_entries_is_not_pushed_to() {
    let remote = Remote::new();
    remote.first.record("v1").exit(0);
    remote.first.record("v2").exit(0);
    let bare = remote.path.to_str().unwrap();
    let git = |args: &[&str]| remote.first.env.sandbox().git(&[&["--git-dir", bare], args].concat());
    let second = Clone::of(&remote.path, &remote.key());
    second.record("v3").exit(0);
    remote.first.record("v4").exit(0);
    // The last two are dropped there, and somebody goes on from what is left.
    git(&["update-ref", "refs/heads/gonogo/record", "gonogo/record~2"]);
    let late = Clone::of(&remote.path, &remote.key());
    late.record("v5").exit(0);
    remote.first.record("v6").exit(4).remarks("it was rolled back or rewritten (rollback)");
    assert_eq!(remote.runs(), ["v1", "v2", "v5"]);
    // Another record altogether.
    let other = Remote::new();
    let tip = other.first.env.sandbox().git(&["rev-parse", "gonogo/record"]);
    git(&["fetch", "-q", other.path.to_str().unwrap(), "+gonogo/record:gonogo/record"]);
    let fresh = Clone::of(&remote.path, &remote.key());
    assert_eq!(fresh.env.sandbox().git(&["rev-parse", "gonogo/record"]), tip);
    late.record("v7").exit(4).remarks("(rollback)");
}

#[test]
fn two_heads_are_compared() {
    let remote = Remote::new();
    let audit = |clone: &Clone| clone.env.gonogo(["audit", "--against", "origin"]);
    remote.first.record("v1").exit(0);
    audit(&remote.first).exit(0);
    let behind = Clone::of(&remote.path, &remote.key());
    remote.first.record("v2").exit(0);
    audit(&behind).exit(0);
    remote.first.env.sandbox().write("releases/v3.md", "# v3\n\n- [x] Done\n");
    remote.first.env.gonogo(["record", "releases/v3.md"]).exit(0);
    audit(&remote.first).exit(0).remarks("has this record only up to");
    behind.env.sandbox().write("releases/v4.md", "# v4\n\n- [x] Done\n");
    behind.env.gonogo(["record", "releases/v4.md"]).exit(0);
    audit(&behind).exit(1).says("finding[fork]");
    behind.env.gonogo(["audit", "--against", "/nowhere"]).exit(3).says("not checked: the record of /nowhere");
    let bare = remote.path.to_str().unwrap();
    behind.env.git(&["--git-dir", bare, "update-ref", "-d", "refs/heads/gonogo/record"]);
    audit(&behind).exit(1).says("finding[rollback]");
}

#[test]
fn what_does_not_hold_there_is_not_built_on() {
    let remote = Remote::new();
    let second = Clone::of(&remote.path, &remote.key());
    let sandbox = second.env.sandbox();
    let tree = sandbox.git(&["rev-parse", "gonogo/record^{tree}"]);
    let forged = sandbox.git(&["commit-tree", "-p", "gonogo/record", "-m", "unsigned", tree.trim()]);
    sandbox.git(&["push", "-q", "origin", &format!("{}:refs/heads/gonogo/record", forged.trim())]);
    remote.first.record("v1").exit(4).remarks("what the remote has does not hold");
    assert_eq!(remote.runs(), [""; 0]);
    for (name, says) in [("--upload-pack=touch pwned", "no name"), ("ext::sh -c touch% pwned", "no name")] {
        let config = format!("{CONFIG}[record]\nremote = \"{name}\"\n");
        std::fs::write(remote.first.env.path("gonogo.toml"), config).unwrap();
        remote.first.record("v2").exit(4).remarks(says);
    }
    assert!(!remote.first.env.path("pwned").exists());
}

/// How many record how often: a few by default, `recorders,runs` where the variable says so.
fn crowd() -> (usize, usize) {
    let asked = std::env::var("GONOGO_TEST_CROWD").unwrap_or_else(|_| "4,3".into());
    let (recorders, runs) = asked.split_once(',').unwrap();
    (recorders.parse().unwrap(), runs.parse().unwrap())
}

#[test]
fn a_crowd_of_recorders_loses_nothing() {
    let (recorders, runs) = crowd();
    let remote = Remote::new();
    let (path, key) = (remote.path.clone(), remote.key());
    let mut tries: Vec<usize> = std::thread::scope(|scope| {
        let work = |recorder: usize| {
            let (path, key) = (&path, &key);
            scope.spawn(move || {
                let clone = Clone::of(path, key);
                let one = |run: usize| {
                    let name = format!("v{recorder}.{run}");
                    loop {
                        let done = clone.record(&name);
                        assert!(matches!(done.status, 0 | 4), "{done:?}");
                        if done.status == 0 {
                            let said =
                                done.stderr.split("pushed at the ").nth(1).and_then(|said| said.split('.').next());
                            return said.map_or(1, |tries| tries.parse().unwrap());
                        }
                    }
                };
                (0..runs).map(one).collect::<Vec<usize>>()
            })
        };
        let threads: Vec<_> = (0..recorders).map(work).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    tries.sort_unstable();
    let mut recorded = remote.runs();
    recorded.sort();
    recorded.dedup();
    assert_eq!(recorded.len(), recorders * runs);
    let fresh = Clone::of(&remote.path, &remote.key());
    let all = recorders * runs;
    fresh.env.gonogo(["audit"]).exit(0).says(&format!("verified: {} commits, {all} runs", all + 1));
    println!("tries: median {}, most {}", tries[tries.len() / 2], tries[tries.len() - 1]);
}

#[test]
fn a_record_that_is_only_at_the_remote_is_told_with_the_way_to_get_it() {
    let remote = Remote::new();
    let clone = Clone::of(&remote.path, &remote.key());
    clone.env.git(&["branch", "-q", "-D", "gonogo/record"]);
    for (words, status) in [(vec!["audit"], 3), (vec!["log"], 3), (vec!["audit", "--export", "out"], 2)] {
        let done = clone.env.words(words.iter().copied()).exit(status);
        let said = format!("{done:?}");
        assert!(said.contains("get it: git branch gonogo/record origin/gonogo/record"), "{said}");
    }
    clone.env.git(&["update-ref", "-d", "refs/remotes/origin/gonogo/record"]);
    let said = format!("{:?}", clone.env.gonogo(["audit"]).exit(3));
    let way = "git fetch origin gonogo/record:gonogo/record";
    assert!(said.contains(way), "{said}");
    clone.env.git(&way.split(' ').skip(1).collect::<Vec<_>>());
    clone.env.gonogo(["audit"]).exit(0);
}

#[test]
fn what_a_killed_push_left_locked_is_cleared_by_the_next() {
    let team = crate::team::Team::new();
    team.sign_all();
    team.works("ana");
    let sandbox = team.env.sandbox();
    let remote = sandbox.root().join("remote.git");
    sandbox.git(&["init", "-q", "--bare", remote.to_str().unwrap()]);
    sandbox.git(&["remote", "add", "origin", remote.to_str().unwrap()]);
    team.record().exit(0);
    // As it is when the program is killed while it notes what the remote has.
    let (git, tip) = (sandbox.dir().join(".git"), sandbox.git(&["rev-parse", "gonogo/record"]));
    let seen = "refs/gonogo/seen/origin/gonogo/record";
    std::fs::create_dir_all(git.join(seen).parent().unwrap()).unwrap();
    std::fs::write(git.join(seen).with_extension("lock"), &tip).unwrap();
    std::fs::write(git.join("gonogo.lock"), format!("pid 1\nmoving {seen} {tip}")).unwrap();
    team.env.gonogo(["record", crate::team::PATH, "--push"]).exit(0);
    assert_eq!(sandbox.git(&["rev-parse", seen]), tip);
    // The same where the reference had been moved already, and somebody else announces something before.
    std::fs::write(git.join(seen).with_extension("lock"), &tip).unwrap();
    std::fs::write(git.join("gonogo.lock"), format!("pid 1\nmoving {seen} {tip}")).unwrap();
    team.env.gonogo(["amend", "v1.2.0", "-m", "Later."]).exit(0);
    team.env.gonogo(["record", crate::team::PATH, "--push"]).exit(0);
    let tip = sandbox.git(&["rev-parse", "gonogo/record"]);
    assert_eq!(sandbox.git(&["rev-parse", seen]), tip);
    assert_eq!(std::fs::read_to_string(git.join("gonogo.lock")).unwrap(), "");
}
