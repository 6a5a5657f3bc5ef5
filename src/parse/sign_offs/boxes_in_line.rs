//! Several boxes on one line where people attest, one for each who does: `[ ] Dev [ ] QA [ ] Product Owner`.

use super::super::draft::Draft;
use super::super::{choices, inline};
use super::{is_role_alone, is_value, sign_off_section, split_signature};
use crate::model::{Applicability, Assurance, Role, SignOff, SignOffShape, Slot};
use crate::text::Span;

/// How many words a role has on such a line.
const SHORT: usize = 3;

/// Reads the lines that stand where people attest.
pub(super) fn read(draft: &mut Draft<'_>, attested: &[usize]) {
    for line in attested.iter().copied() {
        let entry = draft.frame.entry_at(line).and_then(|entry| draft.frame.entries.get(entry));
        let mark = entry.and_then(|entry| entry.mark.as_ref()).map(|mark| mark.span.start);
        let Some(content) = draft.content(line) else { continue };
        let content = Span::new(mark.unwrap_or(content.start), content.end);
        let boxes = choices::boxes(draft.source.slice(content));
        let role = |text: &str| inline::plain(split_signature(text).0);
        let roles: Vec<String> = boxes.iter().map(|(_, _, text)| role(text)).collect();
        let fits = |role: &String| (1..=SHORT).contains(&role.split_whitespace().count()) && is_value(role);
        // Two options are no people because one of them has the name of a role.
        let people = roles.iter().filter(|role| is_role_alone(role)).count();
        if roles.len() < 2 || !roles.iter().all(fits) || people * 2 < roles.len() {
            continue;
        }
        let Some(scope) = sign_off_section(draft, line) else { continue };
        for ((at, ticked, text), role) in boxes.into_iter().zip(roles) {
            let own = Span::new(content.start + at.start, content.start + at.end);
            let (head, name, date) = split_signature(text);
            let start = own.end + draft.source.slice(Span::new(own.end, content.end)).find(text).unwrap_or(0);
            let slot = Span::new(start + head.len(), start + text.len());
            let sign_off = SignOff {
                id: draft.id('o', &draft.section_id(line), "/", &inline::slug(&role)),
                role,
                shape: SignOffShape::Checkbox,
                scope: scope.0,
                scope_id: scope.1.clone(),
                applicability: Applicability::Required,
                condition: None,
                not_applicable: None,
                assurance: ticked.then_some(Assurance::Typed),
                name: name.filter(|_| ticked),
                date: date.filter(|_| ticked),
                signature: None,
                line: line + 1,
                name_slot: Some(Slot { span: slot, space: false }),
                date_slot: None,
                signature_slot: None,
                box_span: Some(own),
                span: Span::new(own.start, slot.end),
            };
            draft.take(&sign_off);
            draft.sign_offs.push(sign_off);
        }
        if let Some(item) = draft.item_of_line(line).and_then(|item| draft.items.get_mut(item)) {
            item.role = Role::SignOff;
        }
    }
}
