//! Alternatives of which none was taken.

use super::words::quote;
use super::{Context, Rule};
use crate::asked::{Branches, Standing};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "branch-not-chosen",
    summary: "Of a group of alternatives none has been taken.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/branch-not-chosen.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    for branches in context.asked.unchosen() {
        let named: Vec<(Span, String)> = match branches {
            Branches::Sections(sections) => {
                let sections = sections.iter().filter_map(|at| context.checklist.sections.get(*at));
                let sections: Vec<_> = sections.collect();
                let outer = sections.first().and_then(|section| section.parent.as_ref());
                if context.asked.section_standing(outer) != Standing::Asked {
                    continue;
                }
                sections.iter().map(|section| (section.span, quote(&section.title))).collect()
            }
            Branches::Items(items) => {
                let items: Vec<_> = items.iter().filter_map(|at| context.checklist.items.get(*at)).collect();
                let place =
                    items.first().map(|item| context.asked.place_standing(item.parent.as_ref(), item.section.as_ref()));
                if place.is_none_or(|place| place != Standing::Asked) {
                    continue;
                }
                items.iter().map(|item| (item.span, quote(&item.text))).collect()
            }
        };
        let Some(((span, _), others)) = named.split_first() else { continue };
        let names: Vec<&str> = named.iter().map(|(_, name)| name.as_str()).collect();
        let message = format!("none of these alternatives is taken: {}", names.join(", "));
        let help = "complete the one that applies and leave the others empty";
        let found = Diagnostic::hold(RULE.name, *span, message).label("one of these").help(help);
        out.push(others.iter().fold(found, |found, (span, _)| found.related(*span, "or this one")));
    }
}
