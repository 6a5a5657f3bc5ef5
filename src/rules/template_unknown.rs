//! Runs whose template is not to be found.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::{Conformance, Fact};
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
    let span = context.checklist.template.as_ref().map_or(Span::at(0), |pin| pin.span);
    let why = match &context.evidence.template {
        Fact::Unknown(why) => why,
        Fact::Known(Conformance { unjudged: Some(why), .. }) => {
            let message = format!("whether anything of the template was taken out is not judged: {why}");
            let found = Diagnostic::hold(RULE.name, span, message).warning();
            out.push(found.help("compare the run with its template by eye"));
            return;
        }
        _ => return,
    };
    let help = "fetch the history that has it, or name the template: `--template FILE`";
    out.push(Diagnostic::hold(RULE.name, span, format!("the template can't be found: {why}")).undecided().help(help));
}
