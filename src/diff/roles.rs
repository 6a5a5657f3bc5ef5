//! Places to sign that are gone, or asked for less.

use std::sync::Arc;

use super::Diff;
use super::applicability::strength;
use super::wording::Wording;
use crate::change::{Change, ChangeKind};
use crate::model::{Scope, SignOff};
use crate::text::Span;

impl Diff<'_> {
    pub(super) fn roles(&mut self) {
        let mut taken = vec![false; self.run.checklist.sign_offs.len()];
        for sign_off in &self.template.checklist.sign_offs {
            let scope = match (sign_off.scope, &sign_off.scope_id) {
                (Scope::Item, Some(id)) => {
                    let item = self.template.checklist.items.iter().position(|item| item.id == *id);
                    // With its item it is that item's finding.
                    let Some(item) = item.and_then(|item| self.item_became(item)) else { continue };
                    self.run.checklist.items.get(item).map(|item| item.id.clone())
                }
                _ => None,
            };
            let wording = Wording::of(&sign_off.role, self.slots.within(self.template.source.line(sign_off.line)));
            let same = |other: &SignOff| {
                other.scope == sign_off.scope
                    && (scope.is_none() || other.scope_id == scope)
                    && wording.fits(&Wording::of(&other.role, []))
            };
            let found =
                self.run.checklist.sign_offs.iter().zip(&mut taken).find(|(other, taken)| !**taken && same(other));
            match found {
                Some((other, taken)) => {
                    *taken = true;
                    let (before, after) = (sign_off.applicability, other.applicability);
                    if strength(after) < strength(before) {
                        self.changes.push(Change {
                            kind: ChangeKind::ApplicabilityRelaxed,
                            what: "sign-off".to_owned(),
                            text: other.role.clone(),
                            before: Some(before.name().to_owned()),
                            after: Some(after.name().to_owned()),
                            old_line: Some(sign_off.line),
                            span: other.span,
                            item: scope,
                        });
                    }
                }
                None => self.changes.push(Change {
                    kind: ChangeKind::RoleRemoved,
                    what: "sign-off".to_owned(),
                    text: sign_off.role.clone(),
                    before: None,
                    after: None,
                    old_line: Some(sign_off.line),
                    span: self.item_span(scope.as_ref()),
                    item: scope,
                }),
            }
        }
    }

    fn item_span(&self, id: Option<&Arc<str>>) -> Span {
        let item = id.and_then(|id| self.run.checklist.items.iter().find(|item| item.id == *id));
        item.map_or(Span::at(0), |item| item.span)
    }
}
