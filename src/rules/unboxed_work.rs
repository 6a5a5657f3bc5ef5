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

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let help =
        "give each a box, `- [ ] …`; or say that nobody ticks them: `<!-- gonogo: reference -->` below the title";
    out.extend(context.problems(RULE.name, help).map(|found| found.warning().label("no box")));
}
