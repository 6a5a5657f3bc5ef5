//! A record in which one bit of a signed file is another, and all around it was made anew by somebody who may record, or by
//! somebody who may not: the audit refuses it, and so does the exported script.
//!
//! Two runs and a few bits by default; `GONOGO_TEST_FLIPS=1000000` for a bit of every byte of ten runs, and
//! `GONOGO_TEST_FLIPS_BY_SCRIPT=1000` for so many of them by the script too.

use std::num::NonZero;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use git2::{ObjectType, Oid, Repository};
use gonogo::engine::auditing;
use gonogo::engine::place::{Place, Remembered};
use gonogo::record::{Audit, Audited, layout};
use ssh_key::{HashAlg, LineEnding, PrivateKey};

use crate::cli_env::CliEnv;
use crate::record::forge;
use crate::support::Sandbox;
use crate::team::{RUN, Team};

/// A file of a recorded run.
struct Signed {
    /// The commit that records it, and its run's folder.
    commit: Oid,
    folder: String,
    path: String,
    bytes: Vec<u8>,
}

/// Who puts it there.
#[derive(Clone, Copy, Debug, PartialEq)]
enum By {
    /// Somebody who may record, and lists the file in the manifest as it now is.
    Recorder,
    /// The same, in the old manifest.
    Careless,
    /// Somebody who has no key, and leaves the old signature of the commit.
    Stranger,
}

/// So many runs, each signed by two people.
fn recorded(runs: usize) -> Team {
    let team = Team::new();
    for run in 0..runs {
        let path = format!("releases/r{run}.md");
        std::fs::write(team.env.path(&path), RUN).unwrap();
        for (who, role) in [("ben", "QA Lead"), ("ana", "Release Manager")] {
            team.works(who);
            team.env.gonogo(["sign", &path, "--role", role]).exit(0);
        }
        team.env.gonogo(["record", &path]).exit(0);
    }
    team
}

/// Every file of every run.
fn signed(repo: &Repository) -> Vec<Signed> {
    let mut files = Vec::new();
    let mut walk = repo.revwalk().unwrap();
    walk.push_ref("refs/heads/gonogo/record").unwrap();
    walk.set_sorting(git2::Sort::TOPOLOGICAL | git2::Sort::REVERSE).unwrap();
    for (run, commit) in walk.map(Result::unwrap).skip(1).enumerate() {
        let folder = format!("runs/r{run}");
        let tree = repo.find_commit(commit).unwrap().tree().unwrap();
        let tree = repo.find_tree(tree.get_path(Path::new(&folder)).unwrap().id()).unwrap();
        tree.walk(git2::TreeWalkMode::PreOrder, |above, entry| {
            if let Ok(blob) = repo.find_blob(entry.id()) {
                let path = format!("{}{}", above, entry.name().unwrap());
                files.push(Signed { commit, folder: folder.clone(), path, bytes: blob.content().to_vec() });
            }
            git2::TreeWalkResult::Ok
        })
        .unwrap();
    }
    files
}

/// A copy of the repository in which records are forged, one after another.
struct Forger {
    repo: Repository,
    key: PrivateKey,
    place: Place,
    env: CliEnv,
    _folder: tempfile::TempDir,
}

impl Forger {
    fn of(team: &Team) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = team.env.sandbox().root();
        for name in ["home", "repo"] {
            let done = std::process::Command::new("cp").arg("-a").arg(root.join(name)).arg(folder.path()).status();
            assert!(done.unwrap().success());
        }
        let sandbox = Sandbox::at(folder.path());
        let key = PrivateKey::read_openssh_file(team.env.sandbox().key_path("ana")).unwrap();
        let repo = Repository::open(sandbox.dir()).unwrap();
        let place = Place::of(&sandbox.world(), Path::new(".")).unwrap();
        Self { repo, key, place, env: CliEnv::of(sandbox), _folder: folder }
    }

    /// Puts the record back to the commit before that of a file, and records its run with other bytes in that file. The
    /// answer is what was made for it.
    fn forge(&self, file: &Signed, bytes: &[u8], by: By) -> Vec<Oid> {
        let mut made = Vec::new();
        let commit = self.repo.find_commit(file.commit).unwrap();
        let mut tree = commit.tree_id();
        let mut set = |path: &str, bytes: &[u8]| {
            made.push(self.repo.blob(bytes).unwrap());
            let parts: Vec<&str> = file.folder.split('/').chain(path.split('/')).collect();
            tree = self.with(tree, &parts, *made.last().unwrap(), &mut made);
        };
        set(&file.path, bytes);
        if by != By::Careless && file.path != layout::MANIFEST {
            let list = self.repo.find_tree(commit.tree_id()).unwrap();
            let at = list.get_path(Path::new(&file.folder).join(layout::MANIFEST).as_path()).unwrap();
            let list = String::from_utf8(self.repo.find_blob(at.id()).unwrap().content().to_vec()).unwrap();
            let digest = |bytes: &[u8]| gonogo::digest::Sha256::of(bytes).hex();
            let now = list.replace(&digest(&file.bytes), &digest(bytes));
            set(layout::MANIFEST, now.as_bytes());
        }
        let parent = commit.parent_id(0).unwrap().to_string();
        let message = format!("{}\n", commit.message_raw().unwrap().trim_end());
        let text = forge::text(&tree.to_string(), &[&parent], &message);
        let armour = match by {
            By::Stranger => commit.header_field_bytes("gpgsig").unwrap().to_vec(),
            By::Recorder | By::Careless => {
                let signature = self.key.sign("git", HashAlg::Sha512, text.as_bytes()).unwrap();
                signature.to_pem(LineEnding::LF).unwrap().into_bytes()
            }
        };
        let text = forge::with_signature(&text, "gpgsig", std::str::from_utf8(&armour).unwrap());
        let id = self.repo.odb().unwrap().write(ObjectType::Commit, text.as_bytes()).unwrap();
        self.repo.reference("refs/heads/gonogo/record", id, true, "").unwrap();
        made.push(id);
        made
    }

    /// The tree with another blob at a path.
    fn with(&self, tree: Oid, path: &[&str], blob: Oid, made: &mut Vec<Oid>) -> Oid {
        let tree = self.repo.find_tree(tree).unwrap();
        let id = match path {
            [_] => blob,
            [name, below @ ..] => self.with(tree.get_name(name).unwrap().id(), below, blob, made),
            [] => unreachable!(),
        };
        let mut builder = self.repo.treebuilder(Some(&tree)).unwrap();
        builder.insert(path[0], id, if path.len() == 1 { 0o100644 } else { 0o040000 }).unwrap();
        made.push(builder.write().unwrap());
        *made.last().unwrap()
    }

    /// Takes away what was made.
    fn clear(&self, made: &[Oid]) {
        for id in made.iter().map(Oid::to_string) {
            let _ = std::fs::remove_file(self.repo.path().join("objects").join(&id[..2]).join(&id[2..]));
        }
    }

    /// The audit of what comes after a commit up to which nothing has been changed.
    fn audit(&self, since: Option<Oid>) -> Box<Audit> {
        let since = since.map(|id| id.to_string());
        let remembered = Remembered { since: since.as_deref(), ..Remembered::default() };
        match auditing::audit_branch(&self.place, &self.place.branch, remembered, None).unwrap() {
            Audited::Record(audit) => audit,
            Audited::NothingRecorded => panic!("nothing is recorded"),
        }
    }

    /// Whether the exported script says that the record holds, and what it says. `alone` it is told that gonogo found nothing.
    fn script(&self, alone: bool) -> (bool, String) {
        self.env.gonogo(["audit", "--export", "out"]).exit(1);
        if alone {
            crate::exporting::told_nothing(&self.env, "out");
        }
        let out = self.env.sandbox().command("sh").arg(self.env.path("out/audit.sh")).output().unwrap();
        std::fs::remove_dir_all(self.env.path("out")).unwrap();
        (out.status.success(), String::from_utf8_lossy(&out.stdout).into_owned())
    }
}

#[test]
fn no_flipped_bit_of_a_signed_file_passes_the_audit_or_the_script() {
    let asked = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<usize>().ok());
    let (asked, by_script) = (asked("GONOGO_TEST_FLIPS"), asked("GONOGO_TEST_FLIPS_BY_SCRIPT").unwrap_or(3));
    let team = recorded(if asked.is_some() { 10 } else { 2 });
    let first = Forger::of(&team);
    assert!(first.audit(None).holds());
    let files = signed(&first.repo);
    // The very same bytes, put there in the same way, pass: what is refused is the bit.
    for last in files.iter().rev().take(6) {
        first.forge(last, &last.bytes, By::Recorder);
        let audit = first.audit(None);
        assert!(audit.holds(), "{}: {:?}", last.path, audit.findings);
    }
    // ssh-keygen reads past blanks of any kind, and whatever comes behind the armour.
    let armour = files.iter().find(|file| file.path.ends_with(".sig")).unwrap();
    let ends = || armour.bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at);
    for at in [ends().next(), ends().next_back()].map(Option::unwrap) {
        let mut bytes = armour.bytes.clone();
        bytes[at] = 0x0b;
        let made = first.forge(armour, &bytes, By::Recorder);
        let (audit, (holds, said)) = (first.audit(None), first.script(true));
        assert!(!audit.holds() && !holds && said.contains("malformed signature"), "{at}: {said}");
        first.clear(&made);
    }
    // What a recorder says in the model is theirs alone, but for which text it is of: it is read by programs, and binds nobody.
    let bound = |file: &Signed, by: By| by == By::Stranger || file.path != layout::MODEL;
    let all: Vec<(&Signed, usize, By)> = [By::Recorder, By::Stranger, By::Careless]
        .into_iter()
        .flat_map(|by| files.iter().filter(move |file| bound(file, by)).map(move |file| (file, by)))
        // Every byte as whoever knows how to would change it, and every tenth as others would.
        .flat_map(|(file, by)| {
            let every = if by == By::Recorder { 1 } else { 10 };
            (0..file.bytes.len()).step_by(every).map(move |at| (file, at, by))
        })
        .collect();
    let tries = asked.unwrap_or(60).min(all.len());
    let scripts = (tries / by_script).max(1);
    let (next, run) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = |forger: Forger| {
        while let Some(n) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|n| *n < tries) {
            let (file, at, by) = all[n * all.len() / tries + n % (all.len() / tries)];
            let mut bytes = file.bytes.clone();
            bytes[at] ^= 1 << (n % 8);
            let made = forger.forge(file, &bytes, by);
            let what = format!("{}/{} at {at}, bit {}, by {by:?}", file.folder, file.path, n % 8);
            let audit = forger.audit(Some(forger.repo.find_commit(file.commit).unwrap().parent_id(0).unwrap()));
            assert!(!audit.findings.is_empty(), "{what}: {:?}", audit.unchecked);
            if n % scripts == 0 {
                // What a checklist comes to is for gonogo to say; all else the script finds by itself.
                let alone = by == By::Stranger || file.path != layout::CHECKLIST;
                let (holds, said) = forger.script(alone);
                assert!(!holds, "{what}: {:?}\n{said}", audit.findings);
                run.fetch_add(1, Ordering::Relaxed);
            }
            forger.clear(&made);
        }
    };
    let threads = if asked.is_some() { std::thread::available_parallelism().map_or(1, NonZero::get) } else { 1 };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| work(Forger::of(&team)));
        }
        work(first);
    });
    println!("{tries} of {} bytes, {} of them by the script too", all.len(), run.into_inner());
}
