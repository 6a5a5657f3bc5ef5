//! Commits made by hand, in order or not, with git's plumbing and ssh-keygen alone.

use gonogo::record::layout;
use gonogo::signing::Signer;

use super::{Fixture, bare_run};
use crate::support::{NOW, Sandbox};

/// A tree made from another one: paths are set to bytes (with a mode) or removed.
pub fn tree(sandbox: &Sandbox, base: &str, changes: &[(&str, &str, Option<&[u8]>)]) -> String {
    let index = sandbox.root().join("forged-index");
    let git = |args: &[&str]| {
        let out = sandbox.command("git").args(args).env("GIT_INDEX_FILE", &index).output().unwrap();
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap().trim().to_owned()
    };
    let _ = std::fs::remove_file(&index);
    git(&["read-tree", base]);
    for (path, mode, bytes) in changes {
        match bytes {
            None => git(&["update-index", "--force-remove", path]),
            Some(bytes) => {
                let id = sandbox.git_with(&["hash-object", "-w", "--stdin"], bytes);
                git(&["update-index", "--add", "--cacheinfo", mode, &id, path])
            }
        };
    }
    git(&["write-tree"])
}

/// The text of a commit before it is signed.
pub fn text(tree: &str, parents: &[&str], message: &str) -> String {
    text_by(tree, parents, message, "Ana Doe <ana@example.org>", NOW)
}

pub fn text_by(tree: &str, parents: &[&str], message: &str, who: &str, time: i64) -> String {
    let parents: String = parents.iter().map(|parent| format!("parent {parent}\n")).collect();
    format!("tree {tree}\n{parents}author {who} {time} +0000\ncommitter {who} {time} +0000\n\n{message}")
}

/// The headers of signatures: the one that a commit with such ids has, and the one that it has not.
pub fn headers(text: &str) -> [&'static str; 2] {
    let sha1 = text.lines().next().unwrap().len() == "tree ".len() + 40;
    if sha1 { ["gpgsig", "gpgsig-sha256"] } else { ["gpgsig-sha256", "gpgsig"] }
}

/// Puts a signature into a commit's text, under the given header.
pub fn with_signature(text: &str, header: &str, signature: &str) -> String {
    let (head, message) = text.split_once("\n\n").unwrap();
    format!("{head}\n{header} {}\n\n{message}", signature.trim_end().replace('\n', "\n "))
}

pub fn sign(sandbox: &Sandbox, text: &str, key: &str) -> String {
    with_signature(text, headers(text)[0], &sandbox.signer(key).sign("git", text.as_bytes()).unwrap())
}

/// Writes a commit however malformed, and moves the record there.
pub fn place(sandbox: &Sandbox, text: &str) -> String {
    let id = sandbox.git_with(&["hash-object", "-t", "commit", "-w", "--stdin", "--literally"], text.as_bytes());
    sandbox.git(&["update-ref", "refs/heads/gonogo/record", &id]);
    id
}

pub fn message(seq: u64, run: &str) -> String {
    format!("Record {run}: go\n\nGonogo-Seq: {seq}\nGonogo-Kind: run\nGonogo-Run: {run}\nGonogo-Outcome: go\n")
}

/// The files of a run without sign-offs, with a manifest, as changes to a tree.
pub fn files(run: &str) -> Vec<(String, Vec<u8>)> {
    let files = bare_run(run).files;
    let manifest = layout::manifest(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let mut all: Vec<_> = files.into_iter().collect();
    all.push(("manifest.sha256".into(), manifest.into()));
    all.into_iter().map(|(path, bytes)| (format!("runs/{run}/{path}"), bytes)).collect()
}

/// The tree of `base` with a run more.
pub fn tree_with_run(sandbox: &Sandbox, base: &str, run: &str) -> String {
    let files = files(run);
    let changes: Vec<_> = files.iter().map(|(p, b)| (p.as_str(), "100644", Some(b.as_slice()))).collect();
    tree(sandbox, base, &changes)
}

/// A run put there by plumbing alone, and in order.
pub fn append_run(fixture: &Fixture, tip: &str, run: &str, key: &str) -> String {
    let sandbox = &fixture.sandbox;
    let seq = sandbox.git(&["rev-list", "--count", tip]).trim().parse().unwrap();
    let tree = tree_with_run(sandbox, tip, run);
    place(sandbox, &sign(sandbox, &text(&tree, &[tip], &message(seq, run)), key))
}
