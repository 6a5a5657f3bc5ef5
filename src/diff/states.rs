//! How items, criteria and decisions stand.

use super::Diff;
use crate::change::{Change, ChangeKind};
use crate::model::{Checklist, Decision, Item, Role, State};
use crate::text::Span;

impl Diff<'_> {
    /// Items that stand otherwise, and criteria without a box that have come true or no longer are.
    pub(super) fn states(&mut self) {
        let mut found = Vec::new();
        for (index, entry) in self.old.iter().enumerate() {
            let Some(new) = self.became(index) else { continue };
            let items =
                |checklist: &'_ Checklist, at: Option<usize>| at.and_then(|at| checklist.items.get(at)).cloned();
            let (old_item, new_item) =
                (items(self.before.checklist, entry.item), items(self.after.checklist, new.item));
            let (what, before, after) = match (old_item, new_item) {
                (Some(_), Some(after)) if is_told_elsewhere(self.after.checklist, &after) => continue,
                (Some(before), Some(after)) => (word(after.role), state(&before), state(&after)),
                _ => {
                    let fired = |checklist: &Checklist, span: Span| {
                        let criterion = checklist.criteria.iter().find(|criterion| criterion.span == span);
                        fired(criterion.and_then(|criterion| criterion.fired))
                    };
                    let (before, after) =
                        (fired(self.before.checklist, entry.span), fired(self.after.checklist, new.span));
                    (entry.kind, before.to_owned(), after.to_owned())
                }
            };
            if before != after {
                found.push(Change {
                    kind: ChangeKind::StateChanged,
                    what: what.to_owned(),
                    text: new.text.to_owned(),
                    before: Some(before),
                    after: Some(after),
                    old_line: Some(entry.line),
                    span: new.span,
                    item: new.id.clone(),
                });
            }
        }
        self.changes.extend(found);
    }

    /// Decisions of which something else is chosen, and those that are gone or new where no item says so.
    pub(super) fn decisions(&mut self) {
        let (old, new) = (&self.before.checklist.decisions, &self.after.checklist.decisions);
        let change = |kind, decision: &Decision, old_line, span| Change {
            kind,
            what: "decision".to_owned(),
            text: decision.label.clone(),
            before: None,
            after: None,
            old_line,
            span,
            item: None,
        };
        let mut taken = vec![false; new.len()];
        let mut found = Vec::new();
        for decision in old {
            let free = |taken: &[bool], same: &dyn Fn(&Decision) -> bool| {
                new.iter().zip(taken).position(|(other, taken)| !taken && same(other))
            };
            let became = free(&taken, &|other| other.id == decision.id)
                .or_else(|| free(&taken, &|other| other.label == decision.label));
            let Some((at, now)) = became.and_then(|at| Some((at, new.get(at)?))) else {
                if has_no_items(decision) {
                    found.push(change(ChangeKind::EntryRemoved, decision, Some(decision.line), Span::at(0)));
                }
                continue;
            };
            if let Some(taken) = taken.get_mut(at) {
                *taken = true;
            }
            let (before, after) = (chosen(decision), chosen(now));
            if before != after {
                let change = change(ChangeKind::DecisionChanged, now, Some(decision.line), now.span);
                found.push(Change { before, after, ..change });
            }
        }
        for (decision, _) in new.iter().zip(taken).filter(|(decision, taken)| !taken && has_no_items(decision)) {
            found.push(change(ChangeKind::EntryAdded, decision, None, decision.span));
        }
        // What a decision has as its value is told of it as a decision.
        let within = |change: &Change| new.iter().any(|decision| decision.span.covers(change.span));
        self.changes.retain(|change| change.kind != ChangeKind::ValueChanged || !within(change));
        self.changes.extend(found);
    }
}

/// Whether an item is an option of a decision, or the box of a sign-off, and so told as that.
fn is_told_elsewhere(checklist: &Checklist, item: &Item) -> bool {
    let mut options = checklist.decisions.iter().flat_map(|decision| &decision.options);
    options.any(|option| option.item.as_ref().is_some_and(|own| own.id == item.id))
        || item.box_span.is_some() && checklist.sign_offs.iter().any(|sign_off| sign_off.box_span == item.box_span)
}

/// What an item is, for a sentence.
const fn word(role: Role) -> &'static str {
    match role {
        Role::Criterion => "criterion",
        _ => "item",
    }
}

/// How an item stands, with the reason that is given.
fn state(item: &Item) -> String {
    let state = match (item.role, item.state) {
        (Role::Criterion, State::Done) => fired(Some(true)),
        (_, State::Open) => "open",
        (_, State::Done) => "done",
        (_, State::NotApplicable) => "not applicable",
        (_, State::Failed) => "failed",
    };
    match &item.reason {
        Some(reason) => format!("{state}: {reason}"),
        None => state.to_owned(),
    }
}

/// Whether a criterion has come true.
const fn fired(fired: Option<bool>) -> &'static str {
    match fired {
        Some(true) => "fired",
        Some(false) => "not fired",
        None => "open",
    }
}

/// Whether a decision stands on a line, and not in boxes of its own.
fn has_no_items(decision: &Decision) -> bool {
    decision.options.iter().all(|option| option.item.is_none())
}

/// What is chosen; `None` while nothing is.
fn chosen(decision: &Decision) -> Option<String> {
    let chosen: Vec<&str> = decision.chosen().map(|option| option.text.as_str()).collect();
    (!chosen.is_empty()).then(|| chosen.join(" and "))
}
