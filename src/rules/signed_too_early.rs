//! Sign-offs that are older than what they are about.

use super::moment::Moment;
use super::signers;
use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Field, Scope, SignOff};
use crate::parse::words::DONE_ON;

pub(super) const RULE: Rule = Rule {
    name: "signed-too-early",
    summary: "A sign-off is dated before what it signs was done.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/signed-too-early.md"),
    check,
};

/// Words of a role, or of a title above it, by which it gives leave beforehand and does not attest what was done.
const BEFOREHAND: [&str; 12] = [
    "approv", "authori", "pre-", "before", "plan", "go/no-go", "freigabe", "genehmig", "approb", "aprob", "aprova",
    "autoris",
];

/// A field that says when something was done, and when that was.
type Done<'a> = (&'a Field, Moment);

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let done: Vec<Done> = context
        .timed()
        .filter(|(field, _)| names_an_end(&field.label))
        .filter_map(|(field, value)| Some((field, Moment::read(value).filter(|done| done.day.is_some())?)))
        .collect();
    for sign_off in signers::asked(context) {
        let Some(signed) = sign_off.date.as_deref().and_then(Moment::read) else { continue };
        let mut late = within(context, &done, sign_off).iter().filter(|(_, done)| signed.is_before(done)).peekable();
        if late.peek().is_none() || is_beforehand(context, sign_off) {
            continue;
        }
        let late = late.filter(|(field, _)| covers(context, sign_off, field));
        // The last of them is what the sign-off had to wait for.
        let Some((field, _)) = late.reduce(|last, next| if last.1.is_before(&next.1) { next } else { last }) else {
            continue;
        };
        let message = format!(
            "sign-off of {} is dated {}, before {} on {}",
            quote(&sign_off.role),
            quote(sign_off.date.as_deref().unwrap_or("")),
            quote(&field.label),
            quote(field.value.as_deref().unwrap_or("")),
        );
        let help = "sign again, now that it is done";
        let found = Diagnostic::hold(RULE.name, sign_off.span, message).label("too early").help(help);
        out.push(found.related(field.span, "done only here"));
    }
}

/// What stands in the item or section that a sign-off is about.
fn within<'d, 'a>(context: &Context, done: &'d [Done<'a>], sign_off: &SignOff) -> &'d [Done<'a>] {
    let (asked, checklist) = (context.asked, context.checklist);
    let block = match (sign_off.scope, sign_off.scope_id.as_deref()) {
        (Scope::Item, Some(id)) => asked.index_of(id).and_then(|at| checklist.items.get(at)).map(|item| item.block),
        (Scope::Section, Some(id)) => {
            asked.section_index_of(id).and_then(|at| checklist.sections.get(at)).map(|section| section.extent)
        }
        _ => None,
    };
    let before = |at: usize| done.partition_point(|(field, _)| field.span.start < at);
    block.and_then(|block| done.get(before(block.start)..before(block.end))).unwrap_or(done)
}

/// Whether a sign-off attests what a field says: its item's, or what stands above it in its section or document.
fn covers(context: &Context, sign_off: &SignOff, field: &Field) -> bool {
    let checklist = context.checklist;
    let above = field.span.end <= sign_off.span.start;
    match sign_off.scope {
        Scope::Item => field.item.as_ref().is_some_and(|item| sign_off.scope_id.as_ref() == Some(&item.id)),
        Scope::Section => {
            let within = |section: &crate::model::Section| Some(&section.id) == sign_off.scope_id.as_ref();
            above && checklist.section_path(field.section.as_ref()).any(within)
        }
        Scope::Document => above,
    }
}

/// Whether a sign-off of more than an item, by its role or the title it stands under, gives leave for what comes after it.
fn is_beforehand(context: &Context, sign_off: &SignOff) -> bool {
    if sign_off.scope == Scope::Item {
        return false;
    }
    let says = |text: &str| {
        let text = text.to_lowercase();
        BEFOREHAND.iter().any(|word| text.contains(word))
    };
    let title = context.section_at(sign_off.span);
    let written = context.source.slice(context.source.line(sign_off.line));
    says(&sign_off.role) || says(written) || title.is_some_and(|section| says(&section.title))
}

fn names_an_end(label: &str) -> bool {
    // `Time:` by itself says when the item was done that it stands at.
    label.trim().eq_ignore_ascii_case("time") || DONE_ON.alone_in(label).is_some()
}
