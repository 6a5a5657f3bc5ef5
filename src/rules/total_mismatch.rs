//! Stated totals that are not the sum of what they sum up.

use super::count_mismatch::{mismatch, parts_agree};
use super::words::quote;
use super::{Context, Rule, outcomes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::CountKind;

pub(super) const RULE: Rule = Rule {
    name: "total-mismatch",
    summary: "A total stated in the text is not the sum of its parts.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/total-mismatch.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    out.extend(outcomes::exceeding(context, RULE.name));
    let counts = &context.checklist.counts;
    // A total can only be judged once what it sums up is right.
    if !parts_agree(counts) {
        return;
    }
    for total in counts.iter().filter(|count| count.kind == CountKind::Total) {
        let Some(sum) = mismatch(total) else {
            if total.actual.is_none() {
                let message =
                    format!("{} states {}, but what it sums up can't be told", quote(&total.text), total.declared);
                let help = "state the number of each part in its title, or see that it is right";
                out.push(Diagnostic::hold(RULE.name, total.span, message).warning().help(help));
            }
            continue;
        };
        let message = format!("{} states {}, but the parts add up to {sum}", quote(&total.text), total.declared);
        let help = "correct the total, or the part that is wrong";
        out.push(Diagnostic::hold(RULE.name, total.span, message).label(format!("the sum is {sum}")).help(help));
    }
}
