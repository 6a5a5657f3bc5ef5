//! Options that were taken and are no pass: `☐ Met ☑ Not met`, and of `☐ Pass ☐ Fail ☑ Not run` the third.

use super::words::{ends, is_awaited, quote};
use super::{Context, failed_item};
use crate::diagnostic::Diagnostic;
use crate::model::{Field, FieldKind, State};
use crate::parse::hedges;
use crate::parse::words::{
    BAD_ALONE, BAD_RESULTS, CONFORMS, DONE, FAILED, IN_SHARE, NOES, NOT_APPLICABLE, NOT_SO, PASSING, SAYS_FAILED,
    SAYS_UNDONE, UNDONE, UNSETTLED_RESULTS, UNSURE, YES,
};

/// Everything of the kind, as findings of a rule.
pub(super) fn told(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    let decides = |field: &Field| context.checklist.decisions.iter().any(|decision| decision.span.overlaps(field.span));
    let chosen = context.fields().filter(move |field| {
        let item = context.item_of(field);
        let settled = item.is_some_and(|item| matches!(item.state, State::Failed | State::NotApplicable));
        field.kind == FieldKind::Choice && !settled && !is_awaited(&field.label) && !decides(field)
    });
    chosen.filter_map(move |field| {
        let value = bare(field.value.as_deref()?);
        let of = context.item_of(field).map(|item| format!(" of {}", quote(&item.text))).unwrap_or_default();
        let message = format!("{}{of} is {}", quote(&field.label), quote(value));
        let found = match () {
            () if is_not_so(value) => {
                Diagnostic::hold(rule, field.span, message).label("a bad result").help(failed_item::HELP)
            }
            () if leaves_open(field, value) => {
                let message = format!("{message}, and whether that is good enough is not known");
                let help = "write down how it came out; what is still open belongs to an item of its own";
                Diagnostic::hold(rule, field.span, message).undecided().label("good or bad?").help(help)
            }
            () => return None,
        };
        Some(found.part_of(field.item.as_ref()).unless_told())
    })
}

/// Whether an option that was taken is none of those that judge, `☐ Pass ☐ Fail ☑ Blocked`, or says that it is not decided,
/// `☐ Yes ☐ No ☑ Unsure`.
fn leaves_open(field: &Field, value: &str) -> bool {
    let skipped = || matches!(value.to_ascii_lowercase().as_str(), "skip" | "skipped");
    if BAD_ALONE.has(value) {
        return true;
    }
    if is_good(value) || is_bad(value) || YES.has(value) || NOES.has(value) || NOT_APPLICABLE.has(value) && !skipped() {
        return false;
    }
    let options = || field.options.iter().map(|option| bare(option));
    let judges = || options().any(is_good) && options().any(is_bad);
    let open = || {
        let lists = [IN_SHARE, UNSURE, UNSETTLED_RESULTS, SAYS_UNDONE];
        skipped() || lists.iter().any(|list| list.has(value))
    };
    // A yes may be said of what is planned, too.
    let undone = || UNDONE.has(value) || hedges::begins_with(value);
    judges() || options().any(is_done) && (open() || undone()) || options().any(|option| YES.has(option)) && open()
}

/// Whether an option says that it is as it should be; "yes" may be said of anything.
fn is_good(option: &str) -> bool {
    is_done(option) || PASSING.has(option)
}

/// The same of words that are no state of a thing, as "closed" may be of a door.
fn is_done(option: &str) -> bool {
    [DONE, CONFORMS].iter().any(|list| list.has(option)) && !YES.has(option)
}

/// Whether an option says that it is not; "no" may be said of anything.
fn is_bad(option: &str) -> bool {
    let failed = || [SAYS_FAILED, FAILED].iter().any(|list| list.has(option)) && !NOES.has(option);
    failed() || BAD_RESULTS.leading_to(option, ends).is_some() || is_not_so(option)
}

/// Whether words say of what should be so that it is not: "Not met", "Nicht erfüllt".
pub(super) fn is_not_so(text: &str) -> bool {
    let rest = NOT_SO.strip_from(text).map(|rest| rest.trim_start_matches([' ', '-']));
    rest.is_some_and(is_done)
}

/// An option without the sign in front of it.
fn bare(option: &str) -> &str {
    option.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end()
}
