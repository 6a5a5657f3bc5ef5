//! What is asked for under a condition only, or not at all, where it had to be done; and the other way round.

use std::sync::Arc;

use super::Diff;
use crate::change::{Change, ChangeKind};
use crate::model::Applicability;
use crate::text::Span;

impl Diff<'_> {
    pub(super) fn applicability(&mut self) {
        let change = |what: &str, text: &str, before: Applicability, after: Applicability, line, span, item| Change {
            what: what.to_owned(),
            text: text.to_owned(),
            old_line: Some(line),
            ..changed(before, after, span, item)
        };
        let mut found = Vec::new();
        for (index, entry) in self.old.iter().enumerate() {
            let new = self.pairs.new_of.get(index).copied().flatten().and_then(|new| self.new.get(new));
            let Some(new) = new.filter(|_| self.pairs.reworded.get(index) != Some(&true)) else { continue };
            let (before, after) = (entry.applicability, new.applicability);
            if after != before {
                found.push(change(entry.kind, new.text, before, after, entry.line, new.span, new.id.clone()));
            }
        }
        for (section, became) in self.before.checklist.sections.iter().zip(&self.sections) {
            let Some(new) = became.and_then(|became| self.after.checklist.sections.get(became)) else { continue };
            let (before, after) = (section.applicability, new.applicability);
            if after != before {
                found.push(change("section", &new.title, before, after, section.line, new.span, None));
            }
        }
        self.changes.extend(found);
    }
}

/// That something is asked for otherwise; what it is has still to be said.
pub(super) fn changed(before: Applicability, after: Applicability, span: Span, item: Option<Arc<str>>) -> Change {
    let less = strength(after) < strength(before);
    Change {
        kind: if less { ChangeKind::ApplicabilityRelaxed } else { ChangeKind::ApplicabilityTightened },
        what: String::new(),
        text: String::new(),
        before: Some(before.name().to_owned()),
        after: Some(after.name().to_owned()),
        old_line: None,
        span,
        item,
    }
}

/// How much an applicability asks for.
pub(super) const fn strength(applicability: Applicability) -> u8 {
    match applicability {
        Applicability::Required => 4,
        Applicability::Conditional => 3,
        Applicability::Alternative => 2,
        Applicability::Contingent => 1,
        Applicability::Reference => 0,
    }
}
