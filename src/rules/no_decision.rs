//! Decisions that nobody has made.

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "no-decision",
    summary: "A decision has not been made: none of its options is chosen.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/no-decision.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    for decision in context.decisions().filter(|decision| decision.chosen().next().is_none()) {
        let options: Vec<&str> = decision.options.iter().map(|option| option.text.as_str()).collect();
        let message = format!("{} is not decided: {}", quote(&decision.label), options.join(" / "));
        let help = match decision.options.iter().find_map(|option| option.item.as_ref()) {
            Some(item) => format!("tick one option, as with `gonogo tick {run} {}`", item.id),
            None if options.len() == 1 => "write GO or NO-GO, and nothing that leaves it open".to_owned(),
            None => "keep one option and delete the others".to_owned(),
        };
        out.push(Diagnostic::hold(RULE.name, decision.span, message).label("one of these").help(help));
    }
}
