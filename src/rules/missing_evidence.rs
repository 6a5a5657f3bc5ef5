//! Evidence that is asked for, or said to be attached, and is not there.

use super::blank_field::{is_blank, name};
use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Field, Item, State};

pub(super) const RULE: Rule = Rule {
    name: "missing-evidence",
    summary: "Evidence that is asked for, or said to be attached, is not there.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/missing-evidence.md"),
    check,
};

/// Labels of the place for evidence.
const LABELS: [&str; 9] =
    ["evidence", "proof", "attachment", "screenshot", "nachweis", "beleg", "preuve", "evidencia", "prueba"];

/// What a word says that evidence is there.
const ATTACHED: &str = "attached";

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let help = "link the file or page that shows it, or write where it is kept";
    out.extend(context.fields().filter(|field| is_evidence(field) && is_blank(field)).map(|field| {
        let message = format!("{} is not there", name(context, field));
        let found = Diagnostic::hold(RULE.name, field.span, message).label("nothing attached").help(help);
        match field.item.as_ref() {
            Some(item) => found.item(&item.id),
            None => found,
        }
    }));
    for (_, item) in context.items().filter(|(_, item)| item.state == State::Done) {
        let Some(says) = item.verification.as_deref().filter(|says| says_attached(says)) else { continue };
        if !has_evidence(context, item) {
            let message = format!("nothing is attached to {}, and it says {}", quote(&item.text), quote(says));
            out.push(Diagnostic::hold(RULE.name, item.span, message).warning().item(&item.id).help(help));
        }
    }
}

/// Whether a field is the place for evidence.
pub(super) fn is_evidence(field: &Field) -> bool {
    let label = field.label.split(['(', ':']).next().unwrap_or("").trim().trim_end_matches(['s', 'S']);
    LABELS.iter().any(|word| word.eq_ignore_ascii_case(label))
}

fn says_attached(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case(ATTACHED))
}

/// Whether an item names something that could be looked at: a link, an address, or a line of evidence.
fn has_evidence(context: &Context, item: &Item) -> bool {
    let block = context.source.slice(item.block);
    let field = |field: &Field| item.block.covers(field.span) && is_evidence(field);
    block.contains("](") || block.contains("://") || context.checklist.fields.iter().any(field)
}
