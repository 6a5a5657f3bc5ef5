//! Opening repositories, reading what is staged, and signed commits that touch nothing else.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use gonogo::git::{CommitId, Draft, Entered, GitError, Identity, RefName, Repository, Step};
use gonogo::signing::Signer;

use crate::support::{Sandbox, ana, branch, commit, now};

fn open(sandbox: &Sandbox, path: &str) -> Result<Repository, GitError> {
    Repository::open(&sandbox.world(), Path::new(path), Entered::Plainly)
}

fn draft(path: &str, text: &str) -> Draft {
    let files = BTreeMap::from([(path.to_owned(), text.as_bytes().to_vec())]);
    Draft { files, message: format!("Add {path}\n\nKey: value"), identity: ana(), time: now() }
}

fn sign(sandbox: &Sandbox) -> impl FnMut(&[u8]) -> Result<String, GitError> {
    let signer = sandbox.signer("ana");
    move |payload| Ok(signer.sign("git", payload).unwrap())
}

/// One signed commit that adds one file.
fn write(sandbox: &Sandbox, repo: &Repository, name: &RefName, path: &str) -> Result<CommitId, GitError> {
    let plan = |_| Ok::<_, GitError>(Step::<()>::Commit(draft(path, "text\n")));
    repo.commit_on(name, sign(sandbox), plan, |_| Ok(())).map(|answer| answer.unwrap())
}

fn paths(repo: &Repository) -> Vec<(String, u32)> {
    repo.staged().unwrap().into_iter().map(|file| (file.path, file.mode)).collect()
}

#[test]
fn a_repository_is_found_from_below() {
    let sandbox = Sandbox::new();
    sandbox.write("a/b/c.md", "x");
    let repo = open(&sandbox, "a/b").unwrap();
    let dir = dunce::canonicalize(sandbox.dir()).unwrap();
    assert_eq!(dunce::canonicalize(repo.work_dir().unwrap()).unwrap(), dir);
    assert_eq!(dunce::canonicalize(repo.common_dir()).unwrap(), dir.join(".git"));
    assert!(!repo.is_shallow());
}

#[test]
fn what_cannot_be_opened_is_told_with_the_way_out() {
    let sandbox = Sandbox::empty();
    let error = open(&sandbox, ".").err().unwrap();
    assert!(matches!(error, GitError::NotARepository(_)), "{error}");
    assert!(error.hint().unwrap().contains("git init"));
    sandbox.git(&["init", "-q"]);
    sandbox.git(&["config", "core.repositoryformatversion", "1"]);
    sandbox.git(&["config", "extensions.foo", "true"]);
    let error = open(&sandbox, ".").err().unwrap();
    assert!(matches!(error, GitError::Unsupported { .. }), "{error}");
    assert!(error.to_string().contains("foo"), "{error}");
}

#[test]
fn a_foreign_repository_names_the_line_that_trusts_it() {
    let error = GitError::Owner("/srv/team repo/".into());
    assert_eq!(error.hint().unwrap(), "if you trust it: git config --global --add safe.directory '/srv/team repo'");
    let sandbox = Sandbox::new();
    let mut chown = sandbox.command("chown");
    if chown.args(["-R", "12345", "."]).output().is_ok_and(|out| out.status.success()) {
        let error = open(&sandbox, ".").err().unwrap();
        assert!(matches!(error, GitError::Owner(_)), "{error}");
        let dir = dunce::canonicalize(sandbox.dir()).unwrap();
        assert!(error.hint().unwrap().ends_with(dir.to_str().unwrap()), "{error}");
    }
}

#[test]
fn settings_are_those_of_git_with_every_include() {
    let sandbox = Sandbox::new();
    let more = sandbox.home().join("more");
    std::fs::write(&more, "[user]\n\tsigningKey = ~/.ssh/work\n[gpg \"ssh\"]\n\tallowedSignersFile = list\n").unwrap();
    let dir = dunce::canonicalize(sandbox.dir()).unwrap();
    let text = format!("[includeIf \"gitdir:{}/\"]\n\tpath = {}\n[x]\n\ty\n", dir.display(), more.display());
    std::fs::write(sandbox.home().join("gitconfig"), text).unwrap();
    let repo = sandbox.repo();
    assert_eq!(repo.config("user.name"), Some("Ana Doe"));
    assert_eq!(repo.config("user.signingKey"), Some("~/.ssh/work"));
    assert_eq!(repo.config("gpg.ssh.allowedSignersFile"), Some("list"));
    assert_eq!(repo.config("x.y"), Some("true"));
    assert_eq!(repo.config("gpg.format"), None);
}

#[test]
fn variables_of_another_hook_do_not_count() {
    let sandbox = Sandbox::new();
    let other = Sandbox::new();
    other.write("other.md", "x");
    other.git(&["add", "."]);
    let mut world = sandbox.world();
    for (name, path) in [("GIT_DIR", ".git"), ("GIT_WORK_TREE", "."), ("GIT_INDEX_FILE", ".git/index")] {
        world.env.insert(name.into(), other.dir().join(path).into());
    }
    let plain = Repository::open(&world, Path::new("."), Entered::Plainly).unwrap();
    assert!(plain.staged().unwrap().is_empty());
    let hook = Repository::open(&world, Path::new("."), Entered::AsHook).unwrap();
    assert_eq!(paths(&hook), [("other.md".to_owned(), 0o100644)]);
    assert_eq!(hook.staged_file("other.md").unwrap().unwrap().bytes, b"x");
}

#[test]
fn a_hook_sees_the_index_that_git_gives_it() {
    let sandbox = Sandbox::new();
    sandbox.write("one.md", "1");
    sandbox.write("two.md", "2");
    sandbox.git(&["add", "one.md"]);
    std::fs::copy(sandbox.dir().join(".git/index"), sandbox.dir().join(".git/next-index")).unwrap();
    sandbox.git(&["add", "two.md"]);
    let mut world = sandbox.world();
    world.env.insert("GIT_INDEX_FILE".into(), ".git/next-index".into());
    let hook = Repository::open(&world, Path::new("."), Entered::AsHook).unwrap();
    assert_eq!(paths(&hook), [("one.md".to_owned(), 0o100644)]);
}

#[test]
fn staged_paths_are_those_of_the_next_commit() {
    let sandbox = Sandbox::new();
    for name in ["gone.md", "moved.md", "kept.md"] {
        sandbox.write(name, format!("a long enough text of {name}\n").repeat(9));
    }
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "-q", "-m", "more"]);
    sandbox.git(&["rm", "-q", "gone.md"]);
    sandbox.git(&["mv", "moved.md", "moved here.md"]);
    sandbox.write("kept.md", "staged\n");
    sandbox.write("run.sh", "#!/bin/sh\n");
    sandbox.git(&["add", "kept.md", "run.sh"]);
    sandbox.git(&["update-index", "--chmod=+x", "run.sh"]);
    let empty = sandbox.git_with(&["hash-object", "-w", "--stdin"], b"");
    sandbox.git(&["update-index", "--add", "--cacheinfo", "120000", &empty, "link"]);
    sandbox.write("kept.md", "in the work tree only\n");
    let repo = sandbox.repo();
    let expected = [("kept.md", 0o100644), ("link", 0o120000), ("moved here.md", 0o100644), ("run.sh", 0o100755)];
    assert_eq!(paths(&repo), expected.map(|(path, mode)| (path.to_owned(), mode)));
    assert_eq!(repo.staged_file("kept.md").unwrap().unwrap().bytes, b"staged\n");
    let files = repo.staged().unwrap();
    assert_eq!(repo.blob_of(&files[0].blob).unwrap(), b"staged\n");
    assert_eq!(repo.staged_file("gone.md").unwrap(), None);
    assert!(repo.file_at("HEAD", "gone.md").unwrap().is_some());
    assert!(repo.file_at("HEAD", "nowhere.md").unwrap().is_none());
    assert!(matches!(repo.file_at("no-such-branch", "gone.md"), Err(GitError::NoSuchRevision(_))));
    // The same through git itself, for an index that cannot be read in process.
    sandbox.git(&["update-index", "--split-index"]);
    let repo = sandbox.repo();
    assert_eq!(paths(&repo), expected.map(|(path, mode)| (path.to_owned(), mode)));
    assert_eq!(repo.staged_file("kept.md").unwrap().unwrap().bytes, b"staged\n");
    assert_eq!(repo.staged_file("nowhere.md").unwrap(), None);
}

#[test]
fn an_unmerged_path_is_a_conflict() {
    let sandbox = Sandbox::new();
    sandbox.git(&["checkout", "-q", "-b", "side"]);
    sandbox.write("README.md", "side\n");
    sandbox.git(&["commit", "-q", "-am", "side"]);
    sandbox.git(&["checkout", "-q", "main"]);
    sandbox.write("README.md", "main\n");
    sandbox.git(&["commit", "-q", "-am", "main"]);
    assert!(!sandbox.try_git(&["merge", "-q", "side"]).status.success());
    let repo = sandbox.repo();
    assert!(matches!(repo.staged(), Err(GitError::Conflict(path)) if path == "README.md"));
    assert!(matches!(repo.staged_file("README.md"), Err(GitError::Conflict(_))));
}

#[test]
fn head_may_be_unborn_or_detached() {
    let sandbox = Sandbox::empty();
    sandbox.git(&["init", "-q"]);
    sandbox.write("a.md", "a");
    sandbox.git(&["add", "."]);
    let repo = sandbox.repo();
    assert_eq!(repo.head().unwrap(), None);
    assert_eq!(paths(&repo), [("a.md".to_owned(), 0o100644)]);
    let sandbox = Sandbox::new();
    let head = sandbox.repo().head().unwrap().unwrap();
    assert_eq!(head.branch.as_deref(), Some("refs/heads/main"));
    assert_eq!((head.author_name.as_str(), head.author_email.as_str()), ("Ana Doe", "ana@example.org"));
    assert_eq!(head.commit, commit(&sandbox.git(&["rev-parse", "HEAD"])));
    sandbox.git(&["checkout", "-q", "--detach"]);
    assert_eq!(sandbox.repo().head().unwrap().unwrap().branch, None);
}

#[test]
fn identities_cannot_break_out_of_the_header() {
    for (name, email) in [
        ("Eve\nparent 0000000000000000000000000000000000000000", "e@x.y"),
        ("Eve\r", "e@x\n.y"),
        ("Eve <eve@x.y>", "e@x.y"),
        ("", "e@x.y"),
        ("...", "e@x.y"),
        ("Eve", ""),
        ("Eve", "nobody"),
        ("Eve", "e x@y.z"),
        ("Eve", "e@x.y>"),
        ("Eve\0", "e@x.y"),
    ] {
        let error = Identity::new(name, email).unwrap_err();
        assert!(error.hint().unwrap().contains("user.email"), "{error}");
    }
    assert!(Identity::new("Jürgen O'Neil (QA)", "j.o+x@example.org").is_ok());
}

#[test]
fn names_of_references_are_checked() {
    assert_eq!(RefName::new("gonogo/record").unwrap().as_str(), "refs/heads/gonogo/record");
    assert!(!RefName::new("refs/remotes/origin/gonogo/record").unwrap().is_branch());
    for bad in ["", "-x", "a..b", "a b", "a~1", "refs/heads/", "x.lock", "a\nb", "é"] {
        assert!(RefName::new(bad).is_none(), "{bad}");
    }
}

#[test]
fn a_signed_commit_touches_nothing_but_its_branch() {
    let sandbox = Sandbox::new();
    sandbox.write("staged.md", "staged");
    sandbox.git(&["add", "staged.md"]);
    sandbox.write("README.md", "changed\r\n");
    sandbox.write("untracked.md", "new");
    sandbox.git(&["config", "core.autocrlf", "true"]);
    let look = || {
        let index = std::fs::read(sandbox.dir().join(".git/index")).unwrap();
        let head = std::fs::read(sandbox.dir().join(".git/HEAD")).unwrap();
        (sandbox.git(&["status", "--porcelain=v2", "--branch"]), sandbox.git(&["diff"]), index, head)
    };
    let before = look();
    let repo = sandbox.repo();
    let first = write(&sandbox, &repo, &branch(), "runs/a/b.md").unwrap();
    let second = write(&sandbox, &repo, &branch(), "runs/b.md").unwrap();
    assert_eq!(look(), before);
    assert_eq!(repo.tip(&branch()).unwrap(), Some(second));
    assert_eq!(sandbox.git(&["rev-list", "gonogo/record"]), format!("{second}\n{first}\n"));
    assert_eq!(sandbox.git(&["ls-tree", "-r", "--name-only", "gonogo/record"]), "runs/a/b.md\nruns/b.md\n");
    assert_eq!(sandbox.git(&["log", "-1", "--format=%an %ae %cn %ct%n%B", "gonogo/record"]).lines().count(), 5);
    sandbox.git(&["fsck", "--strict", "--full"]);
    let list = sandbox.root().join("allowed");
    std::fs::write(&list, format!("ana@example.org namespaces=\"git\" {}\n", sandbox.public("ana"))).unwrap();
    sandbox.git(&["config", "gpg.ssh.allowedSignersFile", list.to_str().unwrap()]);
    for id in [first, second] {
        sandbox.git(&["verify-commit", &id.to_string()]);
    }
}

#[test]
fn a_branch_that_is_checked_out_is_left_alone() {
    let sandbox = Sandbox::new();
    let repo = sandbox.repo();
    let main = RefName::new("main").unwrap();
    assert!(matches!(write(&sandbox, &repo, &main, "x.md"), Err(GitError::CheckedOut { .. })));
    write(&sandbox, &repo, &branch(), "a.md").unwrap();
    let tree = sandbox.root().join("tree");
    sandbox.git(&["worktree", "add", "-q", tree.to_str().unwrap(), "gonogo/record"]);
    let error = write(&sandbox, &repo, &branch(), "b.md").unwrap_err();
    assert!(matches!(error, GitError::CheckedOut { .. }), "{error}");
    assert!(error.hint().is_some());
    // From inside of that work tree as well.
    let inside = Repository::open(&sandbox.world(), &tree, Entered::Plainly).unwrap();
    assert!(matches!(write(&sandbox, &inside, &branch(), "b.md"), Err(GitError::CheckedOut { .. })));
    sandbox.git(&["worktree", "remove", tree.to_str().unwrap()]);
    write(&sandbox, &repo, &branch(), "b.md").unwrap();
}

#[test]
fn other_kinds_of_references_are_left_alone() {
    let sandbox = Sandbox::new();
    let repo = sandbox.repo();
    sandbox.git(&["symbolic-ref", "refs/heads/gonogo/record", "refs/heads/main"]);
    assert!(matches!(write(&sandbox, &repo, &branch(), "x.md"), Err(GitError::NotABranch(_))));
    let tag = RefName::new("refs/tags/x").unwrap();
    assert!(matches!(write(&sandbox, &repo, &tag, "x.md"), Err(GitError::NotABranch(_))));
    sandbox.git(&["symbolic-ref", "--delete", "refs/heads/gonogo/record"]);
    sandbox.git(&["branch", "gonogo"]);
    assert!(write(&sandbox, &repo, &branch(), "x.md").is_err());
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
}

#[test]
fn records_work_in_bare_repositories_and_linked_work_trees() {
    let sandbox = Sandbox::new();
    let bare = sandbox.root().join("bare.git");
    sandbox.git(&["clone", "-q", "--bare", ".", bare.to_str().unwrap()]);
    let repo = Repository::open(&sandbox.world(), &bare, Entered::Plainly).unwrap();
    assert_eq!(repo.work_dir(), None);
    write(&sandbox, &repo, &branch(), "x.md").unwrap();
    let tree = sandbox.root().join("tree");
    sandbox.git(&["worktree", "add", "-q", "-b", "side", tree.to_str().unwrap()]);
    let linked = Repository::open(&sandbox.world(), &tree, Entered::Plainly).unwrap();
    let id = write(&sandbox, &linked, &branch(), "x.md").unwrap();
    assert_eq!(sandbox.repo().tip(&branch()).unwrap(), Some(id));
}

#[test]
fn a_strangers_lock_file_is_named_and_stays() {
    let sandbox = Sandbox::new();
    if sandbox.has_table() {
        return;
    }
    let repo = sandbox.repo().with_patience(Duration::from_millis(300));
    write(&sandbox, &repo, &branch(), "a.md").unwrap();
    let lock = sandbox.dir().join(".git/refs/heads/gonogo/record.lock");
    std::fs::write(&lock, "").unwrap();
    let error = write(&sandbox, &repo, &branch(), "b.md").unwrap_err();
    assert!(matches!(error, GitError::Busy { .. }), "{error}");
    assert!(error.to_string().contains("record.lock"), "{error}");
    assert!(lock.exists());
    std::fs::remove_file(&lock).unwrap();
    write(&sandbox, &repo, &branch(), "b.md").unwrap();
}

#[test]
fn a_lock_file_that_a_killed_gonogo_left_is_cleared() {
    let sandbox = Sandbox::new();
    if sandbox.has_table() {
        return;
    }
    let repo = sandbox.repo().with_patience(Duration::from_secs(20));
    let first = write(&sandbox, &repo, &branch(), "a.md").unwrap();
    let lock = sandbox.dir().join(".git/refs/heads/gonogo/record.lock");
    for left in [format!("{first}\n"), String::new()] {
        std::fs::write(sandbox.dir().join(".git/gonogo.lock"), format!("pid 1\nmoving {} {first}\n", branch()))
            .unwrap();
        std::fs::write(&lock, left).unwrap();
        let name = format!("{}.md", std::fs::metadata(&lock).unwrap().len());
        write(&sandbox, &repo, &branch(), &name).unwrap();
        assert!(!lock.exists());
    }
}

#[test]
fn the_lock_keeps_others_out_and_says_who_holds_it() {
    let sandbox = Sandbox::new();
    let held = gonogo::git::Lock::take(&sandbox.dir().join(".git"), Duration::ZERO).unwrap();
    let repo = sandbox.repo().with_patience(Duration::from_millis(50));
    let error = write(&sandbox, &repo, &branch(), "a.md").unwrap_err();
    assert!(error.to_string().contains(&format!("process {}", std::process::id())), "{error}");
    drop(held);
    write(&sandbox, &repo, &branch(), "a.md").unwrap();
}

#[test]
fn a_refusal_of_the_new_commit_leaves_the_branch_where_it_was() {
    let sandbox = Sandbox::new();
    let repo = sandbox.repo();
    let refuse = |id: CommitId| Err::<(), _>(GitError::Missing(id.to_string()));
    let plan = |_| Ok(Step::<()>::Commit(draft("x.md", "x")));
    assert!(repo.commit_on(&branch(), sign(&sandbox), plan, refuse).is_err());
    assert_eq!(repo.tip(&branch()).unwrap(), None);
    let done = |_| Ok::<_, GitError>(Step::Done(7));
    assert_eq!(repo.commit_on(&branch(), sign(&sandbox), done, |_| Ok(())).unwrap(), Err(7));
}

#[test]
fn an_object_that_was_cut_short_is_told_and_not_waited_for() {
    let sandbox = Sandbox::new();
    let repo = sandbox.repo();
    write(&sandbox, &repo, &branch(), "a.md").unwrap();
    for (revision, record) in
        [("HEAD:README.md", false), ("HEAD^{tree}", false), ("HEAD", false), ("gonogo/record", true)]
    {
        let id = sandbox.git(&["rev-parse", revision]);
        let (folder, name) = id.trim().split_at(2);
        let path = sandbox.dir().join(".git/objects").join(folder).join(name);
        let bytes = std::fs::read(&path).unwrap();
        for cut in [0, 1, 5, bytes.len() / 2, bytes.len() - 1] {
            std::fs::remove_file(&path).unwrap();
            std::fs::write(&path, &bytes[..cut]).unwrap();
            let repo = sandbox.repo().with_patience(Duration::from_millis(100));
            let error = match record {
                true => write(&sandbox, &repo, &branch(), "b.md").unwrap_err(),
                false => repo.file_at("HEAD", "README.md").unwrap_err(),
            };
            assert!(matches!(error, GitError::Damaged { .. }), "{revision} cut at {cut}: {error}");
        }
        std::fs::remove_file(&path).unwrap();
        std::fs::write(&path, bytes).unwrap();
    }
    write(&sandbox, &repo, &branch(), "b.md").unwrap();
}
