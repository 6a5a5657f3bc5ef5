//! Places to sign: those that are gone, new, or asked for otherwise, and what people have written there.

use std::sync::Arc;

use super::Diff;
use super::applicability::changed;
use super::wording::Wording;
use crate::change::{Change, ChangeKind};
use crate::model::{Scope, SignOff};
use crate::text::Span;

impl Diff<'_> {
    pub(super) fn roles(&mut self) {
        let mut taken = vec![false; self.after.checklist.sign_offs.len()];
        for sign_off in &self.before.checklist.sign_offs {
            let scope = match (sign_off.scope, &sign_off.scope_id) {
                (Scope::Item, Some(id)) => {
                    let item = self.before.checklist.items.iter().position(|item| item.id == *id);
                    // With its item it is that item's finding.
                    let Some(item) = item.and_then(|item| self.item_became(item)) else { continue };
                    self.after.checklist.items.get(item).map(|item| item.id.clone())
                }
                _ => None,
            };
            let wording = Wording::of(&sign_off.role, self.slots.within(self.before.source.line(sign_off.line)));
            let same = |other: &SignOff| {
                other.scope == sign_off.scope
                    && (scope.is_none() || other.scope_id == scope)
                    && wording.fits(&Wording::of(&other.role, []))
            };
            let found =
                self.after.checklist.sign_offs.iter().zip(&mut taken).find(|(other, taken)| !**taken && same(other));
            let change = |kind, text: &str, span| Change {
                kind,
                what: "sign-off".to_owned(),
                text: text.to_owned(),
                before: None,
                after: None,
                old_line: Some(sign_off.line),
                span,
                item: scope.clone(),
            };
            let Some((other, taken)) = found else {
                let span = self.item_span(scope.as_ref());
                self.changes.push(change(ChangeKind::RoleRemoved, &sign_off.role, span));
                continue;
            };
            *taken = true;
            if sign_off.applicability != other.applicability {
                let differs = changed(sign_off.applicability, other.applicability, other.span, None);
                let (before, after) = (differs.before, differs.after);
                self.changes.push(Change { before, after, ..change(differs.kind, &other.role, other.span) });
            }
            let (before, after) = (attested(sign_off), attested(other));
            if before != after {
                let change = change(ChangeKind::SignOffChanged, &other.role, other.span);
                self.changes.push(Change { before, after, ..change });
            }
        }
        for (sign_off, _) in self.after.checklist.sign_offs.iter().zip(&taken).filter(|(_, taken)| !**taken) {
            self.changes.push(Change {
                kind: ChangeKind::RoleAdded,
                what: "sign-off".to_owned(),
                text: sign_off.role.clone(),
                before: None,
                after: attested(sign_off),
                old_line: None,
                span: sign_off.span,
                item: sign_off.scope_id.clone().filter(|_| sign_off.scope == Scope::Item),
            });
        }
    }

    fn item_span(&self, id: Option<&Arc<str>>) -> Span {
        let item = id.and_then(|id| self.after.checklist.items.iter().find(|item| item.id == *id));
        item.map_or(Span::at(0), |item| item.span)
    }
}

/// What stands in a place to sign; `None` while nobody has written anything.
fn attested(sign_off: &SignOff) -> Option<String> {
    let waived = sign_off.not_applicable.as_ref().map(|reason| format!("not applicable: {reason}"));
    let parts = [&sign_off.name, &sign_off.date, &sign_off.signature].into_iter().flatten().cloned().chain(waived);
    let said = parts.collect::<Vec<_>>().join(", ");
    Some(said).filter(|said| !said.is_empty()).or_else(|| sign_off.is_filled().then(|| "ticked".to_owned()))
}
