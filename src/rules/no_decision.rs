//! Decisions that nobody has made.

use super::words::{quote, says_nothing};
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::FieldKind;
use crate::parse::words::DECIDING;

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
    for field in context.fields().filter(|field| field.kind != FieldKind::Choice && is_label(&field.label)) {
        let Some(value) = field.value.as_deref().filter(|value| !says_nothing(value)) else { continue };
        let message = format!("{} is {}, which is neither GO nor NO-GO", quote(&field.label), quote(value));
        let found = Diagnostic::hold(RULE.name, field.span, message).label("not decided").help("write GO or NO-GO");
        out.push(found);
    }
}

/// Whether a label asks for the decision itself, and not for who makes it or when. What is written there and can be read
/// is a decision, and no field any more.
fn is_label(label: &str) -> bool {
    // "Release decision (CAB)"
    DECIDING.has(label.split(" (").next().unwrap_or(label))
}
