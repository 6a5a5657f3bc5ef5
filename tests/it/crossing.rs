//! Others who push from the same clone, each at the moment where one is in the middle of it.

use std::path::Path;
use std::time::Duration;

use gonogo::git::{Entered, RefName, Repository};

use crate::pushing::{Clone, Remote};
use crate::support::{Kind, Sandbox, branch};

const BRANCH: &str = "refs/heads/gonogo/record";
const SEEN: &str = "refs/gonogo/seen/origin/gonogo/record";

fn tip(clone: &Clone, name: &str) -> String {
    clone.env.sandbox().git(&["rev-parse", name]).trim().to_owned()
}

/// Records a run and pushes it, by this git.
fn record(clone: &Clone, run: &str, path: &str) -> crate::cli_env::Done {
    clone.env.words_with(["record", &format!("releases/{run}.md"), "--push"], &[("PATH", path)])
}

/// Records runs where no remote can be reached; the record's commit after each.
fn offline<const N: usize>(clone: &Clone, runs: [&str; N]) -> [String; N] {
    let sandbox = clone.env.sandbox();
    let url = sandbox.git(&["config", "remote.origin.url"]).trim().to_owned();
    sandbox.git(&["config", "remote.origin.url", "/nowhere"]);
    let tips = runs.map(|run| {
        clone.record(run).exit(4);
        tip(clone, BRANCH)
    });
    sandbox.git(&["config", "remote.origin.url", &url]);
    tips
}

#[test]
fn an_entry_that_is_not_pushed_yet_is_not_held_to_be_there() {
    let remote = Remote::new();
    let clone = &remote.first;
    let [first, second] = offline(clone, ["v1", "v2"]);
    clone.env.git(&["update-ref", BRANCH, &first]);
    let late = Clone::of(&remote.path, &remote.key());
    // While the first is pushed the second is recorded.
    let path = clone.env.sandbox().git_then("push", &format!("git update-ref {BRANCH} {second}"));
    record(clone, "v1", &path).exit(0);
    assert_eq!((tip(clone, BRANCH), tip(clone, SEEN)), (second, first));
    // Somebody else is quicker, and is not taken for one who has taken the second away.
    late.record("v3").exit(0);
    clone.record("v2").exit(0);
    assert_eq!(remote.runs(), ["v1", "v3", "v2"]);
}

#[test]
fn what_another_has_pushed_meanwhile_was_not_lost_by_the_remote() {
    let remote = Remote::new();
    let (clone, second) = (&remote.first, Clone::of(&remote.path, &remote.key()));
    second.record("v1").exit(0);
    let [next] = offline(&second, ["v2"]);
    let (from, to) = (second.env.sandbox().dir(), remote.path.display());
    // When it has been fetched that v1 is there, another who works in this clone has pushed v2, and noted it.
    let lines = format!(
        "git -C '{}' push -q '{to}' {next}:{BRANCH} && git fetch -q origin {BRANCH} && git update-ref {SEEN} {next}",
        from.display()
    );
    clone.env.sandbox().write("releases/v3.md", "# v3\n\n- [x] Done\n");
    let path = clone.env.sandbox().git_then("fetch", &lines);
    record(clone, "v3", &path).exit(0).remarks("pushed at the 3. try");
    assert_eq!(remote.runs(), ["v1", "v2", "v3"]);
    assert_eq!(tip(clone, SEEN), tip(clone, BRANCH));
}

const TABLE: Kind = Kind { hash: None, references: Some("reftable") };

#[test]
fn a_reference_that_is_made_while_it_is_looked_for_is_found() {
    let Some(sandbox) = Sandbox::of(TABLE) else { return };
    let head = sandbox.git(&["rev-parse", "HEAD"]).trim().to_owned();
    let path = sandbox.git_then("for-each-ref", &format!("git update-ref {BRANCH} {head}"));
    let mut world = sandbox.world();
    world.env.insert("PATH".into(), path.into());
    let repo = Repository::open(&world, Path::new("."), Entered::Plainly).unwrap();
    assert_eq!(repo.tip(&branch()).unwrap().unwrap().to_string(), head);
}

#[test]
fn who_moves_references_just_now_is_waited_for() {
    for (kind, lock) in [(Kind::default(), "refs/gonogo/fetched.lock"), (TABLE, "reftable/tables.list.lock")] {
        let Some(sandbox) = Sandbox::of(kind) else { continue };
        let name = RefName::new("refs/gonogo/fetched").unwrap();
        sandbox.git(&["branch", "gonogo/record"]);
        let fetch = |repo: &Repository| repo.fetch(".", &branch(), &name).is_ok_and(|found| found.is_some());
        let remove = |repo: &Repository| repo.remove_ref(&name).is_ok();
        let does: [&dyn Fn(&Repository) -> bool; 2] = [&fetch, &remove];
        for act in does {
            let path = sandbox.dir().join(".git").join(lock);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, "").unwrap();
            assert!(!act(&sandbox.repo().with_patience(Duration::from_millis(50))), "{kind:?}");
            let gone = std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(400));
                std::fs::remove_file(path).unwrap();
            });
            assert!(act(&sandbox.repo().with_patience(Duration::from_secs(60))), "{kind:?}");
            gone.join().unwrap();
        }
        assert_eq!(sandbox.repo().tip(&name).unwrap(), None, "{kind:?}");
    }
}
