//! Places where a person has still to attest.

use super::words::{quote, says_nothing};
use super::{Context, Rule, signers};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::{Fact, Signed};
use crate::model::{Applicability, SignOff, State};
use crate::parse::words::DONE_BY;
use crate::text::shell_quoted;

pub(super) const RULE: Rule = Rule {
    name: "missing-sign-off",
    summary: "A sign-off that is asked for has not been given, or not wholly.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/missing-sign-off.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let run = &context.run();
    for sign_off in signers::asked(context) {
        let missing = !sign_off.is_filled()
            || lacks_name(context, sign_off)
            || sign_off.name.as_deref().is_some_and(says_nothing);
        let lacks = match sign_off.applicability {
            Applicability::Conditional if missing => "is conditional: sign, or write N/A with a reason in its place",
            _ if missing => "is missing",
            _ if lacks_signature(context, sign_off) => "has no signature",
            _ => continue,
        };
        let item = sign_off.scope_id.as_ref().and_then(|id| context.asked.index_of(id));
        let item = item.and_then(|at| context.checklist.items.get(at));
        let about = item.map(|item| format!(" for {}", quote(&item.text))).unwrap_or_default();
        let message = format!("sign-off of {}{about} {lacks}", quote(&sign_off.role));
        let help = format!("`gonogo sign {run} --role {}`", shell_quoted(&sign_off.role));
        out.push(Diagnostic::hold(RULE.name, sign_off.span, message).label("to be signed").help(help));
    }
    out.extend(unnamed(context));
}

/// Rows that are done and do not say by whom, in a table of which others do: `| Backup | ☑ | |` below "By".
fn unnamed(context: &Context) -> impl Iterator<Item = Diagnostic> {
    let columns = context.tables().iter().filter_map(|table| Some((table, table.column(DONE_BY)?)));
    let named = columns.filter(|(table, at)| table.pairs(0, *at).any(|(_, _, who, _)| !says_nothing(who)));
    let empty = named.flat_map(|(table, at)| table.pairs(0, at)).filter(|(_, _, who, _)| says_nothing(who));
    empty.filter_map(|(_, _, _, span)| {
        let line = context.source.line_of(span.start);
        let item = context.checklist.item_on(line).filter(|item| item.state == State::Done)?;
        let read = context.checklist.sign_offs.iter().any(|sign_off| sign_off.line == line)
            || context.checklist.fields_on(line).any(|field| field.span.overlaps(span));
        if read || !context.is_due(span) {
            return None;
        }
        let message = format!("{} is done, and nobody says by whom", quote(&item.text));
        let found = Diagnostic::hold(RULE.name, item.span, message).undecided().label("by whom?").item(&item.id);
        Some(found.help("write who did it into the cell"))
    })
}

/// Whether a box is ticked, and the blank for a name beside it is empty.
fn lacks_name(context: &Context, sign_off: &SignOff) -> bool {
    let slot = sign_off.name_slot.filter(|slot| sign_off.box_span.is_some() && !slot.span.is_empty());
    sign_off.name.is_none() && slot.is_some_and(|slot| context.source.slice(slot.span).contains("__"))
}

/// Whether a signature is asked for beside the name, and neither that nor one by key is there.
fn lacks_signature(context: &Context, sign_off: &SignOff) -> bool {
    let empty = sign_off.signature.as_deref().is_none_or(says_nothing);
    sign_off.signature_slot.is_some() && empty && !is_signed(context, sign_off)
}

/// Whether a signature by key stands in for one by hand.
fn is_signed(context: &Context, sign_off: &SignOff) -> bool {
    match &context.evidence.signatures {
        Fact::Known(facts) => {
            facts.iter().any(|fact| fact.sign_off == sign_off.id && matches!(fact.signed, Signed::Good { .. }))
        }
        Fact::Unknown(_) | Fact::NotAsked => false,
    }
}
