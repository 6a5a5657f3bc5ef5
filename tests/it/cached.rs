//! What an audit keeps for the next one: what it may vouch for, where it lies, and who is not believed.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::cli_env::Done;
use crate::record::forge;
use crate::team::{RUN, Team};

/// A team whose people have a folder for such things, and a record of one run.
struct Cached {
    team: Team,
    cache: PathBuf,
}

impl Cached {
    fn new() -> Self {
        let team = Team::new();
        let cache = team.env.sandbox().root().join("cache");
        let cached = Self { team, cache };
        cached.record("v1.2.0");
        cached
    }

    fn record(&self, run: &str) {
        let path = format!("releases/{run}.md");
        std::fs::write(self.team.env.path(&path), RUN).unwrap();
        for (who, role) in [("ben", "QA Lead"), ("ana", "Release Manager")] {
            self.team.works(who);
            self.team.env.gonogo(["sign", &path, "--role", role]).exit(0);
        }
        self.team.env.gonogo(["record", &path]).exit(0);
    }

    fn audit(&self, words: &[&str]) -> Done {
        self.audit_in(&self.cache, words)
    }

    fn audit_in(&self, cache: &Path, words: &[&str]) -> Done {
        let words = ["audit"].into_iter().chain(words.iter().copied());
        self.team.env.words_with(words, &[("XDG_CACHE_HOME", cache.to_str().unwrap())])
    }

    fn head(&self) -> String {
        self.team.env.sandbox().git(&["rev-parse", "gonogo/record"]).trim().to_owned()
    }

    fn put(&self, commit: &str) {
        self.team.env.sandbox().git(&["update-ref", "refs/heads/gonogo/record", commit]);
    }

    /// The only note.
    fn note(&self) -> PathBuf {
        let mut notes = std::fs::read_dir(self.cache.join("gonogo")).unwrap().flatten();
        let note = notes.next().unwrap().path();
        assert!(notes.next().is_none());
        note
    }

    /// Changes the note.
    fn edit(&self, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.note()).unwrap();
        assert!(text.contains(from), "{text}");
        std::fs::write(self.note(), text.replace(from, to)).unwrap();
    }

    /// Takes away what the first run consists of: whoever looks at it again can't find it.
    fn lose_the_first_run(&self) {
        let sandbox = self.team.env.sandbox();
        let id = sandbox.git(&["rev-parse", "gonogo/record:runs/v1.2.0/manifest.sha256"]);
        std::fs::remove_file(sandbox.dir().join(".git/objects").join(&id[..2]).join(id[2..].trim())).unwrap();
    }
}

#[test]
fn what_is_lost_from_the_end_is_found_though_nobody_names_it() {
    let cached = Cached::new();
    cached.record("v2");
    let head = cached.head();
    cached.audit(&[]).exit(0).remarks("no pin was given");
    assert_eq!(std::fs::metadata(cached.cache.join("gonogo")).unwrap().permissions().mode() & 0o777, 0o700);
    assert!(!cached.audit(&[]).exit(0).stderr.contains("no pin was given"));
    let parent = cached.team.env.sandbox().git(&["rev-parse", "gonogo/record^"]);
    cached.put(parent.trim());
    for _ in 0..2 {
        let said = cached.audit(&[]).exit(1).says("finding[rollback]");
        said.remarks(&format!("found 3 commits up to {head}; if they are meant to be gone, remove"));
    }
    cached.audit(&["--no-cache"]).exit(0);
    // Another one in its place, or none at all, is no better.
    cached.record("v3");
    cached.audit(&[]).exit(1).says("finding[rollback]");
    cached.team.env.sandbox().git(&["update-ref", "-d", "refs/heads/gonogo/record"]);
    cached.audit(&[]).exit(1).says("is gone, though it is known to have existed");
    cached.put(&head);
    cached.audit(&[]).exit(0);
    // Elsewhere nobody has seen more than there is.
    let copy = cached.team.env.sandbox().root().join("copy");
    let from = cached.team.env.sandbox().dir();
    let clone = ["clone", "-q", "--mirror", from.to_str().unwrap(), copy.to_str().unwrap()];
    cached.team.env.sandbox().git(&clone);
    cached.audit(&[copy.to_str().unwrap()]).exit(0).remarks("no pin was given");
}

#[test]
fn an_audit_goes_on_where_the_last_one_ended_and_says_so() {
    let cached = Cached::new();
    cached.audit(&["--cached"]).exit(0).remarks("no earlier audit by this version").says("verified: 2 commits");
    let head = cached.head();
    cached.record("v2");
    cached.lose_the_first_run();
    let said = cached.audit(&["--cached"]).exit(0);
    said.says("verified: 2 commits, 2 runs").remarks(&format!("2 commits up to {head} were found to hold on 2036-"));
    cached.audit(&["--cached"]).exit(0).remarks("3 commits up to");
    // Whoever does not ask for it looks at everything.
    cached.audit(&[]).exit(3).says("history-incomplete");
    // What does not hold is not vouched for, and does not vouch.
    let tip = cached.head();
    let tree = forge::tree_with_run(cached.team.env.sandbox(), &tip, "v9");
    let text = forge::text(&tree, &[&tip], &forge::message(3, "v9"));
    forge::place(cached.team.env.sandbox(), &text);
    cached.audit(&["--cached"]).exit(1).says("it is not signed");
    cached.audit(&["--cached"]).exit(1).remarks(&format!("3 commits up to {tip}"));
}

#[test]
fn another_version_or_policy_judges_all_again() {
    let cached = Cached::new();
    cached.audit(&[]).exit(0);
    cached.edit(&format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION")), "\"version\": \"0.0.0\"");
    cached.audit(&["--cached"]).exit(0).remarks("no earlier audit by this version and under this policy");
    cached.audit(&["--cached"]).exit(0).remarks("2 commits up to");
    // A later policy says that a key was in wrong hands when the run was signed.
    let sandbox = cached.team.env.sandbox();
    let ben = sandbox.public("ben");
    let mut files = gonogo::record::state(&sandbox.repo(), &crate::support::branch()).unwrap().files;
    files.revoked_keys = format!("{ben} since=2026-11-01T00:00:00Z\n").into_bytes();
    let (ana, branch) = (crate::support::ana(), crate::support::branch());
    let signer = sandbox.signer("ana");
    crate::support::add_policy(&sandbox.repo(), &branch, &files, &signer, &ana, &crate::support::now).unwrap();
    let said = cached.audit(&["--cached"]).exit(1).says("finding[compromised-key]");
    said.remarks("no earlier audit by this version and under this policy");
}

#[test]
fn a_note_that_others_could_have_written_is_not_believed() {
    let cached = Cached::new();
    cached.audit(&[]).exit(0);
    let (folder, head) = (cached.cache.join("gonogo"), cached.head());
    let parent = cached.team.env.sandbox().git(&["rev-parse", "gonogo/record^"]);
    let mode = |mode| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
    cached.put(parent.trim());
    mode(0o777);
    cached.audit(&[]).exit(0).remarks("others may write there (chmod 700), so that nothing in it is believed");
    mode(0o700);
    cached.audit(&[]).exit(1);
    cached.put(&head);
    // A link to somewhere else.
    let moved = cached.cache.join("moved");
    std::fs::rename(&folder, &moved).unwrap();
    std::os::unix::fs::symlink(&moved, &folder).unwrap();
    cached.audit(&["--cached"]).exit(0).remarks("it is no folder");
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&moved, &folder).unwrap();
    // Damaged in whichever way; then it is written anew.
    let whole = std::fs::read(cached.note()).unwrap();
    for bad in [&b""[..], b"{}", b"\xff\xfe", &whole[..whole.len() - 3], &vec![b' '; 70_000]] {
        std::fs::write(cached.note(), bad).unwrap();
        cached.audit(&["--cached"]).exit(0).remarks("what it says of an earlier audit is passed over");
        cached.audit(&["--cached"]).exit(0).remarks("2 commits up to");
    }
    cached.edit(&head, "\u{1b}[2J");
    cached.audit(&[]).exit(0).remarks("it is damaged");
}

#[test]
fn whoever_writes_in_the_repository_vouches_for_nothing() {
    let cached = Cached::new();
    cached.audit(&[]).exit(0);
    cached.record("v2");
    cached.lose_the_first_run();
    // A cache that lies in the repository, or in its folder, is none.
    for inside in ["cache", ".git/cache"] {
        let inside = cached.team.env.path(inside);
        std::fs::create_dir_all(inside.join("gonogo")).unwrap();
        let note = cached.note();
        let copy = inside.join("gonogo").join(note.file_name().unwrap());
        std::fs::copy(&note, copy).unwrap();
        let said = cached.audit_in(&inside, &["--cached"]).exit(3);
        said.remarks("lies in the repository, so that nothing is kept there").remarks("all is judged");
    }
    // Without a home nothing is kept, and all is judged.
    let none = [("XDG_CACHE_HOME", ""), ("HOME", "")];
    cached.team.env.words_with(["audit", "--cached"], &none).exit(3).remarks("all is judged");
}
