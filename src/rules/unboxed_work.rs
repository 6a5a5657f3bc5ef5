//! Lists that read like work and have no boxes.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "unboxed-work",
    summary: "A list beside boxed ones reads like work, and has no boxes to tick.",
    severity: Severity::Warning,
    on_templates: true,
    page: include_str!("../../docs/rules/unboxed-work.md"),
    check,
};

/// Words of a title by which what stands below it has to be done.
const MUST: [&str; 22] = [
    "must",
    "mandatory",
    "required",
    "requirement to",
    "obligatory",
    "to do",
    "todo",
    "to-do",
    "to be done",
    "remaining work",
    "open work",
    "open tasks",
    "pflicht",
    "zwingend",
    "obligatoire",
    "à faire",
    "obligatorio",
    "por hacer",
    "obrigatório",
    "a fazer",
    "obbligatorio",
    "da fare",
];

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let help =
        "give each a box, `- [ ] …`; or say that nobody ticks them: `<!-- gonogo: reference -->` below the title";
    out.extend(context.problems(RULE.name, help).map(|found| {
        let found = found.label("no box");
        // Whether it was done is a fact that is needed then, and nothing says.
        if is_told(context, &found) || is_due(context, &found) { found.undecided() } else { found.warning() }
    }));
}

/// Whether the entry begins with a sign, and so says itself how it stands.
fn is_told(context: &Context, found: &Diagnostic) -> bool {
    context.source.slice(found.span).starts_with(|c: char| !c.is_ascii() && !c.is_alphanumeric())
}

/// Whether the title above says that all of it has to be done.
fn is_due(context: &Context, found: &Diagnostic) -> bool {
    let inside = |section: &&crate::model::Section| section.extent.contains(found.span.start);
    context.checklist.sections.iter().rev().find(inside).is_some_and(|section| {
        let title = section.title.to_lowercase();
        MUST.iter().any(|must| title.contains(must))
    })
}
