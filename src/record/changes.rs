//! The difference between two trees of the record: what was added, and everything else that must not have happened.

use std::cmp::Ordering;

use super::layout;
use crate::git::objects::{self, MODE_FILE, MODE_TREE, RawEntry};
use crate::git::{ObjectId, ObjectKind, Objects};

const MAX_DEPTH: usize = 12;
const MAX_ADDED: usize = 10_000;
const MAX_TREES: usize = 10_000;

/// A file that a commit adds.
#[derive(Debug)]
pub(super) struct Added {
    pub path: String,
    pub id: ObjectId,
}

/// What a commit does to the tree before it.
#[derive(Default)]
pub(super) struct Changes {
    pub added: Vec<Added>,
    trees: usize,
    /// Rule, path and reason.
    pub findings: Vec<(&'static str, String, String)>,
    pub unchecked: Vec<String>,
}

/// Collects what `new` has over `old`; anything that is gone or different is a finding.
pub(super) fn compare(
    repo: &dyn Objects,
    old: Option<ObjectId>,
    new: Option<ObjectId>,
    prefix: &str,
    depth: usize,
    out: &mut Changes,
) {
    if old == new || out.added.len() > MAX_ADDED {
        return;
    }
    if depth > MAX_DEPTH {
        return out.findings.push(("tree-malformed", prefix.to_owned(), "folders stand too deep".into()));
    }
    out.trees += 1;
    if out.trees == MAX_TREES {
        out.unchecked.push(format!("limit: {prefix}: more than {MAX_TREES} folders are not looked at"));
    }
    if out.trees >= MAX_TREES {
        return;
    }
    let (old_id, new_id) = (old, new);
    let (Some(old), Some(new)) = (bytes(repo, old, prefix, out), bytes(repo, new, prefix, out)) else { return };
    let (Some(old), Some(new)) = (read(old_id, &old, prefix, out), read(new_id, &new, prefix, out)) else { return };
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) if a == b => {
                old.next();
                new.next();
                continue;
            }
            (Some(a), Some(b)) => a.order(b),
        };
        let before = if order.is_le() { old.next() } else { None };
        let after = if order.is_ge() { new.next() } else { None };
        let Some(name) = after.as_ref().or(before.as_ref()).map(|entry| entry.name) else { break };
        let path = format!("{prefix}{name}");
        match (before, after) {
            (Some(a), Some(b)) if a.mode == MODE_TREE && b.mode == MODE_TREE => {
                let fixed = depth > 0;
                let count = out.added.len();
                compare(repo, Some(a.id), Some(b.id), &format!("{path}/"), depth + 1, out);
                let amends = |added: &Added| layout::is_amendment(&added.path);
                if fixed && !out.added.iter().skip(count).all(amends) {
                    out.findings.push((
                        "record-edited",
                        path,
                        "files were added to a folder that stood already".into(),
                    ));
                }
            }
            (Some(a), Some(b)) if a.id == b.id => {
                let reason = format!("its mode was changed from {:o} to {:o}", a.mode, b.mode);
                out.findings.push(("record-edited", path, reason));
            }
            (Some(_), Some(_)) => out.findings.push(("record-edited", path, "it was changed".into())),
            (Some(_), None) => out.findings.push(("record-edited", path, "it was deleted".into())),
            (None, Some(b)) => add(repo, b, path, depth, out),
            (None, None) => break,
        }
    }
}

fn add(repo: &dyn Objects, entry: RawEntry<'_>, path: String, depth: usize, out: &mut Changes) {
    let safe = layout::is_safe_name(entry.name) || path == layout::ATTRIBUTES.0;
    if !safe {
        out.findings.push(("tree-malformed", path.clone(), "its name is not safe on every system".into()));
    }
    match entry.mode {
        MODE_TREE => {
            let before = (out.added.len(), out.findings.len(), out.unchecked.len());
            compare(repo, None, Some(entry.id), &format!("{path}/"), depth + 1, out);
            if before == (out.added.len(), out.findings.len(), out.unchecked.len()) {
                out.findings.push(("tree-malformed", path, "it is an empty folder".into()));
            }
        }
        MODE_FILE if out.added.len() >= MAX_ADDED => {
            let reason = format!("it adds more than {MAX_ADDED} files, which is more than is looked at");
            out.unchecked.push(format!("limit: {reason}"));
            out.added.push(Added { path, id: entry.id });
        }
        MODE_FILE => out.added.push(Added { path, id: entry.id }),
        mode => {
            let reason = format!("its mode is {mode:o}; only plain files (100644) belong into a record");
            out.findings.push(("file-mode", path, reason));
        }
    }
}

fn bytes(repo: &dyn Objects, id: Option<ObjectId>, prefix: &str, out: &mut Changes) -> Option<Vec<u8>> {
    let Some(id) = id else { return Some(Vec::new()) };
    let noted = |error| out.unchecked.push(format!("history-incomplete: {prefix}: {error}"));
    repo.object(id, ObjectKind::Tree).map_err(noted).ok()
}

fn read<'a>(id: Option<ObjectId>, tree: &'a [u8], prefix: &str, out: &mut Changes) -> Option<Vec<RawEntry<'a>>> {
    let Some(id) = id else { return Some(Vec::new()) };
    let noted = |reason| out.findings.push(("tree-malformed", prefix.to_owned(), reason));
    objects::tree(id.format(), tree).map_err(noted).ok()
}

/// What stands at a path.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    pub mode: u32,
    pub id: ObjectId,
}

/// The entry at a path, if every folder on the way is one.
pub(super) fn lookup(repo: &dyn Objects, tree: ObjectId, path: &str) -> Result<Option<Standing>, String> {
    let mut id = tree;
    let mut names = path.split('/').peekable();
    while let Some(name) = names.next() {
        let bytes = repo.object(id, ObjectKind::Tree).map_err(|e| e.to_string())?;
        let Some(entry) = objects::tree(id.format(), &bytes)?.into_iter().find(|entry| entry.name == name) else {
            return Ok(None);
        };
        if names.peek().is_none() {
            return Ok(Some(Standing { mode: entry.mode, id: entry.id }));
        }
        if entry.mode != MODE_TREE {
            return Ok(None);
        }
        id = entry.id;
    }
    Ok(None)
}

/// How many amendments a run in a tree has; they are numbered without gaps.
pub(super) fn amendments(repo: &dyn Objects, tree: ObjectId, run: &str) -> Result<u32, String> {
    let mut count = 0;
    while lookup(repo, tree, &layout::amendment_folder(run, count + 1))?.is_some() {
        count += 1;
    }
    Ok(count)
}

/// The same, or `None` where there is no such run.
pub(super) fn run_and_amendments(repo: &dyn Objects, tree: ObjectId, run: &str) -> Result<Option<u32>, String> {
    match lookup(repo, tree, &layout::run_folder(run))? {
        Some(_) => amendments(repo, tree, run).map(Some),
        None => Ok(None),
    }
}

/// Every file below a tree, with paths from there.
pub(super) fn files_below(repo: &dyn Objects, tree: ObjectId) -> Result<Vec<Added>, String> {
    let mut changes = Changes::default();
    compare(repo, None, Some(tree), "", 0, &mut changes);
    match (changes.unchecked.into_iter().next(), changes.findings.into_iter().next()) {
        (Some(reason), _) => Err(reason),
        (None, Some((_, path, reason))) => Err(format!("{path}: {reason}")),
        (None, None) => Ok(changes.added),
    }
}
