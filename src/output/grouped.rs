//! Findings grouped for people: by file and section, what blocks most first.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::tally::Tally;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Checklist, Label, Section};
use crate::rules;
use crate::text::{Source, escape_line};
use crate::verdict::Judged;

/// The findings of one section of one file.
pub(super) struct Group<'a> {
    /// The text they are about.
    pub source: &'a Source,
    /// The titles from the outermost section inwards, safe to print; empty for what stands in none.
    pub title: String,
    /// Them, what blocks most first, then in document order.
    pub findings: Vec<&'a Diagnostic>,
}

impl Group<'_> {
    pub fn tally(&self) -> Tally {
        Tally::of(self.findings.iter().copied())
    }
}

/// Every finding once; groups of the same weight stand as their files and sections do.
pub(super) fn groups<'a>(judged: &[Judged<'a>]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = judged.iter().flat_map(of_file).collect();
    for group in &mut groups {
        group.findings.sort_by_key(|found| Reverse(weight(found)));
    }
    groups.sort_by_key(|group| Reverse(group.findings.first().map(|found| weight(found))));
    groups
}

/// How much stands in the way: by severity, and what says no before what is only missing.
fn weight(found: &Diagnostic) -> (Severity, bool) {
    (found.severity, rules::says_no(found.rule))
}

/// The findings of one file by section, in document order.
fn of_file<'a>(judged: &Judged<'a>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut known: HashMap<Option<usize>, usize> = HashMap::new();
    for found in judged.diagnostics {
        let path = path(judged.checklist, found.span.start);
        let at = *known.entry(path.first().map(|section| section.span.start)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.findings.push(found),
            None => {
                let title = title(judged.checklist, &path);
                groups.push(Group { source: judged.source, title, findings: vec![found] });
            }
        }
    }
    groups
}

/// The sections around an offset, from the inside out. A bullet that titles its children is an entry to a reader.
fn path(checklist: &Checklist, offset: usize) -> Vec<&Section> {
    let before = checklist.sections.partition_point(|section| section.span.start <= offset);
    let last = before.checked_sub(1).and_then(|at| checklist.sections.get(at));
    let outer = last.and_then(|last| last.parent.as_ref());
    last.into_iter()
        .chain(checklist.section_path(outer))
        .filter(|section| section.label != Label::Bullet && section.extent.contains(offset))
        .collect()
}

/// `Before › Tests`, safe to print; the document's own title says nothing of where.
fn title(checklist: &Checklist, path: &[&Section]) -> String {
    let mut titles: Vec<&str> = path.iter().map(|section| section.title.as_str()).collect();
    if titles.len() > 1 && titles.last().copied() == checklist.title.as_deref() {
        titles.pop();
    }
    titles.reverse();
    escape_line(&titles.join(" › ")).into_owned()
}
