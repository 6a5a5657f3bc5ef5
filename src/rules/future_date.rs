//! Sign-offs dated in the future.

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::time::{Timestamp, is_iso_date};

pub(super) const RULE: Rule = Rule {
    name: "future-date",
    summary: "A sign-off bears a date that has not come yet.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/future-date.md"),
    check,
};

/// A day and a half, so that no time zone's today counts as the future.
const GRACE_SECONDS: i64 = 14 * 3_600;

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let latest =
        Timestamp::from_unix(context.evidence.now.unix() + GRACE_SECONDS).unwrap_or(context.evidence.now).date();
    for sign_off in &context.checklist.sign_offs {
        let Some(date) =
            sign_off.date.as_deref().and_then(|date| date.trim().get(..10)).filter(|date| is_iso_date(date))
        else {
            continue;
        };
        // Dates written this way sort as they follow each other.
        if date > latest.as_str() {
            let message = format!("sign-off of {} is dated {date}, which has not come yet", quote(&sign_off.role));
            let help = "write the day on which it was signed";
            out.push(Diagnostic::hold(RULE.name, sign_off.span, message).label("in the future").help(help));
        }
    }
}
