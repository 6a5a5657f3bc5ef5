//! Runs whose template is not to be found.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::Fact;
use crate::text::Span;

pub(super) const RULE: Rule = Rule {
    name: "template-unknown",
    summary: "Whether the run has kept what its template says can't be found out.",
    severity: Severity::Undecided,
    on_templates: false,
    page: include_str!("../../docs/rules/template-unknown.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let Fact::Unknown(why) = &context.evidence.template else { return };
    let span = context.checklist.template.as_ref().map_or(Span::at(0), |pin| pin.span);
    let help = "fetch the history that has it, or name the template: `--template FILE`";
    out.push(Diagnostic::hold(RULE.name, span, format!("the template can't be found: {why}")).undecided().help(help));
}
