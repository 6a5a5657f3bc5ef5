//! Runs of a template that is another one by now.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::Fact;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "template-outdated",
    summary: "The run was made from a version of its template that is not the present one.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/template-outdated.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let Fact::Known(conformance) = &context.evidence.template else { return };
    let Err(why) = &conformance.current else { return };
    let span = context.checklist.template.as_ref().map_or(Span::at(0), |pin| pin.span);
    let message =
        format!("this run was made from a version of {} that is not the present one: {why}", conformance.path);
    let help = "make the run anew from the present template; where runs may end as they began, set \
                template-outdated = \"warning\" under [rules] in gonogo.toml";
    out.push(Diagnostic::hold(RULE.name, span, message).label("this version").help(help));
}
