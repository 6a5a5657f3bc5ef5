//! Parts in which people attest by their title, and nobody can.

use super::refused_sign_off::is_role;
use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Field, FieldKind, Label, Section};
use crate::parse::words::{BESIDE_SIGN_OFFS, IMPERATIVES, NO_SIGN_OFF_TITLES, SIGN_OFF_TITLES, TASKS};

pub(super) const RULE: Rule = Rule {
    name: "no-place-to-sign",
    summary: "A title says that people sign below it, and no place to sign is there.",
    severity: Severity::Undecided,
    on_templates: true,
    page: include_str!("../../docs/rules/no-place-to-sign.md"),
    check,
};

const HELP: &str = "write a line for each role, `- QA Lead: ____ Date: ____`, or a table `| Role | Name | Date |`; or say that it is only \
                    read: `<!-- gonogo: reference -->` below the title";

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let checklist = context.checklist;
    let dated = |section: &Section| {
        let mut days = checklist.fields.iter().filter(|field| field.kind == FieldKind::Date);
        is_role(&section.title) && days.any(|field| section.extent.covers(field.span))
    };
    let asked = checklist.sections.iter().filter(|section| asks(section) || dated(section));
    let asked = asked.filter(|section| context.is_due(section.span));
    let mut asked = asked.peekable();
    if asked.peek().is_none() {
        return;
    }
    // Whatever can be filled in or ticked there is judged as that; a date or a number alone says of nobody that they agree.
    let attests = |field: &&Field| matches!(field.kind, FieldKind::Text | FieldKind::Choice | FieldKind::Url);
    let fields = checklist.fields.iter().filter(|field| !field.optional && !field.in_code).filter(attests);
    let spans = (checklist.sign_offs.iter().map(|sign_off| sign_off.span)).chain(fields.map(|field| field.span));
    let spans = spans.chain(checklist.items.iter().map(|item| item.span));
    let mut places: Vec<usize> = spans.map(|span| span.start).collect();
    places.sort_unstable();
    let mut told = 0;
    for section in asked {
        let next = places.partition_point(|place| *place < section.extent.start);
        let has_one = places.get(next).is_some_and(|place| *place < section.extent.end);
        if has_one || section.extent.start < told {
            continue;
        }
        told = section.extent.end;
        let message =
            format!("{} is where people sign, and no place to sign could be read there", quote(&section.title));
        let found = Diagnostic::hold(RULE.name, section.span, message).undecided();
        out.push(found.label("who signs, and where?").help(HELP));
    }
}

/// Whether a title names the place where people attest: "Sign-off", "Release approval"; "Get approval" is something to do, and
/// "Approval criteria" are none.
fn asks(section: &Section) -> bool {
    let title = section.title.trim_end_matches(':');
    let Some((head, _)) = SIGN_OFF_TITLES.ending(title) else { return false };
    let first = head.split(' ').next().unwrap_or("");
    let does = || IMPERATIVES.has(first) || TASKS.has(first);
    let beside = || head.trim_end().rsplit(' ').next().is_some_and(|word| BESIDE_SIGN_OFFS.has(word));
    let apart = head.is_empty() || head.ends_with([' ', '/', '&']) || !head.is_ascii();
    section.label != Label::Bullet && apart && NO_SIGN_OFF_TITLES.alone_in(title).is_none() && !does() && !beside()
}
