//! Documents that ask for nothing.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "no-items",
    summary: "Nothing in the document can be done or signed.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/no-items.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let checklist = context.checklist;
    let found = !checklist.items.is_empty()
        || !checklist.steps.is_empty()
        || !checklist.fields.is_empty()
        || !checklist.sign_offs.is_empty();
    // A value behind a label stands in any document; it takes work or a sign-off to say GO.
    let asked = checklist.items.iter().any(|item| context.asked.item(item))
        || checklist.sign_offs.iter().any(|sign_off| context.asked.sign_off(sign_off));
    // Of a group of alternatives one has to be taken, though none is asked for yet.
    if asked || !context.asked.unchosen().is_empty() {
        return;
    }
    // Of a step nobody can say that it was done.
    let steps = checklist.steps.iter().any(|step| context.asked.section(step.section.as_ref()));
    let message = match found {
        true if steps => "this document has steps, and nothing that says they were done, so it can't say GO",
        true => "nothing in this document is to be done or signed, so it can't say GO",
        false => "no item, step, field or sign-off was found, so this document can't say GO",
    };
    let help = "write what has to be done as `- [ ] …`, or see what is read with `gonogo compile`";
    out.push(Diagnostic::hold(RULE.name, Span::at(context.source.body_start()), message).help(help));
}
