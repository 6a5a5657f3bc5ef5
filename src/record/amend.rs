//! Amendments: what is to be added to a recorded run later. The run itself is never changed.

use std::collections::BTreeMap;

use super::audit::Entry;
use super::check::Walk;
use super::layout::{self, Kind};
use super::read::{introduced, same_files};
use super::write::{Addition, Next, Writer, within};
use super::{RecordError, Written, changes, stamped};
use crate::git::objects::MODE_TREE;
use crate::git::{CommitId, ObjectId};

/// What is to be added to a recorded run.
#[derive(Clone, Debug)]
pub struct Amendment {
    /// The run.
    pub run: String,
    /// What has to be said, in words.
    pub text: String,
    /// Files that go with it, by their names.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Writer<'_> {
    /// Adds an amendment to a recorded run, as one signed commit. Where the last amendment of that run is the very same it
    /// answers with that commit.
    ///
    /// # Errors
    /// When there is no such run, a name can't be recorded, or the commit would not stand an audit.
    pub fn amend(&self, amendment: &Amendment) -> Result<Written, RecordError> {
        let Self { repo, branch, .. } = *self;
        let files = amendment.kept()?;
        let run = amendment.run.as_str();
        let broken = |reason: String| self.broken(reason);
        self.add(|tip, raw| {
            let there = self.lookup(raw, &layout::run_folder(run))?;
            if there.is_none_or(|entry| entry.mode != MODE_TREE) || !layout::is_run(run) {
                return Err(RecordError::Invalid(format!("there is no run {run:?} in the record to amend")));
            }
            let last = changes::amendments(repo, raw.tree, run).map_err(broken)?;
            let folder = layout::amendment_folder(run, last);
            if let Some(there) = self.lookup(raw, &folder)?
                && same_files(repo, there.id, &files).map_err(broken)?
            {
                return Ok(Next::There(introduced(repo, branch, tip, &folder)?));
            }
            Ok(Next::Add(Addition {
                kind: Kind::Amendment,
                run: Some(run.to_owned()),
                outcome: None,
                title: format!("Amend {run}"),
                files: within(&layout::amendment_folder(run, last + 1), &files),
            }))
        })
    }
}

impl Amendment {
    /// The files that are kept of it, by their paths in its folder.
    ///
    /// # Errors
    /// When the words or a name can't be recorded.
    pub fn kept(&self) -> Result<BTreeMap<String, Vec<u8>>, RecordError> {
        let invalid = |reason: String| Err(RecordError::Invalid(reason));
        let text = self.text.trim();
        if text.is_empty() || text.chars().any(|c| c.is_control() && c != '\n') {
            return invalid("an amendment says in words what it is about, without control characters".into());
        }
        let mut files = BTreeMap::from([(layout::AMENDMENT.to_owned(), format!("{text}\n").into_bytes())]);
        for (name, bytes) in &self.files {
            if !layout::is_safe_path(name) || name.contains('/') {
                return invalid(format!("{name:?} cannot be the name of a file of an amendment"));
            }
            let path = format!("{}/{name}", layout::EVIDENCE);
            if name.ends_with(layout::STAMP) && layout::stamped_commit(&path).is_none() {
                return invalid(format!(
                    "{name}: a time-stamp over a commit of the record is named after it, <commit>{}; else nobody could check it",
                    layout::STAMP
                ));
            }
            files.insert(path, bytes.clone());
        }
        let manifest = layout::manifest(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
        files.insert(layout::MANIFEST.to_owned(), manifest.into_bytes());
        Ok(files)
    }
}

impl Walk<'_> {
    /// An amendment adds the next folder of its run's amendments, complete and listed, and nothing else.
    pub(super) fn amendment(
        &mut self,
        id: CommitId,
        run: &str,
        before: Option<ObjectId>,
        added: &[changes::Added],
        entry: &Entry,
    ) {
        let count = match before.map(|tree| changes::run_and_amendments(&self.repo, tree, run)) {
            Some(Ok(Some(count))) => count,
            Some(Err(reason)) => return self.doubt(id, reason),
            None | Some(Ok(None)) => {
                let reason = format!("there is no run {run} that it could amend");
                return self.fail("wrong-run", id, None, reason);
            }
        };
        let prefix = layout::amendment_folder(run, count + 1) + "/";
        let folder = self.folder(
            id,
            &prefix,
            added,
            "an amendment adds the next folder of its run's amendments, and nothing else",
        );
        for name in [layout::AMENDMENT, layout::MANIFEST] {
            if !folder.has(name) {
                self.fail("record-layout", id, Some(&format!("{prefix}{name}")), "an amendment needs this file");
            }
        }
        super::run_folder::manifest(self, id, &folder, &|name: &str| format!("{prefix}{name}"));
        stamped::check(self, id, &folder, &prefix, entry.time);
    }
}
