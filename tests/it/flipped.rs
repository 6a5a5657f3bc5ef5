//! A record in which one bit of a signed file is another, and all around it was made anew by somebody who may record: the
//! audit refuses it, and so does the exported script.
//!
//! Two runs and a few bits by default; `GONOGO_TEST_FLIPS=1000` for so many in ten runs, spread over all their bytes.

use gonogo::record::layout;

use crate::record::forge;
use crate::team::{RUN, Team};

/// A file that is signed, or signs.
struct Signed {
    /// The commit that records it, and its run's folder.
    commit: String,
    folder: String,
    path: String,
    bytes: Vec<u8>,
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

fn blob(team: &Team, commit: &str, path: &str) -> Vec<u8> {
    let mut git = team.env.sandbox().command("git");
    git.args(["cat-file", "blob", &format!("{commit}:{path}")]).output().unwrap().stdout
}

/// The paths of the files of a run, from its folder.
fn paths(team: &Team, commit: &str, folder: &str) -> Vec<String> {
    let listed = team.env.sandbox().git(&["ls-tree", "-r", "--name-only", &format!("{commit}:{folder}")]);
    listed.lines().map(str::to_owned).collect()
}

fn signed(team: &Team) -> Vec<Signed> {
    let mut files = Vec::new();
    let commits = team.env.sandbox().git(&["rev-list", "--reverse", "gonogo/record"]);
    for (run, commit) in commits.lines().skip(1).enumerate() {
        let folder = format!("runs/r{run}");
        for path in paths(team, commit, &folder) {
            if path.starts_with(layout::SIGNOFFS) || path == layout::CONTENT {
                let bytes = blob(team, commit, &format!("{folder}/{path}"));
                files.push(Signed { commit: commit.to_owned(), folder: folder.clone(), path, bytes });
            }
        }
    }
    files
}

/// Puts the record back to the commit before that of a file, and records its run with other bytes in that file, in a
/// manifest made anew or in the old one.
fn forge(team: &Team, file: &Signed, bytes: &[u8], listed: bool) {
    let Signed { commit, folder, path, .. } = file;
    let sandbox = team.env.sandbox();
    let all = paths(team, commit, folder).into_iter().filter(|name| name != layout::MANIFEST);
    let contents = all.map(|name| {
        let now = if name == *path { bytes.to_vec() } else { blob(team, commit, &format!("{folder}/{name}")) };
        (name, now)
    });
    let contents: Vec<(String, Vec<u8>)> = contents.collect();
    let manifest = layout::manifest(contents.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    let (changed, list) = (format!("{folder}/{path}"), format!("{folder}/{}", layout::MANIFEST));
    let mut changes = vec![(changed.as_str(), "100644", Some(bytes))];
    if listed {
        changes.push((list.as_str(), "100644", Some(manifest.as_bytes())));
    }
    let tree = forge::tree(sandbox, commit, &changes);
    let parent = sandbox.git(&["rev-parse", &format!("{commit}^")]);
    let message = sandbox.git(&["log", "-1", "--format=%B", commit]);
    let text = forge::text(&tree, &[parent.trim()], &format!("{}\n", message.trim_end()));
    forge::place(sandbox, &forge::sign(sandbox, &text, "ana"));
}

#[test]
fn no_flipped_bit_of_a_signed_file_passes_the_audit_or_the_script() {
    let asked = std::env::var("GONOGO_TEST_FLIPS").ok().and_then(|n| n.parse::<usize>().ok());
    let team = recorded(if asked.is_some() { 10 } else { 2 });
    team.audit().exit(0);
    let files = signed(&team);
    // The very same bytes, put there in the same way, pass: what is refused is the bit.
    let last = files.last().unwrap();
    forge(&team, last, &last.bytes, true);
    team.audit().exit(0);
    let all: usize = files.iter().map(|file| file.bytes.len()).sum();
    let tries = asked.unwrap_or(8).min(all);
    for n in 0..tries {
        let (mut at, mut of) = (n * all / tries + n % (all / tries), files.iter());
        let mut file = of.next().unwrap();
        while at >= file.bytes.len() {
            at -= file.bytes.len();
            file = of.next().unwrap();
        }
        let mut bytes = file.bytes.clone();
        bytes[at] ^= 1 << (n % 8);
        forge(&team, file, &bytes, n % 4 != 3);
        let folder = format!("out-{n}");
        let audit = team.env.gonogo(["audit", "--export", &folder]);
        let out = team.env.sandbox().command("sh").arg(team.env.path(&folder).join("audit.sh")).output().unwrap();
        let what = format!("{}/{} at {at}", file.folder, file.path);
        assert!(audit.status == 1, "{what}: {audit:?}");
        assert!(!out.status.success(), "{what}: {audit:?}\n{}", String::from_utf8_lossy(&out.stdout));
        std::fs::remove_dir_all(team.env.path(&folder)).unwrap();
    }
    println!("{tries} of {all} bytes");
}
