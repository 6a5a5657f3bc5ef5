//! Directives that are not understood.

use super::directives::{self, Says};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "wrong-directive",
    summary: "A comment speaks to gonogo, and is not understood.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/wrong-directive.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    out.extend(directives::read(context.source).into_iter().filter_map(|directive| {
        let Says::Unclear(why) = directive.says else { return None };
        let message = format!("this directive is not understood: {why}");
        Some(Diagnostic::hold(RULE.name, directive.span, message).help("mend the comment, or delete it"))
    }));
}
