//! Stated totals that are not the sum of what they sum up.

use super::count_mismatch::{mismatch, parts_agree};
use super::words::quote;
use super::{Context, Rule, outcomes};
use crate::asked::Progress;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Count, CountKind};

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
        if let Some((part, whole)) = left_behind(context, total) {
            let message = format!("{} says {part} of {whole}, and nothing is open", quote(&total.text));
            let found = Diagnostic::hold(RULE.name, total.span, message).label("left behind");
            out.push(found.help("count again, and correct the number"));
            continue;
        }
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

/// What a total says is complete, where that is less than the whole of it in a run in which nothing is open.
fn left_behind(context: &Context, total: &Count) -> Option<(u64, u64)> {
    let stated = context.source.slice(total.span);
    let (part, whole) = stated.split_once('/')?;
    let end = whole.find(|c: char| !c.is_ascii_digit()).unwrap_or(whole.len());
    let (part, whole): (u64, u64) = (part.trim().parse().ok()?, whole.get(..end)?.parse().ok()?);
    // What has a target is held against that.
    let mut fields = context.checklist.fields.iter();
    if fields.any(|field| field.span.start == total.span.start && field.target.is_some()) {
        return None;
    }
    let progress = Progress::of(context.checklist, context.asked);
    (part < whole && progress.open + progress.failed == 0).then_some((part, whole))
}
