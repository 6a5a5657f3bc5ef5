//! Sign-offs dated in the future.

use super::words::quote;
use super::{Context, Rule, calendar};
use crate::diagnostic::{Diagnostic, Severity};
use crate::time::Timestamp;

pub(super) const RULE: Rule = Rule {
    name: "future-date",
    summary: "A sign-off bears a date that has not come yet.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/future-date.md"),
    check,
};

/// How far the clocks of the earliest time zone are ahead, so that nobody's today counts as the future.
const GRACE_SECONDS: i64 = 14 * 3_600;

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let latest =
        Timestamp::from_unix(context.evidence.now.unix() + GRACE_SECONDS).unwrap_or(context.evidence.now).date();
    for sign_off in &context.checklist.sign_offs {
        // Dates written this way sort as they follow each other; of two readings the earlier counts.
        let Some(date) = sign_off.date.as_deref().and_then(calendar::days).and_then(|days| days.into_iter().min())
        else {
            continue;
        };
        if date > latest {
            let message = format!("sign-off of {} is dated {date}, which has not come yet", quote(&sign_off.role));
            let help = "write the day on which it was signed";
            out.push(Diagnostic::hold(RULE.name, sign_off.span, message).label("in the future").help(help));
        }
    }
}
